import pandas as pd
import pytest

import fpdata as fp

TEXT = """# Trips

2024-04-05

Minister Ada Berg of Norway went to Laos on 12 March. Minister Ada Berg of Norway went to Laos in January. Her deputy
Max Stein of Norway went to Peru. Then both Minister Ada Berg and Max Stein of Norway toured Africa.

They spoke of potash for Laos, of fire engines for Laos and of tourism for Peru. Trade depends on Peru.
"""
VISIT = {"sender_iso3": "NOR", "status": "occurred"}
LAOS = VISIT | {"visitor_text": "Ada Berg", "host_iso3": "LAO", "date": "2024-03-12", "date_basis": "stated"}
PERU = VISIT | {"visitor_text": "Max Stein", "host_iso3": "PER", "evidence": "1.3"}
GOOD = {
    "table": "cooperation", "actor_iso3": "NOR", "partner_iso3": "LAO", "sector": "fertilizers", "product": "potash",
    "act": "discussed", "stage": "negotiating", "flow": "unclear", "speaker": "both", "via": "author",
    "evidence": "2.1",
}  # fmt: skip
CLAIM = {
    "table": "claims", "claim_type": "driver", "statement": "Trade depends on Peru.", "subject": "trade",
    "object_iso3": "PER", "direction": "none", "modality": "asserted", "speaker": "author", "via": "author",
    "checkable": True, "evidence": "2.2",
}  # fmt: skip


def coded(*rows, title="# Trips"):
    corpus = fp.extract(fp.read_document(TEXT.replace("# Trips", title)), lambda _: rows)
    assert corpus.rejected.empty, corpus.rejected.T
    return corpus


def score(candidates, reference, table, field="rows"):
    scores = fp.compare(coded(*candidates), coded(*reference, title="# Another source"))
    row = scores[(scores["table"] == table) & (scores["field"] == field)]
    return tuple(row[["tp", "fp", "fn"]].to_numpy()[0].tolist())


def test_a_coding_agrees_with_itself_and_nothing_is_found_in_nothing(corpus):
    scores = fp.compare(corpus, corpus)
    assert list(scores) == ["table", "field", "tp", "fp", "fn", "precision", "recall", "f1"]
    rows = scores[scores["field"] == "rows"].set_index("table")
    assert rows["tp"].to_dict() == {"people": 6, "visits": 5, "acts": 9, "cooperation": 36, "claims": 69}
    assert (scores["f1"].dropna() == 1).all()
    assert (scores[["fp", "fn"]] == 0).all(axis=None)
    empty = coded()
    assert fp.compare(empty, empty).empty
    assert fp.compare(empty, empty).dtypes.equals(scores.dtypes)


def test_precision_recall_and_f1_are_those_worked_out_on_paper():
    there = [
        LAOS | {"evidence": "1.1"},
        PERU,
        VISIT | {"visitor_text": "Max Stein", "host_region": "002", "evidence": "1.4"},
    ]
    found = [LAOS | {"evidence": "1.1"}, PERU, LAOS | {"evidence": "1.1", "visitor_text": "Norway"}]
    scores = fp.compare(coded(*found), coded(*there))
    row = scores[scores["field"] == "rows"].iloc[0]
    assert row[["tp", "fp", "fn"]].tolist() == [2, 1, 1]
    assert row[["precision", "recall", "f1"]].astype(float).round(3).tolist() == [0.667, 0.667, 0.667]
    nothing = fp.compare(coded(), coded(*there)).iloc[0]
    assert nothing[["precision", "recall", "f1"]].isna().tolist() == [True, False, False]
    assert nothing["recall"] == 0


@pytest.mark.parametrize(
    ("change", "paired"),
    [
        ({}, True),
        ({"visitor_text": "Minister Berg"}, True),
        ({"visitor_text": "Norway"}, True),  # the sender is the same
        ({"visitor_text": "Norway", "sender_iso3": ""}, False),
        ({"host_iso3": "PER", "evidence": "1.3; 1.1"}, False),
        ({"date": "2024-01", "evidence": "1.2"}, False),
        ({"date": "2024-03"}, True),
        ({"date": "", "date_basis": ""}, True),
        ({"evidence": "1.2; 1.1"}, True),
    ],
)
def test_a_visit_is_paired_by_destination_visitor_and_date(change, paired):
    one = LAOS | {"evidence": "1.1"}
    assert score([one | change], [one], "visits") == ((1, 0, 0) if paired else (0, 1, 1))


