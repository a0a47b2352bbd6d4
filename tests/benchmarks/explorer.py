"""Kernel time from a choice in the explorer to its last message: ``python -m tests.benchmarks.explorer``.

Runs in a real kernel, so that all messages to a page are made and sent. Each
choice is taken and taken back; the slowest counts. 100,000 visits are the
bundled ones over and over, of many visitors, each at a country and day of its own.
"""

from __future__ import annotations

import copy
import time
from itertools import pairwise

import nbformat
import pandas as pd
from nbclient import NotebookClient

import fpdata as fp
from fpdata import countries

CHOICES = ({"country": "IND"}, {"status": "occurred"}, {"since": "2020", "until": "2021"}, {"source": "preiherman2024"})


def many(n: int = 100_000) -> fp.Corpus:
    """Return a corpus of `n` visits, in memory."""
    corpus = copy.copy(fp.load())
    hosts = sorted(countries.codes())
    days = pd.date_range("1990-01-01", "2024-12-31", freq="D")
    rows = corpus.visits.iloc[[1] * n].reset_index(drop=True)
    day = pd.Series(days[[place * 37 % len(days) for place in range(n)]]).dt.as_unit("s")
    corpus.visits = rows.assign(
        visit_id=[f"visit-{place}" for place in range(n)],
        event_id=[f"event-{place}" for place in range(n)],
        host_iso3=[hosts[place % len(hosts)] for place in range(n)],
        visitor=[f"Visitor {place % 300}" for place in range(n)],
        date=day.dt.strftime("%Y-%m-%d"),
        date_earliest=day,
        date_latest=day,
    )
    return corpus


def measure(corpus: fp.Corpus) -> str:
    """Say how long an explorer takes to make, and after each choice."""
    start = time.perf_counter()
    explorer = fp.explore(corpus)
    built = time.perf_counter() - start
    visitor = {"visitor": corpus.visits["visitor"].iloc[0]}
    sector = [{"sector": "tourism"}] if len(corpus.cooperation) else []
    times = []
    for choice in (*CHOICES, visitor, *sector):
        moments = [time.perf_counter()]
        explorer.select(**choice)
        moments.append(time.perf_counter())
        explorer.clear()
        moments.append(time.perf_counter())
        times += [later - earlier for earlier, later in pairwise(moments)]
    return (
        f"{len(corpus.visits):,} visits: {built:.1f} s to make; "
        f"after a choice at most {1000 * max(times):.0f} ms, on average {1000 * sum(times) / len(times):.0f} ms"
    )


def main() -> None:
    """Print what a kernel measured."""
    source = "import fpdata as fp\nfrom tests.benchmarks.explorer import many, measure\n"
    source += "fp.explore(fp.load())\nprint(measure(fp.load()))\nprint(measure(many()))"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, timeout=300).execute()
    print("".join(output.get("text", "") for output in notebook.cells[0].outputs if output.output_type == "stream"))


if __name__ == "__main__":
    main()
