"""Files to text: plain text and Markdown as they are, HTML and PDF brought to text with Markdown headings."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from fpdata.errors import DocumentError

__all__ = ["read_text"]

_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|\?xml|(?:html|head|body|main|article|section|header|div|p|h[1-6]"
    r"|span|a|table|ul|ol|blockquote|meta|title|center|font|b|i|em|strong|br|img)\b)",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DROPPED = frozenset(
    "script style noscript template nav aside footer form button select svg math iframe object video audio canvas"
    " figcaption head".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr html li main ol p"
    " pre section table tbody td tfoot th thead tr ul".split()
)
_META = {
    "author": ("author", "article:author", "dc.creator", "citation_author"),
    "publisher": ("og:site_name", "dc.publisher", "citation_journal_title"),
    "published": ("article:published_time", "date", "dc.date", "dcterms.date", "citation_publication_date"),
    "title": ("og:title", "dc.title", "citation_title"),
}


def read_text(source: str | PathLike[str] | bytes) -> tuple[str, str, dict[str, str]]:
    """Return a name for messages, the text, and what a page's head says of it."""
    if isinstance(source, str) and ("\n" in source or "\r" in source):
        name, text = "text", source
    else:
        name, data = "bytes", source
        if not isinstance(source, bytes):
            name = ascii(str(source))[1:-1][:200]
            try:
                data = Path(source).read_bytes()
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                wanted = "a file with text (a text itself needs a line break, or bytes)"
                msg = f"{name}: cannot be read ({reason}), expected {wanted}"
                raise DocumentError(msg) from error
        text = _pdf_text(name, data) if _is_pdf(data) else _decoded(name, data)
    _check(name, text)
    if _is_html(text):
        return name, *_html_text(name, text)
    return name, text, {}


def _decoded(name: str, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        charset = _declared_charset(data)
        try:
            if charset:
                return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
        named = charset or encoding.removesuffix("-sig").upper()
        msg = f"{name}: byte {error.start} is no {named}, expected text in UTF-8"
        raise DocumentError(msg) from error


def _check(name: str, text: str) -> None:
    if "\x00" in text:
        msg = f"{name}: found a NUL character at {text.index(chr(0))}, expected text"
        raise DocumentError(msg)


def _is_pdf(data: bytes) -> bool:
    """Tell a PDF by its first bytes."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def _is_html(text: str) -> bool:
    """Tell HTML by the tag that it begins with."""
    return bool(_HTML.match(text[:10_000].lstrip("\ufeff")))


def _declared_charset(data: bytes) -> str | None:
    """Return the character set that an HTML page names in its head."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _html_text(name: str, text: str) -> tuple[str, dict[str, str]]:
    """Return the running text of a page and what its head says of it.

    Parameters
    ----------
    name : str
        For messages.
    text : str
        HTML.

    Returns
    -------
    text : str
        Blocks between blank lines, headings with ``#``; what is inside the
        one article or main element where there is one; no menus, scripts,
        captions and forms.
    metadata : dict of str to str
        Of title, author, publisher and published those that are given.

    Raises
    ------
    DocumentError
        If the page cannot be parsed.
    """
    from lxml import etree

    options = {"huge_tree": True, "no_network": True, "remove_comments": True, "remove_pis": True}
    try:
        parser = etree.HTMLParser(encoding="utf-8", **options)
        root = etree.fromstring(text.lstrip("\ufeff").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        msg = f"{name}: found HTML that cannot be parsed ({error}), expected a page"
        raise DocumentError(msg) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        msg = f"{name}: found elements nested too deeply, where the parser drops text; expected fewer than 2,048 levels"
        raise DocumentError(msg)
    if root is None:
        msg = f"{name}: found an empty page, expected running text"
        raise DocumentError(msg)
    body = next((found[0] for tag in ("article", "main") if len(found := root.findall(f".//{tag}")) == 1), root)
    return "".join(_pieces(body, etree)).strip() + "\n", _head(root)


def _pieces(body: Any, etree: Any) -> Iterator[str]:
    """Yield text and breaks in reading order, without recursion: pages may be nested deeply."""
    skipped = None
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped is None and tag in _DROPPED:
                skipped = element
            if skipped is not None:
                continue
            if tag in _BLOCKS:
                yield "\n\n"
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                yield "#" * int(tag[1]) + " "
            yield "\n" if tag == "br" else _folded(element.text, tag)
        else:
            if skipped is element:
                skipped = None
            elif skipped is None and tag in _BLOCKS:
                yield "\n\n"
            if skipped is None and element is not body:
                yield _folded(element.tail, "")


def _folded(text: str | None, tag: str) -> str:
    """Fold white space as a browser does; a line break in the source is no break on the page."""
    return re.sub(r"[ \t\r\n\f]+", " ", text) if text and tag != "pre" else text or ""


def _head(root: Any) -> dict[str, str]:
    given = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").lower()
        if key and meta.get("content"):
            given.setdefault(key, " ".join(meta.get("content").split())[:500])
    found = {kind: next((given[key] for key in keys if key in given), "") for kind, keys in _META.items()}
    return {kind: value for kind, value in found.items() if value and not value.startswith("http")}


def _pdf_text(name: str, data: bytes) -> str:
    """Return the text of a PDF, its pages separated by form feeds, without repeated headers and footers.

    Raises
    ------
    DocumentError
        If pypdf is not installed or the file cannot be read.
    """
    try:
        import pypdf
    except ImportError as error:
        msg = f"{name}: found a PDF, expected the package pypdf to read it: pip install 'fpdata[pdf]'"
        raise DocumentError(msg) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would log, we raise
    try:
        pages = [page.extract_text() or "" for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    except Exception as error:  # pypdf raises many kinds on damaged files
        msg = f"{name}: found a PDF that cannot be read ({type(error).__name__}), expected a whole one with text"
        raise DocumentError(msg) from error
    lines = [page.strip().splitlines() for page in pages]
    edges = Counter(_numberless(line) for page in lines for line in {*page[:2], *page[-2:]})
    repeated = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    kept = [[line for line in page if _numberless(line) not in repeated] for page in lines]
    return "\n\f\n".join("\n".join(page) for page in kept)


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())
