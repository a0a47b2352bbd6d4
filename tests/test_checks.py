"""Claims, figures and links of our own; the verdicts were worked out on paper."""

import math

import pandas as pd
import pytest

import fpdata as fp
from fpdata import observations, verdicts

CLAIM = {
    "claim_id": "own-third",
    "claim_type": "baseline",
    "statement": "A third of the trade went to the neighbour.",
    "subject": "trade",
    "object_iso3": "IND",
    "direction": "toward",
    "quantity": "33.3",
    "quantity_qualifier": "about",
    "unit": "percent",
    "modality": "asserted",
    "speaker": "author",
    "via": "author",
    "checkable": "true",
    "evidence": "own",
}
LINK = {"indicator_id": "own-1", "claim_id": "own-third", "check": "level", "indicator": "trade_share"}
LINK |= {"reporter_iso3": "MNG", "partner": "IND", "flow": "export", "scope": "goods"}
FIGURE = {"indicator": "trade_share", "reporter_iso3": "MNG", "partner": "IND", "period": "2020", "part_year": "false"}
FIGURE |= {"flow": "export", "value": "31", "unit": "percent", "scope": "goods", "mirror": "false", "evidence": "bank"}
SOURCES = [
    {"source_id": "own", "kind": "article", "title": "Own", "published": "2021-05-01", "publisher": "We"},
    {"source_id": "bank", "kind": "dataset", "title": "Bank", "published": "2021", "publisher": "Bank"},
    {"source_id": "branch", "kind": "press", "title": "Branch", "published": "2022", "publisher": "News (Bank)"},
    {"source_id": "office", "kind": "official", "title": "Office", "published": "2022", "publisher": "Office"},
]


@pytest.fixture
def checked():
    """Return a function: claims, links, figures and more tables to their checks, against nothing else."""

    def check(claim=None, links=(LINK,), figures=(), **tables):
        rows = {"sources": SOURCES, "claims": [CLAIM | (claim or {})], "indicators": list(links), **tables}
        rows["figures"] = [FIGURE | {"figure_id": f"f{n}"} | figure for n, figure in enumerate(figures)]
        corpus = fp.from_records(rows)
        return fp.check_claims(corpus, corpus).iloc[0]

    return check


@pytest.mark.parametrize(
    ("quantity", "qualifier", "low", "high"),
    [
        (50, "about", 45, 55),
        (50, "nearly", 45, 50),
        (100, "over", 100, math.inf),
        (100, "under", -math.inf, 100),
        (0, "most", 50, 100),
        (33.3, "exact", 33.25, 33.35),
        (7, "exact", 6.5, 7.5),
        (7, None, 7, 7),
        (-20, "about", -22, -18),
    ],
)
def test_words_of_number_have_their_band(quantity, qualifier, low, high):
    assert observations.band(quantity, qualifier) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        ([{}], "supported"),
        ([{"value": "29"}], "overstated"),
        ([{"value": "40"}], "understated"),
        ([{}, {"period": "2019", "value": "20"}], "partly"),
        ([{}, {"value": "20", "evidence": "office"}], "depends_on_definition"),
        ([{"value": "10"}], "overstated"),
        ([{"value": "10"}, {"value": "9", "evidence": "office"}], "contradicted"),
        ([{"value": "20"}, {"value": "50", "period": "2019"}], "not_checkable"),
        ([{"value": "20"}, {"value": "50", "evidence": "office"}], "not_checkable"),
        ([{"value": "10", "evidence": "bank"}, {"value": "9", "evidence": "branch"}], "overstated"),
        ([{"value": "36.63"}], "supported"),
        ([{"value": "20", "qualifier": "over"}], "not_checkable"),
        ([{"value": "40", "qualifier": "over"}], "understated"),
        ([{"value": "5", "unit": "USD"}], "not_checkable"),
        ([{}, {"value": "5", "period": "2020-01/2020-06", "part_year": "true"}], "supported"),
        ([{"value": "33.3", "qualifier": "nearly"}], "supported"),
        ([], "not_checkable"),
        ([{"evidence": "own"}], "not_checkable"),
    ],
)
def test_the_verdict_on_a_number_follows_from_the_figures(checked, figures, verdict):
    row = checked(figures=figures)
    assert row["verdict"] == verdict
    assert row["rule"].startswith("level: ")


