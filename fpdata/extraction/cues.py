"""Words that make a sentence a claim, and the countries and groups that each turns on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from fpdata.extraction.actors import Actors
from fpdata.extraction.lexicon import table
from fpdata.extraction.roster import Actor
from fpdata.extraction.themes import Object, objects, themes, together
from fpdata.extraction.topics import Passage, quantity

__all__ = ["HARM", "Claim", "Cue", "claims", "clause", "subject", "token"]

_SHARE = re.compile(r"%|\bper ?cent\b|\b(?:half|thirds?|quarters?|fifth) of\b", re.IGNORECASE)
_PARTS = re.compile(r";|,? (?:and|while|whereas|but) ", re.IGNORECASE)
_TRADE = re.compile(r"\b(?:exports?|imports?|trade|turnover|market|investment)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:region|continent|bloc|union|world|group)'s\b", re.IGNORECASE)
_WHOLE = {"export": "exports", "exports": "exports", "import": "imports", "imports": "imports",
          "investment": "foreign investment"}  # fmt: skip
_ENDS = re.compile(
    r";|\b(?:while|whereas|but|although|though|however|due to|because of|owing to|as a result of|following)\b",
    re.IGNORECASE,
)
_DENIED = frozenset(
    "not n't never no cannot hardly without neither nor denied denies deny refused rejected if unless whether could"
    " might would should may wrong false impossible untrue unlikely".split()
)
_BY = re.compile(r"(?: \w+)? (?:by|of|from)(?: the)? ")
HARM = re.compile(
    r"\b(?:sanction|tension|war\b|loss|los[te]|clos|pressure|threat|declin|dependen|conflict|confront|crisis|isolat"
    r"|embargo|frustrat|strain|hostil)", re.IGNORECASE)  # fmt: skip
"""What drives a state away."""
_CONDUCT = re.compile(
    r"\b(?:visits?|trips?|talks|tours?|moves?|polic(?:y|ies)|activities|efforts?|steps?|approach|course|actions?|logic"
    r"|strategy|diplomacy|pivot|demarche)\b", re.IGNORECASE)  # fmt: skip
"""What of a state can be read."""
_AIM = re.compile(r"goal|aim|objective|priorit", re.IGNORECASE)
_BEFORE_COMMA = ("cause", "circumstance")
_NEST = 90  # characters: how near a cue stands to one that governs it
_FAR, _NEAR = 80, 30  # characters from a cue to what it turns on
_UNDONE = re.compile(r"\W+(?:prevent|stop|block|counter|avoid|contain|weaken|limit|undermine)\b", re.IGNORECASE)
_GOVERNING = frozenset("goal expectation interpretation".split())
_OWN = frozenset("goal expectation reorientation instrument".split())
_ALONE = frozenset("goal interpretation driver".split())
_TURNING = frozenset("diplomacy policy sanctions".split())
_NOTHING = Object(0, 0, "", "", "no country in particular")
_OPENS = ("through", "by offering", "by opening", "by creating")
_BLOCS = frozenset("WEST GLOBAL_SOUTH EU BRICS SCO NATO ASEAN EAEU CIS".split())
"""Groups that are talked about for the sake of policy alone."""


class Cue(NamedTuple):
    """Words that make a sentence a claim.

    Attributes
    ----------
    kind, name : str
        Type of claim, and what the rule is called.
    direction, modality, side : str
        What follows from the words; where the object stands (after, any).
    """

    kind: str
    name: str
    direction: str
    modality: str
    side: str


class Claim(NamedTuple):
    """A cue with what it turns on, where it stands, and the share that is given of what."""

    cue: Cue
    one: Object
    start: int
    end: int
    said: tuple[float, str] | None = None
    whole: str = ""


_SHARED = Cue("baseline", "share", "none", "asserted", "any")


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, Cue]]:
    """Return one pattern for all cues, the longest first, and what each means."""
    meaning = {}
    for row in table("claims.csv"):
        cue = Cue(row["claim_type"], row["name"], row["direction"], row["modality"], row["side"])
        meaning |= dict.fromkeys(row["cues"].split("; "), cue)
    longest = sorted(meaning, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE), meaning


def claims(passage: Passage, actors: Actors) -> Iterator[Claim]:
    """Yield what each cue of a sentence turns on; a cue inside what another governs is left to that one."""
    text = passage.sentence.text
    named = objects(passage.sentence, passage.home)
    if named and _SHARE.search(text):
        yield from _shares(text, named)
    pattern, meaning = _cues()
    waiting: list[Claim] = []
    reach, muted = 0, len(text)
    alone = not named and any(span.code == passage.home for span in passage.sentence.spans)
    for found in pattern.finditer(text):
        cue = meaning[found[0].lower()]
        begin, end = clause(text, *found.span())
        if _denied(text, begin, found.start()) or _others(passage, actors, cue, found):
            muted = found.end()
            continue
        if muted <= found.start() < muted + _NEST and "," not in text[muted : found.start()]:
            continue  # within what is denied, or what others want
        if (
            (cue.kind == "goal" and _UNDONE.match(text, found.end()))
            or (cue.name == "cause" and not HARM.search(text, found.end(), min(end, found.end() + _FAR)))
            or (found[0].lower() in _OPENS and text[: found.start()].strip())
        ):
            continue
        inner = found.start() < reach and "," not in text[waiting[0].end : found.start()]
        if inner and not (waiting and waiting[0].cue.kind == "interpretation"):
            continue
        about = themes(text[begin:end])
        aims = cue.kind != "goal" or _AIM.search(found[0])
        if alone and aims and cue.kind in _ALONE and not _TURNING.isdisjoint(about):
            yield Claim(cue._replace(direction="none"), _NOTHING, found.start(), found.end())
        fresh = [
            Claim(cue, one, found.start(), found.end())
            for one in _meant(text, named, cue, found, begin, end)
            if about
            or one.group in _BLOCS
            or (0 <= one.start - found.end() < 6 and subject(passage, actors, found.start()))
        ]
        if not fresh:
            continue
        if not inner:
            yield from waiting
        waiting, reach = fresh, found.end() + _NEST if cue.kind in _GOVERNING else 0
    yield from waiting


def _shares(text: str, named: list[Object]) -> Iterator[Claim]:
    """Yield "X accounted for a third of Y's exports", part by part of a sentence."""
    if _TRADE.search(text) is None:
        return
    ends = [0, *(match.start() for match in _PARTS.finditer(text)), len(text)]
    for begin, end in pairwise(ends):
        part = text[begin:end]
        share, within = _SHARE.search(part), [one for one in named if begin <= one.start < end]
        said = quantity(part) if share else None
        if said is not None and within:
            at = begin + share.start()
            of = _TRADE.search(text, at, end) or _TRADE.search(text, begin, end) or _TRADE.search(text)
            if _OTHERS.search(text, at, of.end()):
                continue  # "a fifth of the region's exports"
            near = min(within, key=lambda one: abs(one.start - at))
            yield Claim(_SHARED, near, at, begin + share.end(), said, _WHOLE.get(of[0].lower(), "foreign trade"))


def clause(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the stretch of a sentence that a cue governs."""
    begin, end = max(first - 140, 0), min(last + 160, len(text))
    for match in _ENDS.finditer(text, begin, end):
        if match.end() <= first:
            begin = match.end()
        elif match.start() >= last:
            return begin, match.start()
    return begin, end


