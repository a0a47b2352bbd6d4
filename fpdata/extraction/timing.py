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
_PLACES = ("country", "city")
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
_WHEN = re.compile(r",? when\b")
_THERE = re.compile(r",? where (?:he|she|they)\b")
_ON_VISIT = re.compile(r"\b(?:who|which) (?:is|was|are|were|had been|has been)\b")
_LEFT = re.compile(r"\b(?:left|leaves?|leaving|departed|departs?|departing)\b")
_SET_OUT = re.compile(
    r"\b(?:left|leaves?|leaving|departed|departs?|departing|set(?:s|ting)? (?:off|out))\b(?: [\w.]+){0,3} ?$"
)
_STAYED = re.compile(r"\bafter (?=(?:a|an|his|her|their|the|paying|making|concluding|ending)\b)")
_RECEIVED = re.compile(
    r"\b(?:met|meets?|receive[ds]?|welcome[ds]?|host(?:ed|s)?|called on|held talks|holds talks|talks with|courtesy call"
    r"|hold talks|welcoming|receiving|greeted|conferred)\b"
)
_THEREAFTER = re.compile(r"\b(?:then|from there|thereafter|afterwards?|subsequently|after that|onwards?)\b")
_LATER = re.compile(r"\b(?:thereafter|afterwards?|subsequently|after that)\b")
_GOING = re.compile(r"\b(?:left|leav\w+|depart\w*|go(?:es)?|went|head\w*|fl[ey]w|fly|flies|travel\w*|visit\w*|arriv\w*)\b")
_TOLD = re.compile(r"\b(?:press conference|news conference|briefing|briefed|remarks|interview|repl(?:y|ied|ying)|informed)\b")
_WILL = re.compile(r"\b(?:will|'ll|(?:is|are) (?:to|due|expected|scheduled|set))\b")
_OTHER_TRIP = re.compile(r"\b(?:visit|trip|travel|met\b|fl[ey]w\b|arriv)")


