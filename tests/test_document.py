import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fpdata as fp
from fpdata.segmentation import digest, normalise, split_sentences
from tests.conftest import OWN_TEXT


def sentences(text):
    return [text[a:b] for a, b in split_sentences(text)]


def test_metadata_paragraphs_and_furniture():
    document = fp.read_document(OWN_TEXT)
    assert (document.title, document.author, document.published.isoformat()) == (
        "A week of travel", "Jane Doe", "2024-04-05",
    )  # fmt: skip
    assert document.sentences.groupby("paragraph").size().tolist() == [2, 3, 2]
    assert document.sentences["text"].iat[5].endswith("together with the Deputy Minister of Education.")
    assert [part.kind for part in document.furniture] == ["title", "author", "published", "heading", "note", "note"]


def test_offsets_slice_the_source():
    document = fp.read_document(OWN_TEXT)
    for row in document.sentences.itertuples():
        piece = document.text[row.start : row.end]
        assert normalise(piece) == normalise(row.text)
        assert digest(normalise(piece)) == row.digest
        assert len(normalise(piece)) == row.n_chars


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Dr. Smith. They spoke.", 2),
        ("He met J. R. Smith. They spoke.", 2),
        ("The U.S. President came. He left.", 2),
        ("It was in the U.S. The visit ended.", 2),
        ("It grew by 3.5 percent. Then it fell.", 2),
        ("See No. 5 of the list. It is long.", 2),
        ("Goods, e.g. Tractors, were sold. All left.", 2),
        ('He said "no." She said yes.', 2),
        ("(He left early.) She stayed.", 2),
        ("He waited… Then he left.", 2),
        ("He waited... and left.", 1),
        ("A road map for 2024–26. It is short.", 2),
        ("What? Really! Yes.", 3),
        ("Der Satz. Übrigens auch dieser.", 2),
        ("会议开始。会议结束。", 2),
        ("The answer is no. He left.", 2),
        ("1. First item. 2. Second item.", 2),
        ("It was Makei.[^1] Then he left.", 2),
        ("He left.\u2060 She stayed.", 2),
    ],
)
def test_sentence_boundaries(text, expected):
    assert len(sentences(text)) == expected


REFORMATTED = {
    "CRLF": lambda t: t.replace("\n", "\r\n"),
    "BOM": lambda t: "\ufeff" + t,
    "curly quotes": lambda t: t.replace("'", "’").replace(' "', " “").replace('"', "”"),
    "no-break spaces": lambda t: t.replace(" of ", "\u00a0of\u00a0"),
    "soft hyphens": lambda t: t.replace("minister", "min\u00adister"),
    "dashes": lambda t: t.replace("15-16", "15–16"),
    "other line breaks": lambda t: t.replace(" and ", "\nand "),
    "plain text": lambda t: t.replace("*", "").replace("#", ""),
    "links": lambda t: t.replace("Mongolia", "[Mongolia](https://example.org/a)"),
    "other apostrophes": lambda t: t.replace("'", "´"),
    "numbered links": lambda t: t.replace("Mongolia", "[Mongolia][1]"),
    "footnotes": lambda t: t.replace("home.*", "home.[^1]*").replace("surprised.", "surprised.[^2]"),
    "escapes": lambda t: t.replace('"', '\\"').replace("'", "\\'"),
    "word joiners": lambda t: t.replace(". ", ".\u2060 ").replace(" in ", " \ufeffin "),
    "page break": lambda t: t.replace("went to India. He met", "went to India. He\n\f\nmet"),
}


@pytest.mark.parametrize("change", REFORMATTED.values(), ids=REFORMATTED.keys())
def test_reformatting_changes_no_locator_and_no_digest(change):
    columns = ["paragraph", "sentence", "digest"]
    expected = fp.read_document(OWN_TEXT).sentences[columns]
    found = fp.read_document(change(OWN_TEXT).encode()).sentences[columns]
    assert found.values.tolist() == expected.values.tolist()


@pytest.mark.parametrize("change", REFORMATTED.values(), ids=REFORMATTED.keys())
def test_reformatted_copies_of_the_article_have_the_bundled_digests(change, article, corpus):
    found = fp.read_document(change(article.text).encode()).sentences
    assert found["digest"].tolist() == corpus.sentences["digest"].tolist()


def test_the_bundled_sentences_are_those_of_the_article(article, corpus):
    columns = ["paragraph", "sentence", "digest", "n_chars"]
    assert article.sentences[columns].values.tolist() == corpus.sentences[columns].values.tolist()
    source = corpus.sources.iloc[0]
    assert (article.title, article.author, article.publisher) == (
        source["title"],
        source["author"],
        source["publisher"],
    )
    assert article.published.isoformat() == source["published"]


def test_a_date_that_reads_two_ways_is_left_open_and_said():
    document = fp.read_document("# Title\n\n05/04/2024\n\nA sentence stands here.")
    assert document.published is None
    assert "month/day" in document.remarks[0]
    assert fp.read_document("# Title\n\n25/04/2024\n\nA sentence.").published.isoformat() == "2024-04-25"


@pytest.mark.parametrize(
    "line", ["5 April 2024", "April 5, 2024", "2024-04-05", "05.04.2024", "Published: 5 April 2024"]
)
def test_dates_of_publication(line):
    assert fp.read_document(f"# Title\n\n{line}\n\nA sentence.").published.isoformat() == "2024-04-05"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "no running text"),
        (b"\n\n \n", "no running text"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"caf\xe9 is open.", "UTF-8"),
        (b"a\x00b.", "NUL"),
        ("no-such-file.txt", "cannot be read"),
        ("a\x00b", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_a_document_error(source, words):
    with pytest.raises(fp.DocumentError, match=words):
        fp.read_document(source)


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(fp.DocumentError, match="cannot be read"):
        fp.read_document(tmp_path)


WORDS = st.text(st.sampled_from("ab A.!?\"'()[]*_#\n-—“” \u00a0\u00ad1"), min_size=1, max_size=200)


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_no_text_is_lost_but_declared_furniture(text):
    try:
        document = fp.read_document(text.encode())
    except fp.DocumentError:
        return
    covered = bytearray(len(document.text))
    for row in document.sentences.itertuples():
        assert row.start < row.end
        covered[row.start : row.end] = b"x" * (row.end - row.start)
    for part in document.furniture:
        covered[part.start : part.end] = b"x" * (part.end - part.start)
    left = "".join(char for char, mark in zip(document.text, covered, strict=True) if not mark)
    assert not any(char.isalnum() for char in left)
