"""``fpdata extract``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from fpdata.errors import CorpusError, printable

__all__ = ["add_parser"]

_GOOD, _BAD, _WRONG = 0, 1, 2
_MOST = 20  # problems shown; a batch may have very many


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add the command to those of ``fpdata``."""
    parser = commands.add_parser("extract", help="propose rows for a text, or visits for many")
    parser.add_argument("input", type=Path, help="a document, or a folder of texts, JSON Lines or Parquet")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="default: ./NAME-candidates")
    parser.add_argument("--engine", choices=("local", "dask"), default="local", help="default: local")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a running Dask cluster, as tcp://10.0.0.1:8786")
    parser.add_argument("--workers", type=_positive, metavar="N", help="processes to start (default: one per core)")
    parser.add_argument(
        "--partition", type=_positive, default=1000, metavar="N", help="most documents in a file (default: 1000)"
    )
    parser.set_defaults(run=_run)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10**6):
        msg = f"found {text!r}, expected a whole number from 1"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _run(arguments: argparse.Namespace) -> int:
    from fpdata.extraction import batch, inputs

    if arguments.scheduler and (arguments.engine != "dask" or arguments.workers):
        print("fpdata extract: --scheduler goes with --engine dask and without --workers", file=sys.stderr)
        return _WRONG
    path, folder = arguments.input, arguments.output
    folder = folder or Path(f"{path.resolve().stem}-candidates")
    if not inputs.is_batch(path):
        return _propose(path, folder)
    workers = arguments.workers or os.cpu_count() or 1
    problems = _Problems()
    try:
        done = batch.run(
            path, folder, arguments.engine, arguments.scheduler, workers, arguments.partition, problems.report
        )
    except KeyboardInterrupt:
        print(f"{folder}: interrupted; run again to do what is missing", file=sys.stderr)
        return _BAD
    if problems.count > _MOST:
        print(f"and {problems.count - _MOST} more, see {folder / 'rejected'}", file=sys.stderr)
    rejected = f"{done.bad_documents} documents and {done.bad_candidates} candidates rejected"
    print(f"{folder}: {done.documents} documents, {done.visits} visits; {rejected}")
    if done.documents == done.bad_documents:
        print(f"{path}: found no document that can be used, expected at least one", file=sys.stderr)
        return _BAD
    return _GOOD


class _Problems:
    """Prints the first ones of a run."""

    def __init__(self) -> None:
        self.count = 0

    def report(self, problem: str) -> None:
        self.count += 1
        if self.count <= _MOST:
            print(printable(problem), file=sys.stderr)


def _propose(article: Path, folder: Path) -> int:
    """Write a package of candidates for one document."""
    from fpdata.document import read_document
    from fpdata.extraction.gate import proposed
    from fpdata.loading import named_for
    from fpdata.package import DESCRIPTOR

    document = read_document(article)
    if (folder / DESCRIPTOR).exists():
        msg = f"{folder}: found a package, expected a new folder or one without {DESCRIPTOR}"
        raise CorpusError(msg)
    candidates = proposed(document, None, named_for(folder))
    candidates.save(folder)
    for remark in document.remarks:
        print(remark, file=sys.stderr)
    for row in candidates.rejected.itertuples():
        problem = f"{row.table}, candidate {row.row}, column {row.column}: found {row.value!r} ({row.reason})"
        print(printable(f"{problem}, expected {row.expected}"), file=sys.stderr)
    counts = ", ".join(
        f"{len(getattr(candidates, name))} {name}" for name in ("visits", "acts", "cooperation", "claims")
    )
    print(f"{folder}: candidates to review: {counts}; {candidates.rejected['row'].nunique()} rejected")
    return _GOOD
