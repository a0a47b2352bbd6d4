"""Words that carry weight: tokens of a sentence, and the places, offices and organisations among them.

What is known stands in ``data/countries.csv``, ``data/places.csv`` and
``data/words.csv``; longest match first, whole words only.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from fpdata import countries

__all__ = ["Sentence", "Span", "compound", "fold", "implied", "names", "parse", "table", "words"]

_TOKEN = re.compile(
    r"[A-Za-z]++(?=[ ,])"  # most words: the first of what the rest would find too
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mrs?|Ms|Dr|St|Gen|Lt|Col|Maj|Adm|Capt|Sen|Rep|Gov|Prof|Hon|Rev|Jr|Sr|Sgt|Brig)\.(?=[\s,])"
    r"|[A-Z]\.(?=\s?[A-Z])"  # an initial
    r"|'s\b|n't\b"
    r"|(?<=[^\W\d_] )s(?= )"  # an apostrophe lost in copying: "the People s Republic"
    r"|(?:[^\W\d_]|\u0301)+(?:(?:'(?!s\b)|-)(?:[^\W\d_]|\d)+)*"
    r"|\d+(?:[.,:]\d+)*[a-z]{0,4}"
    r"|[^\w\s]"
)
_APOSTROPHES = str.maketrans("’‘ʻʼ`´“”„«»‐‑‒–―", "''''''\"\"\"\"\"----—")


_SHOUTED = re.compile(r"[^\W\d_a-z]{2,}(?:[\s.,:;/&()'-]+[^\W\d_a-z]+\b){4,}")
"""A heading in capitals, of five words or more."""
_CAPITALS = re.compile(r"[^\x00-@\[-\x7f]{2}")
"""What every heading in capitals has; a letter that is not ASCII counts as a capital."""
_SMALL = frozenset(
    "a an the of for to by in on at and or with from as his her their its given during who is was".split()
)


def _calm(shouted: re.Match[str]) -> str:
    """Write a heading as a sentence is written: "SPEECH BY THE MINISTER OF TRADE"."""
    return re.sub(r"[^\W\d_]+", _lowered, shouted[0])


def _lowered(found: re.Match[str]) -> str:
    word = found[0]
    lower = word.lower()
    if lower in _SMALL:
        return lower
    title = word[0] + lower[1:]
    acronym = (_alone(word) and not _alone(title)) or not (set("aeiouy") & set(lower) or lower in words("honorific"))
    return word if acronym or len(title) != len(word) else title


def _alone(word: str) -> bool:
    """Tell whether a word is a name by itself."""
    return any(not rest for rest, _, _ in _index().get(word, ()))


class Span(NamedTuple):
    """Tokens of a sentence that mean one thing.

    Attributes
    ----------
    start, end : int
        First token, and the one behind the last.
    kind : str
        country, city, seat, region, demonym, organisation or none.
    code : str
        ISO 3166-1 alpha-3, M49 or, for an organisation, its name.
    """

    start: int
    end: int
    kind: str
    code: str


class Sentence:
    """A sentence in tokens, with the places and organisations that it names.

    Attributes
    ----------
    where : tuple of int
        Paragraph and sentence.
    given, text : str
        As given; the same with quotes and dashes in ASCII and headings of
        capitals in small letters, so that offsets are kept.
    tokens, low : list of str
        Words and signs; the same in lower case.
    starts : list of int
        Offset of each token in `text`.
    spans : list of Span
        In order, none overlapping.
    mark : list
        For each token the Span it lies in, or None.
    """

    __slots__ = ("dated", "given", "low", "mark", "people", "spans", "starts", "text", "tokens", "where")

    def __init__(self, where: tuple[int, int], text: str) -> None:
        self.where, self.given = where, text
        self.text = text if text.isascii() else text.translate(_APOSTROPHES)
        capitals = _CAPITALS.search(self.text) is not None
        if capitals:
            self.text = _SHOUTED.sub(_calm, self.text)
        self.tokens = _TOKEN.findall(self.text)
        self.low = " ".join(self.tokens).lower().split(" ") if self.tokens else []
        if "s" in self.tokens:
            self.low = ["'s" if word == "s" else low for word, low in zip(self.tokens, self.low, strict=True)]
        self.mark: list[Span | None] = [None] * len(self.tokens)
        self.spans = list(self._find(capitals))
        for span in self.spans:
            self.mark[span.start : span.end] = [span] * (span.end - span.start)
        self.people: list | None = None
        self.dated: list | None = None

    def __getattr__(self, name: str) -> list[int]:
        """Return the offsets of the tokens, found where they are first asked for: few sentences are."""
        if name != "starts":
            raise AttributeError(name)
        starts, end, index = [], 0, self.text.index
        for token in self.tokens:
            start = index(token, end)
            starts.append(start)
            end = start + len(token)
        self.starts = starts
        return starts

    def _find(self, capitals: bool) -> Iterator[Span]:
        index, end = _index(), 0
        keys = self.tokens if self.text.isascii() else [fold(word) for word in self.tokens]
        if (capitals or keys is not self.tokens) and _LOUD.search(" ".join(keys)):
            keys = _quiet(keys)
        if "s" in self.tokens:
            keys = ["'s" if word == "s" else key for word, key in zip(self.tokens, keys, strict=True)]
        for place in [place for place, key in enumerate(keys) if key in index]:
            if place < end:
                continue
            for rest, kind, code in index[keys[place]]:
                last = place + len(rest) + 1
                if keys[place + 1 : last] == rest:
                    if kind != "none":
                        yield Span(place, last, kind, code)
                    end = last
                    break

    def words(self, start: int, end: int) -> str:
        """Return the text of some tokens as it was written."""
        if start >= end:
            return ""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.tokens[end - 1])]

    def written(self, start: int, end: int) -> str:
        """Return the text of some tokens with the apostrophes that it has: "O\u2019Neill"."""
        return self.given[self.starts[start] : self.starts[end - 1] + len(self.tokens[end - 1])] if start < end else ""

    def unmark(self, span: Span) -> None:
        """Forget a place that turned out to be part of a name."""
        self.spans.remove(span)
        self.mark[span.start : span.end] = [None] * (span.end - span.start)


def parse(where: tuple[int, int], text: str) -> Sentence:
    """Return a sentence in tokens; of an endless one the first 6,000 characters."""
    return Sentence(where, text[:_LONGEST])


_LONGEST = 6_000
_SHORT = 3
_LOUD = re.compile(r"[^\W\d_a-z]{4}")


def _quiet(keys: list[str]) -> list[str]:
    """Write words in capitals as names are written: "FOREIGN Affairs", "MINSK, March 3", "NEW ZEALAND"."""
    index = _index()
    shout = [len(key) > _SHORT and key.isalpha() and key.isupper() for key in keys]
    around = [*shout[1:], False], [False, *shout[:-1]]
    return [
        key.capitalize()
        if (loud and (key not in index or shout[max(at - 1, 0) : at + 2].count(True) == 1))
        or (len(key) == _SHORT and (before or behind) and key.isalpha() and key.isupper() and key not in index)
        else key
        for at, (key, loud, before, behind) in enumerate(zip(keys, shout, *around, strict=True))
    ]


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """Take accents off a word, case kept; its quotes and dashes become ASCII."""
    if token.isascii():
        return token
    decomposed = unicodedata.normalize("NFKD", token.translate(_APOSTROPHES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("ı", "i").replace("ł", "l")


def table(file: str) -> list[dict[str, str]]:
    """Return the rows of a file of the library's data."""
    with files("fpdata").joinpath(f"data/{file}").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def words(kind: str, value: str = "") -> frozenset[str]:
    """Return the words of one kind, all in lower case."""
    rows = [row for row in table("words.csv") if row["kind"] == kind and value in ("", row["value"])]
    return frozenset(word for row in rows for word in row["words"].split("; "))


