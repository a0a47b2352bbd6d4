"""Who leads and who goes along: ranks of office, spouses, envoys who live where they serve."""

from __future__ import annotations

import re
from functools import lru_cache

from fpdata.extraction.names import Mention
from fpdata.extraction.person import Person

__all__ = ["KIN", "LED", "TOP", "outranks", "resident"]

TOP = frozenset(
    "president|king|queen|emperor|empress|emir|amir|sultan|pope|monarch|prime minister|premier|pm|chancellor|taoiseach"
    "|head of state|head of government|supreme leader|grand duke|king and queen|emperor and empress|chief executive"
    "|holy father|pontiff|ruler|leader|president-elect|prime minister and foreign minister|patriarch"
    "|prime minister and minister of foreign affairs|chief adviser|captain regent|military ruler|junta leader".split(
        "|"
    )
)
"""Offices of those whom the other members of their party accompany."""

_SPOUSES = frozenset("first lady|queen|empress|crown princess|princess|grand duchess|sultana".split("|"))
_MADAM = ("madam ", "madame ", "mrs ", "mrs. ", "mme ", "mme. ", "lady ")
KIN = frozenset("wife husband spouse consort daughter son mother father brother sister couple family".split())
"""Words for those who go along as family."""

LED = frozenset("led headed fronted spearheaded chaired commanded".split())
"""What stands before "by" and the one who leads a delegation."""

_RESIDENT = re.compile(
    r"spokes|\bambassador\b(?! (?:to|at) (?:the )?(?:un\b|u\.n|united nations)|-at|.at.large)|\bconsul\b"
    r"|attach[eé]\b|charg[eé] d|\bhigh commissioner (?:to|of|in)\b|deputy chief of mission|deputy head of mission"
    r"|defen[cs]e advis|permanent representative|apostolic nuncio",
    re.I,
)


@lru_cache(maxsize=4096)
def resident(role: str) -> bool:
    """Tell whether an office keeps its holder where he serves, or is a speaker's."""
    return bool(_RESIDENT.search(role))


def outranks(chief: Mention, leader: Person, mention: Mention, person: Person) -> bool:
    """Tell whether one of "A and B" only goes along with the other.

    Parameters
    ----------
    chief : Mention
    leader : Person
        Who may lead.
    mention : Mention
    person : Person
        Who may go along.
    """
    if chief.kind == "group":
        return False
    if mention.kind == "group":
        return not mention.country or mention.country == leader.country
    if leader.country and mention.country and mention.country != leader.country:
        return False
    if (chief.role or leader.role) and not mention.role and mention.text.lower().startswith(_MADAM):
        return True  # "President A and Madam B"
    top = leader.head in TOP and leader.head not in _SPOUSES
    if mention.head in _SPOUSES:
        return top or leader.head in ("crown prince", "prince") or (leader.head == "queen" != mention.head)
    if leader.head in TOP and person.head and person.head not in TOP:
        return not mention.country or mention.country == leader.country
    return (  # "Lunde and Defence Minister B": the first needs no introduction
        bool(mention.role and mention.name and not mention.country)
        and not (chief.role or leader.role)
        and " " not in chief.name
        and chief.start < mention.start
        and "minister" in mention.head
    )
