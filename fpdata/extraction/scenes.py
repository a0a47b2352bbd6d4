"""Scenes: who and where a sentence names, means or goes on about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fpdata.extraction.people import Mention, mentions
from fpdata.extraction.person import Person
from fpdata.extraction.speakers import FIRST
from fpdata.extraction.subjects import Subjects

__all__ = ["Where", "Who", "people", "places"]

_PRONOUNS = {"he": "he", "his": "he", "she": "she", "her": "she", "they": "they", "their": "they"}
_BACK_FROM = frozenset("back home fresh return returned returning returns came coming visit trip tour".split())
_FIRST = frozenset("first only last second third since".split())
_BACK = 2
"""Sentences in which a person is still in hand."""


class Who(NamedTuple):
    """Somebody in a sentence; -1 for one who is only carried on from before, `back` sentences."""

    start: int
    end: int
    person: Person
    form: str
    back: int


class Where(NamedTuple):
    """A place in a sentence; -1 for one that is only meant."""

    start: int
    end: int
    kind: str
    code: str


def people(reader: Subjects) -> Iterator[Who]:
    """Yield those whom a sentence mentions, points at with a pronoun, or goes on about."""
    cast, place = reader.cast, reader.place
    found = [
        Who(mention.start, mention.end, reader.person(mention), "named" if mention.name else "office", 0)
        for mention in mentions(reader.s)
        if (not mention.role or reader.official(mention)) and not _record(reader, mention)
    ]
    named = list(found)
    for at, low in enumerate(reader.s.low):
        low = low.partition("'")[0] or low  # "he'll"
        if low in FIRST and reader.first(at):
            person = cast.voices.of(place, at)
            if person is not None:
                found.append(Who(at, at + 1, person, "pronoun", 0))
        elif low in _PRONOUNS:
            word = _PRONOUNS[low]
            person = next(
                (
                    who.person
                    for who in named
                    if who.end <= at
                    and (who.person.kind == "group") == (word == "they")
                    and (who.person.official or who.person.name)
                ),
                None,
            ) or cast.pronoun(word, place)
            if person is not None:
                found.append(Who(at, at + 1, person, "pronoun", 0))
    yield from sorted(found, key=lambda who: who.start)
    seen = {id(who.person) for who in found}
    speaker = cast.voices.turn(place)
    if speaker is not None and id(speaker) not in seen:
        seen.add(id(speaker))
        yield Who(-1, -1, speaker, "carried on", 1)
    for at, person, leads in reversed(cast.recent[-8:]):
        if id(person) not in seen and 0 < place - at <= _BACK:
            seen.add(id(person))
            yield Who(-1, -1, person, "carried on" if leads else "carried", place - at)


def places(reader: Subjects, people: Sequence[Who], before: Sequence[tuple[str, str]]) -> Iterator[Where]:
    """Yield the places that a sentence names, or only means; `before` has those named before it, and how."""
    spans = [
        span for span in reader.s.spans if span.kind in ("country", "city", "seat", "demonym") and len(span.code) == 3
    ]
    for start, end, kind, code in spans:
        office = any(who.start <= start and end <= who.end and who.person.country == code for who in people)
        if not _left(reader, start):
            yield Where(start, end, "office" if office and kind == "country" else kind, code)
    seen = {span.code for span in spans if span.kind != "demonym"}
    for who in people:
        if who.back == 0 and who.person.country and who.person.country not in seen:
            seen.add(who.person.country)
            yield Where(who.start, who.end, "implied", who.person.country)
    for at, low in enumerate(reader.s.low):
        code = reader.pointed(at) if low in ("here", "country", "capital") else ""
        if code and code not in seen:
            seen.add(code)
            yield Where(at, at + 1, "city" if low == "here" else "country", code)
    for code, kind in ((reader.cast.dateline(), "dateline"), *before):
        if code and code not in seen:
            seen.add(code)
            yield Where(-1, -1, kind, code)


def _record(reader: Subjects, mention: Mention) -> bool:
    """Tell one who is nobody in particular: "the first visit by a Y leader"."""
    low = reader.s.low[max(mention.start - 12, 0) : mention.start + 1]
    return not mention.name and low[-2:] in (["by", "a"], ["by", "an"], ["by", "any"]) and not _FIRST.isdisjoint(low)


def _left(reader: Subjects, at: int) -> bool:
    """Tell a point of departure, "from X", from what somebody is back from."""
    before = reader.s.low[max(at - 5, 0) : at]
    return before[-1:] == ["from"] and _BACK_FROM.isdisjoint(before)
