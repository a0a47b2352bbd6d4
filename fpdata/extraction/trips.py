"""What one sentence tells of travel: who went where, by which words."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.extraction.cast import Cast
from fpdata.extraction.encounters import Encounters
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.journeys import Journeys
from fpdata.extraction.receptions import Receptions
from fpdata.extraction.travel import Travel

__all__ = ["trips"]

_VISIT = frozenset("reach reaches reached visit visits visited visiting tour toured touring".split())
_NOUNS = frozenset(
    "visit visits trip trips tour tours travel travels journey journeys voyage stop stopover swing pilgrimage sojourn".split()
)
_MOTION = {
    **dict.fromkeys("travel travels traveled travelled traveling travelling".split(), ("to", "through", "across", "around", "into", "from")),
    **dict.fromkeys("fly flies flew flown flying jetted jets".split(), ("to", "into", "from", "in", "out", "off", "back")),
    **dict.fromkeys("go goes went gone going".split(), ("to",)),
    **dict.fromkeys("arrive arrives arrived arriving arrival".split(), ("in", "at", "to", "on", "from")),
    **dict.fromkeys("head heads headed heading".split(), ("to", "for", "off", "back")),
    **dict.fromkeys("leave leaves left leaving depart departs departed departing".split(), ("for", "to")),
    **dict.fromkeys("land lands landed landing".split(), ("in", "at")),
    **dict.fromkeys("journey journeys journeyed".split(), ("to",)),
    **dict.fromkeys("come comes came coming".split(), ("to",)),
    **dict.fromkeys("return returns returned returning".split(), ("to",)),
    **dict.fromkeys("proceed proceeds proceeded move moved continue continued continues continuing".split(), ("to", "on")),
    **dict.fromkeys("route way bound".split(), ("to", "for")),
    **dict.fromkeys("stop stops stopped".split(), ("in", "at")),
    **dict.fromkeys("stay stays stayed staying spend spends spent".split(), ("in", "at")),
}  # fmt: skip
_HOSTS = frozenset(
    "host hosts hosted hosting receive receives received receiving welcome welcomes welcomed welcoming greet greets greeted greeting".split()
)
_MEET = frozenset(
    "met meet meets meeting meetings talks discussions consultations summit negotiations dinner lunch breakfast conversations audience called calls call".split()
)
_ATTEND = frozenset("attend attends attended attending participate participates participated participating took taking take addressed addresses"
                    " address speak speaks spoke speaking delivered deliver joined attendance present signed signs laid opened inaugurated join joins".split())  # fmt: skip


def trips(cast: Cast, place: int) -> list[Trip]:
    """Return what a sentence tells of visits, in order."""
    found = list(_Reader(cast, place).read())
    return [trip for trip in found if trip.stops or trip.rule == "during"]


class _Reader(Travel, Journeys, Receptions, Encounters):
    def read(self) -> Iterator[Trip]:
        for at, low in enumerate(self.s.low):
            if low in _VISIT:
                yield from self.verb(at)
            if low in _NOUNS:
                yield from self.noun(at)
            if low in _MOTION:
                yield from self.motion(at)
            if low in _HOSTS:
                yield from self.host(at)
            if low in _MEET:
                yield from self.meeting(at)
            if low in _ATTEND:
                yield from self.attend(at)
            if low in ("delegation", "delegations"):
                yield from self.delegation(at)
            if low in ("sent", "sends", "dispatched", "dispatches", "send"):
                yield from self.sent(at)
            if low == "in" or low == "at" or low == "In":
                yield from self.presence(at)