@pytest.mark.parametrize(
    "other",
    [
        {"scope": "goods+services"},
        {"period": "2020-01/2020-06", "part_year": "true"},
        {"flow": "import"},
        {"unit": "EUR"},
        {"period": "2019"},
    ],
)
def test_a_share_is_never_computed_across_definitions(checked, other):
    value = {"indicator": "trade_value", "unit": "USD", "value": "30"}
    link = LINK | {"indicator": "trade_value", "whole": "WLD"}
    same = checked(links=[link], figures=[value, value | {"partner": "WLD", "value": "90"}])
    assert (same["verdict"], same["observations"][0].value) == ("supported", 33.33)
    unlike = checked(links=[link], figures=[value, value | {"partner": "WLD", "value": "90"} | other])
    assert unlike["verdict"] == "not_checkable"


def test_turnover_of_the_whole_may_be_exports_and_imports_of_one_source(checked):
    value = {"indicator": "trade_value", "unit": "USD", "flow": "turnover", "value": "30"}
    whole = value | {"partner": "WLD", "value": "45"}
    link = LINK | {"indicator": "trade_value", "whole": "WLD", "flow": "turnover"}
    parts = [whole | {"flow": "export"}, whole | {"flow": "import"}]
    assert checked(links=[link], figures=[value, *parts])["observations"][0].value == 33.33
    apart = [parts[0], parts[1] | {"evidence": "office"}]
    assert checked(links=[link], figures=[value, *apart])["verdict"] == "not_checkable"


def test_a_published_share_is_not_computed_again(checked):
    value = {"indicator": "trade_value", "unit": "USD", "value": "30"}
    figures = [value, value | {"partner": "WLD", "value": "90"}, {"value": "31"}]
    links = [LINK, LINK | {"indicator_id": "own-2", "indicator": "trade_value", "whole": "WLD"}]
    assert [one.basis for one in checked(links=links, figures=figures)["observations"]] == ["published"]


def test_a_link_gives_its_reading_where_the_claim_has_no_number(checked):
    bare = {"quantity": "", "quantity_qualifier": "", "unit": ""}
    link = LINK | {"quantity": "30", "quantity_qualifier": "over", "unit": "percent"}
    row = checked(claim=bare, links=[link], figures=[{}])
    assert (row["verdict"], row["stated"]) == ("supported", "over 30 percent (our reading)")
    assert checked(claim=bare, figures=[{}])["rule"] == "level: no number"


@pytest.mark.parametrize(
    ("direction", "values", "verdict"),
    [
        ("toward", (10, 20, 30), "supported"),
        ("toward", (10, 30, 20), "partly"),
        ("away", (30, 20), "supported"),
        ("toward", (30, 20), "overstated"),
        ("toward", (30,), "not_checkable"),
    ],
)
def test_a_movement_is_judged_step_by_step(checked, direction, values, verdict):
    figures = [{"period": str(2018 + n), "value": str(value)} for n, value in enumerate(values)]
    row = checked(claim={"direction": direction}, links=[LINK | {"check": "trend"}], figures=figures)
    assert row["verdict"] == verdict


def test_months_are_compared_with_the_same_months_only(checked):
    figures = [
        {"period": "2019", "value": "40"},
        {"period": "2020-01/2020-06", "part_year": "true", "value": "10"},
        {"period": "2021-01/2021-06", "part_year": "true", "value": "20"},
    ]
    row = checked(links=[LINK | {"check": "trend"}], figures=figures)
    assert row["verdict"] == "supported"
    assert "40" not in row["reason"]


def test_two_publishers_contradict_a_movement(checked):
    fall = [{"period": "2019", "value": "40"}, {"period": "2020", "value": "20"}]
    link = LINK | {"check": "trend"}
    assert checked(links=[link], figures=fall)["verdict"] == "overstated"
    both = [*fall, *(figure | {"evidence": "office"} for figure in fall)]
    assert checked(links=[link], figures=both)["verdict"] == "contradicted"


