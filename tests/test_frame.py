import datetime as dt
import pickle

import pandas as pd
import pytest

import fpdata as fp
from fpdata.extraction import frame as frames
from tests.texts import text

COLUMNS = (
    "source_id visitor role sender_iso3 host_iso3 host_region date date_basis protocol setting status counterparts"
    " evidence confidence rule"
).split()

RULE_FAILED = "too deep"


def documents(*rows):
    return pd.DataFrame(rows, columns=["source_id", "text", "published"], dtype=object)


def test_visits_have_fixed_columns_and_dtypes_also_when_there_is_none():
    full = fp.extract_frame(documents(("a", text(0), "2024-04-05")))
    for found in (full, fp.extract_frame(documents(("b", "Nobody left.", None))), fp.extract_frame(documents())):
        assert list(found) == COLUMNS
        assert (found.dtypes == full.dtypes).all()
    assert full.dtypes.astype(str).drop("confidence").eq("str").all()
    assert full["confidence"].dtype == "Float64"
    assert full[["source_id", "visitor", "sender_iso3", "host_iso3", "date", "status"]].values.tolist()[0] == [
        "a", "Ada Berg", "NOR", "LAO", "2024-03-01", "occurred",
    ]  # fmt: skip


def test_evidence_is_numbered_as_read_document_numbers_it():
    article = "# A title\n\nBy Jane Doe\n\n" + text(3).replace("\n\n", "\n\n![image](a.png)\n\n")
    (first, *_) = fp.extract_frame(documents(("a", article, None)))["evidence"]
    sentences = fp.read_document(article).sentences
    paragraph, sentence = map(int, first.removeprefix("a:").split("; ")[0].split("."))
    named = sentences[(sentences["paragraph"] == paragraph) & (sentences["sentence"] == sentence)]["text"].item()
    assert "Ada Berg" in named


@pytest.mark.parametrize(
    "published",
    [None, float("nan"), pd.NaT, "", "2024-04-05", "2024-04-05T10:00:00Z", dt.date(2024, 4, 5),
     dt.datetime(2024, 4, 5, 23, 59, tzinfo=dt.UTC), pd.Timestamp("2024-04-05", tz="Asia/Tokyo")],
)  # fmt: skip
def test_the_day_of_publication_comes_in_many_forms(published):
    found = fp.extract_frame(documents(("a", "Foreign Minister Ada Berg visited Laos yesterday.", published)))
    stated = published == published and published not in (None, "")  # noqa: PLR0124
    assert found["date"].tolist() == (["2024-04-04"] if stated else [None]) or (
        not stated and found["date"].isna().all()
    )


def test_input_is_left_alone_and_the_function_can_be_sent_elsewhere():
    given = documents(("a", text(1), None), ("b", text(2), None)).set_index(pd.Index([7, 7]))
    before = given.copy(deep=True)
    one = pickle.loads(pickle.dumps(fp.extract_frame))(given)
    pd.testing.assert_frame_equal(given, before)
    both = pd.concat([fp.extract_frame(given.iloc[[0]]), fp.extract_frame(given.iloc[[1]])], ignore_index=True)
    pd.testing.assert_frame_equal(one, both)


def test_every_bad_row_is_named_at_once():
    bad = documents(("a", None, None), ("b b", "He left.", None), (5, "He left.", None), ("d", "He left.", "soon"),
                    ("e", "\ud800", None), ("f", " ", None), ("g", "Fine.", [1]), ("h", "He left.", None))  # fmt: skip
    with pytest.raises(fp.CorpusError) as caught:
        fp.extract_frame(bad.set_index(pd.Index(list("ABCDEFGH"))))
    assert [line.split(": ")[1] for line in str(caught.value).splitlines()] == [f"row '{label}'" for label in "ABCDEFG"]
    assert "found published 'soon', expected a date such as 2024-04-05, or nothing" in str(caught.value)


@pytest.mark.parametrize("given", [None, [], {"source_id": [], "text": []}])
def test_only_a_frame_is_taken(given):
    with pytest.raises(fp.CorpusError, match="expected a DataFrame"):
        fp.extract_frame(given)


def test_missing_columns_are_named_beside_those_present():
    with pytest.raises(fp.CorpusError, match="found columns id, text, expected also source_id"):
        fp.extract_frame(pd.DataFrame({"id": ["a"], "text": ["b"]}))


def test_what_the_sentences_do_not_bear_out_is_rejected(monkeypatch):
    def invent(_sentences, _published, source_id):
        row = dict.fromkeys(COLUMNS, "") | {"visitor": "Ada Berg", "coder": "rule:x", "confidence": 1.0}
        return [row | {"host_iso3": code, "evidence": f"{source_id}:1.1"} for code in ("LAO", "PER")]

    monkeypatch.setattr(frames, "visits", invent)
    rows, rejected = frames.code([frames.Text("here", "a", text(0))])
    assert [row[4] for row in rows] == ["LAO"]
    reason = "visit of Ada Berg to PER: found host_iso3 'PER', expected Peru, its people or a city in a:1.1"
    assert rejected == [("here", "a", "candidate", reason)]


def test_a_document_on_which_the_rules_fail_stops_no_other(monkeypatch):
    def fail(sentences, _published, _source_id):
        if "guests" in sentences[0][2]:
            raise RecursionError(RULE_FAILED)
        return []

    monkeypatch.setattr(frames, "visits", fail)
    rows, rejected = frames.code([frames.Text("p", "a", text(0)), frames.Text("q", "b", "He left.")])
    assert (rows, rejected) == ([], [("p", "a", "document", f"RecursionError: {RULE_FAILED}")])


def test_dask_maps_it_over_partitions():
    dd = pytest.importorskip("dask.dataframe")
    given = documents(*((f"d{number}", text(number), None) for number in range(6)))
    mapped = dd.from_pandas(given, npartitions=3).map_partitions(fp.extract_frame, meta=fp.extract_frame(given.head(0)))
    found = mapped.compute(scheduler="synchronous").reset_index(drop=True)
    pd.testing.assert_frame_equal(found, fp.extract_frame(given))
