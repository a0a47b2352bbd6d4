"""Visits of a document: what its sentences tell, brought together into one row per visitor, destination and stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from fpdata.extraction import modality
from fpdata.extraction.cast import Cast
from fpdata.extraction.itinerary import NAMELESS, WEAK, Trip
from fpdata.extraction.lexicon import Sentence, words
from fpdata.extraction.people import PLURALS, mentions
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop
from fpdata.extraction.stays import Visit
from fpdata.extraction.timing import Timing
from fpdata.extraction.triggers import chosen
from fpdata.extraction.trips import trips

__all__ = ["read"]

_HOSTS = frozenset("AFG LBN PSE VAT YEM".split())  # whose bodies are named as hosts more often than as one's own


def read(texts: Sequence[tuple[int, int, str]], published: date | None) -> list[Visit]:
    """Return the visits that the sentences of one document tell of.

    Parameters
    ----------
    texts : sequence of (int, int, str)
        Paragraph, sentence, text.
    published : date or None
        What relative dates count from.

    Returns
    -------
    list of Visit
        In the order of their first telling.
    """
    told, following = chosen(texts)
    if not told:
        return []
    story = _Story(Cast(texts), published)
    wanted = {*told, *following}
    near = {place - step for place in told for step in (0, 1, 2)}  # who "he" is stands before
    for place in sorted(wanted | near):
        if place >= 0 and (place in wanted or place in near):
            story.tell(place, place in wanted)
    return story.finish()


class _Story(Timing):
    def __init__(self, cast: Cast, published: date | None) -> None:
        super().__init__(published)
        self.cast = cast
        self.politics: bool | None = None
        self.private: set[tuple[int, str]] = set()

    def tell(self, place: int, triggered: bool) -> None:
        sentence = self.cast.sentence(place)
        self.cast.reading = place
        if triggered:
            fresh: list[Visit] = []
            self.cast.read(place)
            for trip in trips(self.cast, place):
                if trip.rule == "during":
                    self.support(trip, sentence)
                else:
                    fresh += self.add(trip, sentence)
            if not _PARTIES.isdisjoint(sentence.low):
                self.lead(place, sentence)
            self.meet(place, sentence, fresh)
        self.cast.note(place)
        if triggered and place + 1 < len(self.cast.texts) and any(not visit.visitor.country for visit in fresh):
            self.cast.read(place + 1)  # "the Kenyan leader" of the next sentence says where he is from

    def add(self, trip: Trip, sentence: Sentence) -> list[Visit]:
        result: list[Visit] = []
        if trip.status == "private":  # no visit for a state, and none in the list of stops told before
            self.private |= {(id(person), stop.code) for person in trip.visitors for stop in trip.stops}
            return result
        for person in trip.visitors:
            if not self.travels(person) or (person.kind == "group" and words("leisure") & set(sentence.low)):
                continue
            for stop in trip.stops:
                if stop.code == person.country:
                    continue
                visit = self.make(trip, person, stop, sentence)
                if stop.kind != "region":
                    self.cast.latest, self.cast.latest_at = stop.code, visit.evidence[0]
                result.append(self.merge(visit))
            if trip.visitors and trip.visitors[0] is person:
                self.cast.travellers.append((self.cast.reading, person))
        return result

    def travels(self, person: Person) -> bool:
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
            seen = {low for sentence in self.cast.parsed.values() for low in sentence.low}
            self.politics = any(other.role for other in self.cast.people) and not seen & words("leisure")
        return self.politics

    def make(self, trip: Trip, person: Person, stop: Stop, sentence: Sentence) -> Visit:
        if (
            trip.rule == "visit-noun"
            and trip.status == "occurred"
            and any(
                old.status == "planned" and old.code == stop.code and self.same(old.visitor, person)
                for old in self.by_code.get(stop.code, [])[-40:]
            )
        ):
            trip.status = "planned"
        tense = "future" if trip.status in ("planned", "cancelled") else "past"
        when = self.when(sentence, trip, stop, tense)
        visit = Visit(
            person, stop.code, stop.kind, trip.status, trip.rule, trip.sure, protocol=modality.protocol(sentence.text)
        )
        if when:
            visit.date, visit.basis = when
        visit.earlier = trip.earlier
        visit.plural = stop.kind == "region" and sentence.low[trip.trigger] in ("visits", "trips", "tours")
        visit.counterparts = [other for other in trip.counterparts if other is not person and other.name]
        visit.evidence = [sentence.where]
        if (
            trip.rule.startswith("motion")
            and sentence.low[stop.start] in ("here", "the")
            and not sentence.mark[stop.end - 1]
        ):
            naming = self.cast.latest_at if sentence.low[stop.start] == "the" else self.cast.texts[0][:2]
            visit.evidence = list(dict.fromkeys([naming, sentence.where]))
        visit.setting = modality.setting(sentence.text)
        if len(trip.stops) > 1:
            visit.tour = (*sentence.where, trip.trigger)
        return visit

    def support(self, trip: Trip, sentence: Sentence) -> None:
        """Add a sentence that goes on about a visit: its locator, its date."""
        if trip.status == "cancelled" and not self.called_off(trip, sentence):
            return
        for visit in sorted(self.visits[-40:], key=lambda visit: visit.evidence[-1], reverse=True):
            if (not trip.visitors or visit.visitor in trip.visitors) and visit.evidence[-1][0] >= sentence.where[0] - 1:
                if sentence.where not in visit.evidence:
                    visit.evidence.append(sentence.where)
                if not visit.date:
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
        return not {"previously", "earlier", "once", "already"} & set(sentence.low[: trip.trigger])

    def lead(self, place: int, sentence: Sentence) -> None:
        """Name the delegation that "A will lead" or that is "led by A"."""
        for at, low in enumerate(sentence.low):
            if low not in _PARTIES or not {"lead", "leads", "led", "head", "heads", "headed", "leading"} & set(
                sentence.low[max(at - 6, 0) : at + 4]
            ):
                continue
            behind = next((k for k in range(at + 1, min(at + 5, len(sentence.low))) if sentence.low[k] == "by"), None)
            if behind is None and low != "delegation":
                continue
            leader = None
            for mention in mentions(sentence):
                if mention.kind == "group" or not (mention.role or mention.name):
                    continue
                if (behind is not None and behind < mention.start <= behind + 2) or (
                    behind is None and mention.end < at
                ):
                    leader = self.cast.person(mention, place)
                    if behind is None:
                        break
            if leader is None or (
                behind is None and not {"lead", "leads", "led", "headed", "heads"} & set(sentence.low[:at])
            ):
                continue
            for visit in reversed(self.visits[-40:]):
                if visit.visitor.kind == "group" and visit.evidence[-1][0] >= sentence.where[0] - 1:
                    leader.country = leader.country or visit.visitor.country
                    visit.visitor = leader
                    if sentence.where not in visit.evidence:
                        visit.evidence.append(sentence.where)

    def meet(self, place: int, sentence: Sentence, fresh: list[Visit]) -> None:
        """Add the people whom a visitor meets, in the sentence of the visit or after it."""
        met = list(_met(self.cast, place, sentence))
        if not met:
            return
        around = fresh or [visit for visit in self.visits[-4:] if visit.evidence[-1][0] == sentence.where[0]]
        if not around:  # the hosts of a visit told before, where its visitor stands in the sentence
            here = {id(self.cast.person(mention, place)) for mention in mentions(sentence)}
            states = {person.country for person in met} - {""}
            around = [visit for visit in self.visits[-40:] if visit.code in states and id(visit.visitor) in here][-1:]
        if not around:
            return
        codes = {visit.code for visit in around}
        for person in met:
            fitting = [visit for visit in around if person.country == visit.code] or (
                [around[-1]] if not person.country or person.country not in codes else []
            )
            if len(around) > 1 and not fresh and not any(person.country == visit.code for visit in around):
                fitting = around[-1:]
            for visit in fitting:
                if (
                    person is not visit.visitor
                    and person not in visit.counterparts
                    and person.name
                    and (person.country != visit.visitor.country or not person.country)
                    and person not in [v.visitor for v in around]
                ):
                    visit.counterparts.append(person)
                    if sentence.where not in visit.evidence:
                        visit.evidence.append(sentence.where)

    def holds(self, visit: Visit, *, sure: bool) -> bool:
        """Tell whether a row can stand: the visitor serves a state or body, and is abroad."""
        visitor = visit.visitor
        if visitor.country == visit.code or visitor.text == NAMELESS or not self.serves(visitor):
            return False
        if visitor.kind == "body":
            return True
        many = visit.rule == "attend" and visit.setting in ("multilateral", "both")
        if not (sure or many or _ABROAD.search(visitor.role)):
            return False
        own = self.cast.institutions()[visit.code] and visit.code not in _HOSTS
        return bool(visitor.country) or not own  # at home, as far as the document tells

    def finish(self) -> list[Visit]:
        """Leave out own countries that came out late, and regions whose countries are named."""
        told, self.visits, self.by_code = self.visits, [], {}
        sure = {id(visit) for visit in told if visit.visitor.country or visit.rule not in WEAK}
        codes: dict[int, set[str]] = {}
        countries = set()
        for visit in told:
            codes.setdefault(id(visit.visitor), set()).add(visit.code)
            if visit.kind != "region":
                countries.update((id(visit.visitor), where) for where in visit.evidence)
        for visit in told:
            if not visit.visitor.country and visit.visitor.official and visit.visitor.kind != "body":
                visit.visitor.country = self.cast.home(frozenset(codes[id(visit.visitor)]))
        for visit in told:
            named = visit.kind == "region" and any((id(visit.visitor), where) in countries for where in visit.evidence)
            private = (id(visit.visitor), visit.code) in self.private
            if not named and not private and self.holds(visit, sure=id(visit) in sure):
                self.merge(visit)
        for visit in self.visits:
            self.cast.name(visit.visitor, visit.evidence)
        return self.visits


_PARTIES = frozenset("delegation delegations representatives mission team envoys mediators group".split())
_ABROAD = re.compile(r"foreign|external|international|(?:secretary|director)[ -]general", re.I)
_MET = frozenset(
    "met meet meets meeting meetings talks welcomed received greeted hosted audience discussions talk"
    " consultations welcoming met".split()
)


def _met(cast: Cast, place: int, sentence: Sentence) -> list[Person]:
    """Return the named people of "met with A, B and C", "received by A"."""
    people, found = mentions(sentence), []
    for at, low in enumerate(sentence.low):
        if low not in _MET:
            continue
        reach = at + 12
        group = []
        for mention in people:
            if mention.start <= at or mention.start > reach:
                continue
            between = sentence.low[(group[-1].end if group else at + 1) : mention.start]
            if (
                not group
                and between
                and not (
                    {"with", "by"} & set(between)
                    or low in ("met", "meet", "meets", "welcomed", "received", "welcoming")
                )
            ):
                continue
            if any(
                word in ("to", "about", "where", "who", "whose", "during", "discuss", "from", "for", "at", "said")
                for word in between
            ):
                break
            group.append(mention)
            reach = mention.end + 10
        for mention in group:
            person = cast.person(mention, place)
            if person.official and person not in found:
                found.append(person)
    return found
