"""The ``fpdata`` command."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import sys
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from fpdata.errors import printable
from fpdata.extraction import command

__all__ = ["main"]

GOOD, BAD, WRONG = 0, 1, 2  # argparse too exits with 2 for wrong usage
_OWN = "fpdata-notebooks"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; those of the process without it.

    Returns
    -------
    int
        0 good, 1 the data or the check failed (every problem on stderr, one a
        line), 2 wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # what the terminal cannot show
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except BrokenPipeError:  # the reader of a pipe went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except (ValueError, OSError) as error:
        from fpdata.errors import CorpusError, DocumentError

        if not isinstance(error, (CorpusError, DocumentError, OSError)):
            raise
        print(error, file=sys.stderr)
        return BAD


def _parser() -> argparse.ArgumentParser:
    from fpdata import __version__

    parser = argparse.ArgumentParser(
        prog="fpdata", description="Documented visits and trade-reorientation claims, every row with its evidence."
    )
    parser.add_argument("--version", action="version", version=f"fpdata {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    lab = commands.add_parser("lab", help="open the notebooks in JupyterLab")
    lab.add_argument(
        "dir", nargs="?", type=Path, help=f"folder to open (default: the checkout's notebooks, else ./{_OWN})"
    )
    lab.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    lab.set_defaults(run=_lab)

    show = commands.add_parser("show", help="print a table")
    show.add_argument("table", choices=_tables(), metavar="TABLE", help="one of " + ", ".join(_tables()))
    show.add_argument("dir", nargs="*", help="packages: bundled names or folders (default: the bundled article)")
    show.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="default: table, narrowed to the screen"
    )
    show.set_defaults(run=_show)

    validate = commands.add_parser("validate", help="check a data package and list every problem")
    validate.add_argument("dir", nargs="+", help="packages: bundled names or folders; several are joined")
    validate.set_defaults(run=_validate)

    verify = commands.add_parser("verify", help="find every row again in your own copy of the article")
    verify.add_argument("article", help="text, Markdown, HTML or PDF file")
    verify.add_argument("dir", nargs="*", help="packages: bundled names or folders (default: the bundled article)")
    verify.set_defaults(run=_verify)

    report = commands.add_parser("report", help="write one HTML file that needs no network and no Python")
    report.add_argument("dir", nargs="*", help="packages: bundled names or folders (default: the bundled article)")
    report.add_argument("-o", "--output", type=Path, default=Path("report.html"), help="default: report.html")
    report.add_argument("--article", type=Path, help="your own copy, to quote the sentences from")
    report.set_defaults(run=_report)

    new = commands.add_parser("new", help="begin a data package for an article")
    new.add_argument("dir", type=Path, help="folder to make; its name becomes the source_id")
    new.add_argument("article", help="text, Markdown, HTML or PDF file")
    new.set_defaults(run=_new)

    command.add_parser(commands)
    return parser


def _tables() -> list[str]:
    return list(json.loads(files("fpdata").joinpath("data/schema.json").read_text("utf-8"))["tables"])


def _lab(arguments: argparse.Namespace) -> int:
    folder = arguments.dir or _notebooks()
    if not folder.is_dir():
        print(f"{folder}: found no folder, expected one with notebooks", file=sys.stderr)
        return BAD
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        print("fpdata lab: found no JupyterLab, expected it installed: pip install 'fpdata[lab]'", file=sys.stderr)
        return BAD
    options = [f"--ServerApp.root_dir={folder.resolve()}", "--ServerApp.ip=127.0.0.1"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    if arguments.no_browser:
        options.append("--no-browser")
    # otherwise JupyterLab asks the network for news, updates and extensions
    options += [
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    LabApp.launch_instance(argv=options)
    return GOOD


def _notebooks() -> Path:
    """Return the checkout's notebooks, else a copy of the installed ones in the current folder."""
    package = Path(str(files("fpdata")))
    checkout = package.parent / "notebooks"
    if (package.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return _copied(package / "notebooks", Path(_OWN))


def _copied(source: Path, target: Path) -> Path:
    """Copy what is not there yet; a file that exists may have been edited and is kept."""
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir() or copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        partial = copy.with_name(copy.name + ".part")
        shutil.copyfile(path, partial)
        partial.replace(copy)
    return target


def _show(arguments: argparse.Namespace) -> int:
    import pandas as pd

    from fpdata import schema
    from fpdata.loading import load

    corpus = load(*arguments.dir)
    raw = schema.to_raw(arguments.table, getattr(corpus, arguments.table))
    if arguments.format == "csv":
        from fpdata.listing import to_csv

        sys.stdout.write(to_csv(raw))
    elif arguments.format == "json":
        rows = [_stated(row) for row in raw.to_dict("records")]
        steering = any(printable(value) != value for row in rows for value in row.values())
        print(json.dumps(rows, indent=1, ensure_ascii=steering))
    else:
        width = shutil.get_terminal_size().columns
        shown = raw.loc[:, (raw != "").any()].map(printable) if len(raw) else raw
        with pd.option_context("display.width", width, "display.max_rows", None, "display.max_colwidth", 32):
            print(
                shown.to_string(index=False, max_cols=None, line_width=width)
                if len(shown)
                else f"{arguments.table}: no rows"
            )
    return GOOD


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if value != ""}


