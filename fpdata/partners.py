"""Trade partners over time: published shares, gaps left as gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import edtf, style
from fpdata.errors import CorpusError
from fpdata.observations import place
from fpdata.wording import filled, sources_of

__all__ = ["plot_partners"]

_SIGNS = ("circle", "square", "diamond", "triangle-up", "cross", "star")
_FLOWS = {
    "export": "exports to",
    "import": "imports from",
    "turnover": "trade with",
    "balance": "trade balance with",
}
_SHOWN = ("●", "■", "◆", "▲", "✚", "★")


def plot_partners(
    figures: pd.DataFrame,
    flow: str = "export",
    partners: Sequence[str] | None = None,
    *,
    indicator: str = "trade_share",
    scope: str = "goods",
    reporter: str | None = None,
    gap: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw published shares of trade partners over time.

    Parameters
    ----------
    figures : DataFrame
        As `Corpus.figures`.
    flow : str
        ``export``, ``import`` or ``turnover``; never two in one picture.
    partners : sequence of str, optional
        ISO3 codes or groups, in the order of colours; the six with most
        figures unless given.
    indicator, scope, reporter : str
        Which figures, and of which country (the one with most unless given);
        one unit, and never goods beside goods and services.
    gap : tuple of str, optional
        A time (EDTF) and the reason why figures are missing there: it is
        shaded, and the reason stands below.

    Returns
    -------
    plotly.graph_objects.Figure
        A sign per figure, filled for a year and open for a part of one; a
        line joins years that follow each other, so a missing year is a gap.
        Mirror figures (the partner's own) are left out.

    Raises
    ------
    CorpusError
        If a column is missing, no figure is left, they have several units, or
        `gap` has no beginning.

    Examples
    --------
    >>> import fpdata as fp
    >>> figure = fp.plot_partners(fp.load("reference").figures, partners=["RUS", "EU28"])
    >>> figure.layout.yaxis.title.text
    'percent'
    """
    needed = (
        "indicator",
        "reporter_iso3",
        "partner",
        "flow",
        "scope",
        "mirror",
        "part_year",
        "unit",
        "period_earliest",
    )
    lacking = [name for name in needed if name not in figures]
    if lacking:
        msg = f"figures: found columns {', '.join(map(str, figures.columns))}; missing {', '.join(lacking)}"
        raise CorpusError(msg)
    own = figures.loc[(figures["indicator"] == indicator) & ~figures["mirror"].fillna(False).astype(bool)]
    if reporter is None:
        reporter = next(iter(own["reporter_iso3"].value_counts().index), "none")
    chosen = figures[
        (figures["indicator"] == indicator)
        & (figures["reporter_iso3"] == reporter)
        & figures["period_earliest"].notna()
        & figures["period_latest"].notna()
        & (figures["flow"].astype("str") == flow)
        & (figures["scope"].astype("str") == scope)
        & ~figures["mirror"].fillna(False).astype(bool)
    ]
    known = list(chosen["partner"].value_counts().index)
    partners = known[: len(_SIGNS)] if partners is None else list(partners)
    lost = [name for name in partners if name not in known]
    units = sorted(set(chosen.loc[chosen["partner"].isin(partners), "unit"]))
    if lost or len(units) != 1 or len(partners) > len(_SIGNS):
        found = f"partners {style.listed(partners, 9) or 'none'} with units {style.listed(units) or 'none'}"
        wanted = f"up to {len(_SIGNS)} of {style.listed(known, 12) or 'none: no such figure'}, with one unit"
        msg = f"plot_partners: found {found} for {indicator}, {flow}, {scope}; expected {wanted}"
        raise CorpusError(msg)
    chosen = chosen[chosen["partner"].isin(partners)].sort_values(["period_earliest", "figure_id"])
    if gap and edtf.bounds(gap[0]).earliest is None:
        msg = f"plot_partners: found gap {gap[0]!r}, expected a time with a beginning, such as 2022-06/2023"
        raise CorpusError(msg)
    tints = style.coloured(partners)
    used = [
        (sign, shown, name, chosen[chosen["partner"] == name])
        for sign, shown, name in zip(_SIGNS, _SHOWN, partners, strict=False)
    ]
    last = chosen[~chosen["part_year"].astype(bool)].groupby("partner")["period"].max()
    said = style.listed([f"{place(name)} until {last[name]}" for name in partners if name in last], 4)
    layout = style.layout(
        f"{place(reporter)}'s {_FLOWS[flow]} {style.listed([place(name) for name in partners], 3)}, as published",
        f"{indicator.replace('_', ' ').capitalize()}, {scope}, in {units[0]}. Filled: a year; open: some months. "
        f"Years without a figure are gaps: {said}.",
        [(shown, tints[name], place(name)) for _, shown, name, _ in used],
        f"Sources: {style.listed(sources_of(chosen), 10)}." + (f" Shaded: {gap[1]}." if gap else ""),
        height=260,
        left=46,
        foot=28,
        xaxis={
            "type": "date",
            "fixedrange": True,
            "showgrid": False,
            "tickfont": {"size": 11},
            "nticks": 8,
            "ticklabelstandoff": 8,
        },
        yaxis={
            "title": {"text": units[0], "font": {"size": 11}, "standoff": 4},
            "gridcolor": style.GRID,
            "zeroline": False,
            "rangemode": "tozero",
            "fixedrange": True,
            "nticks": 6,
            "tickfont": {"size": 10},
        },
    )
    layout["shapes"] = [_shade(gap, chosen)] if gap else []
    traces = []
    for sign, _, name, rows in used:
        traces += [_line(rows, name, tints[name]), *_points(rows, name, tints[name], sign)]
    return go.Figure(traces, layout)


