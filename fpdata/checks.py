"""Claims held against published figures, memberships, visits and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from fpdata import edtf, schema, verdicts
from fpdata.corpus import Corpus
from fpdata.errors import CorpusError
from fpdata.judges import JUDGES, stated_band
from fpdata.loading import load
from fpdata.record import Record, own_sources
from fpdata.style import listed
from fpdata.verdicts import VERDICTS, told
from fpdata.wording import filled, sources_of

__all__ = ["check_claims", "check_outcomes"]

_COLUMNS = ["claim_id", "statement", "indicator", "stated", "observed", "verdict", "rule", "reason", "sources"]
_COLUMNS += ["as_of", "afterwards", "low", "high", "unit", "observations"]
_NEEDED = {
    "level": ("indicator",),
    "above": ("indicator", "reporter_iso3", "compare_iso3"),
    "trend": ("indicator",),
    "visit": ("partner",),
    "visit_share": ("partner", "period", "base_period"),
    "membership": ("reporter_iso3", "partner", "status"),
}
_AHEAD = {"expected", "under_way", "idea", "negotiating", "agreed"}


def check_claims(corpus: Corpus, reference: Corpus | None = None) -> pd.DataFrame:
    """Hold every claim against what is published.

    Which figure checks which claim is data: the rows of ``indicators``. The
    verdict follows from the figures by the rules of `fpdata.verdicts`, none
    is typed in. What rests only on the claim's own source does not count.

    Parameters
    ----------
    corpus : Corpus
        Its claims are checked; its own indicators, figures, memberships,
        outcomes and visits count too.
    reference : Corpus, optional
        What to hold them against; the bundled packages ``reference`` and
        ``belarus_visits`` unless given.

    Returns
    -------
    DataFrame
        One row per claim, in the order of ``corpus.claims``: ``claim_id``,
        ``statement``, ``indicator`` (what was read), ``stated`` (the claim's
        number or what it foresees), ``observed`` (every value with its time
        and source), ``verdict`` (category, `fpdata.verdicts.VERDICTS`),
        ``rule`` (the rule that fired), ``reason``, ``sources`` (source_ids,
        separated by "; "), ``as_of`` (EDTF; day of the search), ``afterwards``
        (what became of it), ``low`` and ``high`` (Float64, the stated band),
        ``unit`` and ``observations`` (a list of `Observation` each).

    Raises
    ------
    CorpusError
        If `corpus` or `reference` is no Corpus, links of the corpus itself
        lead to no claim, one claim's links name different checks, or a link
        lacks what its check needs; all of them are listed.

    Examples
    --------
    >>> import fpdata as fp
    >>> checks = fp.check_claims(fp.load()).set_index("claim_id")
    >>> checks.loc["preiherman2024-eu-third", "verdict"], checks.loc["preiherman2024-sco-accession", "verdict"]
    ('depends_on_definition', 'came_true')
    """
    record = _record(corpus, reference)
    _check_links(corpus, record)
    links = {claim: rows.to_dict("records") for claim, rows in record.indicators.groupby("claim_id", sort=False)}
    rows = [_check(claim, links.get(claim["claim_id"], []), record) for claim in corpus.claims.to_dict("records")]
    return _typed(pd.DataFrame(rows, columns=_COLUMNS))


def check_outcomes(corpus: Corpus, reference: Corpus | None = None) -> pd.DataFrame:
    """Tell what became of acts and of cooperation.

    Parameters
    ----------
    corpus, reference : Corpus
        As for `check_claims`.

    Returns
    -------
    DataFrame
        One row per act or row of cooperation that has an outcome: ``table``,
        ``key``, ``what``, ``stated`` (status or stage, and date), ``verdict``,
        ``rule``, ``reason``, ``sources``, ``as_of`` and ``afterwards``, as in
        `check_claims`.

    Examples
    --------
    >>> import fpdata as fp
    >>> checks = fp.check_outcomes(fp.load()).set_index("key")
    >>> checks.loc["preiherman2024-mng-trade-houses", "verdict"]
    'no_record'
    """
    record = _record(corpus, reference)
    rows = []
    for table, what, state in (("acts", "subject", "status"), ("cooperation", "product", "stage")):
        (key,) = schema.key(table)
        for row in getattr(corpus, table).to_dict("records"):
            known = record.became(key, row[key], own_sources(row))
            if known:
                date, ahead = row.get("date"), row[state] in _AHEAD
                due = date if filled(date) and row[state] in ("done", "expected") else None
                verdict = verdicts.event(known, ahead, due, record.sources)
                stated = row[state] + (f", {edtf.words(date)}" if filled(date) else "")
                found = {"table": table, "key": row[key], "what": row[what], "stated": stated, **verdict._asdict()}
                rows.append(found | _since(known))
    names = ["table", "key", "what", "stated", "verdict", "rule", "reason", "sources", "as_of", "afterwards"]
    return _typed(pd.DataFrame(rows, columns=names))


def _record(corpus: Corpus, reference: Corpus | None) -> Record:
    for name, given in (("corpus", corpus), ("reference", reference)):
        if not isinstance(given, Corpus) and not (name == "reference" and given is None):
            msg = f"{name}: found {type(given).__name__}, expected a Corpus as from fpdata.load"
            raise CorpusError(msg)
    return Record(corpus, load("reference", "belarus_visits") if reference is None else reference)


def _check_links(corpus: Corpus, record: Record) -> None:
    """Refuse links of the corpus itself that lead nowhere, and claims with checks of several kinds."""
    claims = set(corpus.claims["claim_id"])
    bad = list(_lost(corpus.indicators, claims)) if claims else []
    for claim, rows in record.indicators[record.indicators["claim_id"].isin(claims)].groupby("claim_id"):
        kinds = rows["check"].astype("str").unique()
        if len(kinds) > 1:
            bad.append(f"claim {claim}: found the checks {listed(kinds, 6)}, expected one for all its rows")
        elif len(rows) > 1 and kinds[0] in ("membership", "visit_share"):
            bad.append(f"claim {claim}: found {len(rows)} rows of the check {kinds[0]}, expected one")
        for row in rows.to_dict("records"):
            empty = [name for name in _NEEDED.get(str(row["check"]), ()) if not filled(row[name])]
            if empty:
                bad.append(
                    f"{row['indicator_id']}: found no {listed(empty)}, expected a value for check {row['check']}"
                )
    if bad:
        msg = "indicators: " + "; ".join(bad)
        raise CorpusError(msg)


def _lost(links: pd.DataFrame, claims: set[str]) -> Iterator[str]:
    """Yield the links without a claim, unless the links come from a reference that serves other corpora too."""
    if len(links) and not links["claim_id"].isin(claims).any():
        for row in links.to_dict("records"):
            known = listed(sorted(claims), 5)
            yield f"{row['indicator_id']}: found claim_id {row['claim_id']!r}, expected one of {known}"


def _check(claim: Mapping[str, Any], links: list[dict[str, Any]], record: Record) -> dict[str, Any]:
    own = own_sources(claim)
    known = record.became("claim_id", claim["claim_id"], own)
    kind = str(links[0]["check"]) if links else "event" if known else "none"
    found = JUDGES[kind](claim, links, record, own)
    low, high = stated_band(claim, links) or (None, None)
    unit = next((row["unit"] for row in (claim, *links) if filled(row["unit"])), "")
    since = _since(known)
    if found.verdict.verdict == "no_record" and not since["as_of"]:
        since["as_of"] = max(record.outcomes["as_of"], default="")
    cited = [*found.sources, *filter(None, since["sources"].split("; "))]
    return {
        "claim_id": claim["claim_id"],
        "statement": claim["statement"],
        "indicator": found.indicator,
        "stated": found.stated,
        "observed": found.observed,
        **found.verdict._asdict(),
        **since,
        "sources": "; ".join(dict.fromkeys(cited)),
        "low": low,
        "high": high,
        "unit": unit,
        "observations": list(found.observations),
    }


def _since(known: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return sources, day of the search and wording of outcomes."""
    cited = sources_of(pd.DataFrame({"evidence": [row["evidence"] for row in known]}, dtype="str"))
    days = sorted({row["as_of"] for row in known})
    return {"sources": "; ".join(cited), "as_of": days[-1] if days else "", "afterwards": told(known)}


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    numbers = {name: "Float64" for name in ("low", "high") if name in frame}
    text = {name: "str" for name in frame if name not in (*numbers, "verdict", "observations")}
    verdict = pd.Categorical(frame["verdict"], categories=VERDICTS, ordered=False)
    return frame.astype(text | numbers).assign(verdict=verdict)
