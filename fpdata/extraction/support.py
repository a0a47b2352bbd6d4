"""Whether the sentences that a row cites bear out what the row says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from fpdata import countries, schema
from fpdata.extraction.passage import Passage

__all__ = ["Located", "unsupported"]

_REACH = 50  # sentences back to the one that introduces a visitor


class Located:
    """The sentences of a document by their locators.

    Parameters
    ----------
    sentences : mapping of str to str
        Locator to text, in the order of the document.
    published : datetime.date or None
        As for `Passage`.
    """

    def __init__(self, sentences: Mapping[str, str], published: date | None) -> None:
        self.sentences = sentences
        self.locators = list(sentences)
        self.order = {locator: place for place, locator in enumerate(self.locators)}
        self.whole = Passage("\n".join(sentences.values()), published)
        self.last: tuple[list[str], Passage] = ([], self.whole)
        """The passage that was asked for last: most are asked for twice."""

    def passage(self, cited: Iterable[str]) -> Passage:
        """Return the sentences that some locators name."""
        locators = list(cited)
        if not locators or locators != self.last[0]:
            text = "\n".join([self.sentences[locator] for locator in locators])
            self.last = (locators, Passage(text, self.whole.published, self.whole))
        return self.last[1]

    def introduced(self, visitor: str, cited: list[str]) -> list[str]:
        """Return locators with that of the sentence before them that names a visitor, if they say only "he"."""
        if visitor and all(locator in self.order for locator in cited) and not self.passage(cited).has_name(visitor):
            first = min(self.order[locator] for locator in cited)
            for locator in reversed(self.locators[max(0, first - _REACH) : first]):
                if Passage(self.sentences[locator]).has_name(visitor):
                    return [locator, *cited]
        return cited


_NAMED = {
    "visits": ("host_iso3", "host_region", "visitor", "visitor_text", "counterparts"),
    "people": ("name",),
    "acts": ("recipient_iso3", "recipient_org"),
    "cooperation": ("partner_iso3", "partner_org"),
    "claims": ("object_iso3",),
}
_STRICT = ("visits", "people")


def unsupported(table: str, row: Mapping[str, str], cited: Passage, before: Passage) -> list[tuple[str, str, str]]:
    """List what a row says and its sentences do not.

    Looked up are hosts, partners and objects (by name, alias, demonym or
    city), persons and organisations, dates and quantities. Of visits and
    people all of it must stand in the sentences cited; else a country or a
    date may stand before them in the paragraph, and the inferred date of an
    act anywhere. Codes, roles, senders and our own words are the coder's
    reading and not looked up.

    Parameters
    ----------
    table : str
        Such as ``"visits"``.
    row : mapping of str to str
        A raw row; of a visit, ``visitor`` is the name behind its person_id.
    cited, before : Passage
        The sentences cited; the same with what stands before them in their paragraphs.

    Returns
    -------
    list of tuple of str
        Column, value and what was expected.
    """
    wide = cited if table in _STRICT else before
    where = "" if table in _STRICT else ", there or before in the paragraph"
    timed = wide.whole if table == "acts" and row.get("date_basis") == "inferred" else wide
    found = []
    for column, value in row.items():
        if not value:
            continue
        if column == "quantity":
            if not cited.has_number(float(value)):
                found.append((column, value, "a number that they give"))
        elif column in _timed(table):
            if not timed.has_date(value):
                found.append((column, value, f"a date that is stated or follows from that of publication{where}"))
        elif column not in _NAMED[table]:
            continue
        elif column.endswith("_iso3"):
            if not wide.has_country(value):
                found.append((column, value, f"{countries.name(value)}, its people or a city{where}"))
        elif column == "host_region":
            if not cited.has_region(value):
                found.append((column, value, countries.label(value)))
        else:
            found += [(column, part, "the name") for part in value.split("; ") if not cited.has_name(part)]
    return found


@cache
def _timed(table: str) -> frozenset[str]:
    return frozenset(field["name"] for field in schema.fields(table, "edtf"))
