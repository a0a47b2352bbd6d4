"""The shipped data, tested as data."""

import re

import frictionless
import pandas as pd
import pytest

import fpdata as fp
from fpdata import schema
from fpdata.package import bundled
from tests.conftest import ARTICLE, ROOT
from tests.tooling.columns import markdown


@pytest.mark.parametrize("name", bundled())
def test_frictionless_agrees(name):
    report = frictionless.validate(str(bundled()[name] / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def test_the_articles_visits(corpus):
    visits = corpus.visits.set_index(corpus.visits["host_iso3"].fillna(corpus.visits["host_region"]))
    expected = {
        "IND": ("Sergei Aleinik", "2024-03-12/2024-03-13", "stated", 1),
        "MNG": ("Sergei Aleinik", "2024-03-15/2024-03-16", "stated", 1),
        "BGD": ("Evgeny Shestakov", "2024-03-11/2024-03-20", "inferred", 1),
        "LAO": ("Evgeny Shestakov", "2024-03-11/2024-03-20", "inferred", 1),
        "002": ("Sergei Aleinik", "2024-01-01/2024-04-05", "inferred", 2),
    }
    found = {host: (row["visitor"], row["date"], row["date_basis"], row["n_min"]) for host, row in visits.iterrows()}
    assert found == expected
    assert pd.isna(visits.loc["002", "n_max"])


def test_no_visit_is_dated_by_the_day_of_publication(corpus):
    assert not (corpus.visits["date"] == corpus.sources["published"].iat[0]).any()


def test_goods_have_the_codes_of_the_harmonized_system(corpus):
    codes = corpus.cooperation.set_index("product")["hs_code"].dropna()
    expected = {
        "firefighting vehicles": "870530",
        "potash": "3104",
        "electric buses": "870240",
        "pharmaceuticals": "30",
    }
    assert {product: codes[product] for product in expected} == expected


def test_there_are_claims_of_every_type(corpus):
    counts = corpus.claims["claim_type"].value_counts()
    assert len(corpus.claims) >= 20
    assert (counts > 0).all()


def test_every_sentence_of_the_article_is_coded(corpus):
    rows = corpus.evidence_rows
    coded = set(zip(rows["paragraph"], rows["sentence"], strict=True))
    assert coded == set(zip(corpus.sentences["paragraph"], corpus.sentences["sentence"], strict=True))


def test_files_are_sorted_by_key_and_have_no_blank_ends():
    for folder in bundled().values():
        for path in folder.glob("*.csv"):
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            if path.stem != "sentences":  # those count in numbers
                assert frame[schema.key(path.stem)[0]].is_monotonic_increasing, path
            assert (frame == frame.map(str.strip)).all().all(), path


def words(text):
    return re.findall(r"[^\W_]+", re.sub(r"\]\([^)]*\)", "]", text).lower())


def test_no_sentence_of_the_article_stands_in_the_project():
    if not ARTICLE.exists():
        pytest.skip("the article is not beside this checkout (../shared/source/)")
    size = 9
    article = words(ARTICLE.read_text("utf-8"))
    runs = {tuple(article[i : i + size]) for i in range(len(article) - size + 1)}
    title = words(fp.load().sources["title"].iat[0])
    runs -= {run for run in runs if any(tuple(title[i : i + 6]) == run[j : j + 6] for i in range(5) for j in range(4))}
    files = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".csv", ".json", ".md", ".ipynb", ".toml", ".cff"}]
    files = [p for p in files if not {".venv", ".git", "node_modules"} & set(p.relative_to(ROOT).parts)]
    assert len(files) > 30
    for path in files:
        found = words(path.read_text("utf-8"))
        hits = [found[i : i + size] for i in range(len(found) - size + 1) if tuple(found[i : i + size]) in runs]
        assert not hits, f"{path}: {' '.join(hits[0])}"


def test_the_data_readme_lists_the_schemas_columns():
    assert markdown() in (ROOT / "fpdata" / "data" / "README.md").read_text("utf-8")


def test_the_data_readme_reports_the_agreement_that_the_tool_prints(capsys):
    from tests.tooling.agreement import CODINGS, report

    report(CODINGS / "first", CODINGS / "second")
    assert capsys.readouterr().out.strip() in (ROOT / "fpdata" / "data" / "README.md").read_text("utf-8")
