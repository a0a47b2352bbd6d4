"""How the rows of a corpus spread over the sentences they rest on."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from fpdata import schema, style
from fpdata.corpus import Corpus
from fpdata.errors import CorpusError

__all__ = ["count_evidence", "plot_coverage"]


def count_evidence(corpus: Corpus) -> pd.DataFrame:
    """Count the rows that rest on each sentence of the coded texts.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    DataFrame
        One row per sentence, in reading order, zeros kept: ``source_id``
        (str), ``paragraph``, ``sentence`` (Int64), ``n_rows`` (int) and one
        column per table that has evidence (int).

    Examples
    --------
    >>> import fpdata as fp
    >>> counts = fp.count_evidence(fp.load())
    >>> len(counts), bool((counts["n_rows"] > 0).all())
    (49, True)
    """
    places = ["source_id", "paragraph", "sentence"]
    rows = corpus.evidence_rows.dropna(subset="sentence")
    tables = [name for name in schema.tables() if (rows["table"] == name).any()]
    counts = rows.groupby([*places, "table"]).size().unstack("table", fill_value=0).reindex(columns=tables)
    order = corpus.sentences[places].sort_values(places)
    result = order.merge(counts.reset_index(), on=places, how="left", validate="1:1")
    result[tables] = result[tables].fillna(0).astype(int)
    result.insert(3, "n_rows", result[tables].sum(axis=1).astype(int))
    return result.reset_index(drop=True)


def plot_coverage(corpus: Corpus) -> go.Figure:
    """Draw how many rows rest on each paragraph of a coded text, by table.

    Parameters
    ----------
    corpus : Corpus
        With sentences.

    Returns
    -------
    plotly.graph_objects.Figure
        One stacked bar per paragraph; the hover tells the sentences.

    Raises
    ------
    CorpusError
        If the corpus has no coded text.
    """
    counts = count_evidence(corpus)
    if counts.empty:
        msg = f"{corpus.name}: found no sentences, expected a coded text"
        raise CorpusError(msg)
    several = counts["source_id"].nunique() > 1
    label = counts["source_id"] + " " if several else pd.Series("", index=counts.index)
    counts["label"] = label + "paragraph " + counts["paragraph"].astype("str")
    paragraphs = counts.groupby("label", sort=False)
    tables = list(counts.columns[4:-1])
    tints = style.coloured(tables)
    traces = [_bars(table, tints[table], paragraphs) for table in tables]
    used = int((counts["n_rows"] > 0).sum())
    layout = style.layout(
        f"{used} of {len(counts)} sentences carry {int(counts['n_rows'].sum())} locators",
        "A row counts once for each sentence that it rests on.",
        [("■", tints[table], table) for table in tables],
        f"Source: {style.listed(counts['source_id'].unique(), 4)}",
        height=40 + 26 * len(paragraphs),
        left=110,
        foot=30,
        xaxis={"gridcolor": style.GRID, "zeroline": False, "nticks": 5, "tickfont": {"size": 10}},
        yaxis={
            "automargin": False,
            "autorange": "reversed",
            "type": "category",
            "tickfont": {"size": 11},
        },
        barmode="stack",
        bargap=0.3,
    )
    return go.Figure(traces, layout)


def _bars(table: str, tint: str, paragraphs: Any) -> dict[str, Any]:
    names, numbers, texts = [], [], []
    for label, rows in paragraphs:
        per_sentence = [f"sentence {s}: {n}" for s, n in zip(rows["sentence"], rows[table], strict=True) if n]
        names.append(style.escape(label))
        numbers.append(int(rows[table].sum()))
        texts.append(f"<b>{style.escape(label)}, {table}: {numbers[-1]}</b><br>" + "<br>".join(per_sentence))
    return {
        "type": "bar",
        "orientation": "h",
        "name": table,
        "x": numbers,
        "y": names,
        "text": texts,
        "textposition": "none",
        "hoverinfo": "text",
        "marker": {"color": tint},
    }