def test_two_named_visitors_of_one_state_are_not_one():
    people = [
        {"table": "people", "person_id": key, "name": name, "evidence": "1.4", "country_iso3": "NOR"}
        for key, name in (("berg", "Ada Berg"), ("stein", "Max Stein"))
    ]
    africa = VISIT | {"host_region": "002", "evidence": "1.4"}
    assert score([*people, africa | {"person_id": "berg"}], [*people, africa | {"person_id": "stein"}], "visits") == (
        0,
        1,
        1,
    )


def test_pairs_are_one_to_one_and_the_best_in_all():
    dated, undated = LAOS | {"evidence": "1.1"}, LAOS | {"date": "", "date_basis": "", "evidence": "1.1; 1.2"}
    january = LAOS | {"date": "2024-01", "evidence": "1.2"}
    assert score([undated, dated], [dated, january], "visits") == (2, 0, 0)
    assert score([dated, dated | {"role": "minister"}], [dated], "visits") == (1, 1, 0)


def test_those_who_accompany_are_left_out():
    one = LAOS | {"evidence": "1.1"}
    assert score([one, one | {"part": "accompanying"}], [one], "visits") == (1, 0, 0)


def test_fields_are_scored_over_the_pairs():
    one = LAOS | {"evidence": "1.1", "role": "Minister", "protocol": "official", "counterparts": "Max Stein"}
    one["evidence"] = "1.1; 1.3"
    other = one | {
        "role": "Norwegian minister",
        "protocol": "unspecified",
        "status": "planned",
        "counterparts": "Ada Berg",
    }
    for field, expected in {
        "visitor": (1, 0, 0), "role": (1, 0, 0), "date": (1, 0, 0), "protocol": (0, 0, 1), "status": (0, 1, 1),
        "setting": (0, 0, 0), "counterparts": (0, 1, 1), "sender_iso3": (1, 0, 0),
    }.items():  # fmt: skip
        assert score([other], [one], "visits", field) == expected, field
    undated = one | {"date": "", "date_basis": ""}
    assert score([one], [undated], "visits", "date") == (0, 1, 0)


@pytest.mark.parametrize(
    ("change", "paired"),
    [
        ({"product": "potash fertilizer"}, True), ({"product": "fire engines"}, False), ({"act": "hoped"}, True),
        ({"sector": "tourism"}, False), ({"partner_iso3": "PER"}, False),
    ],
)  # fmt: skip
def test_cooperation_is_paired_by_partner_sector_and_product(change, paired):
    assert score([GOOD | change], [GOOD], "cooperation") == ((1, 0, 0) if paired else (0, 1, 1))


@pytest.mark.parametrize(
    ("change", "paired"),
    [
        ({"statement": "In other words."}, True), ({"evidence": "2.1; 2.2"}, True), ({"evidence": "2.1"}, False),
        ({"claim_type": "goal"}, False), ({"object_iso3": "", "object_group": "EU"}, False),
    ],
)  # fmt: skip
def test_a_claim_is_paired_by_type_object_and_sentence(change, paired):
    assert score([CLAIM | change], [CLAIM], "claims") == ((1, 0, 0) if paired else (0, 1, 1))


def test_pairs_and_misses_are_listed():
    one = LAOS | {"evidence": "1.1", "visit_id": "a"}
    candidates = coded(one | {"status": "planned"}, GOOD | {"cooperation_id": "c"})
    rows = fp.compare_rows(candidates, coded(one | {"visit_id": "b"}, PERU | {"visit_id": "p"}))
    expected = [
        ("visits", "paired", "a", "b", "status"), ("visits", "missed", None, "p", None),
        ("cooperation", "extra", "c", None, None),
    ]  # fmt: skip
    assert list(rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None)) == expected
    assert isinstance(rows["outcome"].dtype, pd.CategoricalDtype)


@pytest.mark.parametrize("pair", [(None, "corpus"), ("corpus", pd.DataFrame())])
def test_only_corpora_are_compared(corpus, pair):
    with pytest.raises(fp.CorpusError, match="expected a Corpus"):
        fp.compare(*(corpus if part is not None and isinstance(part, str) else part for part in pair))
