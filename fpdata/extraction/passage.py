"""What sentences say, for a row that cites them: names, places, dates and numbers."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from fpdata import countries, edtf
from fpdata.extraction.lexicon import implied
from fpdata.extraction.numerals import numbers, ordinals

__all__ = ["Passage"]

_MONTHS = {word: i for i, word in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn fall", 24: "winter"}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMERIC = re.compile(r"\d{4}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_SHORT_YEAR = re.compile(r"\b(\d{2})\d{2} ?[-–—/] ?(\d{2})\b")
_DECADE = re.compile(r"\b(\d{3})0s\b")
_PARTLY = re.compile(r"\b(?:mid|early|late|middle|beginning|start|end|half|first|last)\b", re.IGNORECASE)
_NEAR = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|last night|overnight|yesterday|tomorrow|now"
    r"|currently|ago|earlier|later|weekend|days?|weeks?|months?|years?|same time|since then)\b",
    re.IGNORECASE,
)
_NEAR_DAYS = 400  # "last year" and "next year" reach no farther from the day of publication
_YEARS_AWAY = re.compile(r"\byears? (?:ago|earlier|before|later|after|since)\b", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"\b(?:last|previous|next|coming|following) year\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_TITLES = frozenset(
    "the of and mr mrs ms dr sir lord lady president prime minister deputy foreign affairs secretary state king queen"
    " prince chancellor senator general ambassador pope vice".split()
)


def _folded(text: str) -> str:
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate({0x2019: "'", 0x2018: "'", 0x02BB: "'"}))
    return "".join(char for char in text if not unicodedata.combining(char)).replace("ı", "i").replace("ł", "l")


@cache
def _named(iso3: str) -> tuple[tuple[str, str, bool], ...]:
    """Return a country's names and cities: in lower case as a quick look, as written, and whether any case will do.

    Names as short as US count only as they are written.
    """
    row = _gazetteer()[iso3]
    cells = (row[column] for column in ("name", "aliases", "demonyms", "capital", "capital_aliases"))
    names = {_folded(name) for cell in cells if isinstance(cell, str) for name in cell.split("; ")}
    names |= {_folded(name) for name in _cities().get(iso3, ())}
    offices = {_folded(word) for word, code in implied().items() if code == iso3}  # those that it alone has
    return tuple(
        (name.lower(), name, any_case)
        for name, any_case in sorted({name: len(name) > 4 or name in offices for name in names | offices}.items())
    )


@cache
def _whole(name: str, any_case: bool) -> re.Pattern[str]:
    """Return a pattern of whole words for a name of the gazetteer that a text seems to have."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if any_case else 0)


@cache
def _gazetteer() -> dict[str, dict[str, Any]]:
    return countries.table().set_index("iso3").to_dict("index")


