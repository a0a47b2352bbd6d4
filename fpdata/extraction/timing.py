"""Which date in a sentence is a visit's: the nearest in its own clause, on the right side of today."""

from __future__ import annotations

import re
from datetime import date

from fpdata import edtf
from fpdata.extraction import dates
from fpdata.extraction.itinerary import WEAK, Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.nearness import Nearness
from fpdata.extraction.places import Stop
from fpdata.extraction.stays import Stays

__all__ = ["Timing"]

_MANY = 14
_PRESENT = frozenset("begins starts makes pays visits arrives travels heads leaves departs flies kicks goes".split())
_REPORTED = re.compile(
    r"\b(?:said|says|announced|announces|told(?: \w+){1,3}|reported|confirmed|stated|added|wrote|tweeted|posted"
    r"|revealed|disclosed|statement|communiqu[eé]|press release|report)(?:,| here)? ?(?:on |late |early )?$"
)
_DATELINE = re.compile(r"[A-Z][\w .,'-]{2,40}[,(:] ?\(?$")
_FILED = re.compile(
    r",? ?(?:\d{4})?[ ,.:/()]*(?:\([^)]{2,40}\)|/[^/]{2,30}/\.?)?\s?(?:--?|—|:|\.)\s|[.,]? ?(?:\([A-Z]|/[A-Z]{3})"
)
_STARTS = re.compile(
    r"\b(?:beginning|starting|commencing|begins|starts|scheduled|slated|due|planned|set)(?: \w+){0,3}"
    r" (?:on |for |from )?$"
)
_WAS_DUE = re.compile(r"\b(?:was|were|had been) (?:\w+ )?(?:scheduled|due|set|supposed|expected|meant|slated|to)\b")

_HEADS = frozenset("m1 m3 m5 m7 m9 mA mI".split())


class Timing(Stays):
    """Dates the visits of one document, from the day of its publication."""

    def __init__(self, published: date | None) -> None:
        super().__init__()
        self.published = published

    def when(self, sentence: Sentence, trip: Trip, stop: Stop, tense: str) -> tuple[str, str] | None:
        """Take the date that stands nearest to the words of the visit, in their clause."""
        text, best, found = sentence.text, None, None
        if sentence.dated is None:
            sentence.dated = dates.find(text)
        if (headed := self.heading(sentence)) is not None:
            if trip.status in ("ongoing", "planned") and sentence.low[trip.trigger].endswith("s"):
                trip.status = "occurred"  # a chronicle tells the past as if it were now
            return headed
        listed = self.listed(sentence, trip, stop)
        near = Nearness(sentence, trip, stop, listed=listed is not None)
        for said in sentence.dated if listed is None else listed:
            if said.lead or self.filed(said, sentence):
                continue
            if said.start < near.left < said.end:
                said = dates.second(said)  # "arrived on 3 May and left on 5 May for X"
            reported = trip.rule not in WEAK and _REPORTED.search(text, max(said.start - 60, 0), said.start)
            if reported and not 0 <= sentence.starts[stop.start] - said.end <= 8:  # but "said on Monday in X"
                continue
            distance = near.distance(said)
            if distance is not None and (best is None or distance < best):
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
        if found and best > 40 and re.search(r"\brecent(?:ly)?\b", text[max(near.left - 40, 0) : near.left + 20]):
            return None
        return found

    def heading(self, sentence: Sentence) -> tuple[str, str] | None:
        """Return the date that an entry of a chronicle is headed by: "13 April: A arrives", "13 April." before it."""
        before = self.headline() if sentence.dated == [] or sentence.dated[0].start else None
        for one, ends in ((sentence, sentence.text), (before, "")):
            said = one.dated[0] if one is not None and one.dated else None
            if (
                said is None
                or said.start
                or said.lead
                or not {"m1", "m3", "m5", "m7", "m9", "mA", "mI"} & dict(said.parts).keys()
            ):
                continue
            if (ends and (ends.startswith(":", said.end) or "mI" in dict(said.parts))) or (
                not ends and len(one.text) - said.end < 2
            ):
                found = dates.resolve(said, self.published, "past")
                if found and (self.published is None or edtf.bounds(found[0]).latest < self.published):
                    return found
        return None

    @staticmethod
    def listed(sentence: Sentence, trip: Trip, stop: Stop) -> list[dates.DateWords] | None:
        """Return the dates of one of several stops that have their own: "A on 5 May and B on 7 May"; else None."""
        if len(trip.stops) < 2 or not sentence.dated:
            return None
        stops = sorted(trip.stops[:_MANY], key=lambda one: one.start)
        ends = [sentence.starts[one.end - 1] for one in stops]
        if not any(ends[0] < said.start < ends[-1] for said in sentence.dated):
            return None
        bounds = [*(sentence.starts[one.start] for one in stops[1:]), len(sentence.text)]
        first = next((k for k, one in enumerate(stops) if one.code == stop.code), 0)
        for end, bound in list(zip(ends, bounds, strict=True))[first:]:
            if own := [said for said in sentence.dated if end < said.start < bound]:
                return own[:1]
        return []

    def headline(self) -> Sentence | None:
        """Return the sentence before, if it is a date alone."""
        return None

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
            for other in before.dated[::-1][:_MANY]:
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
