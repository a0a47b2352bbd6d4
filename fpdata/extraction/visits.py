"""Visits of a document: what its sentences tell, brought together into one row per visitor, destination and stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from fpdata import edtf
from fpdata.extraction import dates, modality
from fpdata.extraction.cast import Cast, Person
from fpdata.extraction.lexicon import Sentence, fold, words
from fpdata.extraction.people import PLURALS, mentions
from fpdata.extraction.places import Stop
from fpdata.extraction.triggers import chosen
from fpdata.extraction.trips import NAMELESS, WEAK, Trip, trips

__all__ = ["Visit", "ascii_key", "read", "slug"]

_NEAR, _APART = 220, 230
_OTHER_CLAUSE = re.compile(
    r";|\b(?:which|who|after|before|when|while|since|where|until|following|announced|said|told|confirmed|says|because|attacks?|invasion|independence|anniversary|victims|killed|coup|established|born|elected|election)\b|, (?:and|but|is|was) "
)
_HOSTS = frozenset("AFG LBN PSE VAT YEM".split())  # whose bodies are named as hosts more often than as one's own
_PRESENT = frozenset("begins starts makes pays visits arrives travels heads leaves departs flies kicks goes".split())
_OTHER_TRIP = re.compile(r"\b(?:visit|trip|travel|met\b|fl[ey]w\b|arriv)")


@dataclass(slots=True, eq=False)
class Visit:
    """One visit, as far as the document tells."""

    visitor: Person
    code: str
    kind: str
    status: str
    rule: str
    sure: float
    date: str = ""
    basis: str = ""
    plural: bool = False
    protocol: str = "unspecified"
    counterparts: list[Person] = field(default_factory=list)
    evidence: list[tuple[int, int]] = field(default_factory=list)
    tour: tuple[int, ...] = ()
    setting: str = "unspecified"


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
        if place >= 0 and (place in told or story.visits or place in near):
            story.tell(place, place in wanted)
    return story.finish()


class _Story:
    def __init__(self, cast: Cast, published: date | None) -> None:
        self.cast = cast
        self.published = published
        self.visits: list[Visit] = []
        self.politics: bool | None = None

    def tell(self, place: int, triggered: bool) -> None:
        sentence = self.cast.sentence(place)
        if triggered:
            fresh: list[Visit] = []
            self.cast.read(place)
            for trip in trips(self.cast, place):
                if trip.rule == "during":
                    self.support(trip, sentence)
                else:
                    fresh += self.add(trip, sentence)
            if "delegation" in sentence.low:
                self.lead(place, sentence)
            self.meet(place, sentence, fresh)
        self.cast.note(place)

    def add(self, trip: Trip, sentence: Sentence) -> list[Visit]:
        result = []
        for person in trip.visitors:
            if not self.travels(person):
                continue
            for stop in trip.stops:
                if stop.code == person.country:
                    continue
                visit = self.make(trip, person, stop, sentence)
                result.append(self.merge(visit))
        return result

    def travels(self, person: Person) -> bool:
        if person.head.split(" ")[-1] in PLURALS and not person.name and not person.country:
            return False
        if person.kind == "group":
            return bool(person.country) or bool(re.search(r"secretar|minister|mission|team|senator|lawmaker", person.text.lower())) or person.head == "delegation"
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
        if trip.rule == "visit-noun" and trip.status == "occurred" and any(
            old.status == "planned" and old.code == stop.code and self.same(old.visitor, person) for old in self.visits
        ):
            trip.status = "planned"
        tense = "future" if trip.status in ("planned", "cancelled") else "past"
        when = self.when(sentence, trip, stop, tense)
        visit = Visit(person, stop.code, stop.kind, trip.status, trip.rule, trip.sure, protocol=modality.protocol(sentence.text))
        if when:
            visit.date, visit.basis = when
        visit.plural = stop.kind == "region" and sentence.low[trip.trigger] in ("visits", "trips", "tours")
        visit.counterparts = [other for other in trip.counterparts if other is not person and other.name]
        visit.evidence = [sentence.where]
        visit.setting = modality.setting(sentence.text)
        if len(trip.stops) > 1:
            visit.tour = (*sentence.where, trip.trigger)
        return visit

    def when(self, sentence: Sentence, trip: Trip, stop: Stop, tense: str) -> tuple[str, str] | None:
        """Take the date that stands nearest to the words of the visit, in their clause."""
        text, best, found = sentence.text, None, None
        left = sentence.starts[trip.trigger]
        last = trip.stops[-1] if trip.stops else stop
        right = sentence.starts[max(last.end - 1, trip.trigger)] if last.start > trip.trigger else left
        if sentence.dated is None:
            sentence.dated = dates.find(text)
        for said in sentence.dated:
            if said.lead:
                continue
            if said.start >= left:
                between = text[min(right, said.start) : said.start]
                distance = max(said.start - right, 0)
            else:
                between = text[said.end : left]
                distance = min(left - said.end, 60) if said.start < 8 else left - said.end + 30
                if trip.status == "cancelled" or (re.search(r"\b(?:who|which)\b", text[: said.start]) and "," in between):
                    distance += _NEAR
            if said.end < left and any(
                span.kind in ("country", "city") and said.end < sentence.starts[span.start] < left for span in sentence.spans
            ):
                distance += _APART if said.start >= 8 else 0
            opens = said.start < 8 and not re.search(r"\b(?:announced|said|told|who|which)\b", between)
            distance += 0 if opens else _APART * len(_OTHER_CLAUSE.findall(between)) + 60 * len(_OTHER_TRIP.findall(between))
            if distance <= _NEAR and (best is None or distance < best):
                ahead = tense == "future" or (trip.status == "ongoing" and _PRESENT & set(sentence.low[: trip.trigger + 1]))
                resolved = dates.resolve(said, self.published, "future" if ahead else "past")
                if resolved and trip.status == "ongoing" and ahead and self.gone(resolved[0], "ongoing"):
                    trip.status = "planned"
                if resolved and not self.gone(resolved[0], trip.status):
                    best, found = distance, resolved
        if found is None and tense == "past" and re.search(r"\b[Aa](?:t|round|bout) (?:about )?the same time\b", text) and self.visits:
            return (self.visits[-1].date, "inferred") if self.visits[-1].date else None
        if found and best > 40 and re.search(r"\brecent(?:ly)?\b", text[max(left - 40, 0) : left + 20]):
            return None
        return found

    def gone(self, when: str, status: str) -> bool:
        """Tell whether a date is on the wrong side of the day of publication."""
        earliest, latest, _ = edtf.bounds(when)
        if self.published is None or earliest is None or latest is None:
            return False
        if status == "ongoing" and (self.published - latest).days > 30:
            return True
        return latest < self.published if status == "planned" else status != "cancelled" and earliest > self.published

    def merge(self, new: Visit) -> Visit:
        """Add to a visit that is told already, else keep it as another."""
        for old in reversed(self.visits):
            if old.code == new.code and self.same(old.visitor, new.visitor) and self.agree(old, new):
                if not old.visitor.name and new.visitor.name:
                    old.visitor = new.visitor
                if new.date and (not old.date or self.narrower(new.date, old.date)):
                    old.date, old.basis = new.date, new.basis
                if "cancelled" in (old.status, new.status):
                    old.status = "cancelled"
                elif old.status == "planned" and new.status != "planned" and new.date and old.date:
                    old.status = new.status
                elif new.date and not old.date:
                    old.status = new.status
                old.counterparts += [person for person in new.counterparts if person not in old.counterparts]
                old.evidence += [where for where in new.evidence if where not in old.evidence]
                old.plural = old.plural or new.plural
                old.tour = old.tour or new.tour
                if "unspecified" in (old.setting, new.setting):
                    old.setting = max(old.setting, new.setting, key=lambda setting: setting != "unspecified")
                elif old.setting != new.setting:
                    old.setting = "both"
                if old.protocol == "unspecified":
                    old.protocol = new.protocol
                if new.sure > old.sure:
                    old.sure, old.rule = new.sure, new.rule
                return old
        self.visits.append(new)
        return new

    @staticmethod
    def same(one: Person, other: Person) -> bool:
        if one is other:
            return True
        if not (one.name and other.name) and one.head and one.head == other.head and one.country == other.country != "":
            return True
        if one.kind == other.kind == "group" and not one.country and not other.country:
            return bool({*one.text.split()[1:]} & {word for word in other.text.split() if word[0].isupper()})
        if not (one.name and other.name):
            return bool(one.country) and one.country == other.country and "group" in (one.kind, other.kind)
        return one.family == other.family and (not one.country or not other.country or one.country == other.country)

    @staticmethod
    def narrower(one: str, other: str) -> bool:
        left, right = edtf.bounds(one), edtf.bounds(other)
        if None in (*left[:2], *right[:2]):
            return False
        return left.latest - left.earliest < right.latest - right.earliest

    @staticmethod
    def agree(old: Visit, new: Visit) -> bool:
        if not (old.date and new.date):
            return True
        left, right = edtf.bounds(old.date), edtf.bounds(new.date)
        return not (left.latest and right.earliest and left.latest < right.earliest) and not (
            right.latest and left.earliest and right.latest < left.earliest
        )

    def support(self, trip: Trip, sentence: Sentence) -> None:
        """Add a sentence that goes on about a visit: its locator, its date."""
        if trip.status == "cancelled" and not self.called_off(trip, sentence):
            return
        for visit in sorted(self.visits, key=lambda visit: visit.evidence[-1], reverse=True):
            if (not trip.visitors or visit.visitor in trip.visitors) and visit.evidence[-1][0] >= sentence.where[0] - 1:
                if sentence.where not in visit.evidence:
                    visit.evidence.append(sentence.where)
                if not visit.date:
                    when = self.when(sentence, trip, Stop(visit.code, visit.kind, trip.trigger, trip.trigger + 1), "past")
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
            if low != "delegation" or not {"lead", "leads", "led", "head", "heads", "headed", "leading"} & set(sentence.low[max(at - 6, 0) : at + 4]):
                continue
            behind = next((k for k in range(at + 1, min(at + 5, len(sentence.low))) if sentence.low[k] == "by"), None)
            leader = None
            for mention in mentions(sentence):
                if mention.kind == "group" or not (mention.role or mention.name):
                    continue
                if (behind is not None and behind < mention.start <= behind + 2) or (behind is None and mention.end < at):
                    leader = self.cast.person(mention, place)
                    if behind is None:
                        break
            if leader is None or behind is None and not {"lead", "leads", "led", "headed", "heads"} & set(sentence.low[:at]):
                continue
            for visit in reversed(self.visits):
                if visit.visitor.kind == "group" and visit.evidence[-1][0] >= sentence.where[0] - 1:
                    leader.country = leader.country or visit.visitor.country
                    visit.visitor = leader
                    if sentence.where not in visit.evidence:
                        visit.evidence.append(sentence.where)

    def meet(self, place: int, sentence: Sentence, fresh: list[Visit]) -> None:
        """Add the people whom a visitor meets, in the sentence of the visit or after it."""
        met = [person for person in _met(self.cast, place, sentence)]
        if not met:
            return
        around = fresh or [visit for visit in self.visits[-4:] if visit.evidence[-1][0] == sentence.where[0]]
        if not around:  # the hosts of a visit told before, where its visitor stands in the sentence
            here = {id(self.cast.person(mention, place)) for mention in mentions(sentence)}
            states = {person.country for person in met} - {""}
            around = [visit for visit in self.visits if visit.code in states and id(visit.visitor) in here][-1:]
        if not around:
            return
        codes = {visit.code for visit in around}
        for person in met:
            fitting = [visit for visit in around if person.country == visit.code] or ([around[-1]] if not person.country or person.country not in codes else [])
            if len(around) > 1 and not fresh and not any(person.country == visit.code for visit in around):
                fitting = around[-1:]
            for visit in fitting:
                if person is not visit.visitor and person not in visit.counterparts and person.name and (
                    person.country != visit.visitor.country or not person.country
                ) and person not in [v.visitor for v in around]:
                    visit.counterparts.append(person)
                    if sentence.where not in visit.evidence:
                        visit.evidence.append(sentence.where)

    def finish(self) -> list[Visit]:
        """Leave out own countries that came out late, and regions whose countries are named."""
        told, self.visits = self.visits, []
        sure = {id(visit) for visit in told if visit.visitor.country or visit.rule not in WEAK}
        for visit in told:
            if not visit.visitor.country and visit.visitor.official and visit.visitor.kind != "body":
                visit.visitor.country = self.cast.home(
                    frozenset(other.code for other in told if other.visitor is visit.visitor)
                )
        for visit in told:
            unsure = id(visit) not in sure and visit.visitor.kind != "body"
            many = visit.rule == "attend" and visit.setting in ("multilateral", "both")
            if unsure and not many and not re.search(r"foreign|external|international|(?:secretary|director)[ -]general", visit.visitor.role, re.I):
                continue
            if not visit.visitor.country and visit.visitor.kind != "body" and self.cast.institutions()[visit.code] and visit.code not in _HOSTS:
                continue  # at home, as far as the document tells
            if visit.visitor.country == visit.code or visit.visitor.text == NAMELESS or not self.serves(visit.visitor):
                continue
            if visit.kind == "region" and any(
                other.visitor is visit.visitor and other.kind != "region" and set(visit.evidence) & set(other.evidence)
                for other in told
            ):
                continue
            self.merge(visit)
        return self.visits


_MET = frozenset("met meet meets meeting meetings talks welcomed received greeted hosted audience discussions talk consultations welcoming met".split())


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
            if not group and between and not ({"with", "by"} & set(between) or low in ("met", "meet", "meets", "welcomed", "received", "welcoming")):
                continue
            if any(word in ("to", "about", "where", "who", "whose", "during", "discuss", "from", "for", "at", "said") for word in between):
                break
            group.append(mention)
            reach = mention.end + 10
        for mention in group:
            person = cast.person(mention, place)
            if person.official and person not in found:
                found.append(person)
    return found


def ascii_key(text: str) -> str:
    """Return a text as a key: lower-case ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).encode("ascii", "ignore").decode().lower()).strip("-")


def slug(person: Person) -> str:
    """Return the key of a person: the family name in ASCII letters."""
    return ascii_key(person.family)
