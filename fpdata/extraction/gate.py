"""The gate: what any coder proposes is held against schema, vocabulary and sentences before it counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from fpdata import schema
from fpdata.corpus import Corpus
from fpdata.document import Document
from fpdata.errors import CorpusError
from fpdata.extraction.passage import Passage
from fpdata.extraction.rules import candidates
from fpdata.extraction.support import Located, unsupported
from fpdata.loading import CODED, as_key, begun
from fpdata.style import missing
from fpdata.validation import check

__all__ = ["Coder", "extract", "proposed"]

Coder = Callable[[Document], Iterable[Mapping[str, Any]]]
_STATED = {"part": "lead", "n_min": "1", "n_max": "1", "protocol": "unspecified", "setting": "unspecified"}
_LONGEST_NAME = 40
_REACH = 30  # sentences: how far before the one cited a partner may stand
_ABSENT = "not in the sentences cited"


class Proposal(NamedTuple):
    """One row as a coder gave it.

    Attributes
    ----------
    number : int
        Its place among all rows, from 1.
    table : str
        Where it belongs.
    record : str
        The whole row as JSON.
    row : dict of str to str
        Raw values.
    """

    number: int
    table: str
    record: str
    row: dict[str, str]


def extract(document: Document, coder: Coder | None = None) -> Corpus:
    r"""Propose rows for a document, each with the sentences it rests on.

    Parameters
    ----------
    document : Document
        As from `read_document`.
    coder : callable, optional
        Takes the document and gives rows: mappings from columns of the schema
        to values, with ``table`` (default ``visits``; else people, acts,
        cooperation or claims) and ``evidence``, locators such as ``"2.1"`` or
        ``["2.1", "2.3"]``. Keys, ``coder`` and, of a visit, ``part``,
        ``n_min``, ``n_max``, ``protocol``, ``setting`` and ``status_basis``
        are filled in where a row lacks them. Without it, fpdata's own rules.

    Returns
    -------
    Corpus
        The rows that pass, beside the document's source and sentences; it is
        valid and can be saved. `Corpus.rejected` has one row per reason why
        another did not: an unknown table or column, a breach of the schema,
        no such sentence, or a country, name, date or quantity that is not in
        the sentences cited.

    Raises
    ------
    CorpusError
        If there is no document, or the coder fails or gives no rows to go through.

    Examples
    --------
    >>> from fpdata.document import read_document
    >>> document = read_document("# A trip\n\n2024-04-05\n\nMinister Ada Berg went to Laos on 12 March.")
    >>> def colleague(document):
    ...     visit = {"visitor_text": "Ada Berg", "date": "2024-03-12", "date_basis": "stated", "status": "occurred"}
    ...     return [visit | {"host_iso3": code, "evidence": "1.1"} for code in ("LAO", "IND")]
    >>> candidates = extract(document, colleague)
    >>> candidates.visits["host_iso3"].tolist(), candidates.rejected["reason"].tolist()
    (['LAO'], ['not in the sentences cited'])
    """
    if not isinstance(document, Document):
        msg = f"extract: found {type(document).__name__}, expected a Document as from fpdata.read_document"
        raise CorpusError(msg)
    name = as_key((document.title or "")[:_LONGEST_NAME].lower()) or "document"
    return proposed(document, coder, name)


def proposed(document: Document, coder: Coder | None, name: str) -> Corpus:
    """Do what `extract` does, for a source_id of one's own."""
    gate = _Gate(document, name)
    called = "rules" if coder is None else getattr(coder, "__name__", type(coder).__name__)
    for number, row in enumerate(_rows(document, coder, name, called), 1):
        gate.take(number, row, f"coder:{called}")
    gate.screen()
    return Corpus(
        gate.tables(), {"name": name, "title": document.title or name}, sorted(gate.rejected, key=lambda row: row[1])
    )


def _rows(document: Document, coder: Coder | None, name: str, called: str) -> list[Any]:
    try:
        if coder is None:
            return list(_by_rules(document, name))
        found = coder(document)
        if isinstance(found, (str, bytes, Mapping, pd.DataFrame)):
            msg = f"it gave a {type(found).__name__}"
            raise TypeError(msg)
        return list(found)
    except Exception as error:
        msg = f"extract: coder {called} failed ({type(error).__name__}: {error}), expected an iterable of rows"
        raise CorpusError(msg) from error


def _by_rules(document: Document, name: str) -> Iterator[dict[str, Any]]:
    """Yield what the rules propose, as any coder would; a visit cites also the sentence that names its visitor."""
    columns = (document.sentences[column].tolist() for column in ("paragraph", "sentence", "text"))
    sentences = {f"{name}:{paragraph}.{number}": text for paragraph, number, text in zip(*columns, strict=True)}
    located = Located(sentences, document.published)
    for table, rows in candidates(document, name).items():
        for row in rows:
            proposal = {"table": table} | row
            if table == "visits":
                cited = located.introduced(proposal.pop("visitor"), row["evidence"].split("; "))
                proposal["evidence"] = cited
            yield proposal


