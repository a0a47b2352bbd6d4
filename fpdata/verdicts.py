"""The rules by which a claim's verdict follows from observations, events and dates."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from fpdata import edtf
from fpdata.observations import Observation, amount
from fpdata.style import listed
from fpdata.wording import filled

__all__ = ["VERDICTS", "Verdict", "above", "event", "independent", "level", "share", "told", "trend"]

VERDICTS = (
    "supported",
    "partly",
    "overstated",
    "understated",
    "contradicted",
    "depends_on_definition",
    "came_true",
    "not_yet",
    "no_record",
    "not_checkable",
)
"""Every verdict, in the order in which tables show them."""

FEWEST = 5
"""Fewest visits that a share is taken of."""


class Verdict(NamedTuple):
    """What a rule finds: the verdict, the rule's name and the reason in words."""

    verdict: str
    rule: str
    reason: str


_EDGE = 1e-9  # relative, so that 0.33 is within 10 percent of 0.3


def independent(groups: Iterable[Iterable[str]], known: pd.DataFrame) -> int:
    """Count the refutations that go back to different publishers; two are what a contradiction needs.

    Parameters
    ----------
    groups : iterable of iterable of str
        The source_ids of each refutation. Undated sources do not count, and
        publishers that share a name ("BelTA", "Azernews (BelTA)") are one.
    known : DataFrame
        As `Corpus.sources`.
    """
    dated = known[known["published"].notna()].set_index("source_id")["publisher"]
    seen: set[str] = set()
    count = 0
    for sources in groups:
        names = set()
        for source in sources:
            if source in dated.index:
                publisher = dated[source] if filled(dated[source]) else source
                names |= {name.strip().casefold() for name in re.split(r"[/(),;]|\bvia\b|\bquoting\b", publisher)} - {
                    ""
                }
        if names and not names & seen:
            count += 1
        seen |= names
    return count


def level(found: Sequence[Observation], stated: tuple[float, float], known: pd.DataFrame) -> Verdict:
    """Judge a stated number or band by observations of it.

    All inside the band: supported. Some inside and some outside at one and
    the same time: depends_on_definition; at different times only: partly.
    None inside: overstated where all lie below, understated where all lie
    above; contradicted where each misses the nearer edge by more than half
    of it and two publishers say so. A figure that is itself open ("over 5")
    is inside only if the band holds all that it allows; one that merely
    could be inside decides nothing.

    Parameters
    ----------
    found : sequence of Observation
        May be empty: not_checkable.
    stated : tuple of float
        Lowest and highest value that the words allow.
    known : DataFrame
        As `Corpus.sources`, to tell whether sources are independent.
    """
    inside = [one for one in found if _inside(one, stated)]
    outside = [one for one in found if _gap(one, stated) > 0]
    if not inside and not outside:
        reason = "no figure of this definition, unit and time is at hand" if not found else "the figures leave it open"
        return Verdict("not_checkable", "level: no figure", reason)
    decided = len(inside) + len(outside)
    span = f"{len(inside)} of {decided} figures lie in the band"
    if not outside:
        return Verdict("supported", "level: all in the band", span)
    if inside:
        shared = sorted({one.period for one in inside} & {one.period for one in outside})
        if shared:
            when = listed([edtf.words(period) for period in shared])
            within, without = ([one for one in group if one.period in shared] for group in (inside, outside))
            reason = f"{span}; for {when}, {_names(within)} inside and {_names(without)} outside"
            return Verdict("depends_on_definition", "level: in and out at the same time", reason)
        return Verdict("partly", "level: in at some times only", f"{span}, at different times")
    below = [one for one in outside if one.high < stated[0]]
    if 0 < len(below) < len(outside):
        return Verdict("not_checkable", "level: figures on both sides", f"{span}; they lie below and above it")
    edge = stated[0] if below else stated[1]
    far = edge != 0 and all(_gap(one, stated) > abs(edge) / 2 for one in outside)
    if far and independent((one.sources[:1] for one in outside), known) > 1:
        return Verdict("contradicted", "level: far outside, two publishers", span)
    if below:
        return Verdict("overstated", "level: all below the band", span)
    return Verdict("understated", "level: all above the band", span)


