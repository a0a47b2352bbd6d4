"""What a sentence adds to visits told: whom the visitor meets, and when."""

from __future__ import annotations

from datetime import date

from fpdata.extraction import dates
from fpdata.extraction.cast import Cast
from fpdata.extraction.company import Encounter, encounters
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop
from fpdata.extraction.stays import Visit
from fpdata.extraction.subjects import Subjects
from fpdata.extraction.timing import Timing

__all__ = ["Meetings"]

_THERE = frozenset(
    "arrive arrives arrived arriving landed lands attend attends attended attending participate participates"
    " participated participating take takes took hold holds held address addresses addressed".split()
)


class Meetings(Timing):
    """Adds counterparts and dates to the visits of one document."""

    def __init__(self, cast: Cast, published: date | None) -> None:
        super().__init__(published)
        self.cast = cast
        self.met: list[tuple[int, Encounter]] = []
        """All meetings, with the sentence of each."""

    def meet(self, place: int, sentence: Sentence, fresh: list[Visit]) -> None:
        """Add the people whom a visitor meets, in the sentence of the visit or after it."""
        meetings = encounters(self.cast, place)
        if not meetings:
            return
        self.met += [(place, meeting) for meeting in meetings]
        here = [self.cast.person(mention, place) for mention in mentions(sentence)]
        recent = self.recent(sentence, here)
        named = {span.code for span in sentence.spans if span.kind in ("country", "city", "seat")}
        for meeting in meetings:
            met = [person for person, _ in meeting.others]
            subjects = meeting.subjects
            rows = next(
                filter(
                    None,
                    (
                        [visit for visit in around if visit.visitor in people]
                        for people in (subjects, met)
                        for around in (fresh, recent)
                    ),
                ),
                [],
            )
            if not rows and any(self.apart(person, fresh or recent) for person in subjects):
                continue  # somebody else's meeting
            rows = rows or [visit for visit in fresh or recent if visit.visitor in here] or fresh or recent
            self.add_met(meeting, rows, sentence, named)
            for visit in rows:
                if not visit.date and visit not in fresh and len({row.code for row in rows}) == 1:
                    self.stamp(visit, sentence, meeting.at)

    def headline(self) -> Sentence | None:
        """Return the sentence before, if it is a date alone."""
        before = self.cast.reading - 1
        if before < 0 or len(self.cast.texts[before][2]) > 30 or not dates.likely(self.cast.texts[before][2]):
            return None
        sentence = self.cast.sentence(before)
        if sentence.dated is None:
            sentence.dated = dates.find(sentence.text)
        return sentence

    def preceding(self) -> list[Sentence]:
        """Return the two sentences before the one that is read, the nearest first."""
        return [self.cast.sentence(place) for place in range(self.cast.reading - 1, max(self.cast.reading - 3, -1), -1)]

    @staticmethod
    def apart(person: Person, rows: list[Visit]) -> bool:
        """Tell whether an official is surely none of the visitors of some rows."""
        if not person.role or person.kind != "person":
            return False
        if person.name or not person.country:
            return bool(person.name) or all(visit.visitor.head != person.head for visit in rows)
        return all(visit.visitor.country not in ("", person.country) for visit in rows)

    def catch_up(self) -> None:
        """Add to visits that came out late, or are told of after a meeting, whom their visitor meets."""
        rows: dict[int, list[Visit]] = {}
        for visit in self.visits:
            if visit.kind != "region":
                rows.setdefault(id(visit.visitor), []).append(visit)
        for place, meeting in self.met:
            sentence = self.cast.sentence(place)
            mine = [visit for person in meeting.subjects for visit in rows.get(id(person), ())]
            named = {span.code for span in sentence.spans if span.kind in ("country", "city", "seat")}
            there = [visit for visit in mine if visit.code in named]
            away = named - {visit.code for visit in mine} - {visit.visitor.country for visit in mine}
            near = [visit for visit in there or mine if abs(visit.evidence[0][0] - sentence.where[0]) <= 1]
            if len({visit.code for visit in near}) != 1 or (away and not there):
                continue
            known = {id(person) for visit in mine for person in visit.counterparts}
            if not any(id(person) in known for person, _ in meeting.others):
                self.add_met(meeting, near, sentence, named)

    def add_met(self, meeting: Encounter, rows: list[Visit], sentence: Sentence, named: set[str]) -> None:
        """Add the people of one meeting to the rows that it is told of."""
        others = meeting.others
        visitors = [visit.visitor for visit in rows]
        if any(person in visitors for person, _ in others):
            others = [*others, *((person, person.country) for person in meeting.subjects)]
        told = {state for _, state in others}
        for person, state in others:
            for visit in _fitting(rows, state, named, told):
                if (
                    person.name
                    and person not in visitors
                    and person not in visit.counterparts
                    and (person.country != visit.visitor.country or not person.country)
                    and (meeting.sure or person.country == visit.code)
                ):
                    visit.counterparts.append(person)
                    if sentence.where not in visit.evidence:
                        visit.evidence.append(sentence.where)

    def recent(self, sentence: Sentence, here: list[Person]) -> list[Visit]:
        """Return the visits that a sentence can go on about."""
        paragraph = [visit for visit in self.visits[-4:] if visit.evidence[-1][0] == sentence.where[0]]
        if paragraph:
            return paragraph
        states = {person.country for person in here} - {""}
        return [visit for visit in self.visits[-40:] if visit.code in states and visit.visitor in here][-1:]

    def date(self, place: int, sentence: Sentence) -> None:
        """Date a visit by a sentence after it: "She arrived at the airport on Monday"."""
        open_rows = [v for v in self.visits[-4:] if not v.date and v.evidence[-1][0] == sentence.where[0]]
        at = next((k for k, low in enumerate(sentence.low) if low in _THERE), None) if open_rows else None
        if at is None:
            return
        subjects, _ = Subjects(self.cast, place).subjects(at)
        named = {span.code for span in sentence.spans if span.kind in ("country", "city", "seat")}
        fitting = [
            visit
            for visit in open_rows
            if named <= {visit.code, visit.visitor.country}
            and any(
                person is visit.visitor or (person.kind == "group" and person.country == visit.visitor.country != "")
                for person in subjects
            )
        ]
        if len(fitting) == 1:
            self.stamp(fitting[0], sentence, at)

    def stamp(self, visit: Visit, sentence: Sentence, at: int) -> None:
        """Give a visit the date of a sentence that goes on about it."""
        stop = Stop(visit.code, visit.kind, at, at + 1)
        trip = Trip([visit.visitor], [stop], "visit-verb", visit.status, at)
        when = self.when(sentence, trip, stop, "future" if visit.status in ("planned", "cancelled") else "past")
        if when:
            visit.date, visit.basis = when
            if sentence.where not in visit.evidence:
                visit.evidence.append(sentence.where)


def _fitting(rows: list[Visit], state: str, named: set[str], told: set[str]) -> list[Visit]:
    """Return the visits on which somebody of a state is met: there, where the sentence says, or told of last."""
    rows = [visit for visit in rows if visit.kind != "region"] or rows
    there = [visit for visit in rows if visit.code == state]
    if there or len({visit.code for visit in rows}) < 2:
        return there or rows
    free = [visit for visit in rows if visit.code not in told] if not state else []
    rows = [visit for visit in rows if visit.code in named] or (free if len(free) == 1 else []) or rows
    last = max(rows, key=lambda visit: visit.evidence[-1])
    return [visit for visit in rows if visit.code == last.code]
