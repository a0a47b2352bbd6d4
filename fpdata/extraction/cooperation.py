"""Cooperation: a partner, a sector and a product or plan, where a sentence deals with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fpdata.extraction import lexicon
from fpdata.extraction.topics import Passage, demonym

__all__ = ["goods", "rows"]

_CUE = re.compile(
    r"\bcooperat|\bcollaborat|\bsuppl(?:y|ies)\b|\bexport|\bimport|\btrade\b|\binvest|\bjoint\b|\bagreement|\bmemorand|\bproject|\bopportunit|\bdiscuss"
    r"|\bpromot|\boffer|\binterest(?:ed)? in\b|\bpartner|\bcompan(?:y|ies)\b|\bmarket|\bstudents\b|\bdelegation"
    r"|\bassistance in\b|\bagenda\b|\bsigned\b"
    r"|\bfactor(?:y|ies)\b|\bcontract|\bventure|\bassembl|\bjointly\b|\bparticipate in\b|\bdraft", re.I)  # fmt: skip
_ACTS = (
    (
        "signed",
        "agreed",
        re.compile(r"\bsigned\b|\bsign(?:ing)? (?:of )?an? (?:\w+ )?(?:agreement|memorandum|contract)", re.I),
    ),
    ("drafted", "negotiating", re.compile(r"\bdraft(?:ing|ed|s)?\b", re.I)),
    ("invited", "idea", re.compile(r"\binvit(?:ed|es|ing)\b", re.I)),
    (
        "discussed",
        "negotiating",
        re.compile(r"\bdiscuss|\bagenda\b|\btalks on\b|\bexchanged views\b|\bgiven to joint\b|\bconsidered\b", re.I),
    ),
    ("offered", "idea", re.compile(r"\bpromot|\boffer|\binterest(?:ed)? in\b|\bpresented\b|\bproposed?\b", re.I)),
    (
        "hoped",
        "idea",
        re.compile(r"\bhope|\boptimis|\bopportunit|\bwants? to\b|\bplans? to\b|\bseeks? to\b|\baims? to\b", re.I),
    ),
)
_AGREED = re.compile(r"\b(?:implementation of|under|within) (?:an?|the) (?:\w+ )?agreement", re.I)
_COUNT = re.compile(
    r"\b(?:(over|more than|about|around|nearly|almost|at least|up to|some) )?(\d{1,3}(?:,\d{3})+"
    r"|\d{1,6}) (?:[\w-]+ ){0,2}$",
    re.I,
)
_COUNT_WORDS = {
    **dict.fromkeys(("over", "more than", "at least"), "over"),
    **dict.fromkeys(("about", "around", "some"), "about"),
    **dict.fromkeys(("nearly", "almost", "up to"), "nearly"),
}


@cache
def goods() -> tuple[re.Pattern[str], list[dict[str, str]], dict[str, int]]:
    """Return one pattern for all goods, the rows, and which words mean which row."""
    table = lexicon.table("goods.csv")
    meaning = {word: place for place, row in enumerate(table) for word in row["words"].split("; ")}
    spread = {word: place for word, place in meaning.items() if "~" in word}
    plain = sorted(meaning.keys() - spread.keys(), key=len, reverse=True)
    parts = [rf"(?P<w>{'|'.join(map(re.escape, plain))})"]
    for number, (word, place) in enumerate(spread.items()):
        first, last = word.split(" ~ ")
        parts.append(rf"(?P<s{number}_{place}>{first})(?=[ ,](?:[\w-]+,? ){{0,5}}{last}\b)")
    return re.compile(rf"\b(?:{'|'.join(reversed(parts))})\b", re.I), table, meaning


def rows(passage: Passage) -> Iterator[dict[str, Any]]:
    """Yield a row per good, sector or plan that a sentence ties to the partner under discussion."""
    text = passage.sentence.text
    if not passage.partner or not _CUE.search(text):
        return
    pattern, table, meaning = goods()
    act, stage = next(((act, stage) for act, stage, cue in _ACTS if cue.search(text)), ("reported", "ongoing"))
    if act == "discussed" and _AGREED.search(text):
        stage = "agreed"
    seen = set()
    for match in pattern.finditer(text):
        place = meaning.get(match[0].lower()) if match.lastgroup == "w" else int(match.lastgroup.partition("_")[2])
        if place is None or place in seen:
            continue
        seen.add(place)
        yield _row(passage, table[place], act, stage, text, match)


def _row(
    passage: Passage, good: dict[str, str], act: str, stage: str, text: str, match: re.Match[str]
) -> dict[str, Any]:
    sector = good["sector"]
    made = (
        good["instrument"]
        if act != "invited"
        else "investment_programme"
        if re.search(r"\bprogram", text)
        else good["instrument"]
    )
    flow = (
        "actor_to_partner"
        if made in ("export", "local_production", "service") or act in ("offered", "invited")
        else "mutual"
    )
    if made == "technology":
        flow = "unclear"
    speaker = passage.speaker or {
        "hoped": f"{demonym(passage.home)} government",
        "offered": f"{demonym(passage.home)} delegation"
        if "delegation" in text
        else f"{demonym(passage.home)} government",
        "invited": f"{demonym(passage.partner)} government",
        "discussed": "both sides",
        "drafted": "both sides",
        "signed": "both sides",
    }.get(act, "author")
    number = _COUNT.search(text[max(match.start() - 40, 0) : match.start()]) if good["hs_code"] else None
    return {
        "actor_iso3": passage.home,
        "partner_iso3": passage.partner,
        "sector": sector,
        "product": good["product"],
        "hs_code": good["hs_code"],
        "instrument": made,
        "act": act,
        "stage": stage,
        "initiator_iso3": {"offered": passage.home, "invited": passage.partner}.get(act, ""),
        "flow": flow,
        "quantity": float(number[2].replace(",", "")) if number else "",
        "quantity_qualifier": _COUNT_WORDS.get((number[1] or "").lower(), "exact") if number else "",
        "unit": match[0].lower().split(" ")[-1] if number else "",
        "speaker": speaker,
        "via": passage.speaker or "author",
        "coder": f"rule:sector-{act}",
        "confidence": 0.6 if act == "reported" else 0.7,
    }
