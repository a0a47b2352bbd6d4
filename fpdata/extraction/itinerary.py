"""One telling of one visit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fpdata.extraction.person import Person
from fpdata.extraction.places import Stop

__all__ = ["NAMELESS", "WEAK", "Trip", "again"]

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
    earlier : bool
        Whether it is told of as past already: "his last visit".
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
    earlier: bool = False
    departs: bool = False


_MONTH = r"(?:(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Septem|Octo|Novem|Decem)ber)"
_WHEN = rf"(?:{_MONTH},? )?(?:19|20)\d\d(?!\d)"
_AND = r",? and (?:again )?(?:in )?|, (?:in )?"
_AGAIN = re.compile(rf",? ?(?:twice|both|first)?,? ?\(?(?:in )?({_WHEN}(?:(?:{_AND}){_WHEN})+)")
_NUMBERS = {name: f"-{number:02}" for number, name in enumerate(
    "January February March April May June July August September October November December".split(), 1
)}  # fmt: skip


def again(text: str) -> list[str]:
    """Return the second and later dates of "in March 2014 and June 2016", as EDTF.

    Parameters
    ----------
    text : str
        What follows the place.

    Returns
    -------
    list of str
        Each is a stay of its own.
    """
    listed = _AGAIN.match(text)
    said = re.findall(_WHEN, listed[1]) if listed else []
    return [when[-4:] + _NUMBERS.get(when[:-4].strip(" ,"), "") for when in said[1:]]