@cache
def _cities() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with files("fpdata").joinpath("data/places.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["code"], []).append(row["name"])
    return found


class Passage:
    """Sentences, ready to be asked what they say.

    Parameters
    ----------
    text : str
        The sentences that a row cites.
    published : datetime.date or None
        Day of publication, which gives a date its year and "last week" its meaning.
    whole : Passage, optional
        The document; the passage itself without it.
    """

    def __init__(self, text: str, published: date | None = None, whole: Passage | None = None) -> None:
        self.given = text
        self.published = published
        self.whole = whole or self

    @cached_property
    def text(self) -> str:
        """The sentences without accents."""
        return _folded(self.given)

    @cached_property
    def low(self) -> str:
        """The same in lower case."""
        return self.text.lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, in lower case."""
        return frozenset(_WORD.findall(self.low))

    def has_word(self, word: str) -> bool:
        """Tell whether a word stands here, or another form of it (official, officials; Mongolia, Mongolian)."""
        word = _folded(word).lower()
        if word in self.words:
            return True
        stem = word[: max(4, len(word) - 2)]
        return len(word) > 4 and any(other.startswith(stem) and len(other) - len(word) < 4 for other in self.words)

    def has_country(self, iso3: str) -> bool:
        """Tell whether a country is named: by name, alias, demonym, city or an office that it alone has."""
        return any(low in self.low and _whole(name, any_case).search(self.text) for low, name, any_case in _named(iso3))

    def has_region(self, m49: str) -> bool:
        """Tell whether a region is named, or a part of it by its adjective."""
        return all(self.has_word(word) for word in _WORD.findall(countries.label(m49)) if word.lower() not in _TITLES)

    def has_name(self, name: str) -> bool:
        """Tell whether a person or body is named: one telling word here, every capitalised one in the document."""
        words = [word for word in _WORD.findall(name) if len(word) > 1]
        telling = [word for word in words if word.lower() not in _TITLES] or words
        proper = [word for word in telling if word[0].isupper()]
        if not proper:
            return any(map(self.has_word, telling))
        absent = [word for word in proper if not self.has_word(word)]  # what stands here stands in the document too
        return len(absent) < len(proper) and all(map(self.whole.has_word, absent))

    def has_number(self, value: float) -> bool:
        """Tell whether a number is given, in digits or words, as it is or as a share in percent."""
        return any(abs(found - value) <= abs(value) * 0.01 for found in numbers(self.text))

    def has_date(self, value: str) -> bool:
        """Tell whether each day, month and year of an EDTF string is said here or follows from what is."""
        ends = [end.rstrip("?~%").split("T")[0] for end in value.split("/")]
        parts = [end.split("-") for end in ends if end not in ("", "..")]
        return all(self._stated(len(parts) > 1, *part) for part in parts) or self._relative(value)

    def _stated(self, spans: bool, year: str, month: str = "XX", day: str = "XX") -> bool:
        """Tell whether one date is said; "early", "mid" and the like give an interval the bounds of a part."""
        number = int(month) if month != "XX" else 0
        partly = spans and _PARTLY.search(self.text) is not None
        if year.endswith("X"):
            decade = year.strip("X")
            return decade in self._decades or any(str(known).startswith(decade) for known in self._years)
        near = number and self.published and abs(int(year) - self.published.year) <= 1
        if int(year) not in self._years and not near:
            return False
        if number in _SEASONS:
            return bool(self.words & set(_SEASONS[number].split()))
        if number and number not in self._months:
            return partly and not self._months and int(year) in self._years
        return day == "XX" or int(day) in self._days or (partly and _is_edge(year, month, day))

    @cached_property
    def _integers(self) -> frozenset[int]:
        return frozenset(int(digits) for digits in re.findall(r"(?<!\d)\d{1,4}(?!\d)", self.text))

    @cached_property
    def _days(self) -> frozenset[int]:
        return self._integers | ordinals(self.text)

    @cached_property
    def _months(self) -> frozenset[int]:
        named = {_MONTHS[found[:3].lower()] for found in _MONTH.findall(self.text)}
        return frozenset(named | (self._integers if _NUMERIC.search(self.text) else set()))

    @cached_property
    def _years(self) -> frozenset[int]:
        short = {int(century + year) for century, year in _SHORT_YEAR.findall(self.text)}
        return frozenset({number for number in self._integers if number > 999} | short)

    @cached_property
    def _decades(self) -> frozenset[str]:
        return frozenset(_DECADE.findall(self.text))

    def _relative(self, value: str) -> bool:
        """Tell whether words such as "last Tuesday" or "earlier this year" may mean a date, told from another one."""
        weekdays = {day for day in _WEEKDAYS if day in self.words}
        near = _NEAR.search(self.text) is not None
        found = edtf.bounds(value)
        ends = [end for end in (found.earliest, found.latest) if end]
        if not ends or not (near or weekdays):
            return False
        away = max((n for n in numbers(self.text) if n <= 100), default=0) if _YEARS_AWAY.search(self.text) else 0
        away = away or int(_NEXT_YEAR.search(self.text) is not None)
        reach = timedelta(_NEAR_DAYS + 366 * away)
        anchored = self.published and all(abs(end - self.published) <= reach for end in ends)
        if not (anchored or (self._months and all(end.year in self._years for end in ends))):
            return False
        return near or all(_WEEKDAYS[end.weekday()] in weekdays for end in ends)


def _is_edge(year: str, month: str, day: str) -> bool:
    """Tell whether a day bounds the beginning, middle or end of its month."""
    last = edtf.bounds(f"{year}-{month}").latest.day
    return int(day) in (1, 10, 11, 15, 16, 20, 21, last)
