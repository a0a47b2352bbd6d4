"""The corpus: all tables of one or several data packages, checked, typed and joined."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fpdata import countries, edtf, package, schema
from fpdata.errors import Problem, SchemaError

__all__ = ["Corpus", "load"]


def _edtf_complaint(value: str) -> str | None:
    try:
        edtf.bounds(value)
    except ValueError as error:
        return f"an EDTF date ({error})"
    return None


def _country_complaint(value: str) -> str | None:
    return None if value in countries.codes() else "an ISO 3166-1 alpha-3 country code, or XKX"


def _region_complaint(value: str) -> str | None:
    return None if value in countries.regions() else "a UN M49 region code, such as 002 for Africa"


_CHECKERS = {"edtf": _edtf_complaint, "country": _country_complaint, "region": _region_complaint}


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
    memberships, figures, outcomes : DataFrame
        What it can be held against. A table that no package has is empty.
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
    outcomes: pd.DataFrame

    def __init__(self, tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> None:
        """Type raw tables; they are taken to be free of problems."""
        self._about = dict(about)
        self._present = [name for name in schema.tables() if name in tables]
        typed = {name: schema.to_typed(name, tables.get(name, schema.empty(name))) for name in schema.tables()}
        for name, frame in typed.items():
            setattr(self, name, edtf.add_bounds(frame, [field["name"] for field in schema.fields(name, "edtf")]))
        names = self.people.set_index("person_id")["name"]
        visitor = self.visits["person_id"].map(names).fillna(self.visits["visitor_text"]).astype("str")
        self.visits.insert(self.visits.columns.get_loc("visitor_text") + 1, "visitor", visitor)

    @property
    def name(self) -> str:
        return self._about["name"]

    @property
    def title(self) -> str:
        return self._about["title"]

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
        return _evidence_rows(self._raw()).reset_index(drop=True)

    def validate(self) -> None:
        """Check every table against the schema.

        Raises
        ------
        SchemaError
            Listing every problem. Rows are counted as in the file that `save`
            would write from the frame as it stands.
        """
        problems = [
            Problem(f"{name}.csv", 1, column, None, "the column")
            for name in schema.tables()
            for column in schema.missing_columns(name, list(getattr(self, name)))
        ]
        problems += _check(self._raw())
        if problems:
            raise SchemaError(problems)

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
        package.write(Path(folder), written, self._about)

    def _raw(self) -> dict[str, pd.DataFrame]:
        raw = {}
        for name in schema.tables():
            frame = schema.to_raw(name, getattr(self, name))
            numbers = range(2, len(frame) + 2)
            frame.index = pd.MultiIndex.from_arrays([[f"{name}.csv"] * len(frame), numbers], names=["file", "row"])
            raw[name] = frame
        return raw


def _natural(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values) if values.name in ("paragraph", "sentence") else values


def load(*sources: str | os.PathLike[str]) -> Corpus:
    """Load one data package, or several joined.

    Parameters
    ----------
    *sources : str or path
        Names of bundled packages (see `packages`) or folders; a bundled name
        goes first, write ``./name`` for a folder of that name. Without any,
        the bundled article ``preiherman2024``.

    Returns
    -------
    Corpus
        Where packages are joined, rows that are equal in every column merge.

    Raises
    ------
    CorpusError
        If there is no such package.
    SchemaError
        If a package has problems, or if packages give one key different
        contents; every problem is listed.

    Examples
    --------
    >>> corpus = load()
    >>> len(corpus.visits), corpus.visits["host_iso3"].dropna().tolist()
    (5, ['IND', 'MNG', 'BGD', 'LAO'])
    """
    parts, problems = [], []
    for source in sources or ("preiherman2024",):
        folder = package.locate(source)
        tables, about, found = package.read(folder)
        if len(sources) > 1:
            tables = {name: _placed(frame, folder) for name, frame in tables.items()}
            found = [problem._replace(file=str(folder / problem.file)) for problem in found]
        parts.append((tables, about))
        problems += found
    joined = {name: _joined([tables[name] for tables, _ in parts if name in tables]) for name in schema.tables()}
    joined = {name: frame for name, frame in joined.items() if frame is not None}
    problems += _check(joined)
    if problems:
        raise SchemaError(problems)
    about = parts[0][1]
    if len(parts) > 1:
        about = {part: "+".join(dict.fromkeys(a[part] for _, a in parts)) for part in ("name", "title")}
    return Corpus(joined, about)


def _placed(frame: pd.DataFrame, folder: Path) -> pd.DataFrame:
    place = frame.index.set_levels([str(folder / file) for file in frame.index.levels[0]], level=0)
    return frame.set_axis(place)


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame | None:
    if not frames:
        return None
    if len(frames) == 1:
        return frames[0]
    whole = pd.concat(frames).fillna("")
    # equal rows merge across packages only: a row that one file holds twice stays a problem
    file = whole.index.get_level_values("file")
    again = whole.duplicated() & ~whole.assign(file=file).duplicated()
    return whole[~again]


def _check(raw: Mapping[str, pd.DataFrame]) -> list[Problem]:
    problems = []
    for name, frame in raw.items():
        problems += schema.check(name, frame, _CHECKERS)
    for name, frame in raw.items():
        for link in schema.table(name).get("foreignKeys", []):
            problems += _check_link(frame, link, raw)
    return problems + _check_evidence(raw)


def _check_link(frame: pd.DataFrame, link: dict[str, Any], raw: Mapping[str, pd.DataFrame]) -> list[Problem]:
    (column,), target = link["fields"], link["reference"]["resource"]
    (field,) = link["reference"]["fields"]
    if column not in frame:
        return []
    known = raw[target][field] if target in raw and field in raw[target] else ()
    values = frame[column]
    bad = values[(values != "") & ~values.isin(known)]
    return [
        Problem(file, row, column, value, f"a {field} of {target}.csv")
        for (file, row), value in zip(bad.index, bad, strict=True)
    ]


def _evidence_rows(raw: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per locator, with the index (file, row) it came from."""
    parts = []
    for name, frame in raw.items():
        if "evidence" in frame and schema.key(name)[0] in frame:
            cited = frame["evidence"][frame["evidence"] != ""].str.split("; ").explode()
            found = cited.str.extract(r"^(?P<source_id>[^:]*)(?::(?P<paragraph>\d{1,9})\.(?P<sentence>\d{1,9}))?$")
            found.insert(0, "table", name)
            found.insert(1, "key", frame[schema.key(name)[0]].loc[found.index].to_numpy() if len(found) else "")
            parts.append(found)
    whole = pd.concat(parts)
    return whole.astype({"paragraph": "Int64", "sentence": "Int64"})


