"""What was on the table: sectors by partner and stage, and one partner's products."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import countries, edtf, schema, style
from fpdata.counts import with_partner
from fpdata.errors import CorpusError
from fpdata.wording import describe, filled, sources_of

__all__ = ["plot_sectors"]

_STAGES = {
    "idea": "idea",
    "negotiating": "talks",
    "agreed": "agreed",
    "implementing": "begun",
    "ongoing": "running",
    "ended": "ended",
}
_ACTS = {
    "hoped": "circle-open",
    "offered": "triangle-up",
    "invited": "triangle-down",
    "discussed": "diamond",
    "drafted": "square",
    "signed": "star",
    "reported": "circle",
}
_PARTS = (
    ("Sector", "sector"),
    ("HS 2022", "hs_code"),
    ("Form", "instrument"),
    ("Amount", "amount"),
    ("Time", "time"),
    ("Stands at", "stands"),
    ("Asked by", "asked"),
    ("Said by", "speaker"),
    ("Note", "note"),
    ("Evidence", "evidence"),
)
_UNSAID = "both, or not said"
_ALWAYS = ("idea", "negotiating", "agreed", "ongoing")
_STEP, _ASIDE = 0.27, 3


def plot_sectors(cooperation: pd.DataFrame, partner: str | None = None) -> go.Figure:
    """Draw what was on the table: sector by partner and stage, the act as a sign and who asked as a colour.

    Parameters
    ----------
    cooperation : DataFrame
        As `Corpus.cooperation`.
    partner : str, optional
        ISO3 code (or organisation): a view of one partner, a line per
        product with its HS codes, in place of the matrix.

    Returns
    -------
    plotly.graph_objects.Figure
        One sign per row of the table. Columns are stages, from idea to
        running, so that what is hoped for stands apart from what is agreed;
        nothing is drawn larger because a list is longer. Hovers name
        product, HS 2022 codes, quantity, speaker and sentences.

    Raises
    ------
    CorpusError
        If a column is missing, a code is unknown, or `partner` has no row.

    Examples
    --------
    >>> import fpdata as fp
    >>> figure = fp.plot_sectors(fp.load().cooperation, partner="MNG")
    >>> len(figure.layout.yaxis.ticktext)
    12
    """
    frame = with_partner(cooperation)
    if partner is not None:
        known = sorted(frame["partner"].dropna().unique())
        frame = frame[frame["partner"] == partner]
        if frame.empty:
            msg = f"plot_sectors: found partner={partner!r}, expected one of {', '.join(known) or 'none: no row'}"
            raise CorpusError(msg)
    rows = [_sector_row(row) for row in frame.to_dict("records")]
    present = {column: set(frame[column].astype("str")) for column in ("sector", "stage", "partner")}
    partners = sorted(present["partner"], key=countries.label)
    stages = [stage for stage in _STAGES if stage in present["stage"] or stage in _ALWAYS]
    columns = {(name, stage): place for place, (name, stage) in enumerate((p, s) for p in partners for s in stages)}
    if partner is None:
        lines = [sector for sector in schema.vocabulary("cooperation", "sector") if sector in present["sector"]]
        labels = [style.escape(sector.replace("_", " ")) for sector in lines]
        for row in rows:
            row["line"] = lines.index(row["sector"])
    else:
        rows.sort(key=lambda row: (row["sector"], row["product"]))
        labels = [row["label"] for row in rows]
        for place, row in enumerate(rows):
            row["line"] = place
    middles = _place(rows, columns, len(labels))
    traces = _sector_traces(rows)
    return go.Figure(traces, _sector_layout(cooperation, frame, (partners, stages), (labels, middles), traces))


def _place(rows: list[dict[str, Any]], columns: dict[tuple[str, str], int], n_lines: int) -> list[float]:
    """Set x and y of each row; signs that share a cell stand side by side, three in a line.

    Returns the middle of each line of the chart: a line with many signs is
    taller.
    """
    cells: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for row in rows:
        cells.setdefault((row["line"], columns[row["partner"], row["stage"]]), []).append(row)
    tall = [1] * n_lines
    for (line, _), members in cells.items():
        tall[line] = max(tall[line], math.ceil(len(members) / _ASIDE))
    heights = [1 + 0.55 * (count - 1) for count in tall]
    middles = [round(sum(heights[:line]) + heights[line] / 2, 3) for line in range(n_lines)]
    for (line, column), members in cells.items():
        depth = math.ceil(len(members) / _ASIDE)
        for rank, row in enumerate(members):
            down, across = divmod(rank, _ASIDE)
            in_line = min(len(members) - down * _ASIDE, _ASIDE)
            row["x"] = round(column + (across - (in_line - 1) / 2) * _STEP, 3)
            row["y"] = round(middles[line] + (down - (depth - 1) / 2) * 0.5, 3)
    return middles


def _sector_row(row: dict[str, Any]) -> dict[str, Any]:
    asked = row.get("initiator_iso3")
    row["asked"] = countries.label(asked) if filled(asked) else _UNSAID
    if filled(row.get("quantity")):
        row["amount"] = f"{row['quantity_qualifier']} {row['quantity']:g} {row['unit']}"
    if filled(row.get("period")):
        row["time"] = edtf.words(row["period"])
    row["stands"] = f"{row['act']}, {_STAGES[row['stage']]}"
    row["hover"] = describe(row, *_PARTS, head=f"{countries.label(row['partner'])}: {row['product']}")
    code = f" (HS {row['hs_code']})" if filled(row.get("hs_code")) else ""
    sector = (
        f"<br><span style='font-size:10px;color:{style.MUTED}'>{style.escape(row['sector'].replace('_', ' '))}</span>"
    )
    row["label"] = style.block(f"{row['product']}{code}", 29, 2) + sector
    return row


def _sector_traces(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    asked = sorted({row["asked"] for row in rows}, key=lambda name: (name == _UNSAID, name))
    tints = style.coloured([name for name in asked if name != _UNSAID]) | {_UNSAID: style.MUTED}
    look = {"size": 11, "line": {"width": 1.5}}
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": style.escape(name),
            "showlegend": False,
            "x": [row["x"] for row in chosen],
            "y": [row["y"] for row in chosen],
            "text": [row["hover"] for row in chosen],
            "customdata": [[row["partner"], row["sector"], row.get("cooperation_id")] for row in chosen],
            "hoverinfo": "text",
            "marker": look
            | {"symbol": [_ACTS[row["act"]] for row in chosen], "color": tints[name]}
            | {"line": {"color": tints[name], "width": 1.5}},
        }
        for name in asked
        for chosen in [[row for row in rows if row["asked"] == name]]
    ]
    signs = [(act, symbol, style.INK) for act, symbol in _ACTS.items() if any(row["act"] == act for row in rows)]
    signs += [(name if name == _UNSAID else f"asked by {name}", "square", tints[name]) for name in asked]
    entry = {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "hoverinfo": "skip"}
    return traces + [
        entry | {"name": style.block(name, 30, 1), "marker": look | {"symbol": symbol, "color": tint}}
        for name, symbol, tint in signs
    ]


def _sector_layout(
    cooperation: pd.DataFrame,
    frame: pd.DataFrame,
    columns: tuple[list[str], list[str]],
    lines: tuple[list[str], list[float]],
    traces: list[dict[str, Any]],
) -> dict[str, Any]:
    (partners, stages), (labels, middles) = columns, lines
    firm = int(frame["stage"].isin(["agreed", "implementing", "ongoing"]).sum())
    who = style.listed([countries.label(name) for name in partners])
    n = len(stages)
    bottom = 2 * middles[-1] - (middles[-2] + 0.5 if len(middles) > 1 else 0) if middles else 1
    high = max((label.count("<br>") for label in labels), default=0)
    layout = style.layout(
        f"{who}: {len(frame)} items in {frame['sector'].nunique()} sectors, {firm} of them agreed or running",
        "One sign per item named: its shape is what was done, its colour who asked. "
        "More signs mean longer lists, not more trade.",
        f"Source: {style.listed(sources_of(cooperation), 4) or 'not stated'}; sentences in the hover.",
        height=round((30, 38, 46)[min(high, 2)] * (bottom + 1.4)),
        legend=style.legend_names(traces),
        left=205 if high else 160,
        xaxis={"visible": False, "range": [-0.5, len(partners) * n - 0.5], "fixedrange": True},
        yaxis={
            "tickvals": middles,
            "ticktext": labels,
            "range": [bottom, -1.4],
            "gridcolor": style.GRID,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 11},
        },
    )
    for place, name in enumerate(partners):
        spot = {"x": place * n + (n - 1) / 2, "y": -1.05, "showarrow": False}
        layout["annotations"].append({"text": f"<b>{style.block(countries.label(name), 24, 1)}</b>", **spot})
    for place in range(len(partners) * n):
        spot = {"x": place, "y": -0.35, "showarrow": False, "font": {"size": 10, "color": style.MUTED}}
        layout["annotations"].append({"text": _STAGES[stages[place % n]], **spot})
    edge = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": {"color": style.MUTED, "width": 1}}
    layout["shapes"] = [{**edge, "x0": place * n - 0.5, "x1": place * n - 0.5} for place in range(1, len(partners))]
    return layout
