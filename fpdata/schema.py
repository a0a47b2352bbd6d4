"""The one schema of all tables: what ``data/schema.json`` says, read, applied and written out.

A *raw* frame holds what a CSV file holds: strings, empty where nothing is
stated. A *typed* frame holds categories, nullable numbers and missing values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from fpdata.errors import Problem

__all__ = [
    "SEGMENTATION",
    "check",
    "columns",
    "descriptor",
    "empty",
    "fields",
    "key",
    "missing_columns",
    "table",
    "tables",
    "to_raw",
    "to_typed",
    "vocabulary",
]

SEGMENTATION = 1
"""Version of the rules that cut a document into paragraphs and sentences (`fpdata.document`)."""

_DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
_OPTIONAL = ("coder", "confidence", "note")


@cache
def _read() -> dict[str, Any]:
    return json.loads(files("fpdata").joinpath("data/schema.json").read_text("utf-8"))


def tables() -> tuple[str, ...]:
    """Return the names of all tables, in the schema's order."""
    return tuple(_read()["tables"])


def table(name: str) -> dict[str, Any]:
    """Return what the schema says of one table: description, key, fields, rules."""
    return _read()["tables"][name]


def fields(name: str, kind: str | None = None) -> list[dict[str, Any]]:
    """Return the fields of a table, all or those of one kind.

    Parameters
    ----------
    name : str
        One of `tables`.
    kind : str, optional
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
    return [field for field in table(name)["fields"] if kind in (None, field["kind"])]


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


def _type(field: Mapping[str, Any]) -> str:
    return _read()["kinds"][field["kind"]]["type"]


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
    typed = {}
    for field in fields(name):
        column = field["name"]
        values = raw[column].to_numpy(object) if column in raw else np.full(len(raw), "", object)
        typed[column] = _array(field, np.where(values == "", None, values))
    return pd.DataFrame(typed).sort_values(key(name), kind="stable", ignore_index=True)


def _array(field: Mapping[str, Any], values: np.ndarray) -> Any:
    enum = field.get("constraints", {}).get("enum")
    if enum:
        return pd.Categorical(values, categories=enum, ordered=field.get("ordered", False))
    convert = {"boolean": "true".__eq__, "integer": int, "number": float}.get(_type(field))
    if convert:
        values = [None if value is None else convert(value) for value in values]
    return pd.array(values, dtype=_DTYPES.get(_type(field), "str"))


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
            uniques = typed[column].astype("object")
            raw[column] = uniques.map(_to_text, na_action="ignore").where(uniques.notna(), "").astype("str")
    return pd.DataFrame(raw, index=typed.index)


def _to_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


Checker = Callable[[str], str | None]


def check(name: str, raw: pd.DataFrame, checkers: Mapping[str, Checker]) -> list[Problem]:
    """Return every problem of a raw frame.

    Parameters
    ----------
    name : str
        One of `tables`.
    raw : DataFrame
        Strings; its index has the levels file and row.
    checkers : mapping
        From a kind of field to a function that takes one value and returns
        what was expected, or None where the value is good.

    Returns
    -------
    list of Problem
        Missing columns, values that are missing, of the wrong type or outside
        the vocabulary, keys that occur twice, rules between columns.
    """
    problems = []
    for field in fields(name):
        if field["name"] in raw:
            problems += _check_column(name, field, raw, checkers)
    present = set(raw)
    if present.issuperset(key(name)):
        problems += _check_key(name, raw)
    for rule, test, wording in _RULES:
        for group in table(name).get(rule, []):
            if present.issuperset(group):
                bad = raw[test(raw[group])]
                problems += [
                    Problem(file, row, ", ".join(group), "; ".join(filter(None, values)), wording)
                    for (file, row), values in zip(bad.index, bad[group].itertuples(index=False), strict=True)
                ]
    return problems


def missing_columns(name: str, present: list[str]) -> list[str]:
    """Return the columns that a file of this table lacks and must have."""
    return [column for column in columns(name) if column not in present and column not in _OPTIONAL]


def _check_column(
    name: str, field: dict[str, Any], raw: pd.DataFrame, checkers: Mapping[str, Checker]
) -> list[Problem]:
    values = raw[field["name"]].to_numpy(object)
    expected = {}
    if field.get("constraints", {}).get("required"):
        expected[""] = f"a value ({field['description'].lower()})"
    for value in pd.unique(values):
        if value:
            complaint = _complaint(name, field, value, checkers)
            if complaint:
                expected[value] = complaint
    if expected.keys() - {""} or "" in expected and "" in values:
        return [
            Problem(*place, field["name"], value or None, expected[value])
            for place, value in zip(raw.index, values, strict=True)
            if value in expected
        ]
    return []


def _complaint(name: str, field: dict[str, Any], value: str, checkers: Mapping[str, Checker]) -> str | None:
    kind = _read()["kinds"][field["kind"]]
    constraints = field.get("constraints", {})
    enum = vocabulary(name, field["name"])
    if enum:
        return None if value in enum else "one of " + ", ".join(enum)
    pattern = field.get("pattern") or kind.get("pattern")
    if pattern and not re.fullmatch(pattern, value):
        return kind["expected"] if "pattern" in kind else f"{kind['expected']} of the form {pattern}"
    if kind["type"] == "boolean":
        return None if value in ("true", "false") else kind["expected"]
    if kind["type"] in _DTYPES:
        form = r"-?\d{1,15}" if kind["type"] == "integer" else r"-?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?"
        if not (value.isascii() and re.fullmatch(form, value)):
            return kind["expected"]
        low, high = constraints.get("minimum"), constraints.get("maximum")
        if (low is not None and float(value) < low) or (high is not None and float(value) > high):
            return f"{kind['expected']} from {low}" + ("" if high is None else f" to {high}")
        return None
    if value != value.strip() or "\x00" in value:
        return "no white space at the ends and no NUL"
    checker = checkers.get(field["kind"])
    return checker(value) if checker else None


def _check_key(name: str, raw: pd.DataFrame) -> list[Problem]:
    names = key(name)
    keys = raw[names].agg("|".join, axis=1) if len(names) > 1 else raw[names[0]]
    again = keys[keys.duplicated() & (keys != "")]
    return [
        Problem(file, row, ", ".join(names), value, "a key that no other row has")
        for (file, row), value in zip(again.index, again, strict=True)
    ]


def _filled(group: pd.DataFrame) -> pd.Series:
    return (group != "").sum(axis=1)


def _descending(group: pd.DataFrame) -> pd.Series:
    low, high = (pd.to_numeric(group[column], errors="coerce") for column in group)
    return low > high


_RULES: tuple[tuple[str, Callable[[pd.DataFrame], pd.Series], str], ...] = (
    ("exactly_one", lambda group: _filled(group) != 1, "exactly one of them filled"),
    ("at_least_one", lambda group: _filled(group) == 0, "at least one of them filled"),
    ("at_most_one", lambda group: _filled(group) > 1, "at most one of them filled"),
    ("together", lambda group: ~_filled(group).isin([0, group.shape[1]]), "all of them filled or none"),
    ("ascending", _descending, "the first no larger than the second"),
)


def descriptor(name: str, title: str, present: list[str], **extra: Any) -> dict[str, Any]:
    """Return the Frictionless descriptor of a data package.

    Parameters
    ----------
    name, title : str
        Of the package.
    present : list of str
        The tables that it has.
    **extra
        Further top-level properties, such as ``description`` or ``licenses``.

    Returns
    -------
    dict
        The content of ``datapackage.json``: one resource per table, with its
        Table Schema in full. Foreign keys are given where the package has the
        table they lead to.
    """
    resources = [_resource(table_name, present) for table_name in tables() if table_name in present]
    mark = {"format": _read()["format"], "segmentation": SEGMENTATION}
    return {"name": name, "title": title, **extra, "fpdata": mark, "resources": resources}


def _resource(name: str, present: list[str]) -> dict[str, Any]:
    contents = table(name)
    schema: dict[str, Any] = {
        "fields": [_table_schema_field(field) for field in contents["fields"]],
        "primaryKey": key(name),
        "missingValues": [""],
    }
    links = [link for link in contents.get("foreignKeys", []) if link["reference"]["resource"] in present]
    if links:
        schema["foreignKeys"] = links
    return {
        "name": name,
        "description": contents["description"],
        "path": f"{name}.csv",
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _table_schema_field(field: dict[str, Any]) -> dict[str, Any]:
    kind = _read()["kinds"][field["kind"]]
    constraints = dict(field.get("constraints", {}))
    pattern = field.get("pattern") or kind.get("pattern")
    if pattern:
        constraints["pattern"] = pattern
    described = {"name": field["name"], "type": kind["type"], "description": field["description"]}
    if "unit" in field:
        described["unit"] = field["unit"]
    return described | ({"constraints": constraints} if constraints else {})