def test_levels_of_two_sources_are_no_fall(checked):
    one, two = ({"period": str(year), "value": str(value)} for year, value in ((2019, 10), (2020, 12)))
    figures = [one, two, one | {"value": "20", "evidence": "office"}, two | {"value": "22", "evidence": "office"}]
    assert checked(links=[LINK | {"check": "trend"}], figures=figures)["verdict"] == "supported"
    across = checked(links=[LINK | {"check": "trend"}], figures=[one, two | {"evidence": "office"}])
    assert (across["verdict"], across["rule"]) == ("partly", "trend: across sources")
    assert checked(claim={"direction": "none"}, links=[LINK | {"check": "trend"}], figures=[one, two])["rule"] == (
        "trend: no direction"
    )


@pytest.mark.parametrize(
    ("theirs", "verdict"), [((20, 20), "supported"), ((20, 90), "partly"), ((90, 90), "overstated")]
)
def test_one_country_is_held_against_another(checked, theirs, verdict):
    figures = [{"period": "2019"}, {"period": "2020"}]
    figures += [{"period": str(2019 + n), "value": str(v), "reporter_iso3": "CHN"} for n, v in enumerate(theirs)]
    link = LINK | {"check": "above", "compare_iso3": "CHN"}
    assert checked(links=[link], figures=figures)["verdict"] == verdict


MEMBER = {"membership_id": "m", "org": "CLUB", "iso3": "MNG", "status": "member", "conflict": "false"}


@pytest.mark.parametrize(
    ("rows", "due", "verdict"),
    [
        ([{"start": "2020"}], "", "supported"),
        ([{"start": "2022-07-04"}], "2022-07", "came_true"),
        ([{"start": "2023"}], "2022-07", "partly"),
        ([{"start": "2023"}, {"start": "2022-07-10", "membership_id": "n"}], "2022-07", "came_true"),
        ([{"start": "2022", "status": "partner"}], "2022-07", "not_yet"),
        ([{"iso3": "IND", "start": "2020"}], "", "no_record"),
        ([{"start": "2020", "evidence": "own"}], "", "no_record"),
        ([{"start": "2000", "end": "2009"}], "", "not_checkable"),
        ([{"start": "/2025"}], "2022-07", "not_checkable"),
    ],
)
def test_memberships_are_judged_by_their_dates(checked, rows, due, verdict):
    link = {"indicator_id": "i", "claim_id": "own-third", "check": "membership", "reporter_iso3": "MNG"}
    link |= {"partner": "CLUB", "status": "member"}
    table = [MEMBER | {"evidence": "bank"} | row for row in rows]
    row = checked(claim={"due": due, "modality": "predicted"}, links=[link], memberships=table)
    assert row["verdict"] == verdict


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ({"start": "2000"}, "supported"),
        ({"start": "2000", "end": "2009"}, "overstated"),
        ({"start": "2026"}, "overstated"),
        ({"start": "2000", "status": "observer"}, "overstated"),
        ({"start": ""}, "not_checkable"),
    ],
)
def test_a_membership_said_to_exist_must_be_in_force(checked, row, verdict):
    link = {"indicator_id": "i", "claim_id": "own-third", "check": "membership", "reporter_iso3": "MNG"}
    link |= {"partner": "CLUB", "status": "member"}
    assert checked(links=[link], memberships=[MEMBER | {"evidence": "bank"} | row])["verdict"] == verdict


OUTCOME = {
    "outcome_id": "o",
    "claim_id": "own-third",
    "outcome": "Something.",
    "as_of": "2026-11-23",
    "evidence": "bank",
}


