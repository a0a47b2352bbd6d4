"""What one sentence tells of travel: who went where, by which words."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.extraction.encounters import Encounters
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.journeys import Journeys
from fpdata.extraction.receptions import Receptions
from fpdata.extraction.travel import Travel
from fpdata.extraction.verbs import ATTEND, HOSTS, MEET, MOTION, NOUNS, VISIT

__all__ = ["Reader"]

_PARTY = frozenset(("delegation", "delegations"))
_SEND = frozenset("sent sends dispatched dispatches send".split())
_WHERE = frozenset(("in", "at"))
_TELLING = VISIT | NOUNS | MOTION.keys() | HOSTS | MEET | ATTEND | _PARTY | _SEND | _WHERE
"""Words that rules hang on."""


class Reader(Travel, Journeys, Receptions, Encounters):
    """A sentence, read by every rule."""

    def trips(self) -> list[Trip]:
        """Return what the sentence tells of visits, in order."""
        return [trip for trip in self._read() if trip.stops or trip.rule == "during"]

    def _read(self) -> Iterator[Trip]:
        for at in [at for at, low in enumerate(self.s.low) if low in _TELLING]:
            low = self.s.low[at]
            if low in VISIT:
                yield from self.verb(at)
            if low in NOUNS:
                yield from self.noun(at)
            if low in MOTION:
                yield from self.motion(at)
            if low in HOSTS:
                yield from self.host(at)
            if low in MEET:
                yield from self.meeting(at)
            if low in ATTEND:
                yield from self.attend(at)
            if low in _PARTY:
                yield from self.delegation(at)
            if low in _SEND:
                yield from self.sent(at)
            if low in _WHERE:
                yield from self.presence(at)
