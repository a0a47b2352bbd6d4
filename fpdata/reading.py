"""Blocks sorted into running text, metadata and furniture.

Running text is told from furniture (title, byline, dates, headings, images,
author note) by form alone; a paragraph that a page break cuts in two is one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from fpdata.segmentation import BLANK, HEADING, INVISIBLE, ROW, RULE, TERMINATED, blocks, plain

__all__ = ["Furniture", "Reader"]

_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)")
_PUBLISHED_IN = re.compile(
    r"(?:this \w+ was )?(?:originally |first )?(?:published|appeared) (?:in|by|on|at) (?:the )?(.{2,120}?)\.?", re.I
)
_BYLINE = re.compile(r"(?:by|author:)\s+(.{3,120})", re.I)
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), "ymd"),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), "dmy"),  # dots: the day comes first everywhere
    (re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (\d{{4}})", re.I), "dmy"),
    (re.compile(rf"{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.I), "mdy"),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), "unclear"),
)
_DATE_LABEL = re.compile(r"(?:first |originally )?(?:published|posted|date|updated)(?: on)?:?\s+", re.I)
_INNER_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+[^\W\d_a-z]")
_HIDDEN = dict.fromkeys(map(ord, INVISIBLE))
_TITLE_WORDS, _NAME_WORDS, _CUT_WORDS, _LONG = 30, 8, 15, 1500


class Furniture(NamedTuple):
    """A stretch of the document that is no running text.

    Attributes
    ----------
    start, end : int
        Offsets into the document's text.
    kind : str
        title, author, published, publisher, heading, image, rule or note.
    """

    start: int
    end: int
    kind: str


class Reader:
    """Sorts the blocks of one text into paragraphs, furniture and metadata."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs: list[tuple[int, int]] = []
        self.furniture: list[Furniture] = []
        self.remarks: list[str] = []
        self.metadata: dict[str, str | date | None] = dict.fromkeys(("title", "author", "publisher", "published"))

    def read(self) -> None:
        """Sort the blocks."""
        running = []
        for start, end in blocks(self.text):
            block = self.text[start:end]
            if end - start > _LONG or block[0] == ROW or (running and block[0].isalnum() and "![" not in block):
                running.append((start, end))
                continue
            shown = plain(block if block.isascii() or running else block.translate(_HIDDEN))
            if RULE.fullmatch(shown) or RULE.fullmatch(block.strip()):
                self._leave_out(start, end, "rule")
            elif not _IMAGE.sub("", block).strip(BLANK):
                self._leave_out(start, end, "image")
            elif HEADING.match(block):
                title = shown.lstrip("# ") if self.metadata["title"] is None else None
                self._leave_out(start, end, "title" if title else "heading")
                self.metadata["title"] = self.metadata["title"] or title
            elif running or not self._is_metadata(start, end, shown):
                running.append((start, end))
        self._join(running)
        if not self.paragraphs:  # a snippet: what looked like a title is all there is
            kinds = ("title", "author", "note", "heading")
            kept = [part for part in self.furniture if part.kind in kinds and not HEADING.match(self.text, part.start)]
            self.furniture = sorted(set(self.furniture) - set(kept))
            self.paragraphs = [(part.start, part.end) for part in kept]

    def complete(self, stated: dict[str, str]) -> None:
        """Add what the head of a page states and its text does not."""
        for kind, value in stated.items():
            if self.metadata[kind] is None and kind == "published":
                self._is_date(value[:10] if value[4:5] == "-" else value)
            elif self.metadata[kind] is None:
                self.metadata[kind] = value

    def _leave_out(self, start: int, end: int, kind: str) -> None:
        self.furniture.append(Furniture(start, end, kind))

    def _is_metadata(self, start: int, end: int, shown: str) -> bool:
        """Tell whether a block before the running text is metadata, and take it."""
        words = len(shown.split())
        if words > _TITLE_WORDS:
            return False
        if self._is_date(shown):
            return self._take(start, end, "published", self.metadata["published"])
        publisher = _PUBLISHED_IN.fullmatch(shown)
        if publisher:
            return self._take(start, end, "publisher", self.metadata["publisher"] or publisher[1])
        byline = _BYLINE.fullmatch(shown)
        if byline and words <= _NAME_WORDS + 1:
            return self._take(start, end, "author", self.metadata["author"] or byline[1])
        if shown.endswith((".", ":", ";", "…")):
            return False
        if self.metadata["title"] is None:
            return self._take(start, end, "title", shown)
        if words <= _NAME_WORDS and not shown.endswith(("?", "!")) and self.metadata["author"] is None:
            return self._take(start, end, "author", shown)
        return False

    def _take(self, start: int, end: int, kind: str, value: str | date | None) -> bool:
        self._leave_out(start, end, kind)
        self.metadata[kind] = value
        return True

    def _is_date(self, shown: str) -> bool:
        for pattern, order in _DATES:
            found = pattern.fullmatch(_DATE_LABEL.sub("", shown, count=1))
            if found:
                names = "dmy" if order == "unclear" else order
                day = self._resolve(shown, dict(zip(names, found.groups(), strict=True)), order == "unclear")
                self.metadata["published"] = self.metadata["published"] or day
                return True
        return False

    def _resolve(self, shown: str, parts: dict[str, str], unclear: bool) -> date | None:
        month = _MONTHS.get(parts["m"].lower()[:3]) or int(parts["m"])
        day, year = int(parts["d"]), int(parts["y"])
        if unclear and month > 12:
            day, month = month, day
        elif unclear and day <= 12 and day != month:
            self.remarks.append(f"date {shown!r} reads as day/month and as month/day: left open")
            return None
        try:
            return date(year, month, day)
        except ValueError:
            self.remarks.append(f"date {shown!r} is no possible date: left open")
            return None

    def _join(self, running: list[tuple[int, int]]) -> None:
        """Make paragraphs: join what a page break cut, take headings and the author note out."""
        rest: tuple[int, int, bool] | None = None
        for start, end in running:
            if rest and self.text[start] == ROW:
                self._head_table(*rest[:2])
                rest = None
            elif rest:
                if rest[2] or plain(self.text[start : start + 50])[:1].islower():
                    start = rest[0]
                else:
                    self._leave_out(rest[0], rest[1], "heading")
            tail = self.text[max(start, end - 200) : end].rstrip()
            row = self.text[start] == ROW or (self._under_row() and self.text.startswith("Table", start))
            if row or tail[-1:] in ".!?" or TERMINATED.search(plain(tail)[-20:]):
                self.paragraphs.append((start, end))
                rest = None
            else:
                rest = (start, end, self._breaks_off(start, end))
        if rest and rest[2]:
            self.paragraphs.append(rest[:2])
        elif rest:
            self._leave_out(*rest[:2], "heading")
        last = self.paragraphs[-1][1] if self.paragraphs else len(self.text)
        self.furniture = [
            part._replace(kind="note") if part.kind == "heading" and part.start >= last else part
            for part in self.furniture
        ]

    def _head_table(self, start: int, end: int) -> None:
        """Keep what stands above a table: it says what the rows are; above a year of rows another such line."""
        above = self.furniture[-1] if self.furniture else None
        if (
            above is not None
            and above.kind == "heading"
            and self.text[start:end].strip(BLANK).isdigit()
            and not self.text[above.end : start].strip(BLANK)
            and self.text[above.start] not in "#" + ROW
        ):
            self.paragraphs.append(self.furniture.pop()[:2])
        self.paragraphs.append((start, end))

    def _under_row(self) -> bool:
        """Tell whether the last paragraph is a row of a table: a caption may follow."""
        return bool(self.paragraphs) and self.text[self.paragraphs[-1][0]] == ROW

    def _breaks_off(self, start: int, end: int) -> bool:
        """Tell a paragraph cut in a sentence from a heading: it is long or holds a whole sentence."""
        if end - start > _LONG:
            return True
        shown = plain(self.text[start:end])
        return len(shown.split()) >= _CUT_WORDS or bool(_INNER_STOP.search(shown))
