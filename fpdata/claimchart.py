"""Claims and figures in one picture: the stated band against what was observed, by year and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import edtf, style
from fpdata.errors import CorpusError
from fpdata.observations import Observation, amount
from fpdata.wording import filled

__all__ = ["plot_claim_checks"]

_PLOT, _FOOT, _GAP = 150, 24, 20
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
_SIGNS = ("●", "■", "◆", "▲", "▼", "✚")
_NEEDED = ("claim_id", "statement", "verdict", "stated", "reason", "low", "high", "unit", "observations")


def plot_claim_checks(checks: pd.DataFrame) -> go.Figure:
    """Draw claims that figures check: a panel each, the stated band against the figures by year.

    Parameters
    ----------
    checks : DataFrame
        As from `check_claims`, or some of its rows; rows without figures are
        left out, and the source line says how many.

    Returns
    -------
    plotly.graph_objects.Figure
        The band that the words allow is shaded; a figure is a sign at its
        time, filled where it was published, open where it was computed, with
        a bar where its own wording leaves a range with two ends. A colour and
        shape is a definition (partner, flow, scope), so sources and definitions that disagree
        stand apart. Hovers give value, basis and sources.

    Raises
    ------
    CorpusError
        If a column is missing, or no row has a figure.

    Examples
    --------
    >>> import fpdata as fp
    >>> figure = fp.plot_claim_checks(fp.check_claims(fp.load()).query("claim_id == 'preiherman2024-eu-third'"))
    >>> len(figure.data) > 2
    True
    """
    missing = [name for name in _NEEDED if name not in checks]
    if missing:
        msg = f"checks: found columns {', '.join(map(str, checks.columns))}; missing {', '.join(missing)}"
        raise CorpusError(msg)
    rows = [row for row in checks.to_dict("records") if len(row["observations"])]
    if not rows:
        msg = f"checks: found {len(checks)} rows and no figure in them, expected rows of check_claims with observations"
        raise CorpusError(msg)
    heads = [_head(row) for row in rows]
    tall = [20 + 15 * len(head) + _PLOT + _FOOT + _GAP for head in heads]
    layout = style.layout(
        f"{len(rows)} claims held against published figures" if len(rows) > 1 else "A claim held against figures",
        "Shaded: what the words allow. Colour and shape: partner, flow and scope of the figure.",
        [
            ("●", style.INK, "published"),
            ("○", style.INK, "computed from two"),
            ("•", style.INK, "some months"),
            ("■", style.SHADE, "stated"),
        ],
        f"Sources: {style.listed(_sources(rows), 12)}." + _left_out(len(checks) - len(rows)),
        height=sum(tall),
        left=74,
    )
    traces: list[dict[str, Any]] = []
    layout["shapes"], down = [], 0
    for place, (row, head, high) in enumerate(zip(rows, heads, tall, strict=True), start=1):
        mark = "" if place == 1 else str(place)
        top = down + 20 + 15 * len(head)
        domain = [1 - (top + _PLOT) / sum(tall), 1 - top / sum(tall)]
        note = {"xref": "paper", "yref": "paper", "x": 0, "y": 1 - down / sum(tall), "xanchor": "left"}
        note |= {"yanchor": "top", "xshift": -62, "align": "left", "showarrow": False, "borderpad": 0}
        layout["annotations"].append({**note, "text": "<br>".join(head), "font": {"size": 11, "color": style.INK}})
        edges = _range(row)
        layout[f"yaxis{mark}"] = _axis(domain=domain, anchor=f"x{mark}", range=edges, nticks=4)
        layout[f"xaxis{mark}"] = _axis(
            anchor=f"y{mark}", type="date", range=_years(row), nticks=6, showgrid=False, ticklabelstandoff=8
        )
        layout["shapes"] += _shade(row, mark, edges)
        traces += _traces(row, mark)
        down += high
    return go.Figure(traces, layout)


def _axis(**extra: Any) -> dict[str, Any]:
    look = {"gridcolor": style.GRID, "zeroline": False, "fixedrange": True, "automargin": False}
    return look | {"tickfont": {"size": 10}} | extra


def _head(row: Mapping[str, Any]) -> list[str]:
    """Return the escaped lines above a panel: statement, verdict, definitions."""
    lines = [f"<b>{line}</b>" for line in style.block(row["statement"], 50, 3).split("<br>")]
    units = ", ".join(dict.fromkeys(one.unit for one in row["observations"]))
    verdict = f"{str(row['verdict']).replace('_', ' ')}: stated {row['stated']}; figures in {units}"
    lines += style.block(verdict, 54, 2).split("<br>")
    key = [(sign, tint, name) for sign, (name, tint) in zip(_SIGNS * 9, _tints(row).items(), strict=False)]
    return lines + style.key_lines(key).split("<br>")


def _tints(row: Mapping[str, Any]) -> dict[str, str]:
    return style.coloured(list(dict.fromkeys(one.definition for one in row["observations"])))


def _traces(row: Mapping[str, Any], mark: str) -> list[dict[str, Any]]:
    traces = []
    for symbol, (name, tint) in zip(_SYMBOLS * 9, _tints(row).items(), strict=False):
        for basis, end in (("published", ""), ("computed", "-open")):
            found = [one for one in row["observations"] if (one.definition, one.basis) == (name, basis)]
            if found:
                traces.append(_trace(found, name, tint, symbol + end, row, mark))
    return traces


def _trace(
    found: Sequence[Observation], name: str, tint: str, symbol: str, row: Mapping[str, Any], mark: str
) -> dict[str, Any]:
    ends = [(one.low, one.high) if max(-one.low, one.high) < float("inf") else (one.value, one.value) for one in found]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": style.escape(name),
        "xaxis": f"x{mark}",
        "yaxis": f"y{mark}",
        "x": [_middle(one.period) for one in found],
        "y": [one.value for one in found],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [high - one.value for one, (_, high) in zip(found, ends, strict=True)],
            "arrayminus": [one.value - low for one, (low, _) in zip(found, ends, strict=True)],
            "color": tint,
            "thickness": 1.5,
            "width": 3,
            "visible": any(low != high for low, high in ends),
        },
        "text": [_hover(one) for one in found],
        "customdata": [[row["claim_id"], "; ".join(one.sources)] for one in found],
        "hoverinfo": "text",
        "marker": {
            "opacity": 1,
            "symbol": symbol,
            "size": [9 if len(one.period) < 6 else 6 for one in found],
            "color": tint,
            "line": {"color": tint, "width": 1.5},
        },
    }


def _hover(one: Observation) -> str:
    lines = [amount(one.value, one.unit), edtf.words(one.period), one.definition]
    lines.append(f"{one.basis}: {', '.join(one.sources)}")
    return "<br>".join([f"<b>{style.block(lines[0], 58)}</b>", *(style.block(line, 58) for line in lines[1:])])


def _middle(period: str) -> str:
    earliest, latest, _ = edtf.bounds(period)
    first, last = (pd.Timestamp(day or other) for day, other in ((earliest, latest), (latest, earliest)))
    return f"{first + (last - first) / 2:%Y-%m-%d}"


def _years(row: Mapping[str, Any]) -> list[str]:
    days = [_middle(one.period) for one in row["observations"]]
    return [f"{int(min(days)[:4])}-01-01", f"{int(max(days)[:4])}-12-31"]


def _range(row: Mapping[str, Any]) -> list[float]:
    """Return the ends of the value axis: the figures and the finite edges of the band, with some air."""
    edges = [float(row[name]) for name in ("low", "high") if filled(row[name]) and abs(row[name]) != float("inf")]
    values = edges + [one.value for one in row["observations"]]
    air = 0.12 * (max(values) - min(*values, 0)) or 1
    low = min(values)
    return [0 if low >= 0 else low - air, max(values) + air]


def _shade(row: Mapping[str, Any], mark: str, edges: Sequence[float]) -> list[dict[str, Any]]:
    if not filled(row["low"]):
        return []
    low, high = max(float(row["low"]), edges[0]), min(float(row["high"]), edges[1])
    look = {"type": "rect", "layer": "below", "xref": f"x{mark} domain", "yref": f"y{mark}", "x0": 0, "x1": 1}
    return [look | {"y0": low, "y1": high, "fillcolor": style.SHADE, "line": {"width": 0}}]


def _sources(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for one in row["observations"] for name in one.sources))


def _left_out(number: int) -> str:
    return f" {number} claims that no figure checks are not drawn." if number else ""
