"""Links: what in a sentence speaks for a person's having gone to a place of it.

A rule names one way of telling; here every person of a sentence is held
against every place of it and the words of travel between them, and what is
seen is handed to `fpdata.extraction.pairs` to be weighed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from fpdata.extraction import modality
from fpdata.extraction.grammar import PARTS, STILL, Grammar
from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop
from fpdata.extraction.ranks import KIN, TOP, resident
from fpdata.extraction.scenes import Where, Who, people, places
from fpdata.extraction.subjects import Subjects
from fpdata.extraction.travelwords import BE, BOUNDS, COMPANY, DUE, NEAR, PREPOSITIONS, TAKE, TRIGGERS

__all__ = ["Link", "links"]

_MANY = 14
"""People, places and words of travel that are read in one sentence."""
_LIMITS, _FAR = (1, 3, 6, 12, 22), ("1", "3", "6", "12", "22", "more")
"""Tokens between a person and a word of travel, and what they are called up to there."""
_BEST = 2
"""Words of travel that are tried for a person and a place."""


class Link(NamedTuple):
    """A person, a place and a word of travel in one sentence.

    Attributes
    ----------
    person : Person
    stop : Stop
    place : int
        Position of the sentence.
    trigger : int
        Token of the word of travel; of the place where there is none.
    kind : str
        Which kind of word of travel it is; "none" where there is none.
    form : str
        How the place stands there: country, city, seat, demonym or implied.
    leads : bool
        Whether grammar says that the person goes there.
    seen : Any
        What was seen, measured: a number, or the features themselves.
    """

    person: Person
    stop: Stop
    place: int
    trigger: int
    kind: str
    form: str
    leads: bool
    seen: Any


def links(reader: Subjects, measure: Callable[[list[str]], Any], before: Sequence[tuple[str, str]] = ()) -> list[Link]:
    """Return the links of a sentence.

    Parameters
    ----------
    reader : Subjects
        The sentence, read; its words of travel tell their subjects.
    measure : callable
        Gives the features of one part a value; values are added.
    before : sequence of (str, str)
        ISO3 of places named before the sentence, and how: first or last.

    Returns
    -------
    list of Link
    """
    return list(_Scene(reader, measure, before).read())


class _Once(dict):
    """What is worked out for a key when it is first asked for."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        super().__init__()
        self.work = work

    def __missing__(self, key: Any) -> Any:
        self[key] = self.work(key)
        return self[key]


