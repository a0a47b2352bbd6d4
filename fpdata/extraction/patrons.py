"""Whose people officials are: the delegation that they lead, the leader who sends them, the state that "its" means."""

from __future__ import annotations

from collections.abc import Sequence

from fpdata.extraction.lexicon import Sentence
from fpdata.extraction.names import Mention
from fpdata.extraction.plurals import PLURALS
from fpdata.extraction.ranks import LED

__all__ = ["party", "topic"]


def party(s: Sentence, people: Sequence[Mention], mention: Mention) -> str:
    """Return the state whose delegation somebody leads, or whose leader sends him; empty where neither is said."""
    before = s.low[max(mention.start - 3, 0) : mention.start]
    led = before[-1:] == ["by"] and not LED.isdisjoint(before)
    sent = before[-1:] in (["sent"], ["sends"], ["dispatched"])
    if not led and not sent:
        return ""
    other = next((other for other in reversed(people) if other.end <= mention.start), None)
    if other is None or mention.start - other.end > (4 if led else 2):
        return ""
    many = other.kind == "group" or (not other.name and other.head.rsplit(" ", maxsplit=1)[-1] in PLURALS)
    return other.country if led == many else ""


def topic(s: Sentence, at: int, before: Sentence | None) -> str:
    """Return the state that "its" means: the one subject or owner in the sentence so far, else in the one before.

    Parameters
    ----------
    s : Sentence
    at : int
        Token of "its".
    before : Sentence or None
        The sentence before.
    """
    for sentence, end in ((s, at), (before, None)):
        spans = sentence.spans if sentence is not None else []
        spans = [span for span in spans if end is None or span.end <= end]
        led = [
            span
            for span in spans
            if span.kind in ("country", "demonym")
            and (span.start <= 1 or sentence.low[span.end : span.end + 1] == ["'s"])
        ]
        if spans:
            return led[0].code if len({span.code for span in led}) == 1 else ""
    return ""
