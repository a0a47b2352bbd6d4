"""Names, codes, regions and blocs of countries, from the bundled gazetteer.

ISO 3166-1 plus Kosovo (XKX). The Global South is the article's own:
developing countries in Latin America, Africa and Asia; the full order of
precedence stands in ``fpdata/data/README.md`` and, country by country, in
``fpdata/data/blocs.csv``.
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import unicodedata
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import pandas as pd

from fpdata import memberships
from fpdata.errors import CorpusError

__all__ = [
    "BLOCS",
    "AmbiguousCountryError",
    "UnknownCountryError",
    "bloc",
    "capital",
    "codes",
    "groups",
    "label",
    "lookup",
    "members",
    "name",
    "regions",
    "sovereign",
    "table",
]

BLOCS = ("West", "CIS", "China", "Global South", "Other")
"""The split that the article's argument needs; every country is in exactly one."""


class UnknownCountryError(CorpusError, LookupError):
    """No country goes by that name."""


class AmbiguousCountryError(CorpusError, LookupError):
    """Several countries go by that name; the message lists them."""


@cache
def _read(file: str) -> MappingProxyType[str, dict[str, str]]:
    with files("fpdata").joinpath(f"data/{file}").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return MappingProxyType({next(iter(row.values())): row for row in rows})


def table() -> pd.DataFrame:
    """Return the whole gazetteer.

    Returns
    -------
    DataFrame
        250 rows, by ``iso3``: ``iso2``, ``m49``, ``name``, ``m49_region``,
        ``m49_subregion``, ``m49_intermediate``, ``capital`` and other names
        (str, several separated by "; ", missing where there is none),
        ``capital_lat``, ``capital_lon`` (float, degrees), ``sovereign`` (bool)
        and ``bloc`` (category, `BLOCS`). Sources: see the data README.
    """
    frame = pd.DataFrame(list(_read("countries.csv").values()), dtype="str").replace("", None)
    frame = frame.astype({"capital_lat": float, "capital_lon": float})
    frame["sovereign"] = frame["sovereign"] == "true"
    frame["bloc"] = pd.Categorical([bloc(code) for code in frame["iso3"]], categories=BLOCS)
    return frame


@cache
def codes() -> frozenset[str]:
    """Return all ISO 3166-1 alpha-3 codes, and XKX."""
    return frozenset(_read("countries.csv"))


@cache
def regions() -> MappingProxyType[str, str]:
    """Return the M49 regions: code of three digits to English name."""
    return MappingProxyType({code: row["name"] for code, row in _read("regions.csv").items()})


def _row(iso3: str) -> dict[str, str]:
    try:
        return _read("countries.csv")[iso3]
    except KeyError:
        msg = f"found {iso3!r}, expected an ISO 3166-1 alpha-3 country code, or XKX"
        raise UnknownCountryError(msg) from None


def name(iso3: str) -> str:
    """Return the short English name of a country.

    Raises
    ------
    UnknownCountryError
        If `iso3` is no code of the gazetteer.

    Examples
    --------
    >>> name("LAO")
    'Laos'
    """
    return _row(iso3)["name"]


def label(code: str) -> str:
    """Return a name for a country (ISO3) or a region (M49), or the code itself where it is neither."""
    if code in codes():
        return name(code)
    return regions().get(code, code)


def sovereign(iso3: str) -> bool:
    """Tell whether a code is a state: a UN member, the Holy See, Palestine, Kosovo or Taiwan."""
    return _row(iso3)["sovereign"] == "true"


def capital(iso3: str) -> tuple[float, float, str] | None:
    """Return longitude, latitude (degrees) and name of a country's capital, None where it has none."""
    row = _row(iso3)
    if not row["capital_lon"]:
        return None
    return float(row["capital_lon"]), float(row["capital_lat"]), row["capital"].split("; ")[0]


def bloc(iso3: str) -> str:
    """Return the bloc a country belongs to, as of April 2024: one of `BLOCS`.

    Examples
    --------
    >>> bloc("MNG"), bloc("TUR"), bloc("KAZ"), bloc("JPN")
    ('Global South', 'Global South', 'CIS', 'West')
    """
    _row(iso3)
    return _read("blocs.csv")[iso3]["bloc"]


