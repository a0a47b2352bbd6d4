"""Grammar: what the rules say of a word of travel, whose it is and where it leads."""

from __future__ import annotations

from fpdata.extraction.person import Person
from fpdata.extraction.places import stops
from fpdata.extraction.subjects import Subjects

__all__ = ["PARTS", "STILL", "Grammar"]

_OWNED = frozenset("visit meet arrive event go".split())
STILL = frozenset("host invite meet call return send".split())
_FILL = frozenset("the a an his her their visiting held with paid made talks both senior today yesterday last".split())
_LISTED = frozenset(", and & ; the his her their".split())
PARTS = frozenset(("does", "owns", "follows", "guest"))


class Grammar:
    """What the rules of grammar say of one word of travel."""

    def __init__(self, reader: Subjects, at: int, kind: str) -> None:
        s = reader.s
        does = reader.subjects(at)[0]
        owns = reader.owner(at)[0] if kind in _OWNED else []
        self.does, self.owns = {id(person) for person in does}, {id(person) for person in owns}
        behind = _behind(reader, at, kind)
        self.guests = behind if kind in STILL else set()
        self.hosts = {person.country for person in does} if self.guests else set()
        if kind not in STILL:
            self.owns |= behind
        self.follows = {id(person) for person in (reader.following(at) if at <= 8 and not does else [])}
        found = stops(s, at + 1) if kind == "visited" or s.low[at] in ("visit", "visits", "tour") else []
        for after in range(at + 1, min(at + 20, len(s.low))) if not found else ():
            if s.low[after] in ("to", "in", "at", "for", "into"):
                found = stops(s, after + 1)
                if found:
                    break
            if s.low[after] in (".", ";", "who", "which"):
                break
        self.goals = {stop.code for stop in found}

    def part(self, person: Person) -> str:
        """Return what somebody has to do with it."""
        key = id(person)
        if key in self.does:
            return "does"
        if key in self.owns:
            return "owns"
        if key in self.guests:
            return "guest"
        if key in self.follows:
            return "follows"
        return "another does" if self.does else "another owns" if self.owns else "nobody"

    def goal(self, code: str) -> str:
        """Return whether it leads to a place."""
        if code in self.goals:
            return "goal"
        return "host's" if code in self.hosts else "elsewhere" if self.goals else "nowhere"


def _behind(reader: Subjects, at: int, kind: str) -> set[int]:
    """Return whom a word of travel takes behind it: "received A and B", "a visit by A", "attended by A"."""
    s, place = reader.s, at + 1
    led = ("by", "of") if kind in ("visit", "arrive") else ("by",) if kind in ("attend", "go") else ("with",)
    while place < len(s.low) and (s.low[place] in _FILL or s.low[place] in led or reader.is_date(place)):
        place += 1
    if kind not in STILL and not set(led) & set(s.low[at + 1 : place]):
        return set()
    if kind in STILL and "by" in s.low[at + 1 : place]:
        return set()
    found: set[int] = set()
    last = place
    for mention in reader.people:
        if mention.end <= at:
            continue
        between = s.low[last : mention.start]
        if (found and not between) or not _LISTED.issuperset(between):
            break
        found.add(id(reader.person(mention)))
        last = mention.end
    return found
