"""Who does what a verb says, to or with whom: subjects, agents, owners, pronouns."""

from __future__ import annotations

from fpdata.extraction.bodies import Bodies
from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import MONTHS
from fpdata.extraction.roster import Actor, Roster
from fpdata.extraction.verbs import AUX

__all__ = ["Actors", "adverb"]

_BEFORE = frozenset("to of with from in at by for on against about between into through than like via over as".split())
_CONTROL = AUX | frozenset(
    "agreed agrees agree decided decides pledged pledges promised vowed intends intend begun began started"
    " starts begins continued continues to not n't never jointly reportedly already since yet even still formally"
    " helped managed did does do may might could should can must 'd wants want hopes hope refused refuses declined"
    " failed fails cannot".split()
)
_NO_ADVERBS = frozenset("apply supply reply comply rely ally italy july family assembly only".split())
_REACH = 40
_MOST = 6
_OPENING = frozenset(
    ', ; : " ( ) - — and but while when as after before where that if although though because since than said says'
    " announced until whether so how both once whereas year month week today yesterday then now later also added"
    " out confirmed reported stated noted between".split()
)
_DATING = frozenset("last this next year month week earlier later today yesterday early late mid".split())


def adverb(word: str) -> bool:
    """Tell an adverb from "apply" and "supply"."""
    return word.endswith("ly") and word not in _NO_ADVERBS


class Actors(Bodies):
    """The actors of one sentence and what they do.

    Parameters
    ----------
    sentence : Sentence
    roster : Roster
    before : Actors, optional
        Those of the sentence before, for "it" and "they".
    """

    def __init__(self, sentence: Sentence, roster: Roster, before: Actors | None = None) -> None:
        super().__init__(sentence, roster)
        near = before is not None and before.s.where[0] == sentence.where[0]
        self.before = before.first if near else []
        """Who the sentence before is about."""
        self.named = {actor.iso3 for actor in self.found if actor.iso3} | (before.named if near else set())
        """States named so far in the paragraph."""
        first = next((actor for actor in self.found if self.leads(actor)), None)
        self.first = self.joined(first, forward=True) if first else []
        """Who the sentence is about, as far as its order shows."""

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
        between = (
            low in ("on", "in")
            and at + 1 < self.n
            and (s.tokens[at + 1][0].isdigit() or s.tokens[at + 1] in MONTHS or s.low[at + 1].endswith("day"))
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
