"""Headings with the rows and items that stand under them, or over a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fpdata.extraction.cast import Cast
from fpdata.extraction.cells import Line, lines, said
from fpdata.extraction.headings import Heading, heading, labels

__all__ = ["YEAR_LINE", "Section", "sections"]

_INTRODUCTION = 2
"""Sentences that may stand between a heading and its first item, and between two items."""
YEAR_LINE = re.compile(r"\W*(?:[Yy]ear:? )?((?:1[89]|20)\d\d)(?:\W*$|\s+(?=\d{1,3}[.)](?:\s|$)|[A-Z]))")
"""A year above items, or before the first of them."""
_NUMBERED = re.compile(r"Table \w{1,5}\.?")


@dataclass(slots=True)
class Section:
    """A heading with its items."""

    head: Heading
    captions: list[Heading]
    """Headings of the document that nothing stands under."""
    lines: list[tuple[Line, int]] = field(default_factory=list)
    """Rows, each with the position of the year above it, or -1."""
    items: list[tuple[int, Heading]] = field(default_factory=list)
    """Sentences of a list, each with the label that it stands under."""
    around: list[int] = field(default_factory=list)

    @property
    def places(self) -> list[int]:
        """Every sentence that belongs to it."""
        rows = [at for line, year in self.lines for at in (line.place, *line.notes, year) if at >= 0]
        items = [at for place, label in self.items for at in (label.place, place)]
        return sorted({self.head.place, *rows, *items})


def sections(cast: Cast, places: Sequence[int]) -> list[Section]:
    """Cut a document: items behind a heading, or rows before a caption.

    Parameters
    ----------
    cast : Cast
        The people of the document.
    places : sequence of int
        What `fpdata.extraction.headings.headings` found.

    Returns
    -------
    list of Section
        In order, each with rows or items.
    """
    done, wanted = -1, set(places)
    found: list[Section] = []
    captions: list[Heading] = []
    for place in places:
        head = heading(cast, place)
        section = Section(head, captions)
        if any(token[0].isdigit() for token in cast.sentence(place).tokens[head.end + 1 :]):
            section.items.append((place, head))  # "Visits from X to Y: Minister A (2007)"
        _collect(cast, section, range(place + 1, len(cast.texts)), wanted)
        if not (section.lines or section.items):
            back = _rows_before(cast, place, done)
            if back:
                _collect(cast, section, back, wanted)
        if section.lines or section.items:
            found.append(section)
            done = section.places[-1]
        else:
            captions.append(head)
    return found


def _rows_before(cast: Cast, place: int, done: int) -> range:
    """Return the sentences of the table that ends right before a caption."""
    texts = cast.texts
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


def _collect(cast: Cast, section: Section, places: range, headed: set[int]) -> None:
    """Take up rows and items until something else stands there."""
    year, missed, label, last = -1, 0, section.head, -1
    for place in places:
        text = cast.texts[place][2]
        if place in headed or missed > _INTRODUCTION:
            break
        if (above := YEAR_LINE.match(text)) is not None and "|" not in text:
            year, missed = place, 0
            if above.end() == len(text):
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