@lru_cache(maxsize=65536)
def compound(token: str) -> bool:
    """Tell "Canada-Baltic" and "Syrian-led" from a name."""
    first, hyphen, last = token.rpartition("-")
    if not hyphen:
        return False
    ends = first.partition("-")[0], last
    return last in _LED or any(not rest and kind != "none" for end in ends for rest, kind, _ in _index().get(end, ()))


_LED = frozenset("led mediated based backed era style speaking funded sponsored wide born held".split())


@cache
def implied() -> dict[str, str]:
    """Return offices and institutions that only one state has, lower case, to its ISO3."""
    return {
        word: row["value"]
        for row in table("words.csv")
        if row["kind"] == "implied"
        for word in row["words"].split("; ")
    }


def names() -> frozenset[str]:
    """Return the names of places and the demonyms, in every spelling that a text may have."""
    found = {"US", "U.S", "Korea", "Congo", "America"}
    for row in table("countries.csv"):
        for column in ("name", "aliases", "capital", "capital_aliases", "demonyms"):
            found.update(row[column].split("; "))
    found |= {row["name"] for row in table("places.csv") if row["kind"] != "none"}
    found |= {" ".join(map(fold, name.split(" "))) for name in found}
    return frozenset(found | {name.replace("'", "’") for name in found}) - _NOT_ALONE - {""}


