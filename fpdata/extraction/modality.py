"""Whether a visit took place, is under way, is planned or called off, or is only talked about."""

from __future__ import annotations

import re

from fpdata.extraction.lexicon import Sentence

__all__ = ["protocol", "setting", "status"]

_BASE_FORMS = frozenset(
    "visit tour travel fly go arrive head leave host welcome receive meet attend hold come return lead join"
    " participate take address land stop make pay undertake depart journey speak proceed embark greet begin"
    " kick set stay send".split()
)
_NEGATION = frozenset("not n't never no without nor neither cannot rarely none".split())
_OPEN = frozenset(
    "could might should if whether unless want wants wanted hope hopes hoped hoping wish wishes wished invite invites"
    " invited inviting invitation invitations urge urges urged ask asks asked asking request requests requested propose"
    " proposes proposed proposal consider considers considered considering possible possibility potential hypothetical"
    " rumored rumoured rumours rumors refuse refuses refused refusing decline declines declined denies denied deny"
    " denying reject rejects rejected ready willing offer offers offered threaten threatened unable mull mulls mulling"
    " seek seeks seeking sought ban banned barred blocked forbidden encourage encourages encouraged advised"
    " advise advises"
    " warned warn warns avoid skip skipped skips virtual virtually telephone phone video online speculation speculated"
    " allegedly pretended fail failed fails opportunity welcome-to permission plea calls suggestion suggested prospect"
    " prospects demand demanded demands expressed interest desire eager keen allow allowed prevent prevented must let"
    " reluctant unlikely likely can't couldn't wouldn't expressed advice recommend recommended appeal appealed".split()
)
_PLANS = frozenset(
    "will 'll shall plan plans planned planning scheduled schedule set due expected expects intends intend"
    " preparing prepares"
    " prepare slated agreed decided poised upcoming forthcoming arranged announced announce announces"
    " announcing confirmed"
    " anticipated slate pledged promised vowed tomorrow".split()
)
_REPORTS = frozenset(
    "said says announced announces confirmed confirms stated told reported added adds revealed declared"
    " spokesman spokeswoman"
    " spokesperson statement according that".split()
)
_CANCEL = re.compile(
    r"cancel|postpon|scrap(?:s|ped|ping)?$|shelv|call(?:s|ed|ing)?-off|abandon|abort|suspend(?:s|ed|ing)?$|delay(?:s|ed|ing)?$"
)
_CANCELS = frozenset("can pos scr she cal aba abo sus del".split())
"""What words of calling off begin with."""
_OFF = re.compile(r"\b(?:call\w*|put) (?:it |them )?off\b")
_CANCELLED = re.compile(
    r"\b(?:was|were|been|is|be|being|and|had|has|got) (?:\w+ )?(?:cancel|postpon|scrapped|called off"
    r"|put off|shelved|suspended|delayed|dropped from)"
)
_MIGHT = re.compile(r"(?:would|could|might|may|should|by \w+ would) ")
_AHEAD = re.compile(
    r"(?:\S+ ){0,8}?(?:will|is (?:scheduled|set|expected|due|planned|to)|are (?:scheduled|set|expected"
    r"|due|to)|scheduled|planned|later this|next (?:week|month|year)|tomorrow|is going ahead)\b"
)
_UNDER_WAY = re.compile(r"\b(?:is|are) (?:currently |now )?(?:on|in|paying|making)\b")
_DONE = re.compile(r"\b(?:was|were|had|has|after|having)\b")
_IS = re.compile(r"\b(?:is|are|'s|'re)\b")
_SOON = re.compile(r"\b(?:next|tomorrow|later this)\b")
_TOMORROW = re.compile(r"\b(?:tomorrow|next (?:week|month|year|\w+day))\b")
_TO_BE = re.compile(r"\b(?:is|are|was|were|be)(?: also| then| now| later)?$")
_IS_TO_PAY = re.compile(r"\b(?:is|are) to (?:pay|make|begin|undertake|start|embark|host|receive)\b")
_TO_PAY = re.compile(r"\bto (?:pay|make|begin|undertake|start|embark on)\b")
_SETS_OUT = re.compile(r"\b(?:left|leaves|departed|departs|sets|set|arrives|arrived)\b")
_DOUBTFUL = _NEGATION | _OPEN | {"may", "would"}
"""Words that keep a visit from being real; so do those in "n't"."""
_SAID = frozenset(
    "report reports story stories claim claims rumor rumors rumour rumours news allegation allegations talk assertion"
    " assertions".split()
)
_WISHED = re.compile(
    r"\b(?:petition|call(?:s|ed|ing)?|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|press(?:ure|ed|ing)|demand(?:s|ed|ing)?|campaign)"
    r"\b[^;]{0,60}\bto (?:cancel|postpone|scrap|shelve|call off|delay)\b"
)
_SAYINGS = r"(?:reports?|stories|story|claims?|rumou?rs?|news|allegations?|talk|assertions?)"
_FALSE = re.compile(
    r"\b(?:rubbish|dismiss|refut|debunk|rebut|rebuff|reject|den(?:y|ie))\w* (?:\w+ ){0,4}?"
    + _SAYINGS
    + r" (?:(?!\b(?:before|after|when|while|and|as|who)\b)[^;,.])*$"
)
_FALSEHOOD = re.compile(
    r"\b"
    + _SAYINGS
    + r" (?:\w+ ){0,2}?(?:of|about|on|regarding|concerning|that) .*\b(?:is|are|was|were)"
    + r" (?:\w+ )?(?:fake|false|baseless|untrue|unfounded|fabricated|incorrect|wrong)\b"
)
_FUTURE_NEAR = frozenset("upcoming forthcoming planned scheduled expected next impending prospective".split())
_BEFORE = ("ahead of", "before", "prior to", "in preparation for", "plans for", "preparations for",
           "looks forward to", "looking forward to", "look forward to", "eve of", "advance of",
           "in the run-up to", "to preview", "previewing", "plan for", "prepare for")  # fmt: skip
