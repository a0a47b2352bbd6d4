"""Errors that fpdata raises; each says where, what was found and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["CorpusError", "DocumentError", "Problem", "SchemaError", "printable"]


class CorpusError(ValueError):
    """A corpus or one of its parts cannot be used as asked."""


class DocumentError(ValueError):
    """A document cannot be read."""


class Problem(NamedTuple):
    """One thing that is wrong with a data package.

    Attributes
    ----------
    file : str
        File, or table of a corpus in memory.
    row : int or None
        Row as a spreadsheet counts it: the header is row 1.
    column : str or None
        Column, if the problem has one.
    value : str or None
        What was found.
    expected : str
        What was expected instead.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    expected: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {_short(self.column)[1:-1]}"
        found = "" if self.value is None else f"found {_short(self.value)}, "
        return f"{place}: {found}expected {self.expected}"


def _short(value: str, limit: int = 80) -> str:
    shown = ascii(value) if any(not char.isprintable() for char in value) else repr(value)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


class SchemaError(CorpusError):
    """A data package breaks the schema; every problem is listed, one a line.

    Attributes
    ----------
    problems : list of Problem
        Sorted by file, row and column.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.file, p.row or 0, p.column or "", p.value or ""))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple:
        return type(self), (self.problems,)


def printable(text: str) -> str:
    """Keep text from data from steering a terminal: what is no printable character is written out."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
