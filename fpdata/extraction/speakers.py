"""Who says "I": the speaker of a quotation, of a turn of a transcript, of a whole speech; and where "here" is."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from fpdata.extraction.lexicon import Sentence, fold
from fpdata.extraction.names import Mention
from fpdata.extraction.people import mentions
from fpdata.extraction.person import Person
from fpdata.extraction.plurals import PLURALS
from fpdata.extraction.verbs import SPEECH

if TYPE_CHECKING:
    from fpdata.extraction.cast import Cast

__all__ = ["FIRST", "Speakers"]

FIRST = {"i": "i", "my": "i", "me": "i", "myself": "i", "we": "we", "our": "we", "us": "we"}
"""Words of the first person; they mean one or many."""

_NAME = r"[^\W\d_][\w.'’-]*"
_LABEL = re.compile(rf"[\W\d_]{{0,3}}({_NAME}(?:[,/ ] ?{_NAME}){{0,8}} ?(?:\([^)]{{2,90}}\) ?)?):(?:\s|$)")
_ASKS = re.compile(
    r"\b(?:q|questions?|journalist|reporter|anchor|host|moderator|presenter|interviewer|spokes\w+|correspondent|aide|"
    r"speaker|chair|members?|senators?|note|photo|source|subject|date|contact)\b",
    re.I,
)
"""Labels of those who ask, preside or speak for others."""
_TITLED = frozenset(
    "mr mrs ms miss mr. mrs. ms. dr dr. sir dame shri smt hon hon. h.e h.e. he minister president premier chancellor"
    " ambassador secretary".split()
)
_SPOKEN = re.compile(
    r"\b(?:speech|address|remarks|statements?|response|reply|toast|transcript|lecture|interview|message|doorstop"
    r"|intervention|keynote|declaration|comments?)\b(?: \w+){0,4}? (?:by|of|from|with|delivered by|given by)\b"
    r"|\b(?:media|press|news) (?:release|statement|conference)\b",
    re.I,
)
"""What a heading says of a speech, up to the speaker."""
_SPEECHES = (
    "speech address remark statement response reply toast transcript lecture interview message doorstop intervention"
    " keynote declaration comment media press news"
).split()
"""Words of which such a heading has one."""
_HEADINGS = 3
"""Sentences in which a speech is announced."""
_ALSO = frozenset(
    "added adds noted notes stressed stresses explained remarked wrote writes tweeted recalled concluded continued"
    " declared replied asked insisted confirmed commented posted affirmed quoted saying adding".split()
)
_SAYS = SPEECH | _ALSO
_NEAR = (0, -1, -2, 1)


class Heading(NamedTuple):
    """Who gives a speech, the sentence that says so, and the state that it is given in."""

    person: Person
    place: int
    venue: str


class Speakers:
    """The speakers of one document.

    Parameters
    ----------
    cast : Cast
        Its people.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.turns: list[Person | None] = []
        """Whose turn each sentence belongs to, as far as they were asked for."""
        self.quotes: dict[int, Person | None] = {}
        self.quoted: dict[int, tuple[list[int], bool]] = {}
        self.head: Heading | None = None
        self.headed = False

    def of(self, place: int, at: int) -> Person | None:
        """Return whom "I" means.

        Parameters
        ----------
        place : int
            Position of the sentence.
        at : int
            Its token.

        Returns
        -------
        Person or None
            None where the document does not say.
        """
        quote = None
        if self.inside(place, at):
            if place not in self.quotes:
                self.quotes[place] = self.quote(place)
            quote = self.quotes[place]
        return quote or self.turn(place) or self.heading()

    def turn(self, place: int) -> Person | None:
        """Return whose turn a sentence belongs to, by the last label before it: "JANE ROE: ...", "Mr Roe: ..."."""
        while len(self.turns) <= place:
            following = len(self.turns)
            last = self.turns[-1] if self.turns else None
            text = self.cast.texts[following][2]
            label = _LABEL.match(text) if ":" in text else None
            told = self.labelled(following, label) if label else False
            self.turns.append(last if told is False else told)
        return self.turns[place]

    def labelled(self, place: int, label: re.Match[str]) -> Person | bool | None:
        """Return who a label names; None for one who only asks, False where it is no label."""
        text = label[1].strip()
        if _ASKS.search(text):
            return None
        words = text.split()
        bare = [word for word in words if len(word) > 2]
        shouted = any(word.isupper() for word in bare)
        if not shouted and words[0].lower() not in _TITLED:
            return False
        if not shouted and any(word.islower() for word in bare if word not in ("the", "for", "and")):
            return False
        sentence = self.cast.sentence(place)
        end = bisect_right(sentence.starts, label.end(1))
        named = [mention for mention in mentions(sentence) if mention.end <= end and mention.kind == "person"]
        chosen = next((mention for mention in reversed(named) if mention.name), named[0] if named else None)
        if chosen is None:
            if len(words) > 2 or not shouted or any(span.start < end for span in sentence.spans):
                return None if shouted else False
            last = bare[-1]
            known = self.cast.by_part.get(fold(last).lower())
            if known:
                return known[-1]
            chosen = Mention(0, end, last.title(), text=text)
        person = self.cast.person(chosen, place)
        for mention in named:
            if mention is not chosen and mention.role and not person.role:
                person.role, person.head, person.official = mention.role, mention.head, True
        return person

    def heading(self) -> Person | None:
        """Return who gives the speech or sends the release that the document is."""
        if not self.headed:
            self.headed = True
            for place in range(min(_HEADINGS, len(self.cast.texts))):
                text = self.cast.texts[place][2][:400]
                lower = text.lower()
                told = _SPOKEN.search(text) if any(word in lower for word in _SPEECHES) or not text.isascii() else None
                if told is None:
                    continue
                sentence = self.cast.sentence(place)
                if '"' in sentence.text[: told.start()]:
                    continue
                at = bisect_right(sentence.starts, told.end() - 1)
                speaker = next(
                    (mention for mention in mentions(sentence) if at <= mention.end - 1 and mention.start <= at + 6),
                    None,
                )
                if speaker is None or speaker.kind != "person" or speaker.head.split(" ")[-1] in PLURALS:
                    continue
                people = mentions(sentence)
                behind = next((mention for mention in people if speaker.end < mention.start <= speaker.end + 1), None)
                if not speaker.name and behind and behind.name and not behind.role and sentence.low[speaker.end] == ",":
                    person = self.cast.person(behind, place)  # "by the Prime Minister, Mr Roe"
                    person.role, person.head, person.official = speaker.role, speaker.head, True
                    person.country = person.country or speaker.country
                    self.cast.known[id(speaker)] = person
                else:
                    person = self.cast.person(speaker, place)
                self.head = Heading(person, place, self.venue(sentence, speaker.end, person.country))
                break
        return self.head.person if self.head else None

    @staticmethod
    def venue(sentence: Sentence, at: int, own: str) -> str:
        """Return the state that a speech is given in: the last place that its heading names, else the host's."""
        spans = [span for span in sentence.spans if span.start >= at and span.code != own]
        for kinds in (("city", "seat"), ("country",), ("demonym",)):
            found = [span.code for span in spans if span.kind in kinds and len(span.code) == 3]
            if found:
                return found[-1]
        return ""

    def here(self, place: int, word: str) -> str:
        """Return the state that "here", "your country" or "our country" means, empty where nothing says.

        Parameters
        ----------
        place : int
            Position of the sentence.
        word : str
            here, your, our or this.
        """
        speaker = self.turn(place) or self.heading()
        if word in ("our", "this"):
            return speaker.country if speaker else ""
        if self.head and self.head.person is speaker and self.head.venue:
            return self.head.venue
        return self.cast.dateline() if word == "here" else ""

    def marks(self, place: int) -> tuple[list[int], bool]:
        """Return the quotation marks of a sentence, and whether it begins inside a quotation."""
        if place not in self.quoted:
            marks = [at for at, low in enumerate(self.cast.sentence(place).low) if low == '"']
            opened = False
            if place and self.cast.texts[place - 1][0] == self.cast.texts[place][0]:
                before, began = self.quoted.get(place - 1, ([], False))
                opened = (len(before) % 2 == 1) != began
            self.quoted[place] = (marks, opened)
        return self.quoted[place]

    def inside(self, place: int, at: int) -> bool:
        """Tell whether a token stands in quotation marks."""
        first = place
        paragraph = self.cast.texts[place][0]
        while first and first - 1 not in self.quoted and self.cast.texts[first - 1][0] == paragraph:
            first -= 1
        for earlier in range(first, place):
            self.marks(earlier)
        marks, opened = self.marks(place)
        return (sum(mark < at for mark in marks) % 2 == 1) != opened

    def quote(self, place: int) -> Person | None:
        """Return who is quoted: who "said" it in the same sentence, in those before or in the next."""
        for step in _NEAR:
            other = place + step
            if not 0 <= other < len(self.cast.texts) or abs(self.cast.texts[other][0] - self.cast.texts[place][0]) > 1:
                continue
            person = self.says(other)
            if person is not None:
                return person
        return None

    def says(self, place: int) -> Person | None:
        """Return who says something in a sentence, in words outside its quotations."""
        sentence = self.cast.sentence(place)
        for at, low in enumerate(sentence.low):
            if low not in _SAYS or self.inside(place, at):
                continue
            people = [mention for mention in mentions(sentence) if mention.kind != "group"]
            before = [m for m in people if m.end <= at <= m.end + 12 and not self.inside(place, m.start)]
            after = next((m for m in people if at < m.start <= at + 2), None)
            if at and sentence.low[at - 1] in ("he", "she"):
                return self.cast.pronoun(sentence.low[at - 1], place)
            if after is not None and (at == 0 or sentence.low[at - 1] in ('"', ",")):
                return self.cast.person(after, place)
            if before:
                return self.cast.person(before[0] if before[-1].end < at - 3 else before[-1], place)
        return None
