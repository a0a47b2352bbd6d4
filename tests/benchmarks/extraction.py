"""How good the rules are on passages with gold rows.

Usage: ``python -m tests.benchmarks.extraction FILE.jsonl [--misses]``. One JSON
object a line: ``id``, ``text``, ``published``, ``kind`` and ``visits``, each
with ``visitor``, ``from``, ``to``, ``when``, ``status`` and ``counterparts``.
A predicted row answers to a gold row if the destination is the same and the
visitor's family name or the sending country agrees; one to one. A field that
gold leaves empty is not scored; ongoing and occurred are one status; a date
must overlap, and one where gold has none is counted as unsupported.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict

import numpy as np
from scipy.optimize import linear_sum_assignment

from fpdata import edtf
from fpdata.extraction.lexicon import fold
from fpdata.extraction.rules import visits
from fpdata.segmentation import blocks, split_sentences

_COLUMN = {"from": "sender_iso3", "when": "date", "status": "status", "counterparts": "counterparts"}
_SKIPPED = {"jr", "sr", "ii", "iii", "iv", "xvi"}


def sentences(text):
    """Cut a passage into (paragraph, sentence, text)."""
    return [
        (paragraph, number, " ".join(text[a:b].split()))
        for paragraph, (start, end) in enumerate(blocks(text), 1)
        for number, (a, b) in enumerate(split_sentences(text, start, end), 1)
    ]


def _words(name):
    return [word for word in fold(name).lower().replace(",", " ").replace(".", " ").split() if word not in _SKIPPED]


def fits(row, gold):
    if row["host_iso3"] != gold["to"]:
        return 0
    names = bool(_words(gold["visitor"])) and bool(_words(row["visitor"]))
    if names and (
        _words(gold["visitor"])[-1] in _words(row["visitor"]) or _words(row["visitor"])[-1] in _words(gold["visitor"])
    ):
        return 2
    return int(bool(gold["from"]) and row["sender_iso3"] == gold["from"])


def overlap(one, other):
    left, right = edtf.bounds(one), edtf.bounds(other)
    return left.earliest <= right.latest and right.earliest <= left.latest


def main(path, misses=False):
    kinds, fields = defaultdict(Counter), defaultdict(Counter)
    unsupported = 0
    with open(path, encoding="utf-8") as lines:
        passages = [json.loads(line) for line in lines]
    for passage in passages:
        rows = [
            row for row in visits(sentences(passage["text"]), passage["published"], passage["id"]) if row["host_iso3"]
        ]
        gold = passage["visits"]
        score = np.array([[fits(row, wanted) for wanted in gold] for row in rows]).reshape(len(rows), len(gold))
        pairs = [(i, j) for i, j in zip(*linear_sum_assignment(score, maximize=True), strict=True) if score[i, j]]
        count = kinds[passage["kind"]]
        count.update(tp=len(pairs), fp=len(rows) - len(pairs), fn=len(gold) - len(pairs))
        notes = []
        for i, j in pairs:
            row, wanted = rows[i], gold[j]
            got = {
                "from": row["sender_iso3"] == wanted["from"],
                "when": bool(wanted["when"]) and bool(row["date"]) and overlap(row["date"], wanted["when"]),
                "status": row["status"].replace("ongoing", "occurred")
                == wanted["status"].replace("ongoing", "occurred"),
                "counterparts": {_words(n)[-1] for n in wanted["counterparts"]}
                <= {_words(n)[-1] for n in row["counterparts"].split("; ") if n},
            }
            for name, right in got.items():
                if wanted[name]:
                    fields[name].update(n=1, right=int(right))
                    if not right:
                        notes.append(
                            f"{name}: {wanted['visitor']}>{wanted['to']} {row[_COLUMN[name]]!r}, gold {wanted[name]!r}"
                        )
            if row["date"] and not wanted["when"]:
                unsupported += 1
                notes.append(f"date where gold has none: {row['date']}")
        if misses:
            notes += [
                f"missed: {gold[j]['visitor']} > {gold[j]['to']} ({gold[j]['status']})"
                for j in range(len(gold))
                if j not in {b for _, b in pairs}
            ]
            notes += [
                f"invented: {rows[i]['visitor']} ({rows[i]['sender_iso3']}) > {rows[i]['host_iso3']}"
                f" ({rows[i]['status']}) {rows[i]['coder']}"
                for i in range(len(rows))
                if i not in {a for a, _ in pairs}
            ]
            if notes:
                print(passage["id"], *notes, sep="\n    ")
    total = sum(kinds.values(), Counter())
    for kind, count in [*sorted(kinds.items()), ("all", total)]:
        tp, fp, fn = count["tp"], count["fp"], count["fn"]
        print(
            f"{kind:15} tp {tp:3} fp {fp:3} fn {fn:3}  precision {tp / max(tp + fp, 1):.2f}"
            f"  recall {tp / max(tp + fn, 1):.2f}  F1 {2 * tp / max(2 * tp + fp + fn, 1):.2f}"
        )
    for name, count in fields.items():
        print(f"{name:15} {count['right']} of {count['n']} right")
    print(f"dates where gold has none: {unsupported}")
    return total


if __name__ == "__main__":
    main(sys.argv[1], "--misses" in sys.argv)
