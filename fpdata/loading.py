"""Data packages loaded, joined and begun."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fpdata import package, saving, schema
from fpdata.corpus import Corpus
from fpdata.document import Document
from fpdata.errors import CorpusError, Problem, SchemaError
from fpdata.validation import check, derived_columns, numbered

__all__ = ["CODED", "as_key", "begun", "from_records", "load", "named_for", "start"]


def load(*sources: str | os.PathLike[str]) -> Corpus:
    """Load one data package, or several joined.

    Parameters
    ----------
    *sources : str or path
        Names of bundled packages (see `packages`) or folders; a bundled name
        goes first, write ``./name`` for a folder of that name. Without any,
        the bundled article ``preiherman2024``.

    Returns
    -------
    Corpus
        Where packages are joined, rows that are equal in every column merge;
        a person whom both name the same way has the evidence of both.

    Raises
    ------
    CorpusError
        If there is no such package.
    SchemaError
        If a package has problems, or if packages give one key different
        contents; every problem is listed.

    Examples
    --------
    >>> corpus = load()
    >>> len(corpus.visits), corpus.visits["host_iso3"].dropna().tolist()
    (5, ['IND', 'MNG', 'BGD', 'LAO'])
    """
    folders = list(dict.fromkeys(package.locate(source).resolve() for source in sources or ("preiherman2024",)))
    parts = [package.read(folder) for folder in folders]
    if len(parts) > 1:
        parts = [_placed(part, folder) for part, folder in zip(parts, folders, strict=True)]
    names = [name for name in schema.tables() if any(name in part.tables for part in parts)]
    joined = {name: _joined(name, [part.tables[name] for part in parts if name in part.tables]) for name in names}
    broken = set().union(*(part.broken for part in parts))
    problems = [problem for part in parts for problem in part.problems] + check(joined, broken)
    if problems:
        raise SchemaError(problems)
    about = dict(parts[0].about)
    if len(parts) > 1:
        about = {key: value for key, value in about.items() if all(part.about.get(key) == value for part in parts)}
        for key in ("name", "title"):
            about[key] = "+".join(dict.fromkeys(part.about[key] for part in parts))
        stated = [part.about.get("licenses") for part in parts]
        if all(stated) and all(isinstance(licences, list) for licences in stated):  # silent on one: silent on all
            united = [licence for licences in stated for licence in licences]
            about["licenses"] = [licence for place, licence in enumerate(united) if licence not in united[:place]]
    return Corpus(joined, about)


def from_records(tables: Mapping[str, Any], name: str = "own", title: str | None = None) -> Corpus:
    """Make a corpus of rows in memory, checked as a package on disk is.

    Parameters
    ----------
    tables : mapping of str to DataFrame or list of dict
        Table to rows. Columns that are left out are empty; values may be
        typed (numbers, flags) or text.
    name, title : str
        Of the package that `Corpus.save` would write.

    Returns
    -------
    Corpus

    Raises
    ------
    SchemaError
        Listing every problem; rows are counted as in a file, the first is 2.

    Examples
    --------
    >>> from_records({"sources": [{"source_id": "diary", "kind": "press", "title": "A diary"}]})
    <Corpus own: 1 sources>
    """
    raw: dict[str, pd.DataFrame] = {"sources": schema.empty("sources")}
    problems = []
    for table, rows in tables.items():
        if table not in schema.tables():
            problems.append(Problem(f"{table}.csv", None, None, None, "one of " + ", ".join(schema.tables())))
            continue
        frame, known = pd.DataFrame(rows), schema.columns(table)
        unknown = [str(column) for column in frame if column not in derived_columns(table) | set(known)]
        problems += [Problem(f"{table}.csv", 1, column, column, "one of " + ", ".join(known)) for column in unknown]
        raw[table] = numbered(table, schema.to_raw(table, frame).reindex(columns=known, fill_value=""))
    problems += check(raw)
    if problems:
        raise SchemaError(problems)
    return Corpus(raw, {"name": name, "title": title or name})


def _placed(part: package.Contents, folder: Path) -> package.Contents:
    """Say of each row and problem which folder it is in."""
    tables = {}
    for name, frame in part.tables.items():
        place = frame.index.set_levels([str(folder / file) for file in frame.index.levels[0]], level=0)
        tables[name] = frame.set_axis(place)
    problems = [problem._replace(file=str(folder / problem.file)) for problem in part.problems]
    return part._replace(tables=tables, problems=problems)


def _joined(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    if len(frames) == 1:
        return frames[0]
    # equal rows merge across packages only: a row that one file holds twice stays a problem
    doubled = [frame[frame.duplicated()] for frame in frames]
    whole = pd.concat(frames).fillna("")
    whole = whole[~whole.duplicated()]
    united = [column for column in schema.table(name).get("united", []) if column in whole]
    same = [column for column in whole if column not in united]
    if united and whole.duplicated(same).any():
        groups = whole.groupby(same, sort=False)
        whole = whole.assign(**{column: groups[column].transform(_union) for column in united})
        whole = whole[~whole.duplicated()]
    return pd.concat([whole, *doubled]).fillna("")


def _union(cells: pd.Series) -> str:
    """Unite the parts of cells that hold several things."""
    return "; ".join(dict.fromkeys(part for cell in cells if cell for part in cell.split("; ")))


CODED = ("people", "visits", "acts", "cooperation", "claims")
"""The tables that are coded from a text."""


def start(folder: str | os.PathLike[str], document: Document) -> Corpus:
    """Begin a data package for a document: its source and sentences, and empty tables for a coder to fill.

    Parameters
    ----------
    folder : str or path
        Must not hold a package yet; its name becomes the source_id.
    document : Document
        As from `read_document`.

    Returns
    -------
    Corpus
        As loaded from the new folder.

    Raises
    ------
    CorpusError
        If there is a package already, or the name holds no letter or digit.
    """
    folder = Path(folder)
    if (folder / package.DESCRIPTOR).exists():
        msg = f"{folder}: found a package, expected a new folder or one without {package.DESCRIPTOR}"
        raise CorpusError(msg)
    name = named_for(folder)
    tables = begun(name, document)
    saving.write(folder, tables, {"name": name, "title": document.title or name})
    return load(folder)


def as_key(text: str) -> str:
    """Turn a name into a key: letters of ASCII and digits, hyphens for all else; empty where nothing is left."""
    return re.sub(r"[^A-Za-z0-9._+-]+", "-", text).strip("-._+")


def named_for(folder: Path) -> str:
    """Return the source_id that a folder's name makes.

    Raises
    ------
    CorpusError
        If the name holds no letter or digit.
    """
    name = as_key(folder.resolve().name)
    if not name:
        msg = f"{folder}: found no letter or digit in the name, expected some: it becomes the source_id"
        raise CorpusError(msg)
    return name


def begun(name: str, document: Document) -> dict[str, pd.DataFrame]:
    """Return the raw tables of a package that is only begun.

    Parameters
    ----------
    name : str
        The source_id.
    document : Document
        As from `read_document`.

    Returns
    -------
    dict of str to DataFrame
        Strings: sources and sentences filled, the tables to code empty.
    """
    source = {
        "source_id": name,
        "kind": "article",
        "title": document.title or name,
        "author": document.author or "",
        "publisher": document.publisher or "",
        "published": document.published.isoformat() if document.published else "",
    }
    tables = {table: schema.empty(table) for table in ("sources", "sentences", *CODED)}
    tables["sources"] = pd.DataFrame([source], dtype="str").reindex(columns=schema.columns("sources"), fill_value="")
    sentences = document.sentences.assign(source_id=name)[schema.columns("sentences")]
    tables["sentences"] = schema.to_raw("sentences", sentences)
    return tables
