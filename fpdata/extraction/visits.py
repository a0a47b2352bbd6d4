"""Visits of a document: what its sentences tell, brought together into one row per visitor, destination and stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fpdata.extraction import modality
from fpdata.extraction.cast import Cast
from fpdata.extraction.itinerary import NAMELESS, WEAK, Trip, again
from fpdata.extraction.lexicon import Sentence, words
from fpdata.extraction.origins import Origins
from fpdata.extraction.pairs import Pair, Pairs, weigh
from fpdata.extraction.parties import PARTIES, Parties
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop
from fpdata.extraction.plurals import PLURALS
from fpdata.extraction.ranks import KIN, resident
from fpdata.extraction.stays import Stays, Visit
from fpdata.extraction.triggers import chosen
from fpdata.extraction.trips import Reader
from fpdata.extraction.verbs import NOUNS

__all__ = ["Story", "read", "story"]

_KEPT = 0.2
"""How likely a visit that a rule found must be."""
_ADDED = 0.45
"""How likely a visit that no rule found must be."""
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
    return story(texts, published).finish()


def story(
    texts: Sequence[tuple[int, int, str]], published: date | None, measure: Callable[[list[str]], Any] = weigh
) -> Story:
    """Read a document, up to what is made of it.

    Parameters
    ----------
    texts, published
        As in `read`.
    measure : callable
        What `fpdata.extraction.pairs.Pairs` takes.

    Returns
    -------
    Story
        Whose ``finish`` gives the visits.
    """
    result = Story(Cast(texts), published, measure)
    told, following = chosen(texts)
    wanted = {*told, *following}
    near = {place - step for place in told for step in (0, 1, 2)}  # who "he" is stands before
    for place in sorted(wanted | near):
        if place >= 0 and (place in wanted or place in near):
            result.tell(place, place in wanted)
    return result


class Story(Parties):
    """The visits of one document, while its sentences are read."""

    def __init__(self, cast: Cast, published: date | None, measure: Callable[[list[str]], Any] = weigh) -> None:
        super().__init__(cast, published)
        self.pairs = Pairs(cast, self.serves, measure)
        self.origins = Origins(cast)
        self.politics: bool | None = None
        self.receiving: frozenset[str] = frozenset()
        """States that somebody known to be from abroad visits: their institutions speak as hosts."""
        self.private: set[tuple[int, str]] = set()

    def tell(self, place: int, triggered: bool) -> None:
        """Take in a sentence."""
        sentence = self.cast.sentence(place)
        self.cast.reading = place
        if triggered:
            fresh: list[Visit] = []
            self.cast.read(place)
            reader = Reader(self.cast, place)
            found = reader.trips()
            self.pairs.read(reader)
            self.origins.read(reader)
            for trip in found:
                if trip.rule == "during":
                    self.support(trip, sentence)
                else:
                    fresh += self.add(trip, sentence)
            if not PARTIES.isdisjoint(sentence.low):
                self.lead(place, sentence)
            self.meet(place, sentence, fresh)
            if not fresh:
                self.date(place, sentence)
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
                if trip.status == "occurred" and len(trip.stops) == 1:
                    last = sentence.starts[stop.end - 1] + len(sentence.tokens[stop.end - 1])
                    for when in again(sentence.text[last : last + 200]):
                        other = replace(visit, date=when, basis="stated", counterparts=[], evidence=[sentence.where])
                        result.append(self.merge(other))
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

    def naming(self, sentence: Sentence, stop: Stop) -> list[tuple[int, int]]:
        """Return the sentence that names a place which another only points at."""
        opening, place = self.cast.texts[0][:2], self.cast.reading
        if sentence.low[stop.start] == "here" and self.cast.dateline() == stop.code:
            return [opening]
        if self.cast.latest == stop.code:
            return [self.cast.latest_at]
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

    def holds(self, visit: Visit, *, sure: bool) -> bool:
        """Tell whether a row can stand: the visitor serves a state or body, and is abroad."""
        visitor = visit.visitor
        if visitor.country == visit.code or visitor.text == NAMELESS or not self.serves(visitor):
            return False
        if visitor.kind == "body":
            return True
        unknown = visitor.kind == "person" and not (visitor.name or visitor.country)
        if unknown and visit.rule == "visit-noun" and len(visit.evidence) == 1:
            return False  # neither name nor state, and told of once, in passing
        many = visit.rule == "attend" and visit.setting in ("multilateral", "both")
        if not (sure or many or _ABROAD.search(visitor.role)):
            return False
        travel = visit.rule.startswith("motion") or visit.rule == "visit-verb"
        own = self.cast.institutions()[visit.code] and visit.code not in _HOSTS | (self.receiving if travel else set())
        return bool(visitor.country) or not own  # at home, as far as the document tells

    def finish(self) -> list[Visit]:
        """Return the visits that rules and weights bear out."""
        self.settle()
        if self.pairs.links or self.visits:
            self.weigh()
        for visit in self.visits:
            self.cast.name(visit.visitor, visit.evidence)
        return self.visits

    def settle(self) -> None:
        """Leave out own countries that came out late, and regions whose countries are named."""
        told, self.visits, self.by_code = self.visits, [], {}
        goals = frozenset(visit.code for visit in told)
        sure = {id(visit) for visit in told if visit.visitor.country or visit.rule not in WEAK}
        self.receiving = frozenset(visit.code for visit in told if visit.visitor.country not in ("", visit.code))
        people = {id(link.person): link.person for link in self.pairs.links}
        people |= {id(visit.visitor): visit.visitor for visit in told}
        self.origins.settle(told, people.values())
        codes: dict[int, set[str]] = {}
        countries = set()
        for visit in told:
            codes.setdefault(id(visit.visitor), set()).add(visit.code)
            if visit.kind != "region":
                countries.update((id(visit.visitor), where) for where in visit.evidence)
        homeless = {visit.code for visit in told if not visit.visitor.country}
        met: dict[int, set[str]] = {}
        for visit in told:
            met.setdefault(id(visit.visitor), set()).update(person.country for person in visit.counterparts)
        for link in self.pairs.links:
            if link.leads:
                codes.setdefault(id(link.person), set()).add(link.stop.code)
        filed = self.cast.dateline()
        for key, person in people.items():
            if person.country or person.kind == "body" or not self.serves(person):
                continue
            if person.role and person.name and filed not in codes.get(key, set()) and not resident(person.role):
                person.country = filed
            if not person.country and key in met:
                barred = codes.get(key, set()) | met[key] | homeless
                country = self.cast.home(frozenset(barred), goals)
                person.country = country if country not in self.origins.without(person) else ""
        for visit in told:
            named = visit.kind == "region" and any((id(visit.visitor), where) in countries for where in visit.evidence)
            private = (id(visit.visitor), visit.code) in self.private
            if not named and not private and self.holds(visit, sure=id(visit) in sure):
                self.merge(visit)

    def weigh(self) -> None:
        """Drop what is unlikely, and add what is likely though no rule tells of it."""
        judged = self.pairs.judged(self.visits, self.able)
        chances: dict[int, float] = {}
        for pair in judged:
            for visit in pair.visits:
                chances[id(visit)] = max(chances.get(id(visit), 0.0), pair.chance)
        told, self.visits, self.by_code = self.visits, [], {}
        for visit in told:
            if visit.kind == "region" or chances[id(visit)] >= _KEPT:
                visit.sure = chances.get(id(visit), visit.sure)
                self.visits.append(visit)
                self.by_code.setdefault(visit.code, []).append(visit)
        for pair in judged:
            if (
                not pair.visits
                and pair.chance >= _ADDED
                and not any(self.stands(pair, visit) for visit in self.by_code.get(pair.code, []))
            ):
                self.propose(pair)

    def able(self, person: Person, code: str) -> bool:
        """Tell whether somebody can visit a state at all, by what the document says of him."""
        private = (id(person), code) in self.private
        settled = resident(person.role) or person.head in KIN
        return not (code == person.country or private or settled) and self.travels(person)

    @staticmethod
    def stands(pair: Pair, visit: Visit) -> bool:
        """Tell whether a row tells of a pair already: by the same person, or by one of two of a state that has no name."""
        same, one, other = Stays.same(visit.visitor, pair.person), visit.visitor, pair.person
        return same or (one.country == other.country != "" and not (one.name and other.name))

    def propose(self, pair: Pair) -> None:
        """Add a visit that its links make likely."""
        for _, link in pair.links:
            reader = Reader(self.cast, link.place)
            floor = max(link.trigger - 16, 0)
            status = reader.status(link.trigger, floor, nominal=reader.s.low[link.trigger] in NOUNS)
            if status in (None, "private"):
                continue
            self.cast.reading = link.place
            trip = Trip([pair.person], [link.stop], "weighed", status, link.trigger, [], pair.chance)
            visit = self.make(trip, pair.person, link.stop, reader.s)
            self.visits.append(visit)
            self.by_code.setdefault(visit.code, []).append(visit)
            self.meet(link.place, reader.s, [visit])
            return


_ABROAD = re.compile(r"foreign|external|international|(?:secretary|director)[ -]general", re.I)
