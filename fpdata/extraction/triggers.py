"""Which sentences are worth reading: one pass of a multi-pattern matcher over the whole document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from fpdata.extraction.lexicon import names

__all__ = ["chosen"]

_STRONG = (
    "visit|trip |trip,|trip.|trips | tour |tour,| tours |toured|touring| travel|Travel| flew | fly to| flies |"
    " flying | flown |arriv|Arriv| talks"
    "|Talks| met | meet |meets |meeting|Meeting| hosted| hosts | host |hosting|received | receive"
    " |receives|welcom|greeted|greets"
    "|delegation|Delegation| attend|articipat|took part|take part|takes part|taking part| sent | sends"
    " |dispatched| way to |en route"
    "|peaking in|peaking at|poke at| landed| lands | summit|Summit|iscussions|onsultations|"
    " journey|stopover|called on |calls on|call on"
    "| jetted | jets | off to | off for |touched down|touches down| rushed to| dashed to| drove to| crossed into"
    "|chief guest|guest of hono|counterpart|pilgrimage| lunch| dinner|Visit| set off| sets off|ission to"
    "| was here| is here|were here|are here| our guest| guest of| back from| in town| team led| team, led|mission, led"
    "|mission led|mission was| audience"
    "| excursion| call on| pay a call| working session| itinerary| motorcade| sat down with| sits down with| wreath"
).split("|")
_WEAK = (
    " went | go | goes | going | came | come | comes | coming |return"
    "| head| left | leave| leaving |depart| bound for| stop| stay| spen| proceed|reached |reaches | is in | was in"
    "| are in | were in | due in "
    "| expected in |rently in | now in | be in | been in | signed | signs | addressed |address the"
    "|delivered| represent| chaired |-chaired | laid | opened| joined | by | move| continu"
).split("|")
_WEAK_FORM = re.compile(
    r"\breache[ds] (?:[a-z]+ ){0,3}[A-Z]|"
    r"\b(?:went|go(?:es|ing|ne)?|c[ao]m(?:es?|ing)|return\w{0,3}|head(?:s|ed|ing)?|le(?:ft|aves?|aving)|depart\w{0,3}|bound|stop\w{0,3}|stay\w{0,3}"
    r"|spen[dt]s?|proceed\w{0,2}|move[ds]?|continu\w{1,3})\b[^.;]{0,60}?\b(?:to|for|in"
    r"|at) (?:[a-z]+ ){0,3}[A-Z]"
    r"|\b(?:is|was|are|were|due|expected|currently|now|be|been) in (?:[a-z]+ ){0,3}[A-Z]"
    r"|\b(?:signed|signs|addressed|address|delivered|laid|opened|joined|represent(?:s|ed|ing)|chaired)\b"
    r"[^.;]{0,120}?\b(?:in|at) (?:the )?[A-Z]"
    r"|\bby [A-Z][^.;]{4,120} and [A-Z][^.;]{3,90} in [A-Z]"
)
_OPENING = ("In ", "At ", "While in ", "While at ", "Speaking ", "Arriving ", "Visiting ", "On ")
_POINTED = frozenset(("your country", "our country", "this country", " here ", " here.", " here,"))
_FOLLOWING = re.compile(r"\b(?:visit|trip|tour|travel|met\b|meet|talks|delegation|stay\b|journey)", re.I)


@cache
def _matcher() -> tuple[AhoCorasick, int, int]:
    strong, weak, places = list(_STRONG), list(_WEAK), sorted(names() | _POINTED)
    return (
        AhoCorasick([*strong, *weak, *places], matchkind=MatchKind.LeftmostLongest),
        len(strong),
        len(strong) + len(weak),
    )


def chosen(texts: Sequence[tuple[int, int, str]]) -> tuple[list[int], set[int]]:
    """Choose the sentences that can tell of a visit.

    Parameters
    ----------
    texts : sequence of (int, int, str)
        Paragraph, sentence, text.

    Returns
    -------
    list of int
        Positions of sentences with a word of travel and a place, in order.
    set of int
        Positions of those that may go on about a visit; empty where the list is.
    """
    matcher, strong, weak = _matcher()
    ends, total = [], 0
    for _, _, text in texts:
        ends.append(total)
        total += len(text) + 1
    kinds = [0] * len(texts)
    for pattern, start, _ in matcher.find_matches_as_indexes("\n".join([text for _, _, text in texts])):
        kinds[bisect_right(ends, start) - 1] |= 1 if pattern < strong else 2 if pattern < weak else 4
    told = []
    for place, kind in enumerate(kinds):
        if kind & 4:
            text = texts[place][2]
            if kind & 1 or text.startswith(_OPENING) or (kind & 2 and _WEAK_FORM.search(text[:6000])):
                told.append(place)
    if not told and any(kind & 4 for kind in kinds):  # "We were honoured by the visit of A. He saw the sea walls of Y."
        told = [place for place, kind in enumerate(kinds) if kind & 1 and _FOLLOWING.search(texts[place][2])]
    if not told:
        return [], set()
    beside = {place + step for place in told for step in (-1, 1)}
    told = sorted({*told, *(place for place in beside if 0 <= place < len(kinds) and kinds[place] & 4)})
    return told, {
        place
        for place, kind in enumerate(kinds)
        if (kind & 1 and not kind & 4 and place > told[0]) or (kind & 1 and _FOLLOWING.search(texts[place][2]))
    }
