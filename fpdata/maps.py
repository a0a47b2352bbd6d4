"""Maps drawn as plain x/y traces, so that they need no network."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from fpdata import countries, geometry, style
from fpdata.counts import count_visits
from fpdata.edtf import words
from fpdata.errors import CorpusError
from fpdata.wording import completed, count, describe, filled, sources_of, visited, when

if TYPE_CHECKING:
    import geopandas

__all__ = ["plot_visits"]

_SHOWN, _LABELS, _ROUTES = 6, 14, 60
_STEPS = (
    (1, "1 visit", "#A6CEE3"),
    (2, "2 to 4", "#6BAED6"),
    (5, "5 to 9", "#3182BD"),
    (10, "10 to 24", "#08519C"),
    (25, "25 or more", "#08306B"),
)
_DETAILS = (("", "role"), ("Date", "when"), ("Met", "counterparts"), ("Topics", "topics"), ("Evidence", "evidence"))


def plot_visits(
    visits: pd.DataFrame,
    *,
    color: str = "visitor",
    geometry: geopandas.GeoDataFrame | None = None,
    global_south: bool = True,
    whole_world: bool = False,
) -> go.Figure:
    """Draw visits on a map that needs no network.

    Parameters
    ----------
    visits : DataFrame
        As `Corpus.visits`; ``host_iso3`` or ``host_region`` is needed, what
        else is there is used. Visits that occurred or go on, lead visitors.
    color : {"visitor", "visits"}
        Colour countries by who came or by the number of visits.
    geometry : GeoDataFrame, optional
        Your own shapes (see `fpdata.geometry.from_frame`).
    global_south : bool
        Shade the Global South as the article defines it: the developing
        countries of Latin America, Africa and Asia.
    whole_world : bool
        Open on the whole world and not on the part that was visited. Zooming
        out shows the rest in any case.

    Returns
    -------
    plotly.graph_objects.Figure
        Equal Earth, in units of 5 km. One filled trace per background and per
        visited country; a region whose countries are not named is hatched
        and labelled, never tinted as if all of it had been visited. A marker
        per country carries its ISO3 code as ``customdata``.

    Raises
    ------
    CorpusError
        If a column or code is unknown, or `color` is neither of the two.

    Examples
    --------
    >>> import fpdata as fp
    >>> figure = fp.plot_visits(fp.load().visits)
    >>> figure.layout.title.text.split("<br>")[0]
    '<b>Belarus: at least 6 visits abroad, 1 January – 5 April 2024</b>'
    """
    if color not in ("visitor", "visits"):
        msg = f"plot_visits: found color={color!r}, expected 'visitor' or 'visits'"
        raise CorpusError(msg)
    frame = completed(visits)
    frame = frame[frame["status"].isin(["occurred", "ongoing"]) & (frame["part"] == "lead")]
    frame = frame.drop_duplicates(["event_id", "host", "visitor"])
    world = _world(geometry)
    named = count_visits(frame, "host").set_index("host")
    legend = _legend(frame, named, color)
    hovers = _hovers(frame, named)
    regions = [host for host in hovers if host in countries.regions()]
    senders = sorted(frame["sender_iso3"].dropna().unique())
    traces = _background(world, global_south)
    seen: set[str] = set()
    for host in [host for host in named.index if host in hovers and host not in regions]:
        traces.append(_country_trace(host, hovers[host], legend[host], world, first=legend[host][0] not in seen))
        seen.add(legend[host][0])
    traces += [_region_trace(region, hovers[region], legend[region], world) for region in regions]
    traces += _sender_traces(senders, hovers, world)
    traces += _routes(frame, world)
    spots = [host for host in hovers if host in world.points]
    traces.append(_click_layer(spots, hovers, legend, world))
    labels = {code: countries.name(code) for code in [*senders, *[host for host in spots if host not in regions]]}
    labels |= {region: f"{countries.label(region)}: {named.at[region, 'n']}, countries not named" for region in regions}
    view = None if whole_world else _view([*senders, *spots], regions, world)
    if 0 < len(labels) <= _LABELS:
        traces.append(_label_trace(labels, regions, world, view))
    traces = [trace for trace in traces if trace]
    layout = _layout(frame, named, regions, color, world.source, global_south, view, style.legend_names(traces))
    return go.Figure(traces, layout)


def _world(own: geopandas.GeoDataFrame | None) -> geometry.World:
    return geometry.world() if own is None else geometry.from_frame(own)


def _legend(frame: pd.DataFrame, named: pd.DataFrame, color: str) -> dict[str, tuple[str, str]]:
    """Give each host the name and the colour of its legend entry."""
    if color == "visits":
        steps = {}
        for host, n in named["n_min"].items():
            steps[host] = next((name, tint) for low, name, tint in reversed(_STEPS) if n >= low or low == 1)
        return steps
    order = frame["visitor"].value_counts(sort=True).index.tolist()
    tints = style.coloured(order if len(order) <= len(style.ACCENTS) else order[: len(style.ACCENTS) - 1])
    several = ("several visitors", style.ACCENTS[-1] if len(tints) < len(style.ACCENTS) else "#000000")
    legend = {}
    for host, names in frame.groupby("host")["visitor"].unique().items():
        if len(names) > 1:
            legend[host] = several
        else:
            legend[host] = (names[0], tints[names[0]]) if names[0] in tints else ("other visitors", style.OTHERS)
    return legend


def _hovers(frame: pd.DataFrame, named: pd.DataFrame) -> dict[str, str]:
    """Word what is known of each host's visits: the first few in full, the number of all."""
    columns = ["host", "visitor", "date", "date_basis", "n_min", "n_max", *(column for _, column in _DETAILS)]
    shown = frame.groupby("host", sort=False).head(_SHOWN)[[column for column in columns if column in frame]]
    hovers = {}
    for row in shown.to_dict("records"):
        host, row["when"] = row["host"], when(row)
        if not filled(row["n_max"]):
            row["when"] = f"{count(row['n_min'], None)} visits, {row['when']}"
        n = named.at[host, "n"]
        head = f"<b>{style.escape(countries.label(host))}: {n} visit{'' if n == '1' else 's'}</b>"
        hovers[host] = f"{hovers.get(host, head)}<br>{describe(row, *_DETAILS, head=row['visitor'])}"
    surplus = frame["host"].value_counts() - _SHOWN
    for host, n in surplus[surplus > 0].items():
        hovers[host] += f"<br>and {n} more"
    return hovers


