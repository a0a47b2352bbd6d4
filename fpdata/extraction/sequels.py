"""Sequels: dates that stand in another sentence than the visit, and belong to it all the same."""

from __future__ import annotations

import re
from bisect import bisect_left

from fpdata import edtf
from fpdata.extraction import dates
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.places import Stop
from fpdata.extraction.rows import Rows
from fpdata.extraction.stays import Visit
from fpdata.extraction.verbs import MOTION, NOUNS, VISIT

__all__ = ["Sequels"]

_BREATH = 160
_APART = re.compile(
    r"['’]s\b|;|\b(?:since|follow\w*|after|before|when|while|who|met|received|welcomed|visited|will|was|is|has|had)\b"
)
_PLACES = ("country", "city")
_MANY = 14
_AFTER = 2
"""Sentences after the last that tells of a visit in which its date is looked for."""
_EVENTS = r"summit|conference|session|forum|ceremony|congress|assembly|inauguration|funeral"
_EVENT = re.compile(rf"\b(?:{_EVENTS})\b", re.I)
_OF_IT = re.compile(
    r"\b(?P<which>[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Tt]heir)(?: [\w-]+){0,2}"
    rf" (?:(?P<visit>visit|trip|tour|mission|journey|stay)|(?P<event>{_EVENTS}))s?\b"
    r"(?: (?:to|in) (?:[A-Z][\w-]+ ?){1,3})?"
    r",? ?(?:(?:which|that) )?(?:(?:is|was|were|are|will) )?(?:be )?"
    r"(?:scheduled|due|set|planned|to take|takes? place|took place|beg[aiu]ns?|beginning|starts?|started|runs?|ran"
    r"|lasts?|lasted|carried out|held|hold|takes?|conducted|from|on|between)\b"
)
_OTHER = frozenset("last previous earlier first second third another next return follow-up latest recent".split())
_LEAVES = frozenset("leave leaves left depart departs departed leaving departing".split())
_PERIODS = frozenset("period unitX weekdayA d1 d3 d5 d7".split())
_WILL_GO = re.compile(
    r"\b(?:will|is|are|was|were|to|'re|'s|leaves?|left)\b[^;]{0,120}?"
    r"\b(?:travel\w*|visit\w*|tour|trip|on the road|leav\w*|depart\w*)\b"
)
_GOES_ON = re.compile(r"(?:He|She|They|I)\b")
_AGAIN = re.compile(r"^(?:He|She|They|The|Mr|Mrs|Ms|President|Minister|Secretary|Senator)\b")


