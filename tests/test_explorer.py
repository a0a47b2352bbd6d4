import builtins
import csv
import io
from datetime import date

import numpy as np
import pytest

import fpdata as fp
from fpdata import frontend, panels, panes
from fpdata.selection import TABLES, Choice, Rows, made
from tests.tooling import attack


@pytest.fixture(scope="module")
def rows(corpus):
    return Rows(corpus)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return fp.load(attack.package(tmp_path_factory.mktemp("attack") / "attack"))


@pytest.fixture
def own(tmp_path):
    """Give a package of our own text, with a visit and what was discussed, and a copy of the text."""
    (tmp_path / "own.md").write_text("# A trip\n\nShe <i>flew</i> to Laos. There she spoke of rice & boats.\n", "utf-8")
    document = fp.read_document(tmp_path / "own.md")
    from fpdata.loading import start

    corpus = start(tmp_path / "own", document)
    base = fp.load().visits.iloc[3:4]
    corpus.visits = base.assign(
        visit_id="own-lao", event_id="own-lao", person_id=None, visitor_text="A minister", visitor="A minister",
        host_iso3="LAO", evidence="own:1.1; own:1.2",
    )  # fmt: skip
    return corpus, document


def test_a_country_keeps_the_rows_that_name_it_in_any_column(rows, corpus):
    mask = rows.keep(Choice(country="IND"))
    for table in TABLES:
        frame = getattr(corpus, table)
        named = frame[[c for c in frame if c.endswith("_iso3")]].eq("IND").any(axis=1).tolist()
        assert rows.part(mask, table).tolist() == named
    assert rows.counts(mask) == {"visits": 1, "cooperation": 24, "acts": 4, "claims": 22}


def test_a_sector_brings_the_visits_that_its_rows_hang_on_and_no_claims(rows, corpus):
    mask = rows.keep(Choice(sector="tourism"))
    assert rows.counts(mask) == {"visits": 2, "cooperation": 2, "acts": 0, "claims": 0}
    assert set(corpus.visits["host_iso3"][rows.part(mask, "visits")]) == {"IND", "MNG"}


def test_a_period_keeps_what_could_fall_in_it_and_nothing_undated(rows, corpus):
    mask = rows.keep(Choice(since=date(2024, 3, 14), until=date(2024, 3, 14)))
    visits = corpus.visits[rows.part(mask, "visits")]
    # Mongolia was visited on the 15th, but the road map for 2024 to 2026 hangs on that visit
    assert visits["host_iso3"].fillna(visits["host_region"]).tolist() == ["002", "MNG", "BGD", "LAO"]
    assert not mask[rows.frame["first"].isna() & rows.frame["last"].isna()].any()
    open_end = rows.keep(Choice(since=date(2030, 1, 1)))  # "since 2022" has no end
    assert corpus.claims[rows.part(open_end, "claims")]["period"].tolist() == ["2022/.."]


def test_choices_are_checked_and_all_problems_named(rows):
    assert made(rows, Choice(), {"since": "2024-03", "until": "2024-03"}) == Choice(
        since=date(2024, 3, 1), until=date(2024, 3, 31)
    )
    with pytest.raises(fp.CorpusError) as caught:
        made(rows, Choice(), {"country": "XXX", "since": "soon", "colour": "red"})
    for words in ("country='XXX'", "expected one of 002, BGD", "'soon' is no EDTF date", "colour='red'"):
        assert words in str(caught.value)


@pytest.mark.parametrize(
    "choice", [{}, {"country": "MNG"}, {"sector": "automotive"}, {"row": "preiherman2024-mng-tourism"}], ids=str
)
def test_the_selection_is_a_valid_corpus(corpus, tmp_path, choice):
    explorer = fp.explore(corpus)
    explorer.select(**choice)
    explorer.selection.validate()
    explorer.selection.save(tmp_path / "part")
    assert len(fp.load(tmp_path / "part").cooperation) == len(explorer.selection.cooperation)


def test_an_explorer_says_what_is_selected_and_that_nothing_is(corpus):
    explorer = fp.explore(corpus)
    before = corpus.visits.copy()
    explorer.select(country="MNG")
    assert "Mongolia: 18 rows, 1 of visits, 12 of cooperation, 2 of acts and 3 of claims." in repr(explorer)
    explorer.select(sector="pharmaceuticals")
    assert "Mongolia, sector pharmaceuticals: no row. Clear a filter" in repr(explorer)
    assert explorer.selection.visits.empty
    explorer.select(sector=None)
    assert len(explorer.selection.cooperation) == 12
    explorer.clear()
    assert "Everything: 119 rows" in repr(explorer)
    assert before.equals(corpus.visits)
    bundle = explorer._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.jupyter.widget-view+json", "text/plain"}


def test_filters_and_choices_follow_each_other_without_loops(corpus):
    explorer = fp.explore(corpus)
    shown = []
    explorer._evidence.observe(lambda change: shown.append(change["new"]), "value")
    explorer.select(country="IND", since="2024-03-01")
    assert explorer._filters["country"].value == "IND"
    assert explorer._filters["since"].value == date(2024, 3, 1)
    explorer._filters["country"].value = "MNG"
    assert explorer._choice == Choice(country="MNG", since=date(2024, 3, 1))
    explorer._table.selected_rows = [1]
    assert explorer._choice.row == explorer._shown[1]
    explorer._table.selected_rows = []
    assert explorer._choice.row is None
    assert len(shown) == 4


