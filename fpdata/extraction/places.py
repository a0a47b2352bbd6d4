"""Where a visit goes: the places behind a verb or preposition, lists included."""

from __future__ import annotations

from typing import NamedTuple

from fpdata.extraction.lexicon import Sentence

__all__ = ["Stop", "place_before", "stops"]

_PLACES = ("country", "city", "seat")
_OF_A_COUNTRY = frozenset(
    "capital capitals city town port resort village province region island islands border state coastal parliament base"
    " territory mainland palace seaside provincial regional airport embassy port-city cities metropolis"
    " peninsula enclave"
    " consulate headquarters shore shores soil side coast district county peninsula parliament".split()
)
_STOP_WORDS = frozenset(
    "for with by from on at into as that which who when while where if because and or but not is was are were"
    " be been has"
    " have had will would to met meet discuss discussed attend during after before about over against between said"
    " since until regarding concerning amid following it he she they us me him".split()
)
_LINKS = frozenset(
    "and then to in the first also both later before followed by on as well including , & later afterwards"
    " finally next there now lastly".split()
)
_MATTERS = frozenset(
    "war crisis conflict nuclear issue embassy policy peace sanctions deal relations earthquake".split()
)
_NAMESAKES = frozenset(
    "santiago jose georgetown victoria tripoli kingston hyderabad valencia cordoba granada birmingham cambridge merida"
    " guadalajara leon alexandria barcelona athens".split()
)
"""Last words of cities whose name another country's city has."""
_FIGURES = frozenset("north south east west southern northern eastern western".split())


class Stop(NamedTuple):
    """A place on a visit.

    Attributes
    ----------
    code : str
        ISO3, or M49 for a region.
    kind : str
        country, city, seat or region.
    start, end : int
        Its tokens.
    """

    code: str
    kind: str
    start: int
    end: int


def stops(s: Sentence, at: int, *, within: bool = True) -> list[Stop]:
    """Return the places listed from a token on.

    Parameters
    ----------
    s : Sentence
    at : int
        The token behind the verb ("visited") or the preposition ("to").
    within : bool
        Whether a place inside may stand behind "in" or a comma ("a school in
        Accra", "Sunnylands, California").

    Returns
    -------
    list of Stop
        Empty where something else stands there; a city and its country are
        one, named by the city's country.
    """
    first = _first(s, at, within)
    if first is None:
        return []
    found = [first]
    while True:
        following = _next(s, found[-1], [stop.code for stop in found])
        if following is None:
            break
        found.append(following)
        if len(found) > 40:
            break
    states = {span.code for span in s.mark[max(at - 12, 0) : at] if span is not None and span.kind == "country"}
    if len(found) > 1 and found[0].code in states:
        found = [
            stop for stop in found if stop.code == found[0].code or s.low[stop.end - 1] not in _NAMESAKES
        ]  # "in Cuba he saw Havana and Santiago"
    return _once([*found, *_named_behind(s, found[-1].end)])


def _named_behind(s: Sentence, at: int) -> list[Stop]:
    """Return the places of "and three countries of the region, namely A, B and C"."""
    if s.low[at : at + 1] not in (["and"], [","]) or not {"countries", "nations", "states"} & set(s.low[at : at + 5]):
        return []
    for place in range(at + 1, min(at + 16, len(s.tokens))):
        if s.low[place] in ("namely", "including", ":", "—", "-"):
            return [stop for stop in stops(s, place + 1, within=False) if stop.kind != "region"]
    return []


def _once(found: list[Stop]) -> list[Stop]:
    unique: dict[str, Stop] = {}
    for stop in found:
        unique.setdefault(stop.code, stop)
    return list(unique.values())


def _first(s: Sentence, at: int, within: bool) -> Stop | None:
    last, skipped, capitals = min(len(s.tokens), at + 12), 0, 0
    while at < last and skipped <= 7:
        span, low = s.mark[at], s.low[at]
        if span is not None and span.kind in (*_PLACES, "region"):
            owner = span.end < len(s.tokens) and s.low[span.end] in ("'s", "'")
            if not owner and (inside := _mission(s, span.end)):
                at, skipped, capitals = inside, skipped + 1, capitals + 1
                continue
            if not owner:
                if _describes(s, span.end) and span.kind != "region":
                    return None
                return Stop(span.code, span.kind, span.start, span.end)
            inner = _owned(s, span.end + 1)
            if inner is not None:
                return Stop(span.code, "city", span.start, max(inner, span.end + 1))
            return None
        if span is not None and span.kind == "demonym":
            if inside := _mission(s, span.end):
                at, skipped, capitals = inside, skipped + 1, capitals + 1
                continue
            for ahead in range(span.end, min(span.end + 5, len(s.tokens))):
                if s.low[ahead] in _OF_A_COUNTRY:
                    end = _city_behind(s, ahead + 1, span.code)
                    return Stop(span.code, "city", span.start, end)
                if s.mark[ahead] is not None and s.mark[ahead].kind in _PLACES:
                    return Stop(s.mark[ahead].code, s.mark[ahead].kind, span.start, s.mark[ahead].end)
                if s.low[ahead] in _STOP_WORDS or not s.tokens[ahead][0].isalpha():
                    break
            return None
        if low in ("in", "of", ",", "at") and within and skipped:
            if low == "," and not capitals:
                return None
            if low in ("in", "at") and capitals == 0 and not (s.low[at - 1].isalpha()):
                return None
            at += 1
            continue
        if low in _STOP_WORDS or not (s.tokens[at][0].isalnum() or low in ('"', "-")):
            return None
        if s.tokens[at][0].isupper() and low not in ("the",):
            capitals += 1
        at += 1
        skipped += 1
    return None


