"""Claims by cue: what was, what drives, what is wanted, turned to, used, expected, read into it, and what limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from fpdata import countries
from fpdata.extraction import dates
from fpdata.extraction.actors import Actors
from fpdata.extraction.lexicon import table
from fpdata.extraction.roster import Actor
from fpdata.extraction.themes import Object, objects, themes, together
from fpdata.extraction.topics import Passage, demonym, quantity

__all__ = ["rows"]

_SHARE = re.compile(
    r"\b(?:account(?:ed|s|ing)? for|made up|makes? up|share of|shares? in|percent of|per cent of|third of|half of)\b"
    r"[^.;]{0,80}\b(?:trade|exports?|imports?|market|turnover|investment)", re.IGNORECASE)  # fmt: skip
_ENDS = re.compile(r";|\b(?:while|whereas|but|although|though|however)\b", re.IGNORECASE)
_DENIED = frozenset(
    "not n't never no cannot hardly without neither nor denied denies deny refused rejected if unless whether could"
    " might should may wrong false impossible untrue unlikely".split()
)
_LESS = re.compile(r"\b(?:no longer|away from|less|reduc\w+|dependen\w+|distanc\w+|break with|escape)\b", re.IGNORECASE)
_SAID = frozenset(
    "said says stated states announced noted stressed claimed claims believes believe argued argues told declared"
    " emphasized emphasised expressed".split()
)
_BY = re.compile(r"(?: \w+)? (?:by|of|from)(?: the)? ")
_HARM = re.compile(
    r"\b(?:sanction|tension|war\b|loss|los[te]|clos|pressure|threat|declin|dependen|conflict|confront|crisis|isolat|embargo)",
    re.IGNORECASE)  # fmt: skip
_PAST = re.compile(r"\d{4}/\d{4}$")
_NEST = 90  # characters: how near a cue stands to one that governs it
_FAR = 80  # characters from a cue to what it turns on
_GOVERNING = frozenset("goal expectation interpretation".split())
_ALONE = frozenset("goal interpretation driver".split())
_NOTHING = Object(0, 0, "", "", "no country in particular")
_OPENS = ("through", "by offering", "by opening", "by creating")
_BLOCS = frozenset("WEST GLOBAL_SOUTH EU BRICS SCO NATO ASEAN EAEU CIS".split())
"""Groups that are talked about for the sake of policy alone."""
_STATEMENTS = {
    "share": "{Object} accounts for {quantity} percent of the foreign trade of {home}.",
    "baseline": "Before the turn: {theme} of {home} and {object}.",
    "driver": "A reason for the course of {home}: {theme}, {object}.",
    "goal": "What {subject} is after: {theme}, {object}.",
    "reorientation": "The course of {home} leads {direction} {object}: {theme}.",
    "instrument": "A means of {home} with {object}: {theme}.",
    "expectation": "Foreseen for {home} and {object}: {theme}.",
    "interpretation": "How the course of {home} is read: {theme}, {object}.",
    "constraint": "A limit to what {home} can do: {theme}, {object}.",
}


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
    """A cue with what it turns on, where it stands, and the share that is given."""

    cue: Cue
    one: Object
    start: int
    end: int
    said: tuple[float, str] | None = None


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


def rows(passage: Passage, actors: Actors) -> Iterator[dict[str, Any]]:
    """Yield a claim per object that a cue of a sentence turns on.

    Parameters
    ----------
    passage : Passage
    actors : Actors
        Of its sentence.

    Yields
    ------
    dict
        A row without key and evidence.
    """
    text = passage.sentence.text
    if "?" in text:
        return
    named = objects(passage.sentence, passage.home)
    told: set[tuple[str, str]] = set()
    for claim in _told(passage, actors, named):
        mark = (claim.cue.kind, claim.one.name)
        if mark not in told:
            told.add(mark)
            yield _row(passage, actors, claim)


def _told(passage: Passage, actors: Actors, named: list[Object]) -> Iterator[Claim]:
    """Yield what each cue of a sentence turns on; a cue inside what another governs is left to that one."""
    text = passage.sentence.text
    share = _SHARE.search(text)
    said = quantity(text) if share else None
    if said is not None and named:
        near = min(named, key=lambda one: abs(one.start - share.end()))
        yield Claim(_SHARED, near, share.start(), share.end(), said)
    pattern, meaning = _cues()
    waiting: list[Claim] = []
    reach = 0
    alone = not named and any(span.code == passage.home for span in passage.sentence.spans)
    for found in pattern.finditer(text):
        cue = meaning[found[0].lower()]
        begin, end = _clause(text, *found.span())
        if _denied(text, begin, found.start()) or (found[0].lower() in _OPENS and text[: found.start()].strip()):
            continue
        inner = found.start() < reach and "," not in text[waiting[0].end : found.start()]
        if inner and not (waiting and waiting[0].cue.kind == "interpretation"):
            continue
        if alone and cue.kind in _ALONE and {"diplomacy", "policy", "sanctions"} & set(themes(text[begin:end])):
            yield Claim(cue._replace(direction="none"), _NOTHING, found.start(), found.end())
        fresh = [
            Claim(cue, one, found.start(), found.end())
            for one in _meant(text, named, cue, found, begin, end)
            if themes(text[begin:end])
            or one.group in _BLOCS
            or (0 <= one.start - found.end() < 6 and _subject(passage, actors, found.start()))
        ]
        if not fresh:
            continue
        if not inner:
            yield from waiting
        waiting, reach = fresh, found.end() + _NEST if cue.kind in _GOVERNING else 0
    yield from waiting


def _clause(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the stretch of a sentence that a cue governs."""
    begin, end = max(first - 140, 0), min(last + 160, len(text))
    for match in _ENDS.finditer(text, begin, end):
        if match.end() <= first:
            begin = match.end()
        elif match.start() >= last:
            return begin, match.start()
    return begin, end


