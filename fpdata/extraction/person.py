"""A person or delegation of one document, and when two names are one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from fpdata.extraction.lexicon import fold
from fpdata.extraction.names import family

__all__ = ["Person", "alike", "ascii_key", "one_person", "parts", "same_name", "slug"]


@dataclass(slots=True, eq=False)
class Person:
    """A person or delegation of one document.

    Attributes
    ----------
    name : str
        The fullest form; empty for one who is never named.
    text : str
        First mention as written.
    role, head, country, kind : str
        As in `Mention`; the first that was said.
    official : bool
        Whether the document gives an office.
    where : list of tuple of int
        Sentences that say who this is.
    """

    name: str
    text: str
    role: str
    head: str
    country: str
    kind: str
    official: bool
    where: list[tuple[int, int]] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Family name in lower case."""
        return family(self.name, self.country).lower()


@lru_cache(maxsize=4096)
def parts(name: str) -> list[str]:
    """Return the words of a name without accents, in lower case."""
    return [
        part.removeprefix("al-").removeprefix("el-")
        for part in fold(name).lower().replace(",", "").replace("\u2019", "'").replace("- ", "-").split()
        if part[0] != "(" and part not in ("jr.", "jr", "al", "el", "-")
    ] or [fold(name).lower()]


def alike(one: str, other: str) -> bool:
    """Tell whether two family names can be one, written after two alphabets: "Petrovich" and "Petrović"."""
    return len(one) > 5 and len(other) > 5 and _sounds(one) == _sounds(other)


@lru_cache(maxsize=4096)
def _sounds(name: str) -> str:
    for written, said in _WRITTEN:
        name = name.replace(written, said)
    return name[:1] + re.sub(r"[aeiouyh'-]|(.)(?=\1)", "", name[1:])


_SPELLINGS = "tsch c tch c ch c ts c sh s zh z kh h gh g ph f dj j ou u w v q k x ks ck k".split()
_WRITTEN = tuple(zip(_SPELLINGS[::2], _SPELLINGS[1::2], strict=True))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names can be one person's: one is made of words of the other."""
    left, right = sorted((parts(one), parts(other)), key=len)
    if not left:
        return False
    return set(left) <= set(right) or (
        len(left) > 1
        and left[-1] == right[-1]
        and left[0][0] == right[0][0]
        and (len(left[0]) <= 2 or len(right[0]) <= 2)
    )


def one_person(one: Person, other: Person) -> bool:
    """Tell whether two named people of one document are one: names that fit, states that do not differ."""
    if one.country and other.country and one.country != other.country:
        return False
    left, right = parts(one.name), parts(other.name)
    if same_name(one.name, other.name):
        return True
    given = len(left) < 2 or len(right) < 2 or left[0][0] == right[0][0]
    return given and (left[-1] == right[-1] or (bool(one.country) and alike(left[-1], right[-1])))


def ascii_key(text: str) -> str:
    """Return a text as a key: lower-case ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).encode("ascii", "ignore").decode().lower()).strip("-")


def slug(person: Person) -> str:
    """Return the key of a person: the family name in ASCII letters."""
    return ascii_key(person.family)
