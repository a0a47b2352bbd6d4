"""Verbs of travel: "A visited X", "A flew to X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.extraction.itinerary import Trip
from fpdata.extraction.places import Stop, stops
from fpdata.extraction.surroundings import Surroundings
from fpdata.extraction.verbs import CLAUSE, MOTION

__all__ = ["Travel"]

_ENDS = frozenset(
    "attend participate take meet hold discuss join address deliver sign open visit mark express offer begin start"
    " speak witness pay seek represent talk negotiate mediate lead help inspect review receive inaugurate".split()
)
_PRIVATE = re.compile(
    r"^[^;:\"]*?\b(?:(?:private|personal|family|holiday) (?:visit|trip|stay|holiday|vacation)"
    r"|(?:on|for) (?:(?:a|his|her|annual) )*(?:vacation|holiday|leave|umrah|hajj)"
    r"|medical (?:check|treat|care|exam|tests|leave|vacation)|honeymoon)"
)
_PLACES = ("country", "city", "seat")

_SETS_OUT = frozenset("left departed headed set took leaving departing heading".split())


class Travel(Surroundings):
    """Reads verbs."""

    def verb(self, at: int) -> Iterator[Trip]:
        """Read "A visited X", "X was visited by A", "visiting A" as a guest."""
        s = self.s
        if (
            at + 1 < self.n
            and s.low[at] in ("visit", "visits", "tour")
            and (s.low[at + 1] in ("to", "by", "of", "in", "from") or self.is_noun(at))
        ):
            return
        if s.low[at] == "visiting" and (guest := self.guest(at)) is not None:
            yield from guest
            return
        if s.low[at] == "visited" and at + 1 < self.n and s.low[at + 1] == "by":
            span = next(
                (
                    span
                    for span in s.spans
                    if span.end <= at and span.kind in ("country", "city") and at - span.end <= 5
                ),
                None,
            )
            mention = self.beginning(at + 2)
            if span and mention:
                yield from self.make(
                    self.found([mention]),
                    [Stop(span.code, span.kind, span.start, span.end)],
                    "visit-verb",
                    self.status(at, span.end),
                    at,
                )
            return
        if s.low[at] in ("visited", "visits", "visit") and (
            met := next((m for m in self.people if m.start == at + 1), None)
        ):
            people, floor = self.subjects(at)
            host = self.person(met)
            yield from self.make(people, self.where(met.end - 1), "visit-verb", self.status(at, floor), at, 0.7, [host])
            return
        found = stops(
            s, at + 1 + 3 * (s.low[at + 1 : at + 4] == ["and", "work", "in"]), within=s.low[at][:5] != "reach"
        )
        if not found and s.low[at + 1 : at + 3] in (["the", "country"], ["the", "kingdom"], ["the", "island"]):
            found = [Stop(self.cast.latest, "city", at + 1, at + 3)] if self.cast.latest else self.here(at + 1)
        if not found or s.low[at - 1 : at] == ["of"]:
            return
        people, floor = self.subjects(at)
        if not people and s.low[at] == "visiting" and at <= 2:
            people = self.following(at)
        if s.low[at] == "visiting" and at and s.low[at - 1] in ("before", "after", "by") and not people:
            people = self.following(at)
        yield from self.make(people, found, "visit-verb", self.status(at, floor), at, 0.9)

    def motion(self, at: int) -> Iterator[Trip]:
        """Read "A flew to X", "A arrived in X", "on his way to X"."""
        s, low = self.s, self.s.low[at]
        prepositions = MOTION[low]
        nominal = low in ("route", "way", "arrival", "bound")
        if low in ("travel", "journey") and at and s.low[at - 1] in ("'s", "the", "his", "her", "their", "of"):
            return
        if low == "travels" and self.is_noun(at):
            return
        if (
            low in ("left", "leave", "leaves")
            and at + 1 < self.n
            and s.low[at + 1] not in prepositions
            and not self.ahead(at, ("for",))
        ):
            return
        if s.low[at + 1 : at + 2] and s.low[at + 1] in ("visit", "trip", "tour", "stop", "delegation", "officials"):
            return  # "a flying visit"
        if low == "off" and not (
            self.ending(at - 1) or s.low[at - 1] in ("is", "are", "was", "set", "sets", "setting")
        ):
            return
        if low[:5] == "touch" and s.low[at + 1 : at + 2] != ["down"]:
            return
        if low in ("way", "route") and not re.search(
            r"\b(?:on (?:his|her|their|the|its) way|en route|on route)$", " ".join(s.low[max(at - 3, 0) : at + 1])
        ):
            return
        after = self.ahead(at, prepositions)
        if after is None:
            if low[:5] == "arriv" and not nominal:
                yield from self.arrival(at)
            return
        found = stops(s, after + 1) if s.low[after] != "here" else self.here(after)
        if not found and any(
            s.low[k : k + 2] in (["this", "city"], ["this", "capital"], ["this", "country"], ["this", "nation"])
            for k in range(after + 1, min(after + 12, self.n))
        ):
            found = self.here(after)
        if found and "to" in prepositions:
            found += self.also_to(found)
        if not found and s.low[after + 1 : after + 3] in (["the", "capital"], ["the", "country"]) and self.cast.latest:
            found = [Stop(self.cast.latest, "city", after + 1, after + 3)]
        if not found and low[:5] == "arriv" and not nominal and self.is_date(max(after - 2, at)):
            yield from self.arrival(at)
        if not found:
            return
        people, floor = self.subjects(at)
        if not people and at <= 4 and (nominal or low.endswith("ing")):
            people = self.following(at)
        status = self.status(at, floor)
        if low == "arrival" and status in ("occurred", "ongoing") and {"will", "'ll"} & set(s.low[at:]):
            status = "planned"  # "Upon arrival in X, A will inspect"
        elif nominal and status in ("occurred", "ongoing"):
            status = (
                "planned"
                if low in ("route", "way", "bound")
                and not re.search(r"\b(?:was|were|had)\b", " ".join(s.low[floor:at]))
                else "occurred"
            )
        if low in ("return", "returns", "returned", "returning") and not (people and people[0].country):
            return
        if _PRIVATE.search(" ".join(s.low[at : at + 30])):
            status = "private"
        sure = 0.85 if low[0] in "tfa" else 0.75
        for trip in self.make(people, found, f"motion-{prepositions[0]}", status, at, sure):
            trip.departs = low in _SETS_OUT
            yield trip

    def also_to(self, found: list[Stop]) -> list[Stop]:
        """Read on in "to X to attend a summit and to Y": a second "to" with a place of its own."""
        s, seen = self.s, {stop.code for stop in found}
        for at in range(found[-1].end + 2, min(found[-1].end + 40, self.n - 2)):
            if s.low[at] in CLAUSE or s.low[at] in (".", "who", "which", "he", "she", "they"):
                return []
            if s.low[at] == "and":
                to = at + 1 + (s.low[at + 1] in ("then", "later", "onward", "onwards", "subsequently", "on", "from"))
                span = s.mark[to + 1] if s.low[to] == "to" and to + 1 < self.n else None
                if span is not None and span.kind in ("country", "city", "seat"):
                    return [stop for stop in stops(s, to + 1) if stop.code not in seen]
        return []

    def arrival(self, at: int) -> Iterator[Trip]:
        """Read "A arrived on Friday", "in X, where he arrived": the place stands before."""
        s = self.s
        behind = s.low[at + 1 : at + 2]
        if not (behind in ([], ["."], [","], ["to"], ["for"], ["on"], ["with"], ["here"]) or self.is_date(at + 1)):
            return
        where = next((k for k in range(max(at - 4, 0), at) if s.low[k] == "where"), None)
        if where is not None:
            span = next((span for span in reversed(s.spans) if span.end in (where, where - 1)), None)
            found = [Stop(span.code, span.kind, span.start, span.end)] if span and span.kind in _PLACES else []
        else:
            found = [Stop(self.cast.latest, "city", at, at + 1)] if self.cast.latest else []
            if any(span.kind in _PLACES for span in s.spans):
                found = [stop for stop in found if any(span.code == stop.code for span in s.spans)] or (
                    found if s.low[at - 1 : at] == ["who"] else []
                )
        people, floor = self.subjects(at)
        if where is not None and not people and s.low[where + 1] in ("he", "she"):
            people = self.following(at)
        yield from self.make(people, found, "motion-in", self.status(at, floor), at, 0.65)

    def ahead(self, at: int, prepositions: tuple[str, ...]) -> int | None:
        """Return the place of the preposition, over dates and adverbs."""
        s = self.s
        for after in range(at + 1, min(at + 12, self.n)):
            low = s.low[after]
            if low == "here":
                return after
            if low in prepositions:
                if (
                    low == "to"
                    and "in" in prepositions
                    and s.low[after + 1 : after + 2]
                    and (s.low[after + 1] in _ENDS or s.low[after + 1] == "be")
                ):
                    return None  # "arrived to attend"
                if low == "in" and s.low[after + 1 : after + 2] == ["to"]:
                    continue
                if low in ("off", "back", "on", "out", "from", "down"):
                    if low == "on" and self.is_date(min(after + 1, self.n - 1)):
                        continue
                    if low == "from":
                        continue
                    continue
                return after
            if low == "in" and "to" in prepositions:
                return None
            departs = self.s.low[at][:4] in ("leav", "left", "depa")
            if (
                s.mark[after] is not None
                and s.mark[after].kind != "seat"
                and "from" not in prepositions
                and not departs
            ):
                return None
            if low in (".", ";", "and", "that", "who", "which", "with") or (low == "," and not self.is_date(after - 1)):
                return None
        return None
