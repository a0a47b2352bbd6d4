"""Whose visit it is: the subject of a verb, the owner of a noun, whom "he" means."""

from __future__ import annotations

from fpdata.extraction.clauses import Clause
from fpdata.extraction.person import Person
from fpdata.extraction.plurals import PLURALS
from fpdata.extraction.speakers import FIRST
from fpdata.extraction.verbs import AUX, DENY, HOSTS, LEFT_OK

__all__ = ["Subjects"]


_FINITE = frozenset("met flew went came left held spoke took arrives visits meets flies comes goes leaves".split())
_IS = frozenset("is was became becomes".split())
_SAID = frozenset("said says told stated added noted reported revealed claimed stressed wrote tweeted".split())


class Subjects(Clause):
    """Finds who does what a word says."""

    def subjects(self, trigger: int) -> tuple[list[Person], int]:
        """Return who does what the trigger says, and the token behind them."""
        if trigger not in self.told:
            self.told[trigger] = self._subjects(trigger)
        people, floor = self.told[trigger]
        return [*people], floor

    def _subjects(self, trigger: int) -> tuple[list[Person], int]:
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
            if low[:2] in ("i'", "he", "sh", "we", "th") and "'" in low:
                low = low.partition("'")[0]  # "I'll", "he'd"
            if low == ";" or (low == '"' and trigger - back > 25):
                break
            if low == "who" and back:
                before = back - 1 - (s.low[back - 1] == ",")
                mention = self.ending(before)
                if mention is not None:
                    return self.principals(
                        self.joined(mention)
                        if {"are", "were", "have", "plan", "both"} & set(s.low[back + 1 : trigger])
                        else [mention]
                    ), back + 1
            if low in ("he", "she", "they", "we", "i", "you", "it") and back < trigger:
                if low in ("we", "i", "you", "it"):
                    if low == "it" and not self.beginning(back + 1):
                        continue
                    speaker = self.cast.voices.of(self.place, back) if low in FIRST and self.first(back) else None
                    return ([speaker] if speaker else []), back + 1
                person = self.earlier(back, low) or self.cast.pronoun(low, self.place)
                return ([person] if person else []), back + 1
            mention = self.ending(back)
            if mention is None:
                continue
            if self.kin(mention):
                continue
            if not mention.name and mention.start > 1 and s.low[mention.start - 1] in _IS:
                mention = self.ending(mention.start - 2) or mention  # "A was the first leader to visit X"
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
                if self.reported(mention.end, trigger, at):
                    return [], 0
                return self.principals(group), mention.end
        return self.before_comma(at)

    def reported(self, start: int, trigger: int, at: int) -> bool:
        """Tell "A said visitors from Y arrived": what is reported has a subject of its own."""
        s, verb = self.s, self.s.low[trigger]
        if not (verb.endswith("ed") or verb in _FINITE) or s.low[at] in (",", "and", "to", '"'):
            return False
        said = next((k for k in range(at, start - 1, -1) if s.low[k] in _SAID), None)
        return said is not None and any(
            low.isalpha() and low not in AUX and low != "that" and not self.is_date(k)
            for k, low in enumerate(s.low[said + 1 : at + 1], said + 1)
        )

    def first(self, at: int) -> bool:
        """Tell "I" from "Albert I", and "us" from "US"."""
        s = self.s
        return (
            s.mark[at] is None
            and s.tokens[at] != "US"
            and not any(mention.start <= at < mention.end for mention in self.people)
        )

    def pointed(self, at: int) -> str:
        """Return the state that "here", "your country" or "our capital" means, as the document's speaker says it."""
        s = self.s
        if s.low[at] == "here":
            return self.cast.voices.here(self.place, "here")
        for back in range(at - 1, max(at - 4, -1), -1):
            if s.low[back] in ("your", "our", "this"):
                return self.cast.voices.here(self.place, s.low[back])
            if not s.low[back].isalpha():
                break
        return ""

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
            if low in ("my", "our"):
                speaker = self.cast.voices.of(self.place, back)
                return ([speaker] if speaker else []), back
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