@cache
def _bundled_path(codes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    return _path([geometry.world().shapes[code] for code in codes])


def _path(shapes: Iterable[list[list[int]]]) -> tuple[np.ndarray, np.ndarray]:
    """String rings together, a gap behind each; object arrays are written out as plain lists."""
    x: list[int | None] = []
    y: list[int | None] = []
    for rings in shapes:
        for ring in rings:
            x += [*ring[0::2], None]
            y += [*ring[1::2], None]
    return np.array(x, object), np.array(y, object)


def _area(codes: Iterable[str], world: geometry.World) -> tuple[np.ndarray, np.ndarray]:
    found = tuple(code for code in codes if code in world.shapes)
    return _bundled_path(found) if world is geometry.world() else _path(world.shapes[code] for code in found)


def _fill(codes: Iterable[str], world: geometry.World, tint: str, **extra: Any) -> dict[str, Any]:
    x, y = _area(codes, world)
    line = {"color": style.BORDER, "width": 0.6}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": tint,
        "line": line,
    } | extra


def _background(world: geometry.World, global_south: bool) -> list[dict[str, Any]]:
    south = [
        code
        for code in world.shapes
        if global_south and code in countries.codes() and countries.bloc(code) == "Global South"
    ]
    rest = [code for code in world.shapes if code not in set(south)]
    traces = [_fill(rest, world, style.LAND, hoverinfo="skip", name="other countries", showlegend=False)]
    if south:
        traces.append(_fill(south, world, style.SHADE, hoverinfo="skip", name="Global South", legendrank=1004))
    small = [(x, y) for code, (x, y, is_small) in world.points.items() if is_small]
    x, y = (list(values) for values in zip(*small, strict=True))
    marker = {"size": 2.5, "color": "#A9A79C"}
    return [
        *traces,
        {
            "type": "scatter",
            "mode": "markers",
            "x": x,
            "y": y,
            "marker": marker,
            "hoverinfo": "skip",
            "showlegend": False,
            "name": "small countries",
        },
    ]