def _shade(gap: tuple[str, str], chosen: pd.DataFrame) -> dict[str, Any]:
    earliest, latest, _ = edtf.bounds(gap[0])
    end = latest or max(chosen["period_latest"].max(), pd.Timestamp(earliest)).date()
    look = {"type": "rect", "layer": "below", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "line": {"width": 0}}
    return look | {"x0": f"{earliest}", "x1": f"{end}", "fillcolor": style.LAND}


def _middle(row: dict[str, Any]) -> str:
    return f"{row['period_earliest'] + (row['period_latest'] - row['period_earliest']) / 2:%Y-%m-%d}"


def _line(rows: pd.DataFrame, name: str, tint: str) -> dict[str, Any]:
    """Join the first figure of each year to the next year's; a year without one breaks the line."""
    years = rows[~rows["part_year"].astype(bool)].drop_duplicates("period")
    by = {row["period_earliest"].year: row for row in years.to_dict("records")}
    x: list[str | None] = []
    y: list[float | None] = []
    for year in range(min(by, default=0), max(by, default=-1) + 1):
        x.append(_middle(by[year]) if year in by else f"{year}-07-01")
        y.append(float(by[year]["value"]) if year in by else None)
    look = {"mode": "lines", "line": {"color": tint, "width": 2}, "hoverinfo": "skip", "connectgaps": False}
    return {"type": "scatter", "name": style.escape(place(name)), "x": x, "y": y, **look}


def _points(rows: pd.DataFrame, name: str, tint: str, sign: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": style.escape(place(name)),
            "x": [_middle(row) for row in part],
            "y": [float(row["value"]) for row in part],
            "text": [_hover(row) for row in part],
            "customdata": [[row["partner"], row["figure_id"]] for row in part],
            "hoverinfo": "text",
            "marker": {"symbol": sign + mark, "size": 9, "color": tint, "line": {"color": tint, "width": 1.5}},
        }
        for mark, flag in (("", False), ("-open", True))
        for part in [rows[rows["part_year"].astype(bool) == flag].to_dict("records")]
        if part
    ]


def _hover(row: dict[str, Any]) -> str:
    qualifier = f"{row['qualifier']} " if filled(row["qualifier"]) else ""
    lines = [f"{place(row['partner'])}: {qualifier}{row['value']:g} {row['unit']}", edtf.words(row["period"])]
    lines += [row["note"]] * filled(row["note"]) + [f"Source: {row['evidence']}"]
    return "<br>".join([f"<b>{style.block(lines[0], 58)}</b>", *(style.block(line, 58, 3) for line in lines[1:])])
