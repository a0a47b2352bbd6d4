import pytest

import fpdata as fp

TEXT = (
    "# A trip\n\n2024-04-05\n\nMinister Ada <b>Berg</b> went to Laos & Peru on 12 March. It rained.\n\nNobody saw it.\n"
)


@pytest.fixture
def shown():
    document = fp.read_document(TEXT)
    row = {"visitor_text": "Ada Berg", "host_iso3": "LAO", "date": "2024-03-12", "date_basis": "stated"}
    rows = [row | {"status": "occurred", "evidence": "1.1"}, row | {"status": "planned", "evidence": "1.1"}]
    return fp.extract(document, lambda _: rows).highlight(document)


def test_sentences_carry_the_keys_of_their_rows(shown):
    assert shown[["paragraph", "sentence"]].values.tolist() == [[1, 1], [1, 2], [2, 1]]
    assert shown["keys"].tolist() == ["a-trip-visits-1; a-trip-visits-2", "", ""]


def test_a_notebook_shows_escaped_text_with_the_coded_words_marked(shown):
    shown = shown._repr_html_()
    assert "<mark>Laos</mark> &amp; Peru" in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown
    assert shown.count("<p>") == 2
    assert "It rained.</span></p>" in shown


def test_a_text_without_a_coded_sentence_has_no_marks_and_a_corpus_without_text_is_refused(corpus):
    row = {"visitor_text": "Ada Berg", "host_iso3": "LAO", "status": "occurred", "evidence": "1.1"}
    candidates = fp.extract(fp.read_document(TEXT), lambda _: [row])
    other = candidates.highlight(fp.read_document("Something else.\nAltogether."))
    assert other["keys"].eq("").all()
    with pytest.raises(fp.CorpusError, match="expected a coded text"):
        type(corpus)({}, {"name": "none"}).highlight(fp.read_document(TEXT))
