"""Meetings and attendance abroad: "A met B in X", "speaking in X", "A is in X for talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.extraction.events import Events
from fpdata.extraction.itinerary import NAMELESS, Trip
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop, stops
from fpdata.extraction.verbs import ATTEND, CLAUSE, HOSTS, MEET, SPEECH

__all__ = ["Encounters"]

_PURPOSE = frozenset("since for to on attending meeting from until between this next today tomorrow".split())
_MEETING_NOUNS = frozenset(
    "talks meetings discussions consultations summit negotiations dinner lunch breakfast audience conversations".split()
)
_NEAR_ONLY = frozenset(
    "speak speaks spoke speaking signed signs opened join joins joined delivered address addressed addresses"
    " present".split()
)


_REMOTE = re.compile(
    r"\b(?:by (?:tele)?phone|video|virtual|virtually|telephone|phone call|sidelines|margins"
    r"|general (?:session|assembly))\b"
)
_DAY = re.compile(
    r"last (?:week|month|year|\w+day)|yesterday|earlier (?:this|in)|(?:two|three|four|a few|several) "
    r"|in (?:early |late |mid-?)*"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)"
)
_STAYS = frozenset("visit trip tour talks summit conference forum meeting inauguration funeral".split())
_AT_IT = frozenset(
    "at for during attend attends attended attending hold holds held holding have had has having join joins joined"
    " joining participate participates participated participating participation part into after following from 's"
    " their his her chair chaired address addressed".split()
)
_INCLUDED = frozenset("include includes included including has have had plans features".split())
_UNREAL = frozenset("would could might may should will cannot".split())
_REPORTED = frozenset("said says that told believes thinks hopes stated added insisted warned".split())
_MATTERS = ("discuss", "prepar", "outcome", "agenda", "result", "decision", "conclusion", "recall", "refer")


class Encounters(Events):
    """Reads who is where."""

    def meeting(self, at: int) -> Iterator[Trip]:
        """Read "A met B in X", "talks in X": the one from abroad is the visitor."""
        s, low = self.s, self.s.low[at]
        if low in ("called", "calls", "call") and s.low[at + 1 : at + 2] != ["on"]:
            return
        found = self.meeting_place(at)
        if HOSTS & set(s.low[max(at - 24, 0) : at]) or _REMOTE.search(" ".join(s.low)):
            return
        nominal = low in _MEETING_NOUNS or low in ("meeting", "summit")
        if nominal and s.low[at - 1 : at] and s.low[at - 1] in _REPORTED and _UNREAL & set(s.low[at:]):
            return self.deny([self.person(m) for m in self.people], found)  # "said talks in X would fail"
        if nominal and any(word.startswith(_MATTERS) for word in s.low[max(at - 10, 0) : at]):
            return self.deny([self.person(m) for m in self.people], found)  # "discussed the summit in X"
        subject, floor = self.owner(at) if s.low[at - 1 : at] == ["'s"] else self.subjects(at)
        others = self.others(at)
        status = self.status(at, floor, nominal=low in _MEETING_NOUNS)
        if not subject and at <= 4 and (nominal or low == "meeting"):
            subject = self.following(at)
        others = [person for person in others if person not in subject]
        participle = low == "meeting" and (self.beginning(at + 1) or s.low[at + 1 : at + 2] == ["with"])
        if low in ("meeting", "summit") and not (subject and (participle or _AT_IT & set(s.low[max(at - 7, 0) : at]))):
            return
        if not found:
            found = self.at_home(subject, others, low)
            if not found:
                return
        visitors = self.abroad(subject, others, found[0].code, at)
        met = [person for person in [*subject, *others] if person not in visitors]
        yield from self.make(visitors, found[:1] if others else found, "talks-in", status, at, 0.7, met)

    def others(self, at: int) -> list[Person]:
        """Return whom the subject meets."""
        s, low = self.s, self.s.low[at]
        for after in range(at + 1, min(at + 10, self.n)):
            if (
                s.low[after] in ("with", "between")
                or (low[:4] == "call" and s.low[after] == "on")
                or (low in ("met", "meets", "meet") and after == at + 1)
            ):
                mention = self.beginning(after + 1) or self.beginning(after + 2) or self.beginning(after)
                if mention and self.official(mention):
                    return self.found([mention, *self.listed(mention)])
        return []

    def abroad(self, subject: list[Person], others: list[Person], code: str, at: int) -> list[Person]:
        """Return who of a meeting came from abroad: whom its hosts receive, else the subject."""
        guests = [person for person in subject if person.country != code]
        if subject and not guests:  # at home: those received
            named = [person for person in others if person.country and person.country != code]
            return named or [p for p in others if not p.country and p.official and p.kind != "group"]
        at_home = [person for person in [*subject, *others] if person.country == code]
        if not subject:
            ours = {"we", "i"} & set(self.s.low) or at_home
            return [person for person in others if person.country and person.country != code] if ours else []
        foreign = [person for person in others if person.country and person.country != code]
        if not at_home and foreign:
            unstated = (
                not any(person.country for person in subject)
                and len({p.country for p in foreign}) == 1
                and not _INCLUDED & set(self.s.low[max(at - 4, 0) : at])
            )
            return foreign if unstated else []  # else people of two states met in a third
        if len(guests) < len(subject):
            return [person for person in guests if person.country or person.official]
        return [person for person in guests if person.country or person.official or person.kind == "body"]

    def at_home(self, subject: list[Person], others: list[Person], low: str) -> list[Stop]:
        """Return the place of the dateline, where one side of a meeting is at home and the other is on a visit."""
        code = self.cast.dateline()
        if not code or not subject or low in ("meeting", "summit"):
            return []
        guests = [person for person in subject if person.country and person.country != code]
        if len(guests) != len(subject):
            return []
        host = any(person.country == code for person in others)
        visit = {"visit", "visiting", "trip"} & set(self.s.low)
        elsewhere = {span.code for span in self.s.spans if span.kind == "city"} - {code}
        if elsewhere or not (host or visit or (low.startswith("call") and others)):
            return []
        return [Stop(code, "city", 0, 1)] if visit or host else []

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
        if s.low[at] in (
            "met",
            "meets",
            "called",
            "calls",
            "meet",
            "call",
        ):  # "called on B at the barracks, X, on Friday"
            for span in s.spans:
                if span.kind == "city" and span.start > at + 2 and s.low[span.start - 1] in (",", "here"):
                    behind = s.low[span.end : span.end + 1]
                    if behind in ([], ["."], [","], ["on"], ["here"]) or self.is_date(span.end):
                        return [Stop(span.code, span.kind, span.start, span.end)]
        return []

    def attend(self, at: int) -> Iterator[Trip]:
        """Read "A attended a summit in X", "speaking in X, A said"."""
        s, low = self.s, self.s.low[at]
        if low in ("take", "took", "taking") and s.low[at + 1 : at + 2] != ["part"]:
            return
        if s.low[at + 1 : at + 2] == ["by"]:
            yield from self.attended(at)
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
            found = self.where_before(at)
        if not found:
            return
        if low in _NEAR_ONLY and found[0].kind == "country" and after - at > 4:
            return
        people, floor = self.subjects(at)
        if "delegation" in s.low[floor:at]:
            return
        if not people and at <= 3 and low.endswith(("ing", "attendance", "present")):
            people = self.following(at)
        people = [
            person for person in people if person.country != found[0].code and (person.official or person.country)
        ]
        code = self.state_before(at)
        if (
            not people and code and low.startswith(("particip", "attend"))
        ):  # named, if at all, as the delegation's leader
            people = [Person("", NAMELESS, "", "delegation", code, "group", official=True)]
        yield from self.make(people, found, "attend", self.status(at, floor, nominal=low == "attendance"), at, 0.7)

    def presence(self, at: int) -> Iterator[Trip]:
        """Read "In X, A said", "A is in X for talks", "agreed by A and B in X"."""
        s = self.s
        if not self.is_place(at):
            return
        listed = stops(s, at + 1, within=False)
        found = listed[:1]
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
            found = [other for other in listed if other.kind == stop.kind]
            end = found[-1].end
            while s.low[end : end + 1] == [","] and end + 1 < self.n and s.mark[end + 1] is not None:
                end = s.mark[end + 1].end
            purpose = any(low in _PURPOSE for low in s.low[end : end + 2]) or _DAY.match(" ".join(s.low[end : end + 4]))
            if purpose or s.low[at - 1] in ("currently", "now", "due", "expected"):
                yield from self.make(people, found, "is-in", self.status(at, floor), at, 0.65)
        elif (
            (mention := self.ending(at - 1))
            and self.front(mention) == 0
            and s.low[stop.end : stop.end + 1] in (["for"], ["on"])
            and _STAYS & set(s.low[stop.end : stop.end + 6])
        ):  # a headline: "A in X for talks"
            people = [person for person in self.found([mention]) if person.country != stop.code]
            yield from self.make(people, found, "is-in", "ongoing", at, 0.65)
        elif stop.kind in ("city", "seat"):
            yield from self.jointly(at, stop)
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
