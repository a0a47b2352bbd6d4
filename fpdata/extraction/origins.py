"""Where people are from whom no phrase gives a state: what they leave or return to, whose office they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from fpdata.extraction.cast import Cast
from fpdata.extraction.person import Person
from fpdata.extraction.ranks import TOP
from fpdata.extraction.stays import Visit
from fpdata.extraction.subjects import Subjects

__all__ = ["Origins"]

_LEAVES = frozenset("left leave leaves leaving departed departs depart departing".split())
_RETURNS = frozenset("return returns returned returning back".split())
_SKIPPED = frozenset("the home back to in safely from".split())
_AGAIN = frozenset("visit visits again trip second third".split())
_STATES = ("country", "city")
_SECOND = re.compile(r"\b(?:former|deputy|vice|ex|late|then|acting|state|elect|outgoing|junior|assistant)\b", re.I)
_REACH = 100


class Origins:
    """What the sentences of one document say of where its people live.

    Parameters
    ----------
    cast : Cast
        Its people.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.left: dict[int, Counter[str]] = {}
        self.returned: dict[int, Counter[str]] = {}

    def read(self, reader: Subjects) -> None:
        """Take in a sentence: "A left X for Y", "A returned to X"."""
        for at, low in enumerate(reader.s.low):
            if low in ("leaving", "departing") and at and self._crowd(reader, at - 1):
                continue
            if low in _LEAVES or low in _RETURNS:
                for code in self._behind(reader, at, low):
                    told = self.left if low in _LEAVES else self.returned
                    for person in reader.subjects(at)[0]:
                        told.setdefault(id(person), Counter())[code] += 1

    @staticmethod
    def _crowd(reader: Subjects, at: int) -> bool:
        """Tell whether others than the one told of leave: "Kenyans leaving X", "people leaving X"."""
        span, low = reader.s.mark[at], reader.s.low[at]
        return (span is not None and span.kind == "demonym") or low == "people" or low.endswith("ns")

    @staticmethod
    def _behind(reader: Subjects, at: int, low: str) -> Iterator[str]:
        """Yield the state that is left or returned to."""
        s, place = reader.s, at + 1
        while place < len(s.low) and s.low[place] in _SKIPPED:
            place += 1
        between = s.low[at + 1 : place]
        span = s.mark[place] if place < len(s.low) else None
        if span is None or span.kind not in _STATES or len(span.code) != 3:
            return
        leads = {"to", "in"} & set(between) or "home" in between
        if low in _RETURNS and leads and "from" not in between and not _AGAIN & set(s.low[span.end : span.end + 6]):
            yield span.code
        if low in _LEAVES and ("to" not in between and "in" not in between):
            yield span.code

    def settle(self, told: Sequence[Visit], people: Iterable[Person]) -> None:
        """Give people without a state the one they leave or return to, unless they visit it."""
        goals: dict[int, set[str]] = {}
        for visit in told:
            goals.setdefault(id(visit.visitor), set()).add(visit.code)
        for person in people:
            if person.country or person.kind == "body":
                continue
            for seen, barred in (
                (self.returned.get(id(person)), set()),
                (self.left.get(id(person)), goals.get(id(person), set())),
            ):
                likely = [code for code, _ in (seen or Counter()).most_common() if code not in barred]
                if len(likely) == 1:
                    person.country = likely[0]
                    break

    def without(self, person: Person) -> set[str]:
        """Return the states that others have in the same office: two foreign ministers are of two states."""
        if not self._sole(person):
            return set()
        return {
            other.country
            for other in self.cast.people[-_REACH:]
            if other is not person and other.country and other.head == person.head and self._sole(other)
        }

    @staticmethod
    def _sole(person: Person) -> bool:
        """Tell whether a state has only one of an office, and a named person holds it now."""
        sole = person.head in TOP or person.head.endswith(" minister")
        return bool(person.name) and sole and not _SECOND.search(f"{person.text} {person.role}")
