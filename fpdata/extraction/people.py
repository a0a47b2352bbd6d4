"""Who a sentence speaks of: names with their offices, offices alone, delegations.

A mention is what stands in one sentence; `fpdata.extraction.cast` says which
mentions are one person.
"""

from __future__ import annotations

from fpdata.extraction.lexicon import Sentence, words
from fpdata.extraction.names import JOINED, MONTHS, RESPECT, Mention
from fpdata.extraction.phrases import state_of, titled
from fpdata.extraction.plurals import ARTICLES, PLURALS, Plurals

__all__ = ["Mention", "mentions"]

_RANKS = frozenset("sen rep gen lt col maj adm brig capt senator congressman congresswoman".split())
_VERBS = frozenset("has have had is was will would said says told met visited arrived made paid held attended".split())
_SENT = frozenset("envoy representative emissary adviser advisor".split())
_CALLINGS = frozenset("politician diplomat lawyer economist statesman stateswoman soldier officer academic".split())
_ONCE = frozenset("twice thrice once formerly now currently later long then".split())
_CAPITAL_ONLY = frozenset("general chair marshal metropolitan governor colonel deputy head pm fm eam vp mp mps".split())


def mentions(sentence: Sentence) -> list[Mention]:
    """Return the people and delegations that a sentence mentions, in order."""
    if sentence.people is None:
        sentence.people = _Reader(sentence).read()
        for mention in sentence.people:
            for span in {span for span in sentence.mark[mention.start : mention.end] if span is not None}:
                if span.kind == "city" and sentence.tokens[span.start] in mention.name.split():
                    sentence.unmark(span)
    return sentence.people


