"""Which state a document is written about: whose institutions, policy and guests it tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fpdata.extraction.person import Person
from fpdata.extraction.ranks import resident
from fpdata.extraction.signs import Sign, signs
from fpdata.extraction.stays import Visit

if TYPE_CHECKING:
    from fpdata.extraction.cast import Cast

__all__ = ["Homes"]

_COMMON = re.compile(
    r"(?:secretary|director)[ -]general|rapporteur|(?:managing|executive) director|european|united nations|\bU\.?N\b"
    r"|commissioner for|high representative",
    re.I,
)
"""Offices that no state fills."""
_READ = 40
"""Sentences looked through: a report says early whose it is."""


class Homes:
    """What one document says of the state that its officials of no stated country serve.

    Parameters
    ----------
    cast : Cast
        Its people.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._signs: list[Sign] | None = None
        self._weights: Counter[str] | None = None
        self._elsewhere: frozenset[str] = frozenset()

    def signs(self) -> list[Sign]:
        """Return what the sentences say, in order; they are read once."""
        if self._signs is None:
            for place in range(min(len(self.cast.texts), _READ)):
                self.cast.sentence(place)
            self._signs = [sign for sentence in self.cast.parsed.values() for sign in signs(sentence)]
            self._signs += [Sign(code, 3 * count) for code, count in self.cast.institutions().items()]
            filed = self.cast.dateline()
            self._signs += [Sign(filed, 2)] if filed else []
        return self._signs

    def weights(self, goals: frozenset[str], told: Sequence[Visit]) -> Counter[str]:
        """Count what speaks for each state as the one that a document is about.

        Parameters
        ----------
        goals : frozenset of str
            ISO3 of the states that somebody goes to.
        told : sequence of Visit
            The visits told: where guests from abroad go, a document is at home.

        Returns
        -------
        Counter of str
            ISO3 to weight: 3 for an institution that only one state has, the
            state that somebody leaves, whose side or position is spoken of, or
            that a foreigner visits; 2 for a state that acts, and for "X and Y"
            where Y is a destination; 1 for any other demonym or possessive.
        """
        found: Counter[str] = Counter()
        for code, weight, beside in self.signs():
            if not beside or beside in goals:
                found[code] += weight
        guests = {(id(visit.visitor), visit.code) for visit in told if _guest(visit)}
        for _, code in guests:
            found[code] += 3
        said = {key for _, key in self.cast.speakers}
        for person in self.cast.people:
            if person.country and id(person) in said and person.kind != "group":
                found[person.country] += 2
        return found

    def settle(
        self,
        people: Sequence[Person],
        told: Sequence[Visit],
        links: dict[int, set[str]],
        without: Callable[[Person], set[str]],
    ) -> None:
        """Give visitors of no stated country the one where a report was filed, or that the document is written about.

        Parameters
        ----------
        people : sequence of Person
        told : sequence of Visit
            All visits.
        links : dict of int to set of str
            Where else somebody may go, by his identity.
        without : callable
            What gives the states that somebody is surely not from.
        """
        goals: dict[int, set[str]] = {}
        met: dict[int, set[str]] = {}
        for visit in told:
            goals.setdefault(id(visit.visitor), set()).add(visit.code)
            met.setdefault(id(visit.visitor), set()).update(person.country for person in visit.counterparts)
        filed = self.cast.dateline()
        for person in people:
            key = id(person)
            if person.country or person.kind == "body" or _COMMON.search(person.role):
                continue
            if person.role and person.name and filed not in links.get(key, goals.get(key, ())):
                person.country = "" if resident(person.role) else filed
            if not person.country and key in goals:
                country = self.of(frozenset(goals[key]), frozenset(met[key]), told)
                person.country = country if country not in without(person) else ""

    def of(self, goals: frozenset[str], barred: frozenset[str], told: Sequence[Visit]) -> str:
        """Return the state of one who goes to some states, as the document is that state's; empty where it is not sure.

        Parameters
        ----------
        goals : frozenset of str
            ISO3 of the states he goes to.
        barred : frozenset of str
            Others that it cannot be.
        told : sequence of Visit
            All visits.
        """
        if self._weights is None:  # once: who gets a state here is no sign of what the next one's is
            self._weights = self.weights(frozenset(visit.code for visit in told), told)
            self._elsewhere = frozenset(visit.code for visit in told if not visit.visitor.country)
        known = self._weights
        rival = max((known[code] for code in self._elsewhere - barred - goals), default=0)
        for without, least in ((barred | goals | self._elsewhere, rival), (barred | goals, 0)):
            found = [(count, code) for code, count in known.most_common(16) if code not in without and count > 0][:2]
            second = found[1][0] if len(found) > 1 else 0
            if found and found[0][0] >= max(2 + (second > 0), least) and second * 2 <= found[0][0]:
                own = max(known[code] for code in goals) if goals else 0
                return found[0][1] if own <= 2 * found[0][0] else ""  # else a document of those whom he visits
        return ""


def _guest(visit: Visit) -> bool:
    """Tell whether a visit is surely one of somebody from abroad to the state that tells of it."""
    visitor = visit.visitor
    return len(visit.code) == 3 and visitor.country != visit.code and bool(visitor.country or visitor.kind == "body")
