"""Days, weeks, months and years counted from the day of publication, or from a date told before."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from fpdata import edtf

__all__ = ["RELATIVE", "WEEKDAY", "counted", "relative", "span"]

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d\d?"
_UNIT = r"day|week|month|year"
RELATIVE = (
    r"(?P<today>[Tt]o-?day|[Tt]o-?night|[Tt]his (?:morning|afternoon|evening)|[Ee]arlier today|[Ll]ater today)"
    r"|(?P<before>[Tt]he day before yesterday)|(?P<yesterday>[Yy]esterday|[Ll]ast night)"
    r"|(?P<after>[Tt]he day after to-?morrow)|(?P<tomorrow>[Tt]o-?morrow)"
    r"|(?P<later>(?:[Ll]ater|[Ee]arlier) in the day)"
    rf"|(?:(?:[Oo]n |[Ff]rom )?(?P<weekdayA>{WEEKDAY})(?:-| to | through | until | and )(?P<weekdayB>{WEEKDAY}))"
    rf"|(?:[Oo]n )?(?P<weekdayC>{WEEKDAY})(?: of)? (?P<weekC>last|next|this) week(?!\w)"
    r"|(?:(?P<whichW>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Oo]n|[Cc]oming|[Tt]he following)\s)?"
    rf"(?P<weekday>{WEEKDAY})s?(?!s)"
    rf"|(?P<whichX>[Tt]he same|[Tt]hat same|[Tt]hat|[Tt]he following|[Tt]he next(?= day)|[Tt]he previous)"
    rf"\s(?P<unitX>{_UNIT})(?!-|\safter)"
    r"|(?P<whichP>[Ee]arlier (?:this|in the)|[Ll]ater (?:this|in the)|[Ll]ast|[Nn]ext|[Tt]his"
    r"|[Cc]oming|[Aa]t the|[Oo]ver the)\s(?P<period>(?<!t the )(?<!r the )(?:week|month|year)|weekend)(?!-)"
    rf"|(?P<count>{_COUNT})\s(?P<unit>{_UNIT})s?\s(?P<side>ago|later|earlier)"
)
"""Pattern of such words, to be completed by what may not follow."""

_DAYS = {name: place for place, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)} | {
    "a": 1,
    "an": 1,
}


def span(first: date, last: date) -> str:
    """Return EDTF from one day to another."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def counted(p: dict[str, str]) -> bool:
    """Tell whether words count from a date told before: "the same day", "in May of that year"."""
    which = p.get("whichX", "") or p.get("yearC", "")
    return (
        bool({"later", "dK"} & p.keys()) or which.lower().startswith(("the", "that")) or p.get("side", "ago") != "ago"
    )


def relative(p: dict[str, str], published: date | None, tense: str, told: str = "") -> tuple[str, str] | None:
    """Return EDTF and basis of words such as "last week" (named groups of `RELATIVE`); `told` is the date before."""
    if told and ("later" in p or "unitX" in p or p.get("side", "ago") != "ago"):
        found = _from(p, told)
        return (found, "inferred") if found else None
    if published is None or p.get("side", "ago") != "ago":
        return None
    one = timedelta(days=1)
    if "later" in p:
        return published.isoformat(), "inferred"
    if "unitX" in p:
        which = p["whichX"].lower()
        if p["unitX"] == "day" or which not in ("the following", "the previous"):
            return None
        return _period(which, p["unitX"], published), "inferred"
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
    return _period(p["whichP"].lower(), p["period"], published, tense), "inferred"


def _weekday(word: str, which: str, published: date, tense: str) -> date:
    wanted = _DAYS[word.rstrip("s") if word.rstrip("s") in _DAYS else word]
    behind = (published.weekday() - wanted) % 7
    ahead = (wanted - published.weekday()) % 7
    if which in ("last", "this past"):
        return published - timedelta(days=behind or 7)
    if which in ("next", "coming", "this coming", "the following"):
        return published + timedelta(days=ahead or 7)
    if tense == "future":
        return published + timedelta(days=ahead)
    return published - timedelta(days=behind)


def _from(p: dict[str, str], told: str) -> str:
    """Count from a date told before, in units that it is no wider than; empty where it is."""
    earliest, latest, _ = edtf.bounds(told)
    if earliest is None or latest is None:
        return ""
    unit, step = p.get("unitX") or p.get("unit") or "day", 0
    if "whichX" in p:
        step = {"following": 1, "next": 1, "previous": -1}.get(p["whichX"].lower().removeprefix("the "), 0)
    elif "count" in p:
        step = (_COUNTS.get(p["count"].lower()) or int(p["count"])) * (1 if p["side"] == "later" else -1)
    if unit == "day":
        if earliest != latest and not step:
            return ""
        day = latest if step > 0 else earliest
        narrow = (latest - earliest).days < 15
        return (day + timedelta(days=step)).isoformat() if narrow else ""
    if unit == "week":
        return _ago(-step, unit, earliest) if (latest - earliest).days < 8 else ""
    if (earliest.year, earliest.month) != (latest.year, latest.month) and unit == "month":
        return ""
    return _ago(-step, unit, earliest) if earliest.year == latest.year else ""


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


def _period(which: str, period: str, published: date, tense: str = "past") -> str:
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
            if which.endswith("the") and first > published and tense != "future":
                first, last = first - timedelta(days=7), last - timedelta(days=7)
        whole = span(first, last)
    if which.startswith("earlier"):
        return span(min(first, published), published)
    if which.startswith("later"):
        return span(published, max(last, published))
    return whole
