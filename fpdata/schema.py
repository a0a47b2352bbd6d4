"""The one schema of all tables: what ``data/schema.json`` says, read, applied and written out.

A *raw* frame holds what a CSV file holds: strings, empty where nothing is
stated. A *typed* frame holds categories, nullable numbers and missing values.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

__all__ = [
    "SEGMENTATION",
    "columns",
    "empty",
    "fields",
    "key",
    "kind",
    "missing_columns",
    "table",
    "tables",
    "to_raw",
    "to_typed",
    "version",
    "vocabulary",
]

SEGMENTATION = 1
"""Version of the rules that cut a document into paragraphs and sentences (`fpdata.document`)."""

_DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
_OPTIONAL = ("coder", "confidence", "note")


@cache
def _read() -> dict[str, Any]:
    return json.loads(files("fpdata").joinpath("data/schema.json").read_text("utf-8"))


def version() -> int:
    """Return the version of the format, which every package names."""
    return _read()["format"]


def tables() -> tuple[str, ...]:
    """Return the names of all tables, in the schema's order."""
    return tuple(_read()["tables"])


def table(name: str) -> dict[str, Any]:
    """Return what the schema says of one table: description, key, fields, rules."""
    return _read()["tables"][name]


def fields(name: str, of_kind: str | None = None) -> list[dict[str, Any]]:
    """Return the fields of a table, all or those of one kind.

    Parameters
    ----------
    name : str
        One of `tables`.
    of_kind : str, optional
        Such as ``"edtf"``, ``"country"`` or ``"code"``.

    Returns
    -------
    list of dict
        Each with ``name``, ``kind``, ``description`` and, where they apply,
        ``constraints``, ``list``, ``ordered`` and ``unit``.

    Examples
    --------
    >>> [field["name"] for field in fields("claims", "edtf")]
    ['period', 'due']
    """
    return [field for field in table(name)["fields"] if of_kind in (None, field["kind"])]


def columns(name: str) -> list[str]:
    """Return the names of a table's stored columns, in order."""
    return [field["name"] for field in fields(name)]


def key(name: str) -> list[str]:
    """Return the columns of a table's primary key."""
    return table(name)["primaryKey"]


def vocabulary(name: str, column: str) -> tuple[str, ...]:
    """Return the closed vocabulary of a column.

    Parameters
    ----------
    name, column : str
        A table and one of its columns.

    Returns
    -------
    tuple of str
        The codes in their order; empty where the column is open.

    Examples
    --------
    >>> vocabulary("visits", "date_basis")
    ('stated', 'inferred')
    """
    (field,) = [field for field in fields(name) if field["name"] == column]
    return tuple(field.get("constraints", {}).get("enum", ()))


def kind(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the schema says of a field's kind: ``type``, ``expected`` and, maybe, ``pattern``."""
    return _read()["kinds"][field["kind"]]


def empty(name: str) -> pd.DataFrame:
    """Return a raw frame of a table with all its columns and no row."""
    return pd.DataFrame(columns=columns(name), dtype="str")


def to_typed(name: str, raw: pd.DataFrame) -> pd.DataFrame:
    """Turn a checked raw frame into a typed one, sorted by its key.

    Parameters
    ----------
    name : str
        One of `tables`.
    raw : DataFrame
        Strings, without problems (see `check`).

    Returns
    -------
    DataFrame
        All columns of the schema: category for closed vocabularies, ``Int64``,
        ``Float64``, ``boolean`` or ``str``; missing where the raw frame is
        empty. The index counts from 0.
    """
    cells = dict(zip(raw.columns, raw.to_numpy(object).T, strict=True))
    blank = np.full(len(raw), "", object)
    typed = {}
    for field in fields(name):
        column = field["name"]
        values = cells.get(column, blank)
        typed[column] = _array(field, np.where(values == "", None, values))
    return pd.DataFrame(typed).sort_values(key(name), kind="stable", ignore_index=True)


def _array(field: Mapping[str, Any], values: np.ndarray) -> Any:
    enum = field.get("constraints", {}).get("enum")
    if enum:
        return pd.Categorical(values, categories=enum, ordered=field.get("ordered", False))
    convert = {"boolean": lambda value: value.lower() == "true", "integer": int, "number": float}.get(
        kind(field)["type"]
    )
    if convert:
        values = [None if value is None else convert(value) for value in values]
    return pd.array(values, dtype=_DTYPES.get(kind(field)["type"], "str"))


def to_raw(name: str, typed: pd.DataFrame) -> pd.DataFrame:
    """Turn a typed frame back into strings; derived columns are left out.

    Parameters
    ----------
    name : str
        One of `tables`.
    typed : DataFrame
        As from `to_typed`; a column may be missing.

    Returns
    -------
    DataFrame
        Strings, empty where a value is missing, with the index of `typed`.
    """
    raw = {}
    for column in columns(name):
        if column in typed:
            values = typed[column].astype("object")
            raw[column] = ["" if pd.isna(value) is True else _to_text(value) for value in values]
    return pd.DataFrame(raw, index=typed.index, dtype=object)  # may hold what no string array can


def _to_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def missing_columns(name: str, present: list[str]) -> list[str]:
    """Return the columns that a file of this table lacks and must have."""
    return [column for column in columns(name) if column not in present and column not in _OPTIONAL]
