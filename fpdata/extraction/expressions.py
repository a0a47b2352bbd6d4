"""Words that date something, found in a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from fpdata.extraction.calendar_words import RELATIVE, WEEKDAY, counted

__all__ = ["DateWords", "counts", "find", "likely", "second"]

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?(?:percent|per cent|million|billion|km|people))"
_Y = r"(?:1[89]|20)\d\d(?!\d)"
_TO = r"\s?(?:-|to|and|through|until|till|&)\s?"
_FIRST = (
    r"(?:early|mid|late|the (?:beginning|start|middle|end|day|previous|following|next|same)|that|end of|last|next"
    r"|this|in|of|at|over"
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
    rf"(?:(?:,?(?:\sof)?\s(?P<yC>{_Y}))|\s(?:of\s)?"
    r"(?P<yearC>last|this|next|that|the same|the following|the previous)\syear)?)"
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
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|last|only)"
    r"(?: [\w-]+){0,2} (?:visit|trip|tour|stop|stay)\b[^,;:]*$"
)
_LONG = frozenset("d1 d3 d5 d7 part mB mC mD season yF yH yJ weekdayA period unitX unit".split())
"""Groups of words that are more than a day, or already from one day to another."""
_BEGINS = re.compile(
    r"\b(?:beg[aiu]n\w*|start\w*|commenc\w*|arriv\w*|depart\w*|leav\w*|left|set(?:s|ting)? (?:off|out)|from)\b[^.;]*$"
)
_ENDS = re.compile(
    r",? (?:and|until|to|before)(?: \w+){0,3}? ?"
    r"(?:end\w*|conclud\w*|finish\w*|clos\w*|return\w*|leav\w*|left|depart\w*|be back)"
    r"(?: (?:home|to|for) ?[A-Z]?\w*)? (?:on )?"
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
    >>> text = "He left on 12 and 13 March and came back last Tuesday."
    >>> [text[words.start : words.end] for words in find(text)]
    ['12 and 13 March', 'last Tuesday']
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


def likely(text: str) -> bool:
    """Tell at a glance whether a text can have date words."""
    return _QUICK.search(text) is not None


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
            both = (
                *((f"1{name}", value) for name, value in last.parts),
                *((f"2{name}", value) for name, value in words.parts),
            )
            result[-1] = DateWords(last.start, words.end, both, last.lead)
        else:
            result.append(words)
    return result
