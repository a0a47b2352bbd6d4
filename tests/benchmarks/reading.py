"""Reading and fingerprinting against a blank spaCy pipeline: ``python -m tests.benchmarks.reading [FILE]``.

Without FILE the text is made here: 8 MB of paragraphs of distinct sentences
with abbreviations, decimals and curly quotes. spaCy (``pip install spacy``)
splits the same text, paragraph by paragraph, with its rule-based sentencizer;
it makes no digests. Prints MB (of UTF-8) and sentences per second, best of
three, and the ratio.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import fpdata as fp

_WORDS = (
    "minister president deputy delegation agreement market visit capital trade potash tractors summit partner region "
    "exports government officials company project sanctions road map university embassy talks border investment"
).split()
_LINKS = "of the with in for and to after before from by during despite under".split()
_ODD = ["Dr. Lee", "the U.S. envoy", "3.5 million tonnes", "“a new level”", "No. 5", "15–16 March", "2024–26"]


def made_text(size: int) -> str:
    """Make text of a size in characters, the same each time."""
    chance = random.Random(1)
    paragraphs, total = [], 0
    while total < size:
        sentences = []
        for _ in range(chance.randint(3, 8)):
            words = [chance.choice(_LINKS if place % 2 else _WORDS) for place in range(chance.randint(12, 32))]
            if chance.random() < 0.3:
                words.append(chance.choice(_ODD))
            sentences.append(" ".join(words).capitalize() + f" {len(paragraphs)} times.")
        paragraphs.append(" ".join(sentences))
        total += len(paragraphs[-1]) + 2
    return "# A title\n\n" + "\n\n".join(paragraphs) + "\n"


def best(run: Callable[[], int], rounds: int = 3) -> tuple[float, int]:
    """Return the shortest time in seconds and the number of sentences."""
    times, count = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        count = run()
        times.append(time.perf_counter() - start)
    return min(times), count


def main(file: str | None = None) -> None:
    """Print both speeds and their ratio."""
    text = Path(file).read_text("utf-8") if file else made_text(8_000_000)
    size = len(text.encode()) / 1e6
    own, count = best(lambda: len(fp.read_document(text).sentences))
    print(f"fpdata: {size / own:.1f} MB/s, {count / own:,.0f} sentences/s ({count:,} sentences)")
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed: no ratio")
        return
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    paragraphs = text.split("\n\n")
    peer, count = best(lambda: sum(len(list(document.sents)) for document in pipeline.pipe(paragraphs)), 1)
    print(f"spaCy: {size / peer:.1f} MB/s, {count / peer:,.0f} sentences/s ({count:,} sentences)")
    print(f"fpdata is {peer / own:.1f} times as fast")


if __name__ == "__main__":
    main(*sys.argv[1:2])
