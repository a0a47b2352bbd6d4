"""Claims by cue: share, dependence, sanctions, access to markets, membership."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fpdata import countries
from fpdata.extraction import dates
from fpdata.extraction.topics import Passage, quantity

__all__ = ["rows"]

_CUES = (  # name, claim type, direction, cue, statement
    ("share", "baseline", "none", re.compile(r"\b(?:account(?:ed|s|ing)? for|made up|makes? up|share of"
    r"|shares? in|percent of|per cent of|third of|half of)\b[^.;]{0,80}\b(?:trade|exports?|imports?|market"
    r"|turnover|investment)", re.I),
     "{object} accounts for {quantity} percent of the foreign trade of {home}."),
    ("dependence", "driver", "away", re.compile(r"\bdependen(?:ce|cy|t) (?:up)?on\b|\bdepends? (?:heavily "
    r"|strongly |largely )?(?:up)?on\b|\breli(?:ance|ant|es) (?:heavily )?on\b", re.I),
     "{home} depends on {object}."),
    ("sanctions", "driver", "away", re.compile(r"\bsanction(?:s|ed|ing)?\b", re.I), "Sanctions weigh on {home}:"
    " {object}."),
    ("markets", "goal", "toward", re.compile(r"\baccess to (?:[\w'-]+ ){0,3}markets?\b|\bnew markets\b"
    r"|\balternative markets\b|\benter (?:the |new )?(?:[\w'-]+ )?markets?\b"
    r"|\bcompetitive in\b[^.;]{0,30}\bmarket", re.I),
     "{home} wants access to markets: {object}."),
    ("membership", "goal", "toward", re.compile(r"\bmembership\b|\baccession\b|\bapplied (?:for|to join)\b"
    r"|\bmember of\b|\bjoin(?:ed|ing|s)? (?:the )?(?:[A-Z]{2,6}\b|European Union|[A-Z]\w+ [A-Z]\w+ Organi[sz]ation)"),
     "{home} and membership: {object}."),
)  # fmt: skip
_MODALITY = (
    ("predicted", re.compile(r"\bwill\b|\bexpect|\banticipat|\bupcoming\b|\bis likely\b", re.I)),
    ("hoped", re.compile(r"\bhope|\boptimis|\bwishe?s?\b|\bwants?\b", re.I)),
    ("inferred", re.compile(r"\barguably\b|\bperhaps\b|\bappears?\b|\bseems?\b|\bsuggests?\b", re.I)),
)
_GROUPS = (
    ("SCO", "the SCO", re.compile(r"\bSCO\b|Shanghai Cooperation Organi[sz]ation")),
    ("BRICS", "BRICS", re.compile(r"\bBRICS\b")),
    ("EU", "the European Union", re.compile(r"\bEU\b|\bEuropean Union\b")),
    ("NATO", "NATO", re.compile(r"\bNATO\b")),
    ("WTO", "the WTO", re.compile(r"\bWTO\b|World Trade Organization")),
    ("ASEAN", "ASEAN", re.compile(r"\bASEAN\b")),
    ("WEST", "the West", re.compile(r"\bthe West\b|\bWestern\b")),
    ("GLOBAL_SOUTH", "the Global South", re.compile(r"\bGlobal South\b")),
    ("NEW_MARKETS", "new markets", re.compile(r"\bnew markets\b", re.I)),
    ("AFRICA", "Africa", re.compile(r"\bAfrica\b")),
)
_ORGANISATIONS = frozenset("SCO BRICS EU NATO WTO ASEAN".split())


def rows(passage: Passage) -> Iterator[dict[str, Any]]:
    """Yield a claim per cue in a sentence, with object, quantity and period."""
    s = passage.sentence
    for name, kind, direction, cue, statement in _CUES:
        found = cue.search(s.text)
        if found is None:
            continue
        said = quantity(s.text) if name == "share" else None
        if name == "share" and said is None:
            continue
        iso3, group, words = _object(passage, name, found)
        if not words or (name == "membership" and group not in _ORGANISATIONS):
            continue
        home = countries.name(passage.home)
        modality = next((value for value, pattern in _MODALITY if pattern.search(s.text)), "asserted")
        predicted = name == "membership" and modality == "predicted"
        years = next(
            (
                resolved[0]
                for d in dates.find(s.text)
                if dict(d.parts).get("yF") and (resolved := dates.resolve(d, None))
            ),
            "",
        )
        yield {
            "claim_type": "expectation" if predicted else kind,
            "statement": statement.format(
                home=home,
                object=words[0].upper() + words[1:] if name == "share" else words,
                quantity=said and f"{said[0]:g}",
            ),
            "subject": f"{name} of {home}",
            "object_iso3": iso3,
            "object_group": group,
            "direction": direction,
            "period": years,
            "due": "",
            "quantity": said[0] if said else "",
            "quantity_qualifier": said[1] if said else "",
            "unit": "percent of foreign trade" if said else "",
            "modality": modality,
            "speaker": passage.speaker or "author",
            "via": passage.speaker or "author",
            "checkable": "true",
            "coder": f"rule:claim-{name}",
            "confidence": 0.55,
        }


def _object(passage: Passage, name: str, found: re.Match[str]) -> tuple[str, str, str]:
    """Return country, group and wording of what a cue is about: what stands nearest to it."""
    s, options = passage.sentence, []
    for span in s.spans:
        if span.kind in ("country", "city", "demonym") and span.code != passage.home:
            start = s.starts[span.start]
            behind = start >= found.end() or found.start() <= start
            options.append(
                (
                    abs(start - found.end()) + (0 if behind or name == "share" else 60),
                    span.code,
                    "",
                    countries.name(span.code),
                )
            )
    for group, words, pattern in _GROUPS:
        for match in pattern.finditer(s.text):
            distance = min(abs(match.start() - found.end()), abs(match.end() - found.start()))
            options.append((0 if found.start() <= match.start() < found.end() else distance, "", group, words))
    if name == "membership":
        options = [option for option in options if option[2] in _ORGANISATIONS]
    if name in ("dependence",):
        options = [option for option in options if option[0] < 60]
    if not options:
        return "", "", "no object named" if name == "sanctions" else ""
    return min(options)[1:]
