"""Acts: who instructed, invited, applied, proposed, drafted, signed, supplied what, to or with whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from fpdata import countries
from fpdata.extraction import dates
from fpdata.extraction.actors import Actors
from fpdata.extraction.actuality import SAYING
from fpdata.extraction.deeds import Deed, clause_end, deeds, named_goods, offset
from fpdata.extraction.nominals import nominals
from fpdata.extraction.roster import Actor
from fpdata.extraction.topics import Passage

__all__ = ["rows"]

_CALLED = {"instruct": "instruction", "invite": "invitation", "propose": "proposal", "start_work": "work",
           "supply": "delivery"}  # fmt: skip
_ONE = {"memoranda": "memorandum", "treaties": "treaty", "greetings": "greetings", "map": "road map"}
_MEANWHILE = frozenset("transmit invite propose draft sign".split())
_ELSEWHEN = re.compile(r";|\b(?:after|before|when|while)\b", re.IGNORECASE)
_REAL = ("occurred", "ongoing")
_INFINITIVE = frozenset("instruct invite propose".split())
_MOST = 8  # acts of one sentence
_TOPICS = {
    "trade": "trade", "investment": "investment", "investments": "investment", "cooperation": "cooperation",
    "visas": "visas", "visa": "visas", "embassy": "embassies", "embassies": "embassies", "market": "markets",
    "markets": "markets", "security": "security", "defence": "defence", "defense": "defence", "energy": "energy",
    "gas": "gas", "oil": "oil", "customs": "customs", "air services": "air services", "visit": "a visit",
    "summit": "a summit", "friendship": "friendship", "transit": "transit", "border": "borders", "loan": "loans",
    "exports": "exports", "buyers": "markets", "membership": "membership", "relations": "relations",
    "economy": "the economy", "culture": "culture", "science": "science",
}  # fmt: skip
_TOPIC = re.compile(rf"\b(?:{'|'.join(sorted(_TOPICS, key=len, reverse=True))})\b", re.IGNORECASE)


def rows(passage: Passage, actors: Actors, published: date | None) -> Iterator[dict[str, Any]]:
    """Yield the acts that a sentence tells of.

    Parameters
    ----------
    passage : Passage
        The sentence, the state that its document is about, and the partner and visit under discussion.
    actors : Actors
        Of the sentence.
    published : date or None
        What relative dates count from.

    Yields
    ------
    dict
        A row without key and evidence.
    """
    seen: set[tuple[str, ...]] = set()
    found = list(deeds(actors, passage.home))
    found += nominals(actors, {deed.act for deed in found}, passage.home)
    for deed in found:
        row = _row(_sides(deed, passage, actors), passage, actors, published)
        mark = tuple(row[column] for column in ("act", "actor", "recipient", "recipient_iso3", "recipient_org"))
        if mark not in seen and len(seen) < _MOST:
            seen.add(mark)
            yield row


def _sides(deed: Deed, passage: Passage, actors: Actors) -> Deed:
    """Say who "both sides" are, where the paragraph has named the partner."""
    if deed.actor.kind != "joint" or passage.partner not in actors.named or deed.recipient is not None:
        return deed
    partner = Actor(0, 0, countries.name(passage.partner), passage.partner, "", "state")
    return deed._replace(actor=deed.actor._replace(iso3=passage.home), recipient=partner)


def _subject(deed: Deed, actors: Actors) -> str:
    """Say in words of our own what an act is about."""
    s, act, thing = actors.s, deed.act, deed.thing
    if act in ("apply", "accede"):
        return f"membership in {deed.org}"
    start = s.starts[max(min(deed.at, thing or deed.at) - 2, 0)]
    end = offset(actors, clause_end(actors, deed.at))
    if act == "supply" and deed.recipient is not None and deed.recipient.start > deed.at:
        end = s.starts[deed.recipient.start]
    themes = named_goods(s.text, start, end) or [_TOPICS[found.lower()] for found in _TOPIC.findall(s.text, start, end)]
    if act not in ("invite", "instruct"):  # "signed during a visit"
        themes = [theme for theme in themes if theme not in ("a visit", "a summit")]
    about = ", ".join(dict.fromkeys(themes[:3]))
    noun = _CALLED.get(act) or (s.low[thing] if thing is not None else act)
    noun = _ONE.get(noun, noun.removesuffix("s"))
    return f"{noun}: {about}" if about and act != "supply" and noun not in about else about or noun


def _row(deed: Deed, passage: Passage, actors: Actors, published: date | None) -> dict[str, Any]:
    """Put a deed into the columns of the schema."""
    recipient = deed.recipient
    state = recipient.iso3 if recipient else ""
    if recipient and not state and deed.act == "instruct" and recipient.kind in ("office", "person"):
        state = deed.actor.iso3 if actors.s.low[recipient.start] in ("his", "her", "its", "their") else ""
    when, basis = _date(deed, actors, published)
    visit = passage.visit
    meanwhile = visit is not None and deed.act in _MEANWHILE and deed.status != "expected"
    if meanwhile and not when and visit.date and visit.code in (deed.actor.iso3, state) and visit.status in _REAL:
        when, basis = visit.date, "inferred"  # what is done during a visit takes its dates
    return {
        "act": deed.act,
        "actor": deed.actor.text,
        "actor_iso3": deed.actor.iso3,
        "recipient": recipient.text if recipient and recipient.kind not in ("org", "state") else "",
        "recipient_iso3": state,
        "recipient_org": deed.org,
        "subject": _subject(deed, actors),
        "date": when,
        "date_basis": basis,
        "status": deed.status,
        "coder": f"rule:act-{deed.act}",
        "confidence": deed.sure,
    }


def _purpose(deed: Deed, actors: Actors) -> int:
    """Return where the words begin that say what somebody is to do: their dates are not those of the act."""
    s = actors.s
    for at in range(deed.at + 1, min(deed.at + 30, actors.n - 1)):
        if s.low[at] == "to" and at + 1 not in actors.starting and s.tokens[at + 1].islower():
            return s.starts[at]
    return len(s.text)


def _reported(deed: Deed, actors: Actors) -> int:
    """Return where the words begin that "A told reporters that" leads to: the dates before are those of the telling."""
    s = actors.s
    for at in range(deed.at - 1, max(deed.at - 16, 0), -1):
        if s.low[at] == "that" and not SAYING.isdisjoint(s.low[max(at - 4, 0) : at]):
            return s.starts[at]
    return 0


def _date(deed: Deed, actors: Actors, published: date | None) -> tuple[str, str]:
    """Return when it was done, by the date words nearest to the verb in its clause."""
    s = actors.s
    at, end = s.starts[deed.at], offset(actors, clause_end(actors, deed.at))
    begin = _reported(deed, actors)
    if deed.act in _INFINITIVE:
        end = min(end, _purpose(deed, actors))
    options = []
    for words in dates.find(s.text):
        found = dates.resolve(words, published, "future" if deed.status == "expected" else "past")
        spans = "yF" in dict(words.parts) and words.start > at  # "a plan for 2024-26"
        between = s.text[min(words.start, at) : max(words.end, at)]
        if found is None or spans or not begin <= words.start < end or _ELSEWHEN.search(between):
            continue
        if words.lead in ("by", "until", "till"):
            found = ("/" + found[0], found[1]) if deed.status == "expected" and "/" not in found[0] else None
        elif words.lead == "since":
            found = (found[0] + "/..", found[1]) if deed.status == "under_way" and "/" not in found[0] else None
        if found is not None:
            options.append((abs(words.start - at), found))
    return min(options)[1] if options else ("", "")
