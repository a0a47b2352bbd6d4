"""A corpus in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from fpdata.counts import count_sectors, count_visits
from fpdata.style import listed
from fpdata.wording import count

if TYPE_CHECKING:
    from fpdata.corpus import Corpus
    from fpdata.document import Document

__all__ = ["number", "summarise"]


def number(n: int, what: str) -> str:
    """Word a number of things.

    Examples
    --------
    >>> number(1, "row"), number(2, "row")
    ('1 row', '2 rows')
    """
    return f"{n} {what}{'' if n == 1 else 's'}"


def summarise(corpus: Corpus, checks: pd.DataFrame | None, document: Document | None) -> list[str]:
    """Say in words what the tables hold, a sentence per table.

    Parameters
    ----------
    corpus : Corpus
        Valid.
    checks : DataFrame or None
        What became of the claims, with ``verdict``.
    document : Document or None
        A copy of a coded text.

    Returns
    -------
    list of str
        Plain text, not escaped.
    """
    said = []
    visits = count_visits(corpus.visits)
    if len(visits):
        low, high = visits["n_min"].sum(), None if visits["n_max"].isna().any() else visits["n_max"].sum()
        each = listed([f"{name} ({n})" for name, n in zip(visits["name"], visits["n"], strict=True)], 8)
        total = count(int(low), high)
        said.append(f"{total[0].upper()}{total[1:]} visit{'' if total == '1' else 's'}: {each}.")
    if len(corpus.acts):
        said.append(f"{number(len(corpus.acts), 'act')}: {_shares(corpus.acts['status'])}.")
    cooperation = corpus.cooperation
    if len(cooperation):
        partners = listed(sorted(set(count_sectors(cooperation)["name"])), 6)
        said.append(
            f"{number(len(cooperation), 'item')} of cooperation in {number(cooperation['sector'].nunique(), 'sector')} "
            f"with {partners}, by stage: {_shares(cooperation['stage'])}."
        )
    if len(corpus.claims):
        checkable = int(corpus.claims["checkable"].sum())
        said.append(f"{number(len(corpus.claims), 'claim')}, {checkable} of them checkable.")
    if checks is not None:
        said.append(f"{number(len(checks), 'check')} of claims: {_shares(checks['verdict'])}.")
    sources = corpus.evidence_rows["source_id"].nunique()
    said.append(
        f"{number(len(corpus.evidence_rows), 'locator')} in {number(sources, 'source')} say where each row stands."
    )
    if document is not None:
        fates = corpus.verify(document)["status"]
        said.append(f"Quoted from your copy of the source: {_shares(fates)} of {number(len(fates), 'locator')}.")
    return said


def _shares(values: pd.Series) -> str:
    counts = values.value_counts()
    return listed([f"{n} {str(value).replace('_', ' ')}" for value, n in counts[counts > 0].items()], 12)
