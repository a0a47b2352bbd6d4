"""Claims by cue: what was, what drives, what is wanted, turned to, used, expected, read into it, and what limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fpdata import countries
from fpdata.extraction import dates
from fpdata.extraction.actors import Actors
from fpdata.extraction.cues import Claim, Cue, claims, clause, subject, token
from fpdata.extraction.roster import Actor
from fpdata.extraction.themes import themes
from fpdata.extraction.topics import Passage, demonym

__all__ = ["rows"]

_LESS = re.compile(
    r"\b(?:no longer|away from|beyond|less|reduc\w+|dependen\w+|distanc\w+|break with|escape)\b", re.IGNORECASE
)
_SAID = frozenset(
    "said says stated states announced noted stressed claimed claims believes believe argued argues told declared"
    " emphasized emphasised expressed".split()
)
_PAST = re.compile(r"\d{4}/\d{4}$")
_STATEMENTS = {
    "share": "{Object} accounts for {quantity} percent of the {whole} of {home}.",
    "baseline": "Before the turn: {theme} of {home} and {object}.",
    "driver": "A reason for the course of {home}: {theme}, {object}.",
    "goal": "What {subject} is after: {theme}, {object}.",
    "reorientation": "The course of {home} leads {direction} {object}: {theme}.",
    "instrument": "A means of {home} with {object}: {theme}.",
    "expectation": "Foreseen for {home} and {object}: {theme}.",
    "interpretation": "How the course of {home} is read: {theme}, {object}.",
    "constraint": "A limit to what {home} can do: {theme}, {object}.",
}


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
    told: set[tuple[str, str]] = set()
    for claim in claims(passage, actors):
        mark = (claim.cue.kind, claim.one.name)
        if mark not in told:
            told.add(mark)
            yield _row(passage, actors, claim)


def _row(passage: Passage, actors: Actors, claim: Claim) -> dict[str, Any]:
    """Put a claim into the columns of the schema, in words of our own."""
    cue, one, said = claim.cue, claim.one, claim.said
    text, home = passage.sentence.text, countries.name(passage.home)
    begin, end = clause(text, claim.start, claim.end)
    about = themes(text[begin:end])
    wanting = subject(passage, actors, claim.start)
    period, due = _times(text, ahead=cue.kind in ("expectation", "goal"))
    if cue.kind == "reorientation" and _PAST.match(period):
        cue = cue._replace(kind="baseline")  # a turn of years gone by
    direction = cue.direction
    if direction == "toward" and _LESS.search(text, claim.start, max(claim.end, one.start)):
        direction = "away"
    quoted = passage.speaker or _speaker(actors, claim.start)
    speaker = quoted or _wisher(passage, wanting, cue)
    name = "share" if cue.name == "share" else cue.kind
    return {
        "claim_type": cue.kind,
        "statement": _STATEMENTS[name].format(
            Object=one.name[0].upper() + one.name[1:],
            object=one.name,
            home=home,
            subject=wanting.text if wanting and wanting.kind != "person" else home,
            theme=" and ".join(about[:2]) or "policy",
            direction="away from" if direction == "away" else "to",
            quantity=f"{said[0]:g}" if said else "",
            whole=claim.whole,
        ),
        "subject": f"{about[0] if about else 'policy'} of {home}",
        "object_iso3": one.iso3,
        "object_group": one.group,
        "direction": direction,
        "period": period,
        "due": due,
        "quantity": said[0] if said else "",
        "quantity_qualifier": said[1] if said else "",
        "unit": f"percent of {claim.whole}" if said else "",
        "modality": cue.modality,
        "speaker": speaker,
        "via": quoted or "author",
        "checkable": "true" if said or about[:1] != ["policy"] else "false",
        "coder": f"rule:claim-{cue.name}",
        "confidence": 0.65 if said else 0.5,
    }


def _speaker(actors: Actors, start: int) -> str:
    """Return who is said to have said it, before the cue."""
    at = token(actors, start)
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
