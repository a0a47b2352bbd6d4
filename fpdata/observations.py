"""Published figures as observations of what a claim states, and the band that the words of a claim allow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from fpdata import countries, edtf
from fpdata.wording import cited, filled

__all__ = ["TOLERANCE", "Observation", "amount", "band", "observe", "place"]

TOLERANCE = 0.10
"""Relative width of "about" (to both sides) and "nearly" (below)."""

_SAME = ("indicator", "reporter_iso3", "scope", "unit", "mirror")


class Observation(NamedTuple):
    """One published or computed value: its range, time, definition in words, basis and sources, who reports what."""

    value: float
    low: float
    high: float
    unit: str
    period: str
    definition: str
    basis: str
    sources: tuple[str, ...]
    indicator: str
    reporter: str

    @property
    def months(self) -> tuple[str, str]:
        """The months that the period covers without its year: only equal ones can be compared."""
        earliest, latest, _ = edtf.bounds(self.period)
        return f"{earliest:%m-%d}" if earliest else "", f"{latest:%m-%d}" if latest else ""


def band(quantity: float, qualifier: str | None) -> tuple[float, float]:
    """Return the range of values that a qualified number allows.

    Parameters
    ----------
    quantity : float
        The number given.
    qualifier : str or None
        ``exact``: the digits given, half a unit of the last one to each
        side. ``about``: 10 percent (`TOLERANCE`) to each side. ``nearly``:
        from 10 percent below to the number. ``over`` and ``under``: no limit
        on the other side. ``most``: from half to the whole, in percent,
        whatever the number. None: the number itself.

    Returns
    -------
    tuple of float
        Lowest and highest value.

    Examples
    --------
    >>> [round(edge, 1) for edge in band(33.3, "about")], band(100, "over")
    ([30.0, 36.6], (100, inf))
    """
    spread = TOLERANCE * abs(quantity)
    if qualifier == "exact":
        exponent = Decimal(repr(float(quantity))).normalize().as_tuple().exponent
        spread = 0.5 * 10.0 ** min(exponent, 0)
        return quantity - spread, quantity + spread
    return {
        "about": (quantity - spread, quantity + spread),
        "nearly": (quantity - spread, quantity),
        "over": (quantity, math.inf),
        "under": (-math.inf, quantity),
        "most": (50.0, 100.0),
    }.get(qualifier or "", (quantity, quantity))


def observe(link: Mapping[str, Any], figures: pd.DataFrame, period: str | None) -> list[Observation]:
    """Return what the figures say on one link, by time and definition.

    Parameters
    ----------
    link : mapping
        A row of `Corpus.indicators`; what it leaves empty matches anything.
    figures : DataFrame
        As `Corpus.figures`.
    period : str or None
        EDTF; only figures whose whole time lies in it count.

    Returns
    -------
    list of Observation
        A figure as it is published or, where the link names a ``whole``, its
        share of it in percent: of the same indicator, reporter, flow, scope,
        period and unit, never of any other. A turnover of the whole that is
        not published is the sum of exports and imports of one source. Where
        a source publishes the share itself, none is computed.
    """
    chosen = figures
    for column in ("indicator", "reporter_iso3", "partner", "flow", "scope"):
        if filled(link.get(column)):
            chosen = chosen[chosen[column].astype("str") == link[column]]
    if filled(period):
        chosen = chosen[_inside(chosen, period)]
    rows = chosen.sort_values(["period_earliest", "figure_id"]).to_dict("records")
    if not filled(link.get("whole")):
        return [_published(row) for row in rows]
    return [found for row in rows for found in _computed(row, link["whole"], figures)]


def _inside(frame: pd.DataFrame, period: str) -> pd.Series:
    earliest, latest, _ = edtf.bounds(period)
    good = frame["period_earliest"].notna() & frame["period_latest"].notna()
    if earliest is not None:
        good &= frame["period_earliest"] >= pd.Timestamp(earliest)
    if latest is not None:
        good &= frame["period_latest"] <= pd.Timestamp(latest)
    return good


def _published(row: Mapping[str, Any]) -> Observation:
    return _observation(row, float(row["value"]), _range(row), row["unit"], "published", cited(row["evidence"]))


def _range(row: Mapping[str, Any]) -> tuple[float, float]:
    return band(float(row["value"]), row["qualifier"] if filled(row["qualifier"]) else None)


def _observation(
    row: Mapping[str, Any], value: float, ends: tuple[float, float], unit: str, basis: str, sources: tuple[str, ...]
) -> Observation:
    told = (row["period"], definition(row), basis, sources, row["indicator"], row["reporter_iso3"])
    return Observation(value, *ends, unit, *told)


def _computed(row: Mapping[str, Any], whole: str, figures: pd.DataFrame) -> Iterator[Observation]:
    same = figures[figures["period"] == row["period"]]
    for column in _SAME:
        same = same[same[column].astype("str").fillna("") == (str(row[column]) if filled(row[column]) else "")]
    same = same[same["partner"] == whole]
    totals = [(float(total["value"]), _range(total), cited(total["evidence"])) for total in _of_flow(same, row["flow"])]
    if row["flow"] == "turnover" and not totals:
        for evidence, parts in same.groupby("evidence"):
            flows = {part["flow"]: part for part in parts.to_dict("records")}
            if {"export", "import"} <= flows.keys():
                both = [flows[flow] for flow in ("export", "import")]
                ends = tuple(sum(edges) for edges in zip(*map(_range, both), strict=True))
                totals.append((sum(float(part["value"]) for part in both), ends, (str(evidence),)))
    shares = figures[(figures["indicator"] == "trade_share") & (figures["period"] == row["period"])]
    for column in ("partner", "flow", "evidence", "scope", "reporter_iso3"):
        shares = shares[shares[column].astype("str") == str(row[column])]
    if len(shares):
        return
    low, high = _range(row)
    for total, (least, most), sources in totals:
        if least > 0:
            ends = (round(100 * low / most, 2), round(100 * high / least, 2))
            named = tuple(dict.fromkeys((*cited(row["evidence"]), *sources)))
            yield _observation(row, round(100 * float(row["value"]) / total, 2), ends, "percent", "computed", named)


def _of_flow(frame: pd.DataFrame, flow: Any) -> list[dict[str, Any]]:
    return frame[frame["flow"].astype("str") == flow].to_dict("records") if filled(flow) else frame.to_dict("records")


_SHORT = {"BRICS", "ASEAN"}


def place(code: str) -> str:
    """Word a country or a group.

    Examples
    --------
    >>> place("IND"), place("GLOBAL_SOUTH"), place("EU28")
    ('India', 'Global South', 'EU28')
    """
    if code in countries.codes():
        return countries.name(code)
    return " ".join(word.title() if len(word) > 4 and code not in _SHORT else word for word in code.split("_"))


def amount(value: float, unit: str) -> str:
    """Word a value with its unit, large ones in millions or billions (thousand millions).

    Examples
    --------
    >>> amount(650000000, "USD"), amount(22.84, "percent"), amount(1438069596, "persons")
    ('650 million USD', '22.84 percent', '1.44 billion persons')
    """
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{float(f'{value / size:.3g}'):,g}{word} {unit}"
    return f"{value:g} {unit}"


def definition(row: Mapping[str, Any]) -> str:
    """Word what a figure is of, such as "EU28, turnover, goods"."""
    parts = [
        place(row["partner"] if filled(row["partner"]) else row["reporter_iso3"]),
        *(row[column] for column in ("flow", "scope") if filled(row[column])),
    ]
    if row.get("mirror") is True:
        parts.append(f"as {countries.label(row['reporter_iso3'])} reports it")
    return ", ".join(parts)
