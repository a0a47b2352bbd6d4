"""Who leads the delegation of a visit."""

from __future__ import annotations

from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.meetings import Meetings
from fpdata.extraction.people import mentions

__all__ = ["PARTIES", "Parties"]

PARTIES = frozenset("delegation delegations representatives mission team envoys mediators group".split())


class Parties(Meetings):
    """Names the leaders of delegations."""

    def lead(self, place: int, sentence: Sentence) -> None:
        """Name the delegation that "A will lead" or that is "led by A"."""
        for at, low in enumerate(sentence.low):
            if low not in PARTIES or not {"lead", "leads", "led", "head", "heads", "headed", "leading"} & set(
                sentence.low[max(at - 6, 0) : at + 4]
            ):
                continue
            behind = next((k for k in range(at + 1, min(at + 5, len(sentence.low))) if sentence.low[k] == "by"), None)
            if behind is None and low != "delegation":
                continue
            leader = None
            for mention in mentions(sentence):
                if mention.kind == "group" or not (mention.role or mention.name):
                    continue
                if (behind is not None and behind < mention.start <= behind + 2) or (
                    behind is None and mention.end < at
                ):
                    leader = self.cast.person(mention, place)
                    if behind is None:
                        break
            if leader is None or (
                behind is None and not {"lead", "leads", "led", "headed", "heads"} & set(sentence.low[:at])
            ):
                continue
            for visit in reversed(self.visits[-40:]):
                if visit.visitor.kind == "group" and visit.evidence[-1][0] >= sentence.where[0] - 1:
                    leader.country = leader.country or visit.visitor.country
                    visit.visitor = leader
                    if sentence.where not in visit.evidence:
                        visit.evidence.append(sentence.where)
