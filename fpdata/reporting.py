"""A corpus as one HTML file that needs no network: summary, figures, tables, sources."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from fpdata import edtf, schema
from fpdata.checks import check_claims
from fpdata.counts import count_sectors, count_visits
from fpdata.errors import CorpusError
from fpdata.listing import Listing, Part, link, list_evidence, list_frame, list_table
from fpdata.loading import load
from fpdata.page import render
from fpdata.style import missing
from fpdata.summary import number, summarise
from fpdata.wording import visited, when

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from fpdata.corpus import Corpus
    from fpdata.document import Document

__all__ = ["write_report"]

_TABLES = ("claims", "visits", "acts", "cooperation", "people", "memberships", "figures", "outcomes")
_CHECKS = ("claim_id", "verdict")  # needed; the rest is shown where it is there
_TOLD = "statement verdict reason stated observed afterwards indicator rule sources as_of claim_id".split()
_NOTES = (
    "Evidence 3.1 is paragraph 3, sentence 1 of a source's running text; the link leads to all rows that rest on it.",
    'A number is "at least" what it says where the words leave it open; one visit told by several sources counts once.',
    "A date is as wide as the words; (inferred) marks one that the source does not state.",
    "The digest identifies a sentence without its words: fpdata verify finds it in your own copy of the source.",
    "Point at a figure for details; its camera button saves it as a picture (SVG).",
    "In CSV, a cell that a spreadsheet could take for a formula has one apostrophe in front: take it off to have the "
    "value. Invisible characters that reorder text are left out here and there.",
)


class Figure(NamedTuple):
    """A figure, its text and the same as a table."""

    name: str
    heading: str
    alt: str
    height: int
    json: str
    listing: Listing


def write_report(
    corpus: Corpus,
    path: str | os.PathLike[str],
    document: Document | None = None,
    *,
    checks: pd.DataFrame | None = None,
    reference: Corpus | None = None,
    made: date | None = None,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """Write a corpus as one HTML file that anyone can read, with no network and no Python.

    Parameters
    ----------
    corpus : Corpus
        As from `load`.
    path : str or path
        The file to write; one that exists is replaced, at once and whole.
    document : Document, optional
        Your copy of the source, whose sentences are then quoted beside their
        locators. Mind its licence before you pass the file on.
    checks : DataFrame, optional
        The claims held against the record, as from `check_claims`, which is
        asked unless it is given; ``claim_id`` and ``verdict`` are needed.
    reference : Corpus, optional
        What the claims are held against, as for `check_claims`; the sources
        that the checks name are listed with the corpus's own.
    made : datetime.date, optional
        Day to be named in the file; that of ``SOURCE_DATE_EPOCH`` without it,
        else today. The same corpus and day give the same bytes.
    progress : callable, optional
        Is told each step in words.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    SchemaError
        If the corpus is not valid.
    CorpusError
        If `checks` lacks a column, the document is a copy of no coded text,
        the folder is missing or ``SOURCE_DATE_EPOCH`` is no number.

    Notes
    -----
    The file holds plotly.js and asks the network for nothing: its Content
    Security Policy allows two scripts, by their hashes, and no address at
    all. Text from data is escaped by the template engine, and what hides or
    reorders text is left out.
    """
    path = Path(path)
    if not path.absolute().parent.is_dir() or path.is_dir():
        msg = f"{path}: found {'a folder' if path.is_dir() else 'no folder for it'}, expected a file in a folder"
        raise CorpusError(msg)
    tell = progress or (lambda step: None)  # noqa: ARG005
    day = _today() if made is None else made
    tell("checking the tables")
    corpus.validate()
    if document is not None and not corpus.verify(document)["status"].isin(["found", "moved"]).any():
        msg = f"document: found no sentence of {corpus.name}, expected a copy of its source"
        raise CorpusError(msg)
    if len(corpus.claims):
        tell("holding the claims against the record")
        reference = load("reference", "belarus_visits") if reference is None else reference
        if checks is None:
            checks = check_claims(corpus, reference)
            checks = checks if (checks["verdict"] != "not_checkable").any() else None
    tell("drawing the figures")
    figures = _figures(corpus, checks)
    tell("writing the tables")
    listings = [list_table(corpus, name) for name in _order() if len(getattr(corpus, name))]
    sources = _sources(corpus, checks, reference)
    listings.append(list_table(corpus, "sources", sources)._replace(wordy=True))
    if checks is not None:
        listings.insert(1 if len(corpus.claims) else 0, _checked(corpus, checks, sources))
    listings.append(list_evidence(corpus, document))
    text = render(
        title=corpus.title,
        description=_text(corpus.about.get("description")),
        licences=_licences(corpus.about.get("licenses")),
        made=edtf.words(day.isoformat()),
        summary=summarise(corpus, checks, document),
        figures=figures,
        listings=[listing for listing in listings if listing.rows],
        notes=_NOTES,
    )
    tell(f"writing {path}")
    _replace(path, text)
    return path


def _order() -> list[str]:
    """Return the tables to show; one that the schema gains comes last."""
    return [*_TABLES, *(name for name in schema.tables() if name not in (*_TABLES, "sources", "sentences"))]


def _today() -> date:
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not stamp:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(stamp), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        msg = f"SOURCE_DATE_EPOCH: found {stamp!r}, expected seconds since 1970"
        raise CorpusError(msg) from error


def _replace(path: Path, text: str) -> None:
    """Write beside the file and rename, so that a reader finds the old one or the new one, whole."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, "utf-8", newline="\n")
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def _figures(corpus: Corpus, checks: pd.DataFrame | None) -> list[Figure]:
    """Draw what there is to draw."""
    from fpdata.claimchart import plot_claim_checks
    from fpdata.maps import plot_visits
    from fpdata.sectors import plot_sectors
    from fpdata.timeline import plot_timeline

    found = []
    counts = count_visits(corpus.visits)
    if len(counts):
        table = counts[["name", "n"]].rename(columns={"name": "destination", "n": "visits"})
        found.append(_figure("map", "Map", plot_visits(corpus.visits), table))
    dated = _dated(corpus)
    if len(dated):
        figure = plot_timeline(corpus.visits, corpus.claims, corpus.acts)
        found.append(_figure("timeline", "Timeline", figure, dated))
    if len(corpus.cooperation):
        sectors = count_sectors(corpus.cooperation)
        sectors = sectors[sectors["n_rows"] > 0].drop(columns="partner").rename(columns={"name": "partner"})
        sectors["sector"] = sectors["sector"].astype("str").str.replace("_", " ")
        found.append(_figure("sectors", "Sectors", plot_sectors(corpus.cooperation), sectors))
    if checks is not None and "observations" in checks and checks["observations"].map(len).any():
        seen = checks.loc[checks["observations"].map(len) > 0, ["statement", "stated", "verdict", "observed"]]
        found.append(_figure("figures-of-claims", "Claims and figures", plot_claim_checks(checks), seen))
    return found


