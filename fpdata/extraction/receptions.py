"""Hosts and guests: "A received B in X", "B was welcomed by A", "visiting A"."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.extraction.itinerary import Trip
from fpdata.extraction.places import Stop
from fpdata.extraction.surroundings import Surroundings

__all__ = ["Receptions"]

_DETERMINERS = frozenset("his her their its the a an our your as my warm rousing red-carpet co- first".split())
_PASSIVE = frozenset("was were is been being be are".split())
_SENT_THINGS = frozenset(
    "letter call message phone gift award support invitation credentials condolences report telegram".split()
)


class Receptions(Surroundings):
    """Reads who receives whom."""

    def guest(self, at: int) -> list[Trip] | None:
        """Read "talks with visiting President A"."""
        mention = next((m for m in self.people if m.start in (at, at + 1) or (m.start < at < m.end)), None)
        if mention is None or mention.start > at + 1 or not mention.role:
            return None
        if not mention.name and {"is", "was", "became"} & set(self.s.low[max(at - 3, 0) : at]):
            return []  # "A is the third visiting leader"
        person = self.person(mention)
        hosts = [
            self.person(m)
            for m in self.people
            if m.end <= at and m is not mention and self.person(m).country not in ("", person.country)
        ]
        found = self.where(at, person.country)
        if not found and hosts:
            found = [Stop(hosts[-1].country, "country", at, at + 1)]
        if not found:
            found = [stop for stop in self.here(at) if person.country not in ("", stop.code)]
        return list(self.make([person], found, "visiting-guest", "occurred", at, 0.75, hosts))

    def host(self, at: int) -> Iterator[Trip]:
        """Read "A received B in X", "B was welcomed by A"."""
        s = self.s
        if at and s.low[at - 1] in _DETERMINERS:
            return  # "his host", "a warm welcome"
        passive, first = s.low[at] in ("hosted", "received", "welcomed", "greeted"), at
        while first and (s.low[first - 1].endswith("ly") or s.low[first - 1] in ("also", "later", "then", "first")):
            first -= 1
        by = passive and s.low[at + 1 : at + 2] == ["by"]
        if by and s.mark[first - 1] is None and first and s.low[first - 1] not in _PASSIVE | {"and", ",", "who"}:
            return  # "a dinner hosted by A" names no guest
        if at and (by or (passive and s.low[first - 1] in _PASSIVE)):
            behind = next((k for k in range(at + 1, min(at + 8, self.n)) if s.low[k] in ("by", "with")), None)
            people, floor = self.subjects(at)
            hosts = []
            if behind is not None:
                mention = next((m for m in self.people if behind < m.start <= behind + 3), None)
                if mention:
                    hosts = self.found([mention, *self.mates(mention)])
            country = next((host.country for host in hosts if host.country), "")
            found = self.where(at) or ([Stop(country, "country", at, at + 1)] if country else [])
            yield from self.make(people, found, "host-passive", self.status(at, floor), at, 0.8, hosts)
            return
        limit = at + 3
        if at + 1 < self.n and s.low[at + 1] in ("a", "an", "talks", "separate", "bilateral", "his", "her"):
            limit = next(
                (
                    k + 2
                    for k in range(at + 1, min(at + 12, self.n))
                    if s.low[k] in ("for", "with", "from", "by") or s.low[k] in ("visit",)
                ),
                at + 3,
            )
        mention = next((m for m in self.people if at < m.start <= limit or m.start == at + 1), None)
        within: list[str] = []
        if mention is None and (
            s.low[at + 1 : at + 2] and (s.low[at + 1] in ("at", "in", "on", "here") or self.is_date(at + 1))
        ):  # "received at the palace on Monday B"
            mention = next((m for m in self.people if at < m.start <= at + 14 and m.role and m.country), None)
            within = [mention.country] if mention else []
        if mention is None or (mention.end < self.n and s.low[mention.end] in ("'s", "'")):
            return
        if any(s.low[k] in _SENT_THINGS for k in range(at + 1, min(mention.start, self.n))):
            return
        if mention.role.lower().startswith("ambassador"):
            return
        guests = self.found([mention, *self.listed(mention)])
        hosts, floor = self.subjects(at)
        country = next((host.country for host in hosts if host.country), "") or self.state_before(at)
        found = self.where(mention.end - 1, *within) or ([Stop(country, "country", at, at + 1)] if country else [])
        if not found and hosts and all(guest.country for guest in guests):
            found = [stop for stop in self.here(at) if all(guest.country != stop.code for guest in guests)]
            country = found[0].code if found else ""
        if found and not (hosts or country):
            return
        guests = [guest for guest in guests if guest not in hosts]
        if found and not country and all(guest.country and guest.country != found[0].code for guest in guests):
            for host in hosts:  # who receives at a place is at home there
                host.country = host.country or found[0].code
        if found and country and found[0].code != country and any(guest.country == found[0].code for guest in guests):
            guests, hosts = hosts, guests
        yield from self.make(guests, found, "host-verb", self.status(at, floor), at, 0.8, hosts)
