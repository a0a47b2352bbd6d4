"""A batch of documents to Parquet: streaming, one file per partition, and a second run does what is missing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import fpdata
from fpdata import schema
from fpdata.errors import CorpusError
from fpdata.extraction.cluster import mapped, workplace
from fpdata.extraction.frame import COLUMNS, REJECTED, code, framed
from fpdata.extraction.inputs import Given, Input, opened

__all__ = ["Summary", "run"]

MANIFEST = "manifest.json"
PARTITION = 1000
"""Documents of a partition, unless they are long."""

_BYTES = 4 * 2**20  # of a partition: what is in memory and goes to a worker at a time


class Summary(NamedTuple):
    """What a finished batch holds: numbers of documents, visits, and what was rejected of both."""

    documents: int
    visits: int
    bad_documents: int
    bad_candidates: int


class Partition(NamedTuple):
    """Consecutive documents."""

    number: int
    given: list[Given]

    @property
    def size(self) -> int:
        """Bytes, about."""
        return sum(one.size for one in self.given)


def run(
    path: Path,
    folder: Path,
    engine: str = "local",
    scheduler: str | None = None,
    workers: int = 1,
    partition: int = PARTITION,
    report: Callable[[str], None] = print,
) -> Summary:
    """Propose visits for all documents of an input and write them to a folder.

    The folder gets ``visits`` and ``rejected``, each with one Parquet file per
    partition, and ``manifest.json``. Read whole (``pandas.read_parquet``),
    they are the same frames whatever the engine, the number of workers and
    the size of the partitions. A file is there whole or not at all; its
    visits are written last, and a partition that has them is not done again.

    Parameters
    ----------
    path : Path
        A folder of texts, JSON Lines or Parquet (`inputs.opened`).
    folder : Path
        New, empty, or begun with the same input and settings.
    engine, scheduler, workers
        As for `cluster.workplace`.
    partition : int
        Most documents of a partition.
    report : callable
        Told of every document and candidate rejected, one line each.

    Raises
    ------
    CorpusError
        If a package is missing, the input cannot be read or the folder holds
        something else.
    """
    lacking = [name for name in ("pyarrow", "tqdm") if find_spec(name) is None]
    if lacking:
        msg = f"extract: found no {' and no '.join(lacking)}, expected it installed: pip install 'fpdata[scale]'"
        raise CorpusError(msg)
    source = opened(path)
    if source.left:
        report(
            f"{path}: left out {source.left} file{'' if source.left == 1 else 's'} of other kinds than {source.form}"
        )
    manifest = _begin(folder, source, partition)
    if "documents" not in manifest:
        with workplace(engine, scheduler, workers) as place:
            documents = _write_missing(folder, source, partition, place, report)
        manifest["documents"] = documents
        _store(folder, manifest)
    return _summary(folder, manifest["documents"])


def _begin(folder: Path, source: Input, partition: int) -> dict[str, Any]:
    """Return the folder's manifest, begun if there is none, and make sure that it is of this input."""
    expected = {
        "fpdata": fpdata.__version__,
        "segmentation": schema.SEGMENTATION,
        "input": source.path.name,
        "form": source.form,
        "files": len(source.files),
        "fingerprint": source.fingerprint(),
        "partition": partition,
    }
    if not (folder / MANIFEST).exists():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            msg = f"{folder}: found files and no {MANIFEST}, expected a new folder or one of an earlier run"
            raise CorpusError(msg)
        for name in ("visits", "rejected"):
            (folder / name).mkdir(parents=True)
        _store(folder, expected)
        return expected
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        other = [name for name, value in expected.items() if found.get(name) != value]
    except (ValueError, AttributeError) as error:
        msg = f"{folder / MANIFEST}: cannot be read ({error}), expected the manifest of an earlier run"
        raise CorpusError(msg) from error
    if other:
        shown = "; ".join(
            "files of other names, sizes or times"
            if name == "fingerprint"
            else f"{name} {found.get(name)!r}, now {expected[name]!r}"
            for name in other
        )
        msg = f"{folder}: begun with {shown}; expected the same input and settings, or another folder"
        raise CorpusError(msg)
    return found


def _store(folder: Path, manifest: dict[str, Any]) -> None:
    partial = folder / f".{MANIFEST}.part"
    partial.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    os.replace(partial, folder / MANIFEST)


def _partitions(source: Input, most: int) -> Iterator[Partition]:
    numbers, held, size = count(), [], 0
    for one in source.documents():
        if held and (len(held) == most or size + one.size > _BYTES):
            yield Partition(next(numbers), held)
            held, size = [], 0
        held.append(one)
        size += one.size
    if held:
        yield Partition(next(numbers), held)


def _write_missing(folder: Path, source: Input, most: int, place: tuple, report: Callable[[str], None]) -> int:
    """Work on every partition that has no file yet; return the number of all documents."""
    from tqdm import tqdm

    documents = 0
    with tqdm(total=source.size(), unit="B", unit_scale=True, disable=None) as bar:

        def missing() -> Iterator[Partition]:
            nonlocal documents
            for partition in _partitions(source, most):
                documents += len(partition.given)
                if _file(folder, "visits", partition.number).exists():
                    bar.update(partition.size)
                else:
                    yield partition

        for number, size, rows, rejected in mapped(place, _coded, missing()):
            for kind, found, dtypes in (("rejected", rejected, REJECTED), ("visits", rows, COLUMNS)):
                target = _file(folder, kind, number)
                partial = target.with_name(f".{target.name}.part")
                framed(found, dtypes).to_parquet(partial, index=False)
                os.replace(partial, target)
            for where, _, _, reason in rejected:
                with bar.external_write_mode():
                    report(f"{where}: {reason}")
            bar.update(size)
    return documents


def _coded(partition: Partition) -> tuple[int, int, list[tuple], list[tuple]]:
    return partition.number, partition.size, *code(partition.given)


def _file(folder: Path, kind: str, number: int) -> Path:
    return folder / kind / f"part-{number:08}.parquet"


def _summary(folder: Path, documents: int) -> Summary:
    from pyarrow import parquet

    visits = sum(parquet.read_metadata(file).num_rows for file in (folder / "visits").glob("part-*.parquet"))
    bad = {"document": 0, "candidate": 0}
    for file in sorted((folder / "rejected").glob("part-*.parquet")):
        for kind in parquet.read_table(file, columns=["kind"])["kind"].to_pylist():
            bad[kind] += 1
    return Summary(documents, visits, bad["document"], bad["candidate"])
