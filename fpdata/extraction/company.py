"""Whom a visitor meets: hosts who receive, people at the table, people called on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from fpdata.extraction.cast import Cast
from fpdata.extraction.lexicon import words
from fpdata.extraction.names import heads
from fpdata.extraction.people import Mention, mentions
from fpdata.extraction.person import Person
from fpdata.extraction.subjects import Subjects
from fpdata.extraction.verbs import AUX, SPEECH

__all__ = ["Encounter", "encounters"]

_DIRECT = frozenset("met meet meets meeting".split())
_WITH = frozenset(
    "met meet meets meeting meetings talk talks discussion discussions consultation consultations conversation"
    " conversations negotiation negotiations dialogue dialogues lunch luncheon dinner breakfast banquet tea summit"
    " audience audiences engagement engagements session sessions conference confer confers conferred conferring consult"
    " consults consulted consulting engage engages engaged engaging sit sits sat appointment appointments handshake"
    " hands views interact interacts interacted interaction interactions deliberations exchange exchanges tête-à-tête"
    " reception encounter encounters briefing spoke speak speaks deal deals agreement agreements accord pact treaty"
    " memorandum discuss discusses discussed discussing negotiate negotiates negotiated".split()
)
_BY = frozenset("received welcomed greeted hosted met escorted feted welcome accorded briefed".split())
_HOSTING = frozenset(
    "received receives receive receiving welcomed welcomes welcome welcoming greeted greets greet greeting hosted hosts"
    " host hosting".split()
)
_JOINT = frozenset(
    "met meet hold held discuss discussed signed sign agreed exchange exchanged witness witnessed oversaw issued"
    " adopted addressed inspected attended review reviewed co-chaired chaired conferred talked spoke launched"
    " inaugurated".split()
)
_GUESTS = frozenset("him her them visitor visitors guest guests dignitary dignitaries delegation".split())
_INVITED = re.compile(r"\b(?:invitation (?:of|from|by)|invited by|guests? of|hosts? (?:is|was|will be))$")
_REMOTE = re.compile(
    r"\b(?:by (?:tele)?phone|telephone|phone call|video|virtual(?:ly)?|phoned|telephoned|online)\b", re.I
)
_NOT = frozenset(
    "not n't never no without refused refuses declined declines cancelled canceled postponed could might may if whether"
    " unless hopes hoped wants wanted should invited invites failed".split()
)
_LINKS = frozenset(
    ", and & as well also with then the both his her their of for ( ) ; at in on - \" 's to by later including"
    " high-ranking respectively country officials counterpart leaders newly".split()
)
_OWNERS = frozenset("his her their the a".split())
_EVENTS = frozenset("retreat meeting summit forum conference dialogue council week day session talks".split())
_ENDS = frozenset("to for from by about during discuss who whose whom where which that said after before".split())
_WORDS = (
    _DIRECT
    | _WITH
    | _BY
    | _HOSTING
    | _JOINT
    | frozenset("with between including namely notably of from by is was be".split())
    | frozenset("call calls called calling".split())
)
_REACH = 14


class Encounter(NamedTuple):
    """Named people who meet.

    Attributes
    ----------
    subjects : list of Person
        Those whom the sentence is about; empty where it does not say.
    others : list of (Person, str)
        Those met, and the state to look under: their own, or that of the one before in a list.
    at : int
        Token of the word that says so.
    sure : bool
        Whether the word is one of meeting; "with" alone counts for officials of the state visited.
    """

    subjects: list[Person]
    others: list[tuple[Person, str]]
    at: int
    sure: bool = True


def encounters(cast: Cast, place: int) -> list[Encounter]:
    """Return who meets whom in a sentence.

    Parameters
    ----------
    cast : Cast
        The people of the document.
    place : int
        Position of the sentence.

    Returns
    -------
    list of Encounter
        Empty where nobody named is met, or only by telephone.
    """
    sentence = cast.sentence(place)
    if not any(mention.name for mention in mentions(sentence)) or _REMOTE.search(sentence.text):
        return []
    return [each for each in _Reader(cast, place).read() if each.others]


class _Reader(Subjects):
    def read(self) -> Iterator[Encounter]:
        low = self.s.low
        for at in [at for at, word in enumerate(low) if word in _WORDS]:
            word = low[at]
            if not _NOT.isdisjoint(low[max(at - 4, 0) : at]):
                continue
            after = self.object_at(at, word)
            if after is not None:
                others = self.listed_from(after)
                if others:
                    yield Encounter(self.subject(at), others, at, sure=word != "with")
            if word in _HOSTING and low[at + 1 : at + 2] != ["by"]:
                yield from self.host(at)
            if word in _JOINT:
                yield from self.joint(at)
            if word == "between":
                group = self.listed_from(at + 1)
                if len(group) > 1:
                    yield Encounter([], group, at)

    def subject(self, at: int) -> list[Person]:
        """Return who meets: the subject of the clause, or nobody."""
        return self.subjects(at)[0]

    def object_at(self, at: int, word: str) -> int | None:
        """Return where those begin who are met, by a word that says so."""
        low, n = self.s.low, self.n
        if word in ("call", "calls", "called", "calling") and low[at + 1 : at + 2] == ["on"]:
            return at + 2
        if word in _BY and "by" in low[at + 1 : at + 8]:
            behind = low.index("by", at + 1)
            if not any(mark in (".", ";", ",") for mark in low[at + 1 : behind]):
                return behind + 1
        if word in _WITH:
            for after in range(at + 1, min(at + 16, n)):
                if low[after] in ("with", "between"):
                    return after + 1
                if low[after] in (".", ";", "who", "which", "he", "she", "they", "while", "before", "after"):
                    break
                if self.beginning(after):
                    break
        if word in ("including", "namely", "notably") and _WITH & set(low[max(at - 30, 0) : at]):
            return at + 1 + (low[at + 1 : at + 2] == ["with"])
        if word == "with":
            return at + 1
        if word in ("host", "hosts") and at and low[at - 1] in _OWNERS and low[at + 1 : at + 2] == [","]:
            return at + 2
        if word in _DIRECT and low[at + 1 : at + 2] != ["with"]:
            return at + 1
        invited = word in ("of", "from", "by", "is", "was", "be") and _INVITED.search(" ".join(low[at - 2 : at + 1]))
        return at + 1 if invited and at > 1 else None

    def listed_from(self, at: int) -> list[tuple[Person, str]]:
        """Return the named people listed from a token on: "A's president B, foreign minister C and D of E"."""
        s, found, state, edge = self.s, [], "", at
        for mention in self.people[bisect_left(self.people, at, key=lambda mention: mention.start) :]:
            gap = range(edge, mention.start)
            if len(gap) > _REACH or not all(self.links(k, bool(found)) for k in gap):
                break
            if found and self.begins_clause(mention, edge):
                break
            placed = bool({"at", "in", "on"} & set(s.low[edge : mention.start]))
            edge = mention.end
            if s.low[edge : edge + 1] == ["'s"]:
                break
            person = self.person(mention)
            plain = not mention.role or s.words(mention.start, mention.end).lower().startswith(mention.role.lower())
            state = mention.country or person.country or (state if found and plain else "")
            if (
                mention.name
                and self.known(mention, person)
                and not (placed and not person.official)
                and all(person is not other for other, _ in found)
            ):
                found.append((person, state))
        return found

    def links(self, at: int, inside: bool) -> bool:
        """Tell whether a token can stand between people listed."""
        s = self.s
        low = s.low[at]
        if low in _ENDS and not (inside and low in ("to", "for", "by")) and not (low == "for" and self.upper(at + 1)):
            return False
        if low in ("to", "by"):
            return inside and s.low[at + 1 : at + 2] != ["discuss"] and self.upper(at + 1)
        return (
            low in _LINKS
            or s.mark[at] is not None
            or s.tokens[at][0].isupper()
            or low[0].isdigit()
            or low in words("modifier")
            or low in words("portfolio")
            or low in heads()
            or self.is_date(at)
        )

    def upper(self, at: int) -> bool:
        """Tell whether a token begins with a capital."""
        return at < self.n and self.s.tokens[at][0].isupper()

    def begins_clause(self, mention: Mention, edge: int) -> bool:
        """Tell "met A, and B said" from "met A and B"."""
        s = self.s
        behind = s.low[mention.end] if mention.end < self.n else "."
        acts = behind in SPEECH or (behind in AUX and behind not in ("who", "which"))
        return acts and {"and", ","} <= set(s.low[edge : mention.start])

    def known(self, mention: Mention, person: Person) -> bool:
        """Tell whether a mention is somebody: with an office, or a name in full."""
        low = mention.name.lower()
        if low in words("thing") or low in words("portfolio") or low in _EVENTS:
            return False
        return person.official or (mention.sure and " " in mention.name)

    def host(self, at: int) -> Iterator[Encounter]:
        """Read "A received the visitors", "A will host a lunch for B"."""
        low = self.s.low
        behind = low[at + 1 : at + 12]
        passive = {"was", "were", "been", "be", "being", "is", "are"} & set(low[max(at - 2, 0) : at])
        if "by" in behind[:8] or (passive and not low[at].endswith("ing")) or (at and low[at - 1] in _OWNERS):
            return
        guests = [self.person(mention) for mention in self.people if at < mention.start <= at + 12 and mention.role]
        if not guests and not _GUESTS & set(behind):
            return
        hosts = [person for person in self.subject(at) if person.name]
        if hosts:
            yield Encounter(guests, [(host, host.country) for host in hosts], at)

    def joint(self, at: int) -> Iterator[Encounter]:
        """Read "A and B held talks"."""
        low, back = self.s.low, at - 1
        while back >= 0 and (low[back] in AUX or low[back].endswith("ly")):
            back -= 1
        mention = self.ending(back) if back >= 0 else None
        if mention is None:
            return
        group = self.joined(mention)
        if len(group) > 1:
            people = [self.person(each) for each in group]
            yield Encounter([], [(person, person.country) for person in people if person.name and person.official], at)
