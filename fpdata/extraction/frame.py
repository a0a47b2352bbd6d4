"""Many short documents to one frame of visits: pure, picklable, what a cluster maps over its partitions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd

from fpdata import schema
from fpdata.document import running_text
from fpdata.errors import CorpusError, DocumentError
from fpdata.extraction.rules import visits
from fpdata.extraction.support import Located, unsupported
from fpdata.style import missing

__all__ = ["COLUMNS", "REJECTED", "Text", "code", "extract_frame", "framed"]

COLUMNS = dict.fromkeys(
    (
        "source_id", "visitor", "role", "sender_iso3", "host_iso3", "host_region", "date", "date_basis", "protocol",
        "setting", "status", "counterparts", "evidence", "confidence", "rule",
    ),
    "str",
) | {"confidence": "Float64"}  # fmt: skip
"""Columns of a frame of visits and their dtypes."""

REJECTED = dict.fromkeys(("place", "source_id", "kind", "reason"), "str")
"""Columns of a frame of what was rejected: ``kind`` is document or candidate."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].{1,40})?")
_KEY = re.compile(schema.kind({"kind": "key"})["pattern"])


class Text(NamedTuple):
    """A document as it came, not yet checked.

    Attributes
    ----------
    place : str
        Where it stands, for messages.
    source_id, content, published : object
        What ought to be a key, text (or the bytes of a file) and a day or nothing.
    """

    place: str
    source_id: Any
    content: Any
    published: Any = None

    def read(self) -> Text:
        """Return itself: it is read already."""
        return self


def extract_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Propose visits for many documents.

    Pure and picklable: with Dask, ``bag.map_partitions(fp.extract_frame, meta=fp.extract_frame(frame.head(0)))``.

    Parameters
    ----------
    frame : DataFrame
        One row per document: ``source_id`` (str, a key as in `sources`),
        ``text`` (str) and ``published`` (date, timestamp, ISO 8601 string or
        missing; may be left out, then the text's own head counts). Other
        columns are not read.

    Returns
    -------
    DataFrame
        One row per visit, in the order of the documents: ``source_id``,
        ``visitor``, ``role``, ``sender_iso3``, ``host_iso3``,
        ``host_region``, ``date`` (EDTF), ``date_basis``, ``protocol``,
        ``setting``, ``status``, ``counterparts``, ``evidence`` (locators, as
        `read_document` numbers the sentences), ``confidence`` (Float64, 0 to
        1) and ``rule``; all else str, missing where the text does not say.
        The same dtypes where there is no row.

    Raises
    ------
    CorpusError
        If a column is missing or a document cannot be used; every row is named.

    Examples
    --------
    >>> extract_frame(pd.DataFrame({"source_id": [], "text": []})).shape
    (0, 15)
    """
    if not isinstance(frame, pd.DataFrame):
        msg = f"extract_frame: found {type(frame).__name__}, expected a DataFrame with source_id and text"
        raise CorpusError(msg)
    lacking = [column for column in ("source_id", "text") if column not in frame]
    if lacking:
        present = ", ".join(map(str, frame.columns)) or "none"
        msg = f"extract_frame: found columns {present}, expected also {', '.join(lacking)}"
        raise CorpusError(msg)
    published = frame["published"].astype(object) if "published" in frame else [None] * len(frame)
    columns = (frame.index, frame["source_id"].astype(object), frame["text"].astype(object), published)
    texts = [Text(f"row {label!r}", *rest) for label, *rest in zip(*columns, strict=True)]
    rows, rejected = code(texts)
    bad = [f"extract_frame: {place}: {reason}" for place, _, kind, reason in rejected if kind == "document"]
    if bad:
        raise CorpusError("\n".join(bad))
    return framed(rows, COLUMNS)


def framed(rows: list[tuple], dtypes: dict[str, str]) -> pd.DataFrame:
    """Return rows as a frame of fixed columns and dtypes."""
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def code(texts: Iterable[Any]) -> tuple[list[tuple], list[tuple]]:
    """Propose visits for documents one by one; one that fails stops no other.

    Parameters
    ----------
    texts : iterable
        Each has a ``place`` and gives a `Text` by ``read``, which may fail.

    Returns
    -------
    list of tuple
        Rows with `COLUMNS`.
    list of tuple
        Rows with `REJECTED`: documents that cannot be used, and candidates
        that their sentences do not bear out.
    """
    rows: list[tuple] = []
    rejected: list[tuple] = []
    for one in texts:
        named = None
        try:
            text = one.read()
            named = text.source_id if isinstance(text.source_id, str) else None
            found, absent = _visits(text)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one document, the others count
            reason = str(error) if isinstance(error, CorpusError) else f"{type(error).__name__}: {error}"
            if isinstance(error, DocumentError):
                reason = str(error).partition(": ")[2]
            rejected.append(_storable(one.place, named, "document", reason))
            continue
        rows += found
        rejected += [_storable(one.place, named, "candidate", reason) for reason in absent]
    return rows, rejected


def _storable(*cells: str | None) -> tuple[str | None, ...]:
    """Replace what no table can hold, such as half of a surrogate pair."""
    return tuple(cell and cell.encode("utf-8", "backslashreplace").decode("utf-8") for cell in cells)


def _visits(text: Text) -> tuple[list[tuple], list[str]]:
    _check(text)
    sentences, stated = running_text(text.content)
    day = _day(text.published) or stated
    rows, absent = [], []
    found = visits(sentences, day and day.isoformat(), text.source_id)
    located = Located({f"{text.source_id}:{p}.{s}": words for p, s, words in sentences}, day) if found else None
    for row in found:
        cited = located.introduced(row["visitor"], row["evidence"].split("; "))
        row |= {"source_id": text.source_id, "rule": row["coder"].removeprefix("rule:"), "evidence": "; ".join(cited)}
        passage = located.passage(cited)
        bad = unsupported("visits", row, passage, passage)
        if bad:
            wrong = "; ".join(f"found {column} {value!r}, expected {expected}" for column, value, expected in bad)
            tried = f"visit of {row['visitor']} to {row['host_iso3'] or row['host_region']}"
            absent.append(f"{tried}: {wrong} in {row['evidence']}")
        else:
            rows.append(tuple(None if row[column] == "" else row[column] for column in COLUMNS))
    return rows, absent


def _check(text: Text) -> None:
    """Tell what keeps a document from being used."""
    if not isinstance(text.source_id, str) or not _KEY.fullmatch(text.source_id):
        msg = f"found source_id {_shown(text.source_id)}, expected {schema.kind({'kind': 'key'})['expected']}"
        raise CorpusError(msg)
    if not isinstance(text.content, (str, bytes)):
        msg = f"found text {_shown(text.content)}, expected a str"
        raise CorpusError(msg)
    if isinstance(text.content, str) and not text.content.isascii():
        try:
            text.content.encode()
        except UnicodeEncodeError as error:
            msg = f"found half of a surrogate pair at {error.start}, expected text"
            raise CorpusError(msg) from error


def _day(value: Any) -> date | None:
    if pd.api.types.is_scalar(value) and (missing(value) or value == ""):
        return None
    if isinstance(value, datetime):  # timestamps too
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return datetime.fromisoformat(value).date()
        except ValueError:
            pass
    msg = f"found published {_shown(value)}, expected a date such as 2024-04-05, or nothing"
    raise CorpusError(msg)


def _shown(value: Any) -> str:
    return repr(value)[:60] if isinstance(value, (str, int, float)) else f"of type {type(value).__name__}"
