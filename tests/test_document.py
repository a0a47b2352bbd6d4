import html
import re

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


PAGE = """<!DOCTYPE html><html><head><title>x</title><script>var a = '<p>no.</p>';</script></head>
<body><nav><p>Home. About us.</p></nav>{}<footer><p>All rights reserved.</p></footer></body></html>"""


def as_html(text):
    """Write our Markdown as a page."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        shown = html.escape(block.strip(), quote=False)
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r'<a href="#">\1</a>', shown)
        shown = re.sub(r"\*{1,3}(.+?)\*{1,3}(?!\w)", r"<em>\1</em>", shown)
        level = len(shown) - len(shown.lstrip("#"))
        blocks.append(f"<h{level}>{shown[level:].strip()}</h{level}>" if level else f"<p>{shown}</p>")
    return "\n".join(blocks)


def test_html_is_read_like_the_same_text():
    expected = fp.read_document(OWN_TEXT)
    found = fp.read_document(PAGE.format(f"<article>{as_html(OWN_TEXT)}</article>").encode())
    columns = ["paragraph", "sentence", "text", "digest"]
    assert found.sentences[columns].values.tolist() == expected.sentences[columns].values.tolist()
    assert (found.title, found.author, found.published) == (expected.title, expected.author, expected.published)
    for row in found.sentences.itertuples():
        assert normalise(found.text[row.start : row.end]) == normalise(row.text)


def test_a_pages_head_fills_what_its_text_leaves_open():
    head = '<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-04-05T10:00Z">'
    document = fp.read_document(
        f"<html><head>{head}</head><body><h1>A title</h1><p>He went. He left.</p></body></html>\n"
    )
    assert (document.title, document.author, str(document.published)) == ("A title", "Jane Doe", "2024-04-05")


def test_the_character_set_of_a_page_is_the_one_it_declares():
    page = '<html><head><meta charset="windows-1252"></head><body><p>Café society met.</p></body></html>'
    assert fp.read_document(page.encode("cp1252")).sentences["text"].tolist() == ["Café society met."]
    with pytest.raises(fp.DocumentError, match="UTF-8"):
        fp.read_document(page.replace("windows-1252", "utf-8").encode("cp1252"))


def test_a_page_nested_too_deeply_is_an_error_and_loses_no_text_unsaid():
    deep = "<html><body><p>First one.</p>" + "<div>" * 200 + "<p>Second one.</p></body></html>"
    assert len(fp.read_document(deep.encode()).sentences) == 2
    with pytest.raises(fp.DocumentError, match="nested too deeply"):
        fp.read_document(deep.replace("<div>" * 200, "<div>" * 5000).encode())


def test_a_pdf_is_read_by_its_content(tmp_path):
    path = tmp_path / "named.txt"
    path.write_bytes(a_pdf("The minister went to Laos. He came back."))
    assert fp.read_document(path).sentences["text"].tolist() == ["The minister went to Laos.", "He came back."]
    with pytest.raises(fp.DocumentError, match="PDF that cannot be read"):
        fp.read_document(b"%PDF-1.7 junk")


def a_pdf(line):
    """Write a PDF of one page with one line, by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


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


@pytest.mark.parametrize("wrap", ["<article>{}</article>", "<main>{}</main>", "<div><div>{}</div></div>"])
def test_html_of_the_article_has_the_bundled_digests(wrap, article, corpus):
    document = fp.read_document(PAGE.format(wrap.format(as_html(article.text))))
    assert document.sentences["digest"].tolist() == corpus.sentences["digest"].tolist()
    assert (document.title, document.author, document.published) == (article.title, article.author, article.published)


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
