"""Blocks, sentences and their fingerprints: the part of the format that locators rest on.

A change here changes locators or digests and needs a new
`fpdata.schema.SEGMENTATION`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

__all__ = ["blocks", "digest", "normalise", "plain", "split_sentences"]

_MARKUP = re.compile(
    r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)"  # image
    r"|\[(?P<label>[^\[\]]{0,2000})\]\((?:[^()]{0,2000}|[^()]{0,500}\([^()]{0,500}\)[^()]{0,500})\)"  # link
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+\-.!>])"
    r"|\*+|`+|(?<!\w)_+|_+(?!\w)"  # emphasis, code
    r"|(?m:^[ \t]*>[ \t]?)"  # block quotation
)
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʼ′`´"), "'") | dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―⸺⸻−﹘﹣－"), "-")
_INVISIBLE = dict.fromkeys((0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))
_FOLD = _QUOTES | _DASHES | _INVISIBLE

_CLOSERS = r"[\"'”’»)\]*_`\u00ad\u200b]"
_BOUNDARY = re.compile(
    rf"(?P<stop>[.!?…]+)(?P<tail>(?:\]\([^()\s]{{0,2000}}\)|{_CLOSERS}){{0,20}})(?P<gap>\s+)(?=\S)"
    r"|[。！？]+[”’」』）]*"
)
_OPENERS = frozenset("\"'“‘«([*_`¡¿\u200b\u00ad")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘*_]{1,20}$")
_ABBREVIATIONS = frozenset(
    "adm amb approx bros brig c ca capt cf cmdr col cpl dept dr e.g ed eds eg est et.al fig figs fr gen gov hon"
    " i.e ie lt maj messrs mgr mme mr mrs ms mt no nos pp pres prof rep rev sen sgt sr st vol vs viz"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_STARTERS = frozenset(
    "A After Although An And As At Before Both But By Despite Earlier For From He Her His However If In It Its Last"
    " Many Meanwhile Most No On One Other Our She Since So Some Such That The Their Then There These They This Those"
    " Thus To Under We What When While With Yet You".split()
)


TERMINATED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
HEADING = re.compile(r"#{1,6}[ \t]")
RULE = re.compile(r"([-*_=])(?:[ \t]*\1){2,}")
BLANK = " \t\r\n\f\v\u00a0\u00ad\u200b\ufeff\u2028\u2029\x1c\x1d\x1e\x85"


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the blocks between blank lines; a heading, a rule or a page's last line ends a block.

    A text without any blank line has one block per line, and so has its head
    as long as the lines are no sentences.
    """
    lines, place = [], 0
    for line in text.splitlines(keepends=True):
        lines.append((place, place + len(line), line.strip(BLANK)))
        place += len(line)
    single = all(shown for _, _, shown in lines[:-1])
    begin = end = 0
    for first, last, shown in lines:
        alone = single or bool(HEADING.match(shown)) or bool(RULE.fullmatch(shown))
        if (not shown or alone) and end > begin:
            yield from _split_head(text, begin, end)
            begin = end
        if not shown:
            continue
        if begin == end:
            begin = first + text[first:last].index(shown)
        end = last
        if alone or text[first:last].endswith(("\f", "\x0c")):
            yield begin, end
            begin = end
    if end > begin:
        yield from _split_head(text, begin, end)


def _split_head(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield each line of a short block of lines that are no sentences, else the whole block."""
    lines = text[start:end].splitlines(keepends=True) if end - start < 1000 else []
    if (
        1 < len(lines) <= 6
        and not any(TERMINATED.search(line.strip()) or line[:1].islower() for line in lines)
        and max(map(len, lines)) < 100
    ):
        for line in lines:
            yield start, start + len(line)
            start += len(line)
    else:
        yield start, end


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Cut a paragraph into sentences.

    Parameters
    ----------
    text : str
        The document as it was read, markup and line breaks included.
    start, end : int
        Where the paragraph begins and ends in it.

    Yields
    ------
    tuple of int
        Start and end of each sentence, white space and emphasis marks around
        it left out.

    Examples
    --------
    >>> text = "Dr. A. Lee met the U.S. envoy. (He left at 3.30 p.m. on Monday.) Why?"
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Dr. A. Lee met the U.S. envoy.', '(He left at 3.30 p.m. on Monday.)', 'Why?']
    """
    stop = len(text) if end is None else end
    begin = start
    for match in _BOUNDARY.finditer(text, start, stop):
        if match["stop"] is None:
            cut = match.end()
        elif _ends_here(text, begin, match):
            cut = match.start("gap")
        else:
            continue
        yield from _trimmed(text, begin, cut)
        begin = cut
    yield from _trimmed(text, begin, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    if start < end:
        yield start, end


def _ends_here(text: str, begin: int, match: re.Match[str]) -> bool:
    place = match.end("gap")
    limit = min(place + 20, len(text))
    while place < limit and text[place] in _OPENERS:
        place += 1
    if place < len(text) and text[place].islower():
        return False
    if match["stop"] != "." or match["tail"].strip("*_`"):
        return True
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 20), match.start())
    word = before[0] if before else ""
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return False
    if _ACRONYM.fullmatch(word):
        return _first_word(text, place) in _STARTERS
    return True


def _first_word(text: str, place: int) -> str:
    found = re.compile(r"\w{1,20}").match(text, place)
    return found[0] if found else ""


def plain(text: str) -> str:
    """Take Markdown marks and link targets away and fold white space.

    Examples
    --------
    >>> plain("a *plain*  [link](https://example.org)")
    'a plain link'
    """
    if _MARKUP.search(text):
        text = _MARKUP.sub(lambda match: match["label"] or match["escaped"] or "", text)
        if "[" in text and "](" in text:
            text = _MARKUP.sub(lambda match: match["label"] or match["escaped"] or "", text)
    return " ".join(text.split())


def normalise(text: str) -> str:
    r"""Fold what a reformatted copy may change: the form that is fingerprinted.

    Parameters
    ----------
    text : str
        A sentence, with or without Markdown.

    Returns
    -------
    str
        Without marks, in NFKC, quotes and dashes in ASCII, soft hyphens and
        zero-width characters gone, white space folded.

    Examples
    --------
    >>> normalise("the “new”\u00a0road—map")
    'the "new" road-map'
    """
    text = plain(text)
    if text.isascii():
        return text
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLD).split())


def digest(normalised: str) -> str:
    """Return the fingerprint of a normalised sentence: 16 hex digits of SHA-256."""
    return hashlib.sha256(normalised.encode("utf-8", "surrogatepass")).hexdigest()[:16]
