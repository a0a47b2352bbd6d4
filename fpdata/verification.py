"""Rows held against a copy of their source: found, moved, changed or missing; and shown in it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from fpdata import countries, edtf, schema
from fpdata.errors import CorpusError
from fpdata.style import visible

if TYPE_CHECKING:
    from fpdata.corpus import Corpus
    from fpdata.document import Document

__all__ = ["STATUSES", "Evidence", "annotations", "evidence", "verify"]

STATUSES = ("found", "moved", "changed", "missing")
_ALIKE = 0.5


def coded_source(corpus: Corpus, document: Document) -> str:
    """Return the source_id of the coded text that a document is a copy of: most sentences in common.

    Raises
    ------
    CorpusError
        If no coded text has a sentence in common with it, or two as many.
    """
    known = corpus.sentences
    if known.empty:
        msg = f"{corpus.name}: found no sentences, expected a coded text to verify against"
        raise CorpusError(msg)
    shared = known["digest"].isin(set(document.sentences["digest"])).groupby(known["source_id"]).sum()
    if len(shared) == 1:
        return shared.index[0]
    best = shared[shared == shared.max()].index.tolist()
    if shared.max() == 0 or len(best) > 1:
        msg = f"document: found as much in common with {', '.join(best)}, expected a copy of one of them"
        raise CorpusError(msg)
    return best[0]


def verify(corpus: Corpus, document: Document) -> pd.DataFrame:
    """Hold every locator against a copy of its source; see `Corpus.verify`."""
    source = coded_source(corpus, document)
    coded = corpus.sentences[corpus.sentences["source_id"] == source]
    coded = coded.sort_values(["paragraph", "sentence"], ignore_index=True)
    fate = _fates(coded, document.sentences)
    rows = corpus.evidence_rows
    rows = rows[(rows["source_id"] == source) & rows["sentence"].notna()]
    places = list(zip(rows["paragraph"].astype(int), rows["sentence"].astype(int), strict=True))
    found = [fate[place] for place in places]
    return pd.DataFrame(
        {
            "table": rows["table"].array,
            "key": rows["key"].array,
            "locator": pd.array([f"{source}:{paragraph}.{sentence}" for paragraph, sentence in places], dtype="str"),
            "status": pd.Categorical([status for status, _, _ in found], categories=STATUSES),
            "found_at": pd.array([where for _, where, _ in found], dtype="str"),
            "score": pd.array([score for _, _, score in found], dtype="Float64"),
        }
    )


def _fates(coded: pd.DataFrame, copy: pd.DataFrame) -> dict[tuple[int, int], tuple[str, str | None, float | None]]:
    """Say of each coded sentence what became of it, where it is and how alike it is."""
    places = list(zip(copy["paragraph"], copy["sentence"], strict=True))
    by_place = dict(zip(places, copy["digest"], strict=True))
    by_digest: dict[str, list[tuple[int, int]]] = {}
    for place, digest in zip(places, copy["digest"], strict=True):
        by_digest.setdefault(digest, []).append(place)
    fates: dict[tuple[int, int], tuple[str, str | None, float | None]] = {}
    for row in coded.itertuples():
        place = (int(row.paragraph), int(row.sentence))
        if by_place.get(place) == row.digest:
            fates[place] = ("found", "{}.{}".format(*place), 1.0)
        elif row.digest in by_digest:
            near = min(by_digest[row.digest], key=lambda other: (abs(other[0] - place[0]), abs(other[1] - place[1])))
            fates[place] = ("moved", "{}.{}".format(*near), 1.0)
    if len(fates) < len(coded):
        fates |= _changed(coded, copy, set(fates))
    return fates


def _changed(
    coded: pd.DataFrame, copy: pd.DataFrame, settled: set[tuple[int, int]]
) -> dict[tuple[int, int], tuple[str, str | None, float | None]]:
    """Match what is left by its neighbours.

    The package has no text to compare, so that both sequences of digests are
    aligned; a sentence that stands where an unknown one stands now has
    changed, unless their lengths are too unlike.
    """
    from rapidfuzz.distance import Levenshtein

    fates: dict[tuple[int, int], tuple[str, str | None, float | None]] = {}
    left = [(int(row.paragraph), int(row.sentence)) for row in coded.itertuples()]
    for step in Levenshtein.opcodes(coded["digest"].tolist(), copy["digest"].tolist()):
        free = list(range(step.dest_start, step.dest_end))
        for place in range(step.src_start, step.src_end):
            if left[place] in settled:
                continue
            fates[left[place]] = ("missing", None, None)
            scores = {other: _alike(coded["n_chars"].iloc[place], copy["n_chars"].iloc[other]) for other in free}
            best = max(scores, key=lambda other: scores[other], default=None)
            if best is not None and scores[best] >= _ALIKE:
                where = f"{copy['paragraph'].iloc[best]}.{copy['sentence'].iloc[best]}"
                fates[left[place]] = ("changed", where, round(scores[best], 3))
                free = free[free.index(best) + 1 :]
    return fates


def _alike(one: int, other: int) -> float:
    return float(min(one, other) / max(one, other, 1))


class Evidence(pd.DataFrame):
    """Where one row of the corpus stands, shown in a notebook as quotations (see `Corpus.evidence`)."""

    _metadata = ("values_named",)

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def _repr_html_(self) -> str:
        if "text" not in self:
            return pd.DataFrame(self)._repr_html_()
        parts = []
        for row in self.itertuples():
            quoted = [_quiet(row.before), marked(row.text, self.values_named), _quiet(row.after)]
            place = html.escape(f"{row.table} {row.key}, {row.locator} ({row.status})")
            body = " ".join(filter(None, quoted)) or "<em>not in this copy</em>"
            parts.append(f"<figure><blockquote><p>{body}</p></blockquote><figcaption>{place}</figcaption></figure>")
        return "\n".join(parts)


def _quiet(text: Any) -> str:
    return "" if pd.isna(text) else f"<small>{html.escape(visible(text))}</small>"


def marked(text: Any, named: list[str]) -> str:
    """Escape a sentence and mark the coded values in it."""
    if pd.isna(text):
        return ""
    text = visible(text)
    pattern = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    if not pattern:
        return html.escape(text)
    parts = re.split(rf"(?<!\w)({pattern})", text, flags=re.IGNORECASE)
    return "".join(f"<mark>{html.escape(p)}</mark>" if i % 2 else html.escape(p) for i, p in enumerate(parts))


def evidence(corpus: Corpus, key: str, document: Document | None) -> Evidence:
    """Show where a row stands; see `Corpus.evidence`."""
    rows = corpus.evidence_rows
    rows = rows[rows["key"] == key]
    if rows.empty:
        msg = f"evidence: found no row {key!r}, expected a key such as {_example(corpus)}"
        raise CorpusError(msg)
    digests = corpus.sentences.set_index(["source_id", "paragraph", "sentence"])["digest"]
    places = list(zip(rows["source_id"], rows["paragraph"], rows["sentence"], strict=True))
    located = [not pd.isna(sentence) for _, _, sentence in places]
    frame = pd.DataFrame(
        {
            "table": rows["table"].array,
            "key": rows["key"].array,
            "locator": [f"{s}:{p}.{n}" if has else s for (s, p, n), has in zip(places, located, strict=True)],
            "digest": [digests.get(place) if has else None for place, has in zip(places, located, strict=True)],
        }
    ).astype({"locator": "str", "digest": "str"})
    if document is not None:
        frame = _quoted(frame, verify(corpus, document), document)
    result = Evidence(frame)
    result.values_named = named(corpus, key)
    return result


def _example(corpus: Corpus) -> str:
    keys = corpus.evidence_rows["key"]
    return repr(keys.iloc[0]) if len(keys) else "none: the corpus is empty"


def _quoted(frame: pd.DataFrame, checked: pd.DataFrame, document: Document) -> pd.DataFrame:
    """Add status, the sentence and its neighbours in the same paragraph."""
    fate = checked.drop_duplicates("locator").set_index("locator")
    sentences = document.sentences
    text = {f"{row.paragraph}.{row.sentence}": row.text for row in sentences.itertuples()}
    frame = frame.assign(
        status=pd.Categorical(frame["locator"].map(fate["status"]), categories=STATUSES),
        found_at=frame["locator"].map(fate["found_at"]).astype("str"),
    )

    def near(step: int) -> list[str | None]:
        parts = [("", "", "") if pd.isna(where) else where.partition(".") for where in frame["found_at"]]
        return [text.get(f"{part}.{int(number) + step}") if number else None for part, _, number in parts]

    columns = {"before": near(-1), "text": near(0), "after": near(1)}
    return frame.assign(**columns).astype(dict.fromkeys(columns, "str"))


def named(corpus: Corpus, key: str) -> list[str]:
    """List the words by which a row's values may stand in its sentences."""
    found: set[str] = set()
    for table in schema.tables():
        if "evidence" not in schema.columns(table):
            continue
        frame = getattr(corpus, table)
        for row in frame[frame[schema.key(table)[0]] == key].to_dict("records"):
            for field in schema.fields(table):
                value = row.get(field["name"])
                if not pd.isna(value) and value != "":
                    found |= _words_for(field, value)
            if "visitor" in row:
                found |= {row["visitor"], row["visitor"].split()[-1]}
    return sorted(filter(None, found))


