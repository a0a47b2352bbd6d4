"""Who the destinations are: size, growth, distance, trade, votes and regime, each a cited fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import countries, edtf, style
from fpdata.errors import CorpusError
from fpdata.observations import amount
from fpdata.wording import completed, sources_of

__all__ = ["describe_destinations", "plot_destinations"]

_ROWS = {
    "population": ("Population", "", ""),
    "gdp_current": ("GDP, current", "", ""),
    "gdp_growth": ("GDP growth in the year", "", ""),
    "distance_to_minsk": ("Distance to Minsk", "", ""),
    "trade_value": ("Goods trade with Belarus", "turnover", "goods"),
    "unga_ideal_point": ("UN General Assembly, ideal point", "", ""),
    "regime": ("Regime, 0 closed autocracy to 3 liberal democracy", "", ""),
}


def describe_destinations(visits: pd.DataFrame, figures: pd.DataFrame, home: str = "BLR") -> pd.DataFrame:
    """Describe the countries visited, and the sender's own, by the latest published figures.

    Parameters
    ----------
    visits : DataFrame
        As `Corpus.visits`; regions are left out.
    figures : DataFrame
        As `Corpus.figures`.
    home : str
        ISO3 code of the country to compare with, and whose trade is read.

    Returns
    -------
    DataFrame
        One row per country and indicator, `home` last: ``iso3``, ``name``,
        ``indicator``, ``value`` (Float64, missing where no figure is at
        hand), ``unit``, ``period`` (EDTF) and ``sources``. The latest figure
        of a whole year not after the visits' own; figures that partners
        report in mirror are not used. None of these measures a motive.

    Examples
    --------
    >>> import fpdata as fp
    >>> table = describe_destinations(fp.load().visits, fp.load("reference").figures)
    >>> table.query("indicator == 'population'")["iso3"].tolist()
    ['BGD', 'IND', 'LAO', 'MNG', 'BLR']
    """
    frame = completed(visits)
    last = frame["date_latest"].max()
    usable = figures[~figures["part_year"].astype(bool) & ~figures["mirror"].fillna(False).astype(bool)]
    if pd.notna(last):
        usable = usable[usable["period_earliest"] <= last]
    hosts = [*sorted(set(frame["host_iso3"].dropna()) - {home}), home]
    rows = []
    for indicator, (_, flow, scope) in _ROWS.items():
        for iso3 in hosts:
            found = usable[usable["indicator"] == indicator]
            if flow:
                found = found[(found["reporter_iso3"] == home) & (found["partner"] == iso3)]
                found = found[(found["flow"].astype("str") == flow) & (found["scope"].astype("str") == scope)]
            else:
                found = found[found["reporter_iso3"] == iso3]
            best = found.sort_values("period_latest").tail(1).to_dict("records")
            row = best[0] if best else {"value": None, "unit": "", "period": "", "evidence": ""}
            rows.append(
                (iso3, countries.name(iso3), indicator, *(row[k] for k in ("value", "unit", "period", "evidence")))
            )
    names = ["iso3", "name", "indicator", "value", "unit", "period", "sources"]
    result = pd.DataFrame(rows, columns=names)
    return result.astype({"value": "Float64"} | {name: "str" for name in names if name != "value"})


def plot_destinations(table: pd.DataFrame) -> go.Figure:
    """Draw what `describe_destinations` found: a panel per indicator, a bar per country.

    Parameters
    ----------
    table : DataFrame
        As from `describe_destinations`.

    Returns
    -------
    plotly.graph_objects.Figure
        Each panel has its own scale; the value and its year stand beside the
        bar, "no figure" where none is at hand.

    Raises
    ------
    CorpusError
        If a column is missing or the table is empty.

    Examples
    --------
    >>> import fpdata as fp
    >>> table = fp.describe_destinations(fp.load().visits, fp.load("reference").figures)
    >>> len(fp.plot_destinations(table).data)
    7
    """
    needed = [name for name in ("iso3", "name", "indicator", "value", "unit", "period", "sources") if name not in table]
    if needed or table.empty:
        found = f"columns {', '.join(map(str, table.columns))}" if needed else "no row"
        msg = f"plot_destinations: found {found}, expected a table of describe_destinations"
        raise CorpusError(msg)
    parts = [(name, table[table["indicator"] == name]) for name in dict.fromkeys(table["indicator"])]
    tall = [30 + 17 * len(part) + 8 for _, part in parts]
    layout = style.layout(
        f"{table['name'].nunique() - 1} destinations and {table['name'].iloc[-1]}, each by its own figures",
        "What each country is like in the latest year published. None of this measures why it was visited.",
        [("■", style.ACCENTS[0], "destination"), ("■", style.OTHERS, str(table["name"].iloc[-1]))],
        f"Sources: {style.listed(sources_of(table.rename(columns={'sources': 'evidence'})), 12)}.",
        height=sum(tall),
        left=92,
    )
    traces, down = [], 0
    for place, ((name, part), high) in enumerate(zip(parts, tall, strict=True), start=1):
        mark = "" if place == 1 else str(place)
        label = _ROWS.get(name, (name,))[0]
        domain = [1 - (down + high - 8) / sum(tall), 1 - (down + 24) / sum(tall)]
        spot = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "xshift": -80, "showarrow": False}
        spot |= {"y": 1 - (down + 6) / sum(tall), "yanchor": "top", "borderpad": 0}
        layout["annotations"].append({**spot, "text": f"<b>{style.block(label, 54, 1)}</b>"})
        layout[f"xaxis{mark}"] = {"visible": False, "anchor": f"y{mark}", "range": _ends(part), "fixedrange": True}
        layout[f"yaxis{mark}"] = {
            "domain": domain,
            "anchor": f"x{mark}",
            "autorange": "reversed",
            "type": "category",
            "automargin": False,
            "fixedrange": True,
            "tickfont": {"size": 11},
        }
        traces.append(_bars(part, mark))
        down += high
    return go.Figure(traces, layout)


def _ends(part: pd.DataFrame) -> list[float]:
    """Leave room for the words beside the bars."""
    values = [float(value) for value in part["value"].dropna()] or [1.0]
    low, high = min(*values, 0.0), max(*values, 0.0)
    span = (high - low) or 1.0
    return [low - (1.6 * span if low < 0 else 0), high + (1.6 * span if high > 0 or low == 0 else 0)]


def _bars(part: pd.DataFrame, mark: str) -> dict[str, Any]:
    rows = part.to_dict("records")
    home = rows[-1]["iso3"]
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": f"x{mark}",
        "yaxis": f"y{mark}",
        "x": [0 if pd.isna(row["value"]) else float(row["value"]) for row in rows],
        "y": [style.escape(row["name"]) for row in rows],
        "text": [_label(row, home) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 11, "color": style.INK},
        "hovertext": [_hover(row) for row in rows],
        "hoverinfo": "text",
        "customdata": [[row["iso3"]] for row in rows],
        "marker": {"color": [style.OTHERS if row["iso3"] == home else style.ACCENTS[0] for row in rows]},
    }


def _label(row: Mapping[str, Any], home: str) -> str:
    if pd.isna(row["value"]):
        own = row["indicator"] in ("distance_to_minsk", "trade_value") and row["iso3"] == home
        return "does not apply" if own else "no figure"
    unit = {"ideal point": "", "class 0 to 3": "", "percent a year": "%"}.get(row["unit"], row["unit"])
    return style.escape(f"{amount(float(row['value']), unit).strip()} ({row['period']})")


def _hover(row: Mapping[str, Any]) -> str:
    if pd.isna(row["value"]):
        return f"<b>{style.escape(row['name'])}</b><br>no figure at hand"
    lines = [amount(float(row["value"]), row["unit"]), edtf.words(row["period"]), f"Source: {row['sources']}"]
    return "<br>".join([f"<b>{style.escape(row['name'])}</b>", *(style.block(line, 58) for line in lines)])
