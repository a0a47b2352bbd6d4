"""Acts: who instructed, invited, applied, proposed, drafted, signed, supplied what, to or with whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from fpdata.extraction import dates
from fpdata.extraction.actors import Actor, Actors
from fpdata.extraction.actuality import actuality, passive
from fpdata.extraction.cooperation import goods
from fpdata.extraction.lexicon import table

__all__ = ["Deed", "rows"]

_TO, _WITH, _BETWEEN, _FROM = (frozenset(words.split()) for words in ("to for", "with to", "between among", "from of"))
_INFINITIVE = frozenset("instruct invite propose".split())
_SHARED = frozenset("draft sign start_work".split())
_STATES = frozenset("person office state body".split())
_REACH = 14
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


class Rule(NamedTuple):
    """What a verb must have about it to tell of an act."""

    act: str
    needs: str
    base: bool
    objects: tuple[tuple[str, ...], ...]


class Deed(NamedTuple):
    """One act as a sentence tells it."""

    act: str
    actor: Actor
    recipient: Actor | None
    org: str
    subject: str
    at: int
    status: str
    sure: float


@cache
def _rules() -> dict[str, list[Rule]]:
    """Return verb form -> the rules that it may fire."""
    found: dict[str, list[Rule]] = {}
    for row in table("acts.csv"):
        objects = tuple(tuple(phrase.split(" ")) for phrase in row["objects"].split("; ") if phrase)
        for verb in row["verbs"].split("; "):
            base, *others = verb.split(" ")
            for form in dict.fromkeys((base, *others)):
                found.setdefault(form, []).append(Rule(row["act"], row["needs"], form == base and base not in others, objects))
    return found


def rows(actors: Actors, home: str, published: date | None) -> Iterator[dict[str, Any]]:
    """Yield the acts that a sentence tells of.

    Parameters
    ----------
    actors : Actors
        Of the sentence.
    home : str
        ISO3 of the state that the document is about.
    published : date or None
        What relative dates count from.

    Yields
    ------
    dict
        A row without key and evidence.
    """
    seen = set()
    for deed in _deeds(actors, home):
        row = _row(deed, actors, published)
        mark = (deed.act, row["actor"], row["recipient"], row["recipient_iso3"], row["recipient_org"])
        if mark not in seen and len(seen) < _MOST:
            seen.add(mark)
            yield row


def _deeds(actors: Actors, home: str) -> Iterator[Deed]:
    s, told = actors.s, set()
    for at, low in enumerate(s.low):
        for rule in _rules().get(low, ()):
            if rule.act in told and rule.act != "sign":
                continue
            found = list(_told(actors, at, rule, home))
            if found:
                told.add(rule.act)
                yield from found
                break
    yield from _nominal(actors, told, home)


def _told(actors: Actors, at: int, rule: Rule, home: str) -> Iterator[Deed]:
    """Yield what one verb tells, if all that its rule needs is there."""
    s = actors.s
    turned = passive(s, at) or (s.low[at + 1 : at + 2] == ["by"] and s.low[at].endswith(("ed", "n", "t")))
    subjects, floor = actors.subject(at)
    thing = _object(s.low, at, rule, before=turned)
    if rule.objects and thing is None:
        return
    if turned:
        place = thing if thing is not None and thing < at else floor
        floor = _noun_end(s.low, place, at)
        doers = actors.agent(at)
        if rule.needs == "patient":
            doers = subjects
        elif not doers and rule.act in ("sign", "draft"):
            doers = actors.behind(floor, _BETWEEN)
        elif not doers and thing is not None and rule.act in ("transmit", "apply"):
            doers = _owner(actors, thing) or (actors.behind(thing, _FROM, 6) if thing < at else [])
    else:
        doers = subjects
    status = actuality(s, floor, at, base=rule.base)
    if status is None and rule.base and s.low[at - 1] not in ("to", "n't", "not") and rule.act == "supply":
        status = "under_way"
    doers = [actor for actor in doers if actor.kind != "org" or rule.act in ("invite", "propose", "sign")]
    if status is None or not doers:
        return
    if rule.act == "supply" and status == "done" and s.low[at].endswith("s"):
        status = "under_way"
    yield from _filled(actors, at, rule, doers, subjects if turned else [], thing, status, home)


def _filled(
    actors: Actors, at: int, rule: Rule, doers: list[Actor], patients: list[Actor], thing: int | None, status: str,
    home: str,
) -> Iterator[Deed]:  # fmt: skip
    """Yield a deed with its recipient, organisation and subject, where those that it needs are named."""
    s, act, last = actors.s, rule.act, _stop(actors, at)
    recipient: Actor | None = None
    org = ""
    if act in ("apply", "accede"):
        found = _organisation(actors, at, last, rule, thing)
        if found is None:
            return
        for actor in doers:
            if actor.kind in _STATES and not actor.kind == "person":
                yield Deed(act, actor, None, found.org, f"membership in {found.org}", at, status, 0.75)
        return
    others = [actor for actor in actors.found if at < actor.start < last]
    if act in ("instruct", "invite") and rule.needs == "recipient":
        near = patients or ([others[0]] if others and others[0].start <= at + 2 else [])
        if not near or near[0].kind == "org" or near[0] in doers:
            return
        recipient = near[0]
    elif act == "supply":
        product = _goods(s.text, s.starts[max(at - _REACH, 0)], _offset(actors, last))
        to = actors.behind(at if not patients else at, _TO, _REACH)
        if not product or not to or to[0].kind == "org":
            return
        recipient = to[0]
    else:
        place = min(at, thing) if thing is not None else at
        around = _WITH if act in ("sign", "draft", "propose", "start_work") else _TO
        to = [actor for actor in actors.behind(place, around, 20) if actor not in doers]
        recipient = to[0] if to else None
    if act in ("transmit", "invite") and recipient is None:
        return
    if act == "propose" and not doers[0].iso3 and doers[0].kind not in ("org", "joint"):
        return
    if act == "propose" and recipient is None:
        recipient = next((a for a in others if a.iso3 and a.iso3 != doers[0].iso3 and s.low[a.start - 1] == "that"), None)
    yield from _shared(actors, act, doers, recipient, at, thing, status, home)


def _shared(
    actors: Actors, act: str, doers: list[Actor], recipient: Actor | None, at: int, thing: int | None, status: str,
    home: str,
) -> Iterator[Deed]:  # fmt: skip
    """Yield one deed for those who do something with each other, else one for each who does it."""
    if not any(actor.iso3 or actor.kind in ("org", "joint", "office", "person") for actor in doers):
        return
    subject = _subject(actors, act, at, thing)
    if act in _SHARED and len(doers) > 1:
        first = next((actor for actor in doers if actor.iso3 == home), doers[0])
        doers, others = [first], [actor for actor in doers if actor is not first]
        for other in others:
            yield Deed(act, first, other, other.org, subject, at, status, 0.7)
        return
    org = recipient.org if recipient else ""
    for actor in doers:
        yield Deed(act, actor, recipient, org, subject, at, status, 0.7 if actor.iso3 else 0.6)


_NOUNS = {"accession": "accede", "admission": "accede", "signing": "sign", "signature": "sign", "drafting": "draft",
          "application": "apply", "bid": "apply"}  # fmt: skip
_LATER = frozenset("will expected scheduled due upcoming planned set forthcoming".split())
_GONE = frozenset("took followed submitted completed place ended happened pending was approved completed".split())


def _nominal(actors: Actors, told: set[str], home: str) -> Iterator[Deed]:
    """Yield "X's accession to Y", "the signing of a treaty between X and Y"."""
    s = actors.s
    for at, low in enumerate(s.low):
        act = _NOUNS.get(low)
        if act is None or act in told or (at and s.low[at - 1] in ("to", "be", "been", "is", "are", "was", "were")):
            continue
        owners = _owner(actors, at)
        around = set(s.low[max(at - 6, 0) : at + 24])
        if {"not", "n't", "if", "postponed", "postponed", "withdrew", "cancelled", "could", "would", "may", "might",
            "rejected", "delayed", "?", "wants", "hopes", "seeks", "possible"} & around:  # fmt: skip
            continue
        status = "expected" if _LATER & around else "under_way" if {"begun", "began", "way", "underway"} & around else "done"
        if act in ("accede", "apply"):
            org = next((a for a in actors.found if a.kind == "org" and at < a.start < at + 10), None)
            owners = owners or (actors.behind(at + 1, frozenset(["of", "by"]), 2) if act == "accede" else [])
            if org is None or not owners or (act == "accede" and status == "done" and not _GONE & around):
                continue
            for owner in owners[:1]:
                if owner.kind in ("state", "body"):
                    told.add(act)
                    yield Deed(act, owner, None, org.org, f"membership in {org.org}", at, status, 0.6)
        else:
            rule = next(rule for rules in _rules().values() for rule in rules if rule.act == act)
            thing = _object(s.low, at, rule, before=False)
            doers = actors.behind(at, frozenset(["between", "by"]), _REACH)
            if thing is not None and doers and (len(doers) > 1 or s.low[doers[0].start - 1] == "by"):
                told.add(act)
                yield from _shared(actors, act, doers, None, at, thing, status, home)


def _owner(actors: Actors, noun: int) -> list[Actor]:
    """Return whose a noun is: "X's application"."""
    for at in range(noun, max(noun - 4, 0), -1):
        if actors.s.low[at - 1] in ("'s", "'") and at - 1 in actors.ending:
            return [actors.ending[at - 1]]
    return []


def _object(low: list[str], at: int, rule: Rule, *, before: bool) -> int | None:
    """Return the last token of the object that a rule wants: behind the verb, before it in the passive."""
    spans = [range(at + 1, min(at + _REACH, len(low)))]
    if before:
        spans.insert(0, range(at - 1, max(at - 24, -1), -1))
    near = rule.act in ("sign", "transmit")
    for span in spans:
        for place in span:
            if low[place] in (";", "which", "who") or (not near and place > at + 8):
                break
            if rule.act == "start_work" and place > at + (1 if low[place].endswith("ing") else 4):
                continue  # "began in X a working tour"
            for phrase in rule.objects:
                if low[place] == phrase[0] and tuple(low[place : place + len(phrase)]) == phrase:
                    return place + len(phrase) - 1
    return None


def _noun_end(low: list[str], place: int, at: int) -> int:
    """Return where the words between a noun and its verb in the passive begin."""
    begin = at
    while begin > max(place + 1, at - 7) and low[begin - 1] not in (",", ";"):
        begin -= 1
    return begin


def _organisation(actors: Actors, at: int, last: int, rule: Rule, thing: int | None) -> Actor | None:
    s = actors.s
    for actor in actors.found:
        if actor.kind == "org" and at < actor.start < last:
            between = s.low[at + 1 : actor.start]
            if rule.act == "accede" and not rule.objects and between not in ([], ["to"]):
                return None
            wanted = {"membership", "join", "member", "accession", "status", "accede", "admission"}
            if rule.act == "apply" and not wanted & set(s.low[at - 8 if thing and thing < at else at : actor.end + 3]):
                return None
            return actor
    if thing is not None and thing < at:  # "an application to Y was submitted"
        return next((actor for actor in actors.found if actor.kind == "org" and thing < actor.start < at), None)
    return None


def _stop(actors: Actors, at: int) -> int:
    """Return the token where a clause ends."""
    low = actors.s.low
    return next(
        (place for place in range(at + 1, min(at + 40, len(low))) if low[place] in (";", "while", "whereas", "but")),
        min(at + 40, len(low)),
    )


def _offset(actors: Actors, token: int) -> int:
    s = actors.s
    return s.starts[token] if token < actors.n else len(s.text)


def _goods(text: str, start: int, end: int) -> list[str]:
    pattern, lines, meaning = goods()
    found = []
    for match in pattern.finditer(text, start, end):
        place = meaning.get(match[0].lower()) if match.lastgroup == "w" else int(match.lastgroup.partition("_")[2])
        if place is not None:
            found.append(lines[place]["product"])
    return list(dict.fromkeys(found))


def _subject(actors: Actors, act: str, at: int, thing: int | None) -> str:
    """Say in words of our own what an act is about."""
    s = actors.s
    start, end = s.starts[max(min(at, thing or at) - 2, 0)], _offset(actors, _stop(actors, at))
    themes = _goods(s.text, start, end) or [_TOPICS[found.lower()] for found in _TOPIC.findall(s.text, start, end)]
    about = ", ".join(dict.fromkeys(themes[:3]))
    noun = {"instruct": "instruction", "invite": "invitation", "propose": "proposal", "start_work": "work",
            "supply": "delivery"}.get(act) or (s.low[thing].removesuffix("s") if thing is not None else act)  # fmt: skip
    noun = {"memoranda": "memorandum", "treatie": "treaty", "invitation": "invitation", "greeting": "greetings"}.get(noun, noun)
    return f"{noun}: {about}" if about and act != "supply" else about or noun


def _row(deed: Deed, actors: Actors, published: date | None) -> dict[str, Any]:
    when, basis = _date(deed, actors, published)
    recipient = deed.recipient
    state = recipient.iso3 if recipient else ""
    if recipient and not state and deed.act == "instruct" and recipient.kind in ("office", "person"):
        state = deed.actor.iso3 if actors.s.low[recipient.start] in ("his", "her", "its", "their") else ""
    return {
        "act": deed.act,
        "actor": deed.actor.text,
        "actor_iso3": deed.actor.iso3,
        "recipient": recipient.text if recipient and recipient.kind not in ("org", "state") else "",
        "recipient_iso3": state,
        "recipient_org": deed.org,
        "subject": deed.subject,
        "date": when,
        "date_basis": basis,
        "status": deed.status,
        "coder": f"rule:act-{deed.act}",
        "confidence": deed.sure,
    }


def _date(deed: Deed, actors: Actors, published: date | None) -> tuple[str, str]:
    """Return when it was done, by the date words nearest to the verb in its clause."""
    s = actors.s
    at, stop = s.starts[deed.at], _offset(actors, _stop(actors, deed.at))
    if deed.act in _INFINITIVE:
        purpose = next((k for k in range(deed.at + 1, min(deed.at + 30, actors.n - 1)) if s.low[k] == "to"
                        and k + 1 not in actors.starting and s.tokens[k + 1].islower()), None)  # fmt: skip
        stop = s.starts[purpose] if purpose is not None else stop
    options = []
    for words in dates.find(s.text):
        found = dates.resolve(words, published, "future" if deed.status == "expected" else "past")
        if found is None or words.start >= stop or ";" in s.text[min(words.start, at) : max(words.end, at)]:
            continue
        if words.lead in ("by", "until", "till"):
            found = ("/" + found[0], found[1]) if deed.status == "expected" and "/" not in found[0] else None
        elif words.lead == "since":
            found = (found[0] + "/..", found[1]) if deed.status == "under_way" and "/" not in found[0] else None
        if found is not None:
            options.append((abs(words.start - at), found))
    return min(options)[1] if options else ("", "")
