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
    expected = {"West": "0", "CIS": "0", "China": "1", "Global South": "at least 4", "Other": "0", "Several blocs": "0"}
    assert counts.to_dict() == expected
    asia = pd.DataFrame({"host_region": ["142"]})
    assert fp.count_visits(asia, by="bloc").set_index("bloc")["n"]["Several blocs"] == "1"


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


def test_odd_frames_are_corpus_errors(visits, corpus):
    for bad, words in (
        (visits.assign(host_iso3=None, host_region=None), "6 rows without host"),
        (visits.assign(date="junk"), "'junk' is no EDTF"),
    ):
        for function in (fp.count_visits, fp.plot_visits, fp.plot_timeline):
            with pytest.raises(fp.CorpusError, match=words):
                function(bad)
    cooperation = corpus.cooperation
    for bad, words in (
        (cooperation.drop(columns="act"), "missing act"),
        (cooperation.assign(act="xx"), "found xx"),
        (cooperation.assign(stage=None), "found nothing"),
        (cooperation.assign(partner_iso3=None, partner_org=None), "36 rows without partner"),
    ):
        with pytest.raises(fp.CorpusError, match=words):
            fp.plot_sectors(bad)
    with pytest.raises(fp.CorpusError, match="missing claim_type"):
        fp.plot_timeline(corpus.visits, corpus.claims[["period"]])
    with pytest.raises(fp.CorpusError, match="years from 1000"):
        fp.plot_timeline(corpus.visits.assign(date="0001"))


def test_categories_and_stale_bounds_do_no_harm(corpus):
    visits = corpus.visits.assign(date="1999-05", date_basis="stated", sender_iso3="UMI", visitor=" ")
    visits = visits.astype(dict.fromkeys(["host_iso3", "host_region", "sender_iso3", "visitor"], "category"))
    assert len(fp.count_visits(visits)) == 5
    assert "May 1999" in fp.plot_visits(visits).layout.title.text
    assert "May 1999" in fp.plot_timeline(visits).layout.title.text
