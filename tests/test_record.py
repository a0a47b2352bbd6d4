"""The years around the article: pivot, partners, destinations, visits found again; frames of our own."""

import pandas as pd
import pytest

import fpdata as fp
from fpdata import countries

VISIT = {"part": "lead", "status": "occurred", "setting": "bilateral", "role": "Minister", "sender_iso3": "BLR"}


def visits(*rows):
    return pd.DataFrame(
        [VISIT | {"visit_id": f"v{n}", "event_id": f"e{n}", "evidence": "press"} | row for n, row in enumerate(rows)]
    )


def counted(frame, **options):
    counts = fp.count_pivot(frame, **options)
    return counts[counts["n"] > 0].set_index(["time", "bloc"])["n"].to_dict(), counts.attrs["left_out"]


def test_the_pivot_counts_bilateral_events_once_by_year_and_bloc():
    frame = visits(
        {"host_iso3": "IND", "date": "2024-03-12"},
        {"host_iso3": "IND", "date": "2024-03", "event_id": "e0"},
        {"host_iso3": "RUS", "date": "2023"},
        {"host_iso3": "MNG", "date": "2024", "setting": "multilateral"},
        {"host_iso3": "MNG", "date": "2024", "status": "planned"},
        {"host_iso3": "MNG", "date": "2024", "part": "accompanying"},
        {"host_iso3": "UGA", "date": "2024-01", "setting": "both"},
    )
    assert counted(frame) == ({("2023", "CIS"): 1, ("2024", "Global South"): 2}, 0)
    assert counted(frame, setting="multilateral")[0] == {("2024", "Global South"): 1}


def test_what_has_no_country_or_no_single_year_is_counted_as_left_out():
    frame = visits(
        {"host_region": "002", "date": "2024"},
        {"host_iso3": "IND", "date": "2023-12/2024-01"},
        {"host_iso3": "IND", "date": None},
        {"host_iso3": "IND", "date": "2024-02"},
    )
    assert counted(frame) == ({("2024", "Global South"): 1}, 3)
    assert counted(frame, by="quarter") == ({("2024Q1", "Global South"): 1}, 3)
    assert "3 without country or year" in str(fp.plot_pivot(frame).layout.annotations).replace("<br>", " ")


def test_years_without_a_visit_are_kept_and_shares_sum_to_a_hundred():
    frame = visits({"host_iso3": "IND", "date": "2021"}, {"host_iso3": "RUS", "date": "2023"})
    counts = fp.count_pivot(frame)
    assert counts["time"].unique().tolist() == ["2021", "2022", "2023"]
    assert counts.loc[counts["time"] == "2022", "share"].isna().all()
    assert counts.groupby("time")["share"].sum().tolist() == [100, 0, 100]


def test_the_articles_visits_are_hatched_whichever_row_comes_first():
    rows = [{"host_iso3": "IND", "date": "2024", "event_id": "e", "evidence": text} for text in ("press", "own:1.1")]
    for order in (rows, rows[::-1]):
        figure = fp.plot_pivot(visits(*order))
        assert [trace.marker.pattern.shape for trace in figure.data] == ["/"]
        assert fp.count_pivot(visits(*order))["n_coded"].sum() == 1


def test_an_office_gives_shares_and_an_unknown_one_is_named():
    frame = visits({"host_iso3": "IND", "date": "2024"}, {"host_iso3": "RUS", "date": "2024", "role": "Premier"})
    assert fp.plot_pivot(frame, office="Premier").data[0].y == (100,)
    with pytest.raises(fp.CorpusError, match="found office='Queen', expected one of Minister and Premier"):
        fp.plot_pivot(frame, office="Queen")
    with pytest.raises(fp.CorpusError, match="found by='week', expected year or quarter"):
        fp.count_pivot(frame, by="week")
    with pytest.raises(fp.CorpusError, match="found no visit of setting multilateral"):
        fp.plot_pivot(frame, setting="multilateral")