def _denied(text: str, begin: int, at: int) -> bool:
    """Tell whether what stands before a cue takes it back."""
    words = re.findall(r"n't|\w+", text[max(begin, at - 60) : at].lower())
    return not _DENIED.isdisjoint(words[-6:])


def _meant(
    text: str, named: list[Object], cue: Cue, found: re.Match[str], begin: int, end: int
) -> list[Object]:  # fmt: skip
    """Return what a cue turns on: what stands behind it, before it or beside it, as the cue wants."""
    before = next((at for at in range(len(named) - 1, -1, -1) if begin <= named[at].start < found.start()), None)
    end = min(end, found.end() + _FAR)
    behind = next((at for at, one in enumerate(named) if found.start() <= one.start < end), None)
    if cue.side == "beside":  # "Western sanctions", "sanctions by the West"
        if before is not None and found.start() - named[before].end < 12:
            return [named[before]]
        by = _BY.match(text, found.end())
        return together(text, named, behind) if by and behind is not None and named[behind].start - by.end() < 6 else []
    if cue.side != "before" and behind is not None:
        return together(text, named, behind)
    return together(text, named, before) if cue.side != "after" and before is not None else []


def _row(passage: Passage, actors: Actors, claim: Claim) -> dict[str, Any]:
    """Put a claim into the columns of the schema, in words of our own."""
    cue, one, said = claim.cue, claim.one, claim.said
    text, home = passage.sentence.text, countries.name(passage.home)
    begin, end = _clause(text, claim.start, claim.end)
    about = themes(text[begin:end])
    subject = _subject(passage, actors, claim.start)
    period, due = _times(text, ahead=cue.kind in ("expectation", "goal"))
    if cue.kind == "reorientation" and _PAST.match(period):
        cue = cue._replace(kind="baseline")  # a turn of years gone by
    direction = cue.direction
    if direction == "toward" and _LESS.search(text, claim.start, max(claim.end, one.start)):
        direction = "away"
    if cue.name == "cause" and not _HARM.search(text, claim.end, end):
        direction = "toward"
    quoted = passage.speaker or _speaker(actors, claim.start)
    speaker = quoted or _wisher(passage, subject, cue)
    name = "share" if cue.name == "share" else cue.kind
    return {
        "claim_type": cue.kind,
        "statement": _STATEMENTS[name].format(
            Object=one.name[0].upper() + one.name[1:],
            object=one.name,
            home=home,
            subject=subject.text if subject and subject.kind != "person" else home,
            theme=" and ".join(about[:2]) or "policy",
            direction="away from" if direction == "away" else "to",
            quantity=f"{said[0]:g}" if said else "",
        ),
        "subject": f"{about[0] if about else 'policy'} of {home}",
        "object_iso3": one.iso3,
        "object_group": one.group,
        "direction": direction,
        "period": period,
        "due": due,
        "quantity": said[0] if said else "",
        "quantity_qualifier": said[1] if said else "",
        "unit": "percent of foreign trade" if said else "",
        "modality": cue.modality,
        "speaker": speaker,
        "via": quoted or "author",
        "checkable": "true" if said or about[:1] != ["policy"] else "false",
        "coder": f"rule:claim-{cue.name}",
        "confidence": 0.65 if said else 0.5,
    }


def _token(actors: Actors, offset: int) -> int:
    """Return the token that begins at or behind an offset."""
    return next((at for at, start in enumerate(actors.s.starts) if start >= offset), actors.n)


def _subject(passage: Passage, actors: Actors, start: int) -> Actor | None:
    """Return who wants or does what a cue says."""
    group, _ = actors.subject(_token(actors, start))
    return next((actor for actor in group if actor.iso3 in ("", passage.home)), None)


def _speaker(actors: Actors, start: int) -> str:
    """Return who is said to have said it, before the cue."""
    at = _token(actors, start)
    for place in range(at - 1, max(at - 24, -1), -1):
        if actors.s.low[place] in _SAID:
            group, _ = actors.subject(place)
            return group[0].text if group and group[0].kind in ("office", "body", "org") else ""
    return ""


def _wisher(passage: Passage, subject: Actor | None, cue: Cue) -> str:
    """Return whose wish or expectation it is, else the author."""
    if cue.modality not in ("hoped", "predicted") or subject is None:
        return "author"
    return subject.text if subject.kind in ("body", "office") else f"{demonym(passage.home)} government"


def _times(text: str, *, ahead: bool) -> tuple[str, str]:
    """Return the time that a claim covers, and by when what is expected should show."""
    period = due = ""
    for words in dates.find(text):
        found = dates.resolve(words, None)
        if found is None:
            continue
        if words.lead in ("by", "until", "till"):
            due = due or (found[0] if ahead else "")
        elif not period:
            period = found[0] + ("/.." if words.lead == "since" and "/" not in found[0] else "")
    return period, due
