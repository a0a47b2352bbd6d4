"""Pairs of a person and a destination: what a whole document says for each, and how likely a visit is.

What is seen in single sentences (`fpdata.extraction.links`) and in the
document is weighed twice: each link by itself, then each pair beside the
others and beside what the rules found. The weights stand in
``data/weights.csv``; they were learnt from passages with gold rows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fpdata.extraction.cast import Cast
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import table
from fpdata.extraction.links import Link, links
from fpdata.extraction.person import Person
from fpdata.extraction.stays import Stays, Visit
from fpdata.extraction.subjects import Subjects

__all__ = ["Pair", "Pairs", "circumstances", "weigh", "weights"]

_FLOOR = 0.03
_WEAK = 0.2
_LIKELY = 0.3
_REACH = 12
"""Pairs of one state, or of one person, that are held against each other."""
_PLACES = ("country", "city", "seat")


@dataclass(slots=True, eq=False)
class Pair:
    """A person and a destination.

    Attributes
    ----------
    person : Person
    code : str
        ISO3.
    links : list of (float, Link)
        How likely each makes the visit, the likeliest first.
    visits : list of Visit
        What rules found for the same person and destination.
    denied : bool
        Whether rules found that it is only talked about.
    sent : bool
        Whether rules send the person elsewhere in the sentence of the likeliest link.
    chance : float
        How likely the visit is, all in all, 0 to 1.
    """

    person: Person
    code: str
    links: list[tuple[float, Link]] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    denied: bool = False
    sent: bool = False
    chance: float = 0.0

    @property
    def best(self) -> float:
        """How likely its best link makes it."""
        return self.links[0][0] if self.links else _FLOOR


@cache
def weights(stage: str) -> dict[str, float]:
    """Return what each feature weighs in one stage, link or pair."""
    return {row["feature"]: float(row["weight"]) for row in table("weights.csv") if row["stage"] == stage}


def weigh(features: list[str]) -> float:
    """Return the sum of the weights of some features of a link."""
    known = weights("link").get
    return sum([known(feature, 0.0) for feature in features])


class Pairs:
    """The pairs of one document.

    Parameters
    ----------
    cast : Cast
        Its people.
    serves : callable
        Tells an official from anybody else.
    measure : callable
        Gives features a value; values are added.
    """

    def __init__(self, cast: Cast, serves: Callable[[Person], bool], measure: Callable[[list[str]], Any]) -> None:
        self.cast, self.serves, self.measure = cast, serves, measure
        self.links: list[Link] = []
        self.named: Counter[str] = Counter()
        self.spoken: Counter[int] = Counter()
        self.first, self.last = "", ""
        """Places named first and last so far."""
        self.denied: set[tuple[int, str]] = set()
        self.sent: dict[tuple[int, int], set[str]] = {}
        """Where rules send somebody in a sentence."""

    def read(self, reader: Subjects, trips: list[Trip]) -> None:
        """Take in a sentence, and what rules made of it."""
        self.denied |= reader.denied
        for trip in trips:
            for person in trip.visitors:
                self.sent.setdefault((id(person), reader.place), set()).update(stop.code for stop in trip.stops)
        before = [(self.last, "earlier"), (self.first, "opening")]
        found = links(reader, self.measure, before)
        self.links += found
        codes = [span.code for span in reader.s.spans if span.kind in _PLACES]
        self.named.update(codes)
        self.spoken.update({id(link.person): 1 for link in found})
        self.last = codes[-1] if codes else self.last
        if not self.first:
            self.first = next((span.code for span in reader.s.spans if span.kind in ("city", "seat")), "")

    def setting(self) -> Callable[[Link], Any]:
        """Return what measures a link with the document's part included."""
        cast, people = self.cast, len(self.spoken)
        homes = Counter(person.country for person in cast.people if person.country)
        lead = self.spoken.most_common(1)[0][0] if self.spoken else 0
        most = max(self.named.values(), default=0)
        known: dict[tuple[int, str], Any] = {}

        def of(person: Person, code: str) -> list[str]:
            return [
                f"told of={min(self.spoken[id(person)], 4)}",
                f"leads={id(person) == lead:d}",
                f"own people={min(homes[person.country], 3) if person.country else 0}",
                f"people={min(people, 5)}",
                f"named={min(self.named[code], 4)}",
                f"named most={self.named[code] == most:d}",
                f"people there={min(homes[code], 3)}",
                f"places={min(len(self.named), 5)}",
                f"institutions={min(cast.institutions()[code], 2)}",
                f"serves={self.serves(person):d}",
                f"filed there={cast.dateline() == code:d}",
            ]

        def measured(link: Link) -> Any:
            key = (id(link.person), link.stop.code)
            if key not in known:
                known[key] = self.measure(of(link.person, link.stop.code))
            return link.seen + known[key]

        return measured

    def gathered(
        self, visits: list[Visit], able: Callable[[Person, str], bool], chance: Callable[[Any], float] | None = None
    ) -> list[Pair]:
        """Return the pairs that may be visits.

        Parameters
        ----------
        able : callable
            Tells whether a person can visit a state at all.
        visits : list of Visit
            What rules found.
        chance : callable, optional
            Turns what was seen into a probability.
        """
        bias = weights("link").get("", 0.0) if chance is None else 0.0
        chance = chance or (lambda seen: _logistic(seen + bias))
        found: dict[tuple[int, str], Pair] = {}
        seen = self.setting()
        for link in self.links:
            person, code = link.person, link.stop.code
            key = (id(person), code)
            if key in found or able(person, code):
                found.setdefault(key, Pair(person, code)).links.append((chance(seen(link)), link))
        for pair in found.values():
            pair.links.sort(key=lambda one: -one[0])
        kept = [pair for pair in found.values() if pair.best >= _FLOOR]
        kept.sort(key=lambda pair: -pair.best)
        for pair in kept:
            goals = self.sent.get((id(pair.person), pair.links[0][1].place), set())
            pair.sent, pair.denied = bool(goals) and pair.code not in goals, (id(pair.person), pair.code) in self.denied
        there: dict[str, list[Pair]] = {}
        for pair in kept:
            there.setdefault(pair.code, []).append(pair)
        for visit in visits:
            if visit.kind == "region":
                continue
            near = there.setdefault(visit.code, [])
            own = [pair for pair in near[:_REACH] if Stays.same(visit.visitor, pair.person)]
            if not own:
                own = [Pair(visit.visitor, visit.code)]
                kept += own
                near.insert(0, own[0])
            for pair in own:
                pair.visits.append(visit)
        return kept

    def judged(self, visits: list[Visit], able: Callable[[Person, str], bool]) -> list[Pair]:
        """Return the pairs with their chances, the likeliest first."""
        pairs, known = self.gathered(visits, able), weights("pair")
        for pair, seen in zip(pairs, circumstances(pairs), strict=True):
            likely = _logistic(known.get("", 0.0) + sum([known.get(name, 0.0) * value for name, value in seen.items()]))
            pair.chance = likely if pair.links else max(visit.sure for visit in pair.visits)
        return sorted(pairs, key=lambda pair: -pair.chance)


