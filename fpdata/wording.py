"""Rows in words: what hovers and labels say, not yet escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from fpdata import countries, edtf
from fpdata.errors import CorpusError
from fpdata.style import block, listed, missing

__all__ = ["cited", "completed", "count", "describe", "sources_of", "visited", "when"]


def filled(value: Any) -> bool:
    """Tell whether a cell holds something."""
    return not missing(value) and value != ""


def when(row: Mapping[str, Any], column: str = "date") -> str:
    """Word a row's date; an inferred date is said to be one.

    Examples
    --------
    >>> when({"date": "2024-03-11/2024-03-20", "date_basis": "inferred"})
    'within 11–20 March 2024 (inferred)'
    >>> when({"date": "2024-03-15", "date_basis": "inferred"})
    '15 March 2024 (inferred)'
    """
    value = row.get(column)
    if not filled(value):
        return "date not stated"
    shown = edtf.words(value)
    if row.get(f"{column}_basis") != "inferred":
        return shown
    earliest, latest, _ = edtf.bounds(value)
    return f"{shown} (inferred)" if earliest == latest else f"within {shown} (inferred)"


def count(n_min: int, n_max: int | None) -> str:
    """Word a number of visits that may be open.

    Examples
    --------
    >>> count(1, 1), count(2, None), count(2, 3), count(0, None)
    ('1', 'at least 2', '2 to 3', 'perhaps more')
    """
    if n_max is None or pd.isna(n_max):
        return f"at least {n_min}" if n_min else "perhaps more"
    return str(n_min) if n_min == n_max else f"{n_min} to {n_max}"


def visited(row: Mapping[str, Any]) -> str:
    """Name the country or region visited."""
    return countries.label(row["host_iso3"] if filled(row["host_iso3"]) else row["host_region"])


def describe(row: Mapping[str, Any], *parts: tuple[str, str], head: str, width: int = 58) -> str:
    """Word a row for a hover: a bold head, then a labelled line per filled column, escaped.

    Parameters
    ----------
    row : mapping
        Column to value.
    *parts : tuple of str
        Label and column; empty columns are left out.
    head : str
        First line.
    width : int
        Characters in a line.
    """
    lines = [f"<b>{block(head, width)}</b>"]
    for label, column in parts:
        if column in row and filled(row[column]):
            lines.append(block(f"{label}{': ' if label else ''}{row[column]}", width, limit=5))
    return "<br>".join(lines)


def sources_of(*frames: pd.DataFrame | None) -> list[str]:
    """List the source_ids that the evidence of these frames names, in order."""
    found: dict[str, None] = {}
    for frame in frames:
        if frame is not None and "evidence" in frame:
            for cell in frame["evidence"].dropna().unique():
                found |= dict.fromkeys(cited(cell))
    return list(found)


def cited(evidence: str) -> tuple[str, ...]:
    """List the source_ids in one cell of evidence, each once, in order.

    Examples
    --------
    >>> cited("paper:1.2; paper:3.1; bank")
    ('paper', 'bank')
    """
    return tuple(dict.fromkeys(locator.split(":")[0] for locator in evidence.split("; ") if locator))


_DEFAULTS = {"part": "lead", "status": "occurred", "n_min": 1, "n_max": 1}


def completed(visits: pd.DataFrame) -> pd.DataFrame:
    """Return visits with every column that counting and drawing use.

    Raises
    ------
    CorpusError
        If the frame or a row has neither ``host_iso3`` nor ``host_region``, a
        code is unknown or a date no EDTF; all of them are named.
    """
    if not isinstance(visits, pd.DataFrame):
        msg = f"visits: found {type(visits).__name__}, expected a DataFrame such as corpus.visits"
        raise CorpusError(msg)
    if "host_iso3" not in visits and "host_region" not in visits:
        msg = (
            f"visits: found columns {', '.join(map(str, visits.columns)) or 'none'}, expected host_iso3 or host_region"
        )
        raise CorpusError(msg)
    frame = visits.copy()
    for column, default in _DEFAULTS.items():
        if column not in frame:
            frame[column] = default
    for column in ("host_iso3", "host_region", "sender_iso3", "visitor", "visitor_text", "date", "evidence", "tour_id"):
        values = frame[column] if column in frame else pd.Series(pd.NA, index=frame.index, dtype="str")
        frame[column] = values.astype("str").replace("", pd.NA)
    visitor = frame["visitor"].fillna(frame["visitor_text"])
    frame["visitor"] = visitor.where(visitor.str.strip() != "").fillna("not named")
    if "event_id" not in frame:
        frame["event_id"] = [f"row {place}" for place in range(len(frame))]
    frame["host"] = frame["host_iso3"].fillna(frame["host_region"])
    bad = list(_unknown(frame))
    if bad:
        msg = "visits: " + "; ".join(bad)
        raise CorpusError(msg)
    return edtf.add_bounds(frame, ["date"])


def _unknown(frame: pd.DataFrame) -> Iterator[str]:
    """Yield what in the frame cannot be drawn or counted."""
    for column, known, expected in (
        ("host_iso3", countries.codes(), "ISO 3166-1 alpha-3 codes"),
        ("sender_iso3", countries.codes(), "ISO 3166-1 alpha-3 codes"),
        ("host_region", countries.regions(), "M49 region codes"),
    ):
        found = [value for value in frame[column].dropna().unique() if value not in known]
        if found:
            yield f"column {column}: found {listed(map(repr, found))}, expected {expected}"
    if frame["host"].isna().any():
        yield f"{int(frame['host'].isna().sum())} rows without host_iso3 and host_region, expected one of them in each"
    for value in frame["date"].dropna().unique():
        try:
            edtf.bounds(value)
        except ValueError as error:
            yield f"column date: {error}"
