"""Blocks, sentences and their fingerprints: the part of the format that locators rest on.

A change here changes locators or digests and needs a new
`fpdata.schema.SEGMENTATION`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

__all__ = ["INVISIBLE", "bare", "blocks", "digest", "fold", "normalise", "plain", "split_sentences"]

INVISIBLE = "".join(map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)))
_MARKUP = re.compile(
    r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)"  # image
    r"|\[(?P<label>[^\[\]]{0,2000})\]"  # link, with its target or its number
    r"(?:\((?:[^()]{0,2000}|[^()]{0,500}\([^()]{0,500}\)[^()]{0,500})\)|\[[^\[\]]{0,100}\])"
    r"|\[\^[^\[\]\s]{1,20}\]"  # footnote
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\*+|(?<!\w)[_`]+|[_`]+(?!\w)"  # emphasis, code
    r"|(?m:^[ \t]*>[ \t]?)"  # block quotation
)
_MARKS = re.compile(r"[*_`\\>\[]")  # nearly every sentence has none
_FOLD = (
    dict.fromkeys("‘’‚‛‹›❛❜ʼ′`´", "'")
    | dict.fromkeys("“”„‟«»❝❞〝〞″", '"')
    | dict.fromkeys("‐‑‒–—―⸺⸻−﹘﹣－", "-")
    | dict.fromkeys(INVISIBLE, "")
)
_FOLDABLE = re.compile(f"[{''.join(map(re.escape, _FOLD))}]")

_EDGE = frozenset("*_" + "".join(char for char in map(chr, range(0x3001)) if char.isspace()))
_STOPS = "[.!?…。！？]"
_CLOSERS = rf"[\\\"'”’»›」』）)\]*_`{INVISIBLE}]"
_BOUNDARY = re.compile(  # group 1: the stops, from the first of a run on, and what closes behind them
    rf"({_STOPS}(?<!{_STOPS}.){_STOPS}*+(?:\]\([^()\s]{{0,2000}}\)|\[\^[^\[\]\s]{{1,20}}\]|{_CLOSERS}){{0,20}}+)"
    r"(?:\s+(?=\S)|(?<=[。！？”’」』）]))"
)
_OPENERS = frozenset("\"'“‘«([*_`¡¿" + INVISIBLE)
_FIRST_WORD = re.compile(r"\w{1,20}")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘*_]{1,20}$")
_ABBREVIATIONS = frozenset(
    "adm amb approx bros brig c ca capt cf cmdr col cpl dept dr e.g ed eds eg est et.al fig figs fr gen gov hon"
    " i.e ie lt maj messrs mgr mme mr mrs ms mt pp pres prof rep rev sen sgt sr st vol vs viz"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_UNSURE = _ABBREVIATIONS | {"no", "nos"}
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_STARTERS = frozenset(
    "A After Although An And As At Before Both But By Despite Earlier For From He Her His However If In It Its Last"
    " Many Meanwhile Most No On One Other Our She Since So Some Such That The Their Then There These They This Those"
    " Thus To Under We What When While With Yet You".split()
)


TERMINATED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
HEADING = re.compile(r"#{1,6}[ \t\u00a0]")
ROW = "|"
"""What a row of a table begins with."""
_MARKED = ("#", "-", "*", "_", "=", ROW)
RULE = re.compile(r"([-*_=])(?:[ \t]*\1){2,}")
BLANK = " \t\r\n\f\v\u00a0\u2028\u2029\x1c\x1d\x1e\x85" + INVISIBLE


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the blocks between blank lines; a heading, a rule or a page's last line ends a block.

    A line that begins with a pipe is a block of its own: a row of a table.
    A text without any blank line has one block per line, and so has its head
    as long as the lines are no sentences.
    """
    lines, place = [], 0
    for line in text.splitlines(keepends=True):
        end = place + len(line)
        lines.append((place, end, line.strip(BLANK)))
        place = end
    single = "" not in "\n".join(shown for _, _, shown in lines).strip("\n").split("\n")
    begin = end = 0
    for first, last, shown in lines:
        alone = single or (
            shown[:1] in _MARKED and bool(shown[:1] == ROW or HEADING.match(shown) or RULE.fullmatch(shown))
        )
        if (not shown or alone) and end > begin:
            yield from _split_head(text, begin, end)
            begin = end
        if not shown:
            continue
        if begin == end:
            begin = first + text[first:last].index(shown)
        end = last
        if alone or text[last - 1] == "\f":
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


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Cut a paragraph into sentences.

    Parameters
    ----------
    text : str
        The document as it was read, markup and line breaks included.
    start, end : int
        Where the paragraph begins and ends in it.

    Returns
    -------
    list of tuple of int
        Start and end of each sentence, white space and emphasis marks around
        it left out; a row of a table is one.

    Examples
    --------
    >>> text = "Dr. A. Lee met the U.S. envoy. (He left at 3.30 p.m. on Monday.) Why?"
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Dr. A. Lee met the U.S. envoy.', '(He left at 3.30 p.m. on Monday.)', 'Why?']
    """
    stop = len(text) if end is None else end
    if text[start : start + 1] == ROW and "\n" not in text[start:stop].strip():
        return [_trimmed(text, start, stop)]  # a row of a table stays whole
    spans = []
    begin = start
    for match in _BOUNDARY.finditer(text, start, stop):
        first, last = match.span()
        tail = match.end(1)
        if tail == last:  # only an ideographic full stop needs no gap
            if text[first] not in "。！？":
                continue
        elif text[last].islower():
            continue
        elif text[first:tail] == ".":
            word = text[max(text.rfind(" ", begin, first) + 1, begin) : first]
            unsure = len(word) < 2 or not word.isalpha() or word.lower() in _UNSURE
            if (unsure or text[last] in _OPENERS) and not _ends_here(text, begin, match):
                continue
        elif not _ends_here(text, begin, match):
            continue
        spans.append((begin, tail))
        begin = last
    spans.append((begin, stop))
    edges = [_trimmed(text, a, b) if text[a] in _EDGE or text[b - 1] in _EDGE else (a, b) for a, b in spans if a < b]
    return [span for span in edges if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in "*_" or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in "*_" or text[end - 1].isspace()):
        end -= 1
    return start, end


def _ends_here(text: str, begin: int, match: re.Match[str]) -> bool:
    """Tell the full stop of a sentence from that of an abbreviation, an initial or an acronym."""
    first, place = match.start(), match.end()
    limit = min(place + 20, len(text))
    while place < limit and text[place] in _OPENERS:
        place += 1
    if place < len(text) and text[place].islower():
        return False
    stop = text[first : match.end(1)].rstrip("*_`\\" + INVISIBLE)
    if stop != ".":  # another sign, or a quotation mark or bracket behind it
        return True
    before = _WORD_BEFORE.search(text, max(begin, first - 20), first)
    word = before[0] if before else ""
    if word.lower() in ("no", "nos"):  # a number follows, or it is an answer
        return not text[place : place + 1].isdigit()
    if word.isdigit() and not text[begin : first - len(word)].strip():  # the number of a list item
        return False
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return False
    if _ACRONYM.fullmatch(word):
        return _first_word(text, place) in _STARTERS
    return True


def _first_word(text: str, place: int) -> str:
    found = _FIRST_WORD.match(text, place)
    return found[0] if found else ""


def plain(text: str) -> str:
    """Take Markdown marks and link targets away and fold white space.

    Examples
    --------
    >>> plain("a *plain*  [link](https://example.org)")
    'a plain link'
    """
    if _MARKS.search(text):
        text = _MARKUP.sub(lambda match: match["label"] or match["escaped"] or "", text)
        if "](" in text:  # a link in a link's label
            text = _MARKUP.sub(lambda match: match["label"] or match["escaped"] or "", text)
    return _spaced(text)


def bare(text: str) -> bool:
    """Tell a text whose sentences `plain` leaves as they are: no marks, no white space but single blanks."""
    return text.isprintable() and "  " not in text and not _MARKS.search(text)


def _spaced(text: str) -> str:
    """Fold white space; text of printable characters has none but blanks."""
    return text if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:] else " ".join(text.split())


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
    return fold(plain(text))


def fold(text: str) -> str:
    """Fold quotes, dashes, invisible characters and compatibility forms of plain text."""
    if text.isascii():
        return text
    text = _FOLDABLE.sub(lambda match: _FOLD[match[0]], text)  # before NFKC, which takes some quotes apart
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _spaced(text)


def digest(normalised: str) -> str:
    """Return the fingerprint of a normalised sentence: 16 hex digits of SHA-256."""
    return hashlib.sha256(normalised.encode("utf-8", "surrogatepass")).hexdigest()[:16]
