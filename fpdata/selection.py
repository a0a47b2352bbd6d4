"""Which rows of a corpus a choice keeps, and the choice in words; no widget is needed for it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from fpdata import countries, edtf, schema
from fpdata.corpus import Corpus
from fpdata.errors import CorpusError
from fpdata.style import listed

__all__ = ["TABLES", "Choice", "Rows", "made"]

TABLES = ("visits", "cooperation", "acts", "claims")
_KINDS = ("country", "region", "group")
_MOST = 1000


@dataclass(frozen=True)
class Choice:
    """What someone chose: a row must fit every field that is not None."""

    country: str | None = None
    visitor: str | None = None
    since: date | None = None
    until: date | None = None
    sector: str | None = None
    status: str | None = None
    claim_type: str | None = None
    source: str | None = None
    row: str | None = None

    def words(self) -> str:
        """Say what was chosen; an empty string if nothing was.

        Examples
        --------
        >>> Choice(country="MNG", sector="tourism", since=date(2024, 3, 1), until=date(2024, 3, 31)).words()
        'Mongolia, sector tourism, 1–31 March 2024'
        """
        parts = [countries.label(self.country)] if self.country else []
        for name in ("visitor", "sector", "status", "claim_type"):
            value = getattr(self, name)
            parts += [f"{name} {value}".replace("_", " ") if name != "visitor" else f"visitor {value}"] if value else []
        if self.since or self.until:
            parts.append(edtf.words(f"{self.since or '..'}/{self.until or '..'}"))
        parts += [f"source {self.source}"] if self.source else []
        parts += [f"row {self.row}"] if self.row else []
        return ", ".join(parts)


class Rows:
    """The visits, cooperation, acts and claims of a corpus in one line, ready to be chosen from.

    Attributes
    ----------
    frame : DataFrame
        One row per row of `TABLES`: ``table``, ``place`` (position in its
        table), ``key``, ``visitor``, ``sector``, ``status`` (of cooperation its
        stage), ``claim_type``, ``first`` and ``last`` (the days that the words
        allow; datetime64[s]). Cooperation has the visitor, and where it states
        no period the days, of its visit.
    locators : DataFrame
        One row per locator in reading order: ``row`` (position in `frame`),
        ``source_id``, ``paragraph``, ``sentence``, ``code`` (equal for equal locators).
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.frame = pd.concat([_flat(corpus, table) for table in TABLES], ignore_index=True)
        for column in ("table", "visitor", "sector", "status", "claim_type"):
            self.frame[column] = self.frame[column].astype("str").astype("category")
        self.starts = dict(zip(TABLES, np.cumsum([0, *(len(getattr(corpus, t)) for t in TABLES)]), strict=False))
        visits = pd.Index(corpus.visits["visit_id"].astype("str"))
        named = self.frame.pop("visit_id").astype("str")
        self._visit = np.where(named.isna(), -1, visits.get_indexer(named))
        self.locators = self._locate()
        sources = self.locators[["row", "source_id"]].drop_duplicates()
        self._holders = {
            "country": {code: rows.to_numpy() for code, rows in self._countries().groupby("code")["row"]},
            "source": {code: rows.to_numpy() for code, rows in sources.groupby("source_id")["row"]},
        }

    def _locate(self) -> pd.DataFrame:
        places = ["source_id", "paragraph", "sentence"]
        keys = self.frame[["table", "key"]].astype("str").assign(row=range(len(self.frame)))
        found = self.corpus.evidence_rows.merge(keys, on=["table", "key"], how="inner", validate="m:m")
        found = found.sort_values([*places, "row"], ignore_index=True)[["row", *places]]
        return found.assign(code=found.groupby(places, dropna=False).ngroup())

    def _countries(self) -> pd.DataFrame:
        """List the countries, regions, groups and organisations that each row names."""
        parts = []
        for table in TABLES:
            frame = getattr(self.corpus, table)
            columns = [f["name"] for f in schema.fields(table) if f["kind"] in _KINDS or f["name"].endswith("_org")]
            for column in columns:
                codes = frame[column].astype("str").reset_index(drop=True).dropna()
                parts.append(pd.DataFrame({"row": codes.index + self.starts[table], "code": codes.array}))
        return pd.concat(parts).drop_duplicates()

    def options(self, field: str) -> list[str]:
        """List what can be chosen for a field, as a list shows it: at most the 1000 most frequent, by name."""
        if field in self._holders:
            counts = {code: len(rows) for code, rows in self._holders[field].items()}
        else:
            column = "key" if field == "row" else field
            counts = self.frame[column].value_counts().to_dict()
        codes = countries.codes() | set(countries.regions())
        most = sorted(counts, key=lambda code: -counts[code])[:_MOST]
        return sorted(most, key=lambda code: (field == "country" and code not in codes, countries.label(code)))

    def known(self, field: str, value: str) -> bool:
        """Tell whether a value can be chosen for a field."""
        if field in self._holders:
            return value in self._holders[field]
        return bool((self.frame["key" if field == "row" else field] == value).any())

    def keep(self, choice: Choice) -> np.ndarray:
        """Tell which rows a choice keeps.

        Parameters
        ----------
        choice : Choice
            A row that says nothing of a chosen field (a visit of a sector)
            does not fit it; but a visit stays while a row of cooperation that
            names it does, unless one row is chosen.

        Returns
        -------
        array of bool
            Along `frame`.
        """
        frame = self.frame
        mask = np.ones(len(frame), bool)
        for field, holders in self._holders.items():
            value = getattr(choice, field)
            if value is not None:
                has = np.zeros(len(frame), bool)
                has[holders.get(value, [])] = True
                mask &= has
        for field in ("visitor", "sector", "status", "claim_type"):
            value = getattr(choice, field)
            if value is not None:
                mask &= (frame[field] == value).to_numpy(bool)
        if choice.since or choice.until:
            mask &= (frame["first"].notna() | frame["last"].notna()).to_numpy()
        if choice.since:
            mask &= ~(frame["last"] < pd.Timestamp(choice.since)).to_numpy(bool)
        if choice.until:
            mask &= ~(frame["first"] > pd.Timestamp(choice.until)).to_numpy(bool)
        mask = self._with_visits(mask)
        return mask if choice.row is None else mask & (frame["key"] == choice.row).to_numpy(bool)

    def _with_visits(self, mask: np.ndarray) -> np.ndarray:
        wider = mask.copy()
        wider[self._visit[mask & (self._visit >= 0)]] = True
        return wider

    def counts(self, mask: np.ndarray) -> dict[str, int]:
        """Count the rows kept, per table."""
        codes = np.bincount(self.frame["table"].cat.codes[mask], minlength=len(TABLES))
        found = dict(zip(self.frame["table"].cat.categories, codes.tolist(), strict=False))
        return {table: found.get(table, 0) for table in TABLES}

    def part(self, mask: np.ndarray, table: str) -> np.ndarray:
        """Return the share of a mask that belongs to one table."""
        start = self.starts[table]
        return mask[start : start + len(getattr(self.corpus, table))]

    def corpus_of(self, mask: np.ndarray) -> Corpus:
        """Return a corpus of the rows kept.

        A visit that a row of cooperation names and the outcomes of what is
        kept come with it; people, sources, sentences, memberships and figures
        stay whole: it is a valid package again.
        """
        mask = self._with_visits(mask)
        chosen = copy.copy(self.corpus)
        for table in TABLES:
            setattr(chosen, table, getattr(self.corpus, table)[self.part(mask, table)].reset_index(drop=True))
        kept = np.zeros(len(chosen.outcomes), bool)
        for table in ("claims", "acts", "cooperation"):
            (key,) = schema.key(table)
            kept |= chosen.outcomes[key].isin(getattr(chosen, table)[key]).to_numpy(bool)
        chosen.outcomes = chosen.outcomes[kept].reset_index(drop=True)
        return chosen