SHARE = {"indicator": "trade_share", "reporter_iso3": "MNG", "flow": "export", "scope": "goods", "unit": "percent"}
SHARE |= {"part_year": False, "mirror": False, "evidence": "bank"}


def figures(*rows):
    table = [SHARE | {"figure_id": f"f{n}"} | row for n, row in enumerate(rows)]
    return fp.from_records({"sources": [{"source_id": "bank", "kind": "dataset", "title": "B"}], "figures": table}).figures


def test_a_missing_year_breaks_the_line_and_no_zero_is_drawn():
    rows = [{"partner": "CHN", "period": str(year), "value": value} for year, value in ((2019, 80), (2020, 70), (2022, 60))]
    line = fp.plot_partners(figures(*rows)).data[0]
    assert line.y == (80, 70, None, 60)
    assert line.connectgaps is False


def test_part_years_are_open_signs_and_mirrors_and_other_scopes_stay_out():
    frame = figures(
        {"partner": "CHN", "period": "2020", "value": 80},
        {"partner": "CHN", "period": "2021-01/2021-06", "part_year": True, "value": 60},
        {"partner": "CHN", "period": "2021", "value": 1, "mirror": True},
        {"partner": "CHN", "period": "2021", "value": 2, "scope": "goods+services"},
        {"partner": "CHN", "period": "2021", "value": 3, "flow": "import"},
    )
    drawn = {trace.marker.symbol: trace.y for trace in fp.plot_partners(frame).data if trace.mode == "markers"}
    assert drawn == {"circle": (80,), "circle-open": (60,)}


def test_an_unknown_partner_and_a_gap():
    frame = figures({"partner": "CHN", "period": "2020", "value": 80})
    with pytest.raises(fp.CorpusError, match="expected up to 6 of CHN"):
        fp.plot_partners(frame, partners=["RUS"])
    figure = fp.plot_partners(frame, gap=("2021/2022", "the office <b>closed</b>"))
    assert figure.layout.shapes[0].x0 == "2021-01-01"
    assert "the office &lt;b&gt;closed&lt;/b&gt;" in str(figure.layout.annotations)


def test_destinations_have_their_latest_whole_year_before_the_visits():
    rows = [
        {"indicator": "population", "reporter_iso3": "IND", "period": "2022", "value": 5},
        {"indicator": "population", "reporter_iso3": "IND", "period": "2023", "value": 6},
        {"indicator": "population", "reporter_iso3": "IND", "period": "2025", "value": 7},
        {"indicator": "population", "reporter_iso3": "BLR", "period": "2023", "value": 1},
    ]
    frame = figures(*({"flow": "", "scope": "", "unit": "persons"} | row for row in rows))
    table = fp.describe_destinations(visits({"host_iso3": "IND", "date": "2024"}, {"host_region": "002"}), frame)
    people = table[table["indicator"] == "population"].set_index("iso3")
    assert people["value"].to_dict() == {"IND": 6, "BLR": 1}
    assert table.loc[table["indicator"] == "regime", "value"].isna().all()
    text = [word for trace in fp.plot_destinations(table).data for word in trace.text]
    assert "6 persons (2023)" in text
    assert "no figure" in text


def test_a_visit_is_found_by_visitor_host_and_overlapping_days():
    mine = visits({"host_iso3": "IND", "date": "2024-03-12/2024-03-13", "person_id": "lee", "evidence": "own:1.1"})
    rows = [
        {"host_iso3": "IND", "date": "2024-03-11/2024-03-12", "person_id": "lee"},
        {"host_iso3": "IND", "date": "2024-03-14", "person_id": "lee"},
        {"host_iso3": "MNG", "date": "2024-03-12", "person_id": "lee"},
        {"host_iso3": "IND", "date": "2024-03-12", "person_id": "moe"},
    ]
    theirs = visits(*rows)
    theirs["event_id"] = ["a", "b", "c", "d"]
    found = fp.compare_visits(mine, theirs)
    assert found["other_id"].tolist() == ["v0"]
    assert found["relation"].tolist() == ["same"]
    assert found["differs"].tolist() == ["date: 12–13 March 2024 against 11–12 March 2024"]
    assert found["sources"].tolist() == ["press"]


