"""Charts over time and by sector, each a plain function from frames to a figure."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import countries, edtf, schema, style
from fpdata.counts import with_partner
from fpdata.errors import CorpusError
from fpdata.wording import completed, count, describe, filled, sources_of, visited, when

__all__ = ["plot_sectors", "plot_timeline"]

_LANES = 60
_KINDS = {"visit": style.ACCENTS[0], "act": style.ACCENTS[4], "claim": style.ACCENTS[2]}
_DAY = pd.Timedelta(days=1)


def plot_timeline(
    visits: pd.DataFrame, claims: pd.DataFrame | None = None, acts: pd.DataFrame | None = None
) -> go.Figure:
    """Draw visits, acts and dated claims on one time axis, each as wide as its date is uncertain.

    Parameters
    ----------
    visits : DataFrame
        As `Corpus.visits`.
    claims : DataFrame, optional
        As `Corpus.claims`; those with a ``period`` or a ``due`` date.
    acts : DataFrame, optional
        As `Corpus.acts`; those with a ``date``.

    Returns
    -------
    plotly.graph_objects.Figure
        One bar per row from the first to the last day that the words allow:
        solid where the source states the date, hatched where it is inferred,
        with an arrow where one end is open. Above 60 rows those of one
        visitor or kind share a lane. The subtitle says how many rows have no
        date and are not drawn.

    Raises
    ------
    CorpusError
        If no row has a date.

    Examples
    --------
    >>> import fpdata as fp
    >>> corpus = fp.load()
    >>> [trace.name for trace in fp.plot_timeline(corpus.visits, acts=corpus.acts).data][:2]
    ['visit, date stated', 'visit, date inferred']
    """
    rows = _visit_rows(completed(visits)) + _act_rows(acts) + _claim_rows(claims)
    dated = [row for row in rows if row["bounds"] is not None]
    if not dated:
        msg = f"plot_timeline: found {len(rows)} rows without a date, expected at least one date"
        raise CorpusError(msg)
    dated.sort(key=lambda row: (list(_KINDS).index(row["kind"]), row["first"], row["last"]))
    crowded = len(dated) > _LANES
    lanes: dict[str, int] = {}
    for row in dated:
        lane = row["lane"] if crowded else f"{row['lane']} {len(lanes)}"
        row["place"] = lanes.setdefault(lane, len(lanes))
    first, last = min(row["first"] for row in dated), max(row["last"] for row in dated)
    begin, end = _room(first, last)
    traces = [
        trace for kind in _KINDS for basis in ("stated", "inferred") for trace in _bars(dated, kind, basis, begin, end)
    ]
    traces += _open_ends(dated, begin, end)
    labels = {row["place"]: row["lane_label"] if crowded else row["label"] for row in dated}
    missing = len(rows) - len(dated)
    subtitle = f"{len(dated)} rows; bars run from the first to the last day that the words allow"
    subtitle += f"; {missing} without a date not drawn" if missing else ""
    names = [f"{row['kind']}s" for row in dated]
    kinds = style.listed([name for name in ("visits", "acts", "claims") if name in names])
    layout = style.layout(
        f"{kinds.capitalize()} in time, {edtf.words(f'{first:%Y-%m}/{last:%Y-%m}')}",
        subtitle,
        f"Source: {style.listed(sources_of(visits, acts, claims), 4) or 'not stated'}; sentences in the hover.",
        height=40 + (46 if any(label.count("<br>") > 1 for label in labels.values()) else 34) * len(lanes),
        left=200,
        legend=style.legend_names(traces),
        foot=34,
        xaxis={
            "type": "date",
            "range": [f"{begin:%Y-%m-%d}", f"{end:%Y-%m-%d}"],
            "gridcolor": style.GRID,
            "side": "bottom",
        },
        yaxis={
            "tickvals": list(labels),
            "ticktext": list(labels.values()),
            "range": [len(lanes) - 0.4, -0.6],
            "zeroline": False,
            "showgrid": False,
            "tickfont": {"size": 11},
        },
        barmode="overlay",
        bargap=0.35,
    )
    return go.Figure(traces, layout)


def _visit_rows(visits: pd.DataFrame) -> list[dict[str, Any]]:
    parts = (("", "role"), ("Date", "when"), ("Met", "counterparts"), ("Topics", "topics"), ("Evidence", "evidence"))
    rows = []
    for row in visits.to_dict("records"):
        several = "" if filled(row["n_max"]) and row["n_max"] == 1 else f" ({count(row['n_min'], row['n_max'])})"
        row["when"] = when(row)
        what = f"{row['visitor'].split()[-1]} to {visited(row)}{several}"
        hover = describe(row, *parts, head=f"{row['visitor']} to {visited(row)}{several}: {row['status']}")
        rows.append(_row("visit", row, "date", what, row["visitor"], hover))
    return rows


def _act_rows(acts: pd.DataFrame | None) -> list[dict[str, Any]]:
    parts = (
        ("By", "actor"),
        ("To", "recipient"),
        ("Date", "when"),
        ("Status", "status"),
        ("Evidence", "evidence"),
    )
    rows = []
    for row in [] if acts is None else acts.to_dict("records"):
        row["when"] = when(row)
        what = f"{row['act'].replace('_', ' ')}: {row['subject']}"
        rows.append(_row("act", row, "date", what, row["act"], describe(row, *parts, head=what)))
    return rows


def _claim_rows(claims: pd.DataFrame | None) -> list[dict[str, Any]]:
    parts = (("", "statement"), ("Time", "when"), ("Speaker", "speaker"), ("Evidence", "evidence"))
    rows = []
    for row in [] if claims is None else claims.to_dict("records"):
        column = "due" if filled(row.get("due")) else "period"
        row["when"] = when(row, column)
        head = f"{row['claim_type']}{' due' if column == 'due' else ''}: {row['subject']}"
        rows.append(_row("claim", row, column, head, row["claim_type"], describe(row, *parts, head=head)))
    return rows


def _row(kind: str, row: dict[str, Any], column: str, what: str, lane: str, hover: str) -> dict[str, Any]:
    found = edtf.bounds(row[column]) if filled(row.get(column)) else None
    label = f"{style.block(what, 30, 2)}<br><span style='font-size:10px;color:{style.MUTED}'>{style.block(row['when'].replace(' (inferred)', ''), 36, 1)}</span>"
    if found and not (found.earliest or found.latest):
        found = None  # neither end is known: no place on the axis
    return {
        "kind": kind,
        "basis": "inferred" if row.get(f"{column}_basis") == "inferred" else "stated",
        "bounds": found,
        "first": found and (found.earliest or found.latest),
        "last": found and (found.latest or found.earliest),
        "label": label,
        "lane": f"{kind} {lane}",
        "lane_label": style.block(f"{lane} ({kind}s)".replace("_", " "), 26, 2),
        "hover": hover,
    }


def _room(first: date, last: date) -> tuple[pd.Timestamp, pd.Timestamp]:
    begin, end = pd.Timestamp(first), pd.Timestamp(last) + _DAY
    room = max((end - begin) * 0.03, 2 * _DAY)
    return (begin - room).floor("D"), (end + room).ceil("D")


def _bars(
    rows: list[dict[str, Any]], kind: str, basis: str, begin: pd.Timestamp, end: pd.Timestamp
) -> list[dict[str, Any]]:
    chosen = [row for row in rows if row["kind"] == kind and row["basis"] == basis]
    if not chosen:
        return []
    starts = [pd.Timestamp(row["bounds"].earliest) if row["bounds"].earliest else begin for row in chosen]
    stops = [pd.Timestamp(row["bounds"].latest) + _DAY if row["bounds"].latest else end for row in chosen]
    shortest = (end - begin) / 120  # a day stays visible beside years
    widths = [max(stop - start, shortest) for start, stop in zip(starts, stops, strict=True)]
    pattern = {
        "shape": "/" if basis == "inferred" else "",
        "fgcolor": _KINDS[kind],
        "bgcolor": "#FFFFFF",
        "size": 6,
        "solidity": 0.35,
    }
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": f"{kind}, date {basis}",
            "base": [f"{start:%Y-%m-%d}" for start in starts],
            "x": [int(width.total_seconds() * 1000) for width in widths],
            "y": [row["place"] for row in chosen],
            "text": [row["hover"] for row in chosen],
            "textposition": "none",
            "hoverinfo": "text",
            "marker": {"color": _KINDS[kind], "pattern": pattern, "line": {"color": _KINDS[kind], "width": 1.5}},
        }
    ]


def _open_ends(rows: list[dict[str, Any]], begin: pd.Timestamp, end: pd.Timestamp) -> list[dict[str, Any]]:
    open_rows = [row for row in rows if row["bounds"].precision == "open"]
    if not open_rows:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "open end",
            "x": [f"{begin if row['bounds'].earliest is None else end:%Y-%m-%d}" for row in open_rows],
            "y": [row["place"] for row in open_rows],
            "marker": {
                "symbol": [
                    "triangle-left" if row["bounds"].earliest is None else "triangle-right" for row in open_rows
                ],
                "size": 14,
                "color": style.INK,
            },
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]


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
    >>> figure.layout.title.text.split("<br>")[0]
    '<b>Mongolia: 12 items in 9 sectors, 2 of them agreed or running</b>'
    """
    frame = with_partner(cooperation)
    if partner is not None:
        known = sorted(frame["partner"].dropna().unique())
        frame = frame[frame["partner"] == partner]
        if frame.empty:
            msg = f"plot_sectors: found partner={partner!r}, expected one of {', '.join(known) or 'the partners (there is none)'}"
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
    parts = (
        ("Sector", "sector"), ("HS 2022", "hs_code"), ("Form", "instrument"), ("Amount", "amount"), ("Time", "time"),
        ("Stands at", "stands"), ("Asked by", "asked"), ("Said by", "speaker"), ("Note", "note"), ("Evidence", "evidence"),
    )  # fmt: skip
    row["hover"] = describe(row, *parts, head=f"{countries.label(row['partner'])}: {row['product']}")
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
