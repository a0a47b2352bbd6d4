"""Whom a passage is about: the home state of a document, and the partner under discussion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fpdata import countries
from fpdata.extraction.lexicon import Sentence, parse
from fpdata.extraction.stays import Visit

__all__ = ["Passage", "demonym", "passages", "quantity"]

_ACCORDING = re.compile(r"[Aa]ccording to (?:the |an? )?((?:[A-Z][\w'-]*(?: of(?: the)?)? ?){1,6})")
_NUMBER = re.compile(
    r"(?P<qualifier>about|around|roughly|approximately|some|over|more than|at least|nearly|almost|under"
    r"|less than|up to|most of)?\s?"
    r"(?:(?P<number>\d{1,3}(?:[.,]\d{1,3}){0,4})\s?(?P<percent>percent|per cent|%)|(?P<part>half|one[- ]third"
    r"|a third|two[- ]thirds|one[- ]quarter|a quarter"
    r"|three[- ]quarters|one[- ]fifth|a fifth)\s+of)"
)
_PARTS = {"half": 50, "third": 33.3, "two-thirds": 66.7, "quarter": 25, "three-quarters": 75, "fifth": 20}
_QUALIFIERS = {
    **dict.fromkeys(("about", "around", "roughly", "approximately", "some"), "about"),
    **dict.fromkeys(("over", "more than", "at least"), "over"),
    **dict.fromkeys(("nearly", "almost", "up to"), "nearly"),
    **dict.fromkeys(("under", "less than"), "under"),
    "most of": "most",
}


class Passage(NamedTuple):
    """A sentence, and whom it is about.

    Attributes
    ----------
    sentence : Sentence
    home : str
        ISO3 of the state that the document is about.
    partner : str
        ISO3 of the state under discussion, empty where there is none.
    visit : Visit or None
        The visit under discussion.
    speaker : str
        Office that is quoted ("according to ..."), empty for the author.
    """

    sentence: Sentence
    home: str
    partner: str
    visit: Visit | None
    speaker: str


def demonym(code: str) -> str:
    """Return the adjective of a country, its name where it has none."""
    cell = countries.table().set_index("iso3").loc[code, "demonyms"]
    return cell.split("; ")[0] if isinstance(cell, str) else countries.name(code)


def passages(texts: Sequence[tuple[int, int, str]], visits: Sequence[Visit]) -> Iterator[Passage]:
    """Yield the sentences of a document that have a home state, in order."""
    senders = Counter(visit.visitor.country for visit in visits if visit.visitor.country)
    sentences = [parse((paragraph, number), text) for paragraph, number, text in texts]
    named: Counter[str] = Counter()  # in how many sentences, and how often first of all
    for s in sentences:
        codes = list(dict.fromkeys(span.code for span in s.spans if span.kind in ("country", "city", "demonym")))
        named.update([*codes, *codes[:1], *codes[:1]])
    common = named.most_common(1)
    if not common:
        return
    sender = senders.most_common(1)  # unless another state is what the text is about, far more than the visitor's
    common = sender if sender and 2 * named[sender[0][0]] > common[0][1] else common
    there = {(visit.code, where): visit for visit in reversed(visits) for where in visit.evidence}
    around = {(visit.code, where[0]): visit for visit in reversed(visits) for where in visit.evidence}
    home, partner, visit, last = common[0][0], "", None, 0
    for sentence in sentences:
        if sentence.where[0] != last:
            last, lead = sentence.where[0], _first(sentence, home)
            visit = there.get((lead, sentence.where))
            partner = lead or ""
        here = [
            span.code for span in sentence.spans if span.kind in ("country", "city", "demonym") and span.code != home
        ]
        if here and partner not in here:
            partner = here[0]
            visit = there.get((partner, sentence.where))
        if visit is None:
            visit = around.get((partner, last))
        quoted = _ACCORDING.search(sentence.text)
        carried = partner or (visits[-1].code if visits and visits[-1].kind != "region" else "")
        yield Passage(sentence, home, carried, visit, quoted[1].strip() if quoted else "")


def _first(sentence: Sentence, home: str) -> str:
    return next((s.code for s in sentence.spans if s.kind in ("country", "city", "demonym") and s.code != home), "")


def quantity(text: str) -> tuple[float, str] | None:
    """Return a share in percent and its qualifier.

    Examples
    --------
    >>> quantity("It took about one-third of the exports."), quantity("It took 12.5 percent.")
    ((33.3, 'about'), (12.5, 'exact'))
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    qualifier = _QUALIFIERS.get((found["qualifier"] or "").strip(), "exact")
    if found["part"]:
        word = found["part"].replace(" ", "-").removeprefix("one-").removeprefix("a-")
        return float(_PARTS[word]), qualifier
    number = found["number"].replace(",", "") if "." in found["number"] else found["number"].replace(",", ".")
    try:
        return float(number), qualifier
    except ValueError:
        return None
