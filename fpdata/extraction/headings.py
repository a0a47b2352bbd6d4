"""Headings, captions and opening lines that say of a list or table that it is one of visits, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fpdata.extraction.cast import Cast
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.plurals import PLURALS

__all__ = ["Heading", "heading", "headings", "labels", "ways"]

_WORDS = ("visits", "trips", "travel", "journeys", "abroad")
"""One of these a heading has, in small letters or capitals."""
_LONGEST = 400
_NOUN = r"(?:visits|trips|travels|journeys|travel)"
_KIND = (
    r"(?:high|top|level|high-level|top-level|senior|royal|papal|pastoral|apostolic|presidential|vice-presidential"
    r"|(?:prime )?ministerial|parliamentary|governmental?|cabinet|foreign|state|official|working|international"
    r"|overseas|external|diplomatic|bilateral|mutual|reciprocal|outgoing|incoming|inward|outward|recent|past|previous"
    r"|major|selected|key|other|all|exchanges?|chronology|list|table|summary|record|schedule|of|and|the|a"
    r"|complete|full|chronological|[A-Z][a-z]+(?:ese|ish|an|ian))"
)
_LINE = re.compile(
    rf"[\W\d]*(?:(?:Table|Annex|Appendix|Box)\b[ \dA-Z]{{0,6}}[.:-]? ?)?"
    rf"(?:(?:this|the following|below|here) (?:is|are) )?(?:{_KIND}[ ,/&-]{{1,3}}){{0,9}}(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"\b(?:{_NOUN}|abroad|outside the (?:state|country))\b.{{0,300}}?\b(?:as follows|tabular (?:form|statement)"
    rf"|(?:listed|set out|shown) below|the following (?:list|table))"
    rf"|\b(?:the following|list of|table of) (?:{_KIND} ){{0,6}}{_NOUN}\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:were|was|will|would|said|says|costs?|has been|have been|is|are)\b")
"""Verbs that no heading has behind its noun: "Official visits were suspended"."""
_LABEL = re.compile(
    r"\W{0,3}(?:visits )?(?:[Tt]o|TO|[Ff]rom|FROM) (?:the |THE )?[A-Z][\w .'-]{2,40}(?::|$)"
    r"|\W{0,3}(?:From|FROM) (?:the |THE )?[A-Z][\w .'-]{2,40} (?:to|TO) (?:the |THE )?[A-Z]"
)
_TRAVEL_ALONE = re.compile(r"(?:foreign|overseas|official|international|external|ministerial)\W+travel\b", re.I)
_RECEIVED = frozenset("received hosted welcomed host".split())
_BY = frozenset("by of".split())


@dataclass(slots=True)
class Heading:
    """What one heading says.

    Attributes
    ----------
    place : int
        Its sentence.
    home, goal : str
        ISO3 of the state whose people travel, and of the one that they go to; empty where it does not say.
    traveller, host : Person or None
        Who made the visits listed; who received them.
    head : str
        Office of an unnamed traveller: "the Icelandic prime minister".
    incoming : bool
        Whether the visitors are foreign: rows name them, not places.
    year : str
        The one year that it states.
    label : bool
        Whether it is a label inside a list: "To Croatia:".
    """

    place: int
    home: str = ""
    goal: str = ""
    traveller: Person | None = None
    host: Person | None = None
    head: str = ""
    incoming: bool = False
    year: str = ""
    label: bool = False
    end: int = 0
    """Token at which it ends: items may follow in the same sentence."""
    ways: list[tuple[int, str, str]] = field(default_factory=list)
    """Token from which on home and goal hold: "From X to Y" may stand more than once."""


def headings(texts: Sequence[tuple[int, int, str]]) -> list[int]:
    """Return the positions of sentences that head a list of visits, by their form.

    Parameters
    ----------
    texts : sequence of (int, int, str)
        Paragraph, sentence, text.

    Returns
    -------
    list of int
        Empty for nearly every document.

    Examples
    --------
    >>> headings([(1, 1, "STATE VISITS FROM PERU TO TOGO"), (2, 1, "King A of Tonga visits Peru.")])
    [0]
    """
    found = []
    for place, (_, _, text) in enumerate(texts):
        low = text[:_LONGEST].lower()
        if any(word in low for word in _WORDS) and heads(text):
            found.append(place)
    return found


def heads(text: str) -> bool:
    """Tell whether a sentence heads a list of visits."""
    if (line := _LINE.match(text)) is not None:
        alone = line["noun"].lower() != "travel" or _TRAVEL_ALONE.search(line[0])
        return bool(alone) and text.count("|") < 2 and not _TOLD.search(text, line.end(), line.end() + _LONGEST)
    return len(text) <= _LONGEST and _OPENING.search(text) is not None


def labels(text: str) -> bool:
    """Tell whether a sentence begins as a label does: "To Croatia:"."""
    return len(text) < 6000 and _LABEL.match(text) is not None


def heading(cast: Cast, place: int) -> Heading:
    """Read a heading.

    Parameters
    ----------
    cast : Cast
        The people of the document.
    place : int
        One of `headings`, or a label.

    Returns
    -------
    Heading
    """
    s, found = cast.sentence(place), Heading(place)
    line = _LINE.match(s.text)
    noun = _token(s, line.start("noun")) if line else 0
    end = len(s.tokens)
    if line is None and labels(s.text):
        found.label, end = True, s.low.index(":") if ":" in s.low else end
    elif line is not None:
        end = next((at for at in range(noun, end) if s.tokens[at] in _ENDS), end)
    found.end = end
    years = {token for token in s.tokens[:end] if _YEAR.fullmatch(token)}
    found.year = years.pop() if len(years) == 1 else ""
    inside = [(mention.start, mention.end) for mention in mentions(s)]  # "of the envoy to Y, A"
    told = ways(s, noun if line else 0, end if line else 0)
    found.ways = [way for way in told if not any(start < way[0] < stop for start, stop in inside)]
    if found.ways and (found.ways[0][0] <= end or not line):
        found.home, found.goal = found.ways[0][1:]
    before = [span for span in s.spans if span.end <= noun and span.kind == "demonym"]
    if len(before) == 1 and found.goal and not found.home:
        found.home = before[0].code
    if found.label:
        return found
    people = [mention for mention in mentions(s) if noun < mention.start < end and mention.kind == "person"]
    named = [
        mention
        for mention in people
        if mention.name and s.low[mention.start - 1] in _BY | {"the"} and s.low[mention.start - 2] != "behalf"
    ]
    received = not _RECEIVED.isdisjoint(s.low[noun : noun + 4])
    if len({mention.name for mention in named}) == 1 and line:
        person = cast.person(named[0], place)
        behind = (other for other in people if named[0].end < other.start <= named[0].end + 4 and not other.name)
        office = next(behind, None) if s.low[named[0].end : named[0].end + 1] in ([","], ["as"], ["("]) else None
        if office is not None and not person.role:  # "A, the sixth President of Y"
            person.role, person.head, person.official = office.role, office.head, True
            person.country = person.country or office.country
        found.traveller, found.host = (None, person) if received else (person, None)
    elif line and not named:
        office = next((other for other in people if other.head.split(" ")[-1] not in PLURALS), None)
        if office is not None and office.country:
            found.home, found.head = found.home or office.country, office.head
    if found.host is not None:
        found.goal = found.goal or found.host.country
    foreign = {"foreign", "visiting"} & set(s.low[noun + 1 : noun + 4])
    found.incoming = received or bool(foreign) or bool(found.goal and found.traveller is None)
    return found


def ways(s: Sentence, first: int = 0, free: int = 0) -> list[tuple[int, str, str]]:
    """Return each "from X to Y", "to Y from X" and "To Y:" from a token on: its place, home and goal.

    Up to the token `free` it may stand anywhere, behind it where an item may begin.
    """
    found: list[tuple[int, str, str]] = []
    at = first
    while at < len(s.tokens) - 1:
        one = _way(s, at)
        if one is None:
            at += 1
            continue
        code, end = one
        other = _way(s, end)
        begins = at < free or at <= first + 1 or s.tokens[at][0].isupper() or s.low[at - 1] == "visits"
        if not begins or s.low[end : end + 1] in (["and"], ["/"]) or "and" in s.low[at - 1 : at]:
            at = end
            continue
        there = s.low[at] == "to"
        pair = (
            (other[0], code) if there and other else (code, other[0]) if other else ("", code) if there else (code, "")
        )
        if other is not None and s.low[end] == s.low[at]:
            pair = ("", "")
        if pair[0] != pair[1]:
            found.append((at, *pair))
        at = other[1] if other else end
    return found


def _way(s: Sentence, at: int) -> tuple[str, int] | None:
    """Read "to Y" or "from the X"."""
    if at + 1 >= len(s.tokens) or s.low[at] not in ("from", "to"):
        return None
    place = at + 1 + (s.low[at + 1] == "the")
    span = s.mark[place] if place < len(s.tokens) else None
    return (span.code, span.end) if span is not None and span.kind in ("country", "seat") else None


def _token(s: Sentence, offset: int) -> int:
    return next((at for at, start in enumerate(s.starts) if start >= offset), 0)


_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_ENDS = frozenset(":\u2022\u00b7")
