import base64
import csv
import datetime as dt
import hashlib
import io
import os
import re

import lxml.html
import pandas as pd
import pytest

import fpdata as fp
from fpdata import listing, schema
from fpdata.style import visible
from tests.conftest import OWN_TEXT
from tests.tooling import attack

DAY = dt.date(2026, 5, 1)
BANK = {"source_id": "bank", "kind": "dataset", "title": "A bank's table", "url": "https://example.org/bank"}
TAGS = set(
    "html head meta link title style body a header h1 h2 p nav ul li main section noscript figure div details summary "
    "table caption thead tbody tr th td span button textarea script template".split()
)


def parsed(path):
    return lxml.html.document_fromstring(path.read_bytes().decode("utf-8"))


@pytest.fixture(scope="module")
def path(corpus, tmp_path_factory):
    return fp.write_report(corpus, tmp_path_factory.mktemp("report") / "report.html", made=DAY)


@pytest.fixture(scope="module")
def page(path):
    return parsed(path)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attack")
    corpus = fp.load(attack.package(folder / "package"))
    checks = pd.DataFrame({"claim_id": corpus.claims["claim_id"], "verdict": "supported"})
    checks["reason"] = [attack.TEXTS[place % len(attack.TEXTS)] for place in range(len(checks))]
    return fp.write_report(corpus, folder / "report.html", checks=checks, made=DAY)


