"""What one sentence tells of travel: who went where, by which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fpdata.extraction import modality
from fpdata.extraction.cast import Cast, Person
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.people import PLURALS, Mention, mentions
from fpdata.extraction.places import Stop, place_before, stops

__all__ = ["NAMELESS", "WEAK", "Trip", "trips"]

WEAK = frozenset("attend in-place talks-in is-in".split())
_VISIT = frozenset("reach reaches reached visit visits visited visiting tour toured touring".split())
_NOUNS = frozenset("visit visits trip trips tour tours travel travels journey journeys voyage stop stopover swing pilgrimage sojourn".split())
_MOTION = {
    **dict.fromkeys("travel travels traveled travelled traveling travelling".split(), ("to", "through", "across", "around", "into", "from")),
    **dict.fromkeys("fly flies flew flown flying jetted jets".split(), ("to", "into", "from", "in", "out", "off", "back")),
    **dict.fromkeys("go goes went gone going".split(), ("to",)),
    **dict.fromkeys("arrive arrives arrived arriving arrival".split(), ("in", "at", "to", "on", "from")),
    **dict.fromkeys("head heads headed heading".split(), ("to", "for", "off", "back")),
    **dict.fromkeys("leave leaves left leaving depart departs departed departing".split(), ("for", "to")),
    **dict.fromkeys("land lands landed landing".split(), ("in", "at")),
    **dict.fromkeys("journey journeys journeyed".split(), ("to",)),
    **dict.fromkeys("come comes came coming".split(), ("to",)),
    **dict.fromkeys("return returns returned returning".split(), ("to",)),
    **dict.fromkeys("proceed proceeds proceeded move moved continue continued continues continuing".split(), ("to", "on")),
    **dict.fromkeys("route way bound".split(), ("to", "for")),
    **dict.fromkeys("stop stops stopped".split(), ("in", "at")),
    **dict.fromkeys("stay stays stayed staying spend spends spent".split(), ("in", "at")),
}  # fmt: skip
_HOSTS = frozenset("host hosts hosted hosting receive receives received receiving welcome welcomes welcomed welcoming greet greets greeted greeting".split())
_MEET = frozenset("met meet meets meeting meetings talks discussions consultations summit negotiations dinner lunch breakfast conversations audience called calls call".split())
_ATTEND = frozenset("attend attends attended attending participate participates participated participating took taking take addressed addresses"
                    " address speak speaks spoke speaking delivered deliver joined attendance present signed signs laid opened inaugurated join joins".split())  # fmt: skip
_SPEECH = frozenset("said says told tells stated telling announced announces expressed reiterated praised vowed urged warned called calls".split())
_AUX = frozenset("is was are were be been being has have had having will would shall 'll also then now later recently just officially"
                 " currently soon once twice to set due scheduled expected first separately again subsequently himself herself"
                 " next personally briefly both finally still who which that planning going planned plans jointly".split())  # fmt: skip
_LEFT_OK = frozenset(", ; : \" ( ) - — and but while when as after before where that if although though because since than said says announced"
                     " confirmed reported told adds added reporters whether until so how * • / for . ? ! then".split())  # fmt: skip
_DENY = frozenset("with by of to from on against at in about for alongside between including than like met meets via over under".split())
_CLAUSE = frozenset("; but while when after before where because although though whereas".split())
_TOPICS = frozenset("war situation crisis conflict fighting developments ceasefire truce troops peace people forces election elections"
                    " interests investment operations violence democracy presence stability security issues events invasion ambassador"
                    " embassy citizens nationals coup attack attacks earthquake progress role hostages policy government born killed"
                    " invested investments companies projects programme program process based humanitarian aid unrest reforms reform"
                    " army soldiers rights held detained interest business prices production exports".split())  # fmt: skip


NAMELESS = "-"
"""Visitor of a visit whose sentence names only a state."""


@dataclass(slots=True)
class Trip:
    """One telling of one visit.

    Attributes
    ----------
    visitors : list of Person
        Empty where the sentence does not say.
    stops : list of Stop
        Empty where the sentence only goes on about a visit ("during the trip").
    rule : str
        Name of the rule that fired.
    status : str
        As in the schema.
    trigger : int
        Token that the rule hangs on.
    counterparts : list of Person
        Hosts that the same words name.
    sure : float
        Confidence.
    """

    visitors: list[Person]
    stops: list[Stop]
    rule: str
    status: str
    trigger: int
    counterparts: list[Person] = field(default_factory=list)
    sure: float = 0.8


def trips(cast: Cast, place: int) -> list[Trip]:
    """Return what a sentence tells of visits, in order."""
    found = list(_Reader(cast, place).read())
    return [trip for trip in found if trip.stops or trip.rule == "during"]


class _Reader:
    def __init__(self, cast: Cast, place: int) -> None:
        self.cast, self.place = cast, place
        self.s: Sentence = cast.sentence(place)
        self.people: list[Mention] = mentions(self.s)
        self.n = len(self.s.tokens)
        self.seen: set[tuple[int, str]] = set()

    def read(self) -> Iterator[Trip]:
        for at, low in enumerate(self.s.low):
            if low in _VISIT:
                yield from self.verb(at)
            if low in _NOUNS:
                yield from self.noun(at)
            if low in _MOTION:
                yield from self.motion(at)
            if low in _HOSTS:
                yield from self.host(at)
            if low in _MEET:
                yield from self.meeting(at)
            if low in _ATTEND:
                yield from self.attend(at)
            if low in ("delegation", "delegations"):
                yield from self.delegation(at)
            if low in ("sent", "sends", "dispatched", "dispatches", "send"):
                yield from self.sent(at)
            if low == "in" or low == "at" or low == "In":
                yield from self.presence(at)

    # who

    def person(self, mention: Mention) -> Person:
        return self.cast.person(mention, self.place)

    def ending(self, at: int) -> Mention | None:
        """Return the mention whose last token is `at`."""
        return next((mention for mention in self.people if mention.end == at + 1), None)

    def beginning(self, at: int) -> Mention | None:
        return next((mention for mention in self.people if mention.start == at), None)

    def joined(self, last: Mention) -> list[Mention]:
        """Return the people of "A, B and C" that end with a mention."""
        group = [last]
        while True:
            first = group[0]
            at = first.start - 1
            while at >= 0 and self.s.low[at] in ("and", ",", "both", "&", "the"):
                at -= 1
            linked = self.s.low[at + 1 : first.start]
            before = self.ending(at) if at >= 0 else None
            if before is None or not linked or before in group or ("and" not in linked and len(group) == 1):
                return group
            group.insert(0, before)

    def subjects(self, trigger: int) -> tuple[list[Person], int]:
        """Return who does what the trigger says, and the token behind them."""
        s, at = self.s, trigger - 1
        while at >= 0 and (s.low[at] in _AUX and s.low[at] not in ("who", "which") or s.low[at].endswith("ly") or s.low[at] in ("not", "n't", "never")):
            at -= 1
        if at >= 0 and s.low[at] in ("who", "which", "whom"):
            before = at - 1
            while before >= 0 and s.low[before] in (",", "and", "-"):
                before -= 1
            mention = self.ending(before)
            if mention is None:
                mention = next((m for m in reversed(self.people) if m.end <= at), None)
            if mention is None or (not mention.name and mention.head.split(" ")[-1] in PLURALS):
                return [], at
            return self.found(self.joined(mention)), at
        for back in range(trigger - 1, -1, -1):
            low = s.low[back]
            if low == ";" or (low == '"' and trigger - back > 25):
                break
            if low == "who" and back:
                before = back - 1 - (s.low[back - 1] == ",")
                mention = self.ending(before)
                if mention is not None:
                    return self.found(self.joined(mention) if s.low[back + 1 : back + 2] in (["are"], ["were"], ["have"]) else [mention]), back + 1
            if low in ("he", "she", "they", "we", "i", "you", "it") and back < trigger:
                if low in ("we", "i", "you", "it"):
                    if low == "it" and not self.beginning(back + 1):
                        continue
                    return [], back + 1
                person = self.cast.pronoun(low, self.place) or self.earlier(back, low)
                return ([person] if person else []), back + 1
            mention = self.ending(back)
            if mention is None:
                continue
            group = self.joined(mention)
            prior = s.low[group[0].start - 1] if group[0].start else ","
            if prior in _LEFT_OK or prior.endswith("ly") or prior in ("'s",) or prior.isdigit() or group[0].start == 0 or self.is_date(group[0].start - 1):
                if prior == "for" and "to" not in s.low[mention.end : trigger]:
                    continue
                if prior == "," and s.low[max(group[0].start - 2, 0)] in ("by",):
                    continue
                return self.found(group), mention.end
        return [], 0

    def is_date(self, at: int) -> bool:
        return self.s.tokens[at][0].isdigit() or self.s.low[at] in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "month", "week", "year")

    def earlier(self, at: int, word: str) -> Person | None:
        """Return whom a pronoun means that stands behind its name in the same sentence."""
        host = next((k for k in range(at - 1, 0, -1) if self.s.low[k] in _HOSTS), None)
        if host is not None and word != "they":
            guest = next((m for m in self.people if host < m.start <= host + 3 and m.end <= at), None)
            if guest is not None and self.official(guest):
                return self.person(guest)
        for mention in self.people:
            if word == "he" and "she" in self.s.low[mention.end : at]:
                continue  # she is somebody else
            if mention.end <= at and mention.kind != "group" and self.official(mention) and word != "they":
                prior = self.s.low[mention.start - 1] if mention.start else ","
                if prior not in _DENY:
                    return self.person(mention)
        return None

    def found(self, group: list[Mention]) -> list[Person]:
        people = []
        for mention in group:
            if self.official(mention):
                person = self.person(mention)
                if person not in people:
                    people.append(person)
        return people

    def official(self, mention: Mention) -> bool:
        if mention.head.startswith("counterpart") and not (mention.name or mention.country):
            return False
        if mention.role or mention.kind in ("group", "body"):
            return not re.search(r"spokes|ambassador to\b", mention.role.lower())
        follows = self.s.low[mention.end] if mention.end < self.n else ""
        return self.person(mention).official or mention.sure or follows in _AUX or follows in _MOTION or follows in _VISIT

    # how

    def clause(self, trigger: int, floor: int) -> tuple[int, int]:
        """Return the tokens between which words bear on a trigger."""
        s, left, right = self.s, floor, self.n
        for at in range(trigger - 1, floor - 1, -1):
            if s.low[at] in _CLAUSE or (s.low[at] == "and" and at + 1 < self.n and self.starts_clause(at + 1)):
                left = at + 1
                break
        for at in range(trigger + 1, self.n):
            if s.low[at] in _CLAUSE or s.low[at] in ("which", "who", "where"):
                right = at
                break
        return left, right

    def starts_clause(self, at: int) -> bool:
        mention = self.beginning(at)
        return mention is not None or self.s.low[at] in ("he", "she", "they", "it")

    def status(self, trigger: int, floor: int, *, nominal: bool = False) -> str | None:
        left, right = self.clause(trigger, floor)
        said = self.s.low[max(left - 5, 0) : left]
        if "that" in said[-3:] + self.s.low[left : left + 1] and {"denied", "denies", "deny", "denying", "doubted", "doubts", "hopes", "hoped"} & set(said):
            return None
        mention = next((m for m in self.people if m.end == left), None)
        if mention is not None and mention.start and self.s.low[mention.start - 1] in ("for", "if", "whether", "that", "unless", "invited", "urged", "asked", "invites", "inviting"):
            left = max(mention.start - 7, 0) if self.s.low[mention.start - 1] != "that" else left
        return modality.status(self.s, trigger, max(left, trigger - 16), right, nominal=nominal)

    def make(self, people: list[Person], found: list[Stop], rule: str, status: str | None, trigger: int, sure: float = 0.8, met: list[Person] | None = None) -> Iterator[Trip]:
        if status is not None and (found or rule == "during"):
            yield Trip(people, found, rule, status, trigger, met or [], sure)

    # by which words

    def verb(self, at: int) -> Iterator[Trip]:
        """Read "A visited X", "X was visited by A", "visiting A" as a guest."""
        s = self.s
        if at + 1 < self.n and s.low[at] in ("visit", "visits", "tour") and (s.low[at + 1] in ("to", "by", "of", "in", "from") or self.is_noun(at)):
            return
        if s.low[at] == "visiting" and (guest := self.guest(at)) is not None:
            yield from guest
            return
        if s.low[at] == "visited" and at + 1 < self.n and s.low[at + 1] == "by":
            span = next((span for span in s.spans if span.end <= at and span.kind in ("country", "city") and at - span.end <= 5), None)
            mention = self.beginning(at + 2)
            if span and mention:
                yield from self.make(self.found([mention]), [Stop(span.code, span.kind, span.start, span.end)], "visit-verb", self.status(at, span.end), at)
            return
        if s.low[at] in ("visited", "visits", "visit") and (met := next((m for m in self.people if m.start == at + 1), None)):
            people, floor = self.subjects(at)
            host = self.person(met)
            yield from self.make(people, self.where(met.end), "visit-verb", self.status(at, floor), at, 0.7, [host])
            return
        found = stops(s, at + 1 + 3 * (s.low[at + 1 : at + 4] == ["and", "work", "in"]), within=s.low[at][:5] != "reach")
        if not found or s.low[at - 1 : at] == ["of"]:
            return
        people, floor = self.subjects(at)
        if not people and s.low[at] == "visiting" and at <= 2:
            people = self.following(at)
        if s.low[at] == "visiting" and at and s.low[at - 1] in ("before", "after", "by") and not people:
            people = self.following(at)
        yield from self.make(people, found, "visit-verb", self.status(at, floor), at, 0.9)

    def is_noun(self, at: int) -> bool:
        before = self.s.low[at - 1] if at else ""
        return before in ("a", "an", "the", "his", "her", "their", "its", "'s", "'", "this", "official", "state", "working", "first", "recent", "last", "upcoming", "planned")

    def guest(self, at: int) -> list[Trip] | None:
        """Read "talks with visiting President A"."""
        mention = next((m for m in self.people if m.start in (at, at + 1) or (m.start < at < m.end)), None)
        if mention is None or mention.start > at + 1 or not mention.role:
            return None
        person = self.person(mention)
        hosts = [self.person(m) for m in self.people if m.end <= at and m is not mention and self.person(m).country not in ("", person.country)]
        found = self.where(at, person.country)
        if not found and hosts:
            found = [Stop(hosts[-1].country, "country", at, at + 1)]
        return list(self.make([person], found, "visiting-guest", "occurred", at, 0.75, hosts))

    def where(self, at: int, *without: str) -> list[Stop]:
        """Return the one place that "in X" or "at X" names in the clause."""
        s = self.s
        for back in [*range(at + 1, self.n), *range(at - 1, -1, -1)]:
            if s.low[back] in ("in", "at", "to", "near") and back + 1 < self.n and self.is_place(back):
                found = stops(s, back + 1, within=False)
                found = [stop for stop in found[:1] if stop.kind != "region" and stop.code not in without]
                if found:
                    return found
            if s.low[back] == ";":
                break
        return []

    def is_place(self, at: int) -> bool:
        """Tell "met in X" from "the situation in X"."""
        s = self.s
        prior = s.low[at - 1] if at else ""
        return not (prior in _TOPICS or s.mark[at - 1] is not None and s.mark[at - 1].kind == "demonym" if at else False)

    def following(self, at: int) -> list[Person]:
        """Return the subject behind the comma of "During a visit to X, A said"."""
        for mention in self.people:
            if mention.start > at and self.s.low[mention.start - 1] in (",", '"', "and"):
                return self.found([mention, *self.mates(mention)])
        for back in range(at + 1, self.n):
            if self.s.low[back] in ("he", "she") and self.s.low[back - 1] == ",":
                person = self.cast.pronoun(self.s.low[back], self.place)
                return [person] if person else []
        return []

    def mates(self, mention: Mention) -> list[Mention]:
        result = []
        while mention.end + 1 < self.n and self.s.low[mention.end] == "and":
            following = self.beginning(mention.end + 1)
            if following is None:
                break
            result.append(following)
            mention = following
        return result

    def noun(self, at: int) -> Iterator[Trip]:
        """Read "A's visit to X", "the visit by A to X", "paid a visit to X", "during his trip"."""
        s = self.s
        low = s.low[at]
        if low in ("visit", "visits", "tour", "travel", "travels", "stop") and not self.is_noun(at) and at + 1 < self.n and s.low[at + 1] not in ("to", "by", "of", "in", "here", "on", "from", ",", ".", "there", "was", "is", "last", "this", "will"):
            if not (at and (self.ending(at - 1) or place_before(s, at, 0) or s.tokens[at - 1].endswith("-day"))):
                return
        if low == "travels" and not self.is_noun(at):
            return
        if low in ("travel", "stop", "tour") and at and s.low[at - 1] in ("to", "will", "would", "not"):
            return
        if low == "stop" and not re.search(r"\b(?:first|last|next|final|second|third|a|brief|his|her) (?:\w+ )?$", " ".join(s.low[max(0, at - 4) : at]) + " "):
            return
        owner, floor = self.owner(at)
        after, by = self.behind(at)
        people = by or owner
        found: list[Stop] = []
        if after < self.n and s.low[after] in ("to", "in", "of", "through", "across", "around", "at") and not (s.low[after] in ("of", "in", "at") and low in ("travel", "visits", "trip") and s.low[after] == "of"):
            found = stops(s, after + 1)
        if found and found[-1].kind == "region" and (closer := self.closer(found[-1].end)):
            found = closer
        if not found and (stop := place_before(s, at, floor)):
            found = [stop]
        if not people:
            people, floor2 = self.subjects(at)
            floor = max(floor2, 0)
            if not people and at <= 8:
                people = self.following(at)
        taken = next((k for k in range(at + 1, min(at + 5, self.n)) if s.low[k] in ("take", "takes", "took", "taking", "bring", "brings", "brought")), None)
        if taken is not None and not found:  # "the trip will take A to X"
            mention = next((m for m in self.people if taken < m.start <= taken + 2), None)
            if mention is not None and s.low[mention.end : mention.end + 1] == ["to"]:
                people, found = self.found([mention]), stops(s, mention.end + 1)
        status = self.status(at, floor, nominal=True)
        if found:
            yield from self.make(people, found, "visit-noun", status, at, 0.85)
        elif status and status != "planned" and re.search(r"\b(?:during|on|in|after|of|concluding|the|this|his|her) $", " ".join(s.low[max(0, at - 3) : at]) + " ") or owner:
            yield from self.make(people if owner or by else [], [], "during", status or None, at, 0.6)

    def closer(self, at: int) -> list[Stop]:
        """Read the countries of "to Asia - first to A and then to B", "to Africa, including A"."""
        s = self.s
        if at >= self.n or s.low[at] not in ("-", "—", ",", ":", "(", "including"):
            return []
        for after in range(at, min(at + 5, self.n)):
            if s.low[after] in ("to", "including", "namely", ":", "("):
                return [stop for stop in stops(s, after + 1, within=False) if stop.kind != "region"]
            if s.low[after] not in ("-", "—", ",", "first", "with", "such", "as"):
                return []
        return []

    def owner(self, at: int) -> tuple[list[Person], int]:
        """Return whose visit it is: "A's recent visit", "his trip"."""
        s, back = self.s, at - 1
        for _ in range(6):
            if back < 0:
                break
            low = s.low[back]
            if low in ("'s", "'") and back:
                mention = self.ending(back - 1)
                if mention is not None:
                    group = self.joined(mention)
                    return self.found(group), max(group[0].start - 8, 0)
                return [], max(back - 3, 0)
            if low in ("his", "her", "their"):
                word = {"his": "he", "her": "she", "their": "they"}[low]
                person = self.earlier(back, word) or self.cast.pronoun(word, self.place)
                subject, floor = self.subjects(back)
                if subject:
                    return (subject if word == "they" else subject[:1]), floor
                return ([person] if person else []), back
            if low in ("the", "a", "an", "this", "to", "on", "of", ","):
                break
            mention = self.ending(back)
            if mention is not None and mention.name:  # "the Putin visit"
                return self.found([mention]), mention.start
            back -= 1
        return [], max(at - 16, 0)

    def behind(self, at: int) -> tuple[int, list[Person]]:
        """Skip what stands between the noun and "to": a date, "by A", "of A"."""
        s, after, people = self.s, at + 1, []
        for _ in range(9):
            if after >= self.n:
                break
            low = s.low[after]
            if low in ("by", "of", "from") and (mention := self.beginning(after + 1)):
                group = [mention, *self.mates(mention)]
                if mention.name or s.low[mention.start] not in ("a", "an", "any"):
                    people = self.found(group)
                after = group[-1].end
            elif self.is_date(after) or low in ("on", "last", "this", "next", "earlier", "later", "there", "-", "from", "ago", "march", "april", "may", "june", "july", "january", "february", "august", "september", "october", "november", "december"):
                after += 1
            elif low in ("here", "abroad", "overseas") or (low in ("will", "be", "was", "is") and "to" in s.low[after + 1 : after + 3]):
                after += 1
            else:
                break
        return after, people

    def motion(self, at: int) -> Iterator[Trip]:
        """Read "A flew to X", "A arrived in X", "on his way to X"."""
        s, low = self.s, self.s.low[at]
        prepositions = _MOTION[low]
        nominal = low in ("route", "way", "arrival", "bound")
        if low in ("travel", "journey") and at and s.low[at - 1] in ("'s", "the", "his", "her", "their", "of"):
            return
        if low == "travels" and self.is_noun(at):
            return
        if low in ("left", "leave", "leaves") and at + 1 < self.n and s.low[at + 1] not in prepositions and not self.ahead(at, ("for",)):
            return
        if low in ("way", "route") and not re.search(r"\b(?:on (?:his|her|their|the|its) way|en route|on route)$", " ".join(s.low[max(at - 3, 0) : at + 1])):
            return
        after = self.ahead(at, prepositions)
        if after is None:
            return
        found = stops(s, after + 1) if s.low[after] != "here" else self.here(after)
        if not found or (low in ("go", "goes", "went", "going", "come", "came", "comes", "stay", "stays", "spent", "spend", "continue", "continued", "move", "moved") and found[0].kind == "seat"):
            if not (found and found[0].kind == "seat"):
                return
        people, floor = self.subjects(at)
        if not people and at <= 4:
            people = self.following(at)
        status = self.status(at, floor)
        if nominal and status in ("occurred", "ongoing"):
            status = "planned" if low in ("route", "way", "bound") and not re.search(r"\b(?:was|were|had)\b", " ".join(s.low[floor:at])) else "occurred"
        if low in ("return", "returns", "returned", "returning") and not (people and people[0].country):
            return
        yield from self.make(people, found, f"motion-{prepositions[0]}", status, at, 0.85 if low[0] in "tfa" else 0.75)

    def here(self, at: int) -> list[Stop]:
        """Return the place of the dateline."""
        code = self.cast.dateline()
        return [Stop(code, "city", at, at + 1)] if code else []

    def ahead(self, at: int, prepositions: tuple[str, ...]) -> int | None:
        """Return the place of the preposition, over dates and adverbs."""
        s = self.s
        for after in range(at + 1, min(at + 12, self.n)):
            low = s.low[after]
            if low == "here":
                return after
            if low in prepositions:
                if low in ("off", "back", "on", "out", "from"):
                    if low == "on" and self.is_date(min(after + 1, self.n - 1)):
                        continue
                    if low == "from":
                        continue
                    continue
                return after
            if low == "in" and "to" in prepositions:
                return None
            departs = self.s.low[at][:4] in ("leav", "left", "depa")
            if s.mark[after] is not None and s.mark[after].kind != "seat" and "from" not in prepositions and not departs:
                return None
            if low in (".", ";", "and", "that", "who", "which", "with") or (low == "," and not self.is_date(after - 1)):
                return None
        return None

    def host(self, at: int) -> Iterator[Trip]:
        """Read "A received B in X", "B was welcomed by A"."""
        s = self.s
        if at and s.low[at - 1] in ("was", "were", "is", "been", "being", "be", "are", "warmly") and s.low[at] in ("hosted", "received", "welcomed", "greeted", "hosting"):
            behind = next((k for k in range(at + 1, min(at + 8, self.n)) if s.low[k] in ("by", "with")), None)
            people, floor = self.subjects(at)
            hosts = []
            if behind is not None:
                mention = next((m for m in self.people if behind < m.start <= behind + 3), None)
                if mention:
                    hosts = self.found([mention, *self.mates(mention)])
            country = next((host.country for host in hosts if host.country), "")
            found = self.where(at) or ([Stop(country, "country", at, at + 1)] if country else [])
            yield from self.make(people, found, "host-passive", self.status(at, floor), at, 0.8, hosts)
            return
        limit = at + 3
        if at + 1 < self.n and s.low[at + 1] in ("a", "an", "talks", "separate", "bilateral", "his", "her"):
            limit = next((k + 2 for k in range(at + 1, min(at + 12, self.n)) if s.low[k] in ("for", "with", "from", "by") or s.low[k] in ("visit",)), at + 3)
        mention = next((m for m in self.people if at < m.start <= limit or m.start == at + 1), None)
        if mention is None or (mention.end < self.n and s.low[mention.end] in ("'s", "'")):
            return
        if any(s.low[k] in ("letter", "call", "message", "phone", "gift", "award", "support", "invitation", "credentials", "condolences", "report", "telegram") for k in range(at + 1, min(mention.start, self.n))):
            return
        if mention.role.lower().startswith("ambassador"):
            return
        guests = self.found([mention, *self.listed(mention)])
        hosts, floor = self.subjects(at)
        country = next((host.country for host in hosts if host.country), "") or self.state_before(at)
        found = self.where(mention.end - 1) or ([Stop(country, "country", at, at + 1)] if country else [])
        if found and not (hosts or country):
            return
        guests = [guest for guest in guests if guest not in hosts]
        if found and not country and all(guest.country and guest.country != found[0].code for guest in guests):
            for host in hosts:  # who receives at a place is at home there
                host.country = host.country or found[0].code
        if found and country and found[0].code != country and any(guest.country == found[0].code for guest in guests):
            guests, hosts = hosts, guests
        yield from self.make(guests, found, "host-verb", self.status(at, floor), at, 0.8, hosts)

    def state_before(self, at: int) -> str:
        """Return the country that is the subject itself: "Kenya hosted President B"."""
        span = self.s.mark[at - 1] if at else None
        return span.code if span is not None and span.kind in ("country", "city", "seat") else ""

    def listed(self, mention: Mention) -> list[Mention]:
        """Return who follows in "B, C and D"."""
        result = []
        while mention.end < self.n:
            at = mention.end
            while at < self.n and self.s.low[at] in (",", "and", "&", "the", "as", "well"):
                at += 1
            following = self.beginning(at) or (self.beginning(at - 1) if at > mention.end + 1 else None)
            if at == mention.end or following is None or following is mention:
                break
            result.append(following)
            mention = following
        return result

    def meeting(self, at: int) -> Iterator[Trip]:
        """Read "A met B in X", "talks in X": the one from abroad is the visitor."""
        s, low = self.s, self.s.low[at]
        if low in ("called", "calls", "call") and s.low[at + 1 : at + 2] != ["on"]:
            return
        found = self.meeting_place(at)
        if not found or _HOSTS & set(s.low[max(at - 24, 0) : at]):
            return
        code = found[0].code
        if re.search(r"\b(?:by (?:tele)?phone|video|virtual|telephone|sidelines|margins|general (?:session|assembly))\b", " ".join(s.low)):
            return
        subject, floor = self.owner(at) if s.low[at - 1 : at] == ["'s"] else self.subjects(at)
        others: list[Person] = []
        for after in range(at + 1, min(at + 10, self.n)):
            if s.low[after] in ("with", "between") or (low[:4] == "call" and s.low[after] == "on") or (low in ("met", "meets", "meet") and after == at + 1):
                mention = self.beginning(after + 1) or self.beginning(after + 2) or self.beginning(after)
                if mention and self.official(mention):
                    others = self.found([mention, *self.listed(mention)])
                    break
        status = self.status(at, floor, nominal=low in ("talks", "meetings", "discussions", "consultations", "summit", "negotiations", "dinner", "lunch", "breakfast", "audience", "conversations"))
        if not subject and at <= 4:
            subject = self.following(at)
        if low in ("meeting", "summit") and not subject:
            return
        everyone = [*subject, *(other for other in others if other not in subject)]
        abroad = [person for person in everyone if person.country and person.country != code]
        home = [person for person in everyone if person.country == code]
        if home and abroad:
            visitors = abroad
        elif home:
            visitors = [person for person in everyone if not person.country and person.official and person.kind != "group"] if subject and subject[0] in home else [p for p in subject if not p.country]
        elif subject and subject[0].country and any(person in others for person in abroad):
            return  # people of two states met in a third: that is no travel to its government
        elif subject and (subject[0].country or subject[0].kind == "body"):
            visitors = [person for person in subject if person.country != code]
        elif abroad:
            visitors = abroad
        else:
            visitors = [person for person in subject if person.official]
        met = [person for person in everyone if person not in visitors]
        yield from self.make(visitors, found[:1] if others else found, "talks-in", status, at, 0.7, met)

    def meeting_place(self, at: int) -> list[Stop]:
        """Return where a meeting is: cities and seats wherever they stand, countries only close by."""
        s = self.s
        order = [*range(at + 1, self.n), *range(at - 1, -1, -1)]
        for place in order:
            if s.low[place] not in ("in", "at") or place + 1 >= self.n or not self.is_place(place):
                continue
            if place > at and any(low in _CLAUSE or low == "to" for low in s.low[at:place]):
                continue
            found = stops(s, place + 1, within=False)
            if not found or found[0].kind == "region":
                continue
            stop = found[0]
            listed = found if all(other.kind == stop.kind for other in found) else [stop]
            if place < at and stop.kind in ("city", "seat") and self.mixed(stop.code):
                return [stop]
            near = place == 0 or place - at <= 2 and place > at or self.ending(place - 1) or self.is_date(place - 1) or s.low[place - 1] in ("here", "talks", "meeting", "summit", "held", "counterpart", ",", "met", "while", "and")
            if near or (stop.kind in ("city", "seat") and place > at):
                return listed
        return []

    def mixed(self, code: str) -> bool:
        """Tell whether people of a country and of others stand in one sentence."""
        states = {mention.country for mention in self.people if mention.country}
        return code in states and len(states) > 1

    def attend(self, at: int) -> Iterator[Trip]:
        """Read "A attended a summit in X", "speaking in X, A said"."""
        s, low = self.s, self.s.low[at]
        if low in ("take", "took", "taking") and s.low[at + 1 : at + 2] != ["part"]:
            return
        found: list[Stop] = []
        for after in range(at + 1, min(at + 26, self.n)):
            if s.low[after] in ("in", "at") and self.is_place(after) and after + 1 < self.n:
                found = [stop for stop in stops(s, after + 1, within=False)[:1] if stop.kind in ("city", "seat", "country")]
                if found:
                    break
            if s.low[after] in _CLAUSE or s.low[after] in (".", "who", "which"):
                break
        if not found:
            return
        if low in ("speak", "speaks", "spoke", "speaking", "signed", "signs", "opened", "join", "joins", "joined", "delivered", "address", "addressed", "addresses", "present") and found[0].kind == "country" and after - at > 4:
            return
        people, floor = self.subjects(at)
        if "delegation" in s.low[floor:at]:
            return
        if not people and at <= 3:
            people = self.following(at)
        people = [person for person in people if person.country != found[0].code and (person.official or person.country)]
        code = self.state_before(at)
        if not people and code and low.startswith(("particip", "attend")):  # named, if at all, as the delegation's leader
            people = [Person("", NAMELESS, "", "delegation", code, "group", official=True)]
        yield from self.make(people, found, "attend", self.status(at, floor), at, 0.7)

    def delegation(self, at: int) -> Iterator[Trip]:
        """Read "A led a delegation to X", "a delegation in X"."""
        s = self.s
        if at + 1 >= self.n or s.low[at + 1] not in ("to", "in"):
            return
        found = stops(s, at + 2, within=False)
        if not found or s.low[at + 1] == "in" and not any(low in ("visit", "trip") for low in s.low[:at]):
            return
        people, floor = self.subjects(at)
        lead = any(low in ("led", "lead", "leads", "heads", "headed", "leading", "head", "sent") for low in s.low[floor:at])
        mention = self.ending(at)
        if not lead:
            people = self.found([mention]) if mention else []
        yield from self.make(people, found, "delegation", self.status(at, floor, nominal=True), at, 0.75)

    def sent(self, at: int) -> Iterator[Trip]:
        """Read "X sent envoy B to Y"."""
        mention = next((m for m in self.people if at < m.start <= at + 2), None)
        if mention is None or mention.end + 1 >= self.n or self.s.low[mention.end] != "to":
            return
        yield from self.make(self.found([mention]), stops(self.s, mention.end + 1), "sent", self.status(at, max(at - 10, 0)), at, 0.7)

    def presence(self, at: int) -> Iterator[Trip]:
        """Read "In X, A said", "A is in X for talks", "agreed by A and B in X"."""
        s = self.s
        if not self.is_place(at):
            return
        found = stops(s, at + 1, within=False)[:1]
        if not found or found[0].kind == "region":
            return
        stop = found[0]
        if at <= 1 or s.low[at - 1] == "while":
            comma = next((k for k in range(stop.end, min(stop.end + 12, self.n)) if s.low[k] == ","), None)
            mention = next((m for m in self.people if comma is not None and comma < m.start <= comma + 2), None)
            if mention is None or not any(low in _SPEECH | _MEET | _ATTEND for low in s.low[mention.end : mention.end + 12]):
                return
            people = [p for p in self.found([mention, *self.mates(mention)]) if p.country and p.country != stop.code]
            if stop.kind == "country" and not any(low in ("met", "meets", "attended", "attends", "meet", "attend", "will") for low in s.low[mention.end : mention.end + 6]):
                return
            yield from self.make(people, found, "in-place", self.status(mention.end, mention.end), at, 0.65)
        elif at and s.low[at - 1] in ("is", "was", "are", "were", "currently", "now", "be", "been", "due", "expected"):
            people, floor = self.subjects(at)
            people = [p for p in people if p.country != stop.code and p.official]
            purpose = any(low in ("for", "to", "on", "attending", "meeting", "from", "until", "between", "this", "next", "today", "tomorrow") for low in s.low[stop.end : stop.end + 2])
            if purpose or s.low[at - 1] in ("currently", "now", "due", "expected"):
                yield from self.make(people, found, "is-in", self.status(at, floor), at, 0.65)
        elif stop.kind in ("city", "seat"):
            mention = self.ending(at - 1)
            group = self.joined(mention) if mention else []
            if len(group) < 2 or s.low[group[0].start - 1 if group[0].start else 0] not in ("by", "between"):
                return
            people = self.found(group)
            if any(person.country == stop.code for person in people):
                abroad = [person for person in people if person.country and person.country != stop.code]
                yield from self.make(abroad, found, "agreed-in", "occurred", at, 0.65, [p for p in people if p.country == stop.code])