_NOT_ALONE = frozenset("ROC OPT oPt MAN Man Us us America Jersey HK Korean Gulf".split())
_PREFERRED = {"Korea": "KOR", "Korean": "KOR", "Koreans": "KOR", "Congo": "COD", "America": "USA", "Dominican": "DOM"}


def _ambiguous(name: str) -> bool:
    """Tell whether several countries go by a name."""
    try:
        countries.lookup(name)
    except countries.AmbiguousCountryError:
        return name not in _PREFERRED
    except countries.UnknownCountryError:
        return False
    return False


@cache
def _index() -> dict[str, list[tuple[list[str], str, str]]]:
    """Return first token -> what may follow, kind and code, the longest first."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}

    def add(name: str, kind: str, code: str) -> None:
        key = tuple(fold(match[0]) for match in _TOKEN.finditer(name.translate(_APOSTROPHES)))
        if key and name not in _NOT_ALONE:
            found.setdefault(key, (kind, code))

    for name in ("U.S", "US", "U.S."):
        add(name, "country", "USA")
    for name, code in _PREFERRED.items():
        add(name, "demonym" if name.endswith(("n", "ns")) and name != "Congo" else "country", code)
    for row in table("countries.csv"):
        for column in ("name", "aliases", "capital", "capital_aliases", "demonyms"):
            kind = {"name": "country", "aliases": "country", "demonyms": "demonym"}.get(column, "city")
            for name in filter(None, row[column].split("; ")):
                if column == "name" or not _ambiguous(name):
                    add(name, kind, row["iso3"])
                    if name.startswith("Federated States"):
                        add("Federated States", kind, row["iso3"])
    for row in table("places.csv"):
        add(row["name"], row["kind"], row["code"])
    for row in table("words.csv"):
        if row["kind"] == "organisation":
            for name in row["words"].split("; "):
                for form in (
                    {
                        name.upper(),
                        name.title()
                        .replace(" Of ", " of ")
                        .replace(" The ", " the ")
                        .replace(" For ", " for ")
                        .replace(" On ", " on "),
                    }
                    if " " in name
                    else {name.upper(), name.title()}
                ):
                    if form not in ("Who", "Cis", "Eu", "Un", "Icc", "Fao"):
                        add(form, "organisation", name)
    index: dict[str, list[tuple[list[str], str, str]]] = {}
    for key, (kind, code) in found.items():
        index.setdefault(key[0], []).append((list(key[1:]), kind, code))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index