def _inside(one: Observation, stated: tuple[float, float]) -> bool:
    low, high = stated
    if math.isinf(one.low) or math.isinf(one.high):
        return one.low >= low and one.high <= high
    return _gap(one, stated) == 0


def _gap(one: Observation, stated: tuple[float, float]) -> float:
    """Return how far a figure's range lies from the band, 0 where they touch."""
    gap = max(stated[0] - one.high, one.low - stated[1], 0.0)
    return gap if gap > _EDGE * max(abs(one.value), 1.0) else 0.0


def _names(found: Iterable[Observation]) -> str:
    return listed([f"{one.definition} ({amount(one.value, one.unit)}, {', '.join(one.sources)})" for one in found], 4)


def above(found: Sequence[Observation], other: Sequence[Observation], known: pd.DataFrame) -> Verdict:
    """Judge whether one country's figures lie above another's: time by time, every pair of one unit."""
    pairs = [(a, b) for a in found for b in other if (a.period, a.unit, a.indicator) == (b.period, b.unit, b.indicator)]
    if not pairs:
        return Verdict("not_checkable", "above: no figure", "no figures of both countries for the same time and unit")
    times = sorted({a.period for a, _ in pairs})
    more = [time for time in times if all(a.value > b.value for a, b in pairs if a.period == time)]
    less = [time for time in times if all(a.value <= b.value for a, b in pairs if a.period == time)]
    which = f": {listed([edtf.words(time) for time in more], 6)}" if more else ""
    reason = f"above in {len(more)} of {len(times)} periods{which}"
    if len(more) == len(times):
        return Verdict("supported", "above: at all times", reason)
    if len(less) < len(times):
        return Verdict("partly", "above: at some times or by some figures", reason)
    if independent((a.sources for a, _ in pairs), known) > 1:
        return Verdict("contradicted", "above: never, two publishers", reason)
    return Verdict("overstated", "above: never", reason)


def trend(found: Sequence[Observation], direction: str, known: pd.DataFrame) -> Verdict:
    """Judge a movement: toward something by figures that rise, away from it by figures that fall.

    Only figures of one indicator, reporter, definition, unit and basis, and
    of the same months of different years, are compared, step by step: those
    of one source with each other where every source has two or more; else
    across sources, which gives partly at best. A step whose ranges overlap
    decides nothing.
    """
    if direction not in ("toward", "away"):
        return Verdict("not_checkable", "trend: no direction", "the claim gives no direction")
    steps, across = _steps(found)
    if not steps:
        reason = "no two figures of one definition, unit and the same months that lie apart"
        return Verdict("not_checkable", "trend: no two figures", reason)
    sign = -1 if direction == "away" else 1
    agree = [sign * (b.value - a.value) > 0 for a, b in steps]
    reason = "; ".join(
        f"{a.definition}: {amount(a.value, a.unit)} ({edtf.words(a.period)}), "
        f"then {amount(b.value, b.unit)} ({edtf.words(b.period)})"
        for a, b in steps
    )
    if across and any(agree):
        return Verdict("partly", "trend: across sources", reason)
    if all(agree):
        return Verdict("supported", "trend: every step", reason)
    if any(agree):
        return Verdict("partly", "trend: some steps", reason)
    if not across and independent((b.sources for _, b in steps), known) > 1:
        return Verdict("contradicted", "trend: no step, two publishers", reason)
    return Verdict("overstated", "trend: no step", reason)


def _steps(found: Sequence[Observation]) -> tuple[list[tuple[Observation, Observation]], bool]:
    """Return the steps from time to time, and whether any of them leads from one source to another."""
    kinds: dict[tuple[Any, ...], list[Observation]] = {}
    for one in sorted(found, key=lambda one: one.period):
        kind = (one.indicator, one.reporter, one.definition, one.unit, one.basis, one.months)
        kinds.setdefault(kind, []).append(one)
    pairs = []
    for line in kinds.values():
        by_source = [[one for one in line if one.sources == sources] for sources in {one.sources for one in line}]
        lines = by_source if min(map(len, by_source)) > 1 else [line]
        pairs += [pair for one in lines for pair in itertools.pairwise(one)]
    steps = [(a, b) for a, b in pairs if a.period != b.period and (a.high < b.low or b.high < a.low)]
    return steps, any(a.sources != b.sources for a, b in steps)


