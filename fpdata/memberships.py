"""Standing of countries in organisations on a day, from the bundled table of memberships."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from importlib.resources import files

from fpdata import edtf

__all__ = ["held"]

_HIGHEST_FIRST = (
    *("member", "associate", "partner", "observer", "dialogue_partner"),
    *("candidate", "applicant", "invited", "suspended", "not_member"),
)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with files("fpdata").joinpath("data/reference/memberships.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def held(iso3: str, day: dt.date) -> dict[str, str]:
    """Return organisation to status, where the day surely lies in the status's time."""
    found: dict[str, str] = {}
    for row in _rows():
        if row["iso3"] == iso3 and _surely(row, day):
            others = found.get(row["org"], row["status"])
            found[row["org"]] = min(row["status"], others, key=_HIGHEST_FIRST.index)
    return dict(sorted(found.items()))


def _surely(row: dict[str, str], day: dt.date) -> bool:
    begun = edtf.bounds(row["start"]).latest if row["start"] else None
    ended = edtf.bounds(row["end"]).earliest if row["end"] else dt.date.max
    return begun is not None and ended is not None and begun <= day < ended