def _check_evidence(raw: Mapping[str, pd.DataFrame]) -> list[Problem]:
    if not any("evidence" in frame for frame in raw.values()):
        return []
    cited = _evidence_rows(raw).dropna(subset="source_id")
    sources = set(raw["sources"]["source_id"]) if "source_id" in raw.get("sources", ()) else set()
    sentences = raw.get("sentences", schema.empty("sentences"))
    if not {"source_id", "paragraph", "sentence"}.issubset(sentences):
        return []
    known = set(sentences["source_id"] + ":" + sentences["paragraph"] + "." + sentences["sentence"])
    coded = set(sentences["source_id"])
    located = cited["sentence"].notna()
    locator = cited["source_id"].where(
        ~located, cited["source_id"] + ":" + cited["paragraph"].astype("str") + "." + cited["sentence"].astype("str")
    )
    bad_source = ~cited["source_id"].isin(sources)
    bad_sentence = ~bad_source & located & ~locator.isin(known)
    sure = set(zip(cited["table"][located], cited["key"][located], cited["source_id"][located], strict=True))
    bare = [
        not has and source in coded and (table, key, source) not in sure
        for table, key, source, has in zip(cited["table"], cited["key"], cited["source_id"], located, strict=True)
    ]
    problems = []
    for bad, expected in (
        (bad_source, "a source_id of sources.csv"),
        (bad_sentence, "a sentence of sentences.csv"),
        (
            pd.Series(bare, index=cited.index, dtype=bool),
            "a sentence of this coded source, as source_id:paragraph.sentence",
        ),
    ):
        problems += [Problem(file, row, "evidence", value, expected) for (file, row), value in locator[bad].items()]
    return problems
