"""Who can do something in a sentence: states, their bodies and firms, offices, people, organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from fpdata import countries
from fpdata.extraction.lexicon import Sentence, table
from fpdata.extraction.names import MONTHS
from fpdata.extraction.people import Mention, mentions
from fpdata.extraction.person import parts
from fpdata.extraction.topics import demonym
from fpdata.extraction.verbs import AUX

__all__ = ["Actor", "Actors", "Roster", "adverb"]

_BODIES = frozenset(
    "government governments cabinet ministry ministries authorities parliament legislature company companies firm firms"
    " business businesses investors investor entrepreneurs exporters importers manufacturers manufacturer producers"
    " producer officials diplomats side agency embassy embassies administration leadership regime state bank"
    " commission committee council delegation delegations leaders leader policymakers decision-makers negotiators"
    " enterprise enterprises corporation plant factory airline university universities junta capital army military"
    " federation republic republics partners businessmen economy diplomacy presidency lawmakers counterparts".split()
)
_ADJECTIVES = frozenset(
    "state state-owned private public leading large small national foreign federal central local oil gas trade defence"
    " defense economic new several some other major big many interested education health own senior top high-ranking"
    " affairs and external industry mining interior finance agriculture food transport energy car".split()
)
_JOINT = frozenset("sides countries states parties nations governments capitals".split())
_ARTICLES = frozenset("the a an its their his her our this these both".split())
_BEFORE = frozenset("to of with from in at by for on against about between into through than like via over as".split())
_CONTROL = AUX | frozenset(
    "agreed agrees agree decided decides pledged pledges promised vowed intends intend begun began started"
    " starts begins continued continues to not n't never jointly reportedly already since yet even still formally"
    " helped managed did does do may might could should can must 'd wants want hopes hope refused refuses declined"
    " failed fails cannot".split()
)
_NO_ADVERBS = frozenset("apply supply reply comply rely ally italy july family assembly only".split())
_ORGANISATIONS = frozenset(["Council of Europe"])  # not among the words of the gazetteer
_REACH = 40
_MOST = 6


def adverb(word: str) -> bool:
    """Tell an adverb from "apply" and "supply"."""
    return word.endswith("ly") and word not in _NO_ADVERBS


class Actor(NamedTuple):
    """Who may do something.

    Attributes
    ----------
    start, end : int
        Tokens, with the article.
    text : str
        A person's key, else office, body or country in a few words.
    iso3 : str
        State served, empty where the words do not say.
    org : str
        The organisation, where it is one.
    kind : str
        person, office, state, body, org or joint ("both sides").
    """

    start: int
    end: int
    text: str
    iso3: str
    org: str
    kind: str


class Roster:
    """The named people of one document.

    Parameters
    ----------
    known : mapping of str to (str, str)
        Name to key and ISO3: those who have a row of their own.
    sentences : iterable of Sentence
        Where others are introduced with their office.
    """

    def __init__(self, known: Mapping[str, tuple[str, str]], sentences: Iterable[Sentence]) -> None:
        self.families: dict[str, tuple[str, str, str]] = {}
        """Last part of a name to key, ISO3 and office with name."""
        for name, (key, iso3) in known.items():
            self.families[parts(name)[-1]] = (key, iso3, name)
        for sentence in sentences:
            for mention in mentions(sentence):
                if mention.name and (mention.role or mention.country):
                    family = parts(mention.name)[-1]
                    key, iso3, text = self.families.get(family, ("", "", ""))
                    said = f"{mention.role} {mention.name}".strip()
                    self.families[family] = (key, iso3 or mention.country, text or said)

    def actor(self, mention: Mention) -> Actor | None:
        """Return a mention as an actor; None for a name of which the document says no office."""
        if not mention.name:
            text = mention.role or mention.head
            kind = "body" if mention.kind == "group" else "office"
            if (kind == "body" or mention.head.startswith("counterpart")) and mention.country:
                text = f"{demonym(mention.country)} {text}"
            return Actor(mention.start, mention.end, text, mention.country, "", kind)
        found = self.families.get(parts(mention.name)[-1])
        if found is None:
            return None
        key, iso3, text = found
        return Actor(mention.start, mention.end, key or text, mention.country or iso3, "", "person")


@cache
def _capitals() -> frozenset[str]:
    rows = table("countries.csv")
    return frozenset(name for row in rows for column in ("capital", "capital_aliases") for name in row[column].split("; "))


class Actors:
    """The actors of one sentence.

    Parameters
    ----------
    sentence : Sentence
    roster : Roster
    before : Actors, optional
        Those of the sentence before, for "it" and "they".
    """

    def __init__(self, sentence: Sentence, roster: Roster, before: Actors | None = None) -> None:
        self.s, self.n = sentence, len(sentence.tokens)
        self.roster = roster
        near = before is not None and before.s.where[0] == sentence.where[0]
        self.before = before.first if near else []
        """Who the sentence before is about."""
        self.ending: dict[int, Actor] = {}
        self.starting: dict[int, Actor] = {}
        self.taken: set[int] = set()
        for mention in mentions(sentence):
            self._add(roster.actor(mention))
        for at in range(self.n):
            self._body(at)
        for span in sentence.spans:
            self._span(span.start, span.end, span.kind, span.code)
        self.found = [self.starting[at] for at in sorted(self.starting)]
        first = next((actor for actor in self.found if self.leads(actor)), None)
        self.first = self.joined(first, forward=True) if first else []
        """Who the sentence is about, as far as its order shows."""

    def _add(self, actor: Actor | None) -> None:
        if actor is None or any(at in self.taken for at in range(actor.start, actor.end)):
            return
        self.ending[actor.end], self.starting[actor.start] = actor, actor
        self.taken.update(range(actor.start, actor.end))

    def _span(self, start: int, end: int, kind: str, code: str) -> None:
        s = self.s
        listed = start > 0 and s.low[start - 1] == "," and start - 1 in self.ending  # "in X, Y and Z"
        if kind == "country" or (kind == "city" and not listed and s.words(start, end) in _capitals()):
            self._add(Actor(start, end, countries.name(code), code, "", "state"))
        elif kind == "organisation" or (kind == "region" and s.low[end - 1] == "union"):
            first = start - (start > 0 and s.low[start - 1] == "the")
            name = s.words(start, end)
            self._add(Actor(first, end, name, "", name, "org"))

    def _body(self, at: int) -> None:
        """Read "the Y government", "Y's oil company", "the government of Y", "both sides"."""
        s = self.s
        if at in self.taken or (s.low[at] not in _BODIES and s.low[at] not in _JOINT):
            return
        begin = at
        while begin and begin > at - 5 and (s.low[begin - 1] in _ADJECTIVES or self._capital(begin - 1)):
            begin -= 1
        span = s.mark[begin - 1] if begin else None
        owned = span is None and begin > 1 and s.low[begin - 1] == "'s"
        if owned:
            span = s.mark[begin - 2]
        of = self._of(at + 1)
        head = s.words(begin, at + 1).removeprefix("and ")
        if span is not None and span.kind in ("demonym", "country", "city") and len(span.code) == 3:
            first = span.start - (span.start > 0 and s.low[span.start - 1] in _ARTICLES)
            other = s.mark[span.start - 2] if span.start > 1 and s.low[span.start - 1] == "and" else None
            self._add(Actor(first if other is None else span.start, at + 1, self._called(span.code, head), span.code, "",
                            "body"))
            if other is not None and other.kind == "demonym":  # "the Y and Z ministries"
                start = other.start - (other.start > 0 and s.low[other.start - 1] in _ARTICLES)
                self._add(Actor(start, span.start - 1, self._called(other.code, head), other.code, "", "body"))
        elif of is not None:
            first = begin - (begin > 0 and s.low[begin - 1] in _ARTICLES)
            self._add(Actor(first, of[0], self._called(of[1], head), of[1], "", "body"))
        elif s.low[at] in _JOINT and begin and s.low[begin - 1] in ("both", "two", "the", "three"):
            if s.low[at] in ("sides", "parties") or s.low[begin - 1] in ("both", "two"):
                first = begin - 1 - (s.low[begin - 2] == "the" if begin > 1 else 0)
                self._add(Actor(first, at + 1, "both sides", "", "", "joint"))
        elif begin and s.low[begin - 1] in _ARTICLES:
            end = self._portfolio(at + 1)
            name = s.words(begin, end)
            org = name if name in _ORGANISATIONS else ""
            self._add(Actor(begin - 1, end, name, "", org, "org" if org else "body"))

    def _portfolio(self, at: int) -> int:
        """Return the end of "(the Ministry) of Trade and Industry"."""
        if at + 1 < self.n and self.s.low[at] in ("of", "for") and self.s.tokens[at + 1][0].isupper():
            at += 2
            while at < self.n and at - 6 and (self._capital(at) or (self.s.low[at] == "and" and self._capital(at + 1))):
                at += 1
        return at

    def _capital(self, at: int) -> bool:
        s = self.s
        return at < self.n and at > 0 and s.mark[at] is None and s.tokens[at][0].isupper() and s.tokens[at].isalpha()

    def _of(self, at: int) -> tuple[int, str] | None:
        """Return end and state of "of Y", "of Trade of Y"."""
        s = self.s
        at = self._portfolio(at)
        if at + 1 >= self.n or s.low[at] != "of":
            return None
        place = at + 1 + (s.low[at + 1] == "the")
        span = s.mark[place] if place < self.n else None
        return (span.end, span.code) if span is not None and span.kind == "country" else None

    @staticmethod
    def _called(code: str, head: str) -> str:
        return f"{demonym(code)} {head}"

    def leads(self, actor: Actor) -> bool:
        """Tell whether somebody can be a subject: neither behind a preposition nor a mere owner."""
        s, at = self.s, actor.start - 1
        owner = s.low[actor.end : actor.end + 1] in (["'s"], ["'"])
        return not owner and (at < 0 or s.low[at] not in _BEFORE)

    def joined(self, actor: Actor, *, forward: bool = False) -> list[Actor]:
        """Return "A, B and C" that somebody ends, or begins."""
        group, s = [actor], self.s
        while len(group) < _MOST:
            last = group[-1] if forward else group[0]
            at = last.end if forward else last.start - 1
            step = 1 if forward else -1
            linked = []
            while 0 <= at < self.n and s.low[at] in ("and", ",", "both") and len(linked) < 3:
                linked.append(s.low[at])
                at += step
            other = (self.starting.get(at) if forward else self.ending.get(at + 1)) if linked else None
            if other is None or (linked == [","] and len(group) == 1 and forward is False):
                break
            group = [*group, other] if forward else [other, *group]
        return group

    def subject(self, at: int) -> tuple[list[Actor], int]:
        """Return who does what a verb says, and the token behind them; nobody where it is not clear."""
        s, place = self.s, at - 1
        low_bound = max(at - _REACH, 0)
        while place >= low_bound and place + 1 not in self.ending and self._fills(place):
            place -= 1
        if place < low_bound:
            return [], at
        low = s.low[place]
        if low in ("he", "she", "it", "they"):
            return self._meant(low, place), place + 1
        if place + 1 in self.ending:
            found = self._group(self.ending[place + 1])
            if found:
                return found, place + 1
        if low not in ("and", ",", "who", "which", ")", "-", '"') and place + 1 not in self.ending:
            return [], at
        relative = low in ("who", "which")
        for back in range(place, low_bound, -1):
            if s.low[back - 1] == ";" or (s.low[back - 1] == '"' and back < place):
                break
            actor = self.ending.get(back)
            if actor is not None and (found := self._group(actor)):
                if relative and back < place - 1:
                    break
                return found, actor.end
            if s.low[back - 1] in ("that", "because", "while", "whereas", "although") and back < place:
                break
        return [], at

    def _group(self, actor: Actor) -> list[Actor]:
        """Return those who share a verb, if the first of them can be its subject."""
        group = self.joined(actor)
        return group if self.leads(group[0]) and self.leads(actor) and self._opens(group[0].start) else []

    def _opens(self, start: int) -> bool:
        """Tell whether what begins here stands where a clause may begin."""
        if start == 0:
            return True
        s, low = self.s, self.s.low[start - 1]
        return (
            low in _OPENING
            or adverb(low)
            or low.endswith("day")
            or (low in ("is", "was") and start > 1 and s.low[start - 2] == "who")
            or s.tokens[start - 1][0].isdigit()
            or s.tokens[start - 1] in MONTHS
        )

    def _fills(self, at: int) -> bool:
        """Tell whether a token may stand between subject and verb."""
        s, low = self.s, self.s.low[at]
        dated = s.tokens[at][0].isdigit() or s.tokens[at] in MONTHS or low in _DATING or low.endswith("day")
        between = low in ("on", "in") and at + 1 < self.n and (
            s.tokens[at + 1][0].isdigit() or s.tokens[at + 1] in MONTHS or s.low[at + 1].endswith("day")
        )
        return low in _CONTROL or adverb(low) or dated or between

    def _meant(self, word: str, at: int) -> list[Actor]:
        """Return whom a pronoun means: who leads the sentence, else the one before."""
        s = self.s
        kinds = ("person", "office") if word in ("he", "she") else ("state", "body", "org")
        for actor in self.found:
            if actor.end <= at and self.leads(actor) and self._opens(actor.start):
                group = self.joined(actor, forward=True)
                if word == "they" or actor.kind in kinds:
                    return group if word == "they" else group[:1]
        leads = at == 0 or (at < 8 and s.low[at - 1] in (",", '"'))
        told = self.before if leads else []
        return told if word == "they" or (told and told[0].kind in kinds) else []

    def agent(self, at: int) -> list[Actor]:
        """Return by whom something is done."""
        for place in range(at + 1, min(at + 24, self.n - 1)):
            if self.s.low[place] == ";":
                break
            if self.s.low[place] == "by" and place + 1 in self.starting:
                return self.joined(self.starting[place + 1], forward=True)
        return []

    def behind(self, at: int, words: frozenset[str], reach: int = 24) -> list[Actor]:
        """Return whom the first of some prepositions after a token leads to."""
        for place in range(at, min(at + reach, self.n - 1)):
            if self.s.low[place] == ";":
                break
            if self.s.low[place] in words and place + 1 in self.starting:
                return self.joined(self.starting[place + 1], forward=True)
        return []


_OPENING = frozenset(
    ', ; : " ( ) - — and but while when as after before where that if although though because since than said says'
    " announced until whether so how both once whereas year month week today yesterday then now later also added"
    " out confirmed reported stated noted between".split()
)
_DATING = frozenset("last this next year month week earlier later today yesterday early late mid".split())
