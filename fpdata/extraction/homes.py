"""Which state a document is written about: whose institutions, offices and relations it names."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from fpdata.extraction.lexicon import Sentence, Span, parse
from fpdata.extraction.verbs import TOPICS

if TYPE_CHECKING:
    from fpdata.extraction.cast import Cast

__all__ = ["signals"]

_POLITY = frozenset(
    "government presidency premiership cabinet parliament congress senate administration authorities ministry minister"
    " election elections delegation side leader leadership president embassy constitution chairmanship diplomacy"
    " interests foreign partnership partnerships diplomatic push strategy".split()
)
_OTHERS = TOPICS - {"interests", "government", "policy", "embassy", "role", "election", "elections"} | frozenset(
    "aggression officials counterpart counterparts refugees transition regime oil gas border capital city".split()
)
_ATTRIBUTES = frozenset(("UK", "U.K.", "U.K", "US", "U.S.", "U.S", "UAE", "ROK", "DPRK", "PRC", "DRC"))
_ACRONYM = max(map(len, _ATTRIBUTES))
_READ = 40
"""Sentences looked through: a report says early whose it is."""
_LEAVING = re.compile(r"\b(?:left|leaves|leaving|departed|departs|(?:return\w*|back|home) (?:to|in))(?: the)?$")
_LEADS = ("left", "leaves", "leaving", "departed", "departs", "to", "in", "the")
"""What it ends with."""
_OWN = re.compile(r"\b(?:our|his|her|their) (?:country|nation|homeland)$")


def signals(cast: Cast, destinations: frozenset[str]) -> Counter[str]:
    """Count what speaks for each state as the one that a document is about.

    Parameters
    ----------
    cast : Cast
        The people of the document.
    destinations : frozenset of str
        ISO3 of the states visited.

    Returns
    -------
    Counter of str
        ISO3 to weight: 3 for an institution that only one state has, and for
        the state that a visitor leaves or returns to; 2 for an official and for what is a
        state's own ("the X government"), or tied to a destination ("X-Y
        relations"); 1 for any other demonym or possessive, and for "X and Y"
        where Y is a destination.
    """
    found: Counter[str] = Counter()
    for person in cast.people:
        if person.country and person.kind != "group":
            found[person.country] += 2
    for place in range(min(len(cast.texts), _READ)):
        cast.sentence(place)
    for code, count in cast.institutions().items():
        found[code] += 3 * count
    for sentence in cast.parsed.values():
        for span in sentence.spans:
            if span.kind in ("country", "demonym", "city"):
                found[span.code] += _weight(sentence, span, destinations)
        for token in sentence.tokens if "-" in sentence.text else ():
            if "-" in token and token[0].isupper() and token.split("-")[1][:1].isupper():
                found.update(_paired(token))
    if home := cast.dateline():
        found[home] += 1
    return +found


def _weight(s: Sentence, span: Span, destinations: frozenset[str]) -> int:
    """Weigh one naming of a state."""
    before = " ".join(s.low[max(span.start - 4, 0) : span.start])
    after = s.low[span.end : span.end + 4]
    if before.endswith(_LEADS) and _LEAVING.search(before):
        return 3 + (before.endswith(("left", "departed")) and "for" in s.low[span.end : span.end + 6])
    if span.kind == "city":
        return 0
    owner = after[:1] == ["'s"]
    short = len(s.tokens[span.start]) <= _ACRONYM and after[:1] and after[0].isalpha()
    attribute = short and s.words(span.start, span.end) in _ATTRIBUTES
    beside = [s.mark[span.end + 1]] if after[:1] in (["and"], ["-"]) and span.end + 1 < len(s.tokens) else []
    if span.start > 1 and s.low[span.start - 1] in ("and", "-"):
        beside.append(s.mark[span.start - 2])
    pair = 2 * any(other is not None and other.code in destinations for other in beside)
    if span.kind == "demonym" or owner or attribute:
        near = after[1:] if owner else after[:3]
        return pair or (0 if set(near[:2]) & _OTHERS else 2 if _POLITY & set(near) else 1)
    joined = bool(pair) and after[:1] != ["-"] and s.low[span.start - 1] != "-"
    return pair - joined or int(span.code == "USA" or bool(_OWN.search(before)))


@lru_cache(maxsize=4096)
def _paired(token: str) -> Counter[str]:
    """Return the states of "Chile-Peru": one each."""
    found: Counter[str] = Counter()
    for part in token.split("-"):
        spans = parse((0, 0), part).spans if len(part) > 2 or part in _ATTRIBUTES else []
        found.update(span.code for span in spans if span.kind in ("country", "demonym"))
    return found
