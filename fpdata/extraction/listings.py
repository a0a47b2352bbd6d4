"""Lists and flattened tables of visits: a heading says what they are, and each item or row is a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fpdata import edtf
from fpdata.extraction import dates, modality
from fpdata.extraction.cells import YEAR, Cell, Line, lines, said
from fpdata.extraction.headings import Heading, heading, headings, labels, ways
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import Mention
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.stays import Visit
from fpdata.extraction.verbs import ATTEND, HOSTS, MEET, MOTION, VISIT

if TYPE_CHECKING:
    from fpdata.extraction.visits import Story

__all__ = ["headings", "listed"]

_SURE = 0.85
_INTRODUCTION = 2
"""Sentences that may stand between a heading and its first item, and between two items."""
_YEAR_LINE = re.compile(r"\W*(?:year:? )?((?:1[89]|20)\d\d)\W*", re.IGNORECASE)
_NUMBERED = re.compile(r"Table \w{1,5}\.?")
_OFF = re.compile(
    r"^\W*(?:cancell?ed|postponed|called off)|\b(?:visit|trip|was|were|been) (?:cancell?ed|postponed|called off)", re.I
)
_NEVER = re.compile(
    r"^\W*(?:invited|declined|by video|via video|virtual|online)|\bdid not (?:attend|travel|go|take)", re.I
)
_AHEAD = re.compile(r"^\W*(?:planned|upcoming|expected|to be (?:held|made|confirmed)|scheduled for)\b", re.IGNORECASE)
_WENT = VISIT | MOTION.keys() | ATTEND | (MEET - {"meeting", "meetings"}) | {"held", "led", "paid", "made"}
_GAP = re.compile(r"[\s,(:\[-]{1,4}(?:in |on )?")
_LED = re.compile(r"[\W\d]{0,6}$")
_MET = frozenset("met meeting meetings talks audience consultations discussions call called received meets".split())


def listed(story: Story, places: Sequence[int]) -> dict[int, list[Visit]]:
    """Return the visits of lists and tables, by the sentence that tells of each.

    Parameters
    ----------
    story : Story
        The document, before its sentences are told.
    places : sequence of int
        What `headings` found.

    Returns
    -------
    dict of int to list of Visit
        Position of a sentence that belongs to a list to its visits; such a
        sentence tells of no other.
    """
    found: dict[int, list[Visit]] = {}
    for section in _sections(story, places):
        rows = list(Reader(story, section).visits())
        if rows:
            found |= dict.fromkeys((at for at in section.places if at not in found), [])
            for at, visit in rows:
                found[at] = [*found.get(at, []), visit]
    return found


@dataclass(slots=True)
class _Section:
    """A heading with its items."""

    head: Heading
    lines: list[tuple[Line, int]] = field(default_factory=list)
    """Rows, each with the position of the year above it, or -1."""
    items: list[tuple[int, Heading]] = field(default_factory=list)
    """Sentences of a list, each with the label that it stands under."""
    others: list[Heading] = field(default_factory=list)
    """Captions besides."""
    around: list[int] = field(default_factory=list)

    @property
    def places(self) -> list[int]:
        """Every sentence that belongs to it."""
        rows = [at for line, year in self.lines for at in (line.place, *line.notes, year) if at >= 0]
        items = [at for place, label in self.items for at in (label.place, place)]
        return sorted({self.head.place, *rows, *items})


def _sections(story: Story, places: Sequence[int]) -> Iterator[_Section]:
    """Cut the document: items behind a heading, or rows before a caption."""
    cast, done, wanted = story.cast, -1, set(places)
    pending: _Section | None = None
    for place in places:
        head = heading(cast, place)
        section = _Section(head)
        if any(token[0].isdigit() for token in cast.sentence(place).tokens[head.end + 1 :]):
            section.items.append((place, head))  # "Visits from X to Y: Minister A (2007)"
        _collect(story, section, range(place + 1, len(cast.texts)), wanted)
        if not (section.lines or section.items):
            back = _rows_before(story, place, done)
            if back:
                _collect(story, section, back, wanted)
            elif pending is not None:
                pending.others.append(head)
        if section.lines or section.items:
            if pending is not None:
                yield pending
            pending, done = section, section.places[-1]
    if pending is not None:
        yield pending


def _rows_before(story: Story, place: int, done: int) -> range:
    """Return the sentences of the table that ends right before a caption."""
    texts = story.cast.texts
    last = place - 1 if place and _NUMBERED.fullmatch(texts[place - 1][2]) else place
    first = last
    while first - 1 > done:
        start = first - 1
        while start - 1 > done and texts[start - 1][0] == texts[first - 1][0]:
            start -= 1
        if not any("|" in texts[at][2] for at in range(start, first)):
            break
        first = start
    return range(first, last)


def _collect(story: Story, section: _Section, places: range, headed: set[int]) -> None:
    """Take up rows and items until something else stands there."""
    cast, year, missed, label, last = story.cast, -1, 0, section.head, -1
    for place in places:
        text = cast.texts[place][2]
        if place in headed or missed > _INTRODUCTION:
            break
        if _YEAR_LINE.fullmatch(text):
            year, missed = place, 0
            continue
        if "|" in text or " - " in text or " \u2013 " in text or " \u2014 " in text:
            rows = lines(cast.sentence(place), place)
            if any(cell.kind in ("date", "place") for row in rows for cell in row.cells):
                section.lines += [(row, year) for row in rows]
                missed, last = 0, place
                continue
        if labels(text):
            label = heading(cast, place)
            section.items.append((place, label))
            missed, last = 0, place
        elif any(char.isdigit() for char in text) and said(cast.sentence(place).text):
            section.items.append((place, label))
            missed, last = 0, place
        elif last >= 0 and cast.texts[last][0] == cast.texts[place][0] and section.lines:
            section.lines[-1][0].notes.append(place)
        else:
            missed += 1
            section.around.append(place)


class Reader:
    """Reads the items of one section."""

    def __init__(self, story: Story, section: _Section) -> None:
        self.story, self.cast, self.section, self.head = story, story.cast, section, section.head
        goals = list(dict.fromkeys(label.goal for _, label in section.items if label.goal))
        self.goals = goals if len(goals) == 2 else []
        self.evidence = [self.where(self.head.place)]

    def where(self, place: int) -> tuple[int, int]:
        """Return the locator of a sentence."""
        return self.cast.texts[place][:2]

    def visits(self) -> Iterator[tuple[int, Visit]]:
        """Yield the position of each item and its visit."""
        self.introduce()
        for line, year in self.section.lines:
            yield from ((line.place, visit) for visit in self.row(line, year))
        for place, label in self.section.items:
            yield from ((place, visit) for visit in self.item(place, label))

    def introduce(self) -> None:
        """Find out who travels, where the heading does not say, and from where."""
        head = self.head
        if head.traveller is None and not head.incoming and self.section.lines:
            head.traveller = self.holder()
        for person in filter(None, (head.traveller, head.host)):
            if not person.country:
                offices = {other.home for other in self.section.others if other.head == person.head} - {""}
                person.country = offices.pop() if len(offices) == 1 else person.country
        head.goal = head.goal or (head.host.country if head.host else "")
        if head.incoming and not head.goal and not head.host:
            head.goal = self.venue()

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
        if any(cell.kind == "person" for line, _ in rows for cell in line.cells):
            return None
        self.evidence.append(self.where(told[0][0]))
        return people[0]

    def goer(self, place: int, cell: Cell) -> Mention | None:
        """Return whom a cell of notes begins with as doing something: "President A of Y attended the summit"."""
        s, mention = self.cast.sentence(place), cell.mention
        if mention is None or not mention.role or cell.kind == "person":
            return None
        return mention if mention.end < cell.end and s.low[mention.end] in _WENT else None

    def venue(self) -> str:
        """Return the one state whose places the items name besides those where the visitors are from."""
        senders, named = set(), []
        for place, _ in self.section.items:
            s = self.cast.sentence(place)
            for mention in mentions(s):
                senders |= {self.sender(s, mention)[0]}
        for place in range(self.head.place, self.section.places[-1] + 1):
            s = self.cast.sentence(place)
            named += [(span.code, place) for span in s.spans if span.kind in ("city", "country")]
        rest = [(code, place) for code, place in named if code not in senders]
        if len(rest) < 2 or len({code for code, _ in rest}) != 1:
            return ""
        self.evidence.append(self.where(rest[0][1]))
        return rest[0][0]

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
        status = _status(texts)
        if not status:
            return
        if not year and above >= 0 and not any(YEAR.search(s.words(cell.start, cell.end)) for cell in dated):
            year = _YEAR_LINE.fullmatch(self.cast.texts[above][2])[1]
            evidence.append(self.where(above))
        year = year or head.year
        when = [words for cell in dated for words in said(s.words(cell.start, cell.end), year)][:1]
        if not when and year and (dated or status == "cancelled"):
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
            for mention in mentions(s):
                before = s.low[max(mention.start - 5, 0) : mention.start]
                met = before[-1:] in (["with"], ["by"], ["met"]) and not _MET.isdisjoint(before)
                chained = joined >= 0 and s.low[joined : mention.start] in (["and"], [","], [",", "and"])
                if mention.kind == "person" and mention.name and (met or chained):
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

    def item(self, place: int, label: Heading) -> Iterator[Visit]:
        """Read a sentence of a list: names with the years of their visits, or days with names."""
        s = self.cast.sentence(place)
        evidence = [*self.evidence, self.where(label.place), s.where]
        turns = [turn for turn in ways(s) if place != self.head.place or turn[0] > 0]
        first = label.end if place == label.place else 0
        if label.goal or turns:
            for mention in mentions(s):
                if not (mention.name and mention.kind == "person" and mention.start > first):
                    continue
                turn = next((turn for turn in reversed(turns) if turn[0] < mention.start), (0, label.home, label.goal))
                home, goal = turn[1:]
                if goal in self.goals and not home:
                    home = self.goals[1 - self.goals.index(goal)]
                if goal:
                    yield from self.dated(s, place, mention, (home, goal), evidence)
        elif label.traveller is not None or not label.incoming:
            yield from self.placed(s, place, label, evidence)

    def dated(
        self, s: Sentence, place: int, mention: Mention, way: tuple[str, str], evidence: list[tuple[int, int]]
    ) -> Iterator[Visit]:
        """Read "Prime Minister A (1974, 1980)" and "2 June 1974: Prime Minister A, Y"."""
        sender, end = self.sender(s, mention)
        sender = sender or way[0]
        if not sender or (way[0] and sender != way[0]):
            return
        offset = s.starts[end - 1] + len(s.tokens[end - 1])
        gap = _GAP.match(s.text, offset)
        when: list[dates.DateWords] = []
        if gap is not None:
            closing = s.text.find(")", offset) if "(" in gap[0] else min(offset + 60, len(s.text))
            inner = s.text[gap.end() : max(closing, gap.end())][:200]
            when = said(inner)
            if when and ("(" not in gap[0] or not mention.role) and when[0].start > 0:
                when = []
            when = when if "(" in gap[0] else when[:1]
        if not when:
            before = s.text[: s.starts[mention.start]]
            found = said(before[-60:])
            if found and _LED.fullmatch(before[-60:], found[-1].end) and _LED.fullmatch(before[-60:][: found[-1].start]):
                when = found[-1:]
        if not when:
            return
        person = self.person(place, mention, sender)
        notes = re.split(r"[(,;]", s.text[offset : offset + 120].partition(")")[0])
        status = _status(notes)
        for words in when if status else ():
            yield from self.make(person, way[1], s, status, [words], evidence, [])

    def placed(self, s: Sentence, place: int, label: Heading, evidence: list[tuple[int, int]]) -> Iterator[Visit]:
        """Read "2-3 June 1974: Lima, Peru" of a traveller, and "Mr. A: Peru, a conference, 2 June"."""
        when = said(s.text, label.year)
        colon = s.low.index(":") if ":" in s.low[:40] else -1
        person, at = label.traveller, colon + 1
        if person is None:
            named = [m for m in mentions(s) if m.name and m.kind == "person" and m.end == colon]
            offices = [m for m in mentions(s) if m.role and m.end <= colon]
            if not named or not offices:
                return
            person = self.person(place, named[0], label.home)
            if not person.role:
                person.role, person.head, person.official = offices[0].role, offices[0].head, True
        elif not when or when[0].start > 6:
            return
        elif not 0 < colon < 12:
            at = next((k for k, start in enumerate(s.starts) if start >= when[0].end and s.tokens[k][0].isalpha()), 0)
        span = s.mark[at] if at < len(s.tokens) else None
        if span is not None and span.kind in ("country", "city") and len(when) == 1:
            behind = s.low[span.end : span.end + 1]
            if not behind or not behind[0][0].isalnum():
                yield from self.make(person, span.code, s, _status([s.text]), when, evidence, [])

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


def _status(texts: list[str]) -> str:
    """Say what became of a visit; empty where it never was one."""
    if any(_NEVER.search(text) for text in texts):
        return ""
    if any(_OFF.search(text) for text in texts):
        return "cancelled"
    return "planned" if any(_AHEAD.search(text) for text in texts) else "occurred"
