"""Headings, captions and opening lines that say of a list or table that it is one of visits, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fpdata.extraction.cast import Cast
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.plurals import PLURALS

__all__ = ["Heading", "heading", "headings"]

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
_LABEL = re.compile(r"\W{0,3}(?:visits )?(?:to|from) (?:the )?[A-Z][\w .'-]{2,40}:", re.IGNORECASE)
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
        if len(text) <= _LONGEST:
            low = text.lower()
            if any(word in low for word in _WORDS) and heads(text):
                found.append(place)
    return found


def heads(text: str) -> bool:
    """Tell whether a sentence heads a list of visits."""
    if (line := _LINE.match(text)) is not None:
        alone = line["noun"].lower() != "travel" or _TRAVEL_ALONE.search(line[0])
        return bool(alone) and text.count("|") < 2 and not _TOLD.search(text, line.end())
    return _OPENING.search(text) is not None


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
        found.label, end = True, s.low.index(":")
    years = {token for token in s.tokens[:end] if _YEAR.fullmatch(token)}
    found.year = years.pop() if len(years) == 1 else ""
    _ways(s, found, noun, end)
    if found.label:
        return found
    people = [mention for mention in mentions(s) if mention.start > noun and mention.kind == "person"]
    named = [
        mention
        for mention in people
        if mention.name and s.low[mention.start - 1] in _BY | {"the"} and s.low[mention.start - 2] != "behalf"
    ]
    received = not _RECEIVED.isdisjoint(s.low[noun : noun + 4])
    if len({mention.name for mention in named}) == 1 and line:
        person = cast.person(named[0], place)
        office = next((other for other in people if other.start == named[0].end + 2 and not other.name), None)
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


def _ways(s: Sentence, found: Heading, noun: int, end: int) -> None:
    """Take home and goal from "from X to Y", and the home from "Norwegian visits"."""
    for at in range(noun, end - 1):
        if s.low[at] not in ("from", "to") or "and" in s.low[max(at - 1, 0) : at]:
            continue
        span = s.mark[at + 1] if s.low[at + 1] != "the" else s.mark[min(at + 2, end - 1)]
        if span is None or span.kind not in ("country", "seat") or s.low[span.end : span.end + 1] in (["and"], ["/"]):
            continue
        if s.low[at] == "from":
            found.home = found.home or span.code
        else:
            found.goal = found.goal or span.code
    before = [span for span in s.spans if span.end <= noun and span.kind == "demonym"]
    if len(before) == 1 and found.goal and not found.home:
        found.home = before[0].code
    if found.home == found.goal:
        found.home = found.goal = ""


def _token(s: Sentence, offset: int) -> int:
    return next((at for at, start in enumerate(s.starts) if start >= offset), 0)


_YEAR = re.compile(r"(?:1[89]|20)\d\d")
