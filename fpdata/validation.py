"""Raw tables held against the schema: every problem of every table, none left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from fpdata import countries, edtf, schema
from fpdata.errors import Problem

__all__ = ["check", "derived_columns", "evidence_rows", "numbered"]


def _edtf_complaint(value: str) -> str | None:
    try:
        edtf.bounds(value)
    except ValueError as error:
        reason = str(error).removeprefix(repr(value)).removeprefix(": ").strip()
        return f"a date such as 2024-03-12, 2024-03 or 2024-03-12/2024-03-13 (EDTF; this {reason})"
    return None


_COUNTRY = "an ISO 3166-1 alpha-3 country code, or XKX"


def _country_complaint(value: str) -> str | None:
    if value in countries.codes():
        return None
    try:
        meant = countries.lookup(value)
    except LookupError:
        return _COUNTRY
    return f"{_COUNTRY} ({countries.name(meant)} is {meant})"


def _region_complaint(value: str) -> str | None:
    return None if value in countries.regions() else "a UN M49 region code, such as 002 for Africa"


_LONGEST = 100_000  # the csv module's own limit lies a little above
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]|\r(?!\n)")

_CHECKERS: dict[str, Callable[[str], str | None]] = {
    "edtf": _edtf_complaint,
    "country": _country_complaint,
    "region": _region_complaint,
}


def check(raw: Mapping[str, pd.DataFrame], broken: Collection[str] = ()) -> list[Problem]:
    """Return every problem of a set of raw tables.

    Parameters
    ----------
    raw : mapping of str to DataFrame
        Table to raw frame (strings), with the index levels file and row.
    broken : collection of str
        Tables that could not be read whole, where nothing is looked up.

    Returns
    -------
    list of Problem
        Values, keys and rules of each table, references between tables, and
        locators that no sentence or source answers to.
    """
    problems = []
    for name, frame in raw.items():
        problems += check_table(name, frame)
    for name, frame in raw.items():
        for link in schema.table(name).get("foreignKeys", []):
            if link["reference"]["resource"] not in broken:
                problems += _check_link(frame, link, raw)
    return problems + _check_evidence(raw, broken)


def _check_link(frame: pd.DataFrame, link: dict[str, Any], raw: Mapping[str, pd.DataFrame]) -> list[Problem]:
    (column,), target = link["fields"], link["reference"]["resource"]
    (field,) = link["reference"]["fields"]
    if column not in frame:
        return []
    known = raw[target][field] if target in raw and field in raw[target] else ()
    values = frame[column]
    bad = values[(values != "") & ~values.isin(known)]
    return [
        Problem(file, row, column, value, f"a {field} of {target}.csv")
        for (file, row), value in zip(bad.index, bad, strict=True)
    ]


def derived_columns(name: str) -> set[str]:
    """Return the columns of a table that are worked out and never stored."""
    derived = {f"{field['name']}_{part}" for field in schema.fields(name, "edtf") for part in edtf.DERIVED}
    return derived | ({"visitor"} if name == "visits" else set())


def numbered(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give each row the number that it has in the file."""
    numbers = range(2, len(frame) + 2)
    return frame.set_axis(pd.MultiIndex.from_arrays([[f"{name}.csv"] * len(frame), numbers], names=["file", "row"]))


