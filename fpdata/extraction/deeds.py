"""Doings that a sentence tells: a verb of the lexicon with who does it, and all else that it must have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fpdata import countries
from fpdata.extraction.actors import Actors
from fpdata.extraction.actuality import actuality, passive
from fpdata.extraction.cooperation import goods
from fpdata.extraction.lexicon import table
from fpdata.extraction.roster import Actor

__all__ = ["SHARED", "Deed", "Rule", "clause_end", "deeds", "named_goods", "offset", "owner", "rules", "together"]

_TO, _WITH, _BETWEEN, _FROM, _UNDER = (
    frozenset(words.split()) for words in ("to for", "with to", "between among", "from of", "under by")
)
SHARED = frozenset("draft sign start_work".split())
"""What several do with each other."""
_STATES = frozenset("office state body".split())
_MEMBERSHIP = frozenset("membership join member accession status accede admission".split())
_PACTS = frozenset("agreement agreements contract contracts deal deals accord".split())
_OWNS = (["'s"], ["'"])
_REACH, _CLAUSE = 14, 40


class Rule(NamedTuple):
    """What a verb must have about it to tell of an act.

    Attributes
    ----------
    act, needs : str
        As in ``data/acts.csv``.
    base : bool
        Whether the verb is in its base form.
    objects : tuple of tuple of str
        Of which one must stand near.
    """

    act: str
    needs: str
    base: bool
    objects: tuple[tuple[str, ...], ...]

    def object(self, low: list[str], at: int, *, before: bool) -> int | None:
        """Return the last token of the object: behind the verb, or before it in the passive."""
        spans = [range(at + 1, min(at + _REACH, len(low)))]
        if before:
            spans.insert(0, range(at - 1, max(at - 24, -1), -1))
        far = self.act in ("sign", "transmit") and self.needs != "near"
        for span in spans:
            for place in span:
                if low[place] in (";", "which", "who", "where") or (not far and place > at + 8):
                    break
                if self.act == "start_work" and place > at + (1 if low[place].endswith("ing") else 4):
                    continue  # "began in X a working tour"
                for phrase in self.objects:
                    if low[place] == phrase[0] and tuple(low[place : place + len(phrase)]) == phrase:
                        return place + len(phrase) - 1
        return None


class Deed(NamedTuple):
    """One act as a sentence tells it.

    Attributes
    ----------
    act : str
        As in the schema.
    actor, recipient : Actor
        Who did it, and to or with whom.
    org : str
        International body concerned.
    thing, at : int
        Tokens of its object and of its verb.
    status : str
        done, under_way or expected.
    sure : float
        Confidence.
    """

    act: str
    actor: Actor
    recipient: Actor | None
    org: str
    thing: int | None
    at: int
    status: str
    sure: float


@cache
def rules() -> dict[str, list[Rule]]:
    """Return verb form -> the rules that it may fire."""
    found: dict[str, list[Rule]] = {}
    for row in table("acts.csv"):
        objects = tuple(tuple(phrase.split(" ")) for phrase in row["objects"].split("; ") if phrase)
        for verb in row["verbs"].split("; "):
            base, *others = verb.split(" ")
            for form in dict.fromkeys((base, *others)):
                rule = Rule(row["act"], row["needs"], form == base and base not in others, objects)
                found.setdefault(form, []).append(rule)
    return found


def deeds(actors: Actors, home: str) -> Iterator[Deed]:
    """Yield what the verbs of a sentence tell; the home state comes first of those who do something together."""
    told = set()
    for at, low in enumerate(actors.s.low):
        for rule in rules().get(low, ()):
            if rule.act in told and rule.act != "sign":
                continue
            found = list(_told(actors, at, rule, home))
            if found:
                told.add(rule.act)
                yield from found
                break


def _told(actors: Actors, at: int, rule: Rule, home: str) -> Iterator[Deed]:
    """Yield what one verb tells, if all that its rule needs is there."""
    s = actors.s
    turned = passive(s, at) or (s.low[at + 1 : at + 2] == ["by"] and s.low[at].endswith(("ed", "n", "t")))
    subjects, floor = actors.subject(at)
    thing = rule.object(s.low, at, before=turned or (rule.act == "start_work" and not subjects))
    if rule.objects and thing is None:
        return
    if rule.act == "supply" and not _PACTS.isdisjoint(s.low[max(at - 3, 0) : at]) and s.low[at - 1] == "to":
        yield from _filled(actors, at, rule, _makers(actors, at), [], None, "expected", home)
        return
    doers = subjects
    if turned:
        floor = _verb_group(s.low, thing if thing is not None and thing < at else floor, at)
        doers = _behind_passive(actors, at, rule, subjects, floor, thing)
    elif not subjects and thing is not None and thing < at:  # "work began under A"
        floor, doers = _verb_group(s.low, thing, at), actors.behind(at + 1, _UNDER)
    status = actuality(s, floor, at, base=rule.base)
    if rule.act == "supply" and (
        (status == "done" and s.low[at].endswith("s"))
        or (status is None and rule.base and s.low[at - 1] not in ("to", "n't", "not"))
    ):
        status = "under_way"
    doers = [actor for actor in doers if actor.kind != "org" or rule.act in ("invite", "propose", "sign")]
    if status is not None and doers:
        yield from _filled(actors, at, rule, doers, subjects if turned else [], thing, status, home)


def _behind_passive(
    actors: Actors, at: int, rule: Rule, subjects: list[Actor], floor: int, thing: int | None
) -> list[Actor]:
    """Return who does what is told in the passive."""
    if rule.needs == "patient":
        return subjects
    doers = actors.agent(at)
    if not doers and rule.act in ("sign", "draft"):
        return actors.behind(floor, _BETWEEN)
    if not doers and thing is not None and rule.act in ("transmit", "apply"):
        return owner(actors, thing) or (actors.behind(thing, _FROM, 6) if thing < at else [])
    return doers


def _makers(actors: Actors, at: int) -> list[Actor]:
    """Return whose goods an agreement is about: "to supply 100 Y vehicles"."""
    for span in actors.s.spans:
        if span.kind == "demonym" and at < span.start < at + 8:
            return [Actor(span.start, span.end, countries.name(span.code), span.code, "", "state")]
    return []


def _filled(
    actors: Actors, at: int, rule: Rule, doers: list[Actor], patients: list[Actor], thing: int | None, status: str,
    home: str,
) -> Iterator[Deed]:  # fmt: skip
    """Yield a deed with its recipient and organisation, where those that it needs are named."""
    s, act, last = actors.s, rule.act, clause_end(actors, at)
    if act in ("apply", "accede"):
        body = _organisation(actors, at, last, rule, thing)
        if body is not None:
            for actor in doers:
                if actor.kind in _STATES:
                    yield Deed(act, actor, None, body.org, None, at, status, 0.75)
        return
    others = [actor for actor in actors.found if at < actor.start < last]
    if rule.needs == "recipient":
        to = patients or _direct(actors, at, others)
        if not to or to[0].kind == "org" or to[0] in doers:
            return
    elif act == "supply":
        to = actors.behind(at, _TO, _REACH)
        named = named_goods(s.text, s.starts[max(at - _REACH, 0)], offset(actors, last))
        if not doers or not named or not to or to[0].kind == "org":
            return
    else:
        place = min(at, thing) if thing is not None else at
        around = _WITH if act in SHARED or act == "propose" else _TO
        to = [actor for actor in actors.behind(place, around, 20) if actor not in doers]
    if act in ("transmit", "invite") and not to:
        return
    if act == "propose":
        if not doers[0].iso3 and doers[0].kind not in ("org", "joint"):
            return
        to = to or [
            other for other in others if other.iso3 not in ("", doers[0].iso3) and s.low[other.start - 1] == "that"
        ]
    yield from together(act, doers, to[0] if to else None, at, thing, status, home)


def together(
    act: str, doers: list[Actor], recipient: Actor | None, at: int, thing: int | None, status: str, home: str
) -> Iterator[Deed]:
    """Yield one deed for those who do something with each other, else one for each who does it."""
    if not any(actor.iso3 or actor.kind in ("org", "joint", "office", "person") for actor in doers):
        return
    if act in SHARED and len(doers) > 1:
        first = next((actor for actor in doers if actor.iso3 == home), doers[0])
        for other in doers:
            if other is not first:
                yield Deed(act, first, other, other.org, thing, at, status, 0.7)
        return
    for actor in doers:
        yield Deed(act, actor, recipient, recipient.org if recipient else "", thing, at, status,
                   0.7 if actor.iso3 else 0.6)  # fmt: skip


def _direct(actors: Actors, at: int, others: list[Actor]) -> list[Actor]:
    """Return the direct object of a verb: "A", and A of "B's successor, A"."""
    if not others or others[0].start > at + 2:
        return []
    if actors.s.low[others[0].end : others[0].end + 1] == ["'s"]:
        return [other for other in others[1:2] if other.start < others[0].end + 6 and other.kind == "person"]
    return others[:1]


def owner(actors: Actors, noun: int) -> list[Actor]:
    """Return whose a noun is: "X's application"."""
    for at in range(noun, max(noun - 4, 0), -1):
        if actors.s.low[at - 1] in ("'s", "'") and at - 1 in actors.ending:
            return [actors.ending[at - 1]]
    return []


def _verb_group(low: list[str], place: int, at: int) -> int:
    """Return where the words between a noun and its verb begin."""
    begin = at
    while begin > max(place + 1, at - 7) and low[begin - 1] not in (",", ";"):
        begin -= 1
    return begin


def _organisation(actors: Actors, at: int, last: int, rule: Rule, thing: int | None) -> Actor | None:
    """Return the body that somebody applies to or joins."""
    s = actors.s
    bodies = [actor for actor in actors.found if actor.kind == "org" and s.low[actor.end : actor.end + 1] not in _OWNS]
    body = next((actor for actor in bodies if at < actor.start < last), None)
    if body is not None:
        if (
            rule.act == "accede"
            and not rule.objects
            and [low for low in s.low[at + 1 : body.start] if low != "the" and not low.endswith("-led")]
            not in ([], ["to"])
        ):
            return None
        first = at - 8 if thing is not None and thing < at else at
        wanted = rule.act != "apply" or not _MEMBERSHIP.isdisjoint(s.low[max(first, 0) : body.end + 3])
        return body if wanted else None
    if thing is not None and thing < at:  # "an application to Y was submitted"
        return next((actor for actor in bodies if thing < actor.start < at), None)
    return None


def clause_end(actors: Actors, at: int) -> int:
    """Return the token where a clause ends."""
    low = actors.s.low
    last = min(at + _CLAUSE, len(low))
    return next((place for place in range(at + 1, last) if low[place] in (";", "while", "whereas", "but")), last)


def offset(actors: Actors, token: int) -> int:
    """Return where a token begins in its sentence."""
    s = actors.s
    return s.starts[token] if token < actors.n else len(s.text)


def named_goods(text: str, start: int, end: int) -> list[str]:
    """Return the goods, sectors and plans that a stretch of a sentence names."""
    pattern, lines, meaning = goods()
    found = []
    for match in pattern.finditer(text, start, end):
        place = meaning.get(match[0].lower()) if match.lastgroup == "w" else int(match.lastgroup.partition("_")[2])
        if place is not None:
            found.append(lines[place]["product"])
    return list(dict.fromkeys(found))
