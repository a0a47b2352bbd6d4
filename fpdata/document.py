"""A document: text in, metadata, paragraphs, sentences and fingerprints out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from os import PathLike

import numpy as np
import pandas as pd

from fpdata.errors import DocumentError
from fpdata.formats import read_text
from fpdata.reading import Furniture, Reader
from fpdata.segmentation import bare, digest, fold, plain, split_sentences

__all__ = ["Document", "Furniture", "read_document", "running_text"]


@dataclass(frozen=True)
class Document:
    """A document that was read.

    Attributes
    ----------
    text : str
        The text as it was read, unchanged; of HTML and PDF the text taken
        out of them, to which all offsets refer.
    title, author, publisher : str or None
        As the document states them.
    published : datetime.date or None
        Day of publication; None where it is not stated or not clear.
    sentences : DataFrame
        One row per sentence: ``paragraph``, ``sentence`` (int, from 1),
        ``start``, ``end`` (int, offsets into `text`), ``text`` (str, plain,
        white space folded), ``digest`` (str) and ``n_chars`` (int, of the
        normalised sentence).
    furniture : tuple of Furniture
        What was left out of the running text.
    remarks : tuple of str
        What could not be decided, such as a date that reads two ways.
    """

    text: str = field(repr=False)
    title: str | None
    author: str | None
    publisher: str | None
    published: date | None
    sentences: pd.DataFrame = field(repr=False, compare=False)
    furniture: tuple[Furniture, ...] = field(repr=False)
    remarks: tuple[str, ...] = ()


def read_document(source: str | PathLike[str] | bytes) -> Document:
    r"""Read plain text, Markdown, HTML or PDF into paragraphs, sentences and metadata.

    Parameters
    ----------
    source : str, path or bytes
        A file's path, or the content itself: bytes, or a str with a line
        break. The kind is judged by content, not by name.

    Returns
    -------
    Document

    Raises
    ------
    DocumentError
        If there is no such file, it is not text in UTF-8 (or UTF-16 with a
        byte order mark, or what an HTML page declares), or it has no running
        text; for a PDF also if pypdf is missing (``fpdata[pdf]``).

    Examples
    --------
    >>> document = read_document("# A trip\n\n05.04.2024\n\nThe minister went to Laos. He came back.")
    >>> document.title, document.published.isoformat(), len(document.sentences)
    ('A trip', '2024-04-05', 2)
    """
    reader = _read(source)
    text = reader.text
    return Document(
        text=text,
        sentences=_sentence_frame(text, reader.paragraphs),
        furniture=tuple(sorted(reader.furniture)),
        remarks=tuple(reader.remarks),
        **reader.metadata,
    )


def running_text(source: str | bytes) -> tuple[list[tuple[int, int, str]], date | None]:
    """Read content as `read_document` does and return only what rules need: much faster for many short texts.

    Parameters
    ----------
    source : str or bytes
        The content itself, never a path.

    Returns
    -------
    list of tuple
        Paragraph, sentence (int, from 1) and text (str) of each sentence.
    datetime.date or None
        Day of publication.

    Raises
    ------
    DocumentError
        As for `read_document`.
    """
    reader = _read(source + "\n" if isinstance(source, str) else source)  # with a line break it is no path
    sentences = []
    for number, (start, end) in enumerate(reader.paragraphs, 1):
        shown = [reader.text[first:last] for first, last in split_sentences(reader.text, start, end)]
        if not bare(reader.text[start:end].strip()):
            shown = map(plain, shown)
        sentences += [(number, count, sentence) for count, sentence in enumerate(shown, 1)]
    return sentences, reader.metadata["published"]


def _read(source: str | PathLike[str] | bytes) -> Reader:
    name, text, stated = read_text(source)
    reader = Reader(text)
    reader.read()
    reader.complete(stated)
    if not reader.paragraphs:
        msg = f"{name}: found no running text, expected at least one sentence"
        raise DocumentError(msg)
    return reader


def _sentence_frame(text: str, paragraphs: list[tuple[int, int]]) -> pd.DataFrame:
    places, spans = [], []
    for number, (start, end) in enumerate(paragraphs, 1):
        found = split_sentences(text, start, end)
        places += [(number, count) for count in range(1, len(found) + 1)]
        spans += found
    shown = [plain(text[first:last]) for first, last in spans]
    normalised = [fold(sentence) for sentence in shown]
    numbers = np.array(places, dtype="int64").reshape(-1, 2)
    offsets = np.array(spans, dtype="int64").reshape(-1, 2)
    return pd.DataFrame(
        {
            "paragraph": numbers[:, 0],
            "sentence": numbers[:, 1],
            "start": offsets[:, 0],
            "end": offsets[:, 1],
            "text": pd.array(shown, dtype="str"),
            "digest": pd.array([digest(sentence) for sentence in normalised], dtype="str"),
            "n_chars": np.array([len(sentence) for sentence in normalised], dtype="int64"),
        }
    )
