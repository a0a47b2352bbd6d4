"""A data package on disk: a folder of CSV files and a ``datapackage.json``, read and written whole."""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from fpdata import schema
from fpdata.descriptor import descriptor
from fpdata.errors import CorpusError, Problem

__all__ = ["bundled", "locate", "packages", "read", "write"]

DESCRIPTOR = "datapackage.json"
_KEPT = (
    "name",
    "title",
    "description",
    "licenses",
    "version",
    "sources",
    "contributors",
    "keywords",
    "homepage",
    "id",
    "created",
)


def bundled() -> dict[str, Path]:
    """Return the bundled packages: name to folder."""
    data = Path(str(files("fpdata") / "data"))
    return {path.parent.name: path.parent for path in sorted(data.glob(f"*/{DESCRIPTOR}"))}


def packages() -> pd.DataFrame:
    """List the bundled data packages.

    Returns
    -------
    DataFrame
        One row per package, by name: ``name`` (str, what `load` takes),
        ``title`` (str) and ``rows`` (int, in all tables but sentences).

    Examples
    --------
    >>> packages()["name"].tolist()
    ['preiherman2024']
    """
    rows = []
    for name, folder in bundled().items():
        tables, about, _ = read(folder)
        counted = sum(len(frame) for table, frame in tables.items() if table != "sentences")
        rows.append((name, about["title"], counted))
    return pd.DataFrame(rows, columns=["name", "title", "rows"])


def locate(package: str | os.PathLike[str]) -> Path:
    """Return the folder of a package, given as a bundled name or a path.

    Raises
    ------
    CorpusError
        If there is neither such a name nor such a folder.
    """
    known = bundled()
    if isinstance(package, str) and package in known:
        return known[package]
    folder = Path(package)
    try:
        if folder.is_dir():
            return folder
        reason = "a file" if folder.exists() else "nothing"
    except (OSError, ValueError):
        reason = "nothing"
    msg = f"{ascii(str(package))[:200]}: found {reason}, expected a folder or one of {', '.join(known)}"
    raise CorpusError(msg)


def read(folder: Path) -> tuple[dict[str, pd.DataFrame], dict[str, Any], list[Problem]]:
    """Read a package as it stands, without judging its values.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    tables : dict of str to DataFrame
        Raw frames; the index has the levels ``file`` and ``row``, as a
        spreadsheet counts rows.
    about : dict
        What the descriptor says of the package: name, title and the like.
    problems : list of Problem
        What is wrong with the files themselves.
    """
    problems: list[Problem] = []
    about, listed = _read_descriptor(folder, problems)
    found = {path.stem for path in folder.glob("*.csv")}
    known = "a file named after a table: " + ", ".join(schema.tables())
    problems += [Problem(f"{name}.csv", None, None, None, known) for name in found - set(schema.tables())]
    unlisted = found & set(schema.tables()) - set(listed)
    problems += [Problem(DESCRIPTOR, None, None, None, f"a resource for {name}.csv") for name in unlisted]
    tables = {}
    for name in schema.tables():
        if name in found or name in listed:
            frame = _read_csv(folder / f"{name}.csv", name, problems)
            if frame is not None:
                tables[name] = frame
    if "sources" not in found | set(listed):
        problems.append(Problem("sources.csv", None, None, None, "the file (every package names its sources)"))
    return tables, about, problems


