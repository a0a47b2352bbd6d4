"""What was on the table: sectors by partner and stage, and one partner's products."""

from __future__ import annotations

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
    "hoped": ("circle-open", "○"),
    "offered": ("triangle-up", "▲"),
    "invited": ("triangle-down", "▼"),
    "discussed": ("diamond", "◆"),
    "drafted": ("square-open", "□"),
    "signed": ("star", "★"),
    "reported": ("circle", "●"),
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
_STEP = 0.5


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
    needed = [column for column in ("product", "act") if column not in frame]
    if needed:
        msg = f"cooperation: found columns {', '.join(map(str, cooperation.columns))}; missing {', '.join(needed)}"
        raise CorpusError(msg)
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
    asked = sorted({row["asked"] for row in rows}, key=lambda name: (name == _UNSAID, name))
    tints = style.coloured([name for name in asked if name != _UNSAID])
    tints |= {_UNSAID: style.MUTED} if _UNSAID in asked else {}
    layout = _sector_layout(frame, (partners, stages), (labels, middles), _key(rows, tints))
    return go.Figure(_sector_traces(rows, tints), layout)


def _place(rows: list[dict[str, Any]], columns: dict[tuple[str, str], int], n_lines: int) -> list[float]:
    """Set x and y of each row; signs that share a cell stand one below the other.

    Returns the middle of each line of the chart: a line with many signs is
    taller.
    """
    cells: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for row in rows:
        cells.setdefault((row["line"], columns[row["partner"], row["stage"]]), []).append(row)
    deepest = [1] * n_lines
    for (line, _), members in cells.items():
        deepest[line] = max(deepest[line], len(members))
    heights = [1 + _STEP * (count - 1) for count in deepest]
    middles = [round(sum(heights[:line]) + heights[line] / 2, 3) for line in range(n_lines)]
    for (line, column), members in cells.items():
        for rank, row in enumerate(sorted(members, key=lambda row: (row["asked"], row["act"]))):
            row["x"] = column
            row["y"] = round(middles[line] + (rank - (len(members) - 1) / 2) * _STEP, 3)
    return middles


def _sector_row(row: dict[str, Any]) -> dict[str, Any]:
    asked = row.get("initiator_iso3")
    row["asked"] = countries.label(asked) if filled(asked) else _UNSAID
    if filled(row.get("quantity")):
        parts = (row.get("quantity_qualifier"), f"{row['quantity']:g}", row.get("unit"))
        row["amount"] = " ".join(part for part in parts if filled(part))
    if filled(row.get("period")):
        row["time"] = edtf.words(row["period"])
    row["stands"] = f"{row['act']}, {_STAGES[row['stage']]}"
    row["hover"] = describe(row, *_PARTS, head=f"{countries.label(row['partner'])}: {row['product']}")
    code = f"HS {row['hs_code']}, " if filled(row.get("hs_code")) else ""
    below = style.block(code + row["sector"].replace("_", " "), 30, 2)
    name = style.block(row["product"], 25, 2)
    row["label"] = f"{name}<br><span style='font-size:10px;color:{style.MUTED}'>{below}</span>"
    return row


def _sector_traces(rows: list[dict[str, Any]], tints: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": style.escape(name),
            "x": [row["x"] for row in chosen],
            "y": [row["y"] for row in chosen],
            "text": [row["hover"] for row in chosen],
            "customdata": [[row["partner"], row["sector"], row.get("cooperation_id")] for row in chosen],
            "hoverinfo": "text",
            "marker": {
                "symbol": [_ACTS[row["act"]][0] for row in chosen],
                "size": 11,
                "color": tint,
                "line": {"color": tint, "width": 1.5},
            },
        }
        for name, tint in tints.items()
        for chosen in [[row for row in rows if row["asked"] == name]]
    ]


def _key(rows: list[dict[str, Any]], tints: dict[str, str]) -> list[tuple[str, str, str]]:
    acts = {row["act"] for row in rows}
    key = [(_ACTS[act][1], style.INK, act) for act in _ACTS if act in acts]
    return key + [("■", tint, name if name == _UNSAID else f"asked by {name}") for name, tint in tints.items()]


def _sector_layout(
    frame: pd.DataFrame,
    columns: tuple[list[str], list[str]],
    lines: tuple[list[str], list[float]],
    key: list[tuple[str, str, str]],
) -> dict[str, Any]:
    (partners, stages), (labels, middles) = columns, lines
    firm = int(frame["stage"].isin(["agreed", "implementing", "ongoing"]).sum())
    who = style.listed([countries.label(name) for name in partners])
    n = len(stages)
    bottom = 2 * middles[-1] - (middles[-2] + 0.5 if len(middles) > 1 else 0) if middles else 1
    high = max((label.count("<br>") for label in labels), default=0)
    top = -2.6 if not high else -2.0
    layout = style.layout(
        f"{who}: {len(frame)} items in {frame['sector'].nunique()} sectors, {firm} of them agreed or running",
        "One sign per item named: its shape is what was done, its colour who asked. "
        "More signs mean longer lists, not more trade.",
        key,
        f"Source: {style.listed(sources_of(frame), 4) or 'not stated'}; sentences in the hover.",
        height=round((28, 38, 50, 58)[min(high, 3)] * (bottom - top)),
        left=168 if high else 132,
        xaxis={"visible": False, "range": [-0.5, len(partners) * n - 0.5], "fixedrange": True},
        yaxis={
            "automargin": False,
            "tickvals": middles,
            "ticktext": labels,
            "range": [bottom, top],
            "gridcolor": style.GRID,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 11},
        },
    )
    for place, name in enumerate(partners):
        spot = {"x": place * n + (n - 1) / 2, "y": top, "yanchor": "top", "showarrow": False}
        layout["annotations"].append({"text": f"<b>{style.block(countries.label(name), 24, 1)}</b>", **spot})
    for place in range(len(partners) * n):
        spot = {"x": place, "xanchor": "center", "y": 0, "yanchor": "bottom", "textangle": -60, "showarrow": False}
        font = {"size": 10, "color": style.MUTED}
        layout["annotations"].append({"text": _STAGES[stages[place % n]], "font": font, **spot})
    edge = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": {"color": style.MUTED, "width": 1}}
    layout["shapes"] = [{**edge, "x0": place * n - 0.5, "x1": place * n - 0.5} for place in range(1, len(partners))]
    return layout
