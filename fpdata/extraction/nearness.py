"""How near a date stands to the words of a visit, and what stands between them."""

from __future__ import annotations

import re

from fpdata.extraction.dates import DateWords
from fpdata.extraction.itinerary import Trip
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.places import Stop

__all__ = ["Nearness"]

_NEAR = 220
_APART = 230
_OTHER_CLAUSE = re.compile(
    r";|\b(?:which(?! (?:will|is|was|are|were|has|had|begins?|began|starts?|started|ended|takes|took|lasts?|lasted)\b)"
    r"|who|after|before|when|while|since|where|until|following|announced|said|told|confirmed|says"
    r"|because|attacks?|invasion|independence|anniversary|victims|killed|coup|established|born|elected"
    r"|election)\b|, (?:and|but|is|was) | and (?:is|are) now "
)
_PLACES = ("country", "city")
_OPENING = re.compile(
    r"(?:[A-Z][^;]{2,80}?(?:--?|—|\)|/\.?|:) )?(?:On|From|In|At|By|Late|Early|Between|During)?[ \d:.,()]*"
    r"(?:[ap]\.?m\.?|local time|GMT)?,? ?(?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?\(?)?(?:the )?$"
)
_DUE = re.compile(r"\b(?:scheduled|slated|due|planned|set|originally|meant|supposed|was to|were to|expected)\b")
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
_GOING = re.compile(
    r"\b(?:left|leav\w+|depart\w*|go(?:es)?|went|head\w*|fl[ey]w|fly|flies|travel\w*|visit\w*|arriv\w*)\b"
)
_TOLD = re.compile(
    r"\b(?:press conference|news conference|briefing|briefed|remarks|interview|repl(?:y|ied|ying)|informed)\b"
)
_WILL = re.compile(r"\b(?:will|'ll|(?:is|are) (?:to|due|expected|scheduled|set))\b")
_OTHER_TRIP = re.compile(r"\b(?:visit|trip|travel|met\b|fl[ey]w\b|arriv)")
_TO = ("in", "at", "to", "for")


class Nearness:
    """The dates of a sentence, seen from one telling of a visit.

    Parameters
    ----------
    sentence : Sentence
    trip : Trip
        The telling.
    stop : Stop
        One of its places.
    listed : bool
        Whether each of its places has a date of its own.
    """

    def __init__(self, sentence: Sentence, trip: Trip, stop: Stop, *, listed: bool) -> None:
        self.s, self.trip, self.stop, self.listed = sentence, trip, stop, listed
        self.left = sentence.starts[trip.trigger]
        last = trip.stops[-1] if trip.stops else stop
        self.right = sentence.starts[max(last.end - 1, trip.trigger)] if last.start > trip.trigger else self.left
        own = {stop.code, *(person.country for person in trip.visitors)}
        self.others = [span for span in sentence.spans if span.kind in _PLACES and span.code not in own]
        self.told = trip.status in ("occurred", "ongoing")

    def distance(self, said: DateWords) -> int | None:
        """Return how far off a date is, in letters and what counts as such; None where it is too far."""
        text = self.s.text
        opens = said.start < 8 or bool(_OPENING.fullmatch(text, 0, said.start))
        if said.start >= self.left:
            between = text[min(self.right, said.start) : said.start]
            distance, between = self.behind(said, between) if len(between) <= _NEAR else (_NEAR + 1, "")
            opens_there = opens
        else:
            between = text[said.end : self.left]
            far = len(between) > _NEAR and not opens
            distance, between, received = (_NEAR + 1, "", 0) if far else self.before(said, between, opens=opens)
            opens_there = opens or bool(received)
        if distance > _NEAR:
            return None
        if said.end < self.left and not opens_there and self.other(said.end, self.left):
            return None
        plain = opens and not re.search(r"\b(?:announced|said|told|who|which)\b", between)
        if not plain:
            distance += _APART * len(_OTHER_CLAUSE.findall(between)) + 60 * len(_OTHER_TRIP.findall(between))
        return distance if distance <= _NEAR else None

    def other(self, start: int, end: int, before: tuple[str, ...] = ()) -> bool:
        """Tell whether another place stands between two offsets, behind one of some words."""
        return any(
            start < self.s.starts[span.start] < end and (not before or self.s.low[span.start - 1] in before)
            for span in self.others
        )

    def behind(self, said: DateWords, between: str) -> tuple[int, str]:
        """Measure a date behind the word of travel."""
        distance = max(said.start - self.right, 0)
        if self.other(self.right, said.start, _TO):
            distance += _APART  # the day of another place
        inner = said.start < self.right and not self.listed and len(self.trip.stops) == 1
        if inner and self.other(self.left, said.start, _TO):
            distance += _APART  # "to A on 5 May and to B on 7 May"
        if self.told and (_WILL.search(between) or _TOLD.search(self.s.text, max(self.left - 6, 0), said.start)):
            distance += _APART
        if (there := _THERE.match(between)) is not None:
            between, distance = between[there.end() :], distance + 60
        if self.trip.status == "cancelled" and {"weekday", "today", "yesterday"} & dict(said.parts).keys():
            start = self.left if self.trip.rule == "visit-noun" else max(self.left - _NEAR, 0)
            if not _DUE.search(self.s.text, start, said.start):
                distance += _APART  # "cancelled a trip on Tuesday": the day of the announcement, as likely
        return distance, between

    def before(self, said: DateWords, between: str, *, opens: bool) -> tuple[int, str, int]:
        """Measure a date before the word of travel."""
        text, trip, received = self.s.text, self.trip, 0
        distance = min(len(between), 60) if opens else len(between) + 30
        if trip.status == "cancelled" or (re.search(r"\b(?:who|which)\b", text[: said.start]) and "," in between):
            distance += _NEAR
        head = max(said.start - 60, 0)
        if self.leaves(said):
            between, distance = _STAYED.sub("", between, count=1), distance - 30
        elif len(trip.stops) > 1 and not trip.departs and _SET_OUT.search(text, head, said.start):
            distance += _APART  # the day of setting out on a tour
        if (when := _WHEN.match(between)) is not None:
            between, distance = between[when.end() :], 0  # "in May, when A went to X"
        elif _LATER.search(text, self.right, self.right + 60) or (
            _THEREAFTER.search(between) and _GOING.search(text, head, self.left)
        ):
            distance += _APART  # "left on Friday, and from there went to X"
        if _TOLD.search(text, head, self.left) or ': "' in between:
            distance += _APART  # the day on which it was told
        if self.told and _RECEIVED.search(text, head, self.left):
            between, received = _ON_VISIT.subn("", between, count=1)
            distance = min(distance, 60) if received else distance
        return distance, between, received

    def leaves(self, said: DateWords) -> bool:
        """Tell "left X on Friday after ...", where X is the place visited."""
        gone = _LEFT.search(self.s.text, max(said.start - 60, 0), said.start)
        return gone is not None and any(
            span.code == self.stop.code and gone.end() < self.s.starts[span.start] < said.start for span in self.s.spans
        )
