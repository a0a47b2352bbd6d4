"""Dates and statuses of visits: which words date a visit, and which belong to something else."""

from __future__ import annotations

from datetime import date

import pytest

from fpdata.extraction import dates
from fpdata.extraction.rules import visits
from fpdata.segmentation import split_sentences

FRIDAY = "2024-04-05"


def told(text: str, published: str | None = FRIDAY) -> list[str]:
    """Return "host date status" of each visit that a text tells of."""
    cut = [text[a:b] for a, b in split_sentences(text, 0, len(text))]
    rows = visits([(1, number, words) for number, words in enumerate(cut, 1)], published, "s")
    return sorted(f"{row['host_iso3']} {row['date'] or '-'} {row['status'][0]}" for row in rows)


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("the same day", "2024-03-12", "2024-03-12"),
        ("the following day", "2024-03-30/2024-03-31", "2024-04-01"),
        ("the following month", "2023-12", "2024-01"),
        ("in the same year", "2016-05", "2016"),
        ("two years later", "1975-12", "1977"),
        ("in June of that year", "1984", "1984-06"),
        ("on the 21st", "1974-05-17/1974-05-20", "1974-05-21"),
        ("later in the day", "2024-03-12", "2024-03-12"),
        ("later in the day", "", "2024-04-05"),
        ("in January last year", "", "2023-01"),
        ("to-morrow", "", "2024-04-06"),
        ("on the 21st", "", "2024-03-21"),
        ("at the weekend", "", "2024-03-30/2024-03-31"),
        ("1953 January 19", "", "1953-01-19"),
    ],
)
def test_words_count_from_the_date_told_before_else_from_publication(words, before, expected):
    (found,) = dates.find(f"They came {words} and left.")
    assert dates.resolve(found, date(2024, 4, 5), "past", before)[0] == expected


@pytest.mark.parametrize("words", ["the same day", "two years later", "in June of that year"])
def test_what_counts_from_a_date_not_told_is_open(words):
    (found,) = dates.find(f"They came {words} and left.")
    assert dates.resolve(found, date(2024, 4, 5)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on 3 May and ended on 9 May.", "2024-05-03/2024-05-09"),
        ("They depart on Monday and return on Thursday.", "2024-04-08/2024-04-11"),
    ],
)
def test_beginning_and_end_make_one_interval(text, expected):
    (found,) = dates.find(text)
    assert dates.resolve(found, date(2024, 4, 5), "future")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each of several places its own day
        (
            "Peruvian President Jo Prado will pay visits to Togo from 8 to 9 April and to Ghana from 10 to 11 April.",
            "GHA 2024-04-10/2024-04-11 p; TGO 2024-04-08/2024-04-09 p",
        ),
        (
            "Peruvian Foreign Minister Jo Prado leaves for Togo on Monday and will then go to Ghana.",
            "GHA - p; TGO 2024-04-08 p",
        ),
        ("Peruvian Foreign Minister Jo Prado left Lima on Friday for Togo and Ghana.", "GHA - p; TGO 2024-04-05 p"),
        # the date stands in another clause or sentence, and is the visit's
        ("Ties were poor until May 2019, when Peruvian President Jo Prado visited Togo.", "TGO 2019-05 o"),
        ("Togolese President Kofi Amegan today received Peruvian Foreign Minister Jo Prado, who is on a visit to Togo.",
         "TGO 2024-04-05 o"),
        ("Peruvian President Jo Prado left Togo on Thursday after a three-day visit.", "TGO 2024-04-04 o"),
        ("Peruvian President Jo Prado has arrived in Togo. The visit, scheduled from 5 to 7 April, is his first.",
         "TGO 2024-04-05/2024-04-07 o"),
        ("Peruvian President Jo Prado visited Togo in May 2016. In June of the same year he visited Ghana.",
         "GHA 2016-06 o; TGO 2016-05 o"),
        # the date belongs to something else
        ("Peruvian President Jo Prado held a press conference on Thursday on his visit to Togo.", "TGO - o"),
        ("Peruvian President Jo Prado is visiting Togo, his third trip to the region this year.", "TGO - o"),
        # chronicles tell the past in the present tense; their headings date it
        ("13 March: Peruvian President Jo Prado arrives in Togo.", "TGO 2024-03-13 o"),
        # how real a visit is
        ("Peruvian President Jo Prado is travelling to Togo today.", "TGO 2024-04-05 p"),
        ("Peruvian President Jo Prado arrives in Togo this afternoon.", "TGO 2024-04-05 p"),
        ("A visit by Peruvian President Jo Prado to Togo, which was due to take place in May, had been put off.",
         "TGO 2024-05 c"),
        ("Peruvian President Jo Prado was in Togo in March for a summit.", "TGO 2024-03 o"),
    ],
)  # fmt: skip
def test_a_visit_has_its_own_date_and_no_other(text, expected):
    assert "; ".join(told(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["Peruvian President Jo Prado visits Togo.", "LOME, 5 April (Wire) - Peruvian President Jo Prado arrives in Togo."],
)
def test_the_day_of_publication_alone_is_never_the_date_of_a_visit(text):
    assert [row.split(" ")[1] for row in told(text)] == ["-"]


@pytest.mark.parametrize(
    "unit", ["the same day, ", "in May 2019, when ", "left on Monday and return on Friday, ", "2 May "]
)
def test_work_on_dates_grows_no_faster_than_the_text(unit):
    import time

    head = "Peruvian President Jo Prado visited Togo "

    def cost(n: int) -> float:
        begin = time.process_time()
        told(head + unit * n + ".")
        return time.process_time() - begin

    cost(50)
    small = min(cost(400) for _ in range(2))
    assert cost(1600) < 12 * max(small, 0.01)
