"""One telling of one visit."""

from __future__ import annotations

from dataclasses import dataclass, field

from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop

__all__ = ["NAMELESS", "WEAK", "Trip"]

WEAK = frozenset("attend in-place talks-in is-in".split())
"""Rules that need to know where a visitor is from."""

NAMELESS = "-"
"""Visitor of a visit whose sentence names only a state."""


@dataclass(slots=True)
class Trip:
    """One telling of one visit.

    Attributes
    ----------
    visitors : list of Person
        Empty where the sentence does not say.
    stops : list of Stop
        Empty where the sentence only goes on about a visit ("during the trip").
    rule : str
        Name of the rule that fired.
    status : str
        As in the schema.
    trigger : int
        Token that the rule hangs on.
    counterparts : list of Person
        Hosts that the same words name.
    sure : float
        Confidence.
    departs : bool
        Whether the words tell only of setting out.
    """

    visitors: list[Person]
    stops: list[Stop]
    rule: str
    status: str
    trigger: int
    counterparts: list[Person] = field(default_factory=list)
    sure: float = 0.8
    departs: bool = False
