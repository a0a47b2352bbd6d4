"""Dates in words: "on 12 and 13 March", "last Tuesday", "earlier this year" into EDTF, as wide as the words.

What a word leaves open stays open: a day without a year is resolved only
against the day of publication, and "recently" is no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from fpdata import edtf
from fpdata.extraction.calendar_words import relative, span
from fpdata.extraction.expressions import DateWords, counts, find, likely, second

__all__ = ["DateWords", "counts", "find", "likely", "resolve", "second"]

_MONTHS = "january february march april may june july august september october november december".split()
_NUMBER = {name[:3]: place for place, name in enumerate(_MONTHS, 1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


@lru_cache(maxsize=16384)
def resolve(words: DateWords, published: date | None, tense: str = "past", told: str = "") -> tuple[str, str] | None:
    """Turn date words into EDTF.

    Parameters
    ----------
    words : DateWords
        One of `find`.
    published : date or None
        The day relative words and missing years are counted from.
    tense : {"past", "future"}
        Where the clause looks: the last or the next such day.
    told : str
        EDTF of the date told before, which "the same day" counts from.

    Returns
    -------
    tuple of str or None
        EDTF and its basis (stated or inferred); None where the words do not
        give a date.

    Examples
    --------
    >>> [resolve(words, date(2024, 4, 5)) for words in find("He left on 12 and 13 March and came back last Tuesday.")]
    [('2024-03-12/2024-03-13', 'stated'), ('2024-04-02', 'inferred')]
    """
    try:
        return _resolve(dict(words.parts), published, tense, told)
    except (ValueError, OverflowError):  # 30 February, or a year before 1
        return None


def _resolve(p: dict[str, str], published: date | None, tense: str, told: str) -> tuple[str, str] | None:
    if any(name[0] == "1" for name in p):
        return _both(p, published, tense, told)
    if "iso" in p:
        return date.fromisoformat(p["iso"]).isoformat(), "stated"
    for d1, m1, y1, d2, m2, y2 in (
        ("d1", "m1", "y1", "d2", "m2", "y2"), ("d3", "m3", "y3", "d4", "m4", "y4"),
        ("d5", "m5", "y5", "d6", "m5", "y5"), ("d7", "m7", "y7", "d8", "m7", "y7"),
    ):  # fmt: skip
        if d1 in p:
            last = _day(p[d2], p[m2], p.get(y2) or p.get(y1), published, tense)
            if last is None:
                return None
            first = _day(p[d1], p[m1], p.get(y1) or str(last.year), published, tense)
            if first > last and y1 not in p:
                first = first.replace(year=first.year - 1)
            return (span(first, last), "stated") if first < last else None
    for d, m, y in (("d9", "m9", "y9"), ("dA", "mA", "yA"), ("dI", "mI", "yI")):
        if d in p:
            day = _day(p[d], p[m], p.get(y), published, tense)
            return (day.isoformat(), "stated") if day else None
    if "part" in p:
        return _part_of_month(p, published, tense)
    if "mC" in p or "mD" in p:
        year = p.get("yC") or p.get("yD")
        if "yearC" in p:
            year = _year(p["yearC"], published, told)
            if not year:
                return None
        month = _month(p.get("mC") or p["mD"], year, published, p.get("whichC", ""), tense)
        if month and p.get("whichC", "").lower() in ("in late", "in early"):
            return _third(month, p["whichC"].lower()[3:]), "inferred"
        return (f"{month:%Y-%m}", "stated") if month else None
    if "season" in p:
        return f"{p['yE']}-{_SEASONS[p['season'].lower()]}", "stated"
    if "yF" in p:
        last = p["yG"] if len(p["yG"]) == 4 else p["yF"][:2] + p["yG"]
        return (f"{p['yF']}/{last}", "stated") if last > p["yF"] else None
    if "yH" in p or "yJ" in p:
        return p.get("yH") or p["yJ"], "stated"
    if "dK" in p:
        day = _day_alone(int(p["dK"][:-2]), published, tense, told)
        return (day.isoformat(), "inferred") if day else None
    return relative(p, published, tense, told)


def _both(p: dict[str, str], published: date | None, tense: str, told: str) -> tuple[str, str] | None:
    first, last = (
        _resolve({name[1:]: value for name, value in p.items() if name[0] == side}, published, tense, told)
        for side in "12"
    )
    if first is None or last is None or "/" in first[0] + last[0]:
        return None
    start, end = date.fromisoformat(first[0]), date.fromisoformat(last[0])
    if end <= start and "2weekday" in p:
        end += timedelta(days=7)
    if not 0 < (end - start).days <= 60:
        return first
    return span(start, end), "inferred" if "inferred" in (first[1], last[1]) else "stated"


def _year(which: str, published: date | None, told: str) -> str | None:
    """Return the year of "in May last year", "in June of that year"."""
    step = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    if which in ("last", "this", "next"):
        return str(published.year + step) if published else None
    start = edtf.bounds(told).earliest if told else None
    return str(start.year + step) if start else None


def _day_alone(number: int, published: date | None, tense: str, told: str) -> date | None:
    """Return the day of "on the 28th": of the month told before, else the next or the last."""
    start = edtf.bounds(told).earliest if told else None
    if start:
        return start.replace(day=number)
    if published is None:
        return None
    months = [divmod(published.year * 12 + published.month - 1 + step, 12) for step in (-1, 0, 1)]
    return _nearest(
        [date(year, month + 1, number) for year, month in months if number <= monthrange(year, month + 1)[1]],
        published,
        tense,
    )


def _day(day: str, month: str, year: str | None, published: date | None, tense: str) -> date | None:
    number, place = int(re.match(r"\d+", day)[0]), _NUMBER[month[:3].lower()]
    if year:
        return date(int(year), place, number)
    if published is None:
        return None
    return _nearest(
        [
            date(published.year + step, place, number)
            for step in (-1, 0, 1)
            if number <= monthrange(published.year + step, place)[1]
        ],
        published,
        tense,
    )


def _nearest(days: list[date], published: date, tense: str) -> date | None:
    """Take the last such day, or the next, with some grace: a report looks both ways."""
    grace = timedelta(days=14)
    if tense == "future":
        fitting = [day for day in days if day >= published - timedelta(days=7)]
        return min(fitting, default=None)
    fitting = [day for day in days if day <= published + grace]
    return max(fitting, default=None)


def _month(month: str, year: str | None, published: date | None, which: str, tense: str) -> date | None:
    place = _NUMBER[month[:3].lower()]
    if year:
        return date(int(year), place, 1)
    if published is None:
        return None
    which = which.lower()
    this = published.replace(day=1)
    months = [date(published.year + step, place, 1) for step in (-1, 0, 1)]
    if which in {"next", "this coming"} or (tense == "future" and which != "last"):
        return min(day for day in months if day >= this)
    if which == "last":
        return max(day for day in months if day < this)
    return max(day for day in months if day <= this)


def _third(month: date, word: str) -> str:
    end = monthrange(month.year, month.month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end)}[word]
    return span(month.replace(day=first), month.replace(day=last))


def _part_of_month(p: dict[str, str], published: date | None, tense: str) -> tuple[str, str] | None:
    month = _month(p["mB"], p.get("yB"), published, "", tense)
    words = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
    if not month:
        return None
    part = p["part"].lower().removeprefix("the ").removesuffix(" of")
    return _third(month, words.get(part, part)), "inferred"
