"""Days, weeks, months and years counted from the day of publication."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["relative", "span"]

_DAYS = {name: place for place, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)} | {
    "a": 1,
    "an": 1,
}


def span(first: date, last: date) -> str:
    """Return EDTF from one day to another."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def relative(p: dict[str, str], published: date, tense: str) -> tuple[str, str] | None:
    """Return EDTF and basis of words such as "last week" (named groups of the pattern in `dates`)."""
    one = timedelta(days=1)
    for name, shift in (("today", 0), ("yesterday", -1), ("before", -2), ("tomorrow", 1), ("after", 2)):
        if name in p:
            return (published + shift * one).isoformat(), "inferred"
    if "weekdayA" in p:
        first = _weekday(p["weekdayA"].lower(), "", published, tense)
        last = first + timedelta(days=(_DAYS[p["weekdayB"].lower()] - first.weekday()) % 7)
        return span(first, last), "inferred"
    if "weekdayC" in p:
        monday = published - published.weekday() * one + {"last": -7, "next": 7, "this": 0}[p["weekC"]] * one
        return (monday + _DAYS[p["weekdayC"].lower()] * one).isoformat(), "inferred"
    if "weekday" in p:
        return _weekday(p["weekday"].lower(), p.get("whichW", "").lower(), published, tense).isoformat(), "inferred"
    if "count" in p:
        number = _COUNTS.get(p["count"].lower()) or int(p["count"])
        return _ago(number, p["unit"], published), "inferred"
    return _period(p["whichP"].lower(), p["period"], published), "inferred"


def _weekday(word: str, which: str, published: date, tense: str) -> date:
    wanted = _DAYS[word.rstrip("s") if word.rstrip("s") in _DAYS else word]
    behind = (published.weekday() - wanted) % 7
    ahead = (wanted - published.weekday()) % 7
    if which in ("last", "this past"):
        return published - timedelta(days=behind or 7)
    if which in ("next", "coming", "this coming"):
        return published + timedelta(days=ahead or 7)
    if tense == "future":
        return published + timedelta(days=ahead)
    return published - timedelta(days=behind)


def _ago(number: int, unit: str, published: date) -> str:
    if unit == "day":
        return (published - timedelta(days=number)).isoformat()
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * number)
        return span(monday, monday + timedelta(days=6))
    if unit == "month":
        months = published.year * 12 + published.month - 1 - number
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{published.year - number:04d}"


def _period(which: str, period: str, published: date) -> str:
    step = {"last": -1, "the previous": -1, "next": 1, "coming": 1, "the following": 1}.get(which, 0)
    if period == "year":
        first, last = date(published.year + step, 1, 1), date(published.year + step, 12, 31)
        whole = f"{first.year:04d}"
    elif period == "month":
        months = published.year * 12 + published.month - 1 + step
        first = date(months // 12, months % 12 + 1, 1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        whole = f"{first:%Y-%m}"
    else:
        first = published - timedelta(days=published.weekday()) + timedelta(days=7 * step)
        last = first + timedelta(days=6)
        if period == "weekend":
            first = first + timedelta(days=5)
        whole = span(first, last)
    if which.startswith("earlier"):
        return span(min(first, published), published)
    if which.startswith("later"):
        return span(published, max(last, published))
    return whole
