"""What foreign policy is about: the words for it in a sentence, and the countries and groups it turns on."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fpdata import countries
from fpdata.extraction.lexicon import Sentence, table

__all__ = ["Object", "objects", "themes", "together"]

_THEMES = (
    ("sanctions", r"sanctions?|sanctioned|embargo(?:es)?"),
    ("membership", r"membership|accession|full member|observer status|become a member|join the|join [A-Z]+"),
    ("market access", r"markets?|access"),
    ("exports", r"exports?|exporters?|exporting|sales"),
    ("imports", r"imports?|supplies|supply"),
    ("trade", r"trade[ds]?|trading|turnover|commerce|commercial|buyers|goods"),
    ("investment", r"investments?|investors?|loans?|credits?|lenders|financing"),
    ("cooperation", r"cooperation|collaboration|partnerships?|partners?"),
    ("ties", r"ties|relations|relationship|relationships|contacts|rapprochement|alliance|friendship|engagement"),
    ("diplomacy", r"diplomacy|diplomatic|foreign policy|embassy|embassies|visits?|negotiations|trade missions"),
    ("the economy", r"econom(?:y|ies|ic|ically)|industr(?:y|ies|ial)|energy|gas|oil|technolog(?:y|ies)"),
    ("security", r"security|military|defen[cs]e|war"),
    ("policy", r"polic(?:y|ies)|strategy|interests|geopolitical|influence|dependence|position|pivot"),
)
_THEME = re.compile("|".join(rf"(?P<t{place}>\b(?:{words})\b)" for place, (_, words) in enumerate(_THEMES)))
_LINKS = re.compile(r"(?:'s|,|and|or|as well as|the|both|\s|states|countries|markets)*")
_GAP, _MOST = 30, 8
_STATES = ("country", "city", "demonym")


class Object(NamedTuple):
    """A country or group that a sentence names.

    Attributes
    ----------
    start, end : int
        Offsets in its text.
    iso3, group, name : str
        Code of the country, or of the group; and its name.
    """

    start: int
    end: int
    iso3: str
    group: str
    name: str


def themes(text: str) -> list[str]:
    """Return what a text is about, in words of our own, in order.

    Examples
    --------
    >>> themes("It wants to sell more goods and to have closer relations.")
    ['trade', 'ties']
    """
    found = (_THEMES[int(match.lastgroup[1:])][0] for match in _THEME.finditer(text))
    return list(dict.fromkeys(found))


@cache
def _groups() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    meaning = {words: (row["group"], row["name"]) for row in table("groups.csv") for words in row["words"].split("; ")}
    longest = sorted(meaning, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), meaning


def objects(s: Sentence, home: str) -> list[Object]:
    """Return the countries and groups of a sentence other than the home state, in order."""
    pattern, meaning = _groups()
    found = [Object(*match.span(), "", *meaning[match[0]]) for match in pattern.finditer(s.text)]
    taken = {place for one in found for place in range(one.start, one.end)}
    for span in s.spans:
        start, end = s.starts[span.start], s.starts[span.end - 1] + len(s.tokens[span.end - 1])
        past = s.low[span.start] == "soviet" and s.low[span.end : span.end + 1] != ["union"]
        if span.kind in _STATES and span.code != home and start not in taken and not past:
            found.append(Object(start, end, span.code, "", countries.name(span.code)))
    return sorted(found)


def together(text: str, named: list[Object], place: int) -> list[Object]:
    """Return "A, B and C" around one of the objects."""
    first = last = place
    while last + 1 < len(named) and last - first < _MOST and _linked(text, named[last], named[last + 1]):
        last += 1
    while first and last - first < _MOST and _linked(text, named[first - 1], named[first]):
        first -= 1
    return named[first : last + 1]


def _linked(text: str, one: Object, other: Object) -> bool:
    gap = text[one.end : other.start]
    return len(gap) < _GAP and _LINKS.fullmatch(gap) is not None