def evidence_rows(raw: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per locator, with the index (file, row) it came from."""
    parts = []
    pattern = schema.kind({"kind": "evidence"})["pattern"]
    for name, frame in raw.items():
        if "evidence" in frame and schema.key(name)[0] in frame:
            formed = frame["evidence"].str.fullmatch(pattern)  # what is out of form is a problem of its own
            cited = frame["evidence"][formed].str.split("; ").explode()
            found = cited.str.extract(r"^(?P<source_id>[^:]*)(?::(?P<paragraph>\d{1,9})\.(?P<sentence>\d{1,9}))?$")
            found.insert(0, "table", name)
            found.insert(1, "key", frame[schema.key(name)[0]].loc[found.index].to_numpy() if len(found) else "")
            parts.append(found)
    whole = pd.concat(parts)
    return whole.astype({"paragraph": "Int64", "sentence": "Int64"})


def _check_evidence(raw: Mapping[str, pd.DataFrame], broken: Collection[str]) -> list[Problem]:
    if not any("evidence" in frame for frame in raw.values()):
        return []
    cited = evidence_rows(raw).dropna(subset="source_id")
    sources = set(raw["sources"]["source_id"]) if "source_id" in raw.get("sources", ()) else set()
    sentences = raw.get("sentences", schema.empty("sentences")).reindex(columns=schema.key("sentences"), fill_value="")
    known = set(sentences["source_id"] + ":" + sentences["paragraph"] + "." + sentences["sentence"])
    coded = set(sentences["source_id"])
    located = cited["sentence"].notna()
    locator = cited["source_id"].where(
        ~located, cited["source_id"] + ":" + cited["paragraph"].astype("str") + "." + cited["sentence"].astype("str")
    )
    bad_source = ~cited["source_id"].isin(sources) & ("sources" not in broken)
    bad_sentence = ~bad_source & located & ~locator.isin(known) & ("sentences" not in broken)
    sure = set(zip(cited["table"][located], cited["key"][located], cited["source_id"][located], strict=True))
    bare = [
        not has and source in coded and (table, key, source) not in sure
        for table, key, source, has in zip(cited["table"], cited["key"], cited["source_id"], located, strict=True)
    ]
    problems = []
    for bad, expected in (
        (bad_source, "a source_id of sources.csv"),
        (bad_sentence, "a sentence of sentences.csv"),
        (
            pd.Series(bare, index=cited.index, dtype=bool),
            "a sentence of this coded source, as source_id:paragraph.sentence",
        ),
    ):
        problems += [Problem(file, row, "evidence", value, expected) for (file, row), value in locator[bad].items()]
    return problems


def check_table(name: str, raw: pd.DataFrame) -> list[Problem]:
    """Return every problem of a raw frame.

    Parameters
    ----------
    name : str
        One of `tables`.
    raw : DataFrame
        Strings; its index has the levels file and row.

    Returns
    -------
    list of Problem
        Missing columns, values that are missing, of the wrong type or outside
        the vocabulary, keys that occur twice, rules between columns.
    """
    problems = []
    cells = dict(zip(raw.columns, raw.to_numpy(object).T, strict=True))
    for field in schema.fields(name):
        if field["name"] in cells:
            problems += _check_column(name, field, cells[field["name"]], raw.index)
    present = set(raw)
    if present.issuperset(schema.key(name)):
        problems += _check_key(name, raw)
    for rule, test, wording in _RULES:
        for group in schema.table(name).get(rule, []):
            if present.issuperset(group):
                bad = raw[test(raw[group])]
                problems += [
                    Problem(file, row, ", ".join(group), "; ".join(filter(None, values)), wording)
                    for (file, row), values in zip(bad.index, bad[group].itertuples(index=False), strict=True)
                ]
    return problems


def _check_column(name: str, field: dict[str, Any], values: np.ndarray, places: pd.Index) -> list[Problem]:
    expected = {}
    if field.get("constraints", {}).get("required"):
        expected[""] = f"a value ({field['description'].lower()})"
    for value in pd.unique(values):
        if value:
            complaint = _complaint(name, field, value)
            if complaint:
                expected[value] = complaint
    if expected.keys() - {""} or ("" in expected and "" in values):
        return [
            Problem(*place, field["name"], value or None, expected[value])
            for place, value in zip(places, values, strict=True)
            if value in expected
        ]
    return []


def _complaint(name: str, field: dict[str, Any], value: str) -> str | None:
    kind = schema.kind(field)
    constraints = field.get("constraints", {})
    enum = schema.vocabulary(name, field["name"])
    if enum:
        return None if value in enum else "one of " + ", ".join(enum)
    pattern = field.get("pattern") or kind.get("pattern")
    checker = _CHECKERS.get(field["kind"])
    if pattern and not re.fullmatch(pattern, value):
        if checker and checker(value):
            return checker(value)
        return kind["expected"] if "pattern" in kind else f"{kind['expected']} of the form {pattern}"
    if kind["type"] == "boolean":
        return None if value.lower() in ("true", "false") else kind["expected"]
    if kind["type"] in ("integer", "number"):
        form = r"-?(0|[1-9]\d{0,14})" if kind["type"] == "integer" else r"-?\d{1,18}(\.\d{1,20})?([eE][+-]?\d{1,2})?"
        if not (value.isascii() and re.fullmatch(form, value)):
            return kind["expected"]
        low, high = constraints.get("minimum"), constraints.get("maximum")
        if (low is not None and float(value) < low) or (high is not None and float(value) > high):
            return f"{kind['expected']} from {low}" + ("" if high is None else f" to {high}")
        return None
    if value != value.strip() or _CONTROL.search(value) or len(value) > _LONGEST:
        return f"text without white space at its ends or control characters, of at most {_LONGEST} characters"
    return checker(value) if checker else None


def _check_key(name: str, raw: pd.DataFrame) -> list[Problem]:
    names = schema.key(name)
    keys = raw[names[0]]
    for column in names[1:]:
        keys = keys + "|" + raw[column]
    again = keys[keys.duplicated() & (keys != "")]
    first = keys[keys.isin(again)].drop_duplicates()
    place = {value: f"{file}, row {row}" for (file, row), value in first.items()}
    return [
        Problem(file, row, ", ".join(names), value, f"a key that no other row has (see {place[value]})")
        for (file, row), value in again.items()
    ]


def _filled(group: pd.DataFrame) -> pd.Series:
    return (group != "").sum(axis=1)


def _descending(group: pd.DataFrame) -> pd.Series:
    low, high = (pd.to_numeric(group[column], errors="coerce") for column in group)
    return low > high


def _off_calendar(group: pd.DataFrame) -> pd.Series:
    """Tell where a period is no calendar year and is not said to be a part of one, or the other way round."""
    year, flag = (group[column] for column in group)
    return (year != "") & (year.str.fullmatch(r"\d{4}[~?%]?") == (flag.str.lower() == "true"))


_RULES: tuple[tuple[str, Callable[[pd.DataFrame], pd.Series], str], ...] = (
    ("exactly_one", lambda group: _filled(group) != 1, "exactly one of them filled"),
    ("at_least_one", lambda group: _filled(group) == 0, "at least one of them filled"),
    ("at_most_one", lambda group: _filled(group) > 1, "at most one of them filled"),
    ("together", lambda group: ~_filled(group).isin([0, group.shape[1]]), "all of them filled or none"),
    ("ascending", _descending, "the first no larger than the second"),
    ("calendar", _off_calendar, "false for a calendar year, true for any other time"),
)