@pytest.mark.parametrize(
    ("rows", "modality", "verdict"),
    [
        ([{"result": "happened"}], "predicted", "came_true"),
        ([{"result": "happened"}], "asserted", "supported"),
        ([{"result": "step"}, {"result": "not_found", "outcome_id": "p"}], "predicted", "not_yet"),
        ([{"result": "not_found", "evidence": "", "searched_where": "everywhere"}], "predicted", "no_record"),
        ([{"result": "background"}], "predicted", "not_checkable"),
        ([{"result": "differs"}], "asserted", "partly"),
        (
            [{"result": "differs"}, {"result": "differs", "outcome_id": "p", "evidence": "office"}],
            "asserted",
            "contradicted",
        ),
        ([{"result": "happened", "evidence": "own"}], "predicted", "not_checkable"),
    ],
)
def test_without_a_link_outcomes_decide(checked, rows, modality, verdict):
    row = checked(claim={"modality": modality}, links=(), outcomes=[OUTCOME | row for row in rows])
    assert row["verdict"] == verdict
    assert row["as_of"] == ("2026-11-23" if rows[0].get("evidence") != "own" else "")


VISIT = {"visit_id": "v", "event_id": "v", "visitor_text": "a minister", "role": "Minister", "part": "lead"}
VISIT |= {"sender_iso3": "MNG", "host_iso3": "IND", "date": "2020-03", "date_basis": "stated", "n_min": "1"}
VISIT |= {
    "n_max": "1",
    "protocol": "unspecified",
    "setting": "bilateral",
    "status": "occurred",
    "status_basis": "reported",
}


@pytest.mark.parametrize(
    ("row", "more", "verdict"),
    [
        ({}, {}, "supported"),
        ({"status": "planned"}, {}, "no_record"),
        ({"part": "accompanying"}, {}, "no_record"),
        ({"date": "2018"}, {}, "no_record"),
        ({"evidence": "own"}, {}, "no_record"),
        ({"role": "Clerk"}, {"office": "Minister"}, "no_record"),
        ({}, {"partner": "GLOBAL_SOUTH"}, "supported"),
        ({}, {"partner": "ASIA"}, "supported"),
        ({}, {"partner": "AFRICA"}, "no_record"),
        ({}, {"compare_iso3": "CHN"}, "supported"),
        ({"host_iso3": "CHN"}, {"compare_iso3": "CHN"}, "overstated"),
    ],
)
def test_visits_of_other_sources_check_a_claim(checked, row, more, verdict):
    link = {"indicator_id": "i", "claim_id": "own-third", "check": "visit", "reporter_iso3": "MNG", "partner": "IND"}
    link |= {"period": "2020"} | more
    assert checked(links=[link], visits=[VISIT | {"evidence": "bank"} | row])["verdict"] == verdict


@pytest.mark.parametrize(
    ("now", "before", "direction", "verdict"),
    [
        ((4, 6), (1, 8), "toward", "supported"),
        ((1, 8), (4, 6), "toward", "overstated"),
        ((1, 8), (4, 6), "away", "supported"),
        ((4, 4), (1, 8), "toward", "not_checkable"),
    ],
)
def test_a_share_of_visits_needs_five_of_them(now, before, direction, verdict):
    assert verdicts.share(now, before, direction).verdict == verdict


def test_a_claim_without_a_link_says_what_would_check_it(checked):
    row = checked(links=())
    assert (row["verdict"], row["rule"]) == ("not_checkable", "none: no link")
    assert "percent on India" in row["reason"]
    row = checked(links=(), claim={"checkable": "false"})
    assert row["rule"] == "none: not a matter of record"
    wanted = {"indicator_id": "w", "claim_id": "own-third", "check": "wanted", "note": "customs data by year"}
    assert "customs data by year" in checked(links=[wanted])["reason"]


def test_links_that_lead_nowhere_or_apart_are_named(checked):
    with pytest.raises(fp.CorpusError, match="own-1: found claim_id 'own-thrid', expected one of own-third"):
        checked(links=[LINK | {"claim_id": "own-thrid"}], figures=[{}])
    with pytest.raises(fp.CorpusError, match="found the checks level and trend"):
        checked(links=[LINK, LINK | {"indicator_id": "own-2", "check": "trend"}], figures=[{}])


