"""The layers of a map as plain plotly traces: filled countries, routes, markers for clicks, names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from fpdata import countries, geometry, style
from fpdata.wording import filled

__all__ = [
    "area",
    "background",
    "click_layer",
    "country_fill",
    "names",
    "region_fill",
    "routes",
    "sender_fills",
    "view_of",
]

_MOST_ROUTES = 60


@cache
def _bundled_path(codes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    return _path([geometry.world().shapes[code] for code in codes])


def _path(shapes: Iterable[list[list[int]]]) -> tuple[np.ndarray, np.ndarray]:
    """Return rings one behind the other, a gap behind each; object arrays are written out as plain lists."""
    x: list[int | None] = []
    y: list[int | None] = []
    for rings in shapes:
        for ring in rings:
            x += [*ring[0::2], None]
            y += [*ring[1::2], None]
    return np.array(x, object), np.array(y, object)


def area(codes: Iterable[str], world: geometry.World) -> tuple[np.ndarray, np.ndarray]:
    """Return the rings of countries as x and y, a gap (None) behind each ring."""
    found = tuple(code for code in codes if code in world.shapes)
    return _bundled_path(found) if world is geometry.world() else _path(world.shapes[code] for code in found)


def _fill(codes: Iterable[str], world: geometry.World, tint: str, **extra: Any) -> dict[str, Any]:
    x, y = area(codes, world)
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


def background(world: geometry.World, global_south: bool) -> list[dict[str, Any]]:
    """Fill all countries, the Global South in a shade of its own, and dot those too small to see."""
    south = [
        code
        for code in world.shapes
        if global_south and code in countries.codes() and countries.bloc(code) == "Global South"
    ]
    rest = [code for code in world.shapes if code not in set(south)]
    traces = [_fill(rest, world, style.LAND, hoverinfo="skip", name="other countries")]
    if south:
        traces.append(_fill(south, world, style.SHADE, hoverinfo="skip", name="Global South"))
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
            "name": "small countries",
        },
    ]


def sender_fills(senders: list[str], hovers: dict[str, str], world: geometry.World) -> list[dict[str, Any]]:
    """Fill the sending countries, unless they were visited themselves."""
    return [
        _fill(
            [code],
            world,
            style.INK,
            name=f"{style.escape(countries.name(code))} (sender)",
            text=f"<b>{style.escape(countries.name(code))}</b><br>sender",
            hoverinfo="text",
            hoveron="fills",
        )
        for code in senders
        if code not in hovers
    ]


def country_fill(host: str, hover: str, legend: tuple[str, str], world: geometry.World) -> dict[str, Any]:
    """Fill a visited country in the colour of its legend entry."""
    name, tint = legend
    extra = {
        "name": style.block(name, 40, 1),
        "text": hover,
        "hoverinfo": "text",
        "meta": host,
    }
    return _fill([host], world, tint, hoveron="fills", **extra)


def region_fill(region: str, hover: str, legend: tuple[str, str], world: geometry.World) -> dict[str, Any]:
    """Hatch a region whose countries are not named."""
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
        "name": style.block(name, 60, 1),
        "text": hover,
        "hoverinfo": "text",
        "hoveron": "fills",
        "meta": region,
    }
    return _fill(countries.members(region), world, legend[1], **extra)


def routes(frame: pd.DataFrame) -> list[dict[str, Any]]:
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
    for start, end in legs if len(legs) <= _MOST_ROUTES else ():
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
            "name": "from the capital or last stop",
        }
    ]


def click_layer(
    spots: list[str], hovers: dict[str, str], legend: dict[str, tuple[str, str]], world: geometry.World
) -> dict[str, Any] | None:
    """Lay a marker on each visited country: clicks on filled areas name no point, and small states need one."""
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
    }


def view_of(spots: list[str], regions: list[str], world: geometry.World) -> tuple[float, float, float, float] | None:
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


def names(
    labels: dict[str, str], regions: list[str], world: geometry.World, view: tuple[float, ...] | None
) -> dict[str, Any]:
    """Name the countries drawn, each where it hides no other name at a width of 400 pixels."""
    left, right = view[:2] if view else (-3450, 3450)
    unit = (right - left) / 376
    taken: list[tuple[float, float, float, float]] = []
    rows = []
    for code, text in labels.items():
        lines = text.split("\n")
        width, height = 6.9 * max(map(len, lines)) * unit, 15 * len(lines) * unit
        spots = _spots(code, width, world, inside=code in regions)
        for x, y, spot in [*spots, spots[0]]:
            side, end = spot.split()[::-1]
            low = x - {"left": width, "center": width / 2, "right": 0}[side]
            bottom = y - {"bottom": height, "middle": height / 2, "top": 0}[end]
            box = (low, low + width, bottom, bottom + height)
            if not any(box[0] < b and a < box[1] and box[2] < d and c < box[3] for a, b, c, d in taken):
                break
        taken.append(box)
        rows.append((x, y, "<br>".join(map(style.escape, lines)), spot))
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
