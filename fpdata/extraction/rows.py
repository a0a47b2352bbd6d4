"""Rows: a telling of a visit made into a row, with its date, status and evidence."""

from __future__ import annotations

import re
from datetime import date

from fpdata.extraction import modality
from fpdata.extraction.cast import Cast
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import Sentence, words
from fpdata.extraction.parties import Parties
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop
from fpdata.extraction.plurals import PLURALS
from fpdata.extraction.stays import Visit

__all__ = ["Rows"]


_LEFT = frozenset("left departed".split())
_TO_VISIT = re.compile(
    r"\b(?:for|on)(?: (?:an?|his|her|their|the|official|state|working|two|three|four|\S+-\S+)){0,4}$"
)


class Rows(Parties):
    """Makes rows of what sentences tell, and adds to them."""

    def __init__(self, cast: Cast, published: date | None) -> None:
        super().__init__(cast, published)
        self.politics: bool | None = None

    @staticmethod
    def travels(person: Person) -> bool:
        """Tell whether somebody can be a visitor at all: named, of a state, or a party on business."""
        if person.head.split(" ")[-1] in PLURALS and not person.name and not person.country:
            return False
        if person.kind == "group":
            return (
                bool(person.country)
                or bool(re.search(r"secretar|minister|mission|team|senator|lawmaker", person.text.lower()))
                or person.head == "delegation"
            )
        return True

    def serves(self, person: Person) -> bool:
        """Tell an official from anybody else; a bare name counts where the text is about politics."""
        if person.official or person.kind != "person":
            return True
        if self.politics is None:
            leisure = words("leisure")
            self.politics = any(other.role for other in self.cast.people) and all(
                leisure.isdisjoint(sentence.low) for sentence in self.cast.parsed.values()
            )
        return self.politics

    def make(self, trip: Trip, person: Person, stop: Stop, sentence: Sentence) -> Visit:
        """Make a row of what a sentence tells."""
        if (
            trip.rule == "visit-noun"
            and trip.status == "occurred"
            and not trip.earlier
            and any(
                old.status == "planned" and old.code == stop.code and self.same(old.visitor, person)
                for old in self.by_code.get(stop.code, [])[-40:]
            )
        ):
            trip.status = "planned"
        if trip.rule == "visit-noun" and trip.status == "occurred" and self.left_for(sentence, trip.trigger):
            trip.departs = True
        tense = "future" if trip.status in ("planned", "cancelled") else "past"
        when = self.when(sentence, trip, stop, tense)
        status = "planned" if trip.departs and self.leaving(trip, when, sentence) else trip.status
        visit = Visit(
            person, stop.code, stop.kind, status, trip.rule, trip.sure, protocol=modality.protocol(sentence.text)
        )
        if when:
            visit.date, visit.basis = when
        visit.earlier = trip.earlier
        visit.plural = stop.kind == "region" and sentence.low[trip.trigger] in ("visits", "trips", "tours")
        visit.counterparts = [other for other in trip.counterparts if other is not person and other.name]
        visit.evidence = [sentence.where]
        if not any(span.code == stop.code for span in sentence.spans):  # here, the capital, who arrived on Friday
            visit.evidence = list(dict.fromkeys([*self.naming(sentence, stop), sentence.where]))
        visit.setting, visit.departs = modality.setting(sentence.text), trip.departs
        if len(trip.stops) > 1:
            visit.tour = (*sentence.where, trip.trigger)
        return visit

    @staticmethod
    def left_for(sentence: Sentence, trigger: int) -> bool:
        """Tell "left on Monday for a visit to X": the visitor is on the way."""
        low = sentence.low
        out = next((at for at in range(trigger - 1, max(trigger - 24, -1), -1) if low[at] in _LEFT), None)
        return out is not None and bool(_TO_VISIT.search(" ".join(low[out:trigger])))

    def naming(self, sentence: Sentence, stop: Stop) -> list[tuple[int, int]]:
        """Return the sentence that names a place which another only points at."""
        opening, place = self.cast.texts[0][:2], self.cast.reading
        if sentence.low[stop.start] == "here" and self.cast.dateline() == stop.code:
            return [opening]
        if self.cast.latest == stop.code:
            return [self.cast.latest_at]
        head = self.cast.voices.head
        if head and head.venue == stop.code:
            return [self.cast.texts[head.place][:2]]
        for back in range(place - 1, max(place - 4, -1), -1):
            before = self.cast.sentence(back)
            if any(span.code == stop.code for span in before.spans):
                return [before.where]
        return [opening] if self.cast.dateline() == stop.code else []

    def support(self, trip: Trip, sentence: Sentence) -> None:
        """Add a sentence that goes on about a visit: its locator, its date."""
        if trip.status == "cancelled" and not self.called_off(trip, sentence):
            return
        for visit in sorted(self.visits[-40:], key=lambda visit: visit.evidence[-1], reverse=True):
            if (not trip.visitors or visit.visitor in trip.visitors) and visit.evidence[-1][0] >= sentence.where[0] - 1:
                if sentence.where not in visit.evidence:
                    visit.evidence.append(sentence.where)
                if not visit.date and sentence.low[trip.trigger + 1 : trip.trigger + 2] not in (
                    ["follows"],
                    ["followed"],
                ):
                    when = self.when(
                        sentence, trip, Stop(visit.code, visit.kind, trip.trigger, trip.trigger + 1), "past"
                    )
                    if when:
                        visit.date, visit.basis = when
                if trip.status == "cancelled" and visit.status == "planned":
                    visit.status = "cancelled"
                return

    @staticmethod
    def called_off(trip: Trip, sentence: Sentence) -> bool:
        """Tell a visit called off from one that was called off before."""
        return not {"previously", "earlier", "once", "already"} & set(sentence.low[: trip.trigger])
