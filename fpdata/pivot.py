"""The turn over time: visits per year or quarter and bloc, as numbers or as shares within one office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import countries, style
from fpdata.errors import CorpusError
from fpdata.wording import completed, sources_of

__all__ = ["count_pivot", "plot_pivot"]

_FREQUENCIES = {"year": "Y", "quarter": "Q"}
_LOCATED = r":[0-9]+\.[0-9]+"
_TINTS = dict(zip(countries.BLOCS, ("#0072B2", "#6F6F6F", "#D55E00", "#009E73", "#CC79A7"), strict=True))


def count_pivot(
    visits: pd.DataFrame,
    by: str = "year",
    *,
    office: str | None = None,
    setting: Sequence[str] = ("bilateral", "both"),
) -> pd.DataFrame:
    """Count led visits that took place, by time and bloc of the host.

    Parameters
    ----------
    visits : DataFrame
        As `Corpus.visits`; rows with the same ``event_id`` are one visit,
        counted where any of them has a wanted `setting`.
    by : str
        ``"year"`` or ``"quarter"``.
    office : str, optional
        Only visits by this ``role``.
    setting : sequence of str
        Which occasions count; bilateral ones unless asked.

    Returns
    -------
    DataFrame
        One row per time and bloc, zeros kept: ``time`` (str, such as 2024 or
        2024Q1), ``bloc`` (category), ``n`` (int, visits), ``n_coded`` (int,
        those that a coded text tells of, with a sentence) and ``share``
        (Float64, percent of the time's visits). Visits whose host is a
        region, or whose date does not lie within one time, are not counted;
        ``frame.attrs["left_out"]`` is their number, and ``"other_setting"``
        that of visits on other or unknown occasions.

    Raises
    ------
    CorpusError
        If `by`, `office` or `setting` is unknown.

    Examples
    --------
    >>> import fpdata as fp
    >>> counts = count_pivot(fp.load("belarus_visits").visits, office="Minister of Foreign Affairs")
    >>> counts["time"].iloc[0], counts["bloc"].nunique()
    ('2021', 5)
    """
    if by not in _FREQUENCIES:
        msg = f"count_pivot: found by={by!r}, expected year or quarter"
        raise CorpusError(msg)
    frame = completed(visits)
    frame = frame[(frame["part"] == "lead") & frame["status"].isin(["occurred", "ongoing"])]
    if office is not None:
        roles = frame["role"].dropna() if "role" in frame else pd.Series(dtype="str")
        if office not in set(roles):
            known = style.listed(sorted(roles.unique()), 12)
            msg = f"count_pivot: found office={office!r}, expected one of {known or 'none: no visit'}"
            raise CorpusError(msg)
        frame = frame[frame["role"] == office]
    events = frame["event_id"].nunique()
    if "setting" in frame:
        wanted = [setting] if isinstance(setting, str) else list(setting)
        frame = frame[frame["event_id"].isin(frame.loc[frame["setting"].isin(wanted), "event_id"])]
    other_setting = events - frame["event_id"].nunique()
    coded = frame["evidence"].fillna("").str.contains(_LOCATED).groupby(frame["event_id"]).any()
    first, last = (frame[f"date_{end}"].dt.to_period(_FREQUENCIES[by]).astype("str") for end in ("earliest", "latest"))
    frame = frame.assign(time=first.where((first == last) & frame["date_earliest"].notna()))
    good = frame[frame["host_iso3"].notna() & frame["time"].notna()]
    left_out = frame.loc[~frame["event_id"].isin(good["event_id"]), "event_id"].nunique()
    frame = good.drop_duplicates("event_id")
    blocs = pd.Categorical(frame["host_iso3"].map(countries.bloc), categories=countries.BLOCS)
    frame = frame.assign(bloc=blocs, coded=frame["event_id"].map(coded).astype(bool))
    times = _times(frame["time"], by)
    index = pd.MultiIndex.from_product([times, countries.BLOCS], names=["time", "bloc"])
    grouped = frame.groupby(["time", "bloc"], observed=False)["coded"].agg(["size", "sum"])
    counts = grouped.reindex(index, fill_value=0).set_axis(["n", "n_coded"], axis=1).astype(int)
    total = counts["n"].groupby("time").transform("sum")
    counts["share"] = (100 * counts["n"] / total.where(total > 0)).astype("Float64").round(1)
    result = counts.reset_index().astype({"time": "str"})
    result["bloc"] = pd.Categorical(result["bloc"], categories=countries.BLOCS)
    result.attrs |= {"left_out": left_out, "other_setting": other_setting}
    return result


def _times(found: pd.Series, by: str) -> list[str]:
    """Return every time from the first to the last, those without a visit too."""
    if found.empty:
        return []
    return [str(time) for time in pd.period_range(found.min(), found.max(), freq=_FREQUENCIES[by])]


def plot_pivot(
    visits: pd.DataFrame,
    by: str = "year",
    *,
    office: str | None = None,
    share: bool | None = None,
    setting: Sequence[str] = ("bilateral", "both"),
) -> go.Figure:
    """Draw visits by time and bloc of the host.

    Parameters
    ----------
    visits, by, office, setting
        As for `count_pivot`.
    share : bool, optional
        Percent of the time's visits instead of numbers. The default is a
        share where an `office` is given: numbers depend on what the sources
        cover, a share within one office less so.

    Returns
    -------
    plotly.graph_objects.Figure
        A stacked bar per time; hatched is what a coded text tells of. The
        numbers stand above the bars.

    Raises
    ------
    CorpusError
        As for `count_pivot`, and if no visit is left.

    Examples
    --------
    >>> import fpdata as fp
    >>> len(fp.plot_pivot(fp.load("belarus_visits").visits).layout.xaxis.ticktext) > 4
    True
    """
    counts = count_pivot(visits, by, office=office, setting=setting)
    missing = [
        f"{number} {reason}"
        for number, reason in (
            (counts.attrs["other_setting"], "on other or unknown occasions"),
            (counts.attrs["left_out"], f"without country or {by}"),
        )
        if number
    ]
    if counts.empty:
        found = f"found no visit of setting {' or '.join(_settings(setting))} with country and {by}"
        msg = f"plot_pivot: {found}, expected one or more"
        raise CorpusError(msg)
    share = office is not None if share is None else share
    times = list(dict.fromkeys(counts["time"]))
    totals = counts.groupby("time", sort=False)["n"].sum()
    south = counts[counts["bloc"] == "Global South"].set_index("time")
    blocs = [bloc for bloc in countries.BLOCS if counts.loc[counts["bloc"] == bloc, "n"].any()]
    who = f" by the {office}" if office else ""
    layout = style.layout(
        f"Global South: {int(south['n'].sum())} of {int(totals.sum())} visits, {times[0]} to {times[-1]}",
        f"{'Percent' if share else 'Number'} of {' and '.join(_settings(setting))} visits{who} per {by} and bloc. "
        + ("Above the bars: the number of visits. " if share else "")
        + "What the sources cover differs from year to year: a longer bar may be better coverage.",
        [*(("■", _TINTS[bloc], bloc) for bloc in blocs), ("▨", style.INK, "told by a coded text")],
        f"Source: {style.listed(_named(visits), 4)}." + (f" Not drawn: {'; '.join(missing)}." if missing else ""),
        height=260,
        left=44,
        foot=30 if by == "year" else 46,
        barmode="stack",
        bargap=0.25,
        xaxis={
            "type": "linear",
            "tickvals": list(range(len(times))),
            "ticktext": [time.replace("Q", " Q") for time in times],
            "tickangle": 0 if by == "year" else -60,
            "range": [-0.6, len(times) - 0.4],
            "fixedrange": True,
            "tickfont": {"size": 11},
        },
        yaxis={"gridcolor": style.GRID, "zeroline": False, "fixedrange": True, "nticks": 5, "tickfont": {"size": 10}},
    )
    layout["yaxis"]["range"] = [0, 112 if share else 1.12 * max(totals.max(), 1)]
    for place, time in enumerate(times):
        spot = {"x": place, "y": 100 if share else int(totals[time]), "yanchor": "bottom", "showarrow": False}
        layout["annotations"].append({**spot, "text": str(totals[time]), "font": {"size": 11, "color": style.INK}})
    bars = [_bar(counts[counts["bloc"] == bloc], bloc, share, coded) for bloc in blocs for coded in (False, True)]
    return go.Figure([bar for bar in bars if any(bar["y"])], layout)


def _settings(setting: Sequence[str]) -> list[str]:
    words = {"both": "mixed"}
    return [words.get(name, name) for name in ([setting] if isinstance(setting, str) else setting)]


def _named(visits: pd.DataFrame) -> list[str]:
    found = sources_of(visits)
    return found if len(found) < 6 else [f"{len(found)} sources, listed in the table sources"]


def _bar(counts: pd.DataFrame, bloc: str, share: bool, coded: bool) -> dict[str, Any]:
    total = counts["n"].where(counts["n"] > 0, 1)
    number = counts["n_coded"] if coded else counts["n"] - counts["n_coded"]
    height = number * counts["share"].fillna(0).astype(float) / total if share else number
    told = " told by a coded text" if coded else ""
    texts = [
        f"<b>{style.escape(bloc)}, {style.escape(row['time'])}</b><br>{n} visits{told}<br>in all {row['n']}"
        + (
            ""
            if pd.isna(row["share"])
            else f", {row['share']:g} percent of the {'year' if len(row['time']) == 4 else 'quarter'}"
        )
        for n, row in zip(number, counts.to_dict("records"), strict=True)
    ]
    marker: dict[str, Any] = {"color": _TINTS[bloc], "line": {"color": "#FFFFFF", "width": 0.5}}
    if coded:
        marker["pattern"] = {"shape": "/", "fgcolor": "#FFFFFF", "size": 6, "solidity": 0.35}
    return {
        "type": "bar",
        "name": style.escape(bloc) + told,
        "x": list(range(len(counts))),
        "y": [round(float(value), 2) for value in height],
        "text": texts,
        "textposition": "none",
        "hoverinfo": "text",
        "customdata": [[bloc, row] for row in counts["time"]],
        "marker": marker,
    }
