"""Maps drawn as plain x/y traces, so that they need no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import countries, geometry, layers, style
from fpdata.counts import count_visits
from fpdata.edtf import words
from fpdata.errors import CorpusError
from fpdata.wording import completed, count, describe, filled, sources_of, when

if TYPE_CHECKING:
    import geopandas

__all__ = ["plot_visits"]

_SHOWN, _LABELS = 6, 14
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
        Shade the Global South as the article defines it: developing
        countries in Latin America, Africa and Asia.
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
    >>> figure.layout.title.text.replace("<br>", " ")
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
    traces = layers.background(world, global_south)
    visited = [host for host in named.index if host in hovers and host not in regions]
    traces += [layers.country_fill(host, hovers[host], legend[host], world) for host in visited]
    traces += [layers.region_fill(region, hovers[region], legend[region], world) for region in regions]
    traces += layers.sender_fills(senders, hovers, world)
    routes = layers.routes(frame)
    traces += routes
    spots = [host for host in hovers if host in world.points]
    traces.append(layers.click_layer(spots, hovers, legend, world))
    seen = [code for code in senders if code in world.points]
    labels = {code: countries.name(code) for code in [*seen, *[host for host in spots if host not in regions]]}
    labels |= {
        region: f"{countries.label(region)}: {_visits(named.at[region, 'n'])}\ncountries not named"
        for region in regions
    }
    view = None if whole_world else layers.view_of([*seen, *spots], regions, world)
    if 0 < len(labels) <= _LABELS:
        traces.append(layers.names(labels, regions, world, view))
    key = _key([legend[host] for host in visited], [(region, legend[region][1]) for region in regions], senders)
    key += [("■", style.SHADE, "Global South")] if global_south else []
    key += [("···", style.INK, "from the capital or last stop, no flight path")] if routes else []
    layout = _layout(frame, named, regions, color, world.source, global_south, view, key)
    return _figure([trace for trace in traces if trace], layout)


def _figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """Build the figure; coordinates are set afterwards, since its constructor copies them one by one."""
    coordinates = [(trace.pop("x"), trace.pop("y")) for trace in traces]
    figure = go.Figure(traces, layout)
    for trace, (x, y) in zip(figure.data, coordinates, strict=True):
        trace.x, trace.y = x, y
    return figure


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
        head = f"<b>{style.escape(countries.label(host))}: {_visits(n)}</b>"
        hovers[host] = f"{hovers.get(host, head)}<br>{describe(row, *_DETAILS, head=row['visitor'])}"
    surplus = frame["host"].value_counts() - _SHOWN
    for host, n in surplus[surplus > 0].items():
        hovers[host] += f"<br>and {n} more"
    return hovers


def _visits(number: str) -> str:
    return f"{number} visit{'' if number == '1' else 's'}"


def _key(
    visited: list[tuple[str, str]], regions: list[tuple[str, str]], senders: list[str]
) -> list[tuple[str, str, str]]:
    key = [("■", tint, name) for name, tint in sorted(dict(visited).items(), key=lambda entry: entry[0])]
    key += [("▨", tint, f"{countries.label(region)}, countries not named") for region, tint in regions]
    return key + [("■", style.INK, f"{countries.name(code)} (sender)") for code in senders[:3]]


def _layout(
    frame: pd.DataFrame,
    named: pd.DataFrame,
    regions: list[str],
    color: str,
    source: str,
    global_south: bool,
    view: tuple[float, ...] | None,
    key: list[tuple[str, str, str]],
) -> dict[str, Any]:
    title, subtitle = _heading(frame, named, regions, color)
    notes = [f"Source: {style.listed(sources_of(frame), 4) or 'not stated'}; sentences in the hover."]
    notes.append("Dotted lines: great circles between capitals, no flight paths.")
    if global_south:
        notes.append("Global South (Preiherman 2024): developing countries in Latin America, Africa and Asia.")
    notes.append(f"{source} No opinion on any border is meant.")
    plain = {"visible": False, "showgrid": False, "zeroline": False}
    left, right, low, high = view or (-3450, 3450, -1350, 1720)
    return style.layout(
        title,
        subtitle,
        key,
        " ".join(notes),
        height=400,
        xaxis=plain | {"range": [round(left), round(right)]},
        yaxis=plain | {"range": [round(low), round(high)], "scaleanchor": "x", "scaleratio": 1},
        dragmode="pan",
    )


def _heading(frame: pd.DataFrame, named: pd.DataFrame, regions: list[str], color: str) -> tuple[str, str]:
    total = count(int(named["n_min"].sum()), None if named["n_max"].isna().any() else int(named["n_max"].sum()))
    senders = style.listed([countries.name(code) for code in frame["sender_iso3"].dropna().unique()])
    title = f"{senders + ': ' if senders else ''}{_visits(total)} abroad"
    first, last = frame["date_earliest"].min(), frame["date_latest"].max()
    if pd.notna(first) and pd.notna(last):
        title += f", {words(f'{first.date()}/{last.date()}')}"
    n = len(named) - len(regions)
    where = [f"{n} countr{'y' if n == 1 else 'ies'} named"] if n else []
    where += (
        [f"{style.listed([countries.label(region) for region in regions])} (hatched): countries not named"]
        if regions
        else []
    )
    return title, "; ".join([*where, f"colour: {'who came' if color == 'visitor' else 'number of visits'}"])