class _Gate:
    """Collects the rows of one document and lets pass what holds."""

    def __init__(self, document: Document, source: str) -> None:
        self.source = source
        self.published = document.published
        self.begun = begun(source, document)
        paragraphs, numbers = document.sentences["paragraph"].tolist(), document.sentences["sentence"].tolist()
        places = list(zip(paragraphs, numbers, strict=True))
        self.places = {f"{source}:{paragraph}.{number}": at for at, (paragraph, number) in enumerate(places)}
        self.opening = [at - number + 1 for at, number in enumerate(numbers)]  # where its paragraph begins
        self.texts = document.sentences["text"].tolist()
        self.whole = Passage("\n".join(self.texts), document.published)
        self.proposals: list[Proposal] = []
        self.rejected: list[tuple[str, int, str | None, str | None, str, str, str]] = []

    def take(self, number: int, given: Any, coder: str) -> None:
        """Bring one row into form, or reject it."""
        record = _json(given)
        if not isinstance(given, Mapping):
            self._reject(
                "visits", number, None, type(given).__name__, "no row", "a mapping from column to value", record
            )
            return
        table = given.get("table", "visits")
        if table not in CODED:
            shown = table if isinstance(table, str) else type(table).__name__
            self._reject(shown, number, "table", shown, "unknown table", "one of " + ", ".join(CODED), record)
            return
        row, before = {}, len(self.rejected)
        for column, value in given.items():
            if column == "table":
                continue
            text = _text(value)
            if column not in schema.columns(table):
                expected = "one of " + ", ".join(schema.columns(table))
                self._reject(table, number, str(column), str(column), "unknown column", expected, record)
            elif text is None:
                expected = "text, a number, a date or a list of such"
                self._reject(table, number, column, type(value).__name__, "breaks the schema", expected, record)
            else:
                row[column] = text
        if len(self.rejected) == before:
            self.proposals.append(Proposal(number, table, record, self._completed(table, number, row, coder)))

    def _completed(self, table: str, number: int, row: dict[str, str], coder: str) -> dict[str, str]:
        """Fill in what follows from where the row comes from; nothing that the text would have to say."""
        filled = dict.fromkeys(schema.columns(table), "") | row
        key = schema.key(table)[0]
        filled[key] = filled[key] or f"{self.source}-{table}-{number}"
        if table == "visits":
            if not filled["n_min"] and not filled["n_max"]:
                filled["n_min"] = filled["n_max"] = "1"
            for column, value in _STATED.items():
                if column != "n_max":  # empty for an open plural
                    filled[column] = filled[column] or value
            filled["event_id"] = filled["event_id"] or filled[key]
            announced = filled["status"] in ("planned", "cancelled")
            filled["status_basis"] = filled["status_basis"] or ("announced" if announced else "reported")
        if "coder" in filled:
            filled["coder"] = filled["coder"] or coder
        cited = [part.strip() for part in filled["evidence"].split(";")]
        filled["evidence"] = "; ".join(
            f"{self.source}:{part}" if part[:1].isdigit() and ":" not in part else part for part in cited
        )
        return filled

    def screen(self) -> None:
        """Reject until all that is left holds together: with a person go the visits that name it."""
        while True:
            problems = [problem for problem in check(self.tables()) if problem.row is not None]
            found = {problem.row: [] for problem in problems}
            for problem in problems:
                found[problem.row].append((problem.column, problem.value, "breaks the schema", problem.expected))
            if not found:
                found = self._unsupported()
            if not found:
                return
            for number, table, record, _ in self.proposals:
                for reason in found.get(number, ()):
                    column, value, why, expected = reason
                    self._reject(table, number, column, value, why, expected, record)
            self.proposals = [proposal for proposal in self.proposals if proposal.number not in found]

    def _unsupported(self) -> dict[int, list[tuple[str, str, str, str]]]:
        names = {row["person_id"]: row["name"] for _, table, _, row in self.proposals if table == "people"}
        found = {}
        for number, table, _, row in self.proposals:
            visitor = {"visitor": names.get(row["person_id"], "")} if table == "visits" else {}
            bad = unsupported(table, row | visitor, *self._passages(row))
            if bad:
                found[number] = [(column, value, _ABSENT, wanted) for column, value, wanted in bad]
        return found

    def _passages(self, row: Mapping[str, str]) -> tuple[Passage, Passage]:
        """Return the sentences cited, and with them what stands before in their paragraphs."""
        cited = [self.places[locator] for locator in row["evidence"].split("; ")]
        before = {place for last in cited for place in range(max(self.opening[last], last - _REACH), last + 1)}
        chosen = (cited, sorted(before))
        return tuple(
            Passage("\n".join(self.texts[at] for at in places), self.published, self.whole) for places in chosen
        )

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the raw tables as they stand; a row is numbered as the coder gave it."""
        raw = dict(self.begun)
        for table in CODED:
            rows = [proposal for proposal in self.proposals if proposal.table == table]
            place = pd.MultiIndex.from_arrays(
                [[f"{table}.csv"] * len(rows), [proposal.number for proposal in rows]], names=["file", "row"]
            )
            columns = schema.columns(table)
            raw[table] = pd.DataFrame([proposal.row for proposal in rows], place, columns, dtype=object)
        for table in ("sources", "sentences"):
            place = [(f"{table}.csv", None)] * len(raw[table])
            raw[table] = raw[table].set_axis(pd.MultiIndex.from_tuples(place, names=["file", "row"]))
        return raw

    def _reject(self, table: str, number: int, column: str | None, value: str | None, *rest: str) -> None:
        reason, expected, record = rest
        self.rejected.append(tuple(map(_storable, (table, number, column, value, reason, expected, record))))


def _json(given: Any) -> str:
    try:
        return json.dumps(dict(given), ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        return repr(given)[:1000]


def _storable(value: Any) -> Any:
    """Replace what no table can hold, such as half of a surrogate pair."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def _text(value: Any) -> str | None:
    """Return a value as a raw cell, None where it is none."""
    if isinstance(value, (list, tuple)):
        parts = [_text(part) for part in value]
        return None if None in parts else "; ".join(filter(None, parts))
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (int, float)) or value is None or value is pd.NA or value is pd.NaT:
        return "" if missing(value) else str(value)
    return None