def _figure(name: str, heading: str, figure: go.Figure, frame: pd.DataFrame) -> Figure:
    title = html.unescape(re.sub(r"<[^<>]*>", " ", figure.layout.title.text))
    alt = f"{heading}: {' '.join(title.split())}"
    # within a script element only these could end it or be read as something else
    safe = re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", figure.to_json())
    table = list_frame(f"{name}-table", f"{heading} as a table", alt, frame)._replace(csv="")
    return Figure(name, heading, alt, int(figure.layout.height), safe, table)


def _dated(corpus: Corpus) -> pd.DataFrame:
    """Word the rows that stand on the timeline."""
    rows = []
    for name, columns, what in (
        ("visits", ["date"], lambda row: f"{row['visitor']} to {visited(row)}"),
        ("acts", ["date"], lambda row: f"{row['act']}: {row['subject']}".replace("_", " ")),
        ("claims", ["due", "period"], lambda row: row["statement"]),
    ):
        for row in getattr(corpus, name).to_dict("records"):
            column = next((column for column in columns if not missing(row[column])), None)
            if column and not (missing(row[f"{column}_earliest"]) and missing(row[f"{column}_latest"])):
                rows.append((what(row), name.removesuffix("s"), when(row, column)))
    return pd.DataFrame(rows, columns=["row", "kind", "time"])


def _sources(corpus: Corpus, checks: pd.DataFrame | None, reference: Corpus | None) -> pd.DataFrame:
    """Return the sources of the corpus, and those of the reference that the checks name."""
    if checks is None or reference is None or "sources" not in checks:
        return corpus.sources
    named = set(checks["sources"].dropna().str.split("; ").explode()) - set(corpus.sources["source_id"])
    more = reference.sources[reference.sources["source_id"].isin(named)]
    return pd.concat([corpus.sources, more], ignore_index=True) if len(more) else corpus.sources


def _checked(corpus: Corpus, checks: pd.DataFrame, sources: pd.DataFrame) -> Listing:
    lacking = [column for column in _CHECKS if column not in checks]
    if lacking:
        msg = f"checks: found columns {', '.join(map(str, checks.columns))}; missing {', '.join(lacking)}"
        raise CorpusError(msg)
    frame = checks.copy()
    if "statement" not in frame:
        statements = corpus.claims.set_index("claim_id")["statement"]
        frame.insert(0, "statement", frame["claim_id"].map(statements).astype("str"))
    frame = frame.sort_values("verdict", key=lambda verdict: verdict == "not_checkable", kind="stable")
    frame = frame[[column for column in _TOLD if column in frame]]
    frame = frame.assign(verdict=frame["verdict"].astype("str").str.replace("_", " "))
    caption = f"Claims held against published figures and outcomes: {number(len(frame), 'check')}."
    known = {"claim_id": set("claims." + corpus.claims["claim_id"]), "sources": set("sources." + sources["source_id"])}
    return list_frame("checks", "Checks of the claims", caption, frame, known)._replace(wordy=True)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _licences(stated: Any) -> list[Part]:
    """Word the licences of a descriptor, which may hold anything."""
    known = [entry for entry in stated if isinstance(entry, dict)] if isinstance(stated, list) else []
    return [link(entry.get("path"), str(entry.get("title") or entry.get("name") or "licence")) for entry in known]
