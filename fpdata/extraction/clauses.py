"""Who does what a word of travel says, and how surely: what all rules share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.extraction import modality
from fpdata.extraction.cast import Cast
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import MONTHS, STYLES
from fpdata.extraction.people import Mention, mentions
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop
from fpdata.extraction.ranks import KIN, LED, outranks, resident
from fpdata.extraction.verbs import AUX, CLAUSE, MOTION, VISIT

__all__ = ["Clause"]

_DATING = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday month week year".split())
_GOES = frozenset("made makes paid pays began begins concluded embarked kicked".split())
_UNOFFICIAL = re.compile(
    r"\b(?:business|community|religious|church|industry|opinion|student|union|faith|tribal|youth|team|gang)\s+leaders?\b",
    re.I,
)
_OWNERS = frozenset(
    "a an the his her their its 's ' this official state working first recent last upcoming planned".split()
)


class Clause:
    """A sentence seen from one of its words."""

    def __init__(self, cast: Cast, place: int) -> None:
        self.cast, self.place = cast, place
        self.s: Sentence = cast.sentence(place)
        self.people: list[Mention] = mentions(self.s)
        self.n = len(self.s.tokens)
        self._beginning = {mention.start: mention for mention in reversed(self.people)}
        self._ending = {mention.end: mention for mention in reversed(self.people)}
        self.denied: set[tuple[int, str]] = set()
        """Whose visit where is only talked about, or denied."""
        self.told: dict[int, tuple[list[Person], int]] = {}
        """Who does what a token says, once it was asked."""
        self.reached: tuple[list[Stop], list[int]] = ([], [])
        """Where the visit named last in the sentence goes, and whose it is."""

    def person(self, mention: Mention) -> Person:
        """Return who a mention is."""
        return self.cast.person(mention, self.place)

    def ending(self, at: int) -> Mention | None:
        """Return the mention whose last token is `at`."""
        return self._ending.get(at + 1)

    def beginning(self, at: int) -> Mention | None:
        """Return the mention whose first token is `at`."""
        return self._beginning.get(at)

    def joined(self, last: Mention) -> list[Mention]:
        """Return the people of "A, B and C" that end with a mention."""
        group = [last]
        while True:
            first = group[0]
            at = first.start - 1
            while at >= 0 and self.s.low[at] in ("and", ",", "both", "&", "the"):
                at -= 1
            linked = self.s.low[at + 1 : first.start]
            before = self.ending(at) if at >= 0 else None
            headline = (  # "Tanaka, Lindqvist hold talks"
                before is not None and before.start == 0 and linked == [","] and not before.role and not group[0].role
            )
            if before is None or not linked or before in group or not ("and" in linked or len(group) > 1 or headline):
                return group
            group.insert(0, before)

    def front(self, mention: Mention) -> int:
        """Return the token where a mention begins, with "His Highness the" before it."""
        at = mention.start
        while at and self.s.low[at - 1] in STYLES:
            at -= 1
        while at < mention.start and self.s.low[at] in ("his", "her") and self.s.low[at + 1] not in STYLES:
            at += 1
        return at

    def leader(self, mention: Mention) -> bool:
        """Tell "a delegation led by A" from "hosted by A"."""
        before = self.s.low[max(mention.start - 3, 0) : mention.start]
        return before[-1:] == ["by"] and bool(LED & set(before))

    def kin(self, mention: Mention) -> bool:
        """Tell "his wife B"."""
        before = self.s.low[max(mention.start - 3, 0) : mention.start]
        return bool(KIN & set(before)) or mention.head in KIN

    def principals(self, group: list[Mention]) -> list[Person]:
        """Return who of "A and B" counts: neither spouses nor delegations nor ministers beside their leader."""
        people = [(mention, self.person(mention)) for mention in group if self.official(mention)]
        kept: list[Person] = []
        for mention, person in people:
            if any(other is not person and outranks(chief, other, mention, person) for chief, other in people):
                continue
            if person not in kept:
                kept.append(person)
        return kept

    def is_date(self, at: int) -> bool:
        """Tell whether a token dates something."""
        return self.s.tokens[at][0].isdigit() or self.s.low[at] in _DATING or self.s.tokens[at] in MONTHS

    def found(self, group: list[Mention]) -> list[Person]:
        """Return the people of some mentions, officials only."""
        people = []
        for mention in group:
            if self.official(mention):
                person = self.person(mention)
                if person not in people:
                    people.append(person)
        return people

    def official(self, mention: Mention) -> bool:
        """Tell whether a mention can be an official."""
        if mention.head.startswith("counterpart") and not (mention.name or mention.country):
            return False
        if mention.role or mention.kind in ("group", "body"):
            return not (resident(mention.role) or _UNOFFICIAL.search(mention.role))
        follows = self.s.low[mention.end] if mention.end < self.n else ""
        return self.person(mention).official or mention.sure or follows in AUX | MOTION.keys() | VISIT | _GOES

    def clause(self, trigger: int, floor: int) -> tuple[int, int]:
        """Return the tokens between which words bear on a trigger."""
        s, left, right = self.s, floor, self.n
        for at in range(trigger - 1, floor - 1, -1):
            if (
                s.low[at] in CLAUSE
                or s.low[at] == "framework"
                or (s.low[at] == "and" and at + 1 < self.n and self.starts_clause(at + 1))
            ):
                left = at + 1
                break
        for at in range(trigger + 1, self.n):
            if s.low[at] in CLAUSE or s.low[at] in ("which", "who", "where"):
                right = at
                break
        return left, right

    def starts_clause(self, at: int) -> bool:
        """Tell whether a token begins a clause of its own."""
        mention = self.beginning(at)
        return mention is not None or self.s.low[at] in ("he", "she", "they", "it")

    def status(self, trigger: int, floor: int, *, nominal: bool = False) -> str | None:
        """Return how real the visit is of which a token tells."""
        left, right = self.clause(trigger, floor)
        said = self.s.low[max(left - 5, 0) : left]
        if "that" in said[-3:] + self.s.low[left : left + 1] and {
            "denied",
            "denies",
            "deny",
            "denying",
            "doubted",
            "doubts",
            "hopes",
            "hoped",
        } & set(said):
            return None
        mention = next((m for m in self.people if m.end == left), None)
        if (
            mention is not None
            and mention.start
            and self.s.low[mention.start - 1]
            in ("for", "if", "whether", "that", "unless", "invited", "urged", "asked", "invites", "inviting")
        ):
            left = max(mention.start - 7, 0) if self.s.low[mention.start - 1] != "that" else left
        return modality.status(self.s, trigger, max(left, trigger - 16), right, nominal=nominal)

    def make(
        self,
        people: list[Person],
        found: list[Stop],
        rule: str,
        status: str | None,
        trigger: int,
        sure: float = 0.8,
        met: list[Person] | None = None,
    ) -> Iterator[Trip]:
        """Yield a telling, where there is a place and it is no mere talk."""
        if status is None:
            self.deny(people, found)
        if status is not None and (found or rule == "during"):
            yield Trip(people, found, rule, status, trigger, met or [], sure)

    def deny(self, people: list[Person], found: list[Stop]) -> None:
        """Note whose visit where is no visit."""
        self.denied |= {(id(person), stop.code) for person in people for stop in found}

    def is_noun(self, at: int) -> bool:
        """Tell whether "visit" is a noun here."""
        before = self.s.low[at - 1] if at else ""
        return before in _OWNERS