def test_what_a_check_needs_is_asked_for(checked):
    bare = {"indicator_id": "i", "claim_id": "own-third"}
    for check, lacking in (
        ("visit", "partner"),
        ("visit_share", "partner, period and base_period"),
        ("above", "indicator, reporter_iso3 and compare_iso3"),
        ("membership", "reporter_iso3, partner and status"),
    ):
        with pytest.raises(fp.CorpusError, match=f"i: found no {lacking}, expected a value for check {check}"):
            checked(links=[bare | {"check": check}])
    with pytest.raises(fp.CorpusError, match="corpus: found str, expected a Corpus"):
        fp.check_claims("own")


def test_an_outcome_later_than_due_came_true_in_part(checked):
    claim = {"modality": "predicted", "due": "2022-07"}
    late = checked(claim=claim, links=(), outcomes=[OUTCOME | {"result": "happened", "date": "2029"}])
    assert (late["verdict"], late["rule"]) == ("partly", "event: not when it was due")


def test_part_years_cannot_pass_as_years(checked):
    with pytest.raises(fp.SchemaError, match="false for a calendar year, true for any other time"):
        checked(figures=[{"period": "2020-01/2020-06"}])
    with pytest.raises(fp.SchemaError, match="all of them filled or none"):
        checked(figures=[{"scope": ""}])


def test_the_articles_claims_have_one_row_each_and_no_verdict_is_typed_in(corpus):
    checks = fp.check_claims(corpus)
    assert checks["claim_id"].tolist() == corpus.claims["claim_id"].tolist()
    assert (checks["rule"] != "").all()
    assert (checks["reason"] != "").all()
    verdict = checks.set_index("claim_id")["verdict"]
    assert verdict["preiherman2024-eu-third"] == "depends_on_definition"
    assert verdict["preiherman2024-sco-accession"] == "came_true"
    assert verdict["preiherman2024-brics-application"] == "not_yet"
    found = checks.set_index("claim_id").loc["preiherman2024-eu-third"]
    assert {one.period for one in found["observations"]} == {"2012", "2013", "2017", "2020"}
    assert all(source in found["sources"] for source in ("ec2018", "wnp2018", "makei2014", "rumas2019", "cceit2021"))


def test_the_eu_verdict_changes_with_the_figures(corpus):
    reference = fp.load("reference")
    figures = reference.figures
    reference.figures = figures[~figures["evidence"].str.contains("ec2018")]
    row = fp.check_claims(corpus, reference).set_index("claim_id").loc["preiherman2024-eu-third"]
    assert row["verdict"] == "overstated"
    reference.figures = figures[figures["evidence"].str.contains("ec2018")]
    row = fp.check_claims(corpus, reference).set_index("claim_id").loc["preiherman2024-eu-third"]
    assert row["verdict"] == "supported"


def test_what_became_of_the_articles_doings(corpus):
    found = fp.check_outcomes(corpus).set_index("key")
    expected = {
        "mng-road-map": "came_true",
        "mng-trade-houses": "no_record",
        "mng-fire-engines": "not_yet",
        "accede-sco": "came_true",
        "instruct-india": "contradicted",
        "ind-made-in-india": "contradicted",
        "ind-electric-buses": "no_record",
    }
    assert {key: found.loc[f"preiherman2024-{key}", "verdict"] for key in expected} == expected
    assert (found["as_of"] == "2026-11-23").all()
    cited = found.loc[found["verdict"] != "no_record", "sources"]
    assert (cited != "").all()


def test_the_band_and_every_figure_are_drawn(corpus):
    checks = fp.check_claims(corpus)
    row = checks[checks["claim_id"] == "preiherman2024-eu-third"]
    figure = fp.plot_claim_checks(row)
    assert sum(len(trace.x) for trace in figure.data) == len(row["observations"].iloc[0])
    (band,) = figure.layout.shapes
    assert (round(band.y0, 2), round(band.y1, 2)) == (29.97, 36.63)
    assert any("ec2018" in text for trace in figure.data for text in trace.text)
    with pytest.raises(fp.CorpusError, match="no figure in them"):
        fp.plot_claim_checks(checks[checks["verdict"] == "no_record"])


def test_text_of_a_claim_is_escaped_in_the_figure(checked):
    row = checked(claim={"statement": "<script>alert(1)</script>"}, figures=[{}])
    text = str(fp.plot_claim_checks(pd.DataFrame([row])).to_plotly_json())
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