def test_a_click_chooses_and_a_second_one_takes_it_back(corpus):
    explorer = fp.explore(corpus)
    the_map = explorer._figures[0]
    (clicks,) = [trace for trace in the_map.data if trace.name == "clicks"]
    codes = list(clicks.customdata)
    assert {code for trace in the_map.data for code in trace.customdata or ()} == {"IND", "MNG", "BGD", "LAO", "002"}
    point = type("Points", (), {"point_inds": [codes.index("MNG")]})
    none = type("Points", (), {"point_inds": []})
    for trace in the_map.data:  # plotly calls all traces, most with no point
        trace._dispatch_on_click(point if trace is clicks else none, None)
    assert explorer._choice == Choice(country="MNG")
    clicks._dispatch_on_click(point, None)
    assert explorer._choice == Choice()


def test_views_are_marked_and_not_built_anew(rows):
    choice = Choice(country="MNG")
    mask = rows.keep(choice)
    the_map, sectors, timeline = panels.Map(rows), panels.Sectors(rows), panels.Timeline(rows)
    for panel in (the_map, sectors, timeline):
        before = [trace.name for trace in panel.figure.data]
        panel.mark(panel.figure, mask, choice)
        assert [trace.name for trace in panel.figure.data] == before
    by_name = {trace.name: trace for trace in the_map.figure.data}
    assert len(by_name["chosen"].x) > 10
    assert len(by_name["faded"].x) > len(by_name["chosen"].x)
    assert sum(len(trace.selectedpoints) for trace in sectors.figure.data) == 12
    low, high = sectors.figure.layout.xaxis.range
    assert high - low == 4  # the stages of one partner
    stated = timeline.figure.data[0]
    assert [stated.customdata[n] for n in stated.selectedpoints] == ["preiherman2024-aleinik-mng"]
    assert "1 of 5 rows" in the_map.figure.layout.title.text
    sectors.mark(sectors.figure, rows.keep(Choice()), Choice())
    assert sectors.figure.data[0].selectedpoints is None
    assert sectors.figure.layout.xaxis.range == (-0.5, 7.5)


def test_clicks_reach_all_of_a_country_and_no_other(rows):
    (clicks,) = [trace for trace in panels.Map(rows).figure.data if trace.name == "clicks"]
    points = np.array(
        [[x, y] for x, y, code in zip(clicks.x, clicks.y, clicks.customdata, strict=True) if code == "IND"]
    )
    assert len(points) > 5
    assert np.ptp(points[:, 1]) > 300  # from north to south, in units of 5 km


def test_many_rows_are_counted_and_not_drawn_one_by_one():
    from tests.benchmarks.explorer import many

    rows = Rows(many(2000))
    timeline = panels.Timeline(rows)
    whole, selected = timeline.figure.data
    assert timeline.counted
    assert sum(whole.y) == sum(selected.y) == 2019 - 5  # 14 acts and claims of the article have dates
    choice = made(rows, Choice(), timeline.pick(selected, 3))
    assert choice.since.year == choice.until.year
    timeline.mark(timeline.figure, rows.keep(choice), choice)
    assert sum(selected.y) == selected.y[list(whole.x).index(str(choice.since.year))]


def test_evidence_names_paragraphs_and_with_a_copy_quotes_them(own):
    corpus, document = own
    rows = Rows(corpus)
    mask = rows.keep(Choice())
    bare = panes.evidence(rows, mask)
    assert "2 sentences in 1 paragraph" in bare
    assert "blockquote" not in bare
    quoted = panes.evidence(rows, mask, panes.quotes(corpus, document))
    assert "There she spoke of rice &amp; boats." in quoted
    assert fp.explore(corpus, document).selection.visits["host_iso3"].tolist() == ["LAO"]
    other = fp.load()
    with pytest.raises(fp.CorpusError, match="expected a Corpus"):
        fp.explore(other.visits)


def test_a_package_with_neither_dates_nor_cooperation_says_so(own):
    corpus, _ = own
    corpus.visits = corpus.visits.iloc[:0]
    explorer = fp.explore(corpus)
    assert explorer._figures == [None, None, None]
    assert "Everything: no row." in repr(explorer)
    explorer.clear()


def test_hostile_text_is_escaped_in_the_evidence_and_the_words(hostile):
    explorer = fp.explore(hostile)
    explorer.select(visitor=next(text for text in attack.TEXTS if text.startswith("<img src=x")))
    for widget in (explorer._evidence, explorer._words):
        for tag in ("<img", "<script", "<svg", "<a ", "<iframe", "<style", "\u202e"):
            assert tag not in widget.value.lower(), tag
        assert "mathjax_ignore" in widget.value
    assert all("\u202e" not in name for name, _ in explorer._filters["visitor"].options)


def test_no_cell_of_the_table_begins_a_formula(hostile):
    rows = Rows(hostile)
    frame = panes.table(rows, range(len(rows.frame)))
    written = list(csv.reader(io.StringIO(frame.to_csv(index=False))))
    assert len(written) == len(rows.frame) + 1
    assert not [cell for row in written for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]


@pytest.mark.parametrize("address", attack.ADDRESSES)
def test_only_http_addresses_become_links(hostile, address):
    from copy import copy

    bad = copy(hostile)
    bad.sources = hostile.sources.assign(url=address)
    rows = Rows(bad)
    assert "<a " not in panes.evidence(rows, rows.keep(Choice()))
    with pytest.raises(fp.SchemaError, match="http or https"):
        bad.validate()


def test_a_missing_library_is_named(monkeypatch, corpus):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.startswith("itables"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    frontend.kit.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=r"itables.*fpdata\[lab\]"):
        fp.explore(corpus)
    frontend.kit.cache_clear()
