"""Who acts: the states, offices, people and bodies that a document can mean, and its named people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.people import Mention, mentions
from fpdata.extraction.person import parts
from fpdata.extraction.topics import demonym

__all__ = ["Actor", "Roster"]


class Actor(NamedTuple):
    """Who may do something.

    Attributes
    ----------
    start, end : int
        Tokens, with the article.
    text : str
        A person's key, else office, body or country in a few words.
    iso3 : str
        State served, empty where the words do not say.
    org : str
        The organisation, where it is one.
    kind : str
        person, office, state, body, org or joint ("both sides").
    """

    start: int
    end: int
    text: str
    iso3: str
    org: str
    kind: str


class Roster:
    """The named people of one document.

    Parameters
    ----------
    known : mapping of str to (str, str)
        Name to key and ISO3: those who have a row of their own.
    sentences : iterable of Sentence
        Where others are introduced with their office.
    """

    def __init__(self, known: Mapping[str, tuple[str, str]], sentences: Iterable[Sentence]) -> None:
        self.families: dict[str, tuple[str, str, str]] = {}
        """Last part of a name to key, ISO3 and office with name."""
        self.offices: dict[str, set[str]] = {}
        """Office to the states that have one in this document."""
        self.holders: dict[str, set[str]] = {}
        """Office to the family names of those who hold one."""
        for name, (key, iso3) in known.items():
            self.families[parts(name)[-1]] = (key, iso3, name)
        for sentence in sentences:
            for mention in mentions(sentence):
                if mention.role and mention.country:
                    self.offices.setdefault(mention.head, set()).add(mention.country)
                if mention.role and mention.name:
                    self.holders.setdefault(mention.head, set()).add(parts(mention.name)[-1])
                if mention.name and (mention.role or mention.country):
                    family = parts(mention.name)[-1]
                    key, iso3, text = self.families.get(family, ("", "", ""))
                    said = f"{mention.role.removeprefix('late ')} {mention.name}".strip()
                    self.families[family] = (key, iso3 or mention.country, text or said)

    def actor(self, mention: Mention) -> Actor | None:
        """Return a mention as an actor; None for a name of which the document says no office."""
        if not mention.name:
            text = mention.role or mention.head
            if not text:
                return None
            kind = "body" if mention.kind == "group" else "office"
            if (kind == "body" or mention.head.startswith("counterpart")) and mention.country:
                text = f"{demonym(mention.country)} {text}"
            return Actor(mention.start, mention.end, text, mention.country, "", kind)
        found = self.families.get(parts(mention.name)[-1])
        if found is None:
            return None
        key, iso3, text = found
        if mention.country and iso3 and mention.country != iso3:  # a namesake
            key, iso3, text = "", "", f"{mention.role} {mention.name}".strip()
        country = mention.country or iso3 or self._alone(mention.head)
        return Actor(mention.start, mention.end, key or text, country, "", "person")

    def _alone(self, head: str) -> str:
        """Return the state of an office, where the document names only one that has it, and one holder."""
        states, holders = self.offices.get(head, set()), self.holders.get(head, set())
        return next(iter(states)) if len(states) == len(holders) == 1 else ""
