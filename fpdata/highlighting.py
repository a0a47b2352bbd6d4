"""A document with the sentences that carry rows, and in them the words that were coded."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd

from fpdata.style import MUTED, visible
from fpdata.verification import marked, named, verify

if TYPE_CHECKING:
    from fpdata.corpus import Corpus
    from fpdata.document import Document

__all__ = ["Highlighted", "highlight"]


class Highlighted(pd.DataFrame):
    """The sentences of a document, shown in a notebook as its text (see `Corpus.highlight`)."""

    _metadata = ("values_named",)

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    def _repr_html_(self) -> str:
        paragraphs: dict[int, list[str]] = {}
        for row in self.itertuples():
            if row.keys:
                shown = marked(row.text, self.values_named[row.paragraph, row.sentence])
                sentence = f'<span title="{html.escape(visible(row.keys))}">{shown}</span>'
            else:
                sentence = f'<span style="color:{MUTED}">{html.escape(visible(row.text))}</span>'
            paragraphs.setdefault(row.paragraph, []).append(sentence)
        return "\n".join(f"<p><small>{number}</small> {' '.join(parts)}</p>" for number, parts in paragraphs.items())


def highlight(corpus: Corpus, document: Document) -> Highlighted:
    """Show which sentences carry rows; see `Corpus.highlight`."""
    checked = verify(corpus, document).dropna(subset="found_at")
    keys: dict[tuple[int, int], dict[str, None]] = {}
    for key, place in zip(checked["key"], checked["found_at"], strict=True):
        paragraph, _, sentence = place.partition(".")
        keys.setdefault((int(paragraph), int(sentence)), {})[key] = None
    words = {key: named(corpus, key) for key in checked["key"].unique()}
    frame = document.sentences[["paragraph", "sentence", "text"]].copy()
    places = list(zip(frame["paragraph"], frame["sentence"], strict=True))
    frame["keys"] = pd.array(["; ".join(keys.get(place, ())) for place in places], dtype="str")
    result = Highlighted(frame)
    result.values_named = {
        place: sorted({word for key in found for word in words[key]}) for place, found in keys.items()
    }
    return result
