"""Lists and flattened tables of visits: a heading says what they are, and each item or row is a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fpdata.extraction import dates
from fpdata.extraction.cells import said
from fpdata.extraction.headings import Heading, headings, ways
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import Mention
from fpdata.extraction.people import mentions
from fpdata.extraction.sections import sections
from fpdata.extraction.stays import Visit
from fpdata.extraction.tables import Tables, outcome

if TYPE_CHECKING:
    from fpdata.extraction.visits import Story

__all__ = ["headings", "listed"]

_GAP = re.compile(r"[\s,(:\[-]{1,4}(?:in |on )?")
_LED = re.compile(r"[\W\d]{0,6}$")


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
    for section in sections(story.cast, places):
        rows = list(Reader(story, section).visits())
        if rows:
            for at in section.places:
                found.setdefault(at, [])
            for at, visit in rows:
                found[at].append(visit)
    return found


class Reader(Tables):
    """Reads the items of one section."""

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
                told = [other for other in self.section.captions if other.head == person.head and other.home]
                if len({other.home for other in told}) == 1:
                    person.country = told[0].home
                    self.evidence.append(self.where(told[0].place))
        head.goal = head.goal or (head.host.country if head.host else "")
        if head.incoming and not head.goal and not head.host:
            head.goal = self.venue()

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
            if (
                found
                and _LED.fullmatch(before[-60:], found[-1].end)
                and _LED.fullmatch(before[-60:][: found[-1].start])
            ):
                when = found[-1:]
        if not when:
            return
        person = self.person(place, mention, sender)
        notes = re.split(r"[(,;]", s.text[offset : offset + 120].partition(")")[0])
        status = outcome(notes)
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
                yield from self.make(person, span.code, s, outcome([s.text]), when, evidence, [])
