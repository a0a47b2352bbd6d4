"""Who and where stands around a word of travel."""

from __future__ import annotations

from fpdata.extraction.people import Mention
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop, stops
from fpdata.extraction.subjects import Subjects
from fpdata.extraction.verbs import TOPICS

__all__ = ["Surroundings"]


class Surroundings(Subjects):
    """Finds places, guests and hosts around a word."""

    def where(self, at: int, *without: str) -> list[Stop]:
        """Return the one place that "in X" or "at X" names in the clause."""
        s = self.s
        end = next((k for k in range(at + 1, self.n) if s.low[k] == ";"), self.n)
        for back in [*range(at + 1, end), *range(at - 1, -1, -1)]:
            if s.low[back] in ("in", "at", "to", "near") and back + 1 < self.n and self.is_place(back):
                found = stops(s, back + 1, within=False)
                found = [stop for stop in found[:1] if stop.kind != "region" and stop.code not in without]
                if found:
                    return found
            if s.low[back] == ";":
                break
        return []

    def is_place(self, at: int) -> bool:
        """Tell "met in X" from "the situation in X"."""
        s = self.s
        prior = s.low[at - 1] if at else ""
        if prior == "held":  # "the summit to be held in X", not "those held in X"
            return at > 1 and s.low[at - 2] in (
                "be",
                "being",
                "was",
                "were",
                "is",
                "been",
                "summit",
                "talks",
                "meeting",
                ",",
            )
        return not (
            prior in TOPICS or (s.mark[at - 1] is not None and s.mark[at - 1].kind == "demonym") if at else False
        )

    def following(self, at: int) -> list[Person]:
        """Return the subject behind the comma of "During a visit to X, A said"."""
        for mention in self.people:
            if mention.start > at and self.s.low[mention.start - 1] in (",", '"', "and"):
                if {"accompanied", "alongside"} & set(self.s.low[at : mention.start]) and "," in self.s.low[
                    at : mention.start - 1
                ]:
                    return []
                return self.found([mention, *self.mates(mention)])
        for back in range(at + 1, self.n):
            if self.s.low[back] in ("he", "she") and self.s.low[back - 1] == ",":
                person = self.cast.pronoun(self.s.low[back], self.place)
                return [person] if person else []
        return []

    def mates(self, mention: Mention) -> list[Mention]:
        """Return who follows in "A and B"."""
        result = []
        while mention.end + 1 < self.n and self.s.low[mention.end] == "and":
            following = self.beginning(mention.end + 1)
            if following is None:
                break
            result.append(following)
            mention = following
        return result

    def state_before(self, at: int) -> str:
        """Return the country that is the subject itself: "Kenya hosted President B"."""
        span = self.s.mark[at - 1] if at else None
        return span.code if span is not None and span.kind in ("country", "city", "seat") else ""

    def listed(self, mention: Mention) -> list[Mention]:
        """Return who follows in "B, C and D"."""
        result = []
        while mention.end < self.n:
            at = mention.end
            while at < self.n and self.s.low[at] in (",", "and", "&", "the", "as", "well"):
                at += 1
            following = self.beginning(at) or (self.beginning(at - 1) if at > mention.end + 1 else None)
            if at == mention.end or following is None or following is mention:
                break
            result.append(following)
            mention = following
        return result

    def mixed(self, code: str) -> bool:
        """Tell whether people of a country and of others stand in one sentence."""
        states = {mention.country for mention in self.people if mention.country}
        return code in states and len(states) > 1

    def here(self, at: int) -> list[Stop]:
        """Return the place of the dateline."""
        code = self.cast.dateline()
        return [Stop(code, "city", at, at + 1)] if code else []
