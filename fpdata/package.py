"""A data package on disk, as it is read: a folder of CSV files and a ``datapackage.json``."""

from __future__ import annotations

import csv
import difflib
import json
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from fpdata import schema
from fpdata.descriptor import descriptor
from fpdata.errors import CorpusError, Problem

__all__ = ["COMMIT", "DESCRIPTOR", "Contents", "bundled", "locate", "packages", "read"]

DESCRIPTOR = "datapackage.json"
COMMIT = ".fpdata-commit"
"""Folder of files that a save has finished but not yet put in place (see `fpdata.saving`)."""


class Contents(NamedTuple):
    """A package as it stands in its files, its values not yet judged.

    Attributes
    ----------
    tables : dict of str to DataFrame
        Raw frames; the index has the levels ``file`` and ``row``, as a
        spreadsheet counts rows.
    about : dict
        What the descriptor says of the package: name, title and the like.
    problems : list of Problem
        What is wrong with the files themselves.
    broken : set of str
        Tables that could not be read whole: no use in looking things up there.
    """

    tables: dict[str, pd.DataFrame]
    about: dict[str, Any]
    problems: list[Problem]
    broken: set[str]


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
    ['belarus_visits', 'preiherman2024', 'reference']
    """
    rows = []
    for name, folder in bundled().items():
        contents = read(folder)
        counted = sum(len(frame) for table, frame in contents.tables.items() if table != "sentences")
        rows.append((name, contents.about["title"], counted))
    return pd.DataFrame(rows, columns=["name", "title", "rows"])


def locate(package: str | os.PathLike[str]) -> Path:
    """Return the folder of a package, given as a bundled name or a path.

    Raises
    ------
    CorpusError
        If there is neither such a name nor such a folder.
    """
    known = bundled()
    if not isinstance(package, (str, os.PathLike)):
        msg = f"load: found {type(package).__name__}, expected a folder or one of {', '.join(known)}"
        raise CorpusError(msg)
    if isinstance(package, str) and package in known:
        return known[package]
    folder = Path(package)
    try:
        if str(package) and folder.is_dir():
            return folder
        reason = "a file" if folder.exists() else "nothing"
    except (OSError, ValueError):
        reason = "nothing"
    msg = f"{ascii(str(package))[:200]}: found {reason}, expected a folder or one of {', '.join(known)}"
    raise CorpusError(msg)


def read(folder: Path) -> Contents:
    """Read a package as it stands."""
    problems: list[Problem] = []
    about, listed = _read_descriptor(_at(folder, DESCRIPTOR), problems)
    found = {path.stem for path in folder.glob("*.csv")}
    if (folder / COMMIT).is_dir():  # what an interrupted save had left to remove is gone already
        found &= set(listed)
    for name in found - set(schema.tables()):
        near = difflib.get_close_matches(name, schema.tables(), 1, 0.75)
        if near:
            problems.append(Problem(f"{name}.csv", None, None, None, f"{near[0]}.csv, or a name unlike a table's"))
    unlisted = found & set(schema.tables()) - set(listed)
    problems += [Problem(DESCRIPTOR, None, None, None, f"a resource for {name}.csv") for name in unlisted]
    tables, broken = {}, set()
    for name in schema.tables():
        if name in found or name in listed:
            before = len(problems)
            tables[name] = _read_csv(_at(folder, f"{name}.csv"), name, problems)
            if len(problems) > before:
                broken.add(name)
    if "sources" not in found | set(listed):
        problems.append(Problem("sources.csv", None, None, None, "the file (every package names its sources)"))
        broken.add("sources")
    return Contents(tables, about, problems, broken)


def _at(folder: Path, name: str) -> Path:
    """Return where a file of the package is: not yet in place if a save was interrupted."""
    waiting = folder / COMMIT / "new" / name
    return waiting if waiting.is_file() else folder / name


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _read_descriptor(path: Path, problems: list[Problem]) -> tuple[dict[str, Any], list[str]]:
    folder = path.resolve().parent.name
    fallback: dict[str, Any] = {"name": folder, "title": folder}
    try:
        text = path.read_text("utf-8-sig")
        content = json.loads(text, parse_constant=_no_constant)
        json.dumps(content, ensure_ascii=False).encode("utf-8")
        if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
            raise ValueError
    except OSError:
        problems.append(Problem(DESCRIPTOR, None, None, None, "the file (a package describes itself)"))
        return fallback, []
    except (ValueError, RecursionError):
        problems.append(Problem(DESCRIPTOR, None, None, None, "a JSON object in UTF-8 with a list of resources"))
        return fallback, []
    about = fallback | {name: value for name, value in content.items() if name not in ("fpdata", "resources")}
    for name in ("name", "title"):
        if not isinstance(about[name], str) or not about[name]:
            problems.append(Problem(DESCRIPTOR, None, name, str(about[name]), "text"))
            about[name] = fallback[name]
    mark, expected = content.get("fpdata"), descriptor("", "", [])["fpdata"]
    if mark != expected:
        wanted = f"{json.dumps(expected)}, the format that this version reads"
        problems.append(Problem(DESCRIPTOR, None, "fpdata", json.dumps(mark), wanted))
    listed = []
    for resource in content["resources"]:
        name = resource.get("name") if isinstance(resource, dict) else None
        if name not in schema.tables() or resource.get("path") != f"{name}.csv":
            shown = json.dumps(resource.get("path") if isinstance(resource, dict) else resource)
            wanted = "a table of the schema, in a file of its name in this folder"
            problems.append(Problem(DESCRIPTOR, None, "resources", shown, wanted))
        else:
            listed.append(name)
    return about, listed


def _read_csv(path: Path, name: str, problems: list[Problem]) -> pd.DataFrame:
    """Read what can be read of a file; what can't is a problem."""
    header: list[str] = []
    rows, numbers, number = [], [], 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            problems += _header_problems(path.name, name, header)
            for number, row in enumerate(reader, 2):
                if not any(row):
                    continue  # an empty line, or one that a spreadsheet left behind
                if len(row) == len(header):
                    rows.append(row)
                    numbers.append(number)
                else:
                    wanted = f"{len(header)}, as in the header"
                    problems.append(Problem(path.name, number, None, f"{len(row)} values", wanted))
    except UnicodeDecodeError:
        problems.append(Problem(path.name, None, None, None, "text in UTF-8"))
    except csv.Error as error:
        problems.append(Problem(path.name, number + 1, None, None, f"comma-separated values ({error})"))
    except OSError as error:
        problems.append(Problem(path.name, None, None, None, f"the file, readable ({error.strerror})"))
    index = pd.MultiIndex.from_arrays([[path.name] * len(numbers), numbers], names=["file", "row"])
    columns = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(header, ())
    return pd.DataFrame(
        {column: pd.array(columns[column], dtype="str") for column in schema.columns(name) if column in columns},
        index=index,
    )


def _header_problems(file: str, name: str, header: list[str]) -> Iterator[Problem]:
    if len(header) == 1 and header[0].count(";") > 1:
        yield Problem(file, 1, None, "columns separated by ';'", "columns separated by ','")
        return
    for column in schema.missing_columns(name, header):
        yield Problem(file, 1, column, None, "the column")
    for place, column in enumerate(header):
        if column in header[:place]:
            yield Problem(file, 1, column, None, "the column only once")
        elif column not in schema.columns(name):
            yield Problem(file, 1, column, column, "one of " + ", ".join(schema.columns(name)))