_FIRST = frozenset("first second third last only latest youngest oldest sole leader president minister".split())
_SETTING_OUT = frozenset("heads heading leaves leaving departs departing sets setting embarks proceeds".split())
_ON_THE_WAY = frozenset("travelling traveling flying going heading leaving departing arriving coming".split())
"""With "is" or "are": not yet there."""
_ONWARD = frozenset("goes moves continues flies travels".split())
_IS_TO = re.compile(
    r"\b(?:is|are|was|were) (?:due |expected |scheduled |set )?to (?:meet|hold|visit|attend|see|have)\b"
)
_TO_COME = re.compile(r"\bwho will (?:visit|arrive|come|travel|be)\b")
_WAS_DUE = re.compile(r"(?:\S+ ){0,10}?(?:was|were) (?:expected|due|scheduled)\b")
_TODAY = re.compile(
    r"^(?:(?:in|at|here) )?(?:\w+ ){0,3}?(?:to-?day|this (?:morning|afternoon|evening)|tonight|on the \d)"
)
_PROTOCOL = (
    ("state", re.compile(r"\bstate visit|\bon a state\b", re.I)),
    ("working", re.compile(r"\bworking(?: \w+)? (?:visit|trip)", re.I)),
    ("official", re.compile(r"\bofficial(?: \w+)? (?:visit|trip|tour)|\bofficially visit", re.I)),
)


def protocol(text: str) -> str:
    """Return state, working or official where the words say so, else unspecified."""
    return next((kind for kind, pattern in _PROTOCOL if pattern.search(text)), "unspecified")


_TWO = re.compile(r"\bbilateral|\bcounterpart|\btalks with|\bmet (?:with )?|\bhosted|\breceived|\bboth sides", re.I)
_MANY = re.compile(r"\bsummit|\bconference|\bforum|\bassembly|\bmultilateral|\btrilateral|\bministerial meeting", re.I)


def setting(text: str) -> str:
    """Return bilateral, multilateral or both where the words say so, else unspecified."""
    two, many = bool(_TWO.search(text)), bool(_MANY.search(text))
    return {(True, True): "both", (True, False): "bilateral", (False, True): "multilateral"}.get(
        (two, many), "unspecified"
    )


