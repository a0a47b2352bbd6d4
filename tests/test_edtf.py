from datetime import date

import pandas as pd
import pytest

from fpdata import edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2024-03-12", (2024, 3, 12), (2024, 3, 12), "day"),
        ("2024-03-12T10:00:00Z", (2024, 3, 12), (2024, 3, 12), "day"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2023-02-XX", (2023, 2, 1), (2023, 2, 28), "month"),
        ("2024", (2024, 1, 1), (2024, 12, 31), "year"),
        ("2024-XX-XX", (2024, 1, 1), (2024, 12, 31), "year"),
        ("2024-21", (2024, 3, 1), (2024, 5, 31), "season"),
        ("2024-24", (2024, 1, 1), (2025, 2, 28), "season"),
        ("201X", (2010, 1, 1), (2019, 12, 31), "decade"),
        ("19XX", (1900, 1, 1), (1999, 12, 31), "century"),
        ("2024-03-12/2024-03-13", (2024, 3, 12), (2024, 3, 13), "interval"),
        ("2014/2020", (2014, 1, 1), (2020, 12, 31), "interval"),
        ("2022/..", (2022, 1, 1), None, "open"),
        ("../2024-07", None, (2024, 7, 31), "open"),
        ("/..", None, None, "open"),
    ],
)
def test_bounds_are_as_wide_as_the_words(text, earliest, latest, precision):
    found = edtf.bounds(text)
    assert found == (earliest and date(*earliest), latest and date(*latest), precision)


@pytest.mark.parametrize("mark", "?~%")
def test_doubt_does_not_widen_bounds(mark):
    assert edtf.bounds(f"2024-03{mark}") == edtf.bounds("2024-03")


@pytest.mark.parametrize(
    "text",
    ["", "March 2024", "2024-13", "2024-02-30", "2024-3-1", "12.03.2024", "2024-03-13/2024-03-12", "/", "2024-XX-12",
     "20X4", "2024-21-01", "0000", "2024-03-12 ", "２０２４", "2024T10:00:00", "2024/2025/2026"],
)  # fmt: skip
def test_what_is_no_edtf_is_an_error_that_names_it(text):
    with pytest.raises(ValueError, match=r"EDTF|possible date|backwards|full date"):
        edtf.bounds(text)


@pytest.mark.parametrize(
    ("text", "worded"),
    [
        ("2024-03-12/2024-03-13", "12–13 March 2024"),
        ("2024-01-30/2024-02-02", "30 January – 2 February 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2024-01/2024-03", "January–March 2024"),
        ("2014/2020", "2014–2020"),
        ("2024-03-11~/2024-03-12", "about 11 March 2024 – 12 March 2024"),
        ("2024?", "2024 (uncertain)"),
        ("2024%", "about 2024 (uncertain)"),
        ("2024-23", "autumn 2024"),
        ("2022/..", "from 2022"),
        ("../2024", "until 2024"),
        ("/2024", "until 2024, beginning not known"),
        ("/..", "beginning not stated, still going on"),
        ("2024-XX-XX", "a day in 2024"),
        ("", "date not stated"),
    ],
)
def test_words(text, worded):
    assert edtf.words(text) == worded


def test_add_bounds_leaves_its_input_alone_and_keeps_missing_dates_missing():
    frame = pd.DataFrame({"date": ["2024-03", None], "other": [1, 2]})
    result = edtf.add_bounds(frame, ["date"])
    assert list(frame) == ["date", "other"]
    assert list(result) == ["date", "date_earliest", "date_latest", "date_precision", "other"]
    assert result["date_latest"].isna().tolist() == [False, True]
    assert result["date_earliest"].dtype == "datetime64[s]"
    assert edtf.add_bounds(result, ["date"]).equals(result)
