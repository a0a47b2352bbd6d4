"""One coding held against another: what both have, what one missed, and which fields differ.

Rows of a table are paired one to one, so that as much as possible agrees
(`scipy.optimize.linear_sum_assignment`). A pair must agree in what makes the
row what it is:

========== ==========================================================================================
people     the family name
visits     the destination (country or region); the visitor's family name or, where the names do not
           contradict it, the sending country; dates that overlap, where both have one
acts       the act, and a sentence that both cite
cooperation the partner, the sector, and a product that is worded alike
claims     the type, the object, and a sentence that both cite
========== ==========================================================================================

Those who accompany a visit are left out. Sentences are the same if their
digests are, whatever the sources are called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fpdata import edtf, schema
from fpdata.errors import CorpusError
from fpdata.style import missing

if TYPE_CHECKING:
    from fpdata.corpus import Corpus

__all__ = ["compare", "compare_rows"]

Row = Mapping[str, Any]
_ALIKE = 60  # of 100, for two wordings of one thing
_UNSTATED = ("", "unspecified", "unclear")
_FIELDS = {
    "people": ("country_iso3",),
    "visits": (
        "visitor", "role", "sender_iso3", "date", "date_basis", "protocol", "setting", "status", "counterparts",
    ),
    "acts": ("actor_iso3", "recipient_iso3", "recipient_org", "date", "status"),
    "cooperation": ("product", "hs_code", "instrument", "act", "stage", "flow", "initiator_iso3", "quantity", "period"),
    "claims": ("direction", "modality", "checkable", "quantity", "period"),
}  # fmt: skip


def compare(candidates: Corpus, reference: Corpus) -> pd.DataFrame:
    """Score a coding against a reference: precision, recall and F1 per table and field.

    Parameters
    ----------
    candidates, reference : Corpus
        Such as `extract` proposes and such as somebody coded by hand. How rows
        are paired: see `fpdata.comparison`; the pairs and the misses:
        `compare_rows`.

    Returns
    -------
    DataFrame
        Per table that either has rows in, one row for the rows themselves
        (``field`` is ``rows``), then one per field. ``table``, ``field`` (str);
        ``tp``, ``fp``, ``fn`` (Int64): of rows, paired, only proposed and only
        in the reference; of a field, over the pairs, values that agree, that
        are proposed and do not, that the reference has and are not met (a
        wrong value is both). Codes agree if equal, dates if they overlap,
        persons by family name, wordings if they are alike; ``unspecified``
        and ``unclear`` count as no value. ``precision``, ``recall``, ``f1``
        (Float64), missing where nothing was proposed or to be found.

    Raises
    ------
    CorpusError
        If one of the two is no Corpus.
    """
    rows = compare_rows(candidates, reference)
    scores = []
    for table in dict.fromkeys(rows["table"]):
        of_table = rows[rows["table"] == table]
        counts = of_table["outcome"].value_counts()
        scores.append((table, "rows", *(int(counts[outcome]) for outcome in OUTCOMES)))
        pairs = of_table[of_table["outcome"] == "paired"]
        both = list(
            zip(
                _records(candidates, table, pairs["candidate"]),
                _records(reference, table, pairs["reference"]),
                strict=True,
            )
        )
        scores += [(table, field, *_tally(field, both)) for field in _FIELDS[table]]
    frame = pd.DataFrame(scores, columns=["table", "field", "tp", "fp", "fn"])
    frame = frame.astype({"table": "str", "field": "str", "tp": "Int64", "fp": "Int64", "fn": "Int64"})
    tp, fp, fn = (frame[name].astype("Float64") for name in ("tp", "fp", "fn"))
    return frame.assign(
        precision=(tp / (tp + fp)).where(tp + fp > 0),
        recall=(tp / (tp + fn)).where(tp + fn > 0),
        f1=(2 * tp / (2 * tp + fp + fn)).where(tp + fp + fn > 0),
    )


OUTCOMES = ("paired", "extra", "missed")
"""What became of a row: both have it, only the candidates, only the reference."""


def compare_rows(candidates: Corpus, reference: Corpus) -> pd.DataFrame:
    """List the pairs behind `compare`, and what either side has alone.

    Parameters
    ----------
    candidates, reference : Corpus
        As for `compare`.

    Returns
    -------
    DataFrame
        One row per pair, per row that only the candidates have and per row
        that was missed, by table in that order: ``table`` (str), ``outcome``
        (category, `OUTCOMES`), ``candidate``, ``reference`` (str, keys,
        missing where there is none) and ``differs`` (str, the fields in which
        a pair differs, separated by "; ").

    Raises
    ------
    CorpusError
        If one of the two is no Corpus.
    """
    from fpdata.corpus import Corpus

    for name, corpus in (("candidates", candidates), ("reference", reference)):
        if not isinstance(corpus, Corpus):
            msg = f"compare: {name}: found {type(corpus).__name__}, expected a Corpus as from load or extract"
            raise CorpusError(msg)
    found = [row for table in _FIELDS for row in _outcomes(table, candidates, reference)]
    frame = pd.DataFrame(found, columns=["table", "outcome", "candidate", "reference", "differs"]).astype("str")
    frame["outcome"] = pd.Categorical(frame["outcome"], categories=OUTCOMES)
    order = {table: place for place, table in enumerate(_FIELDS)}
    place = frame.assign(table=frame["table"].map(order)).sort_values(["table", "outcome", "reference", "candidate"])
    return frame.loc[place.index].reset_index(drop=True)


def _outcomes(table: str, candidates: Corpus, reference: Corpus) -> Iterator[tuple]:
    ours, theirs = _records(candidates, table), _records(reference, table)
    key = schema.key(table)[0]
    left, right = set(range(len(ours))), set(range(len(theirs)))
    for one, other in _paired(table, ours, theirs):
        left.discard(one)
        right.discard(other)
        mine, yours = ours[one], theirs[other]
        differs = [field for field in _FIELDS[table] if _tally(field, [(mine, yours)])[1:] != (0, 0)]
        yield table, "paired", mine[key], yours[key], "; ".join(differs) or None
    yield from ((table, "extra", ours[place][key], None, None) for place in sorted(left))
    yield from ((table, "missed", None, theirs[place][key], None) for place in sorted(right))


def _records(corpus: Corpus, table: str, keys: pd.Series | None = None) -> list[dict[str, Any]]:
    """Return rows as mappings, with the family names and digests that pairing looks at."""
    frame = getattr(corpus, table)
    key = schema.key(table)[0]
    if keys is not None:
        frame = frame.set_index(key, drop=False).loc[keys.tolist()]
    elif table == "visits":
        frame = frame[frame["part"] != "accompanying"]
    digests = {f"{row.source_id}:{row.paragraph}.{row.sentence}": row.digest for row in corpus.sentences.itertuples()}
    people = corpus.people.set_index("person_id")
    rows = []
    for row in frame.to_dict("records"):
        names = [row.get("visitor", row.get("name"))]
        person = row.get("person_id")
        if not missing(person) and person in people.index:
            also = people.at[person, "also_known_as"]
            names += [] if missing(also) else also.split("; ")
        row["families"] = {_family(name) for name in names if not missing(name)}
        row["digests"] = {digests.get(locator, locator) for locator in row["evidence"].split("; ")}
        rows.append(row)
    return rows


def _paired(table: str, ours: list[Row], theirs: list[Row]) -> Iterator[tuple[int, int]]:
    """Yield the places of rows that are one, so that as much as possible agrees in all."""
    from scipy.optimize import linear_sum_assignment

    group = _GROUPS[table]
    blocks: dict[Any, tuple[list[int], list[int]]] = {}
    for side, rows in enumerate((ours, theirs)):
        for place, row in enumerate(rows):
            blocks.setdefault(group(row), ([], []))[side].append(place)
    for mine, yours in blocks.values():
        score = np.array([[_LIKENESS[table](ours[a], theirs[b]) for b in yours] for a in mine], dtype=float)
        if score.size:
            for a, b in zip(*linear_sum_assignment(score, maximize=True), strict=True):
                if score[a, b] > 0:
                    yield mine[a], yours[b]


def _visits_alike(one: Row, other: Row) -> float:
    shared = _share(one["digests"], other["digests"])
    named = bool(one["families"] & other["families"])
    sent = _value(one, "sender_iso3") == _value(other, "sender_iso3") != ""
    contradict = not missing(one["person_id"]) and not missing(other["person_id"]) and not named
    if not (named or (sent and not contradict)):
        return 0.0
    dated = [not missing(row["date"]) for row in (one, other)]
    if all(dated) and not _overlap(one["date"], other["date"]):
        return 0.0
    return 1.0 + 2 * named + sent + all(dated) + shared


def _people_alike(one: Row, other: Row) -> float:
    return float(bool(one["families"] & other["families"])) + _ratio(one["name"], other["name"]) / 100


def _acts_alike(one: Row, other: Row) -> float:
    return _share(one["digests"], other["digests"])


def _cooperation_alike(one: Row, other: Row) -> float:
    ratio = _ratio(one["product"], other["product"])
    return ratio / 100 + _share(one["digests"], other["digests"]) if ratio >= _ALIKE else 0.0


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(_fold(one), _fold(other))


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def _overlap(one: str, other: str) -> bool:
    first, second = edtf.bounds(one), edtf.bounds(other)
    return not any(
        end and start and end < start
        for end, start in ((first.latest, second.earliest), (second.latest, first.earliest))
    )


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", text)
    return " ".join(re.findall(r"\w+", "".join(char for char in text if not unicodedata.combining(char)).casefold()))


def _family(name: str) -> str:
    words = [word for word in _fold(name).split() if word not in ("jr", "sr", "ii", "iii", "s")]
    return words[-1] if words else ""


def _value(row: Row, column: str) -> str:
    value = row[column]
    return "" if missing(value) else str(value)


_GROUPS: dict[str, Callable[[Row], Any]] = {
    "people": lambda _: None,
    "visits": lambda row: (_value(row, "host_iso3"), _value(row, "host_region")),
    "acts": lambda row: _value(row, "act"),
    "cooperation": lambda row: (_value(row, "partner_iso3"), _value(row, "sector")),
    "claims": lambda row: (_value(row, "claim_type"), _value(row, "object_iso3"), _value(row, "object_group")),
}
_LIKENESS: dict[str, Callable[[Row, Row], float]] = {
    "people": _people_alike,
    "visits": _visits_alike,
    "acts": _acts_alike,
    "cooperation": _cooperation_alike,
    "claims": _acts_alike,
}


def _tally(field: str, pairs: list[tuple[Row, Row]]) -> tuple[int, int, int]:
    """Count over pairs the values that agree, that are proposed in vain, and that are not met."""
    right = vain = unmet = 0
    for one, other in pairs:
        mine, yours = ("" if _value(row, field) in _UNSTATED else _value(row, field) for row in (one, other))
        agree = bool(mine and yours) and _agree(field, mine, yours, one, other)
        right += agree
        vain += bool(mine) and not agree
        unmet += bool(yours) and not agree
    return right, vain, unmet


def _agree(field: str, mine: str, yours: str, one: Row, other: Row) -> bool:
    if field in ("date", "period"):
        return _overlap(mine, yours)
    if field == "visitor":
        return bool(one["families"] & other["families"])
    if field == "counterparts":
        return bool({_family(name) for name in mine.split("; ")} & {_family(name) for name in yours.split("; ")})
    if field in ("role", "product", "recipient_org"):
        return _ratio(mine, yours) >= _ALIKE
    if field == "hs_code":
        return any(a.startswith(b) or b.startswith(a) for a in mine.split("; ") for b in yours.split("; "))
    return mine == yours
