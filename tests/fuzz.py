"""Random and mutated inputs: only fpdata's own errors may come out, one line per problem.

Run by hand with ``python -m tests.fuzz 10000``; the test suite runs a few hundred.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import fpdata as fp
from fpdata.package import bundled
from tests.conftest import OWN_TEXT

_BITS = [
    "\n\n", "<p>", "</p>", "<!DOCTYPE html>", "# ", "*", "[a](", ")", "](", "Mr. ", "U.S. ", "...", "“", "\u00ad",
    "\x0c", "05.04.2024", "\r", "。", "\ufeff", "\u202e", "<a ", "&#0;", "%PDF-1.4", "\ud7ff", "=", "a" * 3000,
]  # fmt: skip
_CELLS = [
    "", "NA", "NaN", "2024-13", "../x", "=1+1", "IND", "0", "-1", "1e400", "preiherman2024:1.1", ";", "\n", '"',
    "ä" * 50,
]  # fmt: skip


def mutated_bytes(chance: random.Random, data: bytes) -> bytes:
    """Change, cut, double or insert a few stretches of bytes."""
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        what = chance.randrange(5)
        if what == 0:
            data = data[:place] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 8))) + data[place:]
        elif what == 1:
            data = data[:place]
        elif what == 2:
            data = data[:place] + data[place + chance.randint(1, 60) :]
        elif what == 3:
            data = (
                data[:place]
                + chance.choice(_BITS).encode("utf-8", "surrogatepass") * chance.randint(1, 5)
                + data[place:]
            )
        else:
            data = data[:place] + data[: chance.randint(0, 200)] + data[place:]
    return data


def document_round(chance: random.Random) -> None:
    """Read one mutated document."""
    try:
        document = fp.read_document(mutated_bytes(chance, chance.choice([OWN_TEXT.encode(), b"", b"<p>A b. C d.</p>"])))
    except fp.DocumentError as error:
        assert "\n" not in str(error), error
        return
    last = 0
    for row in document.sentences.itertuples():
        assert last <= row.start < row.end <= len(document.text)
        last = row.end


def package_round(chance: random.Random, folder: Path) -> None:
    """Load one mutated package; what loads must be valid and save."""
    source = bundled()["preiherman2024"]
    for path in source.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for _ in range(chance.randint(1, 3)):
        path = folder / chance.choice(sorted(p.name for p in source.iterdir()))
        if chance.random() < 0.5:
            path.write_bytes(mutated_bytes(chance, path.read_bytes()))
        else:
            lines = path.read_text("utf-8", "replace").split("\n")
            place = chance.randrange(len(lines))
            cells = lines[place].split(",")
            cells[chance.randrange(len(cells))] = chance.choice(_CELLS)
            lines[place] = ",".join(cells)
            path.write_text("\n".join(lines), "utf-8")
    try:
        corpus = fp.load(folder)
    except fp.SchemaError as error:
        assert len(str(error).splitlines()) == len(error.problems), error
        return
    corpus.validate()
    corpus.save(folder)
    fp.load(folder)


def main(rounds: int, seed: int = 0) -> None:
    """Run as many rounds, one package for every nine documents."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        for number in range(rounds):
            state = chance.getstate()
            try:
                if number % 10:
                    document_round(chance)
                else:
                    package_round(chance, Path(name))
            except Exception:
                print(f"round {number} of seed {seed}", file=sys.stderr)
                chance.setstate(state)
                raise
    print(f"{rounds} rounds: only fpdata's own errors")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