def _words_for(field: dict[str, Any], value: Any) -> set[str]:
    if field["kind"] == "country":
        row = countries.table().set_index("iso3").loc[value]
        names = [row["name"], row["capital"], row["demonyms"]]
        return {name for cell in names if not pd.isna(cell) for name in cell.split("; ")}
    if field["kind"] == "region":
        return {countries.label(value)}
    if field["kind"] == "edtf":
        words = edtf.words(value)
        return {words} | set(re.findall(r"\b(?:\d{4}|[A-Z][a-z]+)\b", words)) | set(re.findall(r"\b\d{1,2}\b", words))
    if field["name"] in ("counterparts", "product", "actor", "recipient"):
        return {part for name in value.split("; ") for part in (name, name.split()[-1])}
    return set()


def annotations(corpus: Corpus, document: Document) -> dict[str, Any]:
    """Return W3C Web Annotations; see `Corpus.to_annotations`."""
    source = coded_source(corpus, document)
    checked = verify(corpus, document)
    spans = {
        f"{row.paragraph}.{row.sentence}": (int(row.start), int(row.end)) for row in document.sentences.itertuples()
    }
    about = corpus.sources.set_index("source_id").loc[source]
    target = f"urn:fpdata:{source}" if pd.isna(about["url"]) else about["url"]
    items = []
    for row in checked[checked["status"].isin(["found", "moved"])].itertuples():
        start, end = spans[row.found_at]
        text = document.text
        items.append(
            {
                "id": f"urn:fpdata:{row.table}:{row.key}:{row.locator.partition(':')[2]}",
                "type": "Annotation",
                "motivation": "identifying",
                "body": {"type": "TextualBody", "format": "text/plain", "value": f"{row.table}: {row.key}"},
                "target": {
                    "source": target,
                    "selector": [
                        {"type": "TextPositionSelector", "start": start, "end": end},
                        {
                            "type": "TextQuoteSelector",
                            "exact": text[start:end],
                            "prefix": text[max(start - 32, 0) : start],
                            "suffix": text[end : end + 32],
                        },
                    ],
                },
            }
        )
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:fpdata:{corpus.name}:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
