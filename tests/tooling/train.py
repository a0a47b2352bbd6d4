"""Learn the weights of `fpdata.extraction.pairs` from passages with gold rows.

Usage: ``python -m tests.tooling.train FRESH... [--known FILE...] [-o WEIGHTS.csv]``.
One JSON object a line, as `tests.benchmarks.extraction` reads them. What a
rule is worth beside the links is learnt from FRESH passages alone; ``--known``
passages, which rules were fitted to one by one, teach only the links. Prints
how good the rows are on FRESH, each fifth of it held out in turn, at several
thresholds. The same passages give the same weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize
from scipy.sparse import csr_matrix

import fpdata
from fpdata.extraction import pairs as _pairs
from fpdata.extraction.stays import Stays
from fpdata.extraction.visits import story
from tests.benchmarks.extraction import fits, sentences
from tests.test_extraction import ELSEWHERE, NEGATIVE, NOWHERE, POSITIVE, PUBLISHED

_FOLDS = 5
_ROUNDS = 2


def logistic(features, answers, strength):
    """Fit a logistic regression with a ridge; return feature to weight, "" for the bias."""
    counts = Counter(name for row in features for name in row)
    names = sorted(name for name, count in counts.items() if count >= 3)
    index = {name: at for at, name in enumerate(names)}
    places = [
        (at, index[name], value) for at, row in enumerate(features) for name, value in row.items() if name in index
    ]
    rows, columns, values = zip(*places, strict=True)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(features), len(names)))
    signs = np.where(np.asarray(answers), 1.0, -1.0)

    def loss(weights):
        margin = signs * (matrix @ weights[:-1] + weights[-1])
        slope = -signs / (1 + np.exp(margin))
        gradient = np.append(matrix.T @ slope, slope.sum()) * strength
        gradient[:-1] += weights[:-1]
        return strength * np.logaddexp(0, -margin).sum() + weights[:-1] @ weights[:-1] / 2, gradient

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return dict(zip([*names, ""], found, strict=True))


def value(weights, row):
    return weights.get("", 0.0) + sum(weights.get(name, 0.0) * count for name, count in row.items())


def own():
    """Yield the sentences of the tests as passages."""
    for text, expected in [*POSITIVE, *ELSEWHERE, *((text, "") for text in (*NEGATIVE, *NOWHERE))]:
        rows = [re.match(r"(.+)>(\w+)", each).groups() for each in filter(None, expected.split("; "))]
        visits = [
            {"visitor": who.replace("-", " "), "from": who if who.isupper() else None, "to": to}
            for who, to in rows
            if len(to) == 3
        ]
        yield {"text": text, "published": PUBLISHED, "visits": visits}


class Passage:
    """A passage, read; its gold rows; what its links show."""

    def __init__(self, told, fresh):
        self.gold, self.fresh = told["visits"], fresh
        published = told["published"]
        day = date.fromisoformat(published) if published and len(published) == 10 else None
        self.story = story(sentences(told["text"]), day, list)
        self.story.settle()
        found = self.story.pairs
        self.links = [link for link in found.links if self.story.able(link.person, link.stop.code)]
        self.rows = [dict.fromkeys(row, 1.0) for row in map(found.setting(), self.links)]
        keys = {(id(link.person), link.stop.code): link.person for link in self.links}
        self.right = {key for key, person in keys.items() if self.answers(person, key[1], keys)}

    def answers(self, person, code, others):
        """Tell whether a person and a destination are a gold row."""
        best = 0
        for wanted in self.gold:
            score = fits(row(person, code), wanted)
            if score == 2:
                return True
            if score and not (person.name and any(fits(row(other, code), wanted) == 2 for other in others.values())):
                best = 1
        return bool(best)


def row(person, code):
    return {"host_iso3": code, "visitor": person.name or person.text, "sender_iso3": person.country}


def learn_links(passages, strength=0.15):
    """Learn what makes a link a visit, from the likeliest link of each visit and all links of what is none."""
    rows = [seen for passage in passages for seen in passage.rows]
    keys = [(at, id(link.person), link.stop.code) for at, passage in enumerate(passages) for link in passage.links]
    right = np.array([key[1:] in passages[key[0]].right for key in keys])
    used = np.ones(len(rows), bool)
    for _ in range(_ROUNDS):
        weights = logistic([rows[at] for at in np.flatnonzero(used)], right[used], strength)
        best = {}
        for at in np.flatnonzero(right):
            score = value(weights, rows[at])
            if keys[at] not in best or score > best[keys[at]][0]:
                best[keys[at]] = (score, at)
        used = ~right
        used[[at for _, at in best.values()]] = True
    return weights


def gathered(passage, weights):
    """Return the pairs of a passage, their links weighed, and what the others make of each."""
    told = passage.story
    found = told.pairs.gathered(
        told.visits, told.able, lambda row: 1 / (1 + np.exp(-value(weights, dict.fromkeys(row, 1.0))))
    )
    return found, _pairs.circumstances(found)


def scored(passages, found, chances, kept, added):
    """Count right, wrong and missed rows at two thresholds."""
    right = wrong = missed = 0
    for passage, pairs, likely in zip(passages, found, chances, strict=True):
        rows, held = [], []
        for chance, pair in sorted(zip(likely, pairs, strict=True), key=lambda one: -one[0]):
            if chance < (kept if pair.visits else added):
                continue
            person = pair.person
            if any(
                code == pair.code
                and (
                    Stays.same(person, other)
                    or (person.country == other.country != "" and not (person.name and other.name))
                )
                for other, code in held
            ):
                continue
            held.append((person, pair.code))
            rows += [row(person, pair.code)] * max(len(pair.visits), 1)
        score = np.array([[fits(one, wanted) for wanted in passage.gold] for one in rows]).reshape(
            len(rows), len(passage.gold)
        )
        hits = sum(score[i, j] > 0 for i, j in zip(*linear_sum_assignment(score, maximize=True), strict=True))
        right, wrong, missed = right + hits, wrong + len(rows) - hits, missed + len(passage.gold) - hits
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return f"precision {precision:.2f}  recall {recall:.2f}  F1 {2 * right / max(2 * right + wrong + missed, 1):.3f}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fresh", nargs="+")
    parser.add_argument("--known", nargs="*", default=[])
    parser.add_argument("-o", "--output", default=str(Path(fpdata.__file__).parent / "data" / "weights.csv"))
    told = parser.parse_args(arguments)
    passages = [Passage(told, False) for told in own()]
    passages += [
        Passage(json.loads(line), fresh)
        for files, fresh in ((told.fresh, True), (told.known, False))
        for file in files
        for line in Path(file).read_text(encoding="utf-8").splitlines()
    ]
    fold = np.random.RandomState(3).randint(0, _FOLDS, len(passages))
    found, seen = {}, {}
    for turn in range(_FOLDS):
        weights = learn_links([p for p, k in zip(passages, fold, strict=True) if k != turn])
        for at, passage in enumerate(passages):
            if passage.fresh and fold[at] == turn:
                found[at], seen[at] = gathered(passage, weights)
    fresh = sorted(found)
    right = {
        at: [
            passages[at].answers(p.person, p.code, {id(o.person): o.person for o in found[at] if o.code == p.code})
            for p in found[at]
        ]
        for at in fresh
    }
    chances = {}
    for turn in range(_FOLDS):
        taught = [at for at in fresh if fold[at] != turn]
        second = logistic([s for at in taught for s in seen[at]], [r for at in taught for r in right[at]], 0.3)
        for at in fresh:
            if fold[at] == turn:
                chances[at] = [1 / (1 + np.exp(-value(second, s))) for s in seen[at]]
    for kept, added in (
        (0.2, 0.35),
        (0.2, 0.4),
        (0.2, 0.45),
        (0.3, 0.4),
        (0.3, 0.5),
        (0.4, 0.4),
        (0.5, 0.6),
        (0.6, 0.7),
    ):
        print(
            kept,
            added,
            scored(
                [passages[at] for at in fresh], [found[at] for at in fresh], [chances[at] for at in fresh], kept, added
            ),
        )
    first = learn_links(passages)
    second = logistic([s for at in fresh for s in seen[at]], [r for at in fresh for r in right[at]], 0.3)
    rows = [("link", name, weight) for name, weight in first.items()] + [
        ("pair", name, weight) for name, weight in second.items()
    ]
    with Path(told.output).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["stage", "feature", "weight"])
        writer.writerows([stage, name, f"{weight:.3f}"] for stage, name, weight in sorted(rows) if abs(weight) >= 0.005)
    print(len(passages), "passages,", sum(map(len, right.values())), "pairs,", len(first), "+", len(second), "weights")


if __name__ == "__main__":
    main()
