"""Which mentions are one person: surname alone, "the minister", "he"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from fpdata.extraction.lexicon import Sentence, implied, parse
from fpdata.extraction.offices import ABSTRACT, Offices
from fpdata.extraction.people import Mention, mentions
from fpdata.extraction.person import Person, parts, same_name
from fpdata.extraction.speakers import Speakers
from fpdata.extraction.verbs import AUX, MOTION, NOUNS, SPEECH, VISIT

__all__ = ["Cast"]

_REACH = 100
_OPENING = 12
_VENUE = re.compile(r"\b(?:at|in|to|into|inside|outside|near|from)(?: the)? $")
_REACTS = re.compile(
    r" (?:\w+ )?(?:welcom|critici[sz]|condemn|prais|denounc|congratulat|applaud|slam|react|respond|protest"
    r"|object|regret)"
    r"|[^.;]{0,80}\b(?:would|will|to|is|was|had) (?:be )?(?:host|receiv|welcom|greet)(?!\w* by)"
)
"""What the institutions of others do about a visit, those of the host above all."""
_QUOTED = (["'", "'"], ['"', '"'], ["(", ")"])
_OBLIQUE = [[low] for low in ("with", "by", "of", "to", "from", "for")]
_DOES = AUX | MOTION.keys() | VISIT | SPEECH | frozenset("last first again once who".split())
_STATES = ("country", "demonym")
_PLURAL = frozenset("they them their both".split())


@cache
def _phrases() -> tuple[re.Pattern[str], AhoCorasick]:
    """Return what finds the institutions of a sentence, and what tells at a glance whether there can be one."""
    longest = sorted((phrase.replace("'s", " 's") for phrase in implied()), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})\b"), AhoCorasick(longest)


def _institutions(sentence: Sentence) -> Iterator[str]:
    """Yield the state of each institution that a sentence names, but not as a venue nor as another state's."""
    text = " ".join(sentence.low)
    pattern, glance = _phrases()
    for found in pattern.finditer(text) if glance.find_matches_as_indexes(text) else ():
        code, at = implied()[found[1].replace(" 's", "'s")], text.count(" ", 0, found.start())
        others = {span.code for span in sentence.mark[max(at - 3, 0) : at] if span and span.kind in _STATES}
        venue = _VENUE.search(text, max(found.start() - 12, 0), found.start())
        if not (others - {code} or venue or _REACTS.match(text, found.end())):
            yield code