def _sender_traces(senders: list[str], hovers: dict[str, str], world: geometry.World) -> list[dict[str, Any]]:
    return [
        _fill(
            [code],
            world,
            style.INK,
            name=f"{style.escape(countries.name(code))} (sender)",
            text=f"<b>{style.escape(countries.name(code))}</b><br>sender",
            hoverinfo="text",
            hoveron="fills",
            showlegend=place < 3,
            legendrank=1003,
        )
        for place, code in enumerate(senders)
        if code not in hovers
    ]


def _country_trace(
    host: str, hover: str, legend: tuple[str, str], world: geometry.World, *, first: bool
) -> dict[str, Any] | None:
    name, tint = legend
    extra = {
        "name": style.block(name, 40, 1),
        "legendgroup": name,
        "showlegend": first,
        "legendrank": 1001,
        "text": hover,
        "hoverinfo": "text",
        "meta": host,
    }
    return _fill([host], world, tint, hoveron="fills", **extra)


def _region_trace(region: str, hover: str, legend: tuple[str, str], world: geometry.World) -> dict[str, Any]:
    name = f"{countries.label(region)}, countries not named"
    pattern = {
        "shape": "/",
        "fgcolor": legend[1],
        "bgcolor": "rgba(0,0,0,0)",
        "fgopacity": 1,
        "size": 8,
        "solidity": 0.2,
    }
    extra = {
        "fillpattern": pattern,
        "legendrank": 1002,
        "name": style.block(name, 60, 1),
        "text": hover,
        "hoverinfo": "text",
        "hoveron": "fills",
        "meta": region,
    }
    return _fill(countries.members(region), world, legend[1], **extra)


def _routes(frame: pd.DataFrame, world: geometry.World) -> list[dict[str, Any] | None]:
    """Draw a line to each stop from the sender's capital, or from the stop before it on a tour."""
    stops = frame[frame["host_iso3"].notna() & frame["sender_iso3"].notna()].sort_values(
        ["date_earliest", "host"], kind="stable"
    )
    before: dict[str, str] = {}
    legs: dict[tuple[str, str], None] = {}
    for sender, host, tour in zip(stops["sender_iso3"], stops["host_iso3"], stops["tour_id"], strict=True):
        start = before.get(tour, sender) if filled(tour) else sender
        legs[start, host] = None
        if filled(tour):
            before[tour] = host
    x: list[int | None] = []
    y: list[int | None] = []
    for start, end in list(legs)[:_ROUTES] if len(legs) <= _ROUTES else []:
        if start != end and countries.capital(start) and countries.capital(end):
            across, up = geometry.great_circle(countries.capital(start)[:2], countries.capital(end)[:2])
            x += [*across, None]
            y += [*up, None]
    if not x:
        return []
    line = {"color": style.INK, "width": 1.2, "dash": "dot"}
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "line": line,
            "hoverinfo": "skip",
            "name": "order of travel (no flight path)",
            "legendrank": 1005,
        }
    ]


def _click_layer(
    spots: list[str], hovers: dict[str, str], legend: dict[str, tuple[str, str]], world: geometry.World
) -> dict[str, Any] | None:
    """Lay a marker on each visited country: clicks on filled areas name no point, and small states need one to be seen."""
    if not spots:
        return None
    places = [world.points[host] for host in spots]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _ in places],
        "y": [y for _, y, _ in places],
        "customdata": spots,
        "text": [hovers[host] for host in spots],
        "hoverinfo": "text",
        "marker": {
            "size": [9 if small else 16 for _, _, small in places],
            "color": [legend[host][1] for host in spots],
            "opacity": [1 if small else 0 for _, _, small in places],
            "line": {"color": style.INK, "width": 1},
        },
        "name": "visited",
        "showlegend": False,
    }


def _view(spots: list[str], regions: list[str], world: geometry.World) -> tuple[float, float, float, float] | None:
    """Return the part of the plane that holds all that was visited, with room around it."""
    codes = {*spots, *(code for region in regions for code in countries.members(region))}
    flat = [np.array(ring) for code in codes for ring in world.shapes.get(code, [])[:1]]
    flat += [np.array(world.points[code][:2]) for code in codes if code in world.points]
    if not flat:
        return None
    x, y = (np.concatenate([part[axis::2] for part in flat]) for axis in (0, 1))
    width = max(x.max() - x.min(), 1.3 * (y.max() - y.min()), 1500)
    middle, centre = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
    return middle - 0.55 * width, middle + 0.55 * width, centre - 0.41 * width, centre + 0.41 * width


