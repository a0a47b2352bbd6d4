"""The rules by which a claim's verdict follows from observations, events and dates."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from fpdata import edtf
from fpdata.observations import Observation, amount
from fpdata.style import listed
from fpdata.wording import filled

__all__ = ["VERDICTS", "Verdict", "above", "event", "level", "membership", "share", "trend"]

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


def independent(sources: Iterable[str], known: pd.DataFrame) -> int:
    """Count the publishers of dated sources; two are what a contradiction needs."""
    rows = known[known["source_id"].isin(list(sources)) & known["published"].notna()]
    return rows["publisher"].fillna(rows["source_id"]).nunique()


def level(found: Sequence[Observation], stated: tuple[float, float], known: pd.DataFrame) -> Verdict:
    """Judge a stated number or band by observations of it.

    All inside the band: supported. Some inside and some outside at one and
    the same time: depends_on_definition; at different times only: partly.
    None inside: overstated where all lie below, understated where all lie
    above; contradicted where they miss the band by more than half and
    twice, or to both sides, and two publishers say so.

    Parameters
    ----------
    found : sequence of Observation
        May be empty: not_checkable.
    stated : tuple of float
        Lowest and highest value that the words allow.
    known : DataFrame
        As `Corpus.sources`, to tell whether sources are independent.
    """
    if not found:
        return Verdict("not_checkable", "level: no figure", "no figure of this definition and time is at hand")
    low, high = stated
    inside = [one for one in found if one.low <= high and one.high >= low]
    outside = [one for one in found if one not in inside]
    span = f"{len(inside)} of {len(found)} figures lie in the band"
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
    below, above_ = ([one for one in outside if test(one)] for test in (lambda o: o.high < low, lambda o: o.low > high))
    far = all(one.high < low / 2 for one in outside) or all(one.low > 2 * high for one in outside)
    cited = {source for one in outside for source in one.sources}
    if (far or (below and above_)) and independent(cited, known) > 1:
        return Verdict("contradicted", "level: far outside, two publishers", span)
    if below and above_:
        return Verdict("not_checkable", "level: figures on both sides", f"{span}; they lie below and above it")
    if below:
        return Verdict("overstated", "level: all below the band", span)
    return Verdict("understated", "level: all above the band", span)


def _names(found: Iterable[Observation]) -> str:
    return listed([f"{one.definition} ({amount(one.value, one.unit)}, {', '.join(one.sources)})" for one in found], 4)


def above(found: Sequence[Observation], other: Sequence[Observation], known: pd.DataFrame) -> Verdict:
    """Judge whether one country's figures lie above another's, time by time."""
    theirs = {one.period: one for one in other}
    pairs = [(one, theirs[one.period]) for one in found if one.period in theirs]
    if not pairs:
        return Verdict("not_checkable", "above: no figure", "no figures of both countries for the same time")
    more = [edtf.words(one.period) for one, two in pairs if one.value > two.value]
    reason = f"above in {len(more)} of {len(pairs)} periods" + (f": {listed(more, 6)}" if more else "")
    if len(more) == len(pairs):
        return Verdict("supported", "above: at all times", reason)
    if more:
        return Verdict("partly", "above: at some times", reason)
    cited = {source for pair in pairs for one in pair for source in one.sources}
    if independent(cited, known) > 1:
        return Verdict("contradicted", "above: never, two publishers", reason)
    return Verdict("overstated", "above: never", reason)


def trend(found: Sequence[Observation], direction: str, known: pd.DataFrame) -> Verdict:
    """Judge a movement: toward something by figures that rise, away from it by figures that fall.

    Only figures of one definition and the same months of different years
    are compared, step by step.
    """
    series: dict[tuple[str, tuple[str, str]], list[Observation]] = {}
    for one in found:
        series.setdefault((one.definition, one.months), []).append(one)
    steps = [(a, b) for line in series.values() for a, b in itertools.pairwise(line) if a.period != b.period]
    if not steps:
        return Verdict("not_checkable", "trend: no two figures", "no two figures of one definition and the same months")
    sign = -1 if direction == "away" else 1
    agree = [sign * (b.value - a.value) > 0 for a, b in steps]
    reason = "; ".join(
        f"{a.definition}: {amount(a.value, a.unit)} ({edtf.words(a.period)}), "
        f"then {amount(b.value, b.unit)} ({edtf.words(b.period)})"
        for a, b in steps
    )
    if all(agree):
        return Verdict("supported", "trend: every step", reason)
    if any(agree):
        return Verdict("partly", "trend: some steps", reason)
    if independent({source for step in steps for one in step for source in one.sources}, known) > 1:
        return Verdict("contradicted", "trend: no step, two publishers", reason)
    return Verdict("overstated", "trend: no step", reason)


def share(now: tuple[int, int], before: tuple[int, int], direction: str) -> Verdict:
    """Judge a turn by the share of visits, now and before; each is (visits to the group, all visits)."""
    reason = f"{now[0]} of {now[1]} visits now, {before[0]} of {before[1]} before"
    if min(now[1], before[1]) < FEWEST:
        return Verdict("not_checkable", "visit_share: too few", f"{reason}; a share is taken of {FEWEST} or more")
    change = now[0] / now[1] - before[0] / before[1]
    reason = f"{100 * now[0] / now[1]:.0f} percent ({reason}: {100 * before[0] / before[1]:.0f} percent)"
    if (change if direction != "away" else -change) > 0:
        return Verdict("supported", "visit_share: moved as claimed", reason)
    return Verdict("overstated", "visit_share: did not move as claimed", reason)


def membership(rows: pd.DataFrame, sought: str, due: str | None, published: pd.Timestamp | None) -> Verdict:
    """Judge a membership that is said to exist or to come, by its dates.

    Before the source was published: supported. After it and, where a date
    was foreseen, overlapping it: came_true; later than foreseen: partly.
    Another status only: not_yet. Nothing: no_record. Where sources disagree
    on the date, one that fits is enough, and the reason names all.
    """
    if rows.empty:
        return Verdict("no_record", "membership: none", "no row of memberships names this country and organisation")
    held = rows[rows["status"].astype("str") == sought]
    if held.empty:
        latest = rows.sort_values("start_earliest").iloc[-1]
        since = f" since {edtf.words(latest['start'])}" if filled(latest["start"]) else ""
        return Verdict("not_yet", "membership: another status", f"{latest['status']}{since}, not {sought}")
    dates = listed(
        [f"{edtf.words(row['start'])} ({row['evidence']})" for row in held.to_dict("records") if filled(row["start"])]
    )
    reason = f"{sought} since {dates or 'a date that is not stated'}" + (
        "; the sources disagree" if len(held) > 1 else ""
    )
    if published is not None and (held["start_latest"] <= published).any():
        return Verdict("supported", "membership: held before", reason)
    if not filled(due):
        return Verdict("came_true", "membership: held since", reason)
    earliest, latest, _ = edtf.bounds(due)
    fits = (latest is None or held["start_earliest"] <= pd.Timestamp(latest)) & (
        earliest is None or held["start_latest"] >= pd.Timestamp(earliest)
    )
    if fits.any():
        return Verdict("came_true", "membership: when it was due", reason)
    return Verdict("partly", "membership: not when it was due", reason)


def event(rows: Sequence[Mapping[str, Any]], foreseen: bool, date: str | None, known: pd.DataFrame) -> Verdict:
    """Judge by what became of a statement.

    What happened: came_true where it was foreseen, else supported, unless
    every date found is another than the stated one: contradicted with two
    publishers, partly with one; likewise where the record gives another
    name, number or party (differs). Only steps: not_yet. Searched and not found:
    no_record. Circumstances alone: not_checkable.
    """
    by: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by.setdefault(str(row["result"]), []).append(row)
    if "happened" in by:
        dated = [row for row in by["happened"] if filled(row["date"])]
        reason = "; ".join(_told(row) for row in by["happened"])
        if filled(date) and not foreseen and dated and not any(_overlap(row["date"], date) for row in dated):
            reason = f"stated for {edtf.words(date)}; {reason}"
            cited = {source for row in dated for source in str(row["evidence"]).split("; ")}
            if independent(cited, known) > 1:
                return Verdict("contradicted", "event: another date, two publishers", reason)
            return Verdict("partly", "event: another date", reason)
        if foreseen:
            return Verdict("came_true", "event: happened", reason)
        return Verdict("supported", "event: happened", reason)
    if "differs" in by:
        reason = "; ".join(_told(row) for row in by["differs"])
        cited = {source for row in by["differs"] for source in str(row["evidence"]).split("; ")}
        if independent(cited, known) > 1:
            return Verdict("contradicted", "event: told otherwise, two publishers", reason)
        return Verdict("partly", "event: told otherwise", reason)
    if "step" in by:
        told = by["step"] + by.get("not_found", [])
        return Verdict("not_yet", "event: steps only", "; ".join(_told(row) for row in told))
    if "not_found" in by:
        where = listed([str(row["searched_where"]) for row in by["not_found"] if filled(row["searched_where"])], 2)
        reason = "; ".join(_told(row) for row in by["not_found"])
        return Verdict("no_record", "event: nothing found", f"{reason} (searched: {where or 'not said'})")
    reason = "; ".join(_told(row) for row in rows)
    return Verdict("not_checkable", "event: circumstances only", reason or "no outcome is at hand")


def _told(row: Mapping[str, Any]) -> str:
    when = f", {edtf.words(row['date'])}" if filled(row["date"]) else ""
    return f"{row['outcome']}{when}"


def _overlap(one: str, other: str) -> bool:
    (a, b, _), (c, d, _) = edtf.bounds(one), edtf.bounds(other)
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)