class _Scene:
    def __init__(
        self, reader: Subjects, measure: Callable[[list[str]], Any], before: Sequence[tuple[str, str]]
    ) -> None:
        self.reader, self.measure, self.s = reader, measure, reader.s
        self.who = list(islice(people(reader), _MANY))
        self.where = list(islice(places(reader, self.who, before), _MANY))
        self.triggers = [
            (at, kind)
            for at in [at for at, low in enumerate(self.s.low) if low in TRIGGERS or low in BE]
            if (kind := self.kind(at, self.s.low[at])) and self.s.mark[at] is None
        ][:_MANY] or [(-1, "none")]

    def kind(self, at: int, low: str) -> str:
        """Return what kind of word of travel a token is: "be" in "is today in X"; empty for none."""
        if low in BE:
            for after in range(at + 1, min(at + 6, len(self.s.low) - 1)):
                if self.s.low[after] in ("in", "at"):
                    span = self.s.mark[after + 1]
                    return "be" if span is not None and span.kind in ("country", "city", "seat") else ""
                if not (self.s.low[after] in DUE or self.reader.is_date(after)):
                    break
            return ""
        kind, behind = TRIGGERS.get(low, ""), self.s.low[at + 1 : at + 3]
        if (low in TAKE and behind[:1] != ["part"]) or (
            kind == "go" and behind == ["on", "to"] and self.s.mark[min(at + 3, len(self.s.mark) - 1)] is None
        ):
            return ""  # "went on to blame"
        return kind

    def read(self) -> Iterator[Link]:
        if not self.who or not self.where:
            return
        told = {at: Grammar(self.reader, at, kind) for at, kind in self.triggers if at >= 0}
        kinds, measure = dict(self.triggers), self.measure
        of_trigger = _Once(lambda at: measure(self.trigger(at, kinds[at])))
        of_host = _Once(lambda host: measure([f"host={host:d}"]))
        of_place = [_Once(lambda at, where=where: measure(self.place_at(where, at, kinds[at]))) for where in self.where]
        goals = [[told[at].goal(where.code) if at >= 0 else "" for at in kinds] for where in self.where]
        there = [measure(self.whereabouts(where)) for where in self.where]
        for who in self.who:
            of_person = _Once(lambda at, who=who: measure(self.person_at(who, at, kinds[at])))
            seen = measure(self.person(who))
            parts = [told[at].part(who.person) if at >= 0 else "" for at in kinds]
            hosts = {other.person.country for other in self.who if other.back == 0 and other.person is not who.person}
            for where, place, goal_of, seen_there in zip(self.where, of_place, goals, there, strict=True):
                if where.code == who.person.country:
                    continue
                host = where.code in hosts
                tried = [
                    (-(part in PARTS) - (goal in ("goal", "host's")), at, kind, part, goal)
                    for (at, kind), part, goal in zip(self.triggers, parts, goal_of, strict=True)
                ]
                for _, at, kind, part, goal in sorted(tried)[:_BEST]:
                    joint = [f"part&goal={part} {goal} {kind}", f"host&part={host:d} {part} {kind}"]
                    value = of_host[host] + seen + seen_there + of_person[at] + place[at] + of_trigger[at]
                    value = value + measure(joint)
                    stop = Stop(
                        where.code,
                        "city" if where.kind in ("demonym", "implied", "office") else where.kind,
                        max(where.start, 0),
                        max(where.end, 1),
                    )
                    leads = part in PARTS and goal == "goal" and kind not in STILL
                    begin = at if at >= 0 else stop.start
                    yield Link(who.person, stop, self.reader.place, begin, kind, where.kind, leads, value)

    def trigger(self, at: int, kind: str) -> list[str]:
        """See what stands around a word of travel, and how real it makes a visit."""
        if at < 0:
            return ["word=none"]
        nominal = kind in ("visit", "meet", "event")
        status = modality.status(self.s, at, max(0, at - 14), min(len(self.s.low), at + 14), nominal=nominal)
        return [
            f"word={kind}",
            f"status={status}",
            f"status={status} {kind}",
            f"before={self.near(at - 1)} {kind}",
            f"behind={self.near(at + 1)} {kind}",
        ]

    def person(self, who: Who) -> list[str]:
        """See who somebody is, and between which words."""
        person = who.person
        others = sum(
            other.back == 0 and other.person is not person and (other.person.official or bool(other.person.name))
            for other in self.who
        )
        left, right = self.beside(who)
        known = f"{bool(person.name):d}{bool(person.country):d}{person.official:d}"
        return [
            f"form={who.form}",
            f"rank={_rank(person)}",
            f"known={known}",
            f"kind={person.kind}",
            f"company={self.company(who)} {who.form}",
            f"others={min(others, 3)}",
            f"left={left}",
            f"right={right}",
        ]

    def company(self, who: Who) -> str:
        """Return what word makes somebody one of another's party, in a list or right before him."""
        for back in range(who.start - 1, -1, -1):
            low = self.s.low[back]
            if low in COMPANY:
                return COMPANY[low]
            if low in TRIGGERS and TRIGGERS[low] != "party":
                break
        return "-"

    def whereabouts(self, where: Where) -> list[str]:
        """See how a place is named."""
        behind = self.near(where.end) if where.start >= 0 else where.kind
        return [
            f"place={where.kind}",
            f"preposition={self.preposition(where)}",
            f"behind place={behind}",
            f"sentence={min(self.reader.place, 3)}",
        ]

    def person_at(self, who: Who, at: int, kind: str) -> list[str]:
        """See where somebody stands beside a word of travel."""
        left, right = self.beside(who)
        if who.start < 0 or at < 0:
            side = "none" if who.start >= 0 else "carried"
            return [f"side={side} {kind}", f"left={left} {kind} {side}", f"right={right} {kind} {side}"]
        side = "behind" if who.start > at else "before" if who.end <= at else "within"
        first, last = (at, who.start) if side == "behind" else (who.end, at)
        between = sum(
            other.back == 0
            and other.form != "pronoun"
            and other.person is not who.person
            and first <= other.start < last
            for other in self.who
        )
        return [
            f"side={side} {kind} {_far(last - first)}",
            f"left={left} {kind} {side}",
            f"right={right} {kind} {side}",
            f"people between={kind} {side} {min(between, 2)}",
            *(f"bound={low}" for low in BOUNDS.intersection(self.s.low[first:last])),
        ]

    def place_at(self, where: Where, at: int, kind: str) -> list[str]:
        """See where a place stands beside a word of travel."""
        preposition = self.preposition(where)
        if where.start < 0 or at < 0:
            return [f"to={kind} none {preposition}"]
        side = "behind" if where.start > at else "before"
        first, last = (at + 1, where.start) if side == "behind" else (where.end, at)
        places = sum(first <= other.start < last and other.code != where.code for other in self.where)
        people = sum(other.back == 0 and other.form != "pronoun" and first <= other.start < last for other in self.who)
        return [
            f"to={kind} {side} {preposition}",
            f"to={kind} {preposition} {where.kind}",
            f"places between={side} {min(places, 2)}",
            f"people before place={side} {min(people, 2)}",
            *(f"way={side} {low}" for low in (BOUNDS | PREPOSITIONS).intersection(self.s.low[first:last])),
        ]

    def preposition(self, where: Where) -> str:
        """Return the word that leads to a place."""
        if where.start < 0:
            return where.kind
        for low in reversed(self.s.low[max(where.start - 6, 0) : where.start]):
            if low in PREPOSITIONS or low in (",", ";", ".", "and"):
                return low
        return "-"

    def beside(self, who: Who) -> tuple[str, str]:
        """Return the words on both sides of somebody."""
        return (self.near(who.start - 1), self.near(who.end)) if who.start >= 0 else (who.form, who.form)

    def near(self, at: int) -> str:
        """Return a word that may matter, or what kind of word it is."""
        low = self.s.low[at] if 0 <= at < len(self.s.low) else "^"
        if low in NEAR:
            return low
        if low[0].isdigit():
            return "number"
        if low in ("led", "headed"):
            return "led"
        return "ed" if low.endswith("ed") else "ing" if low.endswith("ing") else "other"


def _rank(person: Person) -> str:
    """Return what sort of office somebody has."""
    if resident(person.role):
        return "resident"
    if person.head in TOP:
        return "top"
    if "minister" in person.head or "secretary" in person.head:
        return "minister"
    if person.kind != "person":
        return person.kind
    return "kin" if person.head in KIN else "other" if person.role else "none"


def _far(tokens: int) -> str:
    return _FAR[bisect_left(_LIMITS, tokens)]