def _others(passage: Passage, actors: Actors, cue: Cue, found: re.Match[str]) -> bool:
    """Tell whether it is another state that wants or does what a cue says, or somebody who says so."""
    if cue.kind not in (*_OWN, "interpretation"):
        return False
    group, _ = actors.subject(token(actors, found.start()))
    if cue.kind == "interpretation":
        if any(actor.iso3 == passage.home for actor in group):
            return any(actor.kind in ("person", "office") for actor in group)
        return _CONDUCT.search(passage.sentence.text, 0, found.start()) is None and cue.name != "doubt"
    states = {actor.iso3 for actor in group}
    return bool(states - {""}) and passage.home not in states


def _denied(text: str, begin: int, at: int) -> bool:
    """Tell whether what stands before a cue takes it back."""
    words = re.findall(r"n't|\w+", text[max(begin, at - 60) : at].lower())
    return not _DENIED.isdisjoint(words[-6:]) or text[begin : begin + 3].lower() == "if "


def _meant(text: str, named: list[Object], cue: Cue, found: re.Match[str], begin: int, end: int) -> list[Object]:
    """Return what a cue turns on: what stands behind it, before it or beside it, as the cue wants."""
    before = next((at for at in range(len(named) - 1, -1, -1) if begin <= named[at].start < found.start()), None)
    end = min(end, found.end() + (_NEAR if cue.name == "dependence" else _FAR))
    if cue.name in _BEFORE_COMMA and (comma := text.find(",", found.end(), end)) > 0:
        end = comma  # "as a result of X, Y"
    behind = next((at for at, one in enumerate(named) if found.start() <= one.start < end), None)
    if cue.side == "beside":  # "Western sanctions", "sanctions by the West"
        if before is not None and found.start() - named[before].end < 12:
            return [named[before]]
        by = _BY.match(text, found.end())
        return together(text, named, behind) if by and behind is not None and named[behind].start - by.end() < 6 else []
    if cue.side != "before" and behind is not None:
        return [one for one in together(text, named, behind) if one.start < end or cue.name not in _BEFORE_COMMA]
    return together(text, named, before) if cue.side != "after" and before is not None else []


def token(actors: Actors, offset: int) -> int:
    """Return the token that begins at or behind an offset."""
    return bisect_left(actors.s.starts, offset)


def subject(passage: Passage, actors: Actors, start: int) -> Actor | None:
    """Return who wants or does what a cue says."""
    group, _ = actors.subject(token(actors, start))
    return next((actor for actor in group if actor.iso3 in ("", passage.home)), None)
