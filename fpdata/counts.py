"""Counts of visits (distinct events, "at least" where the number is open) and of cooperation by sector."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fpdata import countries, schema
from fpdata.errors import CorpusError
from fpdata.wording import completed, count

SEVERAL = "Several blocs"
__all__ = ["count_sectors", "count_visits"]


def count_visits(
    visits: pd.DataFrame,
    by: str = "host",
    status: Sequence[str] = ("occurred", "ongoing"),
    *,
    accompanying: bool = False,
) -> pd.DataFrame:
    """Count visits per destination, or by another column.

    Parameters
    ----------
    visits : DataFrame
        As `Corpus.visits`. Rows with the same ``event_id`` are one visit. A
        row on a region counts for what it says beyond the same visitor's
        visits to countries of that region in the same time.
    by : str
        ``"host"`` (country, or region where the source names none),
        ``"bloc"`` (of the host, see `fpdata.countries.BLOCS`; a region that
        holds states of several has a row of its own) or any other column.
    status : sequence of str
        Which visits count; planned and cancelled ones do not unless asked.
    accompanying : bool
        Whether those who travelled along count too, a visit each.

    Returns
    -------
    DataFrame
        One row per value of `by`: that column, ``name`` (str, for hosts
        only), ``n_min`` and ``n_max`` (Int64; fewest and most visits the
        words allow, ``n_max`` missing where the number is open) and ``n``
        (str, the number in words, such as "at least 2"). Most visits first,
        then by value; values of a vocabulary keep its order, zeros included.

    Raises
    ------
    CorpusError
        If a column or code is unknown.

    Examples
    --------
    >>> import fpdata as fp
    >>> fp.count_visits(fp.load().visits).query("host == '002'")["n"].tolist()
    ['at least 2']
    """
    frame = completed(visits)
    status = [status] if isinstance(status, str) else list(status)
    if by == "bloc":
        kinds = {host: _bloc(host) for host in frame["host"].unique()}
        frame["bloc"] = pd.Categorical(frame["host"].map(kinds), categories=[*countries.BLOCS, SEVERAL])
    elif by not in frame or by in ("n_min", "n_max", "n", "name"):
        msg = f"count_visits: found by={by!r}, expected host, bloc or one of {', '.join(visits.columns)}"
        raise CorpusError(msg)
    frame = frame[frame["status"].isin(status)]
    if not accompanying:
        frame = frame[frame["part"] == "lead"]
    distinct = frame.drop_duplicates(["event_id", by, *(["visitor"] if accompanying else [])])
    distinct = _less_parts(distinct.astype({"n_min": "Int64", "n_max": "Int64"}))
    grouped = distinct.assign(is_open=distinct["n_max"].isna()).groupby(by, observed=False)
    result = grouped[["n_min", "n_max"]].sum().astype("Int64")
    result["n_max"] = result["n_max"].mask(grouped["is_open"].any().fillna(False).astype(bool))
    result["n"] = [count(low, high) for low, high in zip(result["n_min"], result["n_max"], strict=True)]
    result = result.reset_index()
    if not isinstance(frame[by].dtype, pd.CategoricalDtype):
        result = result.sort_values(["n_min", by], ascending=[False, True], ignore_index=True)
    if by == "host":
        result.insert(1, "name", result["host"].map(countries.label).astype("str"))
    return result


def _less_parts(visits: pd.DataFrame) -> pd.DataFrame:
    """Take from a visit to a region those of the same visitor, in its time, to countries of the region."""
    frame = visits.copy()
    for place, row in visits[visits["host_iso3"].isna() & visits["date"].notna()].iterrows():
        within = visits["host_iso3"].isin(countries.members(row["host_region"])) & (visits["visitor"] == row["visitor"])
        for end, compare in (("earliest", "ge"), ("latest", "le")):
            if pd.notna(row[f"date_{end}"]):
                within &= getattr(visits[f"date_{end}"], compare)(row[f"date_{end}"])
        known = int(visits.loc[within, "n_min"].sum())
        for column in ("n_min", "n_max"):
            if pd.notna(row[column]):
                frame.loc[place, column] = max(0, row[column] - known)
    return frame


def _bloc(host: str) -> str:
    """Return the bloc of a country, or of a region all of whose states are in one."""
    if host in countries.codes():
        return countries.bloc(host)
    found = {countries.bloc(code) for code in countries.members(host) if countries.sovereign(code)}
    return found.pop() if len(found) == 1 else SEVERAL


def count_sectors(cooperation: pd.DataFrame) -> pd.DataFrame:
    """Count rows of cooperation per partner and sector, by how far they have come.

    Parameters
    ----------
    cooperation : DataFrame
        As `Corpus.cooperation`; ``partner_iso3`` or ``partner_org``,
        ``sector`` and ``stage`` are read.

    Returns
    -------
    DataFrame
        One row per partner and sector, zeros kept, by partner and in the
        order of the vocabulary: ``partner`` (str, ISO3, else organisation),
        ``name`` (str), ``sector`` (category), ``n_rows`` (int, goods,
        industries, institutions or plans named) and one column per stage,
        ``idea`` to ``ended`` (int). A count of list items says what was
        named, not how much is traded.

    Raises
    ------
    CorpusError
        If a column is missing or a sector or stage is not in the vocabulary.

    Examples
    --------
    >>> import fpdata as fp
    >>> counts = fp.count_sectors(fp.load().cooperation).set_index(["partner", "sector"])
    >>> int(counts.loc[("MNG", "emergency_services"), "agreed"]), int(counts.loc[("MNG", "semiconductors"), "n_rows"])
    (1, 0)
    """
    frame = with_partner(cooperation)
    sectors, stages = (schema.vocabulary("cooperation", column) for column in ("sector", "stage"))
    partners = sorted(frame["partner"].unique())
    index = pd.MultiIndex.from_product([partners, sectors], names=["partner", "sector"])
    counted = frame.groupby(["partner", "sector", "stage"], observed=True).size().unstack("stage")
    counted = counted.reindex(index=index, columns=stages).fillna(0).astype(int)
    counted.columns = list(stages)
    counted.insert(0, "n_rows", counted.sum(axis=1))
    result = counted.reset_index()
    result["sector"] = pd.Categorical(result["sector"], categories=sectors)
    result.insert(1, "name", result["partner"].map(countries.label).astype("str"))
    return result


def with_partner(cooperation: pd.DataFrame) -> pd.DataFrame:
    """Return cooperation with a column ``partner``; sector and stage are checked."""
    missing = [column for column in ("partner_iso3", "sector", "stage") if column not in cooperation]
    if missing:
        msg = f"cooperation: found columns {', '.join(map(str, cooperation.columns))}; missing {', '.join(missing)}"
        raise CorpusError(msg)
    for column in ("sector", "stage", *({"act"} & set(cooperation))):
        known = schema.vocabulary("cooperation", column)
        unknown = sorted(set(cooperation[column].astype("object").fillna("nothing")) - set(known))
        if unknown:
            msg = f"cooperation, column {column}: found {', '.join(unknown)}, expected one of {', '.join(known)}"
            raise CorpusError(msg)
    partner = cooperation["partner_iso3"]
    if "partner_org" in cooperation:
        partner = partner.astype("str").fillna(cooperation["partner_org"].astype("str"))
    if partner.isna().any():
        msg = (
            f"cooperation: found {int(partner.isna().sum())} rows without partner, expected partner_iso3 or partner_org"
        )
        raise CorpusError(msg)
    return cooperation.assign(partner=partner)
