import json

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

import fpdata as fp
from fpdata.loading import start
from tests.conftest import ARTICLE, OWN_TEXT, ROOT


@pytest.fixture
def own(tmp_path):
    """Give a package of our own text, with two visits and a claim."""
    folder = tmp_path / "own"
    corpus = start(folder, fp.read_document(OWN_TEXT))
    corpus.people = pd.DataFrame([{"person_id": "lee", "name": "A. Lee", "evidence": "own:2.1"}])
    visit = {"part": "lead", "n_min": 1, "n_max": 1, "protocol": "unspecified", "setting": "unspecified"}
    visit |= {"status": "occurred", "status_basis": "reported", "date_basis": "stated"}
    corpus.visits = pd.DataFrame(
        [
            visit | {"visit_id": "v1", "event_id": "e1", "person_id": "lee", "host_iso3": "IND", "date": "2024-03-12",
                     "evidence": "own:2.1; own:2.2"},
            visit | {"visit_id": "v2", "event_id": "e2", "visitor_text": "other minister", "host_iso3": "MNG",
                     "date": "2024-03-15/2024-03-16", "evidence": "own:3.1"},
        ]
    )  # fmt: skip
    claim = {"claim_id": "c1", "claim_type": "interpretation", "statement": "Nobody wondered.", "subject": "public"}
    claim |= {"direction": "none", "modality": "asserted", "speaker": "author", "via": "author", "checkable": False}
    corpus.claims = pd.DataFrame([claim | {"evidence": "own:2.3"}])
    missing = {
        table: [c for c in fp.schema.columns(table) if c not in getattr(corpus, table)]
        for table in ("people", "visits", "claims")
    }
    for table, columns in missing.items():
        setattr(corpus, table, getattr(corpus, table).assign(**dict.fromkeys(columns)))
    corpus.save(folder)
    return fp.load(folder)


def statuses(corpus, text):
    checked = corpus.verify(fp.read_document(text))
    return {(row.key, row.locator): row.status for row in checked.itertuples()}


def test_a_begun_package_is_valid_and_named_after_its_folder(own):
    assert own.name == "own"
    assert own.sources["published"].tolist() == ["2024-04-05"]
    assert len(own.sentences) == 7
    assert own.visits["visitor"].tolist() == ["A. Lee", "other minister"]


def test_the_text_itself_is_found(own):
    checked = own.verify(fp.read_document(OWN_TEXT))
    assert list(checked) == ["table", "key", "locator", "status", "found_at", "score"]
    assert (checked["status"] == "found").all()
    assert len(checked) == len(own.evidence_rows)


def test_an_edited_sentence_changes_exactly_the_rows_that_rest_on_it(own):
    found = statuses(own, OWN_TEXT.replace("agreed on nothing", "agreed on everything"))
    assert {place for place, status in found.items() if status != "found"} == {("v1", "own:2.2")}
    assert found["v1", "own:2.2"] == "changed"


def test_a_sentence_put_elsewhere_has_moved_and_one_taken_out_is_missing(own):
    text = OWN_TEXT.replace('He met the U.S. envoy at 3.30 p.m. and "agreed on nothing." ', "")
    found = statuses(own, text)
    assert found["v1", "own:2.2"] == "missing"
    assert found["c1", "own:2.3"] == "moved"
    assert found["v2", "own:3.1"] == "found"


def test_another_text_has_none_of_the_rows(own):
    found = statuses(own, "# Other\n\nNothing of this is known. It is another text.")
    assert "found" not in found.values()
    assert "moved" not in found.values()


def test_the_bundled_package_is_found_in_the_article(article, corpus):
    assert (corpus.verify(article)["status"] == "found").all()


@pytest.mark.usefixtures("article")
def test_the_evidence_notebook_shows_a_copy_where_one_is_given(monkeypatch):
    monkeypatch.setenv("FPDATA_ARTICLE", str(ARTICLE))
    notebook = nbformat.read(ROOT / "notebooks" / "04_evidence.ipynb", as_version=4)
    done = NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    counts, quotation = (
        cell.outputs[0].data for cell in done.cells if cell.cell_type == "code" and "document" in cell.source
    )
    assert "found      154" in counts["text/plain"]
    assert "<mark>firefighting vehicles</mark>" in quotation["text/html"]


