"""The passages that teach and measure the extraction: well made, apart from each other, and what they say of it."""

import json
import re
from pathlib import Path

import pytest

from fpdata import countries, edtf
from tests.benchmarks import extraction

FOLDER = Path(__file__).parent / "passages"
FILES = ("own", "retold", "unseen")
RUN = 12


def passages(name):
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def runs(name):
    """Return every run of words of a file."""
    found = set()
    for passage in passages(name):
        words = re.findall(r"[^\W_]+", passage["text"].lower())
        found.update(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return found


@pytest.mark.parametrize("name", FILES)
def test_gold_rows_are_well_formed(name):
    states = set(countries.table()["iso3"])
    for passage in passages(name):
        for visit in passage["visits"]:
            assert visit["to"] in states, passage["id"]
            assert visit["from"] in states | {None}, passage["id"]

            assert visit["status"] in ("occurred", "ongoing", "planned", "cancelled"), passage["id"]
            assert visit["when"] is None or edtf.bounds(visit["when"]).earliest, passage["id"]


def test_each_passage_has_an_id_of_its_own():
    ids = [passage["id"] for name in FILES for passage in passages(name)]
    assert len(ids) == len(set(ids))


def test_held_out_passages_share_no_run_of_words_with_those_that_teach():
    assert not runs("unseen") & (runs("own") | runs("retold"))


def test_visits_of_passages_held_out_are_found(capsys):
    count = extraction.main(FOLDER / "unseen.jsonl")
    capsys.readouterr()
    assert count["tp"] / (count["tp"] + count["fp"]) >= 0.85
    assert count["tp"] / (count["tp"] + count["fn"]) >= 0.80
