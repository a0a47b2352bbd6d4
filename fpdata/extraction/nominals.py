"""Doings told by a noun: "X's accession to Y", "the signing of a treaty between X and Y"."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.extraction.actors import Actors
from fpdata.extraction.deeds import Deed, owner, rules, together

__all__ = ["nominals"]

_NOUNS = {
    "accession": "accede", "admission": "accede", "signing": "sign", "signature": "sign", "drafting": "draft",
    "application": "apply", "bid": "apply",
}  # fmt: skip
_VERBS = {"sign": "signed", "draft": "drafted"}
_LATER = frozenset("will expected scheduled due upcoming planned set forthcoming".split())
_NOW = frozenset("begun began way underway".split())
_GONE = frozenset("took followed submitted completed place ended happened was approved".split())
_TAKEN_BACK = frozenset(
    "not n't if ? postponed withdrew withdrawn cancelled canceled could would may might rejected delayed wants hopes"
    " seeks possible".split()
)
_VERBAL = frozenset("to be been is are was were".split())


def nominals(actors: Actors, told: set[str], home: str) -> Iterator[Deed]:
    """Yield what nouns tell, of acts that no verb of the sentence told.

    Parameters
    ----------
    actors : Actors
        Of a sentence.
    told : set of str
        Acts that verbs told.
    home : str
        ISO3 of the state that comes first of those who do something together.

    Yields
    ------
    Deed
    """
    s = actors.s
    for at, low in enumerate(s.low):
        act = _NOUNS.get(low)
        if act is None or act in told or (at and s.low[at - 1] in _VERBAL):
            continue
        around = frozenset(s.low[max(at - 6, 0) : at + 24])
        if not _TAKEN_BACK.isdisjoint(around):
            continue
        status = "expected" if _LATER & around else "under_way" if _NOW & around else "done"
        found = list(
            _member(actors, at, act, status, around) if act not in _VERBS else _joint(actors, at, act, status, home)
        )
        told |= {deed.act for deed in found}
        yield from found


def _member(actors: Actors, at: int, act: str, status: str, around: frozenset[str]) -> Iterator[Deed]:
    """Read "X's accession to Y", "X's application for membership in Y"."""
    body = next((actor for actor in actors.found if actor.kind == "org" and at < actor.start < at + 10), None)
    owners = owner(actors, at) or (actors.behind(at + 1, frozenset(["of", "by"]), 2) if act == "accede" else [])
    happened = act == "apply" or status != "done" or not _GONE.isdisjoint(around)
    if body is not None and owners and owners[0].kind in ("state", "body") and happened:
        yield Deed(act, owners[0], None, body.org, None, at, status, 0.6)


def _joint(actors: Actors, at: int, act: str, status: str, home: str) -> Iterator[Deed]:
    """Read "the signing of a treaty between X and Y", "the drafting of a treaty by X"."""
    rule = next(rule for rule in rules()[_VERBS[act]] if rule.act == act)
    thing = rule.object(actors.s.low, at, before=False)
    doers = actors.behind(at, frozenset(["between", "by"]), 14)
    if thing is not None and doers and (len(doers) > 1 or actors.s.low[doers[0].start - 1] == "by"):
        yield from together(act, doers, None, at, thing, status, home)
