"""What an explorer says: the rows of a selection as a table, and where the texts say so, as safe HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from fpdata import countries
from fpdata.corpus import Corpus
from fpdata.document import Document
from fpdata.selection import TABLES, Rows
from fpdata.style import listed, visible
from fpdata.wording import count, filled, visited, when

__all__ = ["Quote", "evidence", "label", "quotes", "spelled", "summary", "table"]

_SENTENCES, _HELD, _LONGEST = 40, 12, 600
_FORMULA = re.compile(r"^\s*[=+\-@]")
_KINDS = dict(zip(TABLES, ("visit", "cooperation", "act", "claim"), strict=True))


class Quote(NamedTuple):
    """A sentence of someone's copy: what became of it and its words (None where it is not there)."""

    status: str
    text: str | None


def quotes(corpus: Corpus, document: Document) -> dict[str, Quote]:
    """Find every cited sentence in a copy, by locator.

    Raises
    ------
    CorpusError
        If the document is a copy of no coded text.
    """
    checked = corpus.verify(document).drop_duplicates("locator")
    text = {f"{row.paragraph}.{row.sentence}": row.text for row in document.sentences.itertuples()}
    return {row.locator: Quote(str(row.status), text.get(row.found_at)) for row in checked.itertuples()}


def spelled(rows: Rows, places: Iterable[int]) -> list[dict[str, str]]:
    """Word rows: kind, what, short, who, country, when, type, status, evidence; plain text as it stands.

    Parameters
    ----------
    rows : Rows
    places : iterable of int
        Positions in ``rows.frame``; the result is in their order.
    """
    places = np.asarray(list(places), int)
    found: dict[int, dict[str, str]] = {}
    for name in TABLES:
        frame = getattr(rows.corpus, name)
        mine = places[(places >= rows.starts[name]) & (places < rows.starts[name] + len(frame))]
        for place, row in zip(mine, frame.iloc[mine - rows.starts[name]].to_dict("records"), strict=True):
            words = {"kind": _KINDS[name], **_SPELL[name](row), "evidence": row["evidence"]}
            words.setdefault("short", words["what"])
            found[int(place)] = {key: str(value) if filled(value) else "" for key, value in words.items()}
    return [found[int(place)] for place in places]


def _visit(row: Mapping[str, Any]) -> dict[str, Any]:
    several = "" if row["n_max"] == 1 else f" ({count(row['n_min'], row['n_max'])})"
    about = [f"with {row['counterparts']}"] if filled(row["counterparts"]) else []
    about += [f"on {row['topics']}"] if filled(row["topics"]) else []
    short = f"{row['visitor']} to {visited(row)}{several}"
    return {
        "short": short,
        "what": ", ".join([short, *about]),
        "who": row["visitor"],
        "country": visited(row),
        "when": when(row),
        "type": row["protocol"],
        "status": row["status"],
    }


def _cooperation(row: Mapping[str, Any]) -> dict[str, Any]:
    partner = row["partner_iso3"] if filled(row["partner_iso3"]) else row["partner_org"]
    return {
        "what": f"{row['product']} ({row['act']})",
        "who": row["speaker"],
        "country": countries.label(partner),
        "when": when(row, "period") if filled(row["period"]) else "",
        "type": row["sector"].replace("_", " "),
        "status": row["stage"],
    }


def _act(row: Mapping[str, Any]) -> dict[str, Any]:
    to = row["recipient_iso3"] if filled(row["recipient_iso3"]) else row["recipient_org"]
    return {
        "what": f"{row['act']}: {row['subject']}".replace("_", " "),
        "who": row["actor"],
        "country": countries.label(to) if filled(to) else "",
        "when": when(row),
        "type": row["act"].replace("_", " "),
        "status": row["status"].replace("_", " "),
    }


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    about = row["object_iso3"] if filled(row["object_iso3"]) else row["object_group"]
    column = next((name for name in ("due", "period") if filled(row[name])), None)
    return {
        "what": row["statement"],
        "who": row["speaker"],
        "country": countries.label(about) if filled(about) else "",
        "when": when(row, column) if column else "",
        "type": row["claim_type"],
        "status": row["modality"],
    }


_SPELL = dict(zip(TABLES, (_visit, _cooperation, _act, _claim), strict=True))