def _label_trace(
    labels: dict[str, str], regions: list[str], world: geometry.World, view: tuple[float, ...] | None
) -> dict[str, Any]:
    """Name the countries drawn, each where it hides no other name at a width of 560 pixels."""
    left, right = view[:2] if view else (-3450, 3450)
    unit = (right - left) / 536
    taken: list[tuple[float, float, float, float]] = []
    rows = []
    for code, text in labels.items():
        width, height = 6.9 * len(text) * unit, 15 * unit
        spots = _spots(code, width, world, inside=code in regions)
        for x, y, spot in [*spots, spots[0]]:
            side, end = spot.split()[::-1]
            low = x - {"left": width, "center": width / 2, "right": 0}[side]
            bottom = y - {"bottom": height, "middle": height / 2, "top": 0}[end]
            box = (low, low + width, bottom, bottom + height)
            if not any(box[0] < b and a < box[1] and box[2] < d and c < box[3] for a, b, c, d in taken):
                break
        taken.append(box)
        rows.append((x, y, style.escape(text), spot))
    x, y, text, spot = (list(values) for values in zip(*rows, strict=True))
    halo = {"size": 12, "color": style.INK, "shadow": ", ".join(["0 0 3px #FFF"] * 3)}
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textposition": spot,
        "textfont": halo,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "names",
    }


def _spots(code: str, width: float, world: geometry.World, *, inside: bool) -> list[tuple[float, float, str]]:
    """List the places for a name, best first: inside a shape that is wide enough, else around it."""
    if inside:
        return [(*_middle(code, world), "middle center")]
    x, y, _ = world.points[code]
    ring = world.shapes[code][0] if code in world.shapes else [x, y]
    west, east, south, north = min(ring[0::2]), max(ring[0::2]), min(ring[1::2]), max(ring[1::2])
    around = [
        (east, y, "middle right"),
        (x, north, "top center"),
        (x, south, "bottom center"),
        (west, y, "middle left"),
    ]
    return [(x, y, "middle center"), *around] if east - west > 0.9 * width else around


def _middle(region: str, world: geometry.World) -> tuple[float, float]:
    x, y = np.array([world.points[code][:2] for code in countries.members(region) if code in world.shapes]).T
    return float(np.median(x)), float(np.median(y))


def _layout(
    frame: pd.DataFrame,
    named: pd.DataFrame,
    regions: list[str],
    color: str,
    source: str,
    global_south: bool,
    view: tuple[float, ...] | None,
    legend: list[str],
) -> dict[str, Any]:
    title, subtitle = _heading(frame, named, regions, color)
    notes = [f"Source: {style.listed(sources_of(frame), 4) or 'not stated'}; sentences in the hover."]
    notes.append("Dotted lines are great circles between capitals, no flight paths.")
    if global_south:
        notes.append(
            "Shaded: Global South in the article's sense, the developing countries of Latin America, Africa and Asia."
        )
    notes.append(f"{source} No opinion on any border is meant.")
    plain = {"visible": False, "showgrid": False, "zeroline": False}
    left, right, low, high = view or (-3450, 3450, -1350, 1720)
    return style.layout(
        title,
        subtitle,
        " ".join(notes),
        height=400,
        legend=legend,
        xaxis=plain | {"range": [round(left), round(right)]},
        yaxis=plain | {"range": [round(low), round(high)], "scaleanchor": "x", "scaleratio": 1},
        dragmode="pan",
    )


def _heading(frame: pd.DataFrame, named: pd.DataFrame, regions: list[str], color: str) -> tuple[str, str]:
    total = count(int(named["n_min"].sum()), None if named["n_max"].isna().any() else int(named["n_max"].sum()))
    senders = style.listed([countries.name(code) for code in frame["sender_iso3"].dropna().unique()])
    title = f"{senders + ': ' if senders else ''}{total} visit{'' if total == '1' else 's'} abroad"
    first, last = frame["date_earliest"].min(), frame["date_latest"].max()
    if pd.notna(first) and pd.notna(last):
        title += f", {words(f'{first:%Y-%m-%d}/{last:%Y-%m-%d}')}"
    n = len(named) - len(regions)
    where = [f"{n} countr{'y' if n == 1 else 'ies'} named"] if n else []
    where += (
        [f"{style.listed([countries.label(region) for region in regions])} (hatched): countries not named"]
        if regions
        else []
    )
    return title, "; ".join([*where, f"colour: {'who came' if color == 'visitor' else 'number of visits'}"])
