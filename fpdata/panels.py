"""The figures of an explorer: drawn once, then only marked, so that a click costs little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely

from fpdata import countries, geometry, layers, style
from fpdata.maps import plot_visits
from fpdata.sectors import plot_sectors
from fpdata.selection import Choice, Rows
from fpdata.timeline import plot_timeline

__all__ = ["Map", "Sectors", "Timeline"]

_STEP = 110  # between the points that take clicks, in units of 5 km: a click reaches 20 pixels
_SIGNS, _BARS = 400, 400
_FADED = 0.13


class Map:
    """The map of visits: the chosen country is outlined, countries with no row in the selection fade.

    Attributes
    ----------
    figure : plotly.graph_objects.Figure or None
        As from `plot_visits`, with three layers on top; None without visits.
    empty : str
        Why there is no figure.
    """

    empty = "No visits: no map."

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        visits = rows.corpus.visits
        self._hosts = visits["host_iso3"].astype("str").fillna(visits["host_region"].astype("str")).to_numpy()
        self.figure = _titled(plot_visits(visits)) if len(visits) else None
        if self.figure is None:
            return
        self._areas = {trace.meta: (trace.x, trace.y) for trace in self.figure.data if trace.meta}
        blank = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip"}
        veil = {"fill": "toself", "fillcolor": "rgba(255,255,255,0.75)", "line": {"width": 0}, "name": "faded"}
        ring = {"symbol": "circle-open", "size": 20, "color": style.INK, "line": {"width": 2.5}}
        self.figure.add_trace(blank | veil)
        self.figure.add_trace(blank | {"name": "chosen", "line": {"color": style.INK, "width": 2.5}})
        self.figure.add_trace(blank | {"name": "chosen, small", "mode": "markers", "marker": ring})
        self.figure.add_trace(self._clicks())
        names = [trace for trace in self.figure.data if trace.name == "names"]  # stay readable, above all else
        self.figure.data = [*(trace for trace in self.figure.data if trace.name != "names"), *names]

    def _clicks(self) -> dict[str, Any]:
        """Strew unseen markers over each visited area: plotly names no point for a click on a filled area."""
        world = geometry.world()
        named = set(self._areas) & countries.codes()
        parts = []
        for trace in self.figure.data:
            members = {trace.meta} if trace.meta in named else set(countries.members(trace.meta) if trace.meta else ())
            for code in sorted(members - (named if trace.meta not in named else set())):
                parts += [(x, y, trace.meta, trace.text) for x, y in _strewn(world.shapes.get(code, []))]
        x, y, codes, text = (list(values) for values in zip(*parts, strict=True)) if parts else ([], [], [], [])
        return _unseen(x, y, codes, text, 9)

    def mark(self, figure: go.Figure, mask: np.ndarray, choice: Choice) -> None:
        """Show a selection on a copy of the figure."""
        kept = self._rows.part(mask, "visits")
        touched = set(self._hosts[kept])
        faded = [code for code in self._areas if code not in touched]
        by_name = {trace.name: trace for trace in figure.data if trace.name}
        with figure.batch_update():
            by_name["faded"].x, by_name["faded"].y = _joined([self._areas[code] for code in faded])
            world = geometry.world()
            chosen = [choice.country] if choice.country in countries.codes() else []
            regions = [choice.country] if choice.country in countries.regions() else []
            outline = [layers.area(chosen, world), *(self._areas[code] for code in regions if code in self._areas)]
            by_name["chosen"].x, by_name["chosen"].y = _joined(outline)
            spots = [world.points[code] for code in chosen if code in world.points]
            small = by_name["chosen, small"]
            small.x, small.y = [x for x, _, is_small in spots if is_small], [y for _, y, is_small in spots if is_small]
            figure.layout.title.text = _title("Visits", kept)

    @staticmethod
    def pick(trace: go.Scatter, point: int) -> dict[str, Any]:
        """Return what a click on a point chooses."""
        return {"country": trace.customdata[point]}


class Sectors:
    """The sector matrix: what is not selected fades, and the columns narrow to the partners selected."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        frame = rows.corpus.cooperation
        self.empty = "No cooperation: no sectors."
        if len(frame) > _SIGNS:
            self.empty = f"{len(frame)} rows of cooperation are too many to draw: they are in the table."
        self.figure = _titled(plot_sectors(frame)) if 0 < len(frame) <= _SIGNS else None
        if self.figure is not None:
            self._keys = frame["cooperation_id"].to_numpy()
            self.figure.update_traces(unselected={"marker": {"opacity": _FADED}})
            partners = len({code for trace in self.figure.data for code, *_ in trace.customdata})
            self._wide = tuple(self.figure.layout.xaxis.range)
            self._stages = round((self._wide[1] - self._wide[0]) / partners)

    def mark(self, figure: go.Figure, mask: np.ndarray, _choice: Choice) -> None:
        """Show a selection on a copy of the figure."""
        kept = self._rows.part(mask, "cooperation")
        keys = set(self._keys[kept])
        with figure.batch_update():
            across = _mark(figure.data, lambda trace: [key in keys for *_, key in trace.customdata], all(kept))
            low, high = self._wide
            if across and not all(kept):
                n = self._stages
                low, high = min(across) // n * n - 0.5, max(across) // n * n + n - 0.5
            figure.layout.xaxis.range = [low, high]
            figure.layout.title.text = _title("Cooperation", kept)

    @staticmethod
    def pick(trace: go.Scatter, point: int) -> dict[str, Any]:
        """Return what a click on a point chooses: its cell, partner and sector."""
        partner, sector, _ = trace.customdata[point]
        return {"country": partner, "sector": sector}


