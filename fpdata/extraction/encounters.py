"""Meetings and attendance abroad: "A met B in X", "speaking in X", "A is in X for talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.extraction.itinerary import NAMELESS, Trip
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop, stops
from fpdata.extraction.surroundings import Surroundings
from fpdata.extraction.verbs import ATTEND, CLAUSE, HOSTS, MEET, SPEECH

__all__ = ["Encounters"]

_PURPOSE = frozenset("for to on attending meeting from until between this next today tomorrow".split())
_MEETING_NOUNS = frozenset(
    "talks meetings discussions consultations summit negotiations dinner lunch breakfast audience conversations".split()
)
_NEAR_ONLY = frozenset(
    "speak speaks spoke speaking signed signs opened join joins joined delivered address addressed addresses"
    " present".split()
)


class Encounters(Surroundings):
    """Reads who is where."""

    def meeting(self, at: int) -> Iterator[Trip]:
        """Read "A met B in X", "talks in X": the one from abroad is the visitor."""
        s, low = self.s, self.s.low[at]
        if low in ("called", "calls", "call") and s.low[at + 1 : at + 2] != ["on"]:
            return
        found = self.meeting_place(at)
        if not found or HOSTS & set(s.low[max(at - 24, 0) : at]):
            return
        code = found[0].code
        if re.search(
            r"\b(?:by (?:tele)?phone|video|virtual|telephone|sidelines|margins|general (?:session|assembly))\b",
            " ".join(s.low),
        ):
            return
        subject, floor = self.owner(at) if s.low[at - 1 : at] == ["'s"] else self.subjects(at)
        others: list[Person] = []
        for after in range(at + 1, min(at + 10, self.n)):
            if (
                s.low[after] in ("with", "between")
                or (low[:4] == "call" and s.low[after] == "on")
                or (low in ("met", "meets", "meet") and after == at + 1)
            ):
                mention = self.beginning(after + 1) or self.beginning(after + 2) or self.beginning(after)
                if mention and self.official(mention):
                    others = self.found([mention, *self.listed(mention)])
                    break
        status = self.status(
            at,
            floor,
            nominal=low in _MEETING_NOUNS,
        )
        if not subject and at <= 4:
            subject = self.following(at)
        if low in ("meeting", "summit") and not subject:
            return
        everyone = [*subject, *(other for other in others if other not in subject)]
        abroad = [person for person in everyone if person.country and person.country != code]
        home = [person for person in everyone if person.country == code]
        if home and abroad:
            visitors = abroad
        elif home:
            visitors = (
                [person for person in everyone if not person.country and person.official and person.kind != "group"]
                if subject and subject[0] in home
                else [p for p in subject if not p.country]
            )
        elif subject and subject[0].country and any(person in others for person in abroad):
            return  # people of two states met in a third: that is no travel to its government
        elif subject and (subject[0].country or subject[0].kind == "body"):
            visitors = [person for person in subject if person.country != code]
        elif abroad:
            visitors = abroad
        else:
            visitors = [person for person in subject if person.official]
        met = [person for person in everyone if person not in visitors]
        yield from self.make(visitors, found[:1] if others else found, "talks-in", status, at, 0.7, met)

    def meeting_place(self, at: int) -> list[Stop]:
        """Return where a meeting is: cities and seats wherever they stand, countries only close by."""
        s = self.s
        order = [*range(at + 1, self.n), *range(at - 1, -1, -1)]
        for place in order:
            if s.low[place] not in ("in", "at") or place + 1 >= self.n or not self.is_place(place):
                continue
            if place > at and any(low in CLAUSE or low == "to" for low in s.low[at:place]):
                continue
            found = stops(s, place + 1, within=False)
            if not found or found[0].kind == "region":
                continue
            stop = found[0]
            listed = found if all(other.kind == stop.kind for other in found) else [stop]
            if place < at and stop.kind in ("city", "seat") and self.mixed(stop.code):
                return [stop]
            near = (
                place == 0
                or (place - at <= 2 and place > at)
                or self.ending(place - 1)
                or self.is_date(place - 1)
                or s.low[place - 1]
                in ("here", "talks", "meeting", "summit", "held", "counterpart", ",", "met", "while", "and")
            )
            if near or (stop.kind in ("city", "seat") and place > at):
                return listed
        return []

    def attend(self, at: int) -> Iterator[Trip]:
        """Read "A attended a summit in X", "speaking in X, A said"."""
        s, low = self.s, self.s.low[at]
        if low in ("take", "took", "taking") and s.low[at + 1 : at + 2] != ["part"]:
            return
        found: list[Stop] = []
        for after in range(at + 1, min(at + 26, self.n)):
            if s.low[after] in ("in", "at") and self.is_place(after) and after + 1 < self.n:
                found = [
                    stop for stop in stops(s, after + 1, within=False)[:1] if stop.kind in ("city", "seat", "country")
                ]
                if found:
                    break
            if s.low[after] in CLAUSE or s.low[after] in (".", "who", "which"):
                break
        if not found:
            return
        if low in _NEAR_ONLY and found[0].kind == "country" and after - at > 4:
            return
        people, floor = self.subjects(at)
        if "delegation" in s.low[floor:at]:
            return
        if not people and at <= 3:
            people = self.following(at)
        people = [
            person for person in people if person.country != found[0].code and (person.official or person.country)
        ]
        code = self.state_before(at)
        if (
            not people and code and low.startswith(("particip", "attend"))
        ):  # named, if at all, as the delegation's leader
            people = [Person("", NAMELESS, "", "delegation", code, "group", official=True)]
        yield from self.make(people, found, "attend", self.status(at, floor), at, 0.7)

    def presence(self, at: int) -> Iterator[Trip]:
        """Read "In X, A said", "A is in X for talks", "agreed by A and B in X"."""
        s = self.s
        if not self.is_place(at):
            return
        found = stops(s, at + 1, within=False)[:1]
        if not found or found[0].kind == "region":
            return
        stop = found[0]
        if at <= 1 or s.low[at - 1] == "while":
            comma = next((k for k in range(stop.end, min(stop.end + 12, self.n)) if s.low[k] == ","), None)
            mention = next((m for m in self.people if comma is not None and comma < m.start <= comma + 2), None)
            if mention is None or not any(
                low in SPEECH | MEET | ATTEND for low in s.low[mention.end : mention.end + 12]
            ):
                return
            people = [p for p in self.found([mention, *self.mates(mention)]) if p.country and p.country != stop.code]
            if stop.kind == "country" and not any(
                low in ("met", "meets", "attended", "attends", "meet", "attend", "will")
                for low in s.low[mention.end : mention.end + 6]
            ):
                return
            yield from self.make(people, found, "in-place", self.status(mention.end, mention.end), at, 0.65)
        elif at and s.low[at - 1] in ("is", "was", "are", "were", "currently", "now", "be", "been", "due", "expected"):
            people, floor = self.subjects(at)
            people = [p for p in people if p.country != stop.code and p.official]
            purpose = any(low in _PURPOSE for low in s.low[stop.end : stop.end + 2])
            if purpose or s.low[at - 1] in ("currently", "now", "due", "expected"):
                yield from self.make(people, found, "is-in", self.status(at, floor), at, 0.65)
        elif stop.kind in ("city", "seat"):
            mention = self.ending(at - 1)
            group = self.joined(mention) if mention else []
            if len(group) < 2 or s.low[group[0].start - 1 if group[0].start else 0] not in ("by", "between"):
                return
            people = self.found(group)
            if any(person.country == stop.code for person in people):
                abroad = [person for person in people if person.country and person.country != stop.code]
                yield from self.make(
                    abroad, found, "agreed-in", "occurred", at, 0.65, [p for p in people if p.country == stop.code]
                )
