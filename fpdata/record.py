"""What claims are held against: figures, links, memberships, outcomes and visits of other sources than their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from fpdata import countries, edtf
from fpdata.corpus import Corpus
from fpdata.observations import Observation, observe
from fpdata.style import listed
from fpdata.wording import cited, completed, filled

__all__ = ["Record", "own_sources", "period_of"]


def own_sources(row: Mapping[str, Any]) -> frozenset[str]:
    """Return the source_ids that a row rests on."""
    return frozenset(cited(row["evidence"]))


class Record:
    """The tables of a corpus and of a reference together, equal rows once.

    Every method leaves out what rests only on the sources `own`, and their
    locators from what rests on others too: a source never corroborates itself.
    """

    def __init__(self, corpus: Corpus, reference: Corpus) -> None:
        self.figures = _both(corpus.figures, reference.figures)
        self.indicators = _both(corpus.indicators, reference.indicators)
        self.memberships = _both(corpus.memberships, reference.memberships)
        self.outcomes = _both(corpus.outcomes, reference.outcomes)
        self.sources = _both(corpus.sources, reference.sources).drop_duplicates("source_id")
        self.visits = completed(_both(corpus.visits, reference.visits))

    def observations(
        self, claim: Mapping[str, Any], links: Iterable[Mapping[str, Any]], own: frozenset[str]
    ) -> list[Observation]:
        """Return what the figures say on all links of a claim, by time; none of after it unless a period is named."""
        foreign = _foreign(self.figures, own)
        day = self.published(own)
        known = foreign if day is None else foreign[~(foreign["period_earliest"] > day)]
        found: dict[Observation, None] = {}
        for link in links:
            period = period_of(claim, link)
            found |= dict.fromkeys(observe(link, foreign if period else known, period))
        return sorted(found, key=lambda one: (one.period, one.definition))

    def lacking(self, links: Iterable[Mapping[str, Any]], own: frozenset[str]) -> str:
        """Say why no figure answers to the links: the first column whose value none has."""
        said = []
        for link in links:
            rows = self.figures
            for column in ("indicator", "reporter_iso3", "partner", "flow", "scope"):
                if filled(link[column]):
                    known = sorted(rows[column].dropna().astype("str").unique())
                    rows = rows[rows[column].astype("str") == link[column]]
                    if rows.empty:
                        said.append(f"no figure has {column} {link[column]!r} (there are {listed(known, 6) or 'none'})")
                        break
            else:
                rest = len(_foreign(rows, own))
                said.append("figures are of another time" if rest else "the only figures are the claim's own source's")
        return "; ".join(dict.fromkeys(said))

    def trips(self, link: Mapping[str, Any], own: frozenset[str], period: Any) -> pd.DataFrame:
        """Return the led visits that took place, of the link's reporter and office, surely in the period."""
        rows = _foreign(self.visits, own)
        rows = rows[(rows["part"] == "lead") & rows["status"].isin(["occurred", "ongoing"])]
        for column, wanted in (("sender_iso3", link["reporter_iso3"]), ("role", link["office"])):
            if filled(wanted):
                rows = rows[rows[column].astype("str") == wanted]
        if filled(period):
            earliest, latest, _ = edtf.bounds(period)
            if earliest is not None:
                rows = rows[rows["date_earliest"] >= pd.Timestamp(earliest)]
            if latest is not None:
                rows = rows[rows["date_latest"] <= pd.Timestamp(latest)]
        return rows.sort_values("date_earliest")

    def standing(self, link: Mapping[str, Any], own: frozenset[str]) -> pd.DataFrame:
        """Return the memberships of the link's reporter in its organisation, by date."""
        rows = _foreign(self.memberships, own)
        rows = rows[(rows["iso3"] == link["reporter_iso3"]) & (rows["org"] == link["partner"])]
        return rows.sort_values("start_earliest")

    def became(self, key: str, value: str, own: frozenset[str]) -> list[dict[str, Any]]:
        """Return the outcomes of one claim, act or row of cooperation, by date."""
        rows = self.outcomes[self.outcomes[key] == value]
        return _foreign(rows, own).sort_values("date_earliest").to_dict("records")

    def group(self, code: str) -> frozenset[str]:
        """Return the countries of a partner code: a country, a bloc, a region, an organisation's members."""
        blocs = {name.upper().replace(" ", "_"): name for name in countries.BLOCS}
        regions = {name.upper().replace(" ", "_"): region for region, name in countries.regions().items()}
        if code in countries.codes():
            return frozenset({code})
        if code in blocs:
            return frozenset(iso3 for iso3 in countries.codes() if countries.bloc(iso3) == blocs[code])
        if code in regions:
            return frozenset(countries.members(regions[code]))
        rows = self.memberships[(self.memberships["org"] == code) & (self.memberships["status"] == "member")]
        return frozenset(rows.loc[rows["end"].isna(), "iso3"])

    def published(self, own: frozenset[str]) -> pd.Timestamp | None:
        """Return the last day on which the sources were published."""
        day = self.sources.loc[self.sources["source_id"].isin(own), "published_latest"].max()
        return None if pd.isna(day) else day


def period_of(claim: Mapping[str, Any], link: Mapping[str, Any]) -> str | None:
    """Return the link's period, else the claim's own."""
    return next((row["period"] for row in (link, claim) if filled(row["period"])), None)


def _both(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    frames = [frame for frame in (one, other) if len(frame)]
    both = pd.concat(frames, ignore_index=True) if frames else one
    return both.loc[~both.astype("str").duplicated()].reset_index(drop=True)


def _foreign(frame: pd.DataFrame, own: frozenset[str]) -> pd.DataFrame:
    """Return the rows that do not rest on these sources alone, without their locators."""
    rest = {
        cell: "; ".join(part for part in cell.split("; ") if part.split(":")[0] not in own)
        for cell in frame["evidence"].dropna().unique()
    }
    stripped = frame["evidence"].map(rest)
    return frame.assign(evidence=stripped.astype("str"))[stripped != ""]
