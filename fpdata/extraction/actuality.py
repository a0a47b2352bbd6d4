"""Whether something is done, under way or expected, or only denied, wished or supposed."""

from __future__ import annotations

from fpdata.extraction.lexicon import Sentence

__all__ = ["SAYING", "actuality", "passive", "said"]

_DENIED = frozenset(
    "not n't never no nor neither cannot without refuse refuses refused refusing decline declines declined"
    " fail fails failed failing reject rejects rejected deny denies denied denying stop stops stopped cease"
    " ceased withdrew withdraws withdrawn withdraw cancel cancelled canceled postpone postponed postpones"
    " suspend suspended avoid avoided abandon abandoned block blocked prevent prevented unable false fake"
    " baseless unlikely impossible wrong barely hardly untrue scrapped shelved revoked".split()
)
_OPEN = frozenset(
    "could might can should must if unless whether want wants wanted hope hopes hoped hoping wish wishes"
    " wished seek seeks sought ready willing able consider considers considered considering mull mulls mulling"
    " urge urges urged ask asks asked offer offers offered threaten threatens threatened possible possibly"
    " perhaps eager keen supposed rumours rumors rumour need needs needed try tries tried trying let lets aims"
    " aim aimed hypothetical chance demand demands demanded reluctant invited allowed".split()
)
_GOVERNS = frozenset(
    "if unless whether deny denies denied doubt doubts doubted hope hopes hoped rumours rumors rumour rumor impossible"
    " false wish wishes want wants urge urged imagine suppose allegations".split()
)
_AHEAD = frozenset(
    "will 'll shall plan plans planned planning due set expected expects scheduled intends intend agreed agree decided"
    " pledged pledges promised promises vowed going upcoming forthcoming planned preparing prepares slated".split()
)
SAYING = frozenset(
    "said says announced announces stated told reported added noted confirmed promised explained".split()
)
_BE = frozenset("is are was were be been being get gets got 's 're".split())
_BEGIN = frozenset("begin begins began begun start starts started continue continues continued resumed".split())


def said(s: Sentence, at: int) -> bool:
    """Tell whether a verb of speech stands before a token."""
    return not SAYING.isdisjoint(s.low[max(at - 14, 0) : at])


def passive(s: Sentence, at: int) -> bool:
    """Tell "was signed", also with an adverb between."""
    place = at - 1
    while place >= max(at - 4, 0) and (s.low[place].endswith("ly") or s.low[place] in ("also", "first", "then", "not")):
        place -= 1
    return place >= 0 and s.tokens[place] in _BE and not s.low[at].endswith("ing")


def actuality(s: Sentence, floor: int, at: int, *, base: bool = False) -> str | None:
    """Say how real what a verb tells is.

    Parameters
    ----------
    s : Sentence
    floor, at : int
        The token behind the subject, and the verb.
    base : bool
        Whether the verb is in its base form.

    Returns
    -------
    str or None
        done, under_way or expected; None for what is denied, wished, asked or
        supposed.
    """
    if "?" in s.tokens[at:]:
        return None
    chain = s.low[floor:at]
    known = set(chain)
    if (
        not _DENIED.isdisjoint(known)
        or not _OPEN.isdisjoint(known)
        or "may" in (s.tokens[place] for place in range(floor, at))
    ):
        return None
    if not _GOVERNS.isdisjoint(s.low[max(floor - 10, 0) : floor]):
        return None
    if "would" in known or "'d" in known:
        return "expected" if said(s, floor + 1) else None
    if not _AHEAD.isdisjoint(known):
        return "expected"
    if chain[-1:] == ["to"] and not _BEGIN.isdisjoint(known):
        return "under_way"
    if chain[-1:] == ["to"] and chain[-2:-1] and chain[-2] in _BE:
        return "expected"
    if s.low[at].endswith("ing"):
        if not _BEGIN.isdisjoint(known) or {"is", "are", "been", "'s", "'re"} & known:
            return "under_way"
        return None if known & {"to", "of", "for", "by"} else "done"
    if "being" in known:
        return "under_way"
    if base and not known & {"did", "do", "does"}:
        return None
    return "done"