def _mission(s: Sentence, end: int) -> int:
    """Return the end of "High Commission" behind a country: it stands in another; 0 where there is none."""
    low = s.low[end : end + 2]
    if low[:1] and low[0] in ("embassy", "consulate", "contingent", "peacekeepers", "battalion", "legation"):
        return end + 1
    return end + 2 if low in (["high", "commission"], ["consulate", "general"]) else 0


def _describes(s: Sentence, end: int) -> bool:
    """Tell "Iran nuclear talks" or "Ukraine war" from the place itself."""
    return end < len(s.tokens) and s.low[end] in _MATTERS


def _owned(s: Sentence, at: int) -> int | None:
    """Return the end of "capital, Baghdad" behind "Iraq's", None where it is no place."""
    for ahead in range(at, min(at + 4, len(s.tokens))):
        if s.low[ahead] in _OF_A_COUNTRY and s.low[ahead] not in ("president", "government", "leadership"):
            return ahead + 1
        if s.mark[ahead] is not None and s.mark[ahead].kind in _PLACES:
            return s.mark[ahead].end
    return None


def _city_behind(s: Sentence, at: int, code: str) -> int:
    end = at
    for ahead in range(at, min(at + 4, len(s.tokens))):
        span = s.mark[ahead]
        if span is not None and span.code == code and span.kind in _PLACES:
            return span.end
        if span is not None or s.low[ahead] not in ("of", ",", "city", "the"):
            break
    if at + 1 < len(s.tokens) and s.low[at] == "of" and s.tokens[at + 1][0].isupper() and s.mark[at + 1] is None:
        return at + 2
    return end


def _next(s: Sentence, stop: Stop, seen: list[str]) -> Stop | None:
    """Return the place that carries a list on."""
    at, joined, n = stop.end, False, len(s.tokens)
    if at < n and s.tokens[at] == "(":
        closing = next((place for place in range(at + 1, min(at + 7, n)) if s.tokens[place] == ")"), None)
        if closing is None:
            return None
        at = closing + 1
    commas = steps = 0
    while at < n and steps < 7:
        low, span = s.low[at], s.mark[at]
        if span is not None and span.kind in (*_PLACES, "region"):
            owner = span.end < n and s.low[span.end] in ("'s", "'")
            if owner or _describes(s, span.end):
                return None
            if span.code in seen:  # "Manila, Philippines"
                return _next(s, Stop(span.code, span.kind, span.start, span.end), seen)
            if commas and not joined and not _list_goes_on(s, span.end):
                return None
            if joined and len(seen) < 2 and _acts(s, span.end):
                return None
            return Stop(span.code, span.kind, span.start, span.end)
        if span is not None and span.kind == "demonym":
            for ahead in range(span.end, min(span.end + 3, n)):
                if s.low[ahead] in _OF_A_COUNTRY and joined:
                    return Stop(span.code, "city", span.start, _city_behind(s, ahead + 1, span.code))
            return None
        if low in ("and", "then", "followed", "before", "&", "later", "also") or low == "as":
            joined = True
        elif low == ",":
            commas += 1
        elif low == "from" and s.low[at + 1 : at + 2] == ["there"]:
            joined = True
        elif low == "(" or (low in ("to", "in") and not joined and commas == 0):
            return None
        elif low not in _LINKS and low not in _FIGURES and low not in ("neighboring", "neighbouring", "nearby"):
            if s.tokens[at][0].isupper() and at + 1 < n and s.low[at + 1] == "," and commas and low.isalpha():
                pass  # a state or province between: "Monterrey, Nuevo León, Mexico"
            else:
                return None
        at += 1
        steps += 1
    return None


def _acts(s: Sentence, end: int) -> bool:
    """Tell "and Russia agreed" from one more stop of a list."""
    if end >= len(s.tokens):
        return False
    low = s.low[end]
    return low in (
        "has",
        "have",
        "had",
        "is",
        "was",
        "will",
        "are",
        "were",
        "agreed",
        "agree",
        "said",
        "signed",
        "would",
        "also",
    )


def _list_goes_on(s: Sentence, end: int) -> bool:
    """Tell a list "A, B and C" from "in A, B said"."""
    n = len(s.tokens)
    for at in range(end, min(end + 9, n)):
        if s.low[at] in ("and", "&", "then"):
            ahead = at + 1
            while ahead < min(at + 4, n) and s.low[ahead] in _LINKS:
                ahead += 1
            return ahead < n and s.mark[ahead] is not None and s.mark[ahead].kind in (*_PLACES, "region")
        if s.mark[at] is None and s.low[at] not in _LINKS and s.tokens[at] not in "()":
            return False
    return False


def place_before(s: Sentence, noun: int, floor: int) -> Stop | None:
    """Return the place that names a trip: "his Beijing visit"."""
    at = noun - 1
    while at >= floor and s.low[at] in (
        "state",
        "official",
        "working",
        "planned",
        "upcoming",
        "first",
        "scheduled",
        "two-day",
        "three-day",
        "recent",
    ):
        at -= 1
    span = s.mark[at] if at >= floor else None
    if span is not None and span.kind in ("country", "city"):
        return Stop(span.code, span.kind, span.start, span.end)
    return None
