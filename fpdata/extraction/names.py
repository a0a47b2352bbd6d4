"""Names as a text writes them, and what a mention of a person is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fpdata.extraction.lexicon import Sentence, Span, compound, fold, table, words

__all__ = ["JOINED", "MONTHS", "RESPECT", "STYLES", "Mention", "Names", "family", "heads"]

JOINED = re.compile(r"(?:al|el|as|ash|ar|an|ad|at|az|ul|bin|abu|ben|d|l|o|van|ould)['-][^\W\d_]", re.I)
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV V VI VII VIII IX X XI XII XIII XIV XVI".split())
MONTHS = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday"
    " Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Jan. Feb. Aug. Sept. Oct."
    " Nov. Dec.".split()
)
_ROOMS = frozenset(
    "house office palace residence hall school building meeting meetings summit council conference headquarters forum"
    " retreat assembly command staff motors electric ministry department agency council committee commission"
    " secretariat presidency directorate authority session congress".split()
)
_ALSO_NAMES = frozenset("king prince general deputy chair marshal head pope bishop duke nawab kaiser".split())
_PRONOUNS = frozenset("he she it they we".split())
_SHORTENED = re.compile(r".+'(?:ll|re|ve|d|m)")
_ROYAL = frozenset("king queen prince princess infanta infante duke duchess emperor empress".split())
_LONGEST_NAME = 7
RESPECT = frozenset(
    "highness majesty majesties excellency excellencies holiness royal eminence beatitude honourable honorable".split()
)
"""Words that are no part of a name, whatever their capital."""

STYLES = RESPECT | frozenset(
    "his her their the right rt hon hon. h.e h.e. h.h. hrh h.r.h. hm h.m h.m. mr mr. dr dr. serene imperial".split()
)
"""Words of respect before an office."""


@dataclass(slots=True)
class Mention:
    """One mention of a person or delegation.

    Attributes
    ----------
    start, end : int
        Tokens, from the article to the end of the name.
    name : str
        As written, without office; empty where only the office stands.
    role : str
        Office as written, without country; may be empty.
    head : str
        Head word of the office in lower case.
    country : str
        ISO3 of the state served, empty where the words do not say.
    kind : str
        person, group (a delegation, officials) or body (of an international
        body).
    text : str
        The whole phrase.
    """

    start: int
    end: int
    name: str = ""
    role: str = ""
    head: str = ""
    country: str = ""
    kind: str = "person"
    text: str = ""
    sure: bool = True


@cache
def heads() -> dict[str, list[tuple[list[str], str]]]:
    """Return first word -> the other words of an office or group, and which of both."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for kind in ("office", "group"):
        for word in words(kind):
            first, *rest = word.split(" ")
            found.setdefault(first, []).append((rest, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def _capitals() -> frozenset[str]:
    """Return ISO3 and name of each capital: no surname in a headline."""
    rows = table("countries.csv")
    return frozenset(
        row["iso3"] + fold(name) for row in rows for name in (row["capital"], *row["capital_aliases"].split("; "))
    )


def family(name: str, country: str = "") -> str:
    """Return the family name: the last word, the first where the state writes it first."""
    parts = [part for part in name.replace(",", "").split() if part not in _SUFFIXES]
    if not parts:
        return name
    if country in ("CHN", "TWN", "KOR", "PRK", "VNM", "HKG") and len(parts) > 1:
        return fold(parts[0])
    return fold(parts[-1])


class Names:
    """Reads names in a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.n = len(sentence.tokens)
        self.found: list[Mention] = []
        self.heads = heads()
        self.behind = 0
        """Token behind an office that was read together with a name before it."""

    def capital(self, place: int) -> bool:
        """Tell whether a token begins with a capital."""
        return place < self.n and self.s.tokens[place][0].isupper()

    def is_head(self, place: int) -> bool:
        """Tell whether an office begins here."""
        entries = heads().get(self.s.low[place], ())
        return any(self.s.low[place + 1 : place + 1 + len(rest)] == rest for rest, _ in entries)

    def goes_on(self, place: int) -> bool:
        """Tell whether a name goes on behind a token."""
        following = place + 1
        if following >= self.n or self.s.low[following] in (",", "'s"):
            return False
        return (
            self.s.tokens[following][0].isupper()
            and self.s.mark[following] is None
            and self.s.tokens[following] not in MONTHS
        )

    def date_follows(self, place: int) -> bool:
        """Tell whether a number follows."""
        return place + 1 < self.n and self.s.tokens[place + 1][0].isdigit()

    def name(self, place: int, *, after_office: bool = False) -> int:
        """Return the end of a name that begins here, or where it begins if there is none."""
        s, start = self.s, place
        while place < self.n and (
            (s.low[place] in words("honorific") and (self.capital(place) or s.low[place].endswith(".")))
            or (
                s.low[place] == "the"
                and s.low[place + 1 : place + 2] in (["hon"], ["hon."], ["honourable"], ["honorable"], ["rt"])
            )
        ):
            place += 1
        begin = place
        while place < self.n and place - begin < _LONGEST_NAME:
            token, low, span = s.tokens[place], s.low[place], s.mark[place]
            if self.ends(place, begin) or (span is None and compound(token)):
                break
            if span is not None and self.namesake(span, place, begin, start):
                place += 1
                continue
            if low in words("particle") and place + 1 < self.n and (place > begin or token[0].isupper()):
                if not (self.capital(place + 1) or s.low[place + 1] in words("particle")):
                    break
            elif low == "," and place + 1 < self.n and s.tokens[place + 1] in _SUFFIXES:
                place += 1
            elif (
                low == "'"
                and place > begin
                and place + 1 < self.n
                and (
                    JOINED.match(s.tokens[place + 1]) or (s.low[place + 1] in ("al", "el") and self.capital(place + 1))
                )
            ) or (low == "-" and place > begin and self.broken(place)):
                pass
            elif (
                not (token[0].isupper() or (JOINED.match(token) and len(token) > 3))
                or (
                    span is not None
                    and not (
                        begin > start
                        and place == begin
                        and span.end - span.start == 1
                        and span.kind in ("city", "country")
                    )
                    and not (
                        after_office
                        and span.end - span.start == 1
                        and place == begin
                        and span.kind in ("country", "city")
                        and self.goes_on(place)
                    )
                )
                or (
                    token in MONTHS
                    and not (
                        token in ("May", "April", "June", "August", "Jan")
                        and (after_office or place > begin or self.goes_on(place))
                        and not self.date_follows(place)
                    )
                )
                or (place > begin and low in heads() and low not in _ALSO_NAMES and self.is_head(place))
                or (place == begin > start and low in heads() and low not in words("honorific") and self.is_head(place))
                or (
                    not after_office
                    and (low in words("modifier") or low in words("portfolio"))
                    and low not in words("honorific")
                    and (place == begin or token not in ("Un",))
                )
                or (
                    place == begin
                    and low in words("starter")
                    and token not in MONTHS
                    and not (after_office and low == "will")
                )
                or (low in _ROOMS and after_office)
            ):
                break
            elif low in words("thing") and not after_office:
                return start
            place += 1
        return place if place > begin else start

    def ends(self, place: int, begin: int) -> bool:
        """Tell a word that no name goes on with: a pronoun, a verb in a headline, "We'll"."""
        s, low = self.s, self.s.low[place]
        if _SHORTENED.fullmatch(low):
            return True
        if place == begin:
            return low in words("headline") and low.endswith("s") and s.low[place + 1 : place + 2] != [","]
        if low in _PRONOUNS:
            return place + 1 < self.n and s.tokens[place + 1][0].islower()
        return low in words("headline") and s.tokens[place][0].isupper()

    def namesake(self, span: Span, place: int, begin: int, start: int) -> bool:
        """Tell a city that is part of a name: "President Angela Trier", "Queen Sofia", "Leticia Prado"."""
        s = self.s
        if span.kind != "city" or span.end - span.start > 1 or not s.tokens[place].isalpha():
            return False
        before = s.low[place - 1] if place else ""
        if place > begin:  # no comma, preposition or office between
            return span.code + s.tokens[place] not in _capitals() and not self.trip_follows(place)
        royal = before in _ROYAL
        if place > start or royal:
            return royal and s.low[place + 1 : place + 2] != ["of"] and not self.trip_follows(place)
        given = place + 1 < self.n and s.tokens[place + 1].isalpha() and self.goes_on(place)
        return (
            given
            and span.code + s.tokens[place] not in _capitals()
            and not any(s.low[place + 1] in words(kind) for kind in ("thing", "portfolio", "modifier", "honorific"))
            and not self.is_head(place + 1)
            and (place == 0 or before in ("and", ",", ":", ";", '"', "with"))
        )

    def trip_follows(self, place: int) -> bool:
        """Tell "the Blinken Brussels trip"."""
        return not {"visit", "trip", "tour", "talks", "summit", "meeting", "airport"}.isdisjoint(
            self.s.low[place + 1 : place + 3]
        )

    def broken(self, place: int) -> bool:
        """Tell a name that a line break cut at its hyphen: "Akua- Mensah"."""
        s = self.s
        return (
            self.capital(place + 1)
            and s.mark[place + 1] is None
            and s.starts[place] == s.starts[place - 1] + len(s.tokens[place - 1])
        )

    def clean(self, place: int, end: int) -> str:
        """Return a name without titles before it."""
        while place < end - 1 and (self.s.low[place] in words("honorific") or self.s.low[place] == "the"):
            place += 1
        return self.s.written(place, end)

    def things(self, at: int) -> int:
        """Read "High Council for National Reconciliation": capitals, one of them a thing; 0 where none is."""
        s, place, thing = self.s, at, 0
        while place < min(self.n, at + 10) and (
            self.capital(place) or s.low[place] in ("of", "for", "the", "and", "on")
        ):
            if (s.low[place] in words("thing") and self.capital(place)) or (
                thing and s.low[place] in words("portfolio")
            ):
                thing = place + 1
            place += 1
        return thing

    def skip_brackets(self, place: int) -> int:
        """Return the token behind brackets that begin here."""
        s = self.s
        if place < self.n and s.tokens[place] == "(":
            for end in range(place + 1, min(place + 5, self.n)):
                if s.tokens[end] == ")":
                    return end + 1
        return place
