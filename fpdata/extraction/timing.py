"""Which date in a sentence is a visit's: the nearest in its own clause, on the right side of today."""

from __future__ import annotations

import re
from datetime import date

from fpdata import edtf
from fpdata.extraction import dates
from fpdata.extraction.itinerary import WEAK, Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.places import Stop
from fpdata.extraction.stays import Stays

__all__ = ["Timing"]

_NEAR = 220
_APART = 230
_OTHER_CLAUSE = re.compile(
    r";|\b(?:which(?! (?:will|is|was|are|were|has|had|begins?|began|starts?|started|ended|takes|took|lasts?|lasted)\b)"
    r"|who|after|before|when|while|since|where|until|following|announced|said|told|confirmed|says"
    r"|because|attacks?|invasion|independence|anniversary|victims|killed|coup|established|born|elected"
    r"|election)\b|, (?:and|but|is|was) "
)
_PRESENT = frozenset("begins starts makes pays visits arrives travels heads leaves departs flies kicks goes".split())
_REPORTED = re.compile(
    r"\b(?:said|says|announced|announces|told(?: \w+){1,3}|reported|confirmed|stated|added|wrote|tweeted|posted"
    r"|revealed|disclosed|statement|communiqu[eé]|press release|report)(?:,| here)? ?(?:on |late |early )?$"
)
_OPENING = re.compile(
    r"(?:[A-Z][^;]{2,80}?(?:--?|—|\)|/\.?|:) )?(?:On|From|In|At|By|Late|Early|Between|During)?[ \d:.,()]*"
    r"(?:[ap]\.?m\.?|local time|GMT)?,? ?(?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?\(?)?(?:the )?$"
)
_DATELINE = re.compile(r"[A-Z][\w .,'-]{2,40}[,(:] ?\(?$")
_FILED = re.compile(
    r",? ?(?:\d{4})?[ ,.:/()]*(?:\([^)]{2,40}\)|/[^/]{2,30}/\.?)?\s?(?:--?|—|:|\.)\s|[.,]? ?(?:\([A-Z]|/[A-Z]{3})"
)
_STARTS = re.compile(
    r"\b(?:beginning|starting|commencing|begins|starts|scheduled|slated|due|planned|set)(?: \w+){0,3}"
    r" (?:on |for |from )?$"
)
_DUE = re.compile(r"\b(?:scheduled|slated|due|planned|set|originally|meant|supposed|was to|were to|expected)\b")
_WAS_DUE = re.compile(r"\b(?:was|were|had been) (?:\w+ )?(?:scheduled|due|set|supposed|expected|meant|slated|to)\b")
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
        own = {stop.code, *(person.country for person in trip.visitors)}
        for said in sentence.dated:
            if said.lead or self.filed(said, sentence):
                continue
            reported = trip.rule not in WEAK and _REPORTED.search(text, max(said.start - 60, 0), said.start)
            if reported and not 0 <= sentence.starts[stop.start] - said.end <= 8:  # but "said on Monday in X"
                continue
            opens = said.start < 8 or bool(_OPENING.fullmatch(text, 0, said.start))
            if said.start >= left:
                between = text[min(right, said.start) : said.start]
                distance = max(said.start - right, 0)
                if any(
                    right < sentence.starts[span.start] < said.start
                    and span.kind in ("country", "city")
                    and span.code not in own
                    and sentence.low[span.start - 1] in ("in", "at", "to", "for")
                    for span in sentence.spans
                ):
                    distance += _APART  # the day of another place
                if (
                    trip.status == "cancelled"
                    and {"weekday", "today", "yesterday"} & dict(said.parts).keys()
                    and not _DUE.search(text, left, said.start)
                ):
                    continue  # "cancelled a trip on Tuesday": the day of the announcement, as likely
            else:
                between = text[said.end : left]
                distance = min(left - said.end, 60) if opens else left - said.end + 30
                if trip.status == "cancelled" or (
                    re.search(r"\b(?:who|which)\b", text[: said.start]) and "," in between
                ):
                    distance += _NEAR
            if said.end < left and any(
                span.kind in ("country", "city")
                and said.end < sentence.starts[span.start] < left
                and span.code not in own
                for span in sentence.spans
            ):
                distance += 0 if opens else _APART
            plain = opens and not re.search(r"\b(?:announced|said|told|who|which)\b", between)
            distance += (
                0 if plain else _APART * len(_OTHER_CLAUSE.findall(between)) + 60 * len(_OTHER_TRIP.findall(between))
            )
            if distance <= _NEAR and (best is None or distance < best):
                resolved = self.resolve(said, sentence, trip, stop.code, tense)
                if resolved:
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

    @staticmethod
    def filed(said: dates.DateWords, sentence: Sentence) -> bool:
        """Tell whether a date is a dateline's: "ROME, 5 May (Agency) -"."""
        return (
            said.start < 60
            and bool(_DATELINE.fullmatch(sentence.text, 0, said.start))
            and bool(_FILED.match(sentence.text, said.end))
        )

    def resolve(
        self, said: dates.DateWords, sentence: Sentence, trip: Trip, code: str, tense: str
    ) -> tuple[str, str] | None:
        """Give a date to words: on the side of today that the visit is on, which the date may tell itself."""
        low, status = sentence.low, trip.status
        if (
            status == "planned"
            and _WAS_DUE.search(sentence.text, 0, sentence.starts[trip.trigger] + 20)
            and any(visit.status == "cancelled" for visit in self.by_code.get(code, [])[-3:])
        ):
            return dates.resolve(said, self.published, "past")
        nominal = trip.rule == "visit-noun" and status == "occurred"
        later = dict(said.parts).get("whichP", "").lower().startswith(("later", "next", "coming"))
        if later and status == "occurred" and not nominal:
            return None
        starts = nominal and (later or bool(_STARTS.search(sentence.text, max(said.start - 40, 0), said.start)))
        ahead = (
            (tense == "future" and not (status == "cancelled" and {"was", "were", "had"} & set(low)))
            or starts
            or (status == "ongoing" and bool(_PRESENT & set(low[: trip.trigger + 1])))
        )
        resolved = dates.resolve(said, self.published, "future" if ahead else "past")
        if status == "cancelled" and tense == "future" and not ahead:  # "his trip in June was called off"
            resolved = self.nearer(resolved, dates.resolve(said, self.published, "future"))
        if resolved is None:
            return None
        if status == "ongoing" and not ahead and low[trip.trigger].endswith("ing") and self.gone(resolved[0], status):
            coming = dates.resolve(said, self.published, "future")
            if coming and self.published and (edtf.bounds(coming[0]).earliest or self.published) > self.published:
                trip.status = "planned"  # "is visiting X on 9 May", said in April
                return coming
        if (later and starts) or (((status == "ongoing" and ahead) or starts) and self.gone(resolved[0], "ongoing")):
            trip.status = "planned"
        return None if self.gone(resolved[0], trip.status) else resolved

    def nearer(self, past: tuple[str, str] | None, coming: tuple[str, str] | None) -> tuple[str, str] | None:
        """Of two readings take the one that is nearer to the day of publication."""
        if past is None or coming is None or self.published is None:
            return past or coming
        latest, earliest = edtf.bounds(past[0]).latest, edtf.bounds(coming[0]).earliest
        if latest is None or earliest is None:
            return past
        return coming if abs((earliest - self.published).days) < (self.published - latest).days else past

    def leaving(self, trip: Trip, when: tuple[str, str] | None, sentence: Sentence) -> bool:
        """Tell whether a visitor who "left for X" is still on the way, by the day of publication."""
        if trip.status not in ("occurred", "ongoing") or self.published is None:
            return False
        before = sentence.low[max(trip.trigger - 4, 0) : trip.trigger]
        if "had" in before or "after" in before or "having" in before or "before" in before:
            return False
        latest = edtf.bounds(when[0]).latest if when else None
        return latest is None or (self.published - latest).days <= 1

    def gone(self, when: str, status: str) -> bool:
        """Tell whether a date is on the wrong side of the day of publication."""
        earliest, latest, _ = edtf.bounds(when)
        if self.published is None or earliest is None or latest is None:
            return False
        if status == "ongoing" and (self.published - latest).days > 30:
            return True
        return latest < self.published if status == "planned" else status != "cancelled" and earliest > self.published
