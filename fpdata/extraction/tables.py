"""Rows of tables of visits: who, where and when by the cells of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fpdata.extraction import dates, modality
from fpdata.extraction.cells import YEAR, Cell, Line, said
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import Mention
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.sections import YEAR_LINE, Section
from fpdata.extraction.stays import Visit
from fpdata.extraction.verbs import ATTEND, MEET, MOTION, VISIT

if TYPE_CHECKING:
    from fpdata.extraction.visits import Story

__all__ = ["Tables", "outcome"]

_SURE = 0.85
_OFF = re.compile(
    r"^\W*(?:cancell?ed|postponed|called off)|\b(?:visit|trip|was|were|been) (?:cancell?ed|postponed|called off)", re.I
)
_NEVER = re.compile(
    r"^\W*(?:invited|declined|by video|via video|virtual|online)|\bdid not (?:attend|travel|go|take)", re.I
)
_AHEAD = re.compile(r"^\W*(?:planned|upcoming|expected|to be (?:held|made|confirmed)|scheduled for)\b", re.IGNORECASE)
_WENT = VISIT | MOTION.keys() | ATTEND | (MEET - {"meeting", "meetings"}) | {"held", "led", "paid", "made"}
_MET = frozenset("met meeting meetings talks audience consultations discussions call called received meets".split())
_OFFICIAL = frozenset("state official heads presidential ministerial high-level royal".split())
"""Words of a heading by which those whom rows name are officials, be their offices told or not."""


class Tables:
    """Reads the rows of one section."""

    def __init__(self, story: Story, section: Section) -> None:
        self.story, self.cast, self.section, self.head = story, story.cast, section, section.head
        goals = list(dict.fromkeys(label.goal for _, label in section.items if label.goal))
        self.goals = goals if len(goals) == 2 else []
        self.evidence = [self.where(self.head.place)]

    def where(self, place: int) -> tuple[int, int]:
        """Return the locator of a sentence."""
        return self.cast.texts[place][:2]

    def holder(self) -> Person | None:
        """Return the one official whom a line beside a table names, or a row as its traveller."""
        rows = self.section.lines
        beside = [*self.section.around, *range(rows[-1][0].place + 1, min(rows[-1][0].place + 3, len(self.cast.texts)))]
        told = [(at, m) for at in beside for m in mentions(self.cast.sentence(at)) if m.name and m.role and m.country]
        if not told:
            told = [(line.place, m) for line, _ in rows for cell in line.cells if (m := self.goer(line.place, cell))]
        people = list(dict.fromkeys(self.cast.person(mention, at) for at, mention in told))
        if len(people) != 1 or (self.head.home and people[0].country not in ("", self.head.home)):
            return None
        if any(cell.kind == "person" and cell.mention.role for line, _ in rows for cell in line.cells):
            return None
        self.evidence.append(self.where(told[0][0]))
        return people[0]

    def goer(self, place: int, cell: Cell) -> Mention | None:
        """Return whom a cell of notes begins with as doing something: "President A of Y attended the summit"."""
        s, mention = self.cast.sentence(place), cell.mention
        if mention is None or not mention.role or cell.kind == "person":
            return None
        return mention if mention.end < cell.end and s.low[mention.end] in _WENT else None

    @staticmethod
    def sender(s: Sentence, mention: Mention) -> tuple[str, int]:
        """Return the state of a visitor, behind his name too, and the end of both: "President A, Y"."""
        if mention.country or s.low[mention.end : mention.end + 1] not in ([","], ["("]):
            return mention.country, mention.end
        span = s.mark[mention.end + 1] if mention.end + 1 < len(s.tokens) else None
        return (span.code, span.end) if span is not None and span.kind == "country" else ("", mention.end)

    def row(self, line: Line, above: int) -> Iterator[Visit]:
        """Read one row of a table."""
        s, head = self.cast.sentence(line.place), self.head
        year = next((s.tokens[cell.start] for cell in line.cells if cell.kind == "year"), "")
        evidence = [*self.evidence, s.where]
        dated = [cell for cell in line.cells if cell.kind == "date"]
        texts = [s.words(cell.start, cell.end) for cell in line.cells if cell.kind in ("text", "person")]
        status = outcome(texts)
        if not status:
            return
        if not year and above >= 0 and not any(YEAR.search(s.words(cell.start, cell.end)) for cell in dated):
            year = YEAR_LINE.match(self.cast.texts[above][2])[1]
            evidence.append(self.where(above))
        known, year = year, year or head.year
        when = [words for cell in dated for words in said(s.words(cell.start, cell.end), year)][:1]
        if not when and (known or (year and status == "cancelled")):
            when = said(year)
        if not when and status != "cancelled":
            return
        people = [cell for cell in line.cells if cell.kind == "person"]
        codes = self.codes(line)
        if head.incoming:
            people = people[:1] or [cell for cell in line.cells if cell.mention and cell.mention.role][:1]
            for cell in people:
                sender = self.sender(s, cell.mention)[0] or (codes[0] if len(codes) == 1 else "")
                person = self.person(line.place, cell.mention, sender or head.home)
                if person.country and not _OFFICIAL.isdisjoint(self.cast.sentence(head.place).low[: head.end]):
                    person.official = True
                yield from self.make(person, head.goal, s, status, when, evidence, [head.host] if head.host else [])
            return
        person = head.traveller
        if person is None and people:
            person = self.person(line.place, people[0].mention, head.home)
            behind = [m for m in mentions(s) if people[0].mention.end <= m.start and m.end <= people[0].end and m.role]
            if behind and not person.role:
                office = max(behind, key=lambda m: len(m.role))
                person.role, person.head, person.official = office.role, office.head, True
        met = self.met(line, person) if person is not None and len(codes) == 1 else []
        for code in codes:
            yield from self.make(person, code, s, status, when, evidence, met)

    @staticmethod
    def codes(line: Line) -> list[str]:
        """Return where a row goes: its first cell of countries, else of cities."""
        cells = [cell for cell in line.cells if cell.kind == "place"]
        return cells[0].codes if cells else []

    def met(self, line: Line, person: Person) -> list[Person]:
        """Return whom the notes of a row name as met."""
        found = []
        for place in (line.place, *line.notes):
            s, joined = self.cast.sentence(place), -1
            first, last = (line.cells[0].start, line.cells[-1].end) if place == line.place else (0, len(s.tokens))
            for mention in mentions(s):
                if not first <= mention.start < last:
                    continue
                before = s.low[max(mention.start - 5, 0) : mention.start]
                met = before[-1:] in (["with"], ["by"], ["met"]) and not _MET.isdisjoint(before)
                met = met or s.low[mention.start] == "met"  # "Met President A": read as if an office of weather
                chained = joined >= 0 and s.low[joined : mention.start] in (["and"], [","], [",", "and"])
                if mention.kind != "group" and mention.name and (met or chained):
                    other = self.cast.person(mention, place)
                    joined = mention.end
                    if other is not person and not (other.country and other.country == person.country):
                        found.append(other)
        return found

    def person(self, place: int, mention: Mention, country: str) -> Person:
        """Return a visitor whom an item names."""
        person = self.cast.person(mention, place)
        person.country = person.country or country
        return person

    def make(
        self,
        person: Person | None,
        code: str,
        s: Sentence,
        status: str,
        when: list[dates.DateWords],
        evidence: list[tuple[int, int]],
        met: list[Person],
    ) -> Iterator[Visit]:
        """Make a visit of what an item says, if it says who and where."""
        if person is None or not code or not status or code == person.country or not person.official:
            return
        tense = "past" if status == "occurred" else "future"
        found = dates.resolve(when[0], self.story.published, tense) if when else None
        if when and found is None:
            return
        if found and status == "occurred" and self.story.gone(found[0], status):
            status = "planned"
        visit = Visit(person, code, "country", status, "list", _SURE, protocol=modality.protocol(s.text))
        if found:
            visit.date, visit.basis = found
        visit.counterparts = [other for other in met if other is not person and other.name]
        visit.evidence = sorted(set(evidence))
        visit.setting = modality.setting(s.text)
        yield visit


def outcome(texts: list[str]) -> str:
    """Say what became of a visit; empty where it never was one."""
    if any(_NEVER.search(text) for text in texts):
        return ""
    if any(_OFF.search(text) for text in texts):
        return "cancelled"
    return "planned" if any(_AHEAD.search(text) for text in texts) else "occurred"