class Timeline:
    """The time axis: a bar per row, or where rows are many their number per month or year."""

    empty = "No row has a date: no time axis."

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        corpus = rows.corpus
        self._drawn = ~(rows.frame["table"] == "cooperation").to_numpy(bool)
        self._drawn &= (rows.frame["first"].notna() | rows.frame["last"].notna()).to_numpy()
        self.counted = int(self._drawn.sum()) > _BARS
        self.figure: go.Figure | None = None
        if self.counted:
            self.figure = self._count()
        elif self._drawn.any():
            self.figure = _low(_titled(plot_timeline(corpus.visits, corpus.claims, corpus.acts)))
            self.figure.update_traces(unselected={"marker": {"opacity": _FADED}}, selector={"type": "bar"})
            self.figure.add_trace(self._clicks())

    def _clicks(self) -> dict[str, Any]:
        """Lay an unseen marker on each bar: one of a few days is too thin to be hit."""
        bars = [bar for trace in self.figure.data if trace.type == "bar" for bar in _bars_of(trace)]
        x, y, keys, text = (list(values) for values in zip(*bars, strict=True))
        return _unseen(x, y, keys, text, 18)

    def _count(self) -> go.Figure:
        frame = self._rows.frame
        days = frame["first"].fillna(frame["last"])
        years = days[self._drawn].dt.year
        self._unit = "Y" if years.max() - years.min() > 7 else "M"
        periods = days.dt.to_period(self._unit)
        self._bins = pd.period_range(periods[self._drawn].min(), periods[self._drawn].max(), freq=self._unit)
        self._bin = np.where(self._drawn, periods.to_numpy("int64") - self._bins[0].ordinal, -1)
        labels = [str(period) for period in self._bins]
        bar = {"type": "bar", "x": labels, "customdata": labels, "hovertemplate": "%{x}: %{y} rows<extra></extra>"}
        hollow = {"color": "rgba(0,0,0,0)", "line": {"color": style.MUTED, "width": 1}}
        traces = [
            bar | {"name": "all", "y": self._numbers(self._drawn), "marker": hollow},
            bar | {"name": "selected", "y": self._numbers(self._drawn), "marker": {"color": style.ACCENTS[0]}},
        ]
        noun = "year" if self._unit == "Y" else "month"
        layout = style.layout(
            "Time",
            f"Visits, acts and claims per {noun}, each at the first day that its words allow.",
            [("□", style.MUTED, "all"), ("■", style.ACCENTS[0], "selected")],
            "",
            height=300,
            left=60,
            foot=34,
            xaxis={"type": "category", "nticks": 6, "tickangle": 0},
            yaxis={"gridcolor": style.GRID, "rangemode": "tozero"},
            barmode="overlay",
        )
        return go.Figure(traces, layout)

    def _numbers(self, mask: np.ndarray) -> list[int]:
        return np.bincount(self._bin[mask & self._drawn], minlength=len(self._bins)).tolist()

    def mark(self, figure: go.Figure, mask: np.ndarray, _choice: Choice) -> None:
        """Show a selection on a copy of the figure."""
        kept = mask[self._drawn]
        with figure.batch_update():
            if self.counted:
                figure.data[1].y = self._numbers(mask)
            else:
                keys = set(self._rows.frame["key"].to_numpy()[mask & self._drawn])
                bars = [trace for trace in figure.data if trace.type == "bar"]
                _mark(bars, lambda trace: [key in keys for key in trace.customdata], all(kept))
            figure.layout.title.text = _title("Dated rows", kept)

    def pick(self, trace: go.Bar, point: int) -> dict[str, Any]:
        """Return what a click on a point chooses: a row, or the month or year of a bar that counts."""
        value = trace.customdata[point]
        return {"since": value, "until": value} if self.counted else {"row": value}