class _Reader(Plurals):
    def read(self) -> list[Mention]:
        place, tokens, low = 0, self.s.tokens, self.s.low
        while place < self.n:
            token = tokens[place]
            mention = self.office(place) if low[place] in self.heads else None
            if mention is None and (token[0].isupper() or "-" in token or "'" in token):
                mention = self.bare(place)
            if mention is None:
                place += 1
                continue
            if (
                isinstance(mention, Mention)
                and mention.start > 1
                and self.s.low[mention.start - 1] == "as"
                and self.s.low[mention.start - 2] in ("known", "nicknamed", "dubbed")
            ):  # "A, known as B"
                place = mention.end
                continue
            last = self.found[-1] if self.found else None
            if (
                isinstance(mention, Mention)
                and last is not None
                and last.role
                and mention.role
                and last.name
                and not last.country
                and (
                    self.s.low[last.end : mention.start] == ["and"]
                    and self.s.low[mention.end - 2 : mention.end - 1] in (["of"], ["the"])
                )
            ):
                last.country = mention.country  # "President A and Prime Minister B of Y"
            for each in mention if isinstance(mention, list) else [mention]:
                self.found.append(each)
                place = max(place + 1, each.end, self.behind)  # "A is X's foreign minister": one mention, of A
        return self.found

    def office(self, place: int) -> Mention | list[Mention] | None:
        """Read an office whose head begins here, with what stands before and behind it."""
        s = self.s
        found = next(
            (
                entry
                for entry in self.heads.get(s.low[place], ())
                if s.low[place + 1 : place + 1 + len(entry[0])] == entry[0]
            ),
            None,
        )
        if found is None:
            return None
        rest, kind = found
        end = place + 1 + len(rest)
        if s.mark[place] is not None and s.mark[place].kind != "organisation":
            return None
        if not rest and s.low[place] in _CAPITAL_ONLY and not s.tokens[place][0].isupper() and not self.followed(end):
            return None
        if not rest and s.low[place] in ("deputy", "chief", "general", "head", "aide") and self.leads_on(end):
            return None
        head = " ".join(s.low[place:end])
        begin, country, body, modified = self.before(place)
        while self.more_heads(end):  # "Secretary of State", "Secretary General": the longest head was taken
            end += 1
        role_end, own, body_too = self.portfolio(end)
        country = country or own
        if head == "head" and {"government", "state"} & set(s.low[end:role_end]):  # "head of the Y government"
            head = "head of " + ("state" if "state" in s.low[end:role_end] else "government")
        role = s.words(self.role_start(begin, place), role_end)
        name_at = self.skip_brackets(role_end)
        name_end = self.name(name_at, after_office=True)
        named = name_end > name_at or (s.low[name_at : name_at + 1] == [","] and self.name(name_at + 1) > name_at + 1)
        joined = self.joins(begin, head, kind, named=named, state=country)
        if joined is not None:
            self.found.pop()
            modified, begin = True, joined.start + (bool(joined.role) and s.low[joined.start] in ARTICLES)
            country = joined.country or country
            if joined.role:
                role = s.words(begin, role_end)
            if joined.head.rsplit(" ", maxsplit=1)[-1] in _SENT:
                head = joined.head
        first = begin - 1 if begin and s.low[begin - 1] in ARTICLES else begin
        whole = " ".join(s.low[begin:role_end])
        if not country:
            country = state_of(" ".join([whole, *s.low[name_at:name_end]]))
        mention = Mention(first, role_end, "", role, head, country, "group" if kind == "group" else "person")
        if (body or body_too) and not country:
            mention.kind = "body"
        if kind == "group":
            return self.group(mention, modified, first, begin)
        if name_end > name_at:
            mention.name, mention.end = self.clean(name_at, name_end), name_end
            self.of_country(mention)
            if head.split(" ")[-1] in PLURALS or head.removesuffix("s") in ("president", "minister", "senator"):
                return self.several(mention, head)
        else:
            self.apposition(mention)
        if not mention.name and not modified and first == begin and not country and not self.capital(place):
            return None  # "minister" in running text, neither article nor country
        if not mention.name and self.second_office(mention, first):
            return self.found.pop()
        mention.text = s.words(mention.start, mention.end)
        if not mention.name and head.split(" ")[-1] in PLURALS:
            return self.with_names(self.each_state(mention, begin))
        return mention

    def joins(self, begin: int, head: str, kind: str, *, named: bool, state: str) -> Mention | None:
        """Return the mention before an office that is a part of it."""
        s, last = self.s, self.found[-1] if self.found else None
        if last is None:
            return None
        between, plural = s.low[last.end : begin], head.rsplit(" ", maxsplit=1)[-1] in PLURALS
        if last.name:  # "Sindh Chief Minister": no person but what the office belongs to
            return last if not between and not last.role and " " not in last.name and kind == "office" else None
        if last.head.rsplit(" ", maxsplit=1)[-1] in _SENT and between in (["of"], ["of", "the"], ["to"], ["to", "the"]):
            return last  # "the Special Envoy of the Secretary-General for Y, A": one person
        one = last.kind == "person" and between == ["and"] and not state and last.head.split(" ")[-1] not in PLURALS
        article = s.low[last.start] in ARTICLES
        return (
            last if one and (not article or (named and not plural)) else None
        )  # "Minister for X and Minister for Y, A"

    def second_office(self, mention: Mention, first: int) -> bool:
        """Join "A, president of Y and chairman of Z": one person; moves the end of the mention before."""
        s, last = self.s, self.found[-1] if self.found else None
        if last is None or not last.role or not last.name or last.kind != "person":
            return False
        begins = s.written(last.start, last.end).find(last.name)
        behind = begins < s.words(last.start, last.end).find(last.role)
        joined = s.low[last.end : first] in (["and"], ["and", "the"], [",", "and"], [","], ["/"])
        if not (behind and joined) or (mention.country and last.country and mention.country != last.country):
            return False
        last.end, last.country = mention.end, last.country or mention.country
        last.text = s.words(last.start, last.end)
        return True

    def apposition(self, mention: Mention) -> None:
        """Join "A, the minister of Y," and "the minister of Y, A,"."""
        s = self.s
        last = self.found[-1] if self.found else None
        if (
            last is not None
            and last.name
            and not last.role
            and last.end == mention.start - 1
            and s.low[last.end] in ("is", "was", "as", "became")
        ):
            self.found.pop()
            self.behind = mention.end
            mention.name, mention.start, mention.end = (
                last.name,
                last.start,
                last.end + (s.low[last.end] == "as") * (mention.end - last.end),
            )
            return
        close = self.skip_brackets(last.end) if last is not None and last.name else 0  # "A (Party), chair of B"
        near = mention.start - (mention.start > 1 and s.low[mention.start - 1] in _ONCE)
        if close and close == near - 1 and s.low[close] in (",", "(", "-", "—"):
            behind = s.low[mention.end] if mention.end < self.n else "."
            if last.kind == "person" and (
                not last.role or (mention.country and not last.country and behind in (",", ".", ")"))
            ):
                self.found.pop()
                mention.name, mention.start = last.name, last.start
                mention.country = mention.country or last.country  # "Lord A, minister"
                return
        end = mention.end + (s.low[mention.end : mention.end + 2] == ['"', ","])
        if s.low[end : end + 2] in (["his", "excellency"], ["her", "excellency"]) and s.low[end + 2 : end + 3] == [","]:
            end += 2
        if (
            end < self.n
            and s.low[end] in (",", ":")
            and (mention.country or mention.kind == "body" or mention.start < end - 1)
        ):
            end += 2 * (s.low[end + 1 : end + 3] in (["his", "excellency"], ["her", "excellency"]))
            stop = self.name(end + 1)
            if stop - end > 2 and (
                stop >= self.n
                or s.low[stop] in (",", ".", ")", ";", "who", "(")
                or (s.low[stop] in _VERBS and mention.start < end - 1)
            ):
                mention.name, mention.end = self.clean(end + 1, stop), stop

    def bare(self, place: int) -> Mention | None:
        """Read a name without an office."""
        s = self.s
        if not self.capital(place) and not JOINED.match(s.tokens[place]):
            return None
        if s.mark[place] is not None:
            return None
        if s.tokens[place] in MONTHS and not (
            s.tokens[place] in ("Jan", "April", "June") and place + 1 < self.n and self.goes_on(place)
        ):
            return None
        end = self.name(place)
        if end == place:
            return None
        name = self.clean(place, end)
        if (
            len(name) < 2
            or (name.isupper() and " " not in name and s.low[place] not in words("honorific"))
            or name.startswith("I'")
            or s.low[place] in words("thing")
            or s.low[place] in RESPECT
            or (
                place == 0
                and " " not in name
                and name.endswith("ly")
                and s.low[end : end + 1] in ([","], ["the"], ["a"])
            )
        ):
            return None
        honoured = s.low[place] in words("honorific")
        single = " " not in name
        sure = honoured or not (single and (place == 0 or s.tokens[place - 1] in ('"', ":")))
        mention = Mention(place, end, name, text=s.words(place, end), sure=sure)
        if honoured:
            mention.country = titled(f" {' '.join(s.low[place:end])} ")
        if s.low[place].strip(".") in _RANKS:
            mention.role, mention.head = s.given[s.starts[place] :].split(name, 1)[0].strip(), "officer"
        if end < self.n and s.low[end] in ("of", "("):
            self.of_country(mention)
        elif s.low[end : end + 1] in (["is"], ["was"]) and s.low[end + 1 : end + 2] in (["a"], ["an"]) and not single:
            span = s.mark[end + 2] if end + 3 < self.n else None
            if span is not None and span.kind == "demonym" and s.low[span.end] in _CALLINGS:
                mention.country = span.code  # "A was a Kenyan diplomat"
        owner = s.mark[place - 2] if place > 1 and s.low[place - 1] == "'s" else None
        if owner is not None and owner.kind == "country":  # "Kenya's A"
            mention.country, mention.start = owner.code, owner.start
        return mention