def circumstances(pairs: list[Pair]) -> list[dict[str, float]]:
    """Return what speaks for each pair beside the others, as numbers.

    Parameters
    ----------
    pairs : list of Pair
        All of the document.

    Returns
    -------
    list of dict of str to float
        For each pair in order; odds are natural logarithms.
    """
    there: dict[str, list[Pair]] = {}
    mine: dict[int, list[Pair]] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.best):
        there.setdefault(pair.code, []).append(pair)
        mine.setdefault(id(pair.person), []).append(pair)
    left = {pair.person.country for pair in pairs if pair.best > _LIKELY}
    return [
        _circumstances(pair, there[pair.code][:_REACH], mine[id(pair.person)][:_REACH], pair.code in left)
        for pair in pairs
    ]


def _circumstances(pair: Pair, there: list[Pair], mine: list[Pair], left: bool) -> dict[str, float]:
    person, best, country = pair.person, pair.best, pair.person.country
    there = [other for other in there if other is not pair]
    mine = [other for other in mine if other is not pair]
    rivals = {
        "compatriot": [other for other in there if country and other.person.country == country],
        "unknown": [other for other in there if not other.person.country],
        "foreigner": [other for other in there if other.person.country and other.person.country != country],
        "anybody": there,
        "elsewhere": mine,
    }
    own = _odds(best)
    seen = {name: _odds(max((other.best for other in others), default=0.0)) for name, others in rivals.items()}
    seen |= {f"beside {name}": own - seen[name] for name in ("compatriot", "anybody", "elsewhere")}
    chances = [chance for chance, _ in pair.links[:6]]
    seen |= {
        "link": own,
        "second link": _odds(chances[1]) if len(chances) > 1 else _odds(0.0),
        "links": float(sum(chance > _WEAK for chance in chances)),
        "any link": math.log(1e-3 + math.prod(1 - chance for chance in chances)),
        "rank there": float(sum(other.best > best for other in there)),
        "rank of own": float(sum(other.best > best for other in mine)),
        "name": float(bool(person.name)),
        "country": float(bool(country)),
        "office": float(person.official),
        "stand-in": float(not person.name and any(other.best > best for other in rivals["compatriot"])),
        "leaves there": float(left),
        "denied": float(pair.denied),
        "sent elsewhere": float(pair.sent),
        "rule": float(bool(pair.visits)),
        "met there": float(any(person in visit.counterparts for other in there for visit in other.visits)),
        "another's rule": float(any(other.visits for other in there)),
    }
    for visit in pair.visits[:1]:
        seen["sure"] = visit.sure
        seen[f"rule {visit.rule}"] = 1.0
    return seen


def _odds(chance: float) -> float:
    held = min(max(chance, 0.003), 0.997)
    return math.log(held / (1 - held))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-min(max(value, -30.0), 30.0)))