def _read_descriptor(folder: Path, problems: list[Problem]) -> tuple[dict[str, Any], list[str]]:
    fallback: dict[str, Any] = {"name": folder.resolve().name, "title": folder.resolve().name}
    try:
        content = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
            raise ValueError
    except OSError:
        problems.append(Problem(DESCRIPTOR, None, None, None, "the file (a package describes itself)"))
        return fallback, []
    except (ValueError, RecursionError):
        problems.append(Problem(DESCRIPTOR, None, None, None, "a JSON object with a list of resources"))
        return fallback, []
    about = fallback | {name: content[name] for name in _KEPT if name in content}
    for name in ("name", "title"):
        if not isinstance(about[name], str) or not about[name]:
            problems.append(Problem(DESCRIPTOR, None, name, str(about[name]), "text"))
            about[name] = fallback[name]
    mark = content.get("fpdata")
    expected = descriptor("", "", [])["fpdata"]
    if mark != expected:
        problems.append(
            Problem(
                DESCRIPTOR,
                None,
                "fpdata",
                json.dumps(mark),
                f"{json.dumps(expected)}, the format that this version reads",
            )
        )
    listed = []
    for resource in content["resources"]:
        name = resource.get("name") if isinstance(resource, dict) else None
        if name not in schema.tables() or resource.get("path") != f"{name}.csv":
            shown = json.dumps(resource.get("path") if isinstance(resource, dict) else resource)
            problems.append(
                Problem(
                    DESCRIPTOR, None, "resources", shown, "a table of the schema, in a file of its name in this folder"
                )
            )
        else:
            listed.append(name)
    return about, listed


def _read_csv(path: Path, name: str, problems: list[Problem]) -> pd.DataFrame | None:
    rows, numbers = [], []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            problems += _header_problems(path.name, name, header)
            for number, row in enumerate(reader, 2):
                if len(row) == len(header):
                    rows.append(row)
                    numbers.append(number)
                elif row:
                    problems.append(
                        Problem(path.name, number, None, f"{len(row)} values", f"{len(header)}, as in the header")
                    )
    except UnicodeDecodeError:
        problems.append(Problem(path.name, None, None, None, "text in UTF-8"))
        return None
    except csv.Error as error:
        problems.append(Problem(path.name, len(numbers) + 2, None, None, f"comma-separated values ({error})"))
        return None
    except OSError as error:
        problems.append(Problem(path.name, None, None, None, f"the file, readable ({error.strerror})"))
        return None
    if not header or len(set(header)) < len(header):
        return None
    index = pd.MultiIndex.from_arrays([[path.name] * len(numbers), numbers], names=["file", "row"])
    frame = pd.DataFrame(rows, columns=header, index=index, dtype="str")
    return frame[[column for column in schema.columns(name) if column in header]]


def _header_problems(file: str, name: str, header: list[str]) -> Iterator[Problem]:
    for column in schema.missing_columns(name, header):
        yield Problem(file, 1, column, None, "the column")
    for place, column in enumerate(header):
        if column in header[:place]:
            yield Problem(file, 1, column, None, "the column only once")
        elif column not in schema.columns(name):
            yield Problem(file, 1, column, column, "one of " + ", ".join(schema.columns(name)))


def write(folder: Path, tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> None:
    """Write a package so that the folder holds either the old one or the new one, whole.

    Parameters
    ----------
    folder : Path
        Made if missing. Files in it that are no table are left alone.
    tables : mapping of str to DataFrame
        Raw frames; tables that are not given are removed.
    about : mapping
        Name, title and further properties of the descriptor.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".fpdata-", dir=folder))
    try:
        new = {DESCRIPTOR}
        for name, frame in tables.items():
            frame.to_csv(stage / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
            new.add(f"{name}.csv")
        extra = {key: value for key, value in about.items() if key not in ("name", "title")}
        content = descriptor(about["name"], about["title"], list(tables), **extra)
        (stage / DESCRIPTOR).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
        _swap(folder, stage, sorted(new))
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(folder: Path, stage: Path, new: list[str]) -> None:
    """Put the staged files in place; if that fails half-way, put the old ones back."""
    old = [name for name in (DESCRIPTOR, *(f"{table}.csv" for table in schema.tables())) if (folder / name).exists()]
    backup = stage / "old"
    backup.mkdir()
    try:
        for name in old:
            os.replace(folder / name, backup / name)
        for name in new:
            os.replace(stage / name, folder / name)
    except BaseException:
        for name in new:
            if not (stage / name).exists():
                (folder / name).unlink(missing_ok=True)
        for path in backup.iterdir():
            shutil.move(path, folder / path.name)
        raise
