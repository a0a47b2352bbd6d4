"""Rows of a flattened table: the cells of a line, what each holds, and the dates in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from fpdata.extraction import dates
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import Mention
from fpdata.extraction.people import mentions

__all__ = ["YEAR", "Cell", "Line", "lines", "said"]

YEAR = re.compile(r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d%])(?!,\d{3})")
_PLACES = ("country", "city", "seat")
_BETWEEN = frozenset(", and & the ( ) / ;".split())
_FILLER = re.compile(r"\W|\b(?:from|to|on|in|of|c|ca)\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\w{1,3}\]")
_TITLE = frozenset("rt hon mr mrs ms dr sir dame h.e the right honourable honorable".split())


@dataclass(slots=True)
class Cell:
    """One cell, as tokens of a sentence.

    Attributes
    ----------
    start, end : int
        Its tokens.
    kind : str
        number, year, date, place, person or text.
    codes : list of str
        ISO3 of the places of a place cell: its countries, else the countries of its cities.
    mention : Mention or None
        Of a person cell whom it names.
    """

    start: int
    end: int
    kind: str = "text"
    codes: list[str] = field(default_factory=list)
    mention: Mention | None = None


@dataclass(slots=True)
class Line:
    """One row of a table.

    Attributes
    ----------
    place : int
        Its sentence.
    cells : list of Cell
        Those that hold something.
    notes : list of int
        Sentences behind it that go on with its last cell.
    """

    place: int
    cells: list[Cell]
    notes: list[int] = field(default_factory=list)


def lines(s: Sentence, place: int) -> list[Line]:
    """Cut a sentence into the rows and cells that pipes, or dashes between blanks, set apart.

    Parameters
    ----------
    s : Sentence
    place : int
        Its position in the document.

    Returns
    -------
    list of Line
        Empty where it has no two such marks.
    """
    marks = [at for at, word in enumerate(s.tokens) if word == "|"]
    if len(marks) < 2:
        marks = _dashes(s)
        if len(marks) < 2:
            return []
    found = []
    edges = _starts(s, marks)
    for first, last in zip(edges, [*edges[1:], len(s.tokens)], strict=True):
        inside = [at for at in marks if first <= at < last]
        bounds = zip([first, *(at + 1 for at in inside)], [*inside, last], strict=True)
        cells = [_cell(s, start, end) for start, end in bounds if any(t[0].isalnum() for t in s.tokens[start:end])]
        if len(cells) > 1:
            found.append(Line(place, cells))
    return found


def _starts(s: Sentence, marks: list[int]) -> list[int]:
    """Return where rows begin that were run together: at a number or year behind a full row."""
    if s.tokens[marks[0]] != "|" or marks[0] == 0 or not s.tokens[marks[0] - 1].isdigit():
        return [0]
    dated = [span for words in dates.find(s.text) for span in [(words.start, words.end)]]
    found, last = [0], 0
    for count, at in enumerate(marks[1:], 1):
        before = at - 1
        inside = any(start <= s.starts[before] < end for start, end in dated)
        if count - last < 3 or not s.tokens[before].isdigit() or s.tokens[before - 1] == "|" or inside:
            continue
        if len(s.tokens[before]) == len(s.tokens[marks[0] - 1]) or len(s.tokens[before]) < 4:
            found.append(before)
            last = count
    return found


def _dashes(s: Sentence) -> list[int]:
    """Return the dashes between blanks that are in no date, where such a line begins as an item does."""
    marks = [
        at
        for at, token in enumerate(s.tokens)
        if token in ("-", "—")
        and at
        and s.text[s.starts[at] - 1] == " "
        and s.text[s.starts[at] + 1 : s.starts[at] + 2] == " "
    ]
    if len(marks) < 2:
        return []
    dated = [(words.start, words.end) for words in dates.find(s.text)]
    return [at for at in marks if not any(start <= s.starts[at] < end for start, end in dated)]


def _cell(s: Sentence, start: int, end: int) -> Cell:
    while start < end - 1 and not s.tokens[start][0].isalnum():
        start += 1
    if (
        start + 3 < end
        and YEAR.fullmatch(s.tokens[start])
        and s.tokens[start + 1].isdigit()
        and s.tokens[start + 2] == "."
    ):
        start += 1  # the year above the items
    if start + 2 < end and s.tokens[start].isdigit() and s.tokens[start + 1] in (".", ")"):
        start += 2  # the number of an item
    while end - 1 > start and s.tokens[end - 1] in (".", ",", ";", "-", "—", "*"):
        end -= 1
    cell, text = Cell(start, end), s.words(start, end)
    if _FOOTNOTE.search(text):
        text = _FOOTNOTE.sub("", text).strip()
    if end - start == 1 and s.tokens[start].isdigit():
        cell.kind = "year" if YEAR.fullmatch(text) else "number"
        return cell
    if any(words.start < len(text) for words in said(text, "2000")) and _bare(text):
        cell.kind = "date"
        return cell
    spans = list(dict.fromkeys(span for span in s.mark[start:end] if span is not None))
    rest = [low for low, span in zip(s.low[start:end], s.mark[start:end], strict=True) if span is None]
    if spans and all(span.kind in _PLACES for span in spans) and _BETWEEN.issuperset(rest):
        cell.kind = "place"
        states = [span.code for span in spans if span.kind == "country"]
        cell.codes = list(dict.fromkeys(states or [span.code for span in spans]))
        return cell
    people = mentions(s)
    at = bisect_left(people, start, key=lambda mention: mention.start)
    while at < len(people) and people[at].end <= end and not people[at].name:
        at += 1
    cell.mention = people[at] if at < len(people) and people[at].end <= end else None
    if cell.mention is not None:
        before = s.low[start : cell.mention.start]
        if cell.mention.kind != "person" or not {low.strip(".") for low in before} <= _TITLE:
            cell.mention = None
        elif (cell.mention.role or " " in cell.mention.name) and _ends(s, cell.mention, end):
            cell.kind = "person"
    return cell


def _ends(s: Sentence, mention: Mention, end: int) -> bool:
    """Tell whether a cell holds a person and no more than his offices."""
    at, people = mention.end, mentions(s)
    while at < end:
        place = bisect_left(people, at, key=lambda other: other.start)
        behind = people[place] if place < len(people) else None
        if behind is None or behind.start > at + 1 or behind.end > end or not behind.role:
            return s.tokens[at] in (",", "(")
        at = behind.end
    return True


def _bare(text: str) -> bool:
    """Tell whether a cell says nothing but when."""
    found = dates.find(text if YEAR.search(text) else f"{text} 2000")
    rest = text
    for words in reversed(found):
        rest = rest[: words.start] + rest[words.end :]
    return len(_FILLER.sub("", rest)) <= 2


def said(text: str, year: str = "") -> list[dates.DateWords]:
    """Return the dates of a cell or of brackets, a year for itself included.

    Parameters
    ----------
    text : str
        With dashes in ASCII.
    year : str
        What a day without a year belongs to; empty where nothing says.

    Returns
    -------
    list of DateWords
        In order.

    Examples
    --------
    >>> [dates.resolve(words, None)[0] for words in said("May 1998, 2006")]
    ['1998-05', '2006']
    >>> [dates.resolve(words, None)[0] for words in said("2-3 June", "2012")]
    ['2012-06-02/2012-06-03']
    """
    if year and not YEAR.search(text):
        text = f"{text.rstrip(' .,;')} {year}"
    found = [words for words in dates.find(text) if _dated(words)]
    for match in YEAR.finditer(text):
        if not any(words.start <= match.start() < words.end for words in found):
            found.append(dates.DateWords(match.start(), match.end(), (("yH", match[0]),), ""))
    return sorted(found)


def _dated(words: dates.DateWords) -> bool:
    """Tell a day, month or year from "last week"."""
    return any(name in ("iso", "part", "season") or (len(name) == 2 and name[0] in "dmy") for name, _ in words.parts)