def status(s: Sentence, trigger: int, left: int, right: int, *, nominal: bool = False) -> str | None:
    """Say how real a visit is.

    Parameters
    ----------
    s : Sentence
    trigger : int
        Token of the verb or noun that tells of the visit.
    left, right : int
        Tokens between which the words bear on it.
    nominal : bool
        Whether the trigger is a noun.

    Returns
    -------
    str or None
        occurred, ongoing, planned or cancelled; None for what is denied,
        conditional, invited or wished.
    """
    before, behind = s.low[left:trigger], s.low[trigger + 1 : right]
    joined = " ".join(before)
    after = " ".join(behind[:14])
    word = s.low[trigger]
    said = s.low[max(trigger - 24, 0) : trigger]
    if (not _SAID.isdisjoint(said) and _FALSE.search(" ".join(said))) or (
        nominal and _FALSEHOOD.search(" ".join(s.low[max(trigger - 12, 0) : trigger + 24]))
    ):
        return None
    if nominal and {"during", "amid", "while"} & set(before[-5:]):
        return "ongoing" if {"is", "says", "announces", "are"} & set(s.low) else "occurred"
    called_off = [low for low in before if low[:3] in _CANCELS and _CANCEL.match(low)]
    if called_off or (" off" in joined and _OFF.search(joined)):
        if "to" in before and _WISHED.search(joined):
            return "planned" if nominal else None
        return None if "without" in before or "not" in before else "cancelled"
    if (nominal or word == "stay") and _CANCELLED.search(
        " ".join(s.low[trigger + 1 : trigger + 26]).partition(" ; ")[0]
    ):
        return "cancelled"
    doubtful = "n't" in joined or not _DOUBTFUL.isdisjoint(before)
    for place, low in enumerate(before) if doubtful else ():
        follows = before[place + 1] if place + 1 < len(before) else word
        if (
            (low in _NEGATION or low.endswith("n't"))
            and follows not in ("only", "less", "doubt")
            and not (low == "without" and nominal)
        ):
            return None
        if (
            low in _OPEN
            and not (left + place and s.tokens[left + place][0].isupper())
            and not (low == "can" and follows == "be")
            and low != "video"
        ):
            return None
        if low == "may" and s.tokens[left + place] == "may":
            return None
        if low == "would" and not _REPORTS & set(s.low[max(left - 14, 0) : left + place]):
            return None
    if nominal and _MIGHT.match(after) and not _REPORTS & set(before):
        return None
    if "would" in before or "'d" in before:
        return "planned"
    base = word in _BASE_FORMS  # fmt: skip
    if not nominal and base and before[-1:] == ["to"]:
        return _infinitive(before)
    if nominal and "to" in before and not _PLANS & set(before):
        kind = _governing(before)
        if kind != "":
            return kind or None
    if _PLANS & set(before) and not (nominal and "announced" in before and "during" in before):
        if "agreed" in before or "decided" in before or "announced" in before or "confirmed" in before:
            if nominal or "to" in before or "will" in before:
                return "planned"
        else:
            return "planned"
    if nominal:
        if before and (_FUTURE_NEAR & set(before[-4:]) or any(words in joined[-45:] for words in _BEFORE)):
            return "planned"
        if _AHEAD.match(after) or (
            _WAS_DUE.match(after) and not _REPORTS.isdisjoint(s.low[max(trigger - 30, 0) : trigger])
        ):
            return "planned"
        if {"begins", "starts", "makes", "pays", "kicks", "continues", "wraps", "undertakes"} & set(before):
            return "ongoing"
        return "ongoing" if _UNDER_WAY.search(joined) else "occurred"
    if (word in _SETTING_OUT or (word in _ONWARD and behind[:1] == ["on"])) and not _DONE.search(joined):
        return "planned"
    if word.endswith("ing"):
        if "forward" in before[-4:]:
            return "planned"
        if "before" in [*before[-3:], *s.low[max(trigger - 1, 0) : trigger]]:
            return "planned" if {"will", "'ll"} & set(s.low) or _IS_TO.search(" ".join(s.low[:trigger])) else "occurred"
        if _IS.search(joined):
            if word in _ON_THE_WAY and not {"currently", "now", "already"} & set(before):
                return "planned"
            return "planned" if _SOON.search(after) else "ongoing"
        return "occurred"
    if word.endswith("s") and word != "talks" and _TOMORROW.search(after):
        return "planned"
    if word == "arrives" and _TODAY.search(" ".join(behind[:12])):
        return "planned"
    if behind[:1] == ["planned"] or (word == "welcomes" and _TO_COME.search(" ".join(s.low[trigger : trigger + 16]))):
        return "planned"
    if word in ("was", "were", "has", "had") or s.mark[trigger] is not None:
        return "occurred"
    return "ongoing" if (word.endswith("s") and word != "talks") or word in ("begins", "arrives") else "occurred"


def _infinitive(before: list[str]) -> str | None:
    head = before[:-1]
    if _TO_BE.search(" ".join(head)):
        return "planned"
    if "used" in head[-1:]:
        return "occurred"
    if _PLANS & set(head) or {"going", "about"} & set(head[-3:]):
        return "planned"
    if _FIRST & set(head[-6:]) or any(low.endswith(("est", "est-level", "est-ranking")) for low in head[-6:]):
        return "occurred"
    if {"arrived", "travelled", "traveled", "flew", "came", "went", "managed", "continued", "on"} & set(head[-12:]):
        return "occurred"
    return None


def _governing(before: list[str]) -> str:
    """Judge an infinitive that governs the noun: "to pay a visit"; empty where there is none."""
    text = " ".join(before)
    if _IS_TO_PAY.search(text):
        return "planned"
    if _TO_PAY.search(text):
        return "planned" if _SETS_OUT.search(text) else ""
    return ""
