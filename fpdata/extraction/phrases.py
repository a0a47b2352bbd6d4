"""Offices with what stands before and behind them: "the former Indian Minister of State for Trade"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from fpdata.extraction.lexicon import implied, table, words
from fpdata.extraction.names import Mention, Names, heads

__all__ = ["Phrases", "state_of", "titled"]

_STYLES = frozenset("h.m. h.e. h.h. h.r.h. mr mr. dr dr. his her majesty highness excellency holiness".split())
_POSTED = frozenset("ambassador commissioner nuncio consul".split())
_TITLED = frozenset(
    "duke duchess prince princess earl count maharajah maharaja maharani nawab nizam archduke sultan".split()
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_ADJECTIVE = re.compile(
    r"[a-z]+-[a-z]+(?:ed|ing|term|time|old|year|right|left|wing)|[a-z]{3,}(?:ist|ic|ive|ous|ful|ish|ian|ary|able|ible|less|some)"
    r"|charismatic|young|tough|popular|longest-serving|late|ailing|beleaguered|besieged|disgraced|deposed|ousted"
)
_ORGANS = frozenset(
    "commission council parliament assembly secretariat committee court bank mission agency prefecture province county"
    " oblast affairs relations".split()
)


_BRANCH = re.compile(r"(?<!assistant)(?<!deputy)(?<!under)(?<!under-)(?: |^)secretary of state (?:for|at|responsible) ")


@lru_cache(maxsize=4096)
def state_of(role: str) -> str:
    """Return the state that alone has an office, as ISO3, else nothing."""
    padded = f" {role} "
    found = next((phrase for phrase in implied() if f" {phrase} " in padded), "")
    if found == "secretary of state" and _BRANCH.search(padded):
        found = ""  # elsewhere a minister or deputy minister
    return implied().get(found, "") or titled(padded)


def titled(padded: str) -> str:
    """Return the state that alone has a title: "Shri", "Lord"; lower case, with a blank before and behind."""
    if " lord mayor " in padded:
        return ""
    return next((code for title, code in _titles().items() if f" {title} " in padded), "")


@cache
def _titles() -> dict[str, str]:
    """Return titles that only one state gives, lower case, to its ISO3."""
    rows = [row for row in table("words.csv") if row["kind"] == "title"]
    return {title: row["value"] for row in rows for title in row["words"].split("; ")}


class Phrases(Names):
    """Reads the words around an office."""

    def leads_on(self, place: int) -> bool:
        """Tell whether the next word belongs to a longer office: "Deputy Prime Minister"."""
        while place < self.n and (self.s.low[place] in words("modifier") or self.s.low[place] in words("portfolio")):
            place += 1
        span = self.s.mark[place] if place < self.n else None
        if span is not None and span.kind == "demonym":  # "Deputy Kenyan Foreign Minister"
            place = span.end
            while place < self.n and self.s.low[place] in words("portfolio"):
                place += 1
        return place < self.n and self.s.low[place] in heads()

    def followed(self, end: int) -> bool:
        """Tell whether "of" follows."""
        return end < self.n and self.s.low[end] == "of"

    def more_heads(self, end: int) -> bool:
        """Tell whether the office goes on: "-elect", "-designate"."""
        return end < self.n and self.s.low[end] in ("designate", "elect", "general") and self.capital(end)

    def before(self, place: int) -> tuple[int, str, bool, bool]:
        """Walk left over modifiers: where the phrase begins, its country, whether a body's, whether modified."""
        s, begin, country, body = self.s, place, "", False
        floor = self.found[-1].end if self.found else 0
        while begin > floor:
            span, low = s.mark[begin - 1], s.low[begin - 1]
            if span is not None:
                if span.kind in ("demonym", "country", "city") and span.start >= floor:
                    if span.kind == "city" and country:
                        break
                    if begin < place and span.kind == "city" and s.low[begin] in ("'s",):
                        break
                    country = span.code
                elif span.kind == "organisation":
                    body = True
                elif span.kind == "seat":
                    country = country or span.code
                else:
                    break
                begin = span.start
            elif (
                (low in ("'s", "'") and begin - 2 >= floor and s.mark[begin - 2] is not None and not country)
                or low in words("modifier")
                or low in words("portfolio")
                or (low.isdigit() and begin < place)
            ) or (low == '"' and begin == place and s.low[max(begin - 2, 0)] == "'s"):
                begin -= 1
            elif (
                low in ("and", ",", "&", "/", "-")
                and begin - 2 >= floor
                and begin < place + 1
                and (
                    s.low[begin - 2] in words("portfolio")
                    and s.mark[begin - 2] is None
                    and (s.low[begin] in words("portfolio") or (low != "," and begin == place))
                )
            ):
                begin -= 2
            elif (low in _STYLES and low not in ("his", "her")) or (
                low.startswith(("ex-", "vice-", "co-"))
                or low.endswith(("-backed", "-based", "-led"))
                or _ORDINAL.fullmatch(low)
                or (_ADJECTIVE.fullmatch(low) and begin - 2 >= floor and s.low[begin - 2] == "'s" and s.mark[begin - 3])
                or (low == '"' and begin - 2 >= floor and s.low[begin - 2] == "'s" and s.mark[begin - 3])
            ):
                begin -= 1
            else:
                break
        return begin, country, body, begin < place

    def role_start(self, begin: int, place: int) -> int:
        """Say where the office begins behind country and possessive."""
        s = self.s
        while begin < place and (
            (s.mark[begin] is not None and s.mark[begin].kind != "organisation")
            or s.low[begin] in ("'s", "'", "visiting", "and")
            or s.low[begin] in _STYLES
        ):
            begin += 1
        return begin

    def portfolio(self, end: int) -> tuple[int, str, bool]:
        """Walk right over "of Foreign Affairs of Y", "for X", "to the President"."""
        s, country, body = self.s, "", False
        known = words("portfolio")
        while end + 1 < self.n and s.low[end] in ("of", "for", "to", "on", "at", "in"):
            at = end + 1
            if s.low[at] == "the" and at + 1 < self.n:
                at += 1
            span = s.mark[at]
            if span is not None and span.kind in ("country", "region", "organisation", "seat", "city"):
                posted = not _POSTED.isdisjoint(s.low[max(end - 5, 0) : end])
                if s.low[end] in ("to", "in") and span.kind != "organisation" and not posted:
                    break
                if s.low[end] in ("on", "at") and span.kind != "organisation":
                    break
                if span.kind == "country" and s.low[end] == "of":
                    country = country or span.code
                end = span.end
                body = body or span.kind == "organisation"
                while self.capital(end) and s.low[end] in _ORGANS:  # "of the African Union Commission"
                    end += 1
                if span.kind == "country" and (self.capital(end) or s.low[end : end + 1] in (["armed"], ["air"])):
                    end = self.run(end)
                stop = self.capitals(end + 1) if s.low[end : end + 1] == ["and"] else 0
                end = stop or end
            elif span is not None and span.kind == "demonym" and at + 1 < self.n and s.low[at + 1] in known:
                end = self.run(at + 1)
                end += s.low[end : end + 1] in (["ministry"], ["department"], ["administration"], ["committee"])
                if s.low[at - 1] in ("of", "the") and not {"affairs", "relations", "policy"} & set(s.low[at:end]):
                    country = country or span.code
            elif s.low[at] in known and s.low[end] not in ("at", "in"):
                end = self.run(at)
            elif s.low[end] in ("of", "for") and self.capital(at) and span is None and self.things(at):
                end = self.things(at)
            elif s.low[end] == "to" and s.low[at] in ("president", "minister", "king"):
                end = at + 1
            elif s.low[end] in ("of", "for") and (stop := self.capitals(at)):
                end = stop
            elif s.low[end] == "of" and s.low[end - 1] in _TITLED and self.capital(at) and span is None:
                end = at + 1
            else:
                break
        return end, country, body

    def capitals(self, at: int) -> int:
        """Return the end of "Southern Highlands" before a comma and a name; 0 where it is no such thing."""
        s, place = self.s, at
        while place < min(self.n - 1, at + 7) and (
            (self.capital(place) and s.mark[place] is None and s.low[place] not in heads())
            or (s.low[place] in ("of", "and", "the", "&") and self.capital(place + 1))
        ):
            place += 1
        named = place + 1 < self.n and s.tokens[place] == "," and self.capital(place + 1) and place > at
        titled = s.low[place + 1] if place + 1 < self.n else ""
        return place if named and (titled not in heads() or titled in words("honorific")) else 0

    def run(self, at: int) -> int:
        """Walk right over words of a portfolio."""
        s, known = self.s, words("portfolio")
        while at < self.n:
            if (s.low[at] in known and (s.mark[at] is None or s.mark[at].kind != "country")) or (
                s.low[at] in ("and", ",", "&", "the", "of", "for")
                and at + 1 < self.n
                and (
                    (s.low[at + 1] in known and s.mark[at + 1] is None)
                    or (
                        s.low[at + 1] == "the"
                        and at + 2 < self.n
                        and s.low[at + 2] in known
                        and (s.mark[at + 2] is None or s.mark[at + 2].kind != "country")
                    )
                )
            ):
                at += 1
            elif s.low[at] in ("and", "&") and (stop := self.capitals(at + 1)):
                return stop
            else:
                break
        return at

    def of_country(self, mention: Mention) -> None:
        """Take the country of "President X of Y"."""
        s, end = self.s, mention.end
        if end + 1 < self.n and s.low[end] == "of":
            at = end + 2 if s.low[end + 1] == "the" else end + 1
            span = s.mark[at] if at < self.n else None
            if span is not None and span.kind == "country":
                mention.country = mention.country or span.code
                mention.end = span.end
            elif span is not None and span.kind == "organisation" and not mention.country:
                mention.kind, mention.end = "body", span.end
        elif end + 2 < self.n and s.tokens[end] == "(" and s.mark[end + 1] is not None:  # "A (Latvia)"
            span = s.mark[end + 1]
            if span.kind == "country" and s.tokens[span.end : span.end + 1] == [")"]:
                mention.country, mention.end = mention.country or span.code, span.end + 1
