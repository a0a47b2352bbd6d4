"""What a sentence says for a state as the one that a document is about: "X's position", "the X side", "X wants"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fpdata.extraction.lexicon import Sentence, Span, parse
from fpdata.extraction.names import heads
from fpdata.extraction.verbs import NOUNS, TOPICS

__all__ = ["Sign", "signs"]

_BODIES = frozenset(
    "government parliament congress senate cabinet authorities ministry administration embassy ambassador constitution"
    " presidency premiership diplomacy foreign diplomatic economy".split()
)
"""What a state has and what speaks of the state as the one told of, whoever it is."""
_PARTS = frozenset(
    "side delegation team position statement proposal proposals support commitment stance policy".split()
)
_STANCE = _PARTS | frozenset(
    "comment engagement outreach interests claim links ties relations efforts dispatch desire readiness accession"
    " interest appreciation concern concerns intention priorities role return diplomacy strategy push partnership"
    " contribution determination gratitude views view solidarity assistance non-aligned hedging courtship".split()
)
"""What "X's" goes with where a text is about X."""
_MATTERS = TOPICS - {
    "interests",
    "government",
    "policy",
    "embassy",
    "role",
    "election",
    "elections",
    "people",
} | frozenset(
    "aggression officials counterpart counterparts refugees transition regime oil gas border capital city".split()
)
_OWN_PEOPLE = frozenset(
    "community nationals companies citizens expatriates diaspora businessmen students workers compatriots"
    " entrepreneurs businesses troops soldiers".split()
)
_TIES = frozenset(
    "relations ties cooperation friendship share enjoy enjoyed have agreed relationship partnership".split()
)
_SEES = frozenset("meet meets met meeting with visit visited address addressed".split())
_WILLS = frozenset(
    "wants supports has had will intends hopes attaches appreciates condemned condemns stands looks remains seeks"
    " sought welcomes values considers believes expects continues continued is was would regards wishes pursued"
    " pursues reaffirmed thanked thanks joined enjoys enjoy appreciated reiterated rejects calls".split()
)
_ATTRIBUTES = frozenset(("UK", "U.K.", "U.K", "US", "U.S.", "U.S", "UAE", "ROK", "DPRK", "PRC", "DRC"))
_QUARTERS = frozenset("central latin south north west east".split())
_SPEAKS = frozenset(
    "ministry officials authorities issued conference reporters spokesman spokeswoman government".split()
)
_HOLDS = frozenset("host hosts hosted hold holds held convene convened".split())
_OURS = frozenset("ministry government we cabinet".split())
_LEAVES = frozenset("left leaves leave departed departs depart".split())
_RETURNS = frozenset("return returns returned returning back home".split())
_FIRSTS = frozenset("first last since ever".split())
_VENUES = frozenset("in at to from near outside into of".split())


class Sign(NamedTuple):
    """One thing that speaks for a state; `beside` is what it is tied to, which must be a destination."""

    code: str
    weight: int
    beside: str = ""


def signs(s: Sentence) -> Iterator[Sign]:
    """Yield what a sentence says for states."""
    for span in s.spans:
        if span.kind in ("city", "seat"):
            if weight := _city(s, span):
                yield Sign(span.code, weight)
        elif span.kind in ("country", "demonym") and len(span.code) == 3:
            yield from _state(s, span)
    for token in s.tokens if "-" in s.text else ():
        if "-" in token and token[0].isupper() and token.split("-")[1][:1].isupper():
            ends = [_read(part) for part in token.split("-")[:2]]
            if all(ends):
                yield Sign(ends[0], 2, ends[1])
                yield Sign(ends[1], 2, ends[0])


def _read(part: str) -> str:
    """Return the state of one half of "Chile-Peru"."""
    spans = parse((0, 0), part).spans if len(part) > 2 or part in _ATTRIBUTES else []
    return next((span.code for span in spans if span.kind in ("country", "demonym")), "")


def _city(s: Sentence, span: Span) -> int:
    """Weigh the name of a city: "the ministry in X", "X's policy", "left X for Y"."""
    before = s.low[max(span.start - 6, 0) : span.start]
    behind = s.low[span.end : span.end + 1]
    if before[-1:] == ["in"] and not _SPEAKS.isdisjoint(before):
        return 3
    if before[-1:] == ["in"] and not _HOLDS.isdisjoint(s.low[max(span.start - 16, 0) : span.start]):
        return 3 * (not _OURS.isdisjoint(s.low[max(span.start - 20, 0) : span.start]))
    if before[-1:] and before[-1] in _LEAVES:
        return 3
    return 2 * (behind == ["'s"] and span.start == 0)


def _state(s: Sentence, span: Span) -> Iterator[Sign]:
    """Yield what one naming of a state says."""
    at = span.start - (span.start > 0 and s.low[span.start - 1] == "the")
    before, after = s.low[max(at - 4, 0) : at], s.low[span.end : span.end + 5]
    last = before[-1] if before else ""
    if (last in _LEAVES and span.kind == "country") or (last in ("to", "in") and _RETURNS & set(before[-2:-1])):
        yield Sign(span.code, 3)
        return
    pair = _beside(s, span)
    if pair:
        tied = not _TIES.isdisjoint(s.low[span.end : span.end + 6])
        yield Sign(span.code, 3 if {"between", "from"} & {*before[-3:]} else 1 + tied, pair)
    if span.kind == "demonym" and last in _QUARTERS:
        return  # "Central American"
    owner = after[:1] == ["'s"]
    attribute = s.words(span.start, span.end) in _ATTRIBUTES and after[:1] and after[0].isalpha()
    attribute = attribute or (last in ("a", "an") and not heads().keys().isdisjoint(after[:3]))
    if span.kind == "demonym" or owner or attribute:
        yield Sign(span.code, _owned(s, after[owner:], before, last, owner))
    elif span.kind == "country":
        yield Sign(span.code, _acts(s, at, before, last, after))


def _owned(s: Sentence, near: list[str], before: list[str], last: str, owner: bool) -> int:
    """Weigh "X's position", "the X side"."""
    near = near[:4]
    invited = "invitation" in before
    if near[:1] in (["side"], ["delegation"]):
        return 3
    if any(low in heads() for low in near[:3]) and "ambassador" not in near[:2]:  # an official, of whichever state
        first = last in ("a", "an") or any(low in ("a", "an") for low in before[-2:])
        return 3 * (first and not _FIRSTS.isdisjoint(s.low))
    if _MATTERS & set(near[:2]) and not _OWN_PEOPLE & set(near[:2]):
        return 0
    if _OWN_PEOPLE & set(near[:2]):
        return 1 + 2 * (not _SEES.isdisjoint(before))
    if (_STANCE if owner else _PARTS) & set(near[:3]) and not invited:
        return 3
    return 2 if _BODIES & set(near[:2]) and not invited else 1


def _acts(s: Sentence, at: int, before: list[str], last: str, after: list[str]) -> int:
    """Weigh "X wants", "delegation from X", "represented X"."""
    if last in ("represent", "represents", "represented", "representing"):
        return 3
    if last == "from" and "delegation" in before:
        return 3
    if "between" in before:
        return 0
    invited = "invitation" in s.low[max(at - 6, 0) : at]
    if last == "of" and before[-2:-1] in (["government"], ["ally"], ["people"]) and not invited:
        return 2
    if before[-2:] in (["our", "country"], ["our", "nation"]):
        return 2
    opens = at == 0 or s.low[at - 1] in ('"', ",", ";", "that", "said", ":", "but") or before[-2:] == [",", "and"]
    if opens and after[:1] and (after[0] in _WILLS or (after[0].endswith("s") and after[1:2] == ["to"])):
        return 2 + s.low[:at].count('"') % 2
    return 0


def _beside(s: Sentence, span: Span) -> str:
    """Return the state that one is named with: "between X and Y", "from X to Y"."""
    for at in (span.end, span.start - 1):
        step = 1 if at == span.end else -1
        if 0 <= at < len(s.low) and s.low[at] in ("and", "to" if step > 0 else "and"):
            other = at + step
            if 0 <= other < len(s.low) and s.low[other] == "the":
                other += step
            mark = s.mark[other] if 0 <= other < len(s.low) else None
            if step < 0 and mark is None and 0 <= other < len(s.low):
                continue
            if mark is not None and mark.kind == span.kind and mark.code != span.code:
                if s.low[at] == "to" and (s.low[span.start - 1] != "from" or NOUNS.isdisjoint(s.low[:at][-6:])):
                    continue  # "a visit from X to Y", not migrants
                return mark.code
    return ""
