"""What one sentence tells of travel: who went where, by which words."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.extraction.cast import Cast
from fpdata.extraction.encounters import Encounters
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.journeys import Journeys
from fpdata.extraction.receptions import Receptions
from fpdata.extraction.travel import Travel
from fpdata.extraction.verbs import ATTEND, HOSTS, MEET, MOTION, NOUNS, VISIT

__all__ = ["trips"]


def trips(cast: Cast, place: int) -> list[Trip]:
    """Return what a sentence tells of visits, in order."""
    found = list(_Reader(cast, place).read())
    return [trip for trip in found if trip.stops or trip.rule == "during"]


class _Reader(Travel, Journeys, Receptions, Encounters):
    def read(self) -> Iterator[Trip]:
        for at, low in enumerate(self.s.low):
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
            if low in ("delegation", "delegations"):
                yield from self.delegation(at)
            if low in ("sent", "sends", "dispatched", "dispatches", "send"):
                yield from self.sent(at)
            if low in {"in", "at", "In"}:
                yield from self.presence(at)
