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

from fpdata.extraction.calendar_words import relative, span

__all__ = ["DateWords", "find", "resolve"]

_MONTHS = "january february march april may june july august september october november december".split()
_NUMBER = {name[:3]: place for place, name in enumerate(_MONTHS, 1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?(?:percent|per cent|million|billion|km|people))"
_Y = r"(?:1[89]|20)\d\d(?!\d)"
_TO = r"\s?(?:-|to|and|through|until|till|&)\s?"
_FIRST = (
    r"(?:early|mid|late|the (?:beginning|start|middle|end|day|previous|following)|end of|last|next|this|in|of"
    r"|during|for|since|by|until|spring|summer"
    r"|autumn|fall|winter|today|tonight|earlier|later|yesterday|tomorrow|on|coming|an?|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_PATTERN = re.compile(
    rf"\b(?=\d|[A-Z][a-z]|{_FIRST})(?:(?P<iso>{_Y}-\d\d-\d\d)(?!\d)"
    rf"|(?:(?P<d1>{_D})(?:\sof)?\s(?P<m1>{_M}),?(?:\s(?P<y1>{_Y}))?{_TO}(?:{_W},?\s)?(?P<d2>{_D})(?:\sof)?\s(?P<m2>{_M})(?:,?\s(?P<y2>{_Y}))?)"
    rf"|(?:(?P<m3>{_M})\s(?P<d3>{_D}),?(?:\s(?P<y3>{_Y}))?{_TO}(?:{_W},?\s)?(?P<m4>{_M})\s(?P<d4>{_D})(?:,?\s(?P<y4>{_Y}))?)"
    rf"|(?:(?P<d5>{_D})(?:,\s{_D})*{_TO}(?:the\s)?(?P<d6>{_D})(?:\sof)?\s(?P<m5>{_M})(?:,?\s(?P<y5>{_Y}))?)"
    rf"|(?:(?P<m7>{_M})\s(?P<d7>{_D})(?:,\s{_D})*{_TO}(?:the\s)?(?P<d8>{_D})(?:,?\s(?P<y7>{_Y}))?)"
    rf"|(?:(?P<d9>{_D})(?:\sof)?\s(?P<m9>{_M})(?:,?\s(?P<y9>{_Y}))?)"
    rf"|(?:(?P<mA>{_M})\s(?P<dA>{_D})(?:,?\s(?P<yA>{_Y}))?)"
    rf"|(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Tt]he (?:beginning|start|middle|end) of|[Ee]nd of)(?:-"
    rf"|\s)(?P<mB>{_M})(?:,?\s(?P<yB>{_Y}))?)"
    rf"|(?:(?P<whichC>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Ii]n|[Ii]n late|[Ii]n early|[Oo]f"
    rf"|[Dd]uring|[Ff]or|[Ss]ince|[Bb]y|[Uu]ntil)\s(?P<mC>{_M})(?!\s\d{{1,2}}(?!\d))(?:,?(?:\sof)?\s(?P<yC>{_Y}))?)"
    rf"|(?:(?P<mD>{_M}),?\s(?P<yD>{_Y}))"
    rf"|(?:(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:\sof)?\s(?P<yE>{_Y}))"
    rf"|(?:(?P<yF>{_Y})\s?(?:-|to)\s?(?P<yG>{_Y}|\d\d)(?!\d))"
    rf"|(?:(?P<inyear>[Ii]n|[Dd]uring|[Oo]f|[Ss]ince|[Bb]y|[Ii]n early|[Ii]n late|[Ii]n mid-?)\s?(?P<yH>{_Y})(?![-\w]))"
    rf"|(?P<today>[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|[Ee]arlier today|[Ll]ater today)"
    rf"|(?P<before>[Tt]he day before yesterday)|(?P<yesterday>[Yy]esterday|[Ll]ast night)"
    rf"|(?P<after>[Tt]he day after tomorrow)|(?P<tomorrow>[Tt]omorrow)"
    rf"|(?:(?:[Oo]n |[Ff]rom )?(?P<weekdayA>{_W})(?:-| to | through | until | and )(?P<weekdayB>{_W}))"
    rf"|(?:[Oo]n )?(?P<weekdayC>{_W})(?: of)? (?P<weekC>last|next|this) week(?!\w)"
    rf"|(?:(?P<whichW>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Oo]n|[Cc]oming)\s)?(?P<weekday>{_W})s?(?!s)"
    rf"|(?P<whichP>[Ee]arlier (?:this|in the)|[Ll]ater (?:this|in the)|[Ll]ast|[Nn]ext|[Tt]his"
    rf"|[Tt]he previous|[Tt]he following|[Cc]oming)\s(?P<period>week|weekend|month|year)(?!-)"
    rf"|(?P<count>[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d\d?)\s(?P<unit>day|week|month|year)s?\sago"
    r")(?!\w)"
)
_QUICK = re.compile(
    r"\d|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec|day\b|days\b|[Tt]onight|[Tt]his |[Tt]omorrow|night|week"
    r"|month|year|ago\b"
)
_NO_NOUN = frozenset(
    "and or to in at on for with by from of after before during when while as where who that which but the a an his her"
    " their its he she they it was is were are has had will would said also met visited held".split()
)
_PAST_NOUNS = frozenset("visit trip tour meeting talks summit visits trips".split())


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
        if result and dict(result[-1].parts).get("weekday") and start - result[-1].end <= 3:
            result.pop()  # "Friday, 8 December": the day says more
        words = dict(parts)
        if words.get("weekday") and result and start - result[-1].end <= 3 and len(parts) == 1:
            continue  # "8 December (Friday)"
        lead = (words.get("whichC") or words.get("inyear") or (before[-1] if before else "")).lower()
        result.append(DateWords(start, end, parts, lead if lead in ("since", "by", "until", "till") else ""))
    return result


@lru_cache(maxsize=16384)
def resolve(words: DateWords, published: date | None, tense: str = "past") -> tuple[str, str] | None:
    """Turn date words into EDTF.

    Parameters
    ----------
    words : DateWords
        One of `find`.
    published : date or None
        The day relative words and missing years are counted from.
    tense : {"past", "future"}
        Where the clause looks: the last or the next such day.

    Returns
    -------
    tuple of str or None
        EDTF and its basis (stated or inferred); None where the words do not
        give a date.
    """
    try:
        return _resolve(dict(words.parts), published, tense)
    except (ValueError, OverflowError):  # 30 February, or a year before 1
        return None


def _resolve(p: dict[str, str], published: date | None, tense: str) -> tuple[str, str] | None:
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
    for d, m, y in (("d9", "m9", "y9"), ("dA", "mA", "yA")):
        if d in p:
            day = _day(p[d], p[m], p.get(y), published, tense)
            return (day.isoformat(), "stated") if day else None
    if "part" in p:
        return _part_of_month(p, published, tense)
    if "mC" in p or "mD" in p:
        month = _month(p.get("mC") or p["mD"], p.get("yC") or p.get("yD"), published, p.get("whichC", ""), tense)
        if month and p.get("whichC", "").lower() in ("in late", "in early"):
            return _third(month, p["whichC"].lower()[3:]), "inferred"
        return (f"{month:%Y-%m}", "stated") if month else None
    if "season" in p:
        return f"{p['yE']}-{_SEASONS[p['season'].lower()]}", "stated"
    if "yF" in p:
        last = p["yG"] if len(p["yG"]) == 4 else p["yF"][:2] + p["yG"]
        return (f"{p['yF']}/{last}", "stated") if last > p["yF"] else None
    if "yH" in p:
        return p["yH"], "stated"
    return relative(p, published, tense) if published else None


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