def test_a_region_stands_against_every_visit_within_it():
    mine = visits({"host_region": "002", "date": "2024-01-01/2024-04-05", "person_id": "lee", "event_id": "x"})
    theirs = visits(
        {"host_iso3": "UGA", "date": "2024-01-18", "person_id": "lee"},
        {"host_iso3": "ZWE", "date": "2024-02", "person_id": "lee"},
        {"host_iso3": "IND", "date": "2024-02", "person_id": "lee"},
    )
    found = fp.compare_visits(mine, theirs.assign(evidence="gazette"))
    assert found["other_id"].tolist() == ["v0", "v1"]
    assert set(found["relation"]) == {"part_of"}


def test_the_same_source_confirms_nothing_and_what_is_not_there_is_said():
    mine = visits({"host_iso3": "IND", "date": "2024", "evidence": "own:1.1"}, {"host_iso3": "MNG", "date": "2024"})
    theirs = visits({"host_iso3": "IND", "date": "2024", "evidence": "own", "event_id": "z"})
    found = fp.compare_visits(mine, theirs)
    assert found["relation"].tolist() == ["same_source", "not_found"]
    assert found["other_id"].isna().tolist() == [False, True]


def test_the_articles_visits_in_the_companion_table(corpus):
    found = fp.compare_visits(corpus, fp.load("belarus_visits"))
    relation = found.groupby("visit_id")["relation"].agg(lambda cells: sorted(set(cells)))
    assert relation["preiherman2024-aleinik-africa"] == ["part_of"]
    assert set(found.loc[found["relation"] == "part_of", "other_id"].map(lambda name: name[-3:])) == {"uga", "zwe"}
    assert relation["preiherman2024-aleinik-ind"] == ["same"]
    assert relation["preiherman2024-shestakov-lao"] == ["same_source"]
    (dhaka,) = found.loc[found["visit_id"] == "preiherman2024-shestakov-bgd", "differs"]
    assert "11–20 March 2024 against" in dhaka


def test_the_companion_table_keeps_its_rules():
    table = fp.load("belarus_visits")
    frame = table.visits
    assert frame["evidence"].notna().all()
    assert len(frame) > 150
    assert frame["date_earliest"].min().year == 2021
    assert (frame["host_iso3"] != "BLR").all()
    led = frame[frame["part"] == "lead"]
    assert not led.duplicated(["person_id", "host_iso3", "date"]).any()
    followers = frame[frame["part"] == "accompanying"]
    assert set(followers["event_id"]) <= set(led["event_id"])
    joined = fp.load("preiherman2024", "belarus_visits", "reference")
    names = joined.people.set_index("person_id")["also_known_as"]
    assert "Aleksandr Lukashenko" in names["lukashenka"]


@pytest.mark.parametrize(
    ("iso3", "day", "expected"),
    [
        ("BLR", "2024-07-03", {"BRICS": "applicant", "CIS": "member", "EAEU": "member", "SCO": "observer"}),
        ("BLR", "2025-01-01", {"BRICS": "partner", "CIS": "member", "EAEU": "member", "SCO": "member"}),
        ("GBR", "2019-06-01", {"EU": "member"}),
        ("GBR", "2021-06-01", {}),
        ("LKA", "2020-01-01", {}),
        ("LKA", "2026-01-01", {"SCO": "dialogue_partner"}),
    ],
)
def test_groups_are_as_of_a_day_and_only_what_is_sure(iso3, day, expected):
    assert countries.groups(iso3, on=day) == expected
    assert countries.groups(iso3, on=pd.Timestamp(day).date()) == expected


def test_groups_name_a_wrong_code():
    with pytest.raises(countries.UnknownCountryError, match="found 'UK'"):
        countries.groups("UK", on="2024-01-01")