class Sequels(Rows):
    """Dates the visits that their own sentences leave undated."""

    def complete(self) -> None:
        """Date what is told without a date, from the sentences around it."""
        for visit in self.visits:
            if visit.date or visit.kind == "region":
                continue
            first = bisect_left(self.cast.texts, visit.evidence[0], key=lambda row: row[:2])
            told = [bisect_left(self.cast.texts, where, key=lambda row: row[:2]) for where in visit.evidence]
            near = range(max(min(told) - 1, 0), min(max(told) + _AFTER + 1, len(self.cast.texts)))
            places = [place for place in near[:8] if self.cast.texts[place][0] == visit.evidence[-1][0]]
            self.shared(visit)
            for place in places:
                if not visit.date and dates.likely(self.cast.texts[place][2]):
                    self.cast.reading = place
                    self.again(visit, place)
                if not visit.date and dates.likely(self.cast.texts[place][2]):
                    self.of_it(visit, place, [self.cast.sentence(other) for other in told])
            if not visit.date and visit.status == "planned":
                self.on_tour(visit, [*range(max(first - 3, 0), first), *(place for place in places if place > first)])

    def shared(self, visit: Visit) -> None:
        """Take the date of those who go to the same place in the same sentence."""
        for other in self.by_code.get(visit.code, [])[-8:]:
            if (
                other.date
                and other.status == visit.status
                and other.rule in ("visit-noun", "visit-verb", "motion-to", "motion-in")
                and other.visitor is not visit.visitor
                and not (other.earlier or visit.earlier)
                and visit.visitor.name
            ):
                for where in other.evidence[:_AFTER]:
                    if self.beside(visit, other, self.text(where)):
                        visit.date, visit.basis = other.date, other.basis
                        visit.evidence += [where] if where not in visit.evidence else []
                        return

    @staticmethod
    def beside(one: Visit, other: Visit, text: str) -> bool:
        """Tell whether two visitors are named in one breath: "the ministers A, of X, and B, of Y"."""
        ends = sorted(text.find(visit.visitor.name.split()[-1]) for visit in (one, other) if visit.visitor.name)
        if len(ends) < 2 or ends[0] < 0:
            return False
        between = text[ends[0] : ends[1]]
        return len(between) < _BREATH and " and " in between and not _APART.search(between)

    @staticmethod
    def names(visit: Visit, text: str) -> bool:
        """Tell whether a sentence names the visitor of a visit."""
        last = visit.visitor.name.split()[-1:]
        return bool(last) and (last[0] in text or last[0].upper() in text)

    def text(self, where: tuple[int, int]) -> str:
        """Return the text of a sentence."""
        return self.cast.texts[bisect_left(self.cast.texts, where, key=lambda row: row[:2])][2]

    def again(self, visit: Visit, place: int) -> None:
        """Read a sentence of the evidence of a visit that no rule tells of: its own word of travel, its own date."""
        sentence = self.cast.sentence(place)
        if visit.rule != "weighed" or sentence.where not in visit.evidence or not self.names(visit, sentence.given):
            return
        for span in sentence.spans:
            if span.code != visit.code or span.kind not in _PLACES:
                continue
            for at in range(span.start - 1, max(span.start - 6, -1), -1):
                low = sentence.low[at]
                if low in ("that", "which", "who", "where"):
                    break
                if low in NOUNS or low in VISIT or low in MOTION:
                    self.give(visit, sentence, at, Stop(span.code, span.kind, span.start, span.end))
                    return

    def of_it(self, visit: Visit, place: int, told: list[Sentence]) -> None:
        """Read "The visit, scheduled from 14 to 16 March", "He leaves on Monday and returns on Friday"."""
        sentence = self.cast.sentence(place)
        if sentence.dated is None:
            sentence.dated = dates.find(sentence.text)
        own = {visit.code, visit.visitor.country}
        low, codes = sentence.low, {span.code for span in sentence.spans}
        if sentence.where < min(visit.evidence) and visit.code not in codes:
            return
        if sentence.dated and any(
            span.kind in _PLACES and span.code not in own and low[span.start - 1] not in _LEAVES
            for span in sentence.spans
        ):
            return
        for said in sentence.dated[:_MANY]:
            if said.lead:
                continue
            both = any(name[0] == "1" for name, _ in said.parts)
            found = next(reversed([*_OF_IT.finditer(sentence.text, max(said.start - 160, 0), said.start)]), None)
            fits = (
                found is not None
                and said.start - found.end() <= 24
                and not _OTHER & set(found[0].lower().split())
                and (found["visit"] or any(_EVENT.search(other.text) for other in told))
            )
            goes = both and _AGAIN.match(sentence.text) and re.search(r"\b(?:leav|depart|arriv)", sentence.text)
            if fits or goes:
                tense = "future" if visit.status in ("planned", "cancelled") else "past"
                when = dates.resolve(said, self.published, tense, self.told(said, sentence, tense))
                if when and not self.gone(when[0], visit.status):
                    self.put(visit, when, sentence)
                    return

    def on_tour(self, visit: Visit, places: list[int]) -> None:
        """Take the week or month of a tour that a sentence beside it tells of: "will go to the region next week"."""
        for place in places:
            if not dates.likely(self.cast.texts[place][2]):
                continue
            sentence = self.cast.sentence(place)
            if sentence.where[0] != visit.evidence[0][0] or any(
                span.kind in _PLACES
                and span.code != visit.visitor.country
                and sentence.low[span.end : span.end + 1] not in (["said"], ["says"], ["announced"])
                for span in sentence.spans
            ):
                continue
            goes_on = sentence.where > visit.evidence[0] and _GOES_ON.match(sentence.text)
            if not self.names(visit, sentence.given) and not goes_on:
                continue
            if sentence.dated is None:
                sentence.dated = dates.find(sentence.text)
            for said in sentence.dated:
                if not said.lead and _PERIODS & {name for name, _ in said.parts} and _WILL_GO.search(sentence.text):
                    when = dates.resolve(said, self.published, "future")
                    if when and not self.gone(when[0], visit.status):
                        self.put(visit, when, sentence)
                        return

    def give(self, visit: Visit, sentence: Sentence, at: int, stop: Stop) -> None:
        """Date a visit as if a rule had read it at a token."""
        trip = Trip([visit.visitor], [stop], "visit-verb", visit.status, at)
        when = self.when(sentence, trip, stop, "future" if visit.status in ("planned", "cancelled") else "past")
        if when and trip.status == visit.status:
            self.put(visit, when, sentence)

    def put(self, visit: Visit, when: tuple[str, str], sentence: Sentence) -> None:
        """Give a visit a date and the sentence that says it; no date is given that another stay of the same has."""
        bounds = edtf.bounds(when[0])
        for other in self.by_code.get(visit.code, [])[-8:]:
            if other is not visit and other.date and self.same(other.visitor, visit.visitor):
                taken = edtf.bounds(other.date)
                if (
                    taken.earliest
                    and taken.latest
                    and taken.earliest <= bounds.latest
                    and bounds.earliest <= taken.latest
                ):
                    return
        visit.date, visit.basis = when
        if sentence.where not in visit.evidence:
            visit.evidence.append(sentence.where)
