"""Dates in words: "on 12 and 13 March", "last Tuesday", "earlier this year" into EDTF, as wide as the words.

What a word leaves open stays open: a day without a year is resolved only
against the day of publication, and "recently" is no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from fpdata import edtf
from fpdata.extraction.calendar_words import RELATIVE, WEEKDAY, counted, relative, span

__all__ = ["DateWords", "counts", "find", "resolve", "second"]

_MONTHS = "january february march april may june july august september october november december".split()
_NUMBER = {name[:3]: place for place, name in enumerate(_MONTHS, 1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?(?:percent|per cent|million|billion|km|people))"
_Y = r"(?:1[89]|20)\d\d(?!\d)"
_TO = r"\s?(?:-|to|and|through|until|till|&)\s?"
_FIRST = (
    r"(?:early|mid|late|the (?:beginning|start|middle|end|day|previous|following|next|same)|that|end of|last|next|this|in|of|at|over"
    r"|during|for|since|by|until|spring|summer"
    r"|autumn|fall|winter|to-?day|to-?night|earlier|later|yesterday|to-?morrow|on|coming|an?|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_PATTERN = re.compile(
    rf"\b(?=\d|[A-Z][a-z]|{_FIRST})(?:(?P<iso>{_Y}-\d\d-\d\d)(?!\d)"
    rf"|(?:(?P<yI>{_Y})\s(?P<mI>{_M})\s(?P<dI>{_D}))"
    rf"|(?:(?P<d1>{_D})(?:\sof)?\s(?P<m1>{_M}),?(?:\s(?P<y1>{_Y}))?{_TO}(?:{WEEKDAY},?\s)?(?P<d2>{_D})(?:\sof)?\s(?P<m2>{_M})(?:,?\s(?P<y2>{_Y}))?)"
    rf"|(?:(?P<m3>{_M})\s(?P<d3>{_D}),?(?:\s(?P<y3>{_Y}))?{_TO}(?:{WEEKDAY},?\s)?(?P<m4>{_M})\s(?P<d4>{_D})(?:,?\s(?P<y4>{_Y}))?)"
    rf"|(?:(?P<d5>{_D})(?:,\s{_D})*{_TO}(?:the\s)?(?P<d6>{_D})(?:\sof)?\s(?P<m5>{_M})(?:,?\s(?P<y5>{_Y}))?)"
    rf"|(?:(?P<m7>{_M})\s(?P<d7>{_D})(?:,\s{_D})*{_TO}(?:the\s)?(?P<d8>{_D})(?:,?\s(?P<y7>{_Y}))?)"
    rf"|(?:(?P<d9>{_D})(?:\sof)?\s(?P<m9>{_M})(?:,?\s(?P<y9>{_Y}))?)"
    rf"|(?:(?P<mA>{_M})\s(?P<dA>{_D})(?:,?\s(?P<yA>{_Y}))?)"
    rf"|(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Tt]he (?:beginning|start|middle|end) of|[Ee]nd of)(?:-"
    rf"|\s)(?P<mB>{_M})(?:,?\s(?P<yB>{_Y}))?)"
    rf"|(?:(?P<whichC>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Ii]n|[Ii]n late|[Ii]n early|[Oo]f"
    rf"|[Dd]uring|[Ff]or|[Ss]ince|[Bb]y|[Uu]ntil)\s(?P<mC>{_M})(?!\s\d{{1,2}}(?!\d))"
    rf"(?:(?:,?(?:\sof)?\s(?P<yC>{_Y}))|\s(?:of\s)?(?P<yearC>last|this|next|that|the same|the following|the previous)\syear)?)"
    rf"|(?:(?P<mD>{_M}),?\s(?P<yD>{_Y}))"
    rf"|(?:(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?\s(?P<yE>{_Y}))"
    rf"|(?:(?P<yF>{_Y})\s?(?:-|to)\s?(?P<yG>{_Y}|\d\d)(?!\d))"
    rf"|(?:(?P<inyear>[Ii]n|[Dd]uring|[Oo]f|[Ss]ince|[Bb]y|[Ii]n early|[Ii]n late|[Ii]n mid-?)\s?(?P<yH>{_Y})(?![-\w]))"
    rf"|(?:(?<=,\s)(?P<yJ>{_Y})(?=\.?$|;))"
    rf"|(?:[Oo]n the (?P<dK>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?=[.,;)]|$| (?:to|for|from|in|at|and)\b))"
    rf"|{RELATIVE}"
    r")(?!\w)"
)
_QUICK = re.compile(
    r"\d|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec|day\b|days\b|[Tt]his |morrow|night|week"
    r"|month|year|ago\b"
)
_NO_NOUN = frozenset(
    "and or to in at on for with by from of after before during when while as where who that which but the a an his her"
    " their its he she they it was is were are has had will would said also met visited held".split()
)
_PAST_NOUNS = frozenset("visit trip tour meeting talks summit visits trips".split())


_COUNTED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|last|only)(?: [\w-]+){0,2} (?:visit|trip|tour|stop|stay)\b[^,;:]*$"
)
_LONG = frozenset("d1 d3 d5 d7 part mB mC mD season yF yH yJ weekdayA period unitX unit".split())
"""Groups of words that are more than a day, or already from one day to another."""
_BEGINS = re.compile(
    r"\b(?:beg[aiu]n\w*|start\w*|commenc\w*|arriv\w*|depart\w*|leav\w*|left|set(?:s|ting)? (?:off|out)|from)\b[^.;]*$"
)
_ENDS = re.compile(
    r",? (?:and|until|to|before)(?: \w+){0,3}? ?"
    r"(?:end\w*|conclud\w*|finish\w*|clos\w*|return\w*|leav\w*|left|depart\w*|be back)(?: (?:home|to|for) ?[A-Z]?\w*)? (?:on )?"
)


class DateWords(NamedTuple):
    """Words that date something.

    Attributes
    ----------
    start, end : int
        Offsets into the sentence.
    parts : tuple of (str, str)
        What was read, for `resolve`.
    lead : str
        "since", "by" or "until" where that word stands before it, else empty.
    """

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]
    lead: str


def find(text: str) -> list[DateWords]:
    """Return the date expressions of a sentence, in order.

    Parameters
    ----------
    text : str
        A sentence with dashes in ASCII (`fpdata.extraction.lexicon.Sentence.text`).

    Returns
    -------
    list of DateWords
        Without those that only describe a noun ("the July 7 attack") or a
        year that is no date ("a 2015 law").

    Examples
    --------
    >>> [resolve(words, date(2024, 4, 5)) for words in find("He left on 12 and 13 March and came back last Tuesday.")]
    [('2024-03-12/2024-03-13', 'stated'), ('2024-04-02', 'inferred')]
    """
    if not _QUICK.search(text):
        return []
    result: list[DateWords] = []
    for match in _PATTERN.finditer(text):
        parts = tuple((name, value) for name, value in match.groupdict().items() if value)
        if not parts:
            continue
        start, end = match.span()
        before = text[max(start - 12, 0) : start].split()
        following = text[end : end + 20].split()
        describes = (
            before[-1:] in (["the"], ["The"], ["a"])
            and following[:1]
            and following[0][0].islower()
            and following[0] not in _NO_NOUN
            and following[0].rstrip(".,;") not in _PAST_NOUNS
            and text[end : end + 1] == " "
        )
        if describes or (text[end : end + 2] == "'s" and "period" not in dict(parts)):
            continue
        if "period" in dict(parts) and _COUNTED.search(text, max(start - 60, 0), start):
            continue  # "his second trip to the region this year"
        if result and dict(result[-1].parts).get("weekday") and start - result[-1].end <= 3:
            result.pop()  # "Friday, 8 December": the day says more
        words = dict(parts)
        if words.get("weekday") and result and start - result[-1].end <= 3 and len(parts) == 1:
            continue  # "8 December (Friday)"
        lead = (words.get("whichC") or words.get("inyear") or (before[-1] if before else "")).lower()
        if lead in ("until", "till") and text.startswith((", when ", " when "), end):
            lead = ""  # "until 2019, when he went there"
        result.append(DateWords(start, end, parts, lead if lead in ("since", "by", "until", "till") else ""))
    return _joined(text, result) if len(result) > 1 else result


def counts(words: DateWords) -> bool:
    """Tell whether date words count from a date told before: "the same day"."""
    return counted(dict(words.parts))


def second(words: DateWords) -> DateWords:
    """Return the end alone of what began on one day and ended on another."""
    parts = tuple((name[1:], value) for name, value in words.parts if name[0] == "2")
    return words._replace(parts=parts) if parts else words


def _joined(text: str, found: list[DateWords]) -> list[DateWords]:
    """Make one of the day on which something began and that on which it ended."""
    result: list[DateWords] = []
    for words in found:
        last = result[-1] if result else None
        if (
            last
            and not dict(last.parts).keys() & _LONG
            and not dict(words.parts).keys() & _LONG
            and _ENDS.fullmatch(text, last.end, words.start)
            and _BEGINS.search(text, max(last.start - 60, 0), last.start)
        ):
            both = (*((f"1{name}", value) for name, value in last.parts), *((f"2{name}", value) for name, value in words.parts))
            result[-1] = DateWords(last.start, words.end, both, last.lead)
        else:
            result.append(words)
    return result


@lru_cache(maxsize=16384)
def resolve(
    words: DateWords, published: date | None, tense: str = "past", told: str = ""
) -> tuple[str, str] | None:
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
