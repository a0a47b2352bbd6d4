"""Whom an office without a name means: "the minister", "the Kenyan head of state", "the president"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from fpdata.extraction.lexicon import Sentence, parse
from fpdata.extraction.names import Mention
from fpdata.extraction.patrons import party, topic
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.plurals import PLURALS
from fpdata.extraction.ranks import TOP
from fpdata.extraction.verbs import NOUNS

__all__ = ["ABSTRACT", "Offices"]

_REACH = 100
_RANK = {
    "foreign secretary": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "external affairs minister": "foreign minister",
    "top diplomat": "foreign minister",
    "chief diplomat": "foreign minister",
    "eam": "foreign minister",
    "fm": "foreign minister",
    "premier": "prime minister",
    "pm": "prime minister",
    "head of government": "prime minister",
    "pontiff": "pope",
    "holy father": "pope",
    "emir": "amir",
    "defense minister": "defence minister",
    "navy chief": "chief of naval staff",
    "naval chief": "chief of naval staff",
    "chief of the naval staff": "chief of naval staff",
    "army chief": "chief of army staff",
    "chief of the army staff": "chief of army staff",
    "air chief": "chief of air staff",
    "air force chief": "chief of air staff",
    "chief of the air staff": "chief of air staff",
}
_HEADS_OF_STATE = frozenset("president king queen emperor amir sultan pope monarch".split())
_ANY = {
    "leader": TOP,
    "head of state": _HEADS_OF_STATE,
    "monarch": _HEADS_OF_STATE,
    "ruler": _HEADS_OF_STATE,
    "chancellor": frozenset(["foreign minister", "minister"]),
}
"""Offices that are another's in other words; a Latin American chancellor is a foreign minister."""

_ACTS = frozenset(
    "said says told met meet meets arrived arrives visited visits visit fly flew travel travelled traveled staying stay"
    " spoke speak speaks thanked attended attend attends welcomed returned leave leaves left announced".split()
)
_IS = frozenset("is was became becomes been".split())
_FILL = frozenset(", who also now then currently himself herself has once both".split())
_ENVOYS = frozenset("envoy emissary representative adviser advisor deputy".split())
_EQUALS = ("counterpart", "colleague", "host", "guest", "ally", "ambassador", "successor", "predecessor", "wife", "son")
ABSTRACT = ("tion", "ment", "ness", "ity", "ism", "ing", "ance", "ence", "ers", "ies", "ists", "ship", "ics")


@lru_cache(maxsize=4096)
def _portfolios(role: str) -> frozenset[str]:
    """Return "defence minister" for "Minister of Defence"."""
    of = re.match(r"minister (?:of|for) (?:the )?(\w+)", role.lower())
    return frozenset({f"{of[1]} minister", "foreign minister" if of[1] == "external" else ""}) if of else frozenset()


@lru_cache(maxsize=4096)
def _also(office: str, role: str) -> bool:
    """Tell whether somebody of several offices, "Deputy Prime Minister and Minister of Trade", has one."""
    held = re.split(r",? and (?:the )?|, (?:the )?", role.lower())
    return len(held) > 1 and bool(office) and office.lower() in held


