"""Which date in a sentence is a visit's: the nearest in its own clause, on the right side of today."""

from __future__ import annotations

import re
from datetime import date

from fpdata import edtf
from fpdata.extraction import dates
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.places import Stop
from fpdata.extraction.stays import Stays

__all__ = ["Timing"]

_NEAR = 220
_APART = 230
_OTHER_CLAUSE = re.compile(
    r";|\b(?:which|who|after|before|when|while|since|where|until|following|announced|said|told|confirmed|says"
    r"|because|attacks?|invasion|independence|anniversary|victims|killed|coup|established|born|elected"
    r"|election)\b|, (?:and|but|is|was) "
)
_PRESENT = frozenset("begins starts makes pays visits arrives travels heads leaves departs flies kicks goes".split())
_OTHER_TRIP = re.compile(r"\b(?:visit|trip|travel|met\b|fl[ey]w\b|arriv)")


class Timing(Stays):
    """Dates the visits of one document, from the day of its publication."""

    def __init__(self, published: date | None) -> None:
        super().__init__()
        self.published = published

    def when(self, sentence: Sentence, trip: Trip, stop: Stop, tense: str) -> tuple[str, str] | None:
        """Take the date that stands nearest to the words of the visit, in their clause."""
        text, best, found = sentence.text, None, None
        left = sentence.starts[trip.trigger]
        last = trip.stops[-1] if trip.stops else stop
        right = sentence.starts[max(last.end - 1, trip.trigger)] if last.start > trip.trigger else left
        if sentence.dated is None:
            sentence.dated = dates.find(text)
        for said in sentence.dated:
            if said.lead:
                continue
            if said.start >= left:
                between = text[min(right, said.start) : said.start]
                distance = max(said.start - right, 0)
            else:
                between = text[said.end : left]
                distance = min(left - said.end, 60) if said.start < 8 else left - said.end + 30
                if trip.status == "cancelled" or (
                    re.search(r"\b(?:who|which)\b", text[: said.start]) and "," in between
                ):
                    distance += _NEAR
            if said.end < left and any(
                span.kind in ("country", "city") and said.end < sentence.starts[span.start] < left
                for span in sentence.spans
            ):
                distance += _APART if said.start >= 8 else 0
            opens = said.start < 8 and not re.search(r"\b(?:announced|said|told|who|which)\b", between)
            distance += (
                0 if opens else _APART * len(_OTHER_CLAUSE.findall(between)) + 60 * len(_OTHER_TRIP.findall(between))
            )
            if distance <= _NEAR and (best is None or distance < best):
                ahead = tense == "future" or (
                    trip.status == "ongoing" and _PRESENT & set(sentence.low[: trip.trigger + 1])
                )
                resolved = dates.resolve(said, self.published, "future" if ahead else "past")
                if resolved and trip.status == "ongoing" and ahead and self.gone(resolved[0], "ongoing"):
                    trip.status = "planned"
                if resolved and not self.gone(resolved[0], trip.status):
                    best, found = distance, resolved
        if (
            found is None
            and tense == "past"
            and re.search(r"\b[Aa](?:t|round|bout) (?:about )?the same time\b", text)
            and self.visits
        ):
            return (self.visits[-1].date, "inferred") if self.visits[-1].date else None
        if found and best > 40 and re.search(r"\brecent(?:ly)?\b", text[max(left - 40, 0) : left + 20]):
            return None
        return found

    def gone(self, when: str, status: str) -> bool:
        """Tell whether a date is on the wrong side of the day of publication."""
        earliest, latest, _ = edtf.bounds(when)
        if self.published is None or earliest is None or latest is None:
            return False
        if status == "ongoing" and (self.published - latest).days > 30:
            return True
        return latest < self.published if status == "planned" else status != "cancelled" and earliest > self.published
