"""Stays: what several sentences tell of one visit, brought together."""

from __future__ import annotations

from dataclasses import dataclass, field

from fpdata import edtf
from fpdata.extraction.person import Person, one_person

__all__ = ["Stays", "Visit"]


_REACH = 40
_TOUR = 31


@dataclass(slots=True, eq=False)
class Visit:
    """One visit, as far as the document tells."""

    visitor: Person
    code: str
    kind: str
    status: str
    rule: str
    sure: float
    date: str = ""
    basis: str = ""
    plural: bool = False
    protocol: str = "unspecified"
    counterparts: list[Person] = field(default_factory=list)
    evidence: list[tuple[int, int]] = field(default_factory=list)
    tour: tuple[int, ...] = ()
    setting: str = "unspecified"
    earlier: bool = False
    """Whether the words set it off from the visit in hand: "his last visit"."""
    departs: bool = False


class Stays:
    """The visits of one document, in the order of their first telling."""

    def __init__(self) -> None:
        self.visits: list[Visit] = []
        self.by_code: dict[str, list[Visit]] = {}

    def merge(self, new: Visit) -> Visit:
        """Add to a visit that is told already, else keep it as another."""
        for old in reversed(self.by_code.get(new.code, [])[-_REACH:]):
            if old.earlier == new.earlier and self.same(old.visitor, new.visitor) and self.agree(old, new):
                if not old.visitor.name and new.visitor.name:
                    old.visitor, new.visitor = new.visitor, old.visitor
                if not (old.visitor.role and old.visitor.country) and new.visitor is not old.visitor:
                    self.fill(old.visitor, new.visitor)
                arrived = old.departs and not new.departs
                legs = old.tour and not new.tour
                if new.date and (not old.date or self.narrower(new.date, old.date) or arrived or legs):
                    old.date, old.basis = new.date, new.basis
                if "cancelled" in (old.status, new.status):
                    old.status = "cancelled"
                elif (
                    (arrived and new.rule == "motion-in")
                    or (old.status == "planned" and new.status != "planned" and new.date and old.date)
                    or (new.date and not old.date)
                ) and not (old.status == "planned" and new.rule == "delegation" and old.evidence == new.evidence):
                    old.status = new.status
                old.counterparts += [person for person in new.counterparts if person not in old.counterparts]
                old.evidence += [where for where in new.evidence if where not in old.evidence]
                old.plural = old.plural or new.plural
                old.tour = old.tour or new.tour
                if "unspecified" in (old.setting, new.setting):
                    old.setting = max(old.setting, new.setting, key=lambda setting: setting != "unspecified")
                elif old.setting != new.setting:
                    old.setting = "both"
                if old.protocol == "unspecified":
                    old.protocol = new.protocol
                old.departs = old.departs and new.departs
                if new.sure > old.sure:
                    old.sure, old.rule = new.sure, new.rule
                return old
        self.visits.append(new)
        self.by_code.setdefault(new.code, []).append(new)
        return new

    @staticmethod
    def fill(person: Person, other: Person) -> None:
        """Take office and state over from another mention of the same person."""
        person.role, person.head = person.role or other.role, person.head or other.head
        person.country, person.official = person.country or other.country, person.official or other.official
        person.where += [where for where in other.where if where not in person.where]

    @staticmethod
    def same(one: Person, other: Person) -> bool:
        """Tell whether two visitors are one, or an unnamed one is the named."""
        if one is other:
            return True
        if not (one.name and other.name) and one.head and one.head == other.head and one.country == other.country != "":
            return True
        if one.kind == other.kind == "group" and not one.country and not other.country:
            return bool({*one.text.split()[1:]} & {word for word in other.text.split() if word[0].isupper()})
        if not (one.name and other.name):
            if one.country and one.country == other.country:
                return "group" in (one.kind, other.kind)
            known, named = sorted((one, other), key=lambda person: bool(person.name))
            return (  # "the Y minister" of one sentence, the name alone in the next
                named.kind == "person"
                and bool(named.name)
                and bool(known.role)
                and (known.kind == "body" or (known.kind == "person" and bool(known.country)))
                and not named.country
                and (not named.role or (named.head == known.head and bool(known.country)))
            )
        return one_person(one, other)

    @staticmethod
    def narrower(one: str, other: str) -> bool:
        """Tell whether one date is narrower than another."""
        left, right = edtf.bounds(one), edtf.bounds(other)
        if None in (*left[:2], *right[:2]):
            return False
        return left.latest - left.earliest < right.latest - right.earliest

    @staticmethod
    def agree(old: Visit, new: Visit) -> bool:
        """Tell whether the dates of two tellings can be one visit's."""
        if old.rule == new.rule == "list":
            return old.date == new.date  # each item of a list is a visit
        if not (old.date and new.date):
            return True
        left, right = edtf.bounds(old.date), edtf.bounds(new.date)
        if old.departs != new.departs and left.latest and right.earliest:
            return abs((right.earliest - left.latest).days) <= 3  # on the way
        leg = old.tour and not new.tour and old.status == new.status == "planned" and left.latest and right.earliest
        if leg and 0 <= (right.earliest - left.latest).days <= _TOUR:
            return True  # the days of a leg, told after those of the whole
        if None not in (*left[:2], *right[:2]):  # the talks on the day after the arrival
            gap = max((right.earliest - left.latest).days, (left.earliest - right.latest).days)
            if 0 < gap <= 3 and old.status != "cancelled" != new.status:
                return True
        return not (left.latest and right.earliest and left.latest < right.earliest) and not (
            right.latest and left.earliest and right.latest < left.earliest
        )
