"""The visits of one corpus found again in another: the same, a part of it, or not there; with what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from fpdata import countries, edtf
from fpdata.corpus import Corpus
from fpdata.errors import CorpusError
from fpdata.record import own_sources
from fpdata.wording import completed, filled

__all__ = ["RELATIONS", "compare_visits"]

RELATIONS = ("same", "part_of", "same_source", "not_found")
"""How a visit stands in the other corpus."""

_FIELDS = ("host_iso3", "date", "role", "protocol", "setting", "status", "counterparts")
_COLUMNS = ["visit_id", "other_id", "event_id", "relation", "agrees", "differs", "sources"]


def compare_visits(one: Corpus | pd.DataFrame, other: Corpus | pd.DataFrame) -> pd.DataFrame:
    """Find the visits of one corpus in another, by rule; nothing is overwritten.

    A visit is the same where visitor (person, else sender and office), host
    and dates agree, the dates in at least one day, or where both have the
    same ``event_id``. A visit to a region stands against every visit of the
    same visitor to a country of that region within its dates, each of which
    is a part of it.

    Parameters
    ----------
    one, other : Corpus or DataFrame
        Such as ``fp.load()`` and ``fp.load("belarus_visits")``, or their
        ``visits``.

    Returns
    -------
    DataFrame
        One row per visit of `one` and its counterpart, in the order of
        `one`: ``visit_id``, ``other_id`` (missing where there is none),
        ``event_id`` (of the counterpart), ``relation`` (category,
        `RELATIONS`), ``agrees`` (columns with equal values, separated by
        "; "), ``differs`` (column and both values, in words) and ``sources``
        (of the counterpart, less those of the visit itself). ``same_source``
        is a counterpart that rests on nothing else than the visit's own
        source: it confirms nothing.

    Raises
    ------
    CorpusError
        If `one` or `other` is neither, or has no host.

    Examples
    --------
    >>> import fpdata as fp
    >>> found = compare_visits(fp.load(), fp.load("belarus_visits"))
    >>> found.loc[found["visit_id"] == "preiherman2024-aleinik-ind", "relation"].tolist()
    ['same']
    """
    mine, theirs = _visits(one), _visits(other)
    rows = []
    for visit in mine.to_dict("records"):
        found = list(_counterparts(visit, theirs))
        rows += [_row(visit, match, relation) for match, relation in found] or [_row(visit, None, "not_found")]
    result = pd.DataFrame(rows, columns=_COLUMNS).astype("str")
    return result.assign(relation=pd.Categorical(result["relation"], categories=RELATIONS))


def _visits(source: Corpus | pd.DataFrame) -> pd.DataFrame:
    frame = source.visits if isinstance(source, Corpus) else source
    if isinstance(frame, pd.DataFrame) and "visit_id" not in frame:
        msg = f"visits: found columns {', '.join(map(str, frame.columns))}, expected visit_id among them"
        raise CorpusError(msg)
    return completed(frame).assign(has_event="event_id" in frame)


def _counterparts(visit: Mapping[str, Any], theirs: pd.DataFrame) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield what answers to a visit in the other table, with its relation."""
    same_person = _same_visitor(visit, theirs)
    near = pd.Series(False, index=theirs.index)  # without dates nothing tells two visits apart
    if filled(visit["date"]):
        earliest, latest, _ = edtf.bounds(visit["date"])
        near |= (theirs["date_earliest"] <= pd.Timestamp(latest or "2262-01-01")) & (
            theirs["date_latest"] >= pd.Timestamp(earliest or "1677-12-31")
        )
    if filled(visit["host_iso3"]):
        relation = "same"
        chosen = same_person & near & (theirs["host_iso3"] == visit["host_iso3"])
    else:
        relation = "part_of"
        chosen = same_person & near & theirs["host_iso3"].isin(countries.members(visit["host_region"]))
        chosen |= same_person & near & (theirs["host_region"] == visit["host_region"])
    if visit["has_event"]:
        chosen |= theirs["has_event"] & (theirs["event_id"] == visit["event_id"])
    for match in theirs[chosen].sort_values("date_earliest").to_dict("records"):
        alone = filled(match["evidence"]) and filled(visit["evidence"]) and own_sources(match) <= own_sources(visit)
        yield match, "same_source" if alone else relation


def _same_visitor(visit: Mapping[str, Any], theirs: pd.DataFrame) -> pd.Series:
    if filled(visit.get("person_id")) and "person_id" in theirs:
        known = theirs["person_id"].notna()
        same = theirs["person_id"].astype("str") == visit["person_id"]
    else:
        known = pd.Series(False, index=theirs.index)
        same = known
    unnamed = theirs["sender_iso3"].astype("str") == visit["sender_iso3"]
    if "role" in theirs and filled(visit.get("role")):
        unnamed &= theirs["role"].astype("str") == visit["role"]
    return same | (~known & unnamed)


def _row(visit: Mapping[str, Any], match: Mapping[str, Any] | None, relation: str) -> tuple[Any, ...]:
    if match is None:
        return visit["visit_id"], None, None, relation, "", "", ""
    fields = [name for name in _FIELDS if name in visit and name in match]
    equal = [name for name in fields if filled(visit[name]) and visit[name] == match[name]]
    unlike = [
        f"{name}: {_said(visit, name)} against {_said(match, name)}"
        for name in fields
        if name not in equal and (filled(visit[name]) or filled(match[name]))
    ]
    sources = sorted(own_sources(match) - own_sources(visit)) if filled(match["evidence"]) else []
    found = (match["visit_id"], match["event_id"], relation, "; ".join(equal), "; ".join(unlike), "; ".join(sources))
    return visit["visit_id"], *found


def _said(row: Mapping[str, Any], name: str) -> str:
    if not filled(row[name]):
        return "nothing" if name != "host_iso3" else countries.label(row["host"])
    return edtf.words(row[name]) if name == "date" else str(row[name])