def label(text: Any, limit: int = 60) -> str:
    """Make text from data fit for a list: one line, nothing that reorders it, at most `limit` characters."""
    line = " ".join(visible(str(text)[:4000]).split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def table(rows: Rows, places: Iterable[int]) -> pd.DataFrame:
    """Return rows as a table to look at and to copy.

    A cell that a spreadsheet would take for a formula begins with an
    apostrophe; the table shows text and no HTML, so that nothing is escaped.
    """
    columns = {
        "kind": "Kind",
        "what": "What",
        "who": "Who says or does it",
        "country": "Country",
        "when": "When",
        "type": "Sector or type",
        "status": "Status",
        "evidence": "Where it says so",
    }
    cells = [[_cell(row[name]) for name in columns] for row in spelled(rows, places)]
    return pd.DataFrame(cells, columns=list(columns.values()), dtype="str")


def _cell(text: str) -> str:
    text = label(text, _LONGEST)
    return f"'{text}" if _FORMULA.match(text) else text


def evidence(rows: Rows, mask: np.ndarray, found: Mapping[str, Quote] | None = None) -> str:
    """Say which sentences the rows of a selection rest on.

    Parameters
    ----------
    rows : Rows
    mask : array of bool
        Along ``rows.frame``.
    found : mapping of str to Quote, optional
        Sentences of your copy by locator, as from `quotes`.

    Returns
    -------
    str
        HTML: per source and paragraph the sentences, what rests on each and,
        with a copy, its words. All text from data is escaped.
    """
    cited = rows.locators[mask[rows.locators["row"].to_numpy()]]
    if cited.empty:
        return _framed("Where it says so", "<p>Nothing is selected, so no sentence is named.</p>")
    coded = cited[cited["sentence"].notna()]
    first = cited.drop_duplicates("code")
    n_paragraphs = len(coded.drop_duplicates(["source_id", "paragraph"]))
    n_sentences = coded["code"].nunique()
    heading = f"Where it says so: {_number(n_sentences, 'sentence')} in {_number(n_paragraphs, 'paragraph')}"
    shown = first.head(_SENTENCES)
    held = {code: part["row"].to_numpy() for code, part in cited[cited["code"].isin(shown["code"])].groupby("code")}
    needed = sorted({place for part in held.values() for place in part[:_HELD].tolist()})
    words = dict(zip(needed, spelled(rows, needed), strict=True))
    parts = []
    for source, sentences in shown.groupby("source_id", sort=False):
        parts.append(_source(rows.corpus, source))
        for paragraph, group in sentences.groupby("paragraph", sort=False, dropna=False):
            title = f"Paragraph {paragraph}" if filled(paragraph) else "The source as a whole"
            items = [_sentence(row, held[row.code], words, found) for row in group.itertuples()]
            parts.append(f"<h4>{title}</h4><ul>{''.join(items)}</ul>")
    if len(first) > len(shown):
        parts.append(f"<p>and {_number(len(first) - len(shown), 'more place')}: narrow the selection to see them.</p>")
    return _framed(heading, "".join(parts))


def _framed(heading: str, body: str) -> str:
    # mathjax_ignore: JupyterLab would typeset $…$ that stands in the data
    return (
        f"<section class='mathjax_ignore' aria-label='Evidence' tabindex='0' "
        f"style='max-height:46em;overflow:auto;line-height:1.35;padding:0 8px'><h3>{heading}</h3>{body}</section>"
    )


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _source(corpus: Corpus, source: str) -> str:
    about = corpus.sources[corpus.sources["source_id"] == source]
    name = html.escape(source)
    if about.empty:
        return f"<p><b>{name}</b></p>"
    row = about.iloc[0]
    title = html.escape(label(row["title"], 200))
    if filled(row["url"]) and re.match(r"^https?://[^\s<>\"]+$", row["url"]):
        title = f"<a href='{html.escape(row['url'])}' target='_blank' rel='noopener noreferrer'>{title}</a>"
    author = f"{html.escape(label(row['author'], 100))}, " if filled(row["author"]) else ""
    return f"<p><b>{name}</b>: {author}{title}</p>"


def _sentence(
    row: Any, held: np.ndarray, words: Mapping[int, dict[str, str]], found: Mapping[str, Quote] | None
) -> str:
    where, quoted = row.source_id, ""
    if filled(row.sentence):
        locator = f"{row.source_id}:{row.paragraph}.{row.sentence}"
        where = f"{row.paragraph}.{row.sentence}"
        quote = (found or {}).get(locator)
        if quote is not None and quote.text is not None:
            note = "" if quote.status == "found" else f" <small>({quote.status} in your copy)</small>"
            quoted = f"<blockquote style='margin:.3em 1em'>{html.escape(visible(quote.text))}{note}</blockquote>"
        elif quote is not None:
            quoted = "<br><em>not in your copy</em>"
    by_kind: dict[str, list[str]] = {}
    for word in (words[place] for place in held[:_HELD].tolist()):
        by_kind.setdefault(word["kind"], []).append(label(word["short"], 110))
    by_kind["visit"] = by_kind.pop("visit", [])  # last: it stands at most sentences
    said = [f"{kind}: {', '.join(texts)}" for kind, texts in by_kind.items() if texts]
    said += [f"{len(held) - _HELD} more rows"] if len(held) > _HELD else []
    return f"<li><b>{html.escape(where)}</b> {html.escape('; '.join(said))}{quoted}</li>"


def summary(rows: Rows, mask: np.ndarray, choice: str) -> str:
    """Say in words what is selected, as plain text."""
    counts = {table: n for table, n in rows.counts(mask).items() if n}
    if not counts:
        return f"{choice or 'Everything'}: no row. {'Clear a filter, or all of them.' if choice else ''}".rstrip()
    total = _number(sum(counts.values()), "row")
    if len(counts) == 1:
        return f"{choice or 'Everything'}: {total} of {listed(counts)}."
    return f"{choice or 'Everything'}: {total}, {listed([f'{n} of {table}' for table, n in counts.items()], 4)}."
