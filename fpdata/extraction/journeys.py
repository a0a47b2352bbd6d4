"""Nouns of travel: "A's visit to X", "the visit by A to X", "during his trip"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.extraction.itinerary import Trip
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop, place_before, stops
from fpdata.extraction.surroundings import Surroundings

__all__ = ["Journeys"]

_BETWEEN = frozenset(
    "on last this next earlier later there - from ago march april may june july january february august"
    " september october november december".split()
)
_EARLIER = frozenset("last previous earlier prior past".split())
_RANKED = frozenset("first second third fourth fifth last only ever such rare no any every each another most".split())
_AFTER_A_NOUN = frozenset("to by of in here on from , . there was is last this will".split())


class Journeys(Surroundings):
    """Reads nouns."""

    def noun(self, at: int) -> Iterator[Trip]:
        """Read "A's visit to X", "the visit by A to X", "paid a visit to X", "during his trip"."""
        s = self.s
        low = s.low[at]
        if (
            low in ("visit", "visits", "tour", "travel", "travels", "stop")
            and not self.is_noun(at)
            and at + 1 < self.n
            and s.low[at + 1] not in _AFTER_A_NOUN
        ) and not (at and (self.ending(at - 1) or place_before(s, at, 0) or s.tokens[at - 1].endswith("-day"))):
            return
        if low == "travels" and not self.is_noun(at):
            return
        if low in ("travel", "stop", "tour") and at and s.low[at - 1] in ("to", "will", "would", "not"):
            return
        if low == "stop" and not re.search(
            r"\b(?:first|last|next|final|second|third|a|brief|his|her) (?:\w+ )?$",
            " ".join(s.low[max(0, at - 4) : at]) + " ",
        ):
            return
        owner, floor = self.owner(at)
        after, by = self.behind(at)
        people = by or owner
        found: list[Stop] = []
        if (
            after < self.n
            and s.low[after] in ("to", "in", "of", "through", "across", "around", "at")
            and not (
                s.low[after] in ("of", "in", "at") and low in ("travel", "visits", "trip") and s.low[after] == "of"
            )
        ):
            found = stops(s, after + 1)
        if found and found[-1].kind == "region" and (closer := self.closer(found[-1].end)):
            found = closer
        if not found and (stop := place_before(s, at, floor) or self.paid(at)):
            found = [stop]
        if found and not people and s.low[found[-1].end : found[-1].end + 1] in (["of"], ["by"]):
            mention = self.beginning(found[-1].end + 1)  # "the visit to X of A"
            people = self.found([mention, *self.mates(mention)]) if mention else []
        if self.record(at, found):
            if not {"making", "made", "makes", "make", "paid", "pays", "paying", "pay"} & set(
                s.low[max(at - 5, 0) : at]
            ):
                return self.deny(people, found)
            people = []  # "A, making the first visit to X by a Y leader"
        if owner and not found and self.reached[0] and not by:
            found = self.since(at, owner)
        if found:
            self.reached = (found, [id(person) for person in people])
        if not people:
            people, floor2 = self.subjects(at)
            floor = max(floor2, 0)
            if not people and at <= 8:
                people = self.following(at)
        taken = next(
            (
                k
                for k in range(at + 1, min(at + 5, self.n))
                if s.low[k] in ("take", "takes", "took", "taking", "bring", "brings", "brought")
            ),
            None,
        )
        if taken is not None and not found:  # "the trip will take A to X"
            mention = next((m for m in self.people if taken < m.start <= taken + 2), None)
            if mention is not None and s.low[mention.end : mention.end + 1] == ["to"]:
                people, found = self.found([mention]), stops(s, mention.end + 1)
        status = self.status(at, floor, nominal=True)
        if {"private", "family", "medical", "holiday"} & set(s.low[max(at - 2, 0) : at]):
            status = "private"
        if found:
            for trip in self.make(people, found, "visit-noun", status, at, 0.85):
                trip.earlier = status == "occurred" and self.before_now(at)
                yield trip
        elif (
            status
            and status != "planned"
            and re.search(
                r"\b(?:during|on|in|after|of|concluding|the|this|his|her) $", " ".join(s.low[max(0, at - 3) : at]) + " "
            )
        ) or owner:
            yield from self.make(people if owner or by else [], [], "during", status or None, at, 0.6)

    def record(self, at: int, found: list[Stop]) -> bool:
        """Tell "the first visit to X by a Y minister": it ranks a visit told of elsewhere."""
        s, end = self.s, max([at + 1, *(stop.end for stop in found)])
        by = next((k for k in range(at + 1, min(end + 2, self.n)) if s.low[k] in ("by", "of", "from")), self.n)
        nobody = s.low[by + 1 : by + 2] in (["a"], ["an"], ["any"]) and not (
            (mention := self.beginning(by + 1)) and (mention.name or mention.kind == "group")
        )
        return nobody and any(
            low in _RANKED or (low.endswith("est") and len(low) > 5) for low in s.low[max(at - 5, 0) : at]
        )

    def paid(self, at: int) -> Stop | None:
        """Return the place of "will pay Y a short visit"."""
        s = self.s
        article = next((k for k in range(at - 1, max(at - 4, 0), -1) if s.low[k] in ("a", "an")), 0)
        span = s.mark[article - 1] if article else None
        if span is None or span.kind not in ("country", "city"):
            return None
        if s.low[max(span.start - 1, 0)] in ("pay", "pays", "paid", "paying", "the"):
            return Stop(span.code, span.kind, span.start, span.end)
        return None

    def since(self, at: int, owner: list[Person]) -> list[Stop]:
        """Return where "the first visit to X since A's visit in 2009" means."""
        mention = next((m for m in self.people if self.person(m) in owner and m.end <= at and at - m.end < 5), None)
        stops_before, visitors = self.reached
        if mention is None or self.s.low[max(mention.start - 1, 0)] not in ("since", "after", "following", "from"):
            return []
        return [] if id(owner[0]) in visitors else stops_before[:1]

    def before_now(self, at: int) -> bool:
        """Tell "recalled his last visit" from the visit in hand."""
        before = self.s.low[max(at - 4, 0) : at]
        recalled = any(low.startswith(("recall", "remember", "reminisc")) for low in self.s.low[max(at - 10, 0) : at])
        return recalled or bool(_EARLIER & set(before) and not {"week", "month", "year"} & set(before))

    def closer(self, at: int) -> list[Stop]:
        """Read the countries of "to Asia - first to A and then to B", "to Africa, including A"."""
        s = self.s
        if at >= self.n or s.low[at] not in ("-", "—", ",", ":", "(", "including"):
            return []
        for after in range(at, min(at + 5, self.n)):
            if s.low[after] in ("to", "including", "namely", ":", "("):
                return [stop for stop in stops(s, after + 1, within=False) if stop.kind != "region"]
            if s.low[after] not in ("-", "—", ",", "first", "with", "such", "as"):
                return []
        return []

    def behind(self, at: int) -> tuple[int, list[Person]]:
        """Skip what stands between the noun and "to": a date, "by A", "of A"."""
        s, after, people = self.s, at + 1, []
        for _ in range(9):
            if after >= self.n:
                break
            low = s.low[after]
            if low in ("by", "of", "from") and (mention := self.beginning(after + 1)):
                group = [mention, *self.mates(mention)]
                if mention.name or s.low[mention.start] not in ("a", "an", "any"):
                    people = self.found(group)
                after = group[-1].end
            elif (
                self.is_date(after)
                or low in _BETWEEN
                or low in ("here", "abroad", "overseas")
                or (low in ("will", "be", "was", "is") and "to" in s.low[after + 1 : after + 3])
            ):
                after += 1
            else:
                break
        return after, people

    def delegation(self, at: int) -> Iterator[Trip]:
        """Read "A led a delegation to X", "a delegation in X"."""
        s = self.s
        if at + 1 >= self.n or s.low[at + 1] not in ("to", "in"):
            return
        found = stops(s, at + 2, within=False)
        if not found or (s.low[at + 1] == "in" and not any(low in ("visit", "trip") for low in s.low[:at])):
            return
        people, floor = self.subjects(at)
        lead = any(
            low in ("led", "lead", "leads", "heads", "headed", "leading", "head", "sent") for low in s.low[floor:at]
        )
        mention = self.ending(at)
        if not lead:
            people = self.found([mention]) if mention else []
        yield from self.make(people, found, "delegation", self.status(at, floor, nominal=True), at, 0.75)

    def sent(self, at: int) -> Iterator[Trip]:
        """Read "X sent envoy B to Y"."""
        mention = next((m for m in self.people if at < m.start <= at + 2), None)
        if (
            mention is not None
            and mention.kind == "group"
            and self.s.low[mention.end : mention.end + 1]
            in (
                ["including"],
                ["comprising"],
            )
        ):  # "a delegation including B to Y"
            mention = self.beginning(mention.end + 1) or mention
        if mention is None or mention.end + 1 >= self.n or self.s.low[mention.end] != "to":
            return
        self.deny(self.subjects(at)[0], stops(self.s, mention.end + 1))  # who sends, stays
        yield from self.make(
            self.found([mention]), stops(self.s, mention.end + 1), "sent", self.status(at, max(at - 10, 0)), at, 0.7
        )
