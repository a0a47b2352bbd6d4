"""Who does what a word of travel says, and how surely: what all rules share."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.extraction import modality
from fpdata.extraction.cast import Cast
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import STYLES
from fpdata.extraction.people import PLURALS, Mention, mentions
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop
from fpdata.extraction.ranks import KIN, LED, outranks, resident
from fpdata.extraction.verbs import AUX, CLAUSE, DENY, HOSTS, LEFT_OK, MOTION, VISIT

__all__ = ["Clause"]

_DATING = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday month week year".split())
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
        self.reached: tuple[list[Stop], list[int]] = ([], [])
        """Where the visit named last in the sentence goes, and whose it is."""

    def person(self, mention: Mention) -> Person:
        """Return who a mention is."""
        return self.cast.person(mention, self.place)

    def ending(self, at: int) -> Mention | None:
        """Return the mention whose last token is `at`."""
        return next((mention for mention in self.people if mention.end == at + 1), None)

    def beginning(self, at: int) -> Mention | None:
        """Return the mention whose first token is `at`."""
        return next((mention for mention in self.people if mention.start == at), None)

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
            if before is None or not linked or before in group or ("and" not in linked and len(group) == 1):
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
            if any(
                other is not person and outranks(chief, other, mention, person) for chief, other in people
            ):
                continue
            if person not in kept:
                kept.append(person)
        return kept

    def subjects(self, trigger: int) -> tuple[list[Person], int]:
        """Return who does what the trigger says, and the token behind them."""
        s, at = self.s, trigger - 1
        while at >= 0 and (
            (s.low[at] in AUX and s.low[at] not in ("who", "which"))
            or s.low[at].endswith("ly")
            or s.low[at] in ("not", "n't", "never")
        ):
            at -= 1
        if at >= 0 and s.low[at] in ("who", "which", "whom"):
            before = at - 1
            while before >= 0 and s.low[before] in (",", "and", "-"):
                before -= 1
            mention = self.ending(before)
            if mention is None:
                mention = next((m for m in reversed(self.people) if m.end <= at), None)
            if mention is None or (not mention.name and mention.head.split(" ")[-1] in PLURALS):
                return [], at
            return self.principals(self.joined(mention)), at
        for back in range(trigger - 1, -1, -1):
            low = s.low[back]
            if low == ";" or (low == '"' and trigger - back > 25):
                break
            if low == "who" and back:
                before = back - 1 - (s.low[back - 1] == ",")
                mention = self.ending(before)
                if mention is not None:
                    return self.principals(
                        self.joined(mention)
                        if s.low[back + 1 : back + 2] in (["are"], ["were"], ["have"])
                        else [mention]
                    ), back + 1
            if low in ("he", "she", "they", "we", "i", "you", "it") and back < trigger:
                if low in ("we", "i", "you", "it"):
                    if low == "it" and not self.beginning(back + 1):
                        continue
                    return [], back + 1
                person = self.earlier(back, low) or self.cast.pronoun(low, self.place)
                return ([person] if person else []), back + 1
            mention = self.ending(back)
            if mention is None:
                continue
            if self.kin(mention):
                continue
            if self.leader(mention):
                return self.found([mention]), mention.end
            group = self.joined(mention)
            first = self.front(group[0])
            prior = s.low[first - 1] if first else ","
            if (
                prior in LEFT_OK
                or prior.endswith("ly")
                or prior in ("'s",)
                or prior.isdigit()
                or first == 0
                or self.is_date(first - 1)
            ):
                if prior == "for" and "to" not in s.low[mention.end : trigger]:
                    continue
                if prior == "," and s.low[max(first - 2, 0)] in ("by",):
                    continue
                return self.principals(group), mention.end
        return self.before_comma(at)

    def before_comma(self, at: int) -> tuple[list[Person], int]:
        """Return who stands before words between commas: "A, born in B and once C's envoy, visited"."""
        s = self.s
        if at < 0 or s.low[at] != ",":
            return [], 0
        for mention in self.people:
            first = self.front(mention)
            opens = not first or s.low[first - 1] in LEFT_OK
            if opens and at - 40 < mention.end < at and s.low[mention.end] == "," and (mention.role or mention.name):
                return self.found([mention]), mention.end
        return [], 0

    def is_date(self, at: int) -> bool:
        """Tell whether a token dates something."""
        return self.s.tokens[at][0].isdigit() or self.s.low[at] in _DATING

    def earlier(self, at: int, word: str) -> Person | None:
        """Return whom a pronoun means that stands behind its name in the same sentence."""
        host = next((k for k in range(at - 1, 0, -1) if self.s.low[k] in HOSTS), None)
        if host is not None and word != "they":
            guest = next((m for m in self.people if host < m.start <= host + 3 and m.end <= at), None)
            if guest is not None and self.official(guest):
                return self.person(guest)
        for mention in self.people:
            if word == "he" and "she" in self.s.low[mention.end : at]:
                continue  # she is somebody else
            if mention.end <= at and mention.kind != "group" and self.official(mention) and word != "they":
                prior = self.s.low[mention.start - 1] if mention.start else ","
                if prior not in DENY:
                    return self.person(mention)
        return None

    def owner(self, at: int) -> tuple[list[Person], int]:
        """Return whose visit it is: "A's recent visit", "his trip"."""
        s, back = self.s, at - 1
        for _ in range(6):
            if back < 0:
                break
            low = s.low[back]
            if low in ("'s", "'") and back:
                mention = self.ending(back - 1)
                if mention is not None:
                    group = self.joined(mention)
                    return self.found(group), max(group[0].start - 8, 0)
                return [], max(back - 3, 0)
            if low in ("his", "her", "their"):
                word = {"his": "he", "her": "she", "their": "they"}[low]
                person = self.earlier(back, word) or self.cast.pronoun(word, self.place)
                subject, floor = self.subjects(back)
                other = {"he": "she", "she": "he"}.get(word, "")
                if person and other in s.low[:back]:
                    return [person], back
                if subject:
                    return (subject if word == "they" else subject[:1]), floor
                return ([person] if person else []), back
            if low in ("the", "a", "an", "this", "to", "on", "of", ","):
                break
            mention = self.ending(back)
            if mention is not None and mention.name:  # "the Putin visit"
                return self.found([mention]), mention.start
            back -= 1
        return [], max(at - 16, 0)

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
            return not resident(mention.role)
        follows = self.s.low[mention.end] if mention.end < self.n else ""
        return self.person(mention).official or mention.sure or follows in AUX or follows in MOTION or follows in VISIT

    def clause(self, trigger: int, floor: int) -> tuple[int, int]:
        """Return the tokens between which words bear on a trigger."""
        s, left, right = self.s, floor, self.n
        for at in range(trigger - 1, floor - 1, -1):
            if s.low[at] in CLAUSE or (s.low[at] == "and" and at + 1 < self.n and self.starts_clause(at + 1)):
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
        if status is not None and (found or rule == "during"):
            yield Trip(people, found, rule, status, trigger, met or [], sure)

    def is_noun(self, at: int) -> bool:
        """Tell whether "visit" is a noun here."""
        before = self.s.low[at - 1] if at else ""
        return before in _OWNERS
