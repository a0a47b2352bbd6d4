"""Who stands around a visit: the leader of a delegation, the hosts whom the visitor meets."""

from __future__ import annotations

from fpdata.extraction.cast import Cast
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.stays import Visit
from fpdata.extraction.timing import Timing

__all__ = ["PARTIES", "Parties"]

PARTIES = frozenset("delegation delegations representatives mission team envoys mediators group".split())


class Parties(Timing):
    """Adds people to the visits told."""

    cast: Cast

    def lead(self, place: int, sentence: Sentence) -> None:
        """Name the delegation that "A will lead" or that is "led by A"."""
        for at, low in enumerate(sentence.low):
            if low not in PARTIES or not {"lead", "leads", "led", "head", "heads", "headed", "leading"} & set(
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
