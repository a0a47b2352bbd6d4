"""Who a sentence names that can do something: states, their bodies and firms, offices, people, organisations."""

from __future__ import annotations

from functools import cache

from fpdata import countries
from fpdata.extraction.lexicon import Sentence, table
from fpdata.extraction.people import mentions
from fpdata.extraction.roster import Actor, Roster
from fpdata.extraction.topics import demonym

__all__ = ["Bodies"]

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
_DELEGATES = frozenset("officials ministers diplomats experts representatives negotiators delegations leaders".split())
_ARTICLES = frozenset("the a an its their his her our this these both".split())
_ORGANISATIONS = frozenset(["Council of Europe"])  # not among the words of the gazetteer


@cache
def _capitals() -> frozenset[str]:
    rows = table("countries.csv")
    return frozenset(
        name for row in rows for column in ("capital", "capital_aliases") for name in row[column].split("; ")
    )


class Bodies:
    """The actors of one sentence, as far as its words name them.

    Parameters
    ----------
    sentence : Sentence
    roster : Roster
        The named people of its document.
    """

    def __init__(self, sentence: Sentence, roster: Roster) -> None:
        self.s, self.n = sentence, len(sentence.tokens)
        self.ending: dict[int, Actor] = {}
        self.starting: dict[int, Actor] = {}
        self.taken: set[int] = set()
        for at in range(self.n):
            self._joint(at)
        for mention in mentions(sentence):
            spans = {span for span in sentence.mark[mention.start : mention.end] if span is not None}
            if mention.head != "group" or all(span.kind != "organisation" for span in spans):  # "the X group" is X
                self._add(roster.actor(mention))
        for at in range(self.n):
            self._body(at)
        for span in sentence.spans:
            self._span(span.start, span.end, span.kind, span.code)
        self.found = [self.starting[at] for at in sorted(self.starting)]

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

    def _joint(self, at: int) -> None:
        """Read "both sides", "officials of the two countries"."""
        s, first = self.s, at - 1
        if s.low[at] not in _JOINT or first < 0 or s.low[first] not in ("both", "two", "the"):
            return
        if s.low[first] == "the" and s.low[at] not in ("sides", "parties"):
            return
        first -= first > 0 and s.low[first] == "two" and s.low[first - 1] == "the"
        if first > 1 and s.low[first - 1] in ("on", "of", "from") and s.low[first - 2] in _DELEGATES:
            first -= 2
        self._add(Actor(first, at + 1, "both sides", "", "", "joint"))

    def _body(self, at: int) -> None:
        """Read "the Y government", "Y's oil company", "the government of Y"."""
        s = self.s
        if at in self.taken or s.low[at] not in _BODIES:
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
            self._add(
                Actor(
                    first if other is None else span.start, at + 1, self._called(span.code, head), span.code, "", "body"
                )
            )
            if other is not None and other.kind == "demonym":  # "the Y and Z ministries"
                start = other.start - (other.start > 0 and s.low[other.start - 1] in _ARTICLES)
                self._add(Actor(start, span.start - 1, self._called(other.code, head), other.code, "", "body"))
        elif of is not None:
            first = begin - (begin > 0 and s.low[begin - 1] in _ARTICLES)
            self._add(Actor(first, of[0], self._called(of[1], head), of[1], "", "body"))
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