def _flat(corpus: Corpus, table: str) -> pd.DataFrame:
    frame = getattr(corpus, table).reset_index(drop=True)
    (key,) = schema.key(table)
    flat = pd.DataFrame({"table": table, "place": range(len(frame)), "key": frame[key].astype("str")})
    column = {"cooperation": "stage", "claims": None}.get(table, "status")
    flat["status"] = frame[column].astype("str") if column else pd.NA
    flat["visitor"] = frame["visitor"].astype("str") if table == "visits" else pd.NA
    flat["sector"] = frame["sector"].astype("str") if table == "cooperation" else pd.NA
    flat["claim_type"] = frame["claim_type"].astype("str") if table == "claims" else pd.NA
    flat["visit_id"] = frame["visit_id"].astype("str") if table == "cooperation" else pd.NA
    date_column = "date" if table in ("visits", "acts") else "period"
    for end, name in (("earliest", "first"), ("latest", "last")):
        flat[name] = frame[f"{date_column}_{end}"]
    if table == "claims":
        due = frame["due"].notna()
        flat["first"] = flat["first"].where(~due, frame["due_earliest"])
        flat["last"] = flat["last"].where(~due, frame["due_latest"])
    if table == "cooperation":
        visits = corpus.visits.drop_duplicates("visit_id").set_index("visit_id").reindex(flat["visit_id"])
        flat["visitor"] = visits["visitor"].array
        undated = (flat["first"].isna() & flat["last"].isna()).to_numpy()
        flat.loc[undated, "first"] = visits["date_earliest"].array[undated]
        flat.loc[undated, "last"] = visits["date_latest"].array[undated]
    return flat


def made(rows: Rows, choice: Choice, changes: dict[str, Any]) -> Choice:
    """Change a choice, checked: ``since`` and ``until`` are dates or EDTF strings, all else what `rows` holds.

    Raises
    ------
    CorpusError
        If a field or value is unknown; all of them are named.
    """
    known = [field.name for field in fields(Choice)]
    values: dict[str, Any] = {name: getattr(choice, name) for name in known}
    bad = []
    for name, value in changes.items():
        if name not in known:
            bad.append(f"found {name}={value!r}, expected one of {', '.join(known)}")
        elif value is None or value == "":
            values[name] = None
        elif name in ("since", "until"):
            try:
                found = edtf.bounds(str(value))
            except ValueError as error:
                bad.append(f"{name}: {error}")
            else:
                values[name] = found.earliest if name == "since" else found.latest
        elif isinstance(value, str) and rows.known(name, value):
            values[name] = value
        else:
            bad.append(f"found {name}={value!r}, expected one of {listed(rows.options(name), 12) or 'none: no row'}")
    if bad:
        msg = "explorer: " + "; ".join(bad)
        raise CorpusError(msg)
    return Choice(**values)
