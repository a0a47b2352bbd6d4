"""The corpus: all tables of one or several data packages, checked, typed and joined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from fpdata import edtf, saving, schema, verification
from fpdata.errors import Problem, SchemaError
from fpdata.validation import check, derived_columns, evidence_rows, numbered

if TYPE_CHECKING:
    from fpdata.document import Document
    from fpdata.highlighting import Highlighted

__all__ = ["Corpus"]

_REJECTED = dict.fromkeys(("table", "row", "column", "value", "reason", "expected", "record"), "str") | {"row": "Int64"}


class Corpus:
    """The tables of one or several data packages.

    Made by `load`. Every table is a DataFrame, sorted by its key, with the
    columns of the schema (``fpdata/data/README.md`` lists them), category
    columns for closed vocabularies, ``Int64``, ``Float64`` and ``boolean`` for
    numbers and flags, and ``str`` else. Behind each EDTF column stand its
    bounds, such as ``date_earliest``, ``date_latest`` (datetime64[s]) and
    ``date_precision``; visits have ``visitor`` (name, else visitor_text).

    Attributes
    ----------
    name, title : str
        Of the package, or of all joined packages.
    sources, sentences, people, visits, acts, cooperation, claims : DataFrame
        What was coded.
    memberships, figures, indicators, outcomes : DataFrame
        What it can be held against. A table that no package has is empty.
    rejected : DataFrame
        What `fpdata.extract` did not let pass, one row per reason: ``table``
        (str), ``row`` (Int64, the coder's rows counted from 1), ``column``,
        ``value``, ``reason``, ``expected`` and ``record`` (str, the whole row
        as JSON). Empty for a package; never saved.
    """

    sources: pd.DataFrame
    sentences: pd.DataFrame
    people: pd.DataFrame
    visits: pd.DataFrame
    acts: pd.DataFrame
    cooperation: pd.DataFrame
    claims: pd.DataFrame
    memberships: pd.DataFrame
    figures: pd.DataFrame
    indicators: pd.DataFrame
    outcomes: pd.DataFrame

    rejected: pd.DataFrame

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any], rejected: Iterable[tuple] = ()
    ) -> None:
        """Type raw tables; they are taken to be free of problems."""
        self._about = dict(about)
        self._present = [name for name in schema.tables() if name in tables]
        typed = {name: schema.to_typed(name, tables.get(name, schema.empty(name))) for name in schema.tables()}
        for name, frame in typed.items():
            setattr(self, name, edtf.add_bounds(frame, [field["name"] for field in schema.fields(name, "edtf")]))
        names = self.people.set_index("person_id")["name"]
        visitor = self.visits["person_id"].map(names).astype("str").fillna(self.visits["visitor_text"])
        self.visits.insert(self.visits.columns.get_loc("visitor_text") + 1, "visitor", visitor)
        self.rejected = pd.DataFrame(list(rejected), columns=list(_REJECTED)).astype(_REJECTED)

    @property
    def name(self) -> str:
        """Name of the package, or the joined names."""
        return self._about["name"]

    @property
    def title(self) -> str:
        """Title of the package, or the joined titles."""
        return self._about["title"]

    @property
    def about(self) -> dict[str, Any]:
        """What the descriptor says of the package: name, title, licenses and the like."""
        return dict(self._about)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in schema.tables() if len(getattr(self, name)))
        return f"<Corpus {self.name}: {counts}>"

    @property
    def evidence_rows(self) -> pd.DataFrame:
        """Where every row stands.

        Returns
        -------
        DataFrame
            One row per locator: ``table``, ``key``, ``source_id`` (str),
            ``paragraph``, ``sentence`` (Int64, missing where a source without
            coded text is cited), by table and key in the order of the cell.
        """
        cited = {name: schema.key(name)[0] for name in schema.tables() if "evidence" in schema.columns(name)}
        frames = {name: getattr(self, name)[[key, "evidence"]].fillna("") for name, key in cited.items()}
        return evidence_rows(frames).reset_index(drop=True)

    def validate(self) -> None:
        """Check every table against the schema.

        Raises
        ------
        SchemaError
            Listing every problem. Rows are counted as in the file that `save`
            would write from the frame as it stands.
        """
        problems = [problem for name in schema.tables() for problem in self._frame_problems(name)]
        if not any(problem.expected in ("a DataFrame", "the column only once") for problem in problems):
            problems += check(self._raw())
        if problems:
            raise SchemaError(problems)

    def _frame_problems(self, name: str) -> Iterator[Problem]:
        """Yield what keeps a table from being written: a column too few, too many or twice."""
        frame, file = getattr(self, name), f"{name}.csv"
        if not isinstance(frame, pd.DataFrame):
            yield Problem(file, None, None, type(frame).__name__, "a DataFrame")
            return
        for column in schema.missing_columns(name, list(frame)):
            yield Problem(file, 1, column, None, "the column")
        derived = derived_columns(name)
        for place, column in enumerate(frame):
            if column in list(frame)[:place]:
                yield Problem(file, 1, str(column), None, "the column only once")
            elif column not in derived and column not in schema.columns(name):
                yield Problem(file, 1, str(column), str(column), "one of " + ", ".join(schema.columns(name)))

    def verify(self, document: Document) -> pd.DataFrame:
        """Hold every row against a copy of its source.

        Parameters
        ----------
        document : Document
            Your copy, as from `read_document`.

        Returns
        -------
        DataFrame
            One row per locator of the coded text that the document is a copy
            of: ``table``, ``key``, ``locator`` (str), ``status`` (category:
            found, moved, changed or missing), ``found_at`` (str,
            paragraph.sentence in the copy) and ``score`` (Float64). Found has
            the same digest at the same place, moved elsewhere. Changed stands
            between the same neighbours with another digest; the package has
            no text, so that its score is the ratio of both lengths.

        Raises
        ------
        CorpusError
            If no text was coded, or the document is a copy of none.
        """
        return verification.verify(self, document)

    def evidence(self, key: str, document: Document | None = None) -> verification.Evidence:
        """Show where a row stands.

        Parameters
        ----------
        key : str
            Of a row in any table, such as a visit_id.
        document : Document, optional
            Your copy of the source.

        Returns
        -------
        Evidence
            A DataFrame with one row per locator: ``table``, ``key``,
            ``locator``, ``digest`` (str); with a document also ``status``,
            ``found_at`` and the sentence ``text`` with its neighbours
            ``before`` and ``after``. A notebook shows quotations, the coded
            values marked where they occur.

        Raises
        ------
        CorpusError
            If no row has that key.
        """
        return verification.evidence(self, key, document)

    def highlight(self, document: Document) -> Highlighted:
        """Show a document with what was coded in it.

        Parameters
        ----------
        document : Document
            The text that was coded, or your copy of it.

        Returns
        -------
        Highlighted
            A DataFrame with one row per sentence: ``paragraph``, ``sentence``
            (int), ``text`` and ``keys`` (str, of the rows that rest on it,
            separated by "; "). A notebook shows the text, coded values
            marked, sentences that carry no row in grey.

        Raises
        ------
        CorpusError
            If no text was coded, or the document is a copy of none.
        """
        from fpdata.highlighting import highlight

        return highlight(self, document)

    def to_annotations(self, document: Document) -> dict[str, Any]:
        """Return the evidence as W3C Web Annotations, made from your own copy.

        Parameters
        ----------
        document : Document
            Your copy of the source.

        Returns
        -------
        dict
            JSON-LD: an AnnotationPage with one Annotation per locator that
            was found or moved, its target selected by position
            (TextPositionSelector, into ``document.text``) and by quotation
            (TextQuoteSelector). It holds sentences of the source: mind its
            licence before you pass it on.
        """
        return verification.annotations(self, document)

    def to_parquet(self, folder: str | os.PathLike[str]) -> None:
        """Write one Parquet file per table that has rows, derived columns included.

        Parameters
        ----------
        folder : str or path
            Made if missing; files of the same names are replaced.

        Raises
        ------
        ImportError
            If pyarrow is not installed (``fpdata[parquet]``).
        """
        import pyarrow as pa  # noqa: F401 (before a folder is made)

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name in schema.tables():
            frame = getattr(self, name)
            if len(frame):
                partial = folder / f".{name}.parquet.part"
                frame.to_parquet(partial, index=False)
                os.replace(partial, folder / f"{name}.parquet")

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Write a complete data package: one CSV per table and ``datapackage.json``.

        Derived columns are not written. Loading the folder again gives the
        same corpus. Nothing is written if the corpus is not valid; if writing
        fails, the folder keeps what it held.

        Parameters
        ----------
        folder : str or path
            Made if missing; tables of a package in it are replaced.

        Raises
        ------
        SchemaError
            If the corpus is not valid (see `validate`).
        """
        self.validate()
        raw = self._raw()
        written = {
            name: frame.sort_values(schema.key(name), key=_natural)
            for name, frame in raw.items()
            if name in self._present or len(frame)
        }
        saving.write(Path(folder), written, self._about)

    def _raw(self) -> dict[str, pd.DataFrame]:
        raw = {}
        for name in schema.tables():
            raw[name] = numbered(name, schema.to_raw(name, getattr(self, name)))
        return raw


def _natural(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values) if values.name in ("paragraph", "sentence") else values