def _validate(arguments: argparse.Namespace) -> int:
    from fpdata import schema
    from fpdata.errors import SchemaError
    from fpdata.loading import load

    try:
        corpus = load(*arguments.dir)
    except SchemaError as error:
        print(error, file=sys.stderr)
        n = len(error.problems)
        print(f"{n} problem{'' if n == 1 else 's'}", file=sys.stderr)
        return BAD
    counts = ", ".join(f"{len(getattr(corpus, name))} {name}" for name in schema.tables() if len(getattr(corpus, name)))
    print(f"{corpus.name}: valid ({counts})")
    return GOOD


def _verify(arguments: argparse.Namespace) -> int:
    from fpdata.document import read_document
    from fpdata.loading import load

    document = read_document(arguments.article)
    corpus = load(*arguments.dir)
    checked = corpus.verify(document)
    counts = checked["status"].value_counts()
    print(f"{corpus.name}: " + ", ".join(f"{n} {status}" for status, n in counts.items() if n or status == "found"))
    bad = checked[checked["status"].isin(["changed", "missing"])]
    for row in bad.itertuples():
        where = f", now like {row.found_at}" if row.status == "changed" else ""
        print(f"{row.table}.csv, {row.key}: {row.locator} {row.status}{where}", file=sys.stderr)
    return BAD if len(bad) else GOOD


def _report(arguments: argparse.Namespace) -> int:
    begun = time.monotonic()

    def tell(step: str) -> None:
        if time.monotonic() - begun > 1:
            print(f"{step} …", file=sys.stderr)

    from fpdata.document import read_document
    from fpdata.loading import load
    from fpdata.reporting import write_report

    output, article = arguments.output, arguments.article
    if article and output.exists() and article.exists() and output.samefile(article):
        print(f"{output}: found the article, expected another file to write", file=sys.stderr)
        return WRONG
    tell("loading the tables")
    corpus = load(*arguments.dir)
    write_report(corpus, output, read_document(article) if article else None, progress=tell)
    print(output)
    return GOOD


def _new(arguments: argparse.Namespace) -> int:
    from fpdata.document import read_document
    from fpdata.loading import start

    document = read_document(arguments.article)
    corpus = start(arguments.dir, document)
    for remark in document.remarks:
        print(remark, file=sys.stderr)
    n = len(corpus.sentences)
    print(f"{arguments.dir}: source {corpus.name}, {n} sentence{'' if n == 1 else 's'}; fill the tables, then:")
    print(f"  fpdata validate {shlex.quote(str(arguments.dir))}")
    print(f"  fpdata verify {arguments.article} {arguments.dir}")
    return GOOD