def test_every_sentence_of_the_article_edited_in_turn(article, corpus):
    text, sentences = article.text, article.sentences
    rows = corpus.evidence_rows
    for place in range(0, len(sentences), 6):
        start_, end = sentences["start"].iat[place], sentences["end"].iat[place]
        edited = text[: start_ + 3] + "zz" + text[start_ + 3 : end] + text[end:]
        checked = corpus.verify(fp.read_document(edited))
        paragraph, sentence = int(sentences["paragraph"].iat[place]), int(sentences["sentence"].iat[place])
        expected = set(rows[(rows["paragraph"] == paragraph) & (rows["sentence"] == sentence)]["key"])
        changed = checked[checked["status"] != "found"]
        assert set(changed["key"]) == expected
        assert (changed["status"] == "changed").all()


def test_a_document_of_two_packages_goes_with_the_one_it_is_a_copy_of(own, tmp_path):
    own.save(tmp_path / "again")
    both = fp.load("preiherman2024", tmp_path / "again")
    checked = both.verify(fp.read_document(OWN_TEXT))
    assert set(checked["key"]) == {"lee", "v1", "v2", "c1"}
    with pytest.raises(fp.CorpusError, match="expected a copy of one of them"):
        both.verify(fp.read_document("# Other\n\nNothing of this is known."))


def test_evidence_without_and_with_a_copy(own):
    bare = own.evidence("v1")
    assert list(bare) == ["table", "key", "locator", "digest"]
    assert bare["locator"].tolist() == ["own:2.1", "own:2.2"]
    shown = own.evidence("v1", fp.read_document(OWN_TEXT))
    assert shown["text"].iat[0] == "On 12 March Dr. A. Lee went to India."
    assert shown["after"].iat[0].startswith("He met the U.S. envoy")
    assert pd.isna(shown["before"].iat[0])
    page = shown._repr_html_()
    assert "<mark>India</mark>" in page
    assert "<mark>A. Lee</mark>" in page
    with pytest.raises(fp.CorpusError, match="found no row 'v9'"):
        own.evidence("v9")


def test_untrusted_sentences_are_escaped(tmp_path):
    text = "# T\n\nThe minister <script>alert(1)</script> went\u202e to India. He left."
    corpus = start(tmp_path / "x", fp.read_document(text))
    person = {"person_id": "p", "name": "<script>", "evidence": "x:1.1"}
    corpus.people = pd.DataFrame([person], columns=fp.schema.columns("people"))
    page = corpus.evidence("p", fp.read_document(text))._repr_html_()
    assert "<script" not in page
    assert "\u202e" not in page


def test_annotations_select_the_sentences_in_the_readers_copy(own):
    document = fp.read_document(OWN_TEXT)
    page = own.to_annotations(document)
    json.dumps(page)
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == len(own.evidence_rows)
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert document.text[position["start"] : position["end"]] == quote["exact"]
        assert document.text[: position["start"]].endswith(quote["prefix"])


def test_parquet_keeps_the_types(own, tmp_path):
    own.to_parquet(tmp_path / "out")
    visits = pd.read_parquet(tmp_path / "out" / "visits.parquet")
    assert visits["visit_id"].tolist() == ["v1", "v2"]
    assert isinstance(visits["status"].dtype, pd.CategoricalDtype)
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("own")
def test_a_package_is_not_begun_twice(tmp_path):
    with pytest.raises(fp.CorpusError, match="found a package"):
        start(tmp_path / "own", fp.read_document(OWN_TEXT))


def test_coverage_keeps_sentences_without_rows(own):
    counts = fp.count_evidence(own)
    assert counts["n_rows"].tolist() == [0, 0, 2, 1, 1, 1, 0]
    figure = fp.plot_coverage(own)
    assert sum(sum(trace.x) for trace in figure.data) == 5
    assert "4 of 7 sentences carry 5 locators" in figure.layout.title.text.replace("<br>", " ")
