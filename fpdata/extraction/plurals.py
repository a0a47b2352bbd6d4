"""Several at once: "Presidents A and B", "the foreign ministers of X and Y", delegations."""

from __future__ import annotations

from fpdata.extraction.names import Mention
from fpdata.extraction.phrases import Phrases

__all__ = ["ARTICLES", "PLURALS", "Plurals"]

ARTICLES = frozenset("the a an his her their its our this then".split())
PLURALS = frozenset(
    "foreign-ministers heads heads-of-state presidents ministers premiers secretaries senators leaders advisors"
    " advisers chiefs directors envoys councillors monarchs lawmakers commissioners"
    " colleagues peers counterparts diplomats speakers vice-speakers vice-presidents governors mayors kings generals"
    " admirals plenipotentiaries emperors mps congressmen senators parliamentarians legislators".split()
)
_TASKS = frozenset(
    "technical survey assessment fact-finding reconnaissance expert evaluation review monitoring verification"
    " inspection needs preparatory advance observation electoral inter-agency multidisciplinary high-level"
    " ministerial".split()
)
"""What a party of no stated country is on, if it is an official one."""


class Plurals(Phrases):
    """Reads several people, and groups."""

    def each_state(self, mention: Mention, begin: int) -> list[Mention]:
        """Read "the foreign ministers of A, B and C", "the A and B foreign ministers": one mention each."""
        s, result, at = self.s, [mention], mention.end
        span = s.mark[at + 1] if at + 1 < self.n and s.low[at] == "from" else None
        if not mention.country and span is not None and span.kind == "country":  # "his colleagues from Y and Z"
            mention.country, mention.end, at = span.code, span.end, span.end
            mention.text = s.words(mention.start, mention.end)
        if not mention.country:
            return result
        of_state = s.mark[mention.end - 1] is not None and s.mark[mention.end - 1].kind == "country"
        head = mention.head.removesuffix("s")
        while of_state and at + 1 < self.n and s.low[at] in (",", "and", "the", "("):
            if s.low[at] == "(":
                inner = self.bracketed(at)
                if inner is None:
                    break
                at = inner[1] + 1
            while at + 1 < self.n and s.low[at] in (",", "and", "the"):
                at += 1
            span = s.mark[at]
            if span is None or span.kind != "country" or s.low[span.end : span.end + 1] == ["'s"]:
                break
            text = f"{head} of {s.words(span.start, span.end)}"
            result.append(Mention(span.start, span.end, "", mention.head, mention.head, span.code, "person", text))
            at = span.end
        back = begin
        while (
            not of_state
            and back >= 2
            and s.low[back - 1] in ("and", ",")
            and s.mark[back - 2] is not None
            and s.mark[back - 2].kind == "demonym"
        ):
            span = s.mark[back - 2]
            text = f"{s.words(span.start, span.end)} {head}"
            start = span.start - (span.start > 0 and s.low[span.start - 1] in ARTICLES)
            result.insert(0, Mention(start, span.end, "", mention.head, mention.head, span.code, "person", text))
            mention.start, back = back, span.start
        return result

    def with_names(self, result: list[Mention]) -> list[Mention]:
        """Name those of "the ministers of A (N), B (O) and C (P)", "the A and B ministers, N and O": each his own."""
        s, last = self.s, result[-1]
        inner = [self.bracketed(mention.end) for mention in result]
        if len(result) > 1 and all(inner):
            for mention, (start, end) in zip(result, inner, strict=True):
                mention.name, mention.end = self.clean(start, end), end + 1
            return result
        found, at = [], last.end
        while at + 1 < self.n and s.low[at] in (",", "and", ":") and s.low[at + 1] != "and":
            end = self.name(at + 1)
            if end == at + 1:
                break
            found.append((at + 1, end))
            at = end
        joined = len(found) > 1 and s.low[found[-1][0] - 1] == "and" and s.low[last.end] != "and"
        if not joined or (len(result) > 1 and len(result) != len(found)):
            return result
        if len(result) == 1:
            first = result[0]
            result = [Mention(0, 0, "", first.role, first.head, first.country, first.kind) for _ in found]
            result[0].start = first.start
        for mention, (start, end) in zip(result, found, strict=True):
            mention.start = min(mention.start, start) if mention is result[0] else start
            mention.name, mention.end = self.clean(start, end), end
            mention.text = s.words(start, end)
        return result

    def bracketed(self, at: int) -> tuple[int, int] | None:
        """Return the name that brackets hold."""
        if at + 2 < self.n and self.s.tokens[at] == "(":
            end = self.name(at + 1)
            if end > at + 1 and self.s.tokens[end : end + 1] == [")"]:
                return at + 1, end
        return None

    def several(self, mention: Mention, head: str) -> list[Mention]:
        """Read "Presidents A and B"."""
        result = [mention]
        mention.text = self.s.words(mention.start, mention.end)
        if head.rsplit(" ", maxsplit=1)[-1] not in PLURALS:
            return result
        while mention.end + 1 < self.n and self.s.low[mention.end] in ("and", ","):
            end = self.name(mention.end + 1)
            if end == mention.end + 1:
                break
            following = Mention(mention.end + 1, end, self.clean(mention.end + 1, end), mention.role, head)
            self.of_country(following)
            following.text = self.s.words(following.start, following.end)
            result.append(following)
            mention = following
        return result

    def group(self, mention: Mention, modified: bool, first: int, begin: int) -> Mention | None:
        """Read a delegation, with the state it comes from and the person who leads it."""
        s, end = self.s, mention.end
        if not modified and first == begin and mention.head not in ("delegation", "delegations", "officials"):
            return None
        if mention.head in ("mission", "team", "group", "experts", "contingent", "staff team") and not (
            mention.country or mention.kind == "body" or _TASKS & set(s.low[begin : mention.end])
        ):
            return None
        if end + 1 < self.n and s.low[end] == "from":
            at = end + 2 if s.low[end + 1] == "the" else end + 1
            span = s.mark[at] if at < self.n else None
            if span is not None and span.kind in ("country", "organisation"):
                mention.country = mention.country or (span.code if span.kind == "country" else "")
                mention.end = end = span.end
        elif end + 1 < self.n and s.low[end] == "of":
            for at in range(end + 1, min(end + 6, self.n)):
                span = s.mark[at]
                if s.low[at] in (",", ".", "to", "in", "and"):
                    break
                if span is not None and (span.kind == "demonym" or (span.kind == "country" and at > end + 1)):
                    mention.country = mention.country or span.code
        mention.text = s.words(mention.start, mention.end)
        return mention
