"""Who a sentence speaks of: names with their offices, offices alone, delegations.

A mention is what stands in one sentence; `fpdata.extraction.cast` says which
mentions are one person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fpdata.extraction.lexicon import Sentence, fold, implied, words

__all__ = ["PLURALS", "Mention", "family", "mentions"]

_JOINED = re.compile(r"(?:al|el|as|ash|ar|an|ad|at|az|ul|bin|abu|ben|d|l|o|van|ould)['-][^\W\d_]", re.I)
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV V VI VII VIII IX X XI XII XIII XIV XVI".split())
_ARTICLES = frozenset("the a an his her their its our this then".split())
_MONTHS = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday"
    " Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Jan. Feb. Aug. Sept. Oct. Nov. Dec.".split()
)
PLURALS = frozenset("foreign-ministers heads heads-of-state presidents ministers premiers secretaries senators leaders advisors advisers chiefs directors envoys councillors monarchs lawmakers commissioners".split())
_VERBS = frozenset("has have had is was will would said says told met visited arrived made paid held attended".split())
_ROOMS = frozenset("house office palace residence hall school building".split())
_STYLES = frozenset("h.m. h.e. h.h. h.r.h. mr mr. dr dr. his her majesty highness excellency holiness".split())
_ALSO_NAMES = frozenset("king prince general deputy chair marshal head pope bishop".split())
_CAPITAL_ONLY = frozenset("general chair marshal metropolitan governor colonel deputy head pm fm eam vp mp mps".split())
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LONGEST_NAME = 7


@dataclass(slots=True)
class Mention:
    """One mention of a person or delegation.

    Attributes
    ----------
    start, end : int
        Tokens, from the article to the end of the name.
    name : str
        As written, without office; empty where only the office stands.
    role : str
        Office as written, without country; may be empty.
    head : str
        Head word of the office in lower case.
    country : str
        ISO3 of the state served, empty where the words do not say.
    kind : str
        person, group (a delegation, officials) or body (of an international
        body).
    text : str
        The whole phrase.
    """

    start: int
    end: int
    name: str = ""
    role: str = ""
    head: str = ""
    country: str = ""
    kind: str = "person"
    text: str = ""
    sure: bool = True


@cache
def _heads() -> dict[str, list[tuple[list[str], str]]]:
    found: dict[str, list[tuple[list[str], str]]] = {}
    for kind in ("office", "group"):
        for word in words(kind):
            first, *rest = word.split(" ")
            found.setdefault(first, []).append((rest, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def mentions(sentence: Sentence) -> list[Mention]:
    """Return the people and delegations that a sentence mentions, in order."""
    if sentence.people is None:
        sentence.people = _Reader(sentence).read()
    return sentence.people


@lru_cache(maxsize=4096)
def _implied(role: str) -> str:
    padded = f" {role} "
    return next((code for phrase, code in implied().items() if f" {phrase} " in padded), "")


class _Reader:
    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.n = len(sentence.tokens)
        self.found: list[Mention] = []
        self.heads = _heads()

    def read(self) -> list[Mention]:
        place = 0
        while place < self.n:
            token = self.s.tokens[place]
            mention = self.office(place) if self.s.low[place] in self.heads else None
            if mention is None and (token[0].isupper() or "-" in token or "'" in token):
                mention = self.bare(place)
            if mention is None:
                place += 1
                continue
            last = self.found[-1] if self.found else None
            if isinstance(mention, Mention) and last is not None and last.role and mention.role and last.name and not last.country and (
                self.s.low[last.end : mention.start] == ["and"] and self.s.low[mention.end - 2 : mention.end - 1] in (["of"], ["the"])
            ):
                last.country = mention.country  # "President A and Prime Minister B of Y"
            for each in mention if isinstance(mention, list) else [mention]:
                self.found.append(each)
                place = max(place + 1, each.end)
        return self.found

    def office(self, place: int) -> Mention | list[Mention] | None:
        """Read an office whose head begins here, with what stands before and behind it."""
        s = self.s
        for rest, kind in self.heads.get(s.low[place], ()):
            end = place + 1 + len(rest)
            if s.low[place + 1 : end] == rest:
                break
        else:
            return None
        if s.mark[place] is not None and s.mark[place].kind != "organisation":
            return None
        if not rest and s.low[place] in _CAPITAL_ONLY and not s.tokens[place][0].isupper() and not self.followed(end):
            return None
        if s.low[place] in ("deputy", "chief", "general", "head", "aide") and self.leads_on(end):
            return None
        head = " ".join(s.low[place:end])
        begin, country, body, modified = self.before(place)
        while self.more_heads(end):  # "Secretary of State", "Secretary General": the longest head was taken
            end += 1
        role_end, own, body_too = self.portfolio(end)
        country = country or own
        role = s.words(self.role_start(begin, place), role_end)
        name_at = self.skip_brackets(role_end)
        name_end = self.name(name_at, after_office=True)
        last = self.found[-1] if self.found else None
        if last is not None and last.end == begin and last.name and not last.role and " " not in last.name and kind == "office":
            self.found.pop()  # "Sindh Chief Minister": no person but what the office belongs to
            begin, modified = last.start, True
        elif last is not None and not last.name and last.kind == "person" and last.end == begin - 1 and s.low[last.end] == "and" and (
            not country and s.low[last.start] not in _ARTICLES and last.head.split(" ")[-1] not in PLURALS
        ):
            self.found.pop()  # "Minister for Health and Minister for Sport, A"
            begin, country, modified = last.start, last.country, True
        first = begin - 1 if begin and s.low[begin - 1] in _ARTICLES else begin
        whole = " ".join(s.low[begin:role_end])
        if not country:
            country = _implied(whole)
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
        mention.text = s.words(mention.start, mention.end)
        if not mention.name and head.split(" ")[-1] in PLURALS:
            return self.each_state(mention, begin)
        return mention

    def each_state(self, mention: Mention, begin: int) -> list[Mention]:
        """Read "the foreign ministers of A, B and C", "the A and B foreign ministers": one mention each."""
        s, result, at = self.s, [mention], mention.end
        if not mention.country:
            return result
        of_state = s.mark[mention.end - 1] is not None and s.mark[mention.end - 1].kind == "country"
        head = mention.head.removesuffix("s")
        while of_state and at + 1 < self.n and s.low[at] in (",", "and", "the"):
            while at + 1 < self.n and s.low[at] in (",", "and", "the"):
                at += 1
            span = s.mark[at]
            if span is None or span.kind != "country" or s.low[span.end : span.end + 1] == ["'s"]:
                break
            text = f"{head} of {s.words(span.start, span.end)}"
            result.append(Mention(span.start, span.end, "", mention.head, mention.head, span.code, "person", text))
            at = span.end
        back = begin
        while not of_state and back >= 2 and s.low[back - 1] in ("and", ",") and s.mark[back - 2] is not None and s.mark[back - 2].kind == "demonym":
            span = s.mark[back - 2]
            text = f"{s.words(span.start, span.end)} {head}"
            start = span.start - (span.start > 0 and s.low[span.start - 1] in _ARTICLES)
            result.insert(0, Mention(start, span.end, "", mention.head, mention.head, span.code, "person", text))
            mention.start, back = back, span.start
        return result

    def leads_on(self, place: int) -> bool:
        """Tell whether the next word belongs to a longer office: "Deputy Prime Minister"."""
        while place < self.n and (self.s.low[place] in words("modifier") or self.s.low[place] in words("portfolio")):
            place += 1
        return place < self.n and self.s.low[place] in _heads()

    def followed(self, end: int) -> bool:
        return end < self.n and self.s.low[end] == "of"

    def more_heads(self, end: int) -> bool:
        return end < self.n and self.s.low[end] in ("designate", "elect", "general") and self.capital(end)

    def capital(self, place: int) -> bool:
        return place < self.n and self.s.tokens[place][0].isupper()

    def before(self, place: int) -> tuple[int, str, bool, bool]:
        """Walk left over modifiers: where the phrase begins, its country, whether a body's, whether modified."""
        s, begin, country, body = self.s, place, "", False
        floor = self.found[-1].end if self.found else 0
        while begin > floor:
            span, low = s.mark[begin - 1], s.low[begin - 1]
            if span is not None:
                if span.kind in ("demonym", "country", "city") and span.start >= floor:
                    if span.kind == "city" and country:
                        break
                    if begin < place and span.kind == "city" and s.low[begin] in ("'s",):
                        break
                    country = span.code
                elif span.kind == "organisation":
                    body = True
                elif span.kind == "seat":
                    country = country or span.code
                else:
                    break
                begin = span.start
            elif low in ("'s", "'") and begin - 2 >= floor and s.mark[begin - 2] is not None and not country:
                begin -= 1
            elif low in words("modifier") or low in words("portfolio") or (low.isdigit() and begin < place):
                begin -= 1
            elif low in ("and", ",", "&", "/", "-") and begin - 2 >= floor and begin < place + 1 and (
                s.low[begin - 2] in words("portfolio") and s.mark[begin - 2] is None and (s.low[begin] in words("portfolio") or low != "," and begin == place)
            ):
                begin -= 2
            elif low in _STYLES and low not in ("his", "her"):
                begin -= 1
            elif low.startswith(("ex-", "vice-", "co-")) or low.endswith(("-backed", "-based", "-led")) or _ORDINAL.fullmatch(low):
                begin -= 1
            else:
                break
        return begin, country, body, begin < place

    def role_start(self, begin: int, place: int) -> int:
        """Say where the office begins behind country and possessive."""
        s = self.s
        while begin < place and (s.mark[begin] is not None and s.mark[begin].kind != "organisation" or s.low[begin] in ("'s", "'", "visiting", "and") or s.low[begin] in _STYLES):
            begin += 1
        return begin

    def portfolio(self, end: int) -> tuple[int, str, bool]:
        """Walk right over "of Foreign Affairs of Y", "for X", "to the President"."""
        s, country, body = self.s, "", False
        known = words("portfolio")
        while end + 1 < self.n and s.low[end] in ("of", "for", "to", "on", "at"):
            at = end + 1
            if s.low[at] == "the" and at + 1 < self.n:
                at += 1
            span = s.mark[at]
            if span is not None and span.kind in ("country", "region", "organisation", "seat", "city"):
                if s.low[end] == "to" and span.kind != "organisation":
                    break
                if s.low[end] in ("on", "at") and span.kind != "organisation":
                    break
                if span.kind == "country" and s.low[end] == "of":
                    country = country or span.code
                if span.kind == "organisation":
                    body = True
                end = span.end
            elif span is not None and span.kind == "demonym" and at + 1 < self.n and s.low[at + 1] in known:
                end = self.run(at + 1)
            elif s.low[at] in known and s.low[end] != "at":
                end = self.run(at)
            elif s.low[end] in ("of", "for") and self.capital(at) and span is None and self.things(at):
                end = self.things(at)
            elif s.low[end] == "to" and s.low[at] in ("president", "minister", "king"):
                end = at + 1
            else:
                break
        return end, country, body

    def run(self, at: int) -> int:
        s, known = self.s, words("portfolio")
        while at < self.n:
            if s.low[at] in known and (s.mark[at] is None or s.mark[at].kind != "country"):
                at += 1
            elif s.low[at] in ("and", ",", "&", "the", "of", "for") and at + 1 < self.n and (
                s.low[at + 1] in known and s.mark[at + 1] is None or s.low[at + 1] == "the" and at + 2 < self.n and s.low[at + 2] in known
            ):
                at += 1
            else:
                break
        return at

    def things(self, at: int) -> int:
        """Read "High Council for National Reconciliation": capitals, one of them a thing; 0 where none is."""
        s, place, thing = self.s, at, 0
        while place < min(self.n, at + 10) and (self.capital(place) or s.low[place] in ("of", "for", "the", "and", "on")):
            if s.low[place] in words("thing") and self.capital(place):
                thing = place + 1
            elif thing and s.low[place] in words("portfolio"):
                thing = place + 1
            place += 1
        return thing

    def skip_brackets(self, place: int) -> int:
        s = self.s
        if place < self.n and s.tokens[place] == "(":
            for end in range(place + 1, min(place + 5, self.n)):
                if s.tokens[end] == ")":
                    return end + 1
        return place

    def name(self, place: int, *, after_office: bool = False) -> int:
        """Return the end of a name that begins here, or where it begins if there is none."""
        s, start = self.s, place
        while place < self.n and (
            s.low[place] in words("honorific") and (self.capital(place) or s.low[place].endswith("."))
            or s.low[place] == "the" and s.low[place + 1 : place + 2] in (["hon"], ["hon."], ["honourable"], ["honorable"], ["rt"])
        ):
            place += 1
        begin = place
        while place < self.n and place - begin < _LONGEST_NAME:
            token, low, span = s.tokens[place], s.low[place], s.mark[place]
            if low in words("particle") and place + 1 < self.n and (place > begin or token[0].isupper()):
                if not (self.capital(place + 1) or s.low[place + 1] in words("particle")):
                    break
            elif token == "," and place + 1 < self.n and s.tokens[place + 1] in _SUFFIXES:
                place += 1
            elif token == "'" and place > begin and place + 1 < self.n and _JOINED.match(s.tokens[place + 1]):
                pass
            elif not (token[0].isupper() or (_JOINED.match(token) and len(token) > 3)):
                break
            elif span is not None and not (begin > start and place == begin and span.end - span.start == 1 and span.kind in ("city", "country")) and not (after_office and span.end - span.start == 1 and place == begin and span.kind in ("country", "city") and self.goes_on(place)):
                break
            elif token in _MONTHS and not (token in ("May", "April", "June", "August", "Jan") and (after_office or place > begin or self.goes_on(place)) and not self.date_follows(place)):
                break
            elif place > begin and low in _heads() and low not in _ALSO_NAMES and self.is_head(place):
                break
            elif not after_office and low in words("modifier") | words("portfolio") and low not in words("honorific"):
                break
            elif place == begin and low in words("starter") and token not in _MONTHS and not (after_office and token == "Will"):
                break
            elif low in _ROOMS and after_office:
                break
            elif low in words("thing") and not after_office:
                return start
            place += 1
        return place if place > begin else start

    def is_head(self, place: int) -> bool:
        return any(self.s.low[place + 1 : place + 1 + len(rest)] == rest for rest, _ in _heads()[self.s.low[place]])

    def goes_on(self, place: int) -> bool:
        following = place + 1
        if following >= self.n or self.s.low[following] in (",", "'s"):
            return False
        return self.s.tokens[following][0].isupper() and self.s.mark[following] is None and self.s.tokens[following] not in _MONTHS

    def date_follows(self, place: int) -> bool:
        return place + 1 < self.n and self.s.tokens[place + 1][0].isdigit()

    def clean(self, place: int, end: int) -> str:
        while place < end - 1 and (self.s.low[place] in words("honorific") or self.s.low[place] == "the"):
            place += 1
        return self.s.words(place, end)

    def of_country(self, mention: Mention) -> None:
        """Take the country of "President X of Y"."""
        s, end = self.s, mention.end
        if end + 1 < self.n and s.low[end] == "of":
            at = end + 2 if s.low[end + 1] == "the" else end + 1
            span = s.mark[at] if at < self.n else None
            if span is not None and span.kind == "country":
                mention.country = mention.country or span.code
                mention.end = span.end
            elif span is not None and span.kind == "organisation" and not mention.country:
                mention.kind, mention.end = "body", span.end

    def several(self, mention: Mention, head: str) -> list[Mention]:
        """Read "Presidents A and B"."""
        result = [mention]
        mention.text = self.s.words(mention.start, mention.end)
        if head.split(" ")[-1] not in PLURALS:
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

    def apposition(self, mention: Mention) -> None:
        """Join "A, the minister of Y," and "the minister of Y, A,"."""
        s = self.s
        last = self.found[-1] if self.found else None
        if last is not None and last.name and not last.role and last.end == mention.start - 1 and s.low[last.end] in ("is", "was", "as", "became"):
            self.found.pop()
            mention.name, mention.start, mention.end = last.name, last.start, last.end + (s.low[last.end] == "as") * (mention.end - last.end)
            return
        if last is not None and last.name and last.end == mention.start - 1 and s.low[last.end] in (",", "(", "-", "—"):
            behind = s.low[mention.end] if mention.end < self.n else "."
            if last.kind == "person" and (not last.role or mention.country and not last.country and behind in (",", ".", ")")):
                self.found.pop()
                mention.name, mention.start = last.name, last.start
                return
        end = mention.end
        if end < self.n and s.low[end] in (",", ":") and (mention.country or mention.kind == "body" or mention.start < end - 1):
            stop = self.name(end + 1)
            if stop - end > 2 and (stop >= self.n or s.low[stop] in (",", ".", ")", ";", "who") or s.low[stop] in _VERBS and mention.start < end - 1):
                mention.name, mention.end = self.clean(end + 1, stop), stop

    def group(self, mention: Mention, modified: bool, first: int, begin: int) -> Mention | None:
        """Read a delegation, with the state it comes from and the person who leads it."""
        s, end = self.s, mention.end
        if not modified and first == begin and mention.head not in ("delegation", "delegations", "officials"):
            return None
        if mention.head in ("mission", "team", "group", "experts", "contingent", "mission", "staff team") and not (mention.country or mention.kind == "body"):
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
                if span is not None and span.kind == "demonym":
                    mention.country = mention.country or span.code
        mention.text = s.words(mention.start, mention.end)
        return mention

    def bare(self, place: int) -> Mention | None:
        """Read a name without an office."""
        s = self.s
        if not self.capital(place) and not _JOINED.match(s.tokens[place]):
            return None
        if s.mark[place] is not None:
            return None
        if s.tokens[place] in _MONTHS and not (s.tokens[place] in ("Jan", "April", "June") and place + 1 < self.n and self.goes_on(place)):
            return None
        end = self.name(place)
        if end == place:
            return None
        name = self.clean(place, end)
        if len(name) < 2 or name.isupper() and " " not in name or name.startswith("I'") or s.low[place] in words("thing"):
            return None
        honoured = s.low[place] in words("honorific")
        single = " " not in name
        sure = honoured or not (single and (place == 0 or s.tokens[place - 1] in ('"', ":")))
        mention = Mention(place, end, name, text=s.words(place, end), sure=sure)
        if end < self.n and s.low[end] == "of":
            self.of_country(mention)
        owner = s.mark[place - 2] if place > 1 and s.low[place - 1] == "'s" else None
        if owner is not None and owner.kind == "country":  # "Kenya's A"
            mention.country, mention.start = owner.code, owner.start
        return mention


def family(name: str, country: str = "") -> str:
    """Return the family name: the last word, the first where the state writes it first."""
    parts = [part for part in name.replace(",", "").split() if part not in _SUFFIXES]
    if not parts:
        return name
    if country in ("CHN", "TWN", "KOR", "PRK", "VNM", "HKG") and len(parts) > 1:
        return fold(parts[0])
    return fold(parts[-1])
