import pandas as pd
import pytest

import fpdata as fp


def test_bars_run_from_the_first_to_the_last_possible_day(corpus):
    figure = fp.plot_timeline(corpus.visits)
    bars = {trace.name: trace for trace in figure.data}
    assert list(bars) == ["visit, date stated", "visit, date inferred"]
    stated = bars["visit, date stated"]
    assert list(stated.base) == ["2024-03-12", "2024-03-15"]
    assert [length / 86_400_000 for length in stated.x] == [2, 2]
    inferred = bars["visit, date inferred"]
    assert (inferred.base[0], inferred.x[0] / 86_400_000) == ("2024-01-01", 96)
    assert inferred.marker.pattern.shape == "/"


def test_acts_and_claims_stand_on_the_same_axis_and_undated_rows_are_counted(corpus):
    figure = fp.plot_timeline(corpus.visits, corpus.claims, corpus.acts)
    drawn = sum(len(trace.y) for trace in figure.data if trace.type == "bar")
    dated_claims = corpus.claims["due"].notna() | corpus.claims["period_earliest"].notna()
    assert drawn == 5 + 7 + int(dated_claims.sum())
    missing = 5 + 9 + 69 - drawn
    assert f"{missing} without a date" in figure.layout.annotations[0].text.replace("<br>", " ")
    assert any(trace.name == "open end" for trace in figure.data)


def test_a_timeline_without_any_date_says_so():
    with pytest.raises(fp.CorpusError, match="without a date"):
        fp.plot_timeline(pd.DataFrame({"host_iso3": ["IND"]}))


def test_many_rows_share_lanes():
    visits = pd.DataFrame({"host_iso3": "IND", "visitor": ["A", "B"] * 100, "date": "2024-03"})
    figure = fp.plot_timeline(visits)
    assert len(figure.layout.yaxis.ticktext) == 2


def test_the_matrix_has_one_sign_per_row_and_columns_by_stage(corpus):
    figure = fp.plot_sectors(corpus.cooperation)
    signs = figure.data
    assert sum(len(trace.x) for trace in signs) == len(corpus.cooperation)
    places = {(x, y) for trace in signs for x, y in zip(trace.x, trace.y, strict=True)}
    assert len(places) == len(corpus.cooperation)
    assert len({trace.marker.size for trace in signs}) == 1
    by_name = {trace.name: trace for trace in signs}
    assert set(by_name) == {"Belarus", "India", "both, or not said"}
    assert {code[0] for code in by_name["India"].customdata} == {"IND"}


def test_one_partner_shows_products_with_their_codes(corpus):
    figure = fp.plot_sectors(corpus.cooperation, partner="MNG")
    labels = [label.replace("<br>", " ") for label in figure.layout.yaxis.ticktext]
    assert len(labels) == 12
    assert any("firefighting vehicles" in label and "HS 870530" in label for label in labels)
    text = " ".join(text for trace in figure.data if trace.text for text in trace.text)
    for words in ("over 100 vehicles", "both sides", "preiherman2024:7.4", "agreed"):
        assert words in text
    with pytest.raises(fp.CorpusError, match="expected one of IND, MNG"):
        fp.plot_sectors(corpus.cooperation, partner="CHN")


def test_untrusted_text_is_escaped(corpus):
    attack = '<img src=x onerror="a()">$x$'
    bad = corpus.cooperation.assign(product=attack, note=attack, speaker=attack)
    acts = corpus.acts.assign(subject=attack)
    for figure in (
        fp.plot_sectors(bad),
        fp.plot_sectors(bad, partner="IND"),
        fp.plot_timeline(corpus.visits.assign(visitor=attack), acts=acts),
    ):
        text = figure.to_json()
        assert "<img" not in text
        assert "\\u003cimg" not in text
        assert "$" not in text


def test_an_empty_table_draws_an_empty_chart(corpus):
    assert "0 items" in fp.plot_sectors(corpus.cooperation.iloc[:0]).layout.title.text