def groups(iso3: str, on: str | dt.date) -> dict[str, str]:
    """Return the organisations that a country stands in on a day, with its status there.

    Parameters
    ----------
    iso3 : str
        ISO 3166-1 alpha-3, or XKX.
    on : str or date
        The day, such as ``"2024-04-05"``.

    Returns
    -------
    dict of str to str
        Organisation (SCO, BRICS, EU, EAEU, CIS) to status, by name; from the
        memberships of the bundled package ``reference``, which cites each.
        A status counts only if the day surely lies between its start and
        end; of several the highest counts, a member before an observer
        before an applicant.

    Raises
    ------
    UnknownCountryError
        If `iso3` is no code of the gazetteer.
    CorpusError
        If `on` is no day.

    Examples
    --------
    >>> groups("BLR", on="2024-04-05"), groups("BLR", on="2025-01-01")["SCO"]
    ({'BRICS': 'applicant', 'CIS': 'member', 'EAEU': 'member', 'SCO': 'observer'}, 'member')
    """
    _row(iso3)
    return memberships.held(iso3, dt.date.fromisoformat(on) if isinstance(on, str) else on)


@cache
def members(region: str) -> tuple[str, ...]:
    """Return the ISO3 codes of the countries in an M49 region.

    Raises
    ------
    UnknownCountryError
        If `region` is no M49 region code.

    Examples
    --------
    >>> len(members("143"))
    5
    """
    if region not in regions():
        msg = f"found {region!r}, expected a UN M49 region code of three digits"
        raise UnknownCountryError(msg)

    def within(code: str) -> bool:
        while code and code != region:
            code = _read("regions.csv")[code]["parent"]
        return code == region

    levels = ("m49_intermediate", "m49_subregion", "m49_region")
    found = []
    for iso3, row in _read("countries.csv").items():
        lowest = next((row[level] for level in levels if row[level]), "")
        if within(lowest) or region == "001":
            found.append(iso3)
    return tuple(found)


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate({0x2019: "'", 0x2018: "'", 0x02BB: "'"}))
    words = "".join(char for char in text if not unicodedata.combining(char)).casefold().split()
    folded = " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
    return folded.removesuffix("'s")


@cache
def _names() -> dict[str, frozenset[str]]:
    """Return what a folded text may mean; a short name counts before all else."""
    short: dict[str, set[str]] = {}
    other: dict[str, set[str]] = {}
    for iso3, row in _read("countries.csv").items():
        short.setdefault(_fold(row["name"]), set()).add(iso3)
        for column in ("aliases", "demonyms", "capital", "capital_aliases"):
            for text in filter(None, row[column].split("; ")):
                other.setdefault(_fold(text), set()).add(iso3)
    return {text: frozenset(found) for text, found in (other | short).items()}


@cache
def _codes_of_all_kinds() -> dict[str, str]:
    rows = _read("countries.csv")
    return {row[column]: iso3 for iso3, row in rows.items() for column in ("m49", "iso2", "iso3") if row[column]}


def lookup(text: str) -> str:
    """Return the ISO3 code of the country that goes by a name.

    Parameters
    ----------
    text : str
        A name, alias, demonym or capital (case, accents, a leading "the" and
        a trailing "'s" do not matter), or a code in capitals: ISO 3166-1
        alpha-3, alpha-2 or M49. The whole text must match: nothing is found
        inside a longer word.

    Returns
    -------
    str
        ISO 3166-1 alpha-3, or XKX.

    Raises
    ------
    AmbiguousCountryError
        If several countries go by that name; the message names them.
    UnknownCountryError
        If none does; the message names similar ones.

    Examples
    --------
    >>> lookup("Lao PDR"), lookup("Nigerien"), lookup("New Delhi"), lookup("NA")
    ('LAO', 'NER', 'IND', 'NAM')
    >>> lookup("Congo")
    Traceback (most recent call last):
    fpdata.countries.AmbiguousCountryError: found 'Congo', expected one country: COD (…) or COG (…)
    """
    text = text.strip()
    if text in _codes_of_all_kinds():
        return _codes_of_all_kinds()[text]
    found = _names().get(_fold(text), frozenset())
    if len(found) == 1:
        return next(iter(found))
    if found:
        candidates = " or ".join(f"{iso3} ({name(iso3)})" for iso3 in sorted(found))
        msg = f"found {text!r}, expected one country: {candidates}"
        raise AmbiguousCountryError(msg)
    near = difflib.get_close_matches(_fold(text[:100]), _names(), n=3, cutoff=0.75)
    hint = ", such as " + " or ".join(sorted({name(iso3) for text in near for iso3 in _names()[text]})) if near else ""
    msg = f"found {text[:100]!r}, expected the name or code of a country{hint}"
    raise UnknownCountryError(msg)
