"""Events and who came to them: "attended by A", "A and B announced in X"."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.extraction.itinerary import Trip
from fpdata.extraction.places import Stop
from fpdata.extraction.surroundings import Surroundings

__all__ = ["Events"]

_JOINT = frozenset(
    "announced agreed signed said told declared confirmed pledged stressed reaffirmed launched discussed vowed decided"
    " called stated opened inaugurated exchanged witnessed reviewed explored spoke".split()
)
_EVENTS = frozenset(
    "summit conference meeting forum council session ceremony inauguration funeral gathering congress assembly talks"
    " swearing-in coronation dialogue symposium celebrations".split()
)


class Events(Surroundings):
    """Reads what took place, and where."""

    def attended(self, at: int) -> Iterator[Trip]:
        """Read "The summit in X was attended by A of Y, B and C": those of other states."""
        s = self.s
        if not _EVENTS & set(s.low[max(at - 12, 0) : at]):
            return
        found = self.where(at) or self.told_before()
        mention = next((m for m in self.people if at + 1 < m.start <= at + 4), None)
        if not found or mention is None:
            return
        group = [m for m in self.people if m.start >= mention.start]
        for m in group:  # "his colleagues from Y, A; Z, B, and W, C"
            span = s.mark[m.start - 2] if m.start > 1 and s.low[m.start - 1] == "," else None
            person = self.person(m)
            if span is not None and span.kind == "country" and not person.country and not m.role:
                person.country = span.code
        people = [person for person in map(self.person, group) if person.country not in ("", found[0].code)]
        yield from self.make(people, found[:1], "attend", self.status(at, max(at - 6, 0)), at, 0.7)

    def told_before(self) -> list[Stop]:
        """Return the city that the sentence before names as the place of an event."""
        if not self.place:
            return []
        before = self.cast.sentence(self.place - 1)
        if not _EVENTS & set(before.low):
            return []
        cities = [span for span in before.spans if span.kind == "city" and before.low[span.start - 1] in ("in", "at")]
        return [Stop(cities[-1].code, "city", 0, 1)] if len(cities) == 1 else []

    def where_before(self, at: int) -> list[Stop]:
        """Return the city of "in X, where he attended a summit"."""
        s = self.s
        where = next((k for k in range(at - 1, max(at - 6, 0), -1) if s.low[k] == "where"), None)
        if where is None:
            return []
        span = next((span for span in s.spans if span.end in (where, where - 1)), None)
        return [Stop(span.code, span.kind, span.start, span.end)] if span and span.kind in ("city", "country") else []

    def jointly(self, at: int, stop: Stop) -> Iterator[Trip]:
        """Read "A and B announced on Monday in X": the one from abroad."""
        verb = next((k for k in range(at - 1, max(at - 5, 0), -1) if self.s.low[k] in _JOINT), None)
        if verb is None or any(self.beginning(k) for k in range(verb, at)):
            return
        people, floor = self.subjects(verb)
        abroad = [person for person in people if person.country not in ("", stop.code)]
        if len(people) > 1 and any(person.country == stop.code for person in people):
            hosts = [person for person in people if person not in abroad]
            yield from self.make(abroad, [stop], "agreed-in", self.status(verb, floor), at, 0.65, hosts)
