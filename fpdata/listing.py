"""Tables as people read them: codes in words, locators as links, and as CSV for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from fpdata import countries, schema
from fpdata.style import visible
from fpdata.wording import count, filled, when

if TYPE_CHECKING:
    from fpdata.corpus import Corpus
    from fpdata.document import Document

__all__ = ["Listing", "Part", "link", "list_evidence", "list_frame", "list_table", "to_csv"]

# what a reader sees of a table, the column that names a row first; a|b is the first of them that is filled.
# Columns without any value are left out; a table not named here shows all of its columns
_SHOWN = {
    "visits": "visitor role host_iso3|host_region number date status counterparts topics confidence evidence note",
    "acts": "subject act actor recipient|recipient_iso3|recipient_org date status confidence evidence note",
    "cooperation": "product partner_iso3|partner_org sector hs_code instrument act stage period speaker confidence "
    "evidence note",
    "claims": "statement claim_type period due speaker modality checkable confidence evidence note",
    "memberships": "org iso3 status start end conflict evidence note",
    "figures": "indicator reporter_iso3 partner flow period value qualifier unit scope part_year mirror evidence note",
    "outcomes": "outcome result claim_id act_id cooperation_id date as_of searched_where evidence note",
    "people": "name also_known_as country_iso3 evidence note",
    "sources": "title author publisher published kind url licence affiliation",
}
_LABELS = {
    "host_iso3": "Destination",
    "hs_code": "HS 2022",
    "claim_type": "Type",
    "iso3": "Country",
    "number": "Visits",
    "url": "Address",
}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,20})?([eE][+-]?\d{1,2})?", re.ASCII)
_FORMULA = re.compile(r"'*[\s=+\-@＝＋－＠]")


class Part(NamedTuple):
    """A piece of a cell: text, and where it leads."""

    text: str
    href: str | None = None


class Row(NamedTuple):
    """A row: the name by which links find it, and its cells, each of any number of parts."""

    anchor: str | None
    cells: list[list[Part]]


class Listing(NamedTuple):
    """A table to be shown: plain text throughout, which whoever shows it escapes; a wordy one is no grid."""

    name: str
    title: str
    caption: str
    labels: list[str]
    rows: list[Row]
    csv: str = ""
    wordy: bool = False


def to_csv(raw: pd.DataFrame) -> str:
    """Write a raw frame as comma-separated values that a spreadsheet takes for nothing but text and numbers.

    Parameters
    ----------
    raw : DataFrame
        Strings, as from `fpdata.schema.to_raw`.

    Returns
    -------
    str
        A cell that begins (after any apostrophes) with white space or one of
        ``= + - @``, and is no number, has one apostrophe more in front: take
        it off to have the value. Characters that hide or reorder text are
        left out.

    Examples
    --------
    >>> print(to_csv(pd.DataFrame({"a": ["=1+1", "'=1", "-5", "tea"]})), end="")
    a
    '=1+1
    ''=1
    -5
    tea
    """
    return raw.map(_harmless).to_csv(index=False, lineterminator="\n")


def _harmless(value: Any) -> str:
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def link(address: Any, text: str | None = None) -> Part:
    """Return an http(s) address as a link in plain ASCII; of anything else only the text."""
    shown = str(address) if text is None else text
    return Part(shown, quote(address, safe="/:?#[]@!$&'()*+,;=%~") if _ADDRESS.fullmatch(str(address)) else None)


def list_table(corpus: Corpus, name: str, frame: pd.DataFrame | None = None) -> Listing:
    """List a table of a corpus.

    Parameters
    ----------
    corpus : Corpus
        Valid.
    name : str
        One of `fpdata.schema.tables`.
    frame : DataFrame, optional
        Rows of that table to list in place of the corpus's own.

    Returns
    -------
    Listing
        Every row; the columns worth reading. The CSV has all stored columns.
    """
    stored = getattr(corpus, name) if frame is None else frame
    frame, known = stored, {field["name"]: field for field in schema.fields(name)}
    if name == "visits":
        several = (frame["n_min"] != 1) | frame["n_max"].isna() | (frame["n_max"] != 1)
        numbers = [count(low, high) for low, high in zip(frame["n_min"], frame["n_max"], strict=True)]
        frame = frame.assign(number=pd.Series(numbers, index=frame.index, dtype="str").where(several.fillna(False)))
    groups = [group.split("|") for group in _SHOWN.get(name, " ".join(schema.columns(name))).split()]
    groups = [group for group in groups if any(frame[column].map(filled).any() for column in group if column in frame)]
    only = _only(corpus)
    rows = []
    for row in frame.to_dict("records"):
        cells = []
        for group in groups:
            column = next((column for column in group if filled(row[column])), None)
            cells.append([] if column is None else _cell(known.get(column, {}), row, column, only))
        rows.append(Row(f"{name}.{row[schema.key(name)[0]]}", cells))
    labels = [_label(group[0]) for group in groups]
    title = name.replace("_", " ").capitalize()
    caption = f"{schema.table(name)['description']}: {len(rows)} row{'' if len(rows) == 1 else 's'}."
    return Listing(name, title, caption, labels, rows, to_csv(schema.to_raw(name, stored)))


def _label(column: str) -> str:
    return _LABELS.get(column) or column.removesuffix("_iso3").replace("_", " ").capitalize()


def _only(corpus: Corpus) -> str:
    """Return what a locator need not say: the source, where there is but one."""
    sources = corpus.sources["source_id"]
    return f"{sources.iloc[0]}:" if len(sources) == 1 else ""


def _cell(field: dict[str, Any], row: dict[str, Any], column: str, only: str) -> list[Part]:
    """Word a filled cell as its field asks for."""
    value, kind = row[column], field.get("kind")
    if kind == "evidence":
        return [_located(locator, only) for locator in value.split("; ")]
    if kind == "url":
        return [link(value)]
    return [Part(_WORDS.get(kind, lambda row, column: str(row[column]))(row, column))]


def _located(locator: str, only: str) -> Part:
    return Part(locator.removeprefix(only), f"#{'sentence' if ':' in locator else 'sources'}.{locator}")


_WORDS: dict[str | None, Callable[[dict[str, Any], str], str]] = {
    "edtf": when,
    "country": lambda row, column: countries.label(row[column]),
    "region": lambda row, column: countries.label(row[column]),
    "code": lambda row, column: str(row[column]).replace("_", " "),
    "flag": lambda row, column: "yes" if row[column] else "no",
    "number": lambda row, column: f"{row[column]:g}",
}


def list_frame(
    name: str, title: str, caption: str, frame: pd.DataFrame, links: dict[str, set[str]] | None = None
) -> Listing:
    """List any frame as it stands.

    Parameters
    ----------
    name, title, caption : str
        Of the listing.
    frame : DataFrame
        Of any columns.
    links : dict of str to set of str, optional
        Column to anchors, such as ``{"claim_id": {"claims.own-tea"}}``: parts
        of a cell, separated by "; ", that have one lead there.
    """
    known = {column: {anchor.partition(".")[2]: f"#{anchor}" for anchor in links[column]} for column in links or {}}
    rows = []
    for values in frame.itertuples(index=False, name=None):
        cells = []
        for column, value in zip(frame.columns, values, strict=True):
            parts = str(value).split("; ") if column in known else [str(value)]
            cells.append([Part(part, known.get(column, {}).get(part)) for part in parts] if filled(value) else [])
        rows.append(Row(None, cells))
    raw = frame.astype("object").where(frame.notna(), "")
    return Listing(name, title, caption, [_label(str(column)) for column in frame], rows, to_csv(raw))


def list_evidence(corpus: Corpus, document: Document | None = None) -> Listing:
    """List every sentence that a row rests on, with these rows; with a document also its words.

    Parameters
    ----------
    corpus : Corpus
        Valid.
    document : Document, optional
        A copy of a coded text.

    Returns
    -------
    Listing
        One row per sentence, in the order of the text.
    """
    places = corpus.evidence_rows.dropna(subset="sentence")
    places = places.sort_values(["source_id", "paragraph", "sentence"], kind="stable")
    digests = corpus.sentences.set_index(["source_id", "paragraph", "sentence"])["digest"]
    fates = {} if document is None else _fates(corpus, document)
    labels = ["Sentence", *(["Words", "In your copy"] if fates else []), "Rows that rest on it", "Digest"]
    only, rows, plain = _only(corpus), [], []
    for place, cited in places.groupby(["source_id", "paragraph", "sentence"]):
        locator = "{}:{}.{}".format(*place)
        quoted = list(fates.get(locator, ("", ""))) if fates else []
        keys = [(table, key) for table, key in zip(cited["table"], cited["key"], strict=True)]
        leads = [Part(key, f"#{table}.{key}") for table, key in keys]
        texts: Iterable[str] = [*quoted, digests[place]]
        cells = [[Part(text)] if text else [] for text in texts]
        rows.append(Row(f"sentence.{locator}", [[Part(locator.removeprefix(only))], *cells[:-1], leads, cells[-1]]))
        plain.append([locator, *quoted, "; ".join(key for _, key in keys), digests[place]])
    caption = f"{len(rows)} sentences that rows rest on, by paragraph.sentence."
    return Listing("evidence", "Evidence", caption, labels, rows, to_csv(pd.DataFrame(plain, columns=labels)))


def _fates(corpus: Corpus, document: Document) -> dict[str, tuple[str, str]]:
    """Give the words and the status of each locator of the text that a document is a copy of."""
    text = {f"{row.paragraph}.{row.sentence}": row.text for row in document.sentences.itertuples()}
    checked = corpus.verify(document).drop_duplicates("locator")
    return {
        row.locator: ("" if pd.isna(row.found_at) else text[row.found_at], row.status) for row in checked.itertuples()
    }