class Offices:
    """Finds who holds an office."""

    def __init__(self, texts: Sequence[tuple[int, int, str]]) -> None:
        self.texts = texts
        self.people: list[Person] = []
        self.parsed: dict[int, Sentence] = {}
        self.recent: list[tuple[int, Person, bool]] = []

    def person(self, mention: Mention, place: int) -> Person:
        """Return who is meant."""
        raise NotImplementedError

    def near(self, place: int) -> Iterator[tuple[int, str]]:
        """Yield the sentences within reach of one: work grows with the text, not with its square."""
        for other in range(max(place - _REACH, 0), min(place + _REACH, len(self.texts))):
            yield other, self.texts[other][2]

    def sentence(self, place: int) -> Sentence:
        """Return a sentence in tokens; each is read once."""
        if place not in self.parsed:
            paragraph, number, text = self.texts[place]
            self.parsed[place] = parse((paragraph, number), text)
        return self.parsed[place]

    def unnamed(self, mention: Mention, place: int) -> Person:
        """Return the last person of an office, else somebody new."""
        head = _RANK.get(mention.head, mention.head)
        text = mention.text.lower()
        definite = (
            text.startswith("the ")
            or text[:6] in ("his de", "her de")
            or (mention.kind != "group" and not text.startswith(("a ", "an ")))
        )
        found = self.held(mention, place)
        first = not definite and self.first(mention, place)
        if (definite or first) and found is None:
            beside = self.beside(mention, place) if mention.country and not first else frozenset()
            found = (
                self.last(mention, head, beside)
                or self.holder(mention)
                or self.titled(mention, place)
                or self.introduced(mention, place)
            )
        if first and all(person is not found or at < place - 3 for at, person, _ in self.recent):
            found = None
        if found is None:
            found = Person("", mention.text, mention.role, mention.head, mention.country, mention.kind, official=True)
            found.where.append(self.sentence(place).where)
            self.people.append(found)
        return found

    def first(self, mention: Mention, place: int) -> bool:
        """Tell "the first visit by a Kenyan minister": he who is spoken of is one."""
        low = self.sentence(place).low
        before = low[max(mention.start - 9, 0) : mention.start]
        return before[-1:] in (["by"], ["of"]) and "first" in before and not NOUNS.isdisjoint(before)

    def held(self, mention: Mention, place: int) -> Person | None:
        """Return whose office it is by the words between: "A, who was also the first Y leader", "the envoy to Y, A"."""
        if mention.kind != "person" or mention.head.split(" ")[-1] in PLURALS:
            return None
        sentence = self.sentence(place)
        people = mentions(sentence)
        at = next((at for at, other in enumerate(people) if other is mention), 0)
        if at and (before := people[at - 1]).name and before.kind == "person":
            between = sentence.low[before.end : mention.start]
            same = not (before.country and mention.country and before.country != mention.country)
            filled = set(between) <= _IS | _FILL or (between[:2] == [",", "who"] and between[-2] == ",")
            if between[:1] in (["who"], [","]) and _IS & {*between[1:-1], between[-1]} and filled and same:
                return self.person(before, place)
        behind = people[at + 1] if at + 1 < len(people) and people[at] is mention else None
        if behind is not None and behind.name and not behind.role and behind.kind == "person":
            between = sentence.low[mention.end : behind.start]
            marks = sentence.mark[mention.end : behind.start]
            onto = (
                ("to", "for", "on", "and") if " for " in mention.role or " to " in mention.role else ("to", "for", "on")
            )
            led = len(between) > 2 and between[0] in onto and between[-1] == ","
            if led and all(
                mark is not None or low in ("and", ",", "the") for low, mark in zip(between[1:], marks[1:], strict=True)
            ):
                return self.person(behind, place)
        return None

    def served(self, mention: Mention, place: int) -> str:
        """Return the state of him whose envoy or minister somebody is: "the Kenyan president's envoy, A"."""
        s, first = self.sentence(place), mention.start
        if country := party(s, mentions(s), mention):
            return country
        if 0 < first <= 4 and s.low[first - 1] == ":" and (span := s.mark[first - 2]) is not None and mention.role:
            away = any(other.code != span.code and other.kind in ("country", "city") for other in s.spans)
            labelled = span.kind == "country" and span.start == 0 and away
            return span.code if labelled else ""  # "Nepal: Minister A came to Y"
        if mention.role:
            if mention.head.startswith(_EQUALS):
                return ""
        else:
            behind = range(first - 2, max(first - 10, -1), -1) if s.low[first - 1 : first] == [","] else ()
            first = next((at for at in behind if s.low[at] in _ENVOYS), -1)
        for at in range(first, max(first - 4, -1), -1):
            if s.low[at] == "its":
                return topic(s, at, self.sentence(place - 1) if place else None)
            if s.low[at] in ("'s", "his", "her"):
                before = [other for other in mentions(s) if other.end <= at and other.kind == "person"]
                owner = before[-1] if before and (before[-1].end == at or s.low[at] != "'s") else None
                return self.person(owner, place).country if owner is not None else ""
            if not s.low[at].isalpha():
                break
        return ""

    def beside(self, mention: Mention, place: int) -> frozenset[int]:
        """Return those who are named before an office in its sentence: who is spoken of with it does not hold it."""
        named = [other for other in mentions(self.sentence(place)) if other.name and other.end <= mention.start]
        return frozenset(id(self.person(other, place)) for other in named)

    def last(self, mention: Mention, head: str, beside: frozenset[int]) -> Person | None:
        """Return who of that office was spoken of last: the very office first, then a kindred one.

        Parameters
        ----------
        mention : Mention
        head : str
            Its office, as other offices are called.
        beside : frozenset of int
            Whom it cannot be unless his state is known to be the office's.
        """
        plural = head.rsplit(" ", maxsplit=1)[-1] in PLURALS
        tries = [(exact, same) for same in (True, False) for exact in (True, False)]
        for exact, same in tries[0 if mention.country else 2 :]:
            for _, person, _ in reversed(self.recent):
                if same and person.country != mention.country:
                    continue  # the one known to be of that state before one of unstated state
                held = _RANK.get(person.head, person.head)
                fits = bool(held) and (held == head if exact else held.endswith(head) or held.startswith(head))
                fits = fits or (not exact and held == "minister" and head in _portfolios(person.role))
                fits = fits or (not exact and bool(person.name) and _also(mention.role, person.role))
                if not exact and not fits and head in _ANY:
                    fits = held in _ANY[head]
                if mention.kind == "group" or person.kind == "group":
                    fits = mention.kind == person.kind and mention.head == person.head
                if plural != (held.split(" ")[-1] in PLURALS) and not person.name:
                    fits = False
                if id(person) in beside and not same:
                    fits = False
                if mention.country and not person.country and self.hosting(person, mention.country):
                    fits = False
                if fits and not (mention.country and person.country and mention.country != person.country):
                    return person
        return None

    def hosting(self, person: Person, code: str) -> bool:
        """Tell whether somebody of no stated state only receives one who came to another state than this."""
        raise NotImplementedError

    def holder(self, mention: Mention) -> Person | None:
        """Return the named person who holds the same office of the same state."""
        if not mention.country:
            return None
        return next(
            (
                person
                for person in self.people
                if person.name and person.country == mention.country and person.head and person.head == mention.head
            ),
            None,
        )

    def titled(self, mention: Mention, place: int) -> Person | None:
        """Return the one person whom the document names with that office: "the President" of "President A"."""
        word = self.sentence(place).tokens[mention.end - 1]
        if not word[0].isupper() or mention.country or mention.kind == "group":
            return None
        if any(other.name and other.head == mention.head for other in mentions(self.sentence(place))):
            return None  # one sentence tells them apart: "the King was invited by King A"
        found: list[Person] = []
        for other, text in self.near(place):
            if f"{word} " in text and other != place:
                for named in mentions(self.sentence(other)):
                    if named.name and named.head == mention.head and not named.country:
                        person = self.person(named, other)
                        if person not in found:
                            found.append(person)
        return found[0] if len(found) == 1 and not found[0].country else None

    def introduced(self, mention: Mention, place: int) -> Person | None:
        """Return the bare name that the sentence before began with: "Lunde stayed. The prime minister ..."."""
        sentence = self.sentence(place)
        if place == 0 or mention.start > 2 or mention.kind == "group" or mention.head.split(" ")[-1] in PLURALS:
            return None
        if sentence.low[mention.start] != "the" or self.texts[place][0] > self.texts[place - 1][0] + 1:
            return None
        before = self.sentence(place - 1)
        first = next(iter(mentions(before)), None)
        if first is None or first.start > 1 or not first.name or first.role or first.kind != "person":
            return None
        if first.country and mention.country and first.country != mention.country:
            return None
        if not _ACTS & set(before.low[first.end : first.end + 4]) or first.name.endswith(ABSTRACT):
            return None
        person = self.person(first, place - 1)
        return None if person.role else person