class Timing(Stays):
    """Dates the visits of one document, from the day of its publication."""

    def __init__(self, published: date | None) -> None:
        super().__init__()
        self.published = published

    def when(self, sentence: Sentence, trip: Trip, stop: Stop, tense: str) -> tuple[str, str] | None:
        """Take the date that stands nearest to the words of the visit, in their clause."""
        text, best, found = sentence.text, None, None
        left, low = sentence.starts[trip.trigger], sentence.low
        last = trip.stops[-1] if trip.stops else stop
        right = sentence.starts[max(last.end - 1, trip.trigger)] if last.start > trip.trigger else left
        if sentence.dated is None:
            sentence.dated = dates.find(text)
        own = {stop.code, *(person.country for person in trip.visitors)}
        lone = [span for span in sentence.spans if span.kind in _PLACES and span.code not in own]
        later = _LATER.search(text, right, right + 60)
        inside = self.listed(sentence, trip, stop)
        for said in sentence.dated if inside is None else inside:
            if said.lead or self.filed(said, sentence):
                continue
            if said.start < left < said.end:  # "arrived on 3 May and left on 5 May for X": but the second is meant
                said = dates.second(said)
            reported = trip.rule not in WEAK and _REPORTED.search(text, max(said.start - 60, 0), said.start)
            if reported and not 0 <= sentence.starts[stop.start] - said.end <= 8:  # but "said on Monday in X"
                continue
            received = 0
            opens = said.start < 8 or bool(_OPENING.fullmatch(text, 0, said.start))
            if said.start >= left:
                between = text[min(right, said.start) : said.start]
                distance = max(said.start - right, 0)
                if any(
                    right < sentence.starts[span.start] < said.start and low[span.start - 1] in ("in", "at", "to", "for")
                    for span in lone
                ):
                    distance += _APART  # the day of another place
                if said.start < right and inside is None and len(trip.stops) == 1:
                    if any(
                        left < sentence.starts[span.start] < said.start and low[span.start - 1] in ("in", "at", "to", "for")
                        for span in lone
                    ):
                        distance += _APART  # "to A on 5 May and to B on 7 May"
                if trip.status in ("occurred", "ongoing") and _WILL.search(between):
                    distance += _APART
                if (there := _THERE.match(between)) is not None:
                    between, distance = between[there.end() :], distance + 60
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
                if self.leaves(sentence, said, stop):
                    between, distance = _STAYED.sub("", between, 1), distance - 30
                elif len(trip.stops) > 1 and not trip.departs and _SET_OUT.search(text, 0, said.start):
                    distance += _APART  # the day of setting out on a tour
                if (when := _WHEN.match(between)) is not None:
                    between, distance = between[when.end() :], 0  # "in May, when A went to X"
                elif later or (_THEREAFTER.search(between) and _GOING.search(between)):
                    distance += _APART  # "left on Friday, and from there went to X"
                if _TOLD.search(text, max(said.start - 60, 0), left) or ': "' in between:
                    distance += _APART  # the day on which it was told
                if trip.status in ("occurred", "ongoing") and _RECEIVED.search(text, max(said.start - 60, 0), left):
                    between, received = _ON_VISIT.subn("", between, 1)
                    distance = min(distance, 60) if received else distance
            if said.end < left and any(said.end < sentence.starts[span.start] < left for span in lone):
                distance += 0 if opens or received else _APART
            plain = opens and not re.search(r"\b(?:announced|said|told|who|which)\b", between)
            distance += (
                0 if plain else _APART * len(_OTHER_CLAUSE.findall(between)) + 60 * len(_OTHER_TRIP.findall(between))
            )
            if distance <= _NEAR and (best is None or distance < best):
                resolved = self.resolve(said, sentence, trip, stop.code, tense)
                if resolved and trip.departs and len(trip.stops) > 1 and stop is not trip.stops[0]:
                    resolved = resolved if "/" in resolved[0] else None  # who left for A and B on a day is in A then
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
    def listed(sentence: Sentence, trip: Trip, stop: Stop) -> list[dates.DateWords] | None:
        """Return the dates of one of several stops that have their own: "A on 5 May and B on 7 May"; else None."""
        if len(trip.stops) < 2 or not sentence.dated:
            return None
        stops = sorted(trip.stops, key=lambda one: one.start)
        ends = [sentence.starts[one.end - 1] for one in stops]
        if not any(ends[0] < said.start < ends[-1] for said in sentence.dated):
            return None
        bounds = [*(sentence.starts[one.start] for one in stops[1:]), len(sentence.text)]
        first = next((k for k, one in enumerate(stops) if one.code == stop.code), 0)
        for end, bound in list(zip(ends, bounds, strict=True))[first:]:
            if own := [said for said in sentence.dated if end < said.start < bound]:
                return own[:1]
        return []

    @staticmethod
    def leaves(sentence: Sentence, said: dates.DateWords, stop: Stop) -> bool:
        """Tell "left X on Friday after ...", where X is the place visited."""
        gone = _LEFT.search(sentence.text, max(said.start - 60, 0), said.start)
        return gone is not None and any(
            span.code == stop.code and gone.end() < sentence.starts[span.start] < said.start for span in sentence.spans
        )

    def preceding(self) -> list[Sentence]:
        """Return the sentences before the one that is read, the nearest first."""
        return []

    def told(self, said: dates.DateWords, sentence: Sentence, tense: str) -> str:
        """Return the date told before, if words count from it: "the same day"."""
        if not dates.counts(said):
            return ""
        widest = 366 if "year" in {name[:4] for name, _ in said.parts} | {value for _, value in said.parts} else 31
        for before in (sentence, *self.preceding()):
            if before.dated is None:
                before.dated = dates.find(before.text)
            for other in reversed(before.dated):
                if (before is not sentence or other.start < said.start) and not dates.counts(other):
                    found = dates.resolve(other, self.published, tense)
                    if found and (first := edtf.bounds(found[0])) and (first.latest - first.earliest).days <= widest:
                        return found[0]
        return ""

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
            return self.nearer(*(dates.resolve(said, self.published, side) for side in ("past", "future")))
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
        side = "future" if ahead else "past"
        resolved = dates.resolve(said, self.published, side, self.told(said, sentence, side))
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
