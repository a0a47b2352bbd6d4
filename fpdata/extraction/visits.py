"""Visits of a document: what its sentences tell, brought together into one row per visitor, destination and stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fpdata.extraction.cast import Cast
from fpdata.extraction.homes import Homes
from fpdata.extraction.itinerary import NAMELESS, WEAK, Trip, again
from fpdata.extraction.lexicon import Sentence, words
from fpdata.extraction.listings import headings, listed
from fpdata.extraction.origins import Origins
from fpdata.extraction.pairs import Pair, Pairs, weigh
from fpdata.extraction.parties import PARTIES
from fpdata.extraction.person import Person
from fpdata.extraction.ranks import KIN, resident
from fpdata.extraction.sequels import Sequels
from fpdata.extraction.stays import Stays, Visit
from fpdata.extraction.triggers import chosen
from fpdata.extraction.trips import Reader
from fpdata.extraction.verbs import NOUNS

__all__ = ["Story", "read", "story"]

_KEPT = 0.45
"""How likely a visit that a rule found must be."""
_ADDED = 0.5
"""How likely a visit that no rule found must be."""
_TOLD = 0.45
"""How likely one sentence alone must make a visit that no rule found."""
_VAGUE = 0.55
"""The same for a delegation, or a place that is not named."""
_STRANGER = 0.65
"""The same for one of no office, where nobody else has one either."""
_CITED = 4
"""Links that may each give a sentence to cite."""
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
    told = story(texts, published)
    visits = told.finish()
    told.forget()
    return visits


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
    told, following = chosen(texts)
    heads = headings(texts)
    result = Story(Cast(texts if told or heads else ()), published, measure)  # nothing told: nobody need be known
    lists = listed(result, heads) if heads else {}
    wanted = {*told, *following} - lists.keys()
    near = {place - step for place in told for step in (0, 1, 2)}  # who "he" is stands before
    for place in sorted(wanted | near | lists.keys()):
        for visit in lists.get(place, ()):
            result.merge(visit)
        if place >= 0 and (place in wanted or place in near):
            result.tell(place, place in wanted)
    return result


class Story(Sequels):
    """The visits of one document, while its sentences are read."""

    def __init__(self, cast: Cast, published: date | None, measure: Callable[[list[str]], Any] = weigh) -> None:
        super().__init__(cast, published)
        self.pairs = Pairs(cast, self.serves, measure)
        self.origins, self.homes = Origins(cast), Homes(cast)
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
            self.pairs.read(reader, found)
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
        """Add what a rule found, a row for each visitor and stop."""
        result: list[Visit] = []
        at_home = {(id(met), person.country) for met in trip.counterparts for person in trip.visitors}
        self.pairs.denied |= at_home  # who receives somebody does not go to him
        if trip.status == "private":  # no visit for a state, and none in the list of stops told before
            self.private |= {(id(person), stop.code) for person in trip.visitors for stop in trip.stops}
            return result
        for person in trip.visitors:
            if not self.travels(person) or (person.kind == "group" and words("leisure") & set(sentence.low)):
                self.pairs.denied |= {(id(person), stop.code) for stop in trip.stops}
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

    def holds(self, visit: Visit, *, sure: bool) -> bool:
        """Tell whether a row can stand: the visitor serves a state or body, and is abroad."""
        visitor = visit.visitor
        if visitor.country == visit.code or visitor.text == NAMELESS or not self.serves(visitor):
            return False
        if visitor.kind == "body":
            return True
        unknown = visitor.kind == "person" and not (visitor.name or visitor.country or _OF_BODY.search(visitor.role))
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
        self.complete()
        self.catch_up()
        late = {id(visit.visitor): visit.visitor for visit in self.visits if not visit.visitor.country}
        self.homes.settle([*late.values()], self.visits, {}, self.origins.without)
        for visit in self.visits:
            self.cast.name(visit.visitor, visit.evidence)
        return self.visits

    def forget(self) -> None:
        """Let go of the document: what points in circles would wait for the garbage collector, and make it slow."""
        del self.pairs, self.cast.voices

    def settle(self) -> None:
        """Leave out own countries that came out late, and regions whose countries are named."""
        told, self.visits, self.by_code = self.visits, [], {}
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
        for link in self.pairs.links:
            if link.leads:
                codes.setdefault(id(link.person), set()).add(link.stop.code)
        unknown = [person for person in people.values() if not person.country and self.serves(person)]
        self.homes.settle(unknown, told, codes, self.origins.without)
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
            if visit.kind == "region" or visit.rule == "list" or chances[id(visit)] >= _KEPT:
                visit.sure = visit.sure if visit.rule == "list" else chances.get(id(visit), visit.sure)
                self.visits.append(visit)
                self.by_code.setdefault(visit.code, []).append(visit)
        for pair in judged:
            if (
                not pair.visits
                and pair.chance >= _ADDED
                and not any(self.stands(pair, visit) for visit in self.by_code.get(pair.code, [])[-40:])
            ):
                self.propose(pair)

    def able(self, person: Person, code: str) -> bool:
        """Tell whether somebody can visit a state at all, by what the document says of him."""
        private = (id(person), code) in self.private
        settled = resident(person.role) or person.head in KIN
        return not (code == person.country or private or settled) and self.travels(person)

    def stands(self, pair: Pair, visit: Visit) -> bool:
        """Tell whether a row tells of a pair already: by the same person, a party's leader, a namesake."""
        one, other = visit.visitor, pair.person
        if Stays.same(one, other) or (one.name and other.name and one.family == other.family):
            return True
        party = other.kind == "group" and self.cast.sentence(pair.links[0][1].place).where in visit.evidence
        return party or (one.country == other.country != "" and not (one.name and other.name))

    def propose(self, pair: Pair) -> None:
        """Add a visit that its links make likely."""
        strange = pair.chance < _STRANGER and not self.serves(pair.person)
        if pair.denied or pair.best < _TOLD or strange:
            return
        vague = pair.links[0][1].form in ("implied", "office", "earlier", "dateline") or pair.person.kind == "group"
        if vague and pair.chance < _VAGUE:
            return
        for chance, link in pair.links:
            if link.form == "demonym" or link.kind == "none" or 2 * chance < pair.best:
                continue
            if words("leisure") & set(self.cast.sentence(link.place).low):
                continue  # a team's journey, as likely
            reader = Reader(self.cast, link.place)
            floor = max(link.trigger - 16, 0)
            status = reader.status(link.trigger, floor, nominal=reader.s.low[link.trigger] in NOUNS)
            if status in (None, "private"):
                continue
            self.cast.reading = link.place
            trip = Trip([pair.person], [link.stop], "weighed", status, link.trigger, [], pair.chance)
            visit = self.make(trip, pair.person, link.stop, reader.s)
            for other_chance, other in pair.links[:_CITED]:  # what other sentences tell of it
                where = self.cast.sentence(other.place).where
                if (
                    2 * other_chance >= pair.best
                    and other.form in ("country", "city", "seat")
                    and where not in visit.evidence
                ):
                    visit.evidence.append(where)
            self.visits.append(visit)
            self.by_code.setdefault(visit.code, []).append(visit)
            self.meet(link.place, reader.s, [visit])
            return


_OF_BODY = re.compile(
    r"rapporteur|high commissioner|special (?:envoy|representative)|(?:secretary|director)[ -]general", re.I
)
"""Offices of international bodies, whose holders need neither a name nor a state."""
_ABROAD = re.compile(r"foreign|external|international|(?:secretary|director)[ -]general", re.I)