def _bars_of(trace: go.Bar) -> Iterator[tuple[str, Any, str, str]]:
    for base, width, y, key, text in zip(trace.base, trace.x, trace.y, trace.customdata, trace.text, strict=True):
        yield f"{pd.Timestamp(base) + pd.Timedelta(milliseconds=width / 2):%Y-%m-%d %H:%M}", y, key, text


def _unseen(x: list[Any], y: list[Any], codes: list[str], text: list[str], size: int) -> dict[str, Any]:
    """Return a layer of markers that only take clicks and hovers."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "clicks",
        "x": x,
        "y": y,
        "customdata": codes,
        "text": text,
        "hoverinfo": "text",
        "marker": {"size": size, "opacity": 0, "color": style.INK},
    }


def _mark(traces: Iterable[Any], test: Any, whole: bool) -> list[float]:
    """Let only the points that pass stand out, or all where nothing is chosen; give the x of those that pass."""
    across = []
    for trace in traces:
        chosen = [place for place, passes in enumerate(test(trace)) if passes]
        trace.selectedpoints = None if whole else chosen
        across += [trace.x[place] for place in chosen]
    return across


def _title(noun: str, kept: np.ndarray) -> str:
    n = int(kept.sum())
    return f"<b>{noun}: {'all ' if n == len(kept) else ''}{n}{'' if n == len(kept) else f' of {len(kept)}'} rows</b>"


def _titled(figure: go.Figure) -> go.Figure:
    """Give a figure a title of one line, which tells how much of it is selected."""
    lines = figure.layout.title.text.count("<br>")
    figure.layout.margin.t -= 19 * lines
    figure.layout.height -= 19 * lines
    title = figure.layout.title
    title.y = round(1 - 10 / figure.layout.height, 4)
    title.text = ""
    return figure


def _low(figure: go.Figure) -> go.Figure:
    """Make the lanes of a timeline as low as two lines of text: its dates are in the table."""
    names = [text.split("<br><span")[0] for text in figure.layout.yaxis.ticktext]
    plot = 30 + 28 * len(names)
    frame = figure.layout.margin.t + figure.layout.margin.b
    figure.update_layout(height=plot + frame, yaxis={"ticktext": names, "tickfont": {"size": 10}})
    return figure


def _joined(paths: Iterable[tuple[Any, Any]]) -> tuple[np.ndarray, np.ndarray]:
    x, y = [np.array([], object)], [np.array([], object)]
    for across, up in paths:
        x.append(np.asarray(across, object))
        y.append(np.asarray(up, object))
    return np.concatenate(x), np.concatenate(y)


def _strewn(rings: list[list[int]]) -> list[tuple[int, int]]:
    """Lay a grid of points over rings, each point inside an odd number of them."""
    found: list[tuple[int, int]] = []
    if not rings:
        return found
    x, y = np.concatenate([ring[0::2] for ring in rings]), np.concatenate([ring[1::2] for ring in rings])
    grid = np.meshgrid(np.arange(x.min(), x.max() + 1, _STEP), np.arange(y.min(), y.max() + 1, _STEP))
    across, up = (part.ravel() for part in grid)
    inside = np.zeros(len(across), bool)
    for ring in rings:
        inside ^= shapely.contains_xy(shapely.Polygon(np.column_stack([ring[0::2], ring[1::2]])), across, up)
    return list(zip(across[inside].tolist(), up[inside].tolist(), strict=True))
