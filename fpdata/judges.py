"""The checks by name: each reads the record for one claim and lets a rule judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from fpdata import countries, edtf, standing, verdicts
from fpdata.observations import Observation, amount, band, place
from fpdata.record import Record, period_of
from fpdata.style import listed
from fpdata.verdicts import Verdict, told
from fpdata.wording import filled, sources_of

__all__ = ["JUDGES", "Finding", "foreseen", "stated_band"]

Row = Mapping[str, Any]
Links = Sequence[Mapping[str, Any]]


class Finding(NamedTuple):
    """A verdict with what was read for it."""

    verdict: Verdict
    indicator: str = ""
    stated: str = ""
    observed: str = ""
    sources: Sequence[str] = ()
    observations: Sequence[Observation] = ()


def stated_band(claim: Row, links: Links) -> tuple[float, float] | None:
    """Return the band of the claim's own number, else of its links', None where there is none."""
    for row in (claim, *links):
        if filled(row["quantity"]):
            return band(float(row["quantity"]), str(row["quantity_qualifier"]))
    return None


def foreseen(claim: Row) -> bool:
    """Tell whether a claim speaks of what is to come."""
    return claim["claim_type"] in ("expectation", "goal") or claim["modality"] in ("hoped", "predicted")


def _unlike(found: Sequence[Observation], unit: str) -> list[Observation]:
    """Return the figures in another unit; "percent of trade" is in percent."""
    return [one for one in found if one.unit.split()[:1] != unit.split()[:1]]


def _of_figures(verdict: Verdict, links: Links, stated: str, found: Sequence[Observation]) -> Finding:
    read = ", ".join(dict.fromkeys(link["indicator"] for link in links if filled(link["indicator"])))
    observed = "; ".join(
        f"{amount(one.value, one.unit)}, {edtf.words(one.period)}, {one.definition}"
        f" ({one.basis}: {', '.join(one.sources)})"
        for one in found
    )
    return Finding(verdict, read, stated, observed, [name for one in found for name in one.sources], found)


def _no_figure(kind: str, links: Links, record: Record, own: frozenset[str], stated: str) -> Finding:
    read = ", ".join(dict.fromkeys(link["indicator"] for link in links if filled(link["indicator"])))
    return Finding(Verdict("not_checkable", f"{kind}: no figure", record.lacking(links, own)), read, stated)


def _level(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:
    found, stated = record.observations(claim, links, own), stated_band(claim, links)
    if stated is None:
        verdict = Verdict("not_checkable", "level: no number", "neither the claim nor its links give a number")
        return _of_figures(verdict, links, "", found)
    row = next(row for row in (claim, *links) if filled(row["quantity"]))
    words = f"{row['quantity_qualifier']} {amount(row['quantity'], row['unit'])}"
    if row is not claim:
        words += " (our reading)"
    if not found:
        return _no_figure("level", links, record, own, words)
    wrong = _unlike(found, row["unit"])
    if wrong:
        reason = f"the claim is in {row['unit']}, figures are in {listed(dict.fromkeys(one.unit for one in wrong))}"
        return _of_figures(Verdict("not_checkable", "level: another unit", reason), links, words, found)
    period = next((row["period"] for row in (*links, claim) if filled(row["period"])), None)
    whole = [one for one in found if re.fullmatch(r"\d{4}[~?%]?", one.period) or one.period == period]
    return _of_figures(verdicts.level(whole, stated, record.sources), links, words, whole)


def _above(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:
    found = record.observations(claim, links, own)
    other = [{**link, "reporter_iso3": link["compare_iso3"]} for link in links]
    against = record.observations(claim, other, own)
    stated = "above " + listed(dict.fromkeys(countries.label(link["compare_iso3"]) for link in links))
    verdict = verdicts.above(found, against, record.sources)
    return _of_figures(verdict, links, stated, [*found, *against])


def _trend(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:
    found = record.observations(claim, links, own)
    if not found:
        return _no_figure("trend", links, record, own, str(claim["direction"]))
    verdict = verdicts.trend(found, str(claim["direction"]), record.sources)
    stated = {"away": "falling", "toward": "rising"}.get(str(claim["direction"]), "no direction")
    return _of_figures(verdict, links, stated, found)


def _membership(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:
    link, due = links[0], claim["due"] if filled(claim["due"]) else None
    rows = record.standing(link, own)
    verdict = standing.judge(
        rows, str(link["status"]), foreseen=foreseen(claim), due=due, published=record.published(own)
    )
    observed = "; ".join(
        f"{row['status']}, {edtf.words(row['start']) if filled(row['start']) else 'since when is not stated'}"
        f" ({row['evidence']})"
        for row in rows.to_dict("records")
    )
    stated = f"{link['status']} of {link['partner']}" + (f", expected {edtf.words(due)}" if due else "")
    return Finding(verdict, f"membership of {link['partner']}", stated, observed, sources_of(rows))


def _visit(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:
    """Count visits on any occasion; of several links every comparison must hold."""
    counted, stated, good, rows = [], [], [], []
    for link in links:
        period = period_of(claim, link)
        trips = record.trips(link, own, period).drop_duplicates("event_id")
        chosen = trips[trips["host_iso3"].isin(record.group(link["partner"]))]
        n, time = int(chosen["n_min"].sum()), edtf.words(period) if period else "any year"
        office = f" by the {link['office']}" if filled(link["office"]) else ""
        words = f"{n} {'visit' if n == 1 else 'visits'}{office} to {place(link['partner'])} in {time}"
        aim = f"visits to {place(link['partner'])}"
        if filled(link["compare_iso3"]):
            name = countries.label(link["compare_iso3"])
            other = int(trips.loc[trips["host_iso3"] == link["compare_iso3"], "n_min"].sum())
            words, aim = f"{words}, {other} to {name}", f"more {aim} than to {name}"
            good.append(n > other)
        else:
            good.append(n > 0)
        counted.append(words)
        stated.append(aim)
        rows += chosen.to_dict("records")
    compared, reason = any(filled(link["compare_iso3"]) for link in links), "; ".join(counted)
    if all(good):
        verdict = Verdict("supported", "visit: more" if compared else "visit: found", reason)
    elif compared:
        verdict = Verdict("overstated", "visit: not more", reason)
    else:
        verdict = Verdict("no_record", "visit: none found", f"{reason}; the table of visits may miss one")
    seen = {row["event_id"]: row for row in rows}.values()
    observed = "; ".join(
        f"{row['visitor']}, {countries.label(row['host_iso3'])}, {edtf.words(row['date'])} ({row['evidence']})"
        for row in seen
    )
    cited = sources_of(pd.DataFrame({"evidence": [row["evidence"] for row in seen]}, dtype="str"))
    return Finding(verdict, "visits", "; ".join(stated), observed, cited)


def _visit_share(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:
    link, counted, cited = links[0], [], []
    times = [link["period"], link["base_period"]]
    for period in times:
        rows = record.trips(link, own, period)
        rows = rows[rows["setting"].isin(["bilateral", "both"])].drop_duplicates("event_id")
        counted.append((int(rows["host_iso3"].isin(record.group(link["partner"])).sum()), len(rows)))
        cited += sources_of(rows)
    observed = "; ".join(f"{n} of {of}, {edtf.words(time)}" for (n, of), time in zip(counted, times, strict=True))
    office = f" of the {link['office']}" if filled(link["office"]) else ""
    stated = (
        f"a {'smaller' if claim['direction'] == 'away' else 'larger'} share to {place(link['partner'])} than before"
    )
    verdict = verdicts.share(counted[0], counted[1], str(claim["direction"]))
    return Finding(verdict, f"share of the bilateral visits{office}", stated, observed, cited)


def _event(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:  # noqa: ARG001
    known, ahead = record.became("claim_id", claim["claim_id"], own), foreseen(claim)
    date = claim["due" if ahead else "period"]
    date = date if filled(date) else None
    verdict = verdicts.event(known, ahead, date, record.sources)
    return Finding(verdict, "what became of it", edtf.words(date) if date else "", told(known))


def _wanted(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:  # noqa: ARG001
    wanted = listed([link["note"] for link in links if filled(link["note"])]) or "not said"
    return Finding(Verdict("not_checkable", "wanted: no figure yet", f"would be checked by {wanted}"))


def _none(claim: Row, links: Links, record: Record, own: frozenset[str]) -> Finding:  # noqa: ARG001
    if not claim["checkable"]:
        reason = "an aim or a reading of motives, which no published figure decides"
        return Finding(Verdict("not_checkable", "none: not a matter of record", reason))
    of = claim["object_iso3"] if filled(claim["object_iso3"]) else claim["object_group"]
    unit = f"a figure in {claim['unit']}" if filled(claim["unit"]) else "a figure or a dated event"
    about = f" on {place(of)}" if filled(of) else ""
    reason = f"{unit}{about} would check it: link one by a row of indicators with claim_id {claim['claim_id']}"
    return Finding(Verdict("not_checkable", "none: no link", reason))


JUDGES: dict[str, Callable[[Row, Links, Record, frozenset[str]], Finding]] = {
    "level": _level,
    "above": _above,
    "trend": _trend,
    "membership": _membership,
    "visit": _visit,
    "visit_share": _visit_share,
    "event": _event,
    "wanted": _wanted,
    "none": _none,
}
"""A check of the indicators table, or what stands in where a claim has no link, to the function that carries it out."""