class Cast(Offices):
    """The people of one document, as its sentences introduce them."""

    def __init__(self, texts: Sequence[tuple[int, int, str]]) -> None:
        super().__init__(texts)
        self.by_part: dict[str, list[Person]] = {}
        self.known: dict[int, Person] = {}
        self.searched: set[str] = set()
        self.aliases: dict[str, Person] = {}
        self.voices = Speakers(self)
        self.speakers: set[tuple[int, int]] = set()
        self.travellers: list[tuple[int, Person]] = []
        self.reading = 0
        self.latest, self.latest_at = "", (0, 0)
        """Where the visit told last went: what "the capital" means."""
        self._institutions: Counter[str] | None = None
        self._filed: str | None = None
        self.voices.heading()

    def read(self, place: int) -> list[Person]:
        """Register whom a sentence mentions, and return them in order."""
        return [self.person(mention, place) for mention in mentions(self.sentence(place))]

    def person(self, mention: Mention, place: int) -> Person:
        """Return who is meant."""
        if id(mention) in self.known:
            return self.known[id(mention)]
        found = self._named(mention, place) if mention.name else self.unnamed(mention, place)
        if (mention.role and not found.role) or (mention.country and not found.country):
            found.where.append(self.sentence(place).where)
        found.country = found.country or mention.country
        if not found.country and mention.kind == "person":
            found.country = self.served(mention, place)
        if mention.role and (not found.role or (found.kind == "person" and not found.official)):
            found.role, found.head = mention.role, mention.head
        found.official = found.official or bool(mention.role)
        if mention.kind == "body":
            found.kind = "body"
        if len(mention.name) > len(found.name) and mention.name not in self.aliases:
            found.name = mention.name
        self.known[id(mention)] = found
        return found

    def _named(self, mention: Mention, place: int) -> Person:
        if mention.name in self.aliases or self._nicknames(mention, place):
            return self.aliases[mention.name]
        fitting = [
            person
            for part in parts(mention.name)
            for person in reversed(self.by_part.get(part, [])[-_REACH:])
            if same_name(mention.name, person.name)
            and not (mention.country and person.country and mention.country != person.country)
        ]
        if fitting:
            held = [person for person in fitting if mention.head and person.head == mention.head]
            return self._index((held or fitting)[0], mention.name)
        if (known := self._told_of(mention, place)) is not None:
            known.where.append(self.sentence(place).where)
            return self._index(known, mention.name)
        person = Person(
            mention.name, mention.text, mention.role, mention.head, mention.country, mention.kind, bool(mention.role)
        )
        person.where.append(self.sentence(place).where)
        self.people.append(person)
        self._index(person, mention.name)
        if not mention.role or not mention.country:
            self._introduce(person, place)
        return person

    def _nicknames(self, mention: Mention, place: int) -> bool:
        """Tell and remember a second name: "Jane Roe 'Comet'", "Jane Roe (Comet)"."""
        s, at = self.sentence(place), mention.start
        if mention.role or not at or s.low[at - 1 : at] + s.low[mention.end : mention.end + 1] not in _QUOTED:
            return False
        before = next((other for other in mentions(s) if other.end == at - 1 and " " in other.name), None)
        if before is None or before.kind != "person":
            return False
        self.aliases[mention.name] = self.person(before, place)
        return True

    def _told_of(self, mention: Mention, place: int) -> Person | None:
        """Return the office of the sentence before that a bare name takes up: "A's minister met B. C said"."""
        if mention.role or mention.country or " " not in mention.name or not place:
            return None
        sentence = self.sentence(place)
        before = [other for other in mentions(sentence) if other.start < mention.start and (other.name or other.role)]
        following = sentence.low[mention.end : mention.end + 1]
        if before or following in ([","], ["("], ["of"], ["from"], ["'s"], ["and"]):
            return None
        if mention.start and sentence.low[mention.start - 1] not in (",", '"', ":", "that", "but", "and"):
            return None
        leads = [person for at, person, leads in self.recent if at == place - 1 and leads]
        if len(leads) != 1 or leads[0].name or leads[0].kind != "person" or not leads[0].country:
            return None
        return leads[0] if self.texts[place][0] - self.texts[place - 1][0] <= 1 else None

    def _index(self, person: Person, name: str) -> Person:
        for part in parts(name):
            known = self.by_part.setdefault(part, [])
            if person not in known:
                known.append(person)
        return person

    def _introduce(self, person: Person, place: int) -> None:
        """Look through the document for the sentence that gives a person's office."""
        last = person.name.split()[-1]
        if last in self.searched or len(last) < 2:
            return
        self.searched.add(last)
        looked = 0
        for other, text in self.near(place):
            if other != place and last in text:
                looked += 1
                for mention in mentions(self.sentence(other)):
                    if mention.name and (mention.role or mention.country) and same_name(mention.name, person.name):
                        self.person(mention, other)
                if (person.official and person.country) or looked >= 4:
                    return

    def name(self, person: Person, evidence: list[tuple[int, int]]) -> None:
        """Add to a row's evidence the sentence that names the visitor, where none of it does."""
        last = person.name.split()[-1] if person.name else ""
        head = self.voices.head
        if not last:
            if head and head.person is person and self.texts[head.place][:2] not in evidence:
                evidence.append(self.texts[head.place][:2])
            return
        first = bisect_left(self.texts, evidence[0], key=lambda row: row[:2])
        naming = [self.texts[other][:2] for other, text in self.near(first) if last in text or last.upper() in text]
        if naming and not set(naming) & set(evidence):
            evidence.append(naming[0])

    def institutions(self) -> Counter[str]:
        """Count what only one state has, its ministries and palaces, where they act and are not where somebody is."""
        if self._institutions is None:
            self._institutions = Counter(code for sentence in self.parsed.values() for code in _institutions(sentence))
        return self._institutions

    def dateline(self) -> str:
        """Return the country where a report was filed: "ROME (Agency) -", "New Delhi, Feb 17:"."""
        if self._filed is None:
            self._filed = self._dateline() if self.texts else ""
        return self._filed

    def _dateline(self) -> str:
        sentence = self.sentence(0)
        span, end = sentence.mark[0] if sentence.mark else None, 1
        if span is None:
            shouted = 0
            while shouted < min(len(sentence.tokens), 4) and sentence.tokens[shouted].isupper():
                shouted += 1
            named = " ".join(sentence.tokens[:shouted]).title().replace(" Of ", " of ")
            span = next(iter(parse((0, 0), named).spans), None) if len(named) > 3 else None
            end = shouted if shouted > 1 else 1
            if span is not None and (span.start or span.end < end):
                return ""
        else:
            end = span.end
        if span is None or sentence.low[end : end + 1] not in ([":"], [","], ["("], ["-"], ["—"]):
            return ""
        loud = sentence.given[: sentence.starts[end - 1] + 2].isupper()
        filed = span.kind == "city" or (span.kind == "country" and (loud or sentence.low[end] in ",("))
        return span.code if filed else ""  # "Thailand - visit by A" is a heading

    def note(self, place: int) -> None:
        """Remember whom a sentence was about, for what follows it."""
        sentence = self.sentence(place)
        first = True
        opening = next((low for low in sentence.low[:_OPENING] if low in ("he", "she")), "")
        if opening and not any(mention.start <= sentence.low.index(opening) for mention in mentions(sentence)):
            person = self.pronoun(opening, place)
            if person is not None:  # "He will meet A. He will then ..." is told of one and the same
                self.recent.append((place, person, True))
                first = False
        for mention in mentions(sentence):
            if not mention.sure and not mention.role and id(mention) not in self.known:
                continue
            person = self.person(mention, place)
            low = sentence.low[mention.end] if mention.end < len(sentence.low) else ""
            named = low in _DOES and not mention.name.endswith(ABSTRACT)  # "Oduya is due", where a sentence begins
            if person.official or mention.sure or named:
                if first and not SPEECH.isdisjoint(sentence.low[mention.end : mention.end + 40]):
                    self.speakers.add((place, id(person)))
                before = sentence.low[max(mention.start - 2, 0) : mention.start]
                leads = first and (
                    (mention.start < len(sentence.tokens) / 2 and before[-1:] not in _OBLIQUE)
                    or (before[-1:] in (["of"], ["by"]) and before[0] in NOUNS)
                )
                self.recent.append((place, person, leads))
                first = False
        del self.recent[:-40]

    def pronoun(self, word: str, place: int) -> Person | None:
        """Return whom "he", "she" or "they" means: who led a sentence before, in this paragraph or the one before."""
        paragraph = self.texts[place][0]
        wanted = ("group",) if word in _PLURAL else ("person", "body")
        for leads in (True, False):
            for at, person, led in reversed(self.recent):
                near = self.texts[at][0] >= paragraph - 1
                if near and at < place and led >= leads and person.kind in wanted and (person.name or person.official):
                    if self.texts[at][0] < paragraph and (guest := self.guest(person, paragraph)) is not None:
                        return guest
                    return self.told_of(at, person) if word not in _PLURAL else person
        return None

    def guest(self, person: Person, paragraph: int) -> Person | None:
        """Return the traveller of the paragraph before, if a person is only his host."""
        if not self.travellers or person.country != self.latest:
            return None
        place, traveller = self.travellers[-1]
        hosting = all(person is not other for _, other in self.travellers[-8:])
        near = self.texts[place][0] >= paragraph - 1
        return traveller if hosting and near and traveller.kind == "person" else None

    def hosting(self, person: Person, code: str) -> bool:
        """Tell whether somebody of no stated state only receives the traveller told of last, who came elsewhere."""
        if not self.travellers or self.latest == code:
            return False
        traveller = self.travellers[-1][1]
        return traveller is not person and traveller.head == person.head and not traveller.country

    def told_of(self, at: int, person: Person) -> Person:
        """Return the traveller whom a speaker told of, else the speaker: "B said A will visit Y. He will ..."."""
        if (at, id(person)) in self.speakers and self.travellers:
            place, traveller = self.travellers[-1]
            if place == at and traveller.kind == "person":
                return traveller
        return person
