import pandas as pd
import pytest

import fpdata as fp
from fpdata import schema


@pytest.fixture
def visits():
    return pd.DataFrame(
        {
            "event_id": ["a", "a", "b", "c", "d", "e"],
            "visitor": ["Ann", "Bob", "Ann", "Ann", "Bob", "Bob"],
            "part": ["lead", "accompanying", "lead", "lead", "lead", "lead"],
            "host_iso3": ["IND", "IND", "IND", None, "CHN", "FRA"],
            "host_region": [None, None, None, "002", None, None],
            "n_min": pd.array([1, 1, 1, 2, 1, 1], dtype="Int64"),
            "n_max": pd.array([1, 1, 1, None, 1, 1], dtype="Int64"),
            "status": ["occurred", "occurred", "ongoing", "occurred", "occurred", "planned"],
        }
    )


def test_visits_are_distinct_events_and_open_numbers_say_at_least(visits):
    counts = fp.count_visits(visits)
    assert counts[["host", "name", "n"]].values.tolist() == [
        ["002", "Africa", "at least 2"],
        ["IND", "India", "2"],
        ["CHN", "China", "1"],
    ]
    assert counts["n_max"].isna().tolist() == [True, False, False]


def test_who_travelled_along_counts_only_when_asked(visits):
    counts = fp.count_visits(visits, by="visitor", accompanying=True).set_index("visitor")
    assert counts["n_min"].to_dict() == {"Ann": 4, "Bob": 2}
    assert fp.count_visits(visits, by="visitor").set_index("visitor")["n_min"].to_dict() == {"Ann": 4, "Bob": 1}


def test_planned_visits_count_only_when_asked(visits):
    assert "FRA" in fp.count_visits(visits, status=["planned"])["host"].tolist()


def test_blocs_keep_zeros_and_a_region_counts_where_all_its_states_are_in_one_bloc(visits):
    counts = fp.count_visits(visits, by="bloc").set_index("bloc")["n"]
    assert counts.to_dict() == {"West": "0", "CIS": "0", "China": "1", "Global South": "at least 4", "Other": "0"}


def test_the_same_event_in_two_packages_is_one_visit(visits):
    twice = pd.concat([visits, visits])
    pd.testing.assert_frame_equal(fp.count_visits(twice), fp.count_visits(visits))


def test_an_empty_frame_gives_an_empty_count(visits):
    assert fp.count_visits(visits.iloc[:0]).empty


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"host_iso3": "XYZ"}, "'XYZ'"),
        ({"host_region": "998"}, "'998'"),
    ],
)
def test_unknown_codes_are_named(visits, change, words):
    with pytest.raises(fp.CorpusError, match=words):
        fp.count_visits(visits.assign(**change))


def test_unknown_columns_are_named(visits):
    with pytest.raises(fp.CorpusError, match="by='nobody'"):
        fp.count_visits(visits, by="nobody")
    with pytest.raises(fp.CorpusError, match="expected host_iso3 or host_region"):
        fp.count_visits(visits.drop(columns=["host_iso3", "host_region"]))


def test_inputs_are_left_alone(visits, corpus):
    before, cooperation = visits.copy(), corpus.cooperation.copy()
    fp.count_visits(visits)
    fp.count_sectors(corpus.cooperation)
    pd.testing.assert_frame_equal(visits, before)
    pd.testing.assert_frame_equal(corpus.cooperation, cooperation)


def test_sectors_keep_zeros_in_the_vocabularys_order(corpus):
    counts = fp.count_sectors(corpus.cooperation)
    sectors = schema.vocabulary("cooperation", "sector")
    assert counts["sector"].tolist() == [*sectors, *sectors]
    assert counts["n_rows"].sum() == len(corpus.cooperation)
    assert (counts[list(schema.vocabulary("cooperation", "stage"))].sum(axis=1) == counts["n_rows"]).all()


def test_a_sector_outside_the_vocabulary_is_named(corpus):
    bad = corpus.cooperation.assign(sector="magic")
    with pytest.raises(fp.CorpusError, match="found magic, expected one of agriculture"):
        fp.count_sectors(bad)
    with pytest.raises(fp.CorpusError, match="missing stage"):
        fp.count_sectors(corpus.cooperation.drop(columns="stage"))
