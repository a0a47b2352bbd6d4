"""Dates as wide as the words: EDTF strings (ISO 8601-2, level 1), their bounds and their wording.

The string is what is stored; bounds are derived and never written back. ``~``,
``?`` and ``%`` mark doubt and do not widen the bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

__all__ = ["DERIVED", "PRECISIONS", "Bounds", "add_bounds", "bounds", "words"]

PRECISIONS = ("day", "month", "season", "year", "decade", "century", "interval", "open")
"""Precision of an EDTF string; ``interval`` has two ends, ``open`` lacks one."""

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?)?(?P<mark>[?~%])?"
)
_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DOUBT = {"~": ("about ", ""), "?": ("", " (uncertain)"), "%": ("about ", " (uncertain)")}


DERIVED = ("earliest", "latest", "precision")
"""What is derived from an EDTF column ``date``: ``date_earliest`` and so on."""


class Bounds(NamedTuple):
    """First and last day that an EDTF string allows.

    Attributes
    ----------
    earliest, latest : datetime.date or None
        None where that end is open or unknown.
    precision : str
        One of `PRECISIONS`.
    """

    earliest: date | None
    latest: date | None
    precision: str


@lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """Return the first and last day that an EDTF string allows.

    Parameters
    ----------
    text : str
        EDTF level 1: ``2024``, ``2024-03``, ``2024-03-12``, ``202X``,
        ``2024-XX-XX``, seasons ``2024-21`` to ``2024-24``, a qualifier ``?``,
        ``~`` or ``%`` behind a date, intervals ``a/b`` with ``..`` (open) or
        nothing (unknown) at one end. Years 0001 to 9999.

    Returns
    -------
    Bounds
        ``earliest``, ``latest`` (date or None) and ``precision``. Seasons are
        those of the northern hemisphere; a winter may begin or end the year
        and reaches from 1 January to the end of February of the next year.

    Raises
    ------
    ValueError
        If the text is no EDTF, the day does not exist or the interval runs
        backwards.

    Examples
    --------
    >>> bounds("2024-03-12/2024-03-13").latest
    datetime.date(2024, 3, 13)
    >>> bounds("2024-03~")
    Bounds(earliest=datetime.date(2024, 3, 1), latest=datetime.date(2024, 3, 31), precision='month')
    >>> bounds("2024-03-12/..")
    Bounds(earliest=datetime.date(2024, 3, 12), latest=None, precision='open')
    """
    if "/" not in text:
        return _date_bounds(text, text)
    first, _, last = text.partition("/")
    ends = [None if end in ("", "..") else _date_bounds(end, text) for end in (first, last)]
    start, stop = ends
    if start is None and stop is None and ".." not in (first, last):
        msg = f"{text!r} is no EDTF interval: at least one end must be a date or '..'"
        raise ValueError(msg)
    if start is None or stop is None:
        return Bounds(start and start.earliest, stop and stop.latest, "open")
    if start.earliest > stop.latest:
        msg = f"{text!r} runs backwards: {first} is after {last}"
        raise ValueError(msg)
    return Bounds(start.earliest, stop.latest, "interval")


def _date_bounds(text: str, whole: str) -> Bounds:
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        msg = f"{whole!r} is no EDTF date (ISO 8601-2, level 1)"
        raise ValueError(msg)
    year, month, day = match["year"], match["month"], match["day"]
    if "T" in text and (day is None or "X" in text):
        msg = f"{whole!r}: a time of day needs a full date"
        raise ValueError(msg)
    try:
        if "X" in year:
            if (month or "XX") != "XX" or (day or "XX") != "XX":
                msg = "a month needs a full year"
                raise ValueError(msg)
            low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
            return Bounds(date(max(low, 1), 1, 1), date(high, 12, 31), "century" if "XX" in year else "decade")
        number = int(year)
        if month in (None, "XX"):
            if day not in (None, "XX"):
                msg = "a day needs a month"
                raise ValueError(msg)
            return Bounds(date(number, 1, 1), date(number, 12, 31), "year")
        if int(month) in _SEASONS:
            if day is not None:
                msg = "a season has no days"
                raise ValueError(msg)
            return _season_bounds(number, int(month))
        if day in (None, "XX"):
            return Bounds(
                date(number, int(month), 1), date(number, int(month), monthrange(number, int(month))[1]), "month"
            )
        exact = date(number, int(month), int(day))
    except ValueError as error:
        msg = f"{whole!r} is no possible date: {error}"
        raise ValueError(msg) from error
    return Bounds(exact, exact, "day")


def _season_bounds(year: int, code: int) -> Bounds:
    if code == 24:
        return Bounds(date(year, 1, 1), date(year + 1, 2, monthrange(year + 1, 2)[1]), "season")
    first = 3 * (code - 21) + 3
    return Bounds(date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1]), "season")


@lru_cache(maxsize=65536)
def words(text: str) -> str:
    """Word an EDTF string in English.

    Parameters
    ----------
    text : str
        As for `bounds`; an empty string is worded "date not stated".

    Returns
    -------
    str
        For example ``12–13 March 2024``, ``March 2024``, ``from 2022``.

    Raises
    ------
    ValueError
        As for `bounds`.

    Examples
    --------
    >>> words("2024-03-12/2024-03-13"), words("2024-01-30/2024-02-02")
    ('12–13 March 2024', '30 January – 2 February 2024')
    >>> words("2024~"), words("2024-03-XX"), words("2022/.."), words("201X"), words("")
    ('about 2024', 'a day in March 2024', 'from 2022', '2010s', 'date not stated')
    """
    if not text:
        return "date not stated"
    bounds(text)
    first, slash, last = text.partition("/")
    if not slash:
        return _date_words(text)
    if last in ("", ".."):
        if first in ("", ".."):
            return "beginning not stated, " + ("still going on" if last == ".." else "end not known")
        return f"from {_date_words(first)}" + (", end not known" if last == "" else "")
    if first in ("", ".."):
        return f"until {_date_words(last)}" + (", beginning not known" if first == "" else "")
    begin, end = _date_words(first), _date_words(last)
    if begin == end:
        return begin
    shared = _shared_tail(begin, end)
    head = begin.removesuffix(shared)
    dash = "–" if " " not in head + end.removesuffix(shared) else " – "
    return head + dash + end


def _shared_tail(begin: str, end: str) -> str:
    """Give the words, with a space before them, on which both dates end."""
    if "(" in begin + end or "about" in begin + end:
        return ""
    left, right = begin.split(" "), end.split(" ")
    count = 0
    while count < min(len(left), len(right)) - 1 and left[-1 - count] == right[-1 - count]:
        count += 1
    return " " + " ".join(left[-count:]) if count else ""


def _date_words(text: str) -> str:
    match = _DATE.fullmatch(text)
    before, after = _DOUBT.get(match["mark"], ("", ""))
    year, month, day = match["year"], match["month"], match["day"]
    if year.endswith("XX"):
        shown = f"{year[:2]}00–{year[:2]}99"
    elif "X" in year:
        shown = f"{int(year[:3])}0s"
    else:
        shown = str(int(year))
        if month and month != "XX":
            number = int(month)
            shown = f"{_SEASONS.get(number) or _MONTHS[number - 1]} {shown}"
            if day == "XX":
                shown = f"a day in {shown}"
            elif day:
                shown = f"{int(day)} {shown}"
        elif month == "XX":
            shown = f"{'a day' if day else 'a month'} in {shown}"
    return before + shown + after


def add_bounds(frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return the frame with the derived bounds behind each EDTF column.

    Parameters
    ----------
    frame : DataFrame
        Has `columns`, EDTF strings or missing; it is left alone.
    columns : iterable of str
        Names of the EDTF columns.

    Returns
    -------
    DataFrame
        For a column ``date``: ``date_earliest`` and ``date_latest``
        (datetime64[s], NaT where open or missing) and ``date_precision``
        (category, `PRECISIONS`), right behind it.

    Raises
    ------
    ValueError
        If a value is no EDTF.

    Examples
    --------
    >>> add_bounds(pd.DataFrame({"date": ["2024-03"]}), ["date"])["date_latest"].dt.day.tolist()
    [31]
    """
    result = frame.copy()
    for column in columns:
        codes, uniques = pd.factorize(frame[column])
        found = [bounds(value) for value in uniques] + [Bounds(None, None, None)]
        derived = {
            f"{column}_earliest": pd.array([b.earliest for b in found], dtype="datetime64[s]"),
            f"{column}_latest": pd.array([b.latest for b in found], dtype="datetime64[s]"),
            f"{column}_precision": pd.Categorical([b.precision for b in found], categories=PRECISIONS),
        }
        place = result.columns.get_loc(column)
        for offset, (name, values) in enumerate(derived.items(), start=1):
            if name in result:
                result = result.drop(columns=name)
            result.insert(place + offset, name, values[codes])
    return result