def share(now: tuple[int, int], before: tuple[int, int], direction: str) -> Verdict:
    """Judge a turn by the share of visits, now and before; each is (visits to the group, all visits)."""
    reason = f"{now[0]} of {now[1]} visits now, {before[0]} of {before[1]} before"
    if direction not in ("toward", "away"):
        return Verdict("not_checkable", "visit_share: no direction", "the claim gives no direction")
    if min(now[1], before[1]) < FEWEST:
        return Verdict("not_checkable", "visit_share: too few", f"{reason}; a share is taken of {FEWEST} or more")
    change = now[0] / now[1] - before[0] / before[1]
    reason = f"{100 * now[0] / now[1]:.0f} percent ({reason}: {100 * before[0] / before[1]:.0f} percent)"
    if (change if direction == "toward" else -change) > 0:
        return Verdict("supported", "visit_share: moved as claimed", reason)
    return Verdict("overstated", "visit_share: did not move as claimed", reason)


def event(rows: Sequence[Mapping[str, Any]], foreseen: bool, date: str | None, known: pd.DataFrame) -> Verdict:
    """Judge by what became of a statement.

    What happened, with a source: came_true where it was foreseen (partly,
    where every date found is another than the one foreseen), else supported,
    unless every date found is another than the stated one: contradicted with
    two publishers, partly with one; likewise where the record gives another
    name, number or party (differs). Only steps: not_yet. Searched and not
    found: no_record. Circumstances alone: not_checkable.
    """
    by: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if filled(row["evidence"]) or str(row["result"]) == "not_found":
            by.setdefault(str(row["result"]), []).append(row)
    if "differs" in by:
        return _refuted(by["differs"], "event: told otherwise", "", known)
    if "happened" in by:
        dated = [row for row in by["happened"] if filled(row["date"])]
        reason = told(by["happened"])
        elsewhere = (
            filled(date) and len(dated) == len(by["happened"]) and not any(_overlap(r["date"], date) for r in dated)
        )
        if elsewhere and foreseen:
            return Verdict("partly", "event: not when it was due", f"due {edtf.words(date)}; {reason}")
        if elsewhere:
            return _refuted(dated, "event: another date", f"stated for {edtf.words(date)}; ", known)
        if foreseen:
            return Verdict("came_true", "event: happened", reason)
        return Verdict("supported", "event: happened", reason)
    if "step" in by:
        return Verdict("not_yet", "event: steps only", told(by["step"] + by.get("not_found", [])))
    if "not_found" in by:
        where = listed([str(row["searched_where"]) for row in by["not_found"] if filled(row["searched_where"])], 2)
        reason = told(by["not_found"])
        return Verdict("no_record", "event: nothing found", f"{reason} (searched: {where or 'not said'})")
    reason = told(rows)
    return Verdict("not_checkable", "event: circumstances only", reason or "no outcome is at hand")


def _refuted(rows: Sequence[Mapping[str, Any]], rule: str, before: str, known: pd.DataFrame) -> Verdict:
    reason = before + told(rows)
    sources = [[part] for row in rows for part in str(row["evidence"]).split("; ")]
    if independent(sources, known) > 1:
        return Verdict("contradicted", f"{rule}, two publishers", reason)
    return Verdict("partly", rule, reason)


def told(outcomes: Iterable[Mapping[str, Any]]) -> str:
    """Word what became of something."""
    return "; ".join(
        row["outcome"] + (f", {edtf.words(row['date'])}" if filled(row["date"]) else "") for row in outcomes
    )


def _overlap(one: str, other: str) -> bool:
    (a, b, _), (c, d, _) = edtf.bounds(one), edtf.bounds(other)
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)
