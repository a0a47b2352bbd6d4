"""Visits, acts and claims in time, each as wide as its date is uncertain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import edtf, style
from fpdata.errors import CorpusError
from fpdata.wording import completed, count, describe, filled, sources_of, visited, when

__all__ = ["plot_timeline"]

_LANES, _DETAILED = 60, 2000
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
        As `Corpus.claims`; those with a ``due`` date, else a ``period``, that
        has at least one end.
    acts : DataFrame, optional
        As `Corpus.acts`; those with a ``date``.

    Returns
    -------
    plotly.graph_objects.Figure
        One bar per row from the first to the last day that the words allow:
        solid where the source states the date, hatched where it is inferred,
        with an arrow where one end is open; its key is its ``customdata``. Above 60 rows those of one
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
    _require("acts", acts, "act", "date")
    _require("claims", claims, "claim_type", "subject")
    total = sum(len(frame) for frame in (visits, acts, claims) if frame is not None)
    tell = describe if total <= _DETAILED else _brief
    rows = _visit_rows(completed(visits), tell) + _act_rows(acts, tell) + _claim_rows(claims, tell)
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
    if first.year < 1000 or last.year > 9000:
        msg = f"plot_timeline: found dates from {first} to {last}, expected years from 1000 to 9000"
        raise CorpusError(msg)
    begin, end = _room(first, last)
    traces = [
        trace for kind in _KINDS for basis in ("stated", "inferred") for trace in _bars(dated, kind, basis, begin, end)
    ]
    traces += _open_ends(dated, begin, end)
    labels = {row["place"]: style.block(row["lane"], 26, 2) if crowded else _label(row) for row in dated}
    missing = len(rows) - len(dated)
    subtitle = f"{len(dated)} rows; a bar runs from the first to the last day that the words allow"
    subtitle += f"; {missing} without a date not drawn" if missing else ""
    names = [f"{row['kind']}s" for row in dated]
    kinds = style.listed([name for name in ("visits", "acts", "claims") if name in names])
    layout = style.layout(
        f"{kinds.capitalize()} in time, {edtf.words(f'{first.isoformat()[:7]}/{last.isoformat()[:7]}')}",
        subtitle,
        _key(dated),
        f"Source: {style.listed(sources_of(visits, acts, claims), 4) or 'not stated'}; sentences in the hover.",
        height=40 + (36, 36, 47, 58)[min(max(label.count("<br>") for label in labels.values()), 3)] * len(lanes),
        left=158,
        foot=34,
        xaxis={
            "type": "date",
            "range": [f"{begin:%Y-%m-%d}", f"{end:%Y-%m-%d}"],
            "gridcolor": style.GRID,
            "nticks": 3,
            "tickangle": 0,
            "tickfont": {"size": 10},
        },
        yaxis={
            "automargin": False,
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


def _label(row: dict[str, Any]) -> str:
    time = style.block(row["when"], 26, 2)
    return f"{style.block(row['what'], 24, 2)}<br><span style='font-size:10px;color:{style.MUTED}'>{time}</span>"


def _brief(row: dict[str, Any], *_parts: tuple[str, str], head: str) -> str:
    """Word a row in short, where there are too many to word in full."""
    return f"{style.escape(head)}<br>{style.escape(row['when'])}"


def _require(name: str, frame: pd.DataFrame | None, *columns: str) -> None:
    missing = [] if frame is None else [column for column in columns if column not in frame]
    if missing:
        msg = f"{name}: found columns {', '.join(map(str, frame.columns))}; missing {', '.join(missing)}"
        raise CorpusError(msg)


def _key(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    used = {(row["kind"], row["basis"]) for row in rows}
    signs = {"stated": "■", "inferred": "▨"}
    key = [
        (sign, tint, f"{kind}, date {basis}")
        for kind, tint in _KINDS.items()
        for basis, sign in signs.items()
        if (kind, basis) in used
    ]
    return key + [("▶", style.INK, "open end")] * any(row["bounds"].precision == "open" for row in rows)


def _visit_rows(visits: pd.DataFrame, tell: Callable[..., str]) -> list[dict[str, Any]]:
    parts = (("", "role"), ("Date", "when"), ("Met", "counterparts"), ("Topics", "topics"), ("Evidence", "evidence"))
    rows = []
    for row in visits.to_dict("records"):
        several = "" if filled(row["n_max"]) and row["n_max"] == 1 else f" ({count(row['n_min'], row['n_max'])})"
        row["when"] = when(row)
        what = f"{(row['visitor'].split() or ['?'])[-1]} to {visited(row)}{several.replace('at least', '≥')}"
        hover = tell(row, *parts, head=f"{row['visitor']} to {visited(row)}{several}: {row['status']}")
        rows.append(_row("visit", row, "date", what, row["visitor"], hover))
    return rows


def _act_rows(acts: pd.DataFrame | None, tell: Callable[..., str]) -> list[dict[str, Any]]:
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
        what = f"{row['act']}: {row['subject'] if filled(row.get('subject')) else ''}".replace("_", " ")
        rows.append(_row("act", row, "date", what, row["act"], tell(row, *parts, head=what)))
    return rows


def _claim_rows(claims: pd.DataFrame | None, tell: Callable[..., str]) -> list[dict[str, Any]]:
    parts = (("", "statement"), ("Time", "when"), ("Speaker", "speaker"), ("Evidence", "evidence"))
    rows = []
    for row in [] if claims is None else claims.to_dict("records"):
        column = "due" if filled(row.get("due")) else "period"
        row["when"] = when(row, column)
        head = f"{row['claim_type']}{' due' if column == 'due' else ''}: {row['subject']}"
        rows.append(_row("claim", row, column, head, row["claim_type"], tell(row, *parts, head=head)))
    return rows


def _row(kind: str, row: dict[str, Any], column: str, what: str, lane: str, hover: str) -> dict[str, Any]:
    found = edtf.bounds(row[column]) if filled(row.get(column)) else None
    if found and not (found.earliest or found.latest):
        found = None  # neither end is known: no place on the axis
    return {
        "kind": kind,
        "basis": "inferred" if row.get(f"{column}_basis") == "inferred" else "stated",
        "bounds": found,
        "first": found and (found.earliest or found.latest),
        "last": found and (found.latest or found.earliest),
        "what": what,
        "when": row["when"].removeprefix("within ").removesuffix(" (inferred)"),
        "key": row.get(f"{kind}_id"),
        "lane": f"{lane} ({kind}s)".replace("_", " "),
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
            "customdata": [row["key"] for row in chosen],
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
