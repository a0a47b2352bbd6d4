"""Which state a document is written about: whose institutions, offices and relations it names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fpdata.extraction.lexicon import Sentence, Span, parse

if TYPE_CHECKING:
    from fpdata.extraction.cast import Cast

__all__ = ["signals"]

_POLITY = frozenset(
    "government presidency premiership cabinet parliament congress senate administration authorities ministry minister"
    " election elections delegation side leader leadership president embassy constitution chairmanship diplomacy"
    " interests foreign partnership partnerships diplomatic push strategy".split()
)
_ATTRIBUTES = frozenset(("UK", "U.K.", "U.K", "US", "U.S.", "U.S", "UAE", "ROK", "DPRK", "PRC", "DRC"))
_LEAVING = re.compile(r"\b(?:left|leaves|leaving|departed|departs|(?:return\w*|back|home) (?:to|in))(?: the)?$")
_OWN = re.compile(r"\b(?:our|his|her|their) (?:country|nation|homeland)$")


def signals(cast: Cast) -> Counter[str]:
    """Count what speaks for each state as the one that a document is about.

    Parameters
    ----------
    cast : Cast
        The people of the document.

    Returns
    -------
    Counter of str
        ISO3 to weight: 3 for an institution that only one state has, and for
        the state that a visitor leaves or returns to; 2 for an official and for what is a
        state's own ("the X government"); 1 for any other demonym or
        possessive, and for a state paired with another.
    """
    found: Counter[str] = Counter()
    for person in cast.people:
        if person.country:
            found[person.country] += 2
    for code, count in cast.institutions().items():
        found[code] += 3 * count
    for sentence in cast.parsed.values():
        for span in sentence.spans:
            if span.kind in ("country", "demonym", "city"):
                found[span.code] += _weight(sentence, span)
        for token in sentence.tokens:
            if "-" in token and token[0].isupper():
                found.update(_paired(token))
    if home := cast.dateline():
        found[home] += 1
    return +found


def _weight(s: Sentence, span: Span) -> int:
    """Weigh one naming of a state."""
    before = " ".join(s.low[max(span.start - 4, 0) : span.start])
    after = s.low[span.end : span.end + 4]
    if _LEAVING.search(before):
        return 3 + (before.endswith(("left", "departed")) and "for" in s.low[span.end : span.end + 6])
    if span.kind == "city":
        return 0
    owner = after[:1] == ["'s"]
    written = s.words(span.start, span.end)
    attribute = written in _ATTRIBUTES and after[:1] and after[0].isalpha()
    if span.kind == "demonym" or owner or attribute:
        near = after[1:] if owner else after[:3]
        return 2 if _POLITY & set(near) else 1
    pair = after[:1] == ["and"] and s.mark[span.end + 1 : span.end + 2] not in ([None], [])
    pair = pair or (after[:1] == ["-"] and s.mark[span.end + 1 : span.end + 2] not in ([None], []))
    pair = pair or (before.endswith("and") and span.start > 1 and s.mark[span.start - 2] is not None)
    return int(pair or span.code == "USA" or bool(_OWN.search(before)))


def _paired(token: str) -> Counter[str]:
    """Return the states of "Chile-Peru": one each."""
    found: Counter[str] = Counter()
    for part in token.split("-"):
        spans = parse((0, 0), part).spans if len(part) > 2 or part in _ATTRIBUTES else []
        found.update(span.code for span in spans if span.kind in ("country", "demonym"))
    return found