def policy(page):
    (content,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return {rule.split()[0]: rule.split()[1:] for rule in content.split("; ")}


def test_the_file_is_small_and_the_same_for_the_same_day(corpus, path, tmp_path, monkeypatch):
    assert path.stat().st_size < 6_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777633200")  # 1 May 2026, 11:00 UTC
    again = fp.write_report(corpus, str(tmp_path / "again.html"))
    assert again.read_bytes() == path.read_bytes()
    assert "on 1 May 2026" in again.read_text("utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(fp.CorpusError, match="SOURCE_DATE_EPOCH: found 'yesterday', expected seconds"):
        fp.write_report(corpus, tmp_path / "again.html")


def test_only_our_own_scripts_and_style_may_run_and_no_address_is_asked(page):
    rules = policy(page)
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert set(rules["img-src"]) == {"data:", "blob:"}
    assert not {"connect-src", "script-src-elem", "script-src-attr", "frame-src", "font-src"} & set(rules)
    elements = page.xpath("//script[not(@type)]")
    assert len(elements) == 2
    assert rules["script-src"] == [digest(element.text) for element in elements]
    assert rules["style-src"] == [digest(page.xpath("string(//style)")), digest("")]
    assert page.xpath("//@src") == []
    assert page.xpath("//link/@href") == ["data:,"]


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_what_a_screen_reader_needs(page):
    assert page.get("lang") == "en"
    levels = [int(element.tag[1]) for element in page.xpath("//*[self::h1 or self::h2 or self::h3]")]
    assert levels == [1, *[2] * (len(levels) - 1)]
    assert page.xpath("//body/*[1]/@href") == ["#summary"]
    tables = page.xpath("//table")
    assert len(tables) >= 10
    for table in tables:
        assert table.xpath("string(caption)")
        assert set(table.xpath("thead//th/@scope")) == {"col"}
        assert all(row.xpath("th/@scope") == ["row"] for row in table.xpath("tbody/tr"))
        assert len({len(row) for row in table.xpath(".//tr")}) == 1
    for plot in page.xpath("//*[@class='plot']"):
        assert len(plot.get("data-alt")) > 20
        assert plot.xpath("ancestor::section//details//table")
    assert page.xpath("//section/@aria-labelledby") == page.xpath("//section/h2/@id")


def test_every_link_in_the_page_leads_somewhere(page):
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    links = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(links) > 200
    assert set(links) <= set(names)


def test_every_row_stands_in_it_with_its_evidence(page, corpus):
    cited = corpus.evidence_rows
    for row in cited.itertuples():
        (element,) = page.xpath("//*[@id=$name]", name=f"{row.table}.{row.key}")
        assert f"#sentence.{row.source_id}:{row.paragraph}.{row.sentence}" in element.xpath(".//a/@href")
    text = " ".join(page.xpath("//tr[@id='visits.preiherman2024-aleinik-africa']//text()"))
    for words in ("Sergei Aleinik", "Africa", "at least 2", "within 1 January – 5 April 2024 (inferred)", "8.2"):
        assert words in text


def test_the_summary_says_it_in_words(page):
    said = page.xpath("//h2[@id='summary']/following-sibling::ul/li/text()")
    assert said[0] == "At least 6 visits: Africa (at least 2), Bangladesh (1), India (1), Laos (1) and Mongolia (1)."
    assert any(line.startswith("69 claims") for line in said)
    assert "Creative Commons Attribution 4.0" in page.xpath("string(//header)")


def test_csv_of_a_table_is_the_stored_table(page, corpus):
    for name in ("visits", "claims", "cooperation"):
        (text,) = page.xpath(f"//section[@aria-labelledby='{name}']//textarea/text()")
        assert text.strip("\n") + "\n" == schema.to_raw(name, getattr(corpus, name)).to_csv(index=False)


def test_no_sentence_without_an_article_and_every_one_with_it(tmp_path):
    article = tmp_path / "article.md"
    article.write_text(OWN_TEXT, "utf-8")
    document = fp.read_document(article)
    corpus = begun(tmp_path / "own", document)
    first, second = document.sentences["text"].iloc[[2, 3]]
    without = fp.write_report(corpus, tmp_path / "report.html").read_text("utf-8")
    assert "Nobody was" not in without
    assert visible(first) not in without
    quoted = parsed(fp.write_report(corpus, tmp_path / "report.html", document))
    row = quoted.xpath("//*[@id='sentence.own:2.1']")[0]
    assert [cell.text_content() for cell in row][:3] == ["2.1", first, "found"]
    assert second not in quoted.text_content()  # no row rests on it
    assert "1 found of 1 locator" in quoted.text_content()
    other = fp.read_document("# Another\n\nNothing of that stands here. Nor here.")
    with pytest.raises(fp.CorpusError, match="expected a copy of its source"):
        fp.write_report(corpus, tmp_path / "other.html", other)
    assert not (tmp_path / "other.html").exists()


def begun(folder, document):
    from fpdata.loading import start

    start(folder, document)
    header = ",".join(schema.columns("visits"))
    rows = {"visit_id": "own-lee-ind", "event_id": "2024-lee-ind", "visitor_text": "Lee", "part": "lead"}
    rows |= {"sender_iso3": "SGP", "host_iso3": "IND", "n_min": "1", "n_max": "1", "protocol": "unspecified"}
    rows |= {"setting": "unspecified", "status": "occurred", "status_basis": "reported", "evidence": "own:2.1"}
    line = ",".join(rows.get(column, "") for column in schema.columns("visits"))
    (folder / "visits.csv").write_text(f"{header}\n{line}\n", "utf-8")
    return fp.load(folder)


def test_a_package_with_nothing_but_sentences_gives_a_report(tmp_path):
    from fpdata.loading import start

    corpus = start(tmp_path / "own", fp.read_document(OWN_TEXT))
    text = parsed(fp.write_report(corpus, tmp_path / "report.html", made=DAY)).text_content()
    assert "0 locators in 0 sources" in text


def test_checks_stand_beside_the_claims(corpus, tmp_path):
    claim = corpus.claims.iloc[0]
    checks = pd.DataFrame({"claim_id": [claim["claim_id"]], "verdict": ["depends_on_definition"], "as_of": ["2026"]})
    page = parsed(fp.write_report(corpus, tmp_path / "report.html", checks=checks))
    (row,) = page.xpath("//section[@aria-labelledby='checks']//tbody/tr")
    assert [cell.text_content() for cell in row] == [
        claim["statement"], "depends on definition", "2026", claim["claim_id"],
    ]  # fmt: skip
    assert f"#claims.{claim['claim_id']}" in row.xpath(".//a/@href")
    reference = fp.from_records({"sources": [BANK, BANK | {"source_id": "unnamed"}]})
    checks["sources"] = "bank; preiherman2024; elsewhere"
    page = parsed(fp.write_report(corpus, tmp_path / "report.html", checks=checks, reference=reference))
    links = page.xpath("//section[@aria-labelledby='checks']//tbody//a/@href")
    assert links == ["#sources.bank", "#sources.preiherman2024", f"#claims.{claim['claim_id']}"]
    assert page.xpath("//tr[@id='sources.bank']//a/@href") == ["https://example.org/bank"]
    assert not page.xpath("//tr[@id='sources.unnamed']")
    with pytest.raises(fp.CorpusError, match="found columns claim_id, as_of, sources; missing verdict"):
        fp.write_report(corpus, tmp_path / "report.html", checks=checks.drop(columns="verdict"))


def test_joined_packages_have_the_licences_of_both(package, tmp_path):
    joined = fp.load("preiherman2024", package)
    assert [licence["name"] for licence in joined.about["licenses"]] == ["CC-BY-4.0"]
    assert joined.about is not joined.about
    path = package / "datapackage.json"
    path.write_text(re.sub(r'"licenses": \[.*?\],', "", path.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    assert "licenses" not in fp.load("preiherman2024", package).about
    assert "Data:" not in parsed(fp.write_report(fp.load(package), tmp_path / "report.html")).xpath("string(//header)")


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(corpus, tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old", "utf-8")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        fp.write_report(corpus, path)
    assert path.read_text("utf-8") == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(("name", "words"), [("", "found a folder"), ("missing/report.html", "found no folder for it")])
def test_a_bad_path_is_an_error(corpus, tmp_path, name, words):
    with pytest.raises(fp.CorpusError, match=words):
        fp.write_report(corpus, tmp_path / name)


@pytest.mark.parametrize("address", attack.ADDRESSES, ids=range(len(attack.ADDRESSES)))
def test_an_address_that_is_none_is_refused_and_never_a_link(address, tmp_path):
    corpus = fp.load()
    corpus.sources["url"] = pd.array([address], dtype="str")
    with pytest.raises(fp.SchemaError, match=r"sources\.csv, row 2, column url"):
        fp.write_report(corpus, tmp_path / "report.html")
    assert listing.link(address).href is None


def test_an_address_is_a_link_in_ascii():
    assert listing.link("https://example.org/a?b=ä&c#d").href == "https://example.org/a?b=%C3%A4&c#d"
    assert listing.link("http://example.org/\u202ecod").href == "http://example.org/%E2%80%AEcod"


def test_hostile_text_is_text(attacked):
    page = parsed(attacked)
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= TAGS
    assert not [name for name in page.xpath("//@*") if name.attrname.startswith("on")]
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))
    assert page.xpath("//link/@href") == ["data:,"]
    shown = {cell.text_content() for cell in page.xpath("//section[@aria-labelledby='claims']//tbody/tr/th")}
    assert shown >= {visible(text) for text in attack.TEXTS}
    shown = {cell.text_content() for cell in page.xpath("//section[@aria-labelledby='checks']//tbody/tr/td[2]")}
    assert shown >= {visible(text) for text in attack.TEXTS}
    assert len(page.xpath("//script")) == 5


def test_formulas_are_text_in_csv_and_the_apostrophe_can_be_taken_off():
    texts = [*attack.TEXTS, "'=1", "''+1", "'", "", "-5", "1e-7", "tea", "\uff1d1+1", "\t=1", "\n@x", "\u200b=1"]
    frame = pd.DataFrame({"a": texts, "b": "x"})
    read = list(csv.DictReader(io.StringIO(listing.to_csv(frame), newline="")))
    for row, text in zip(read, texts, strict=True):
        cell = row["a"]
        assert re.fullmatch(r"-?\d.*", cell) or not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), cell
        neutralised = re.match(r"'+[\s=+\-@＝＋－＠]", cell)
        assert (cell[1:] if neutralised else cell) == visible(text)
    assert read[texts.index("-5")]["a"] == "-5"
