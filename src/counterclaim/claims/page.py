"""A parsed report as plain columns of its tokens, which rules read many times over and fast."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc

from counterclaim.claims.actors import Actor, Actors, general_actors
from counterclaim.claims.broken import joined
from counterclaim.claims.lexicon import lowered
from counterclaim.model import Span

_MOVED = re.compile(
    r"displac|\bidps?\b|\bfled\b|\bflee|refuge|evacu|returnee|shelter|exodus|homeless|uproot|evict"
    r"|\bhhs?\b|newly arrived|new arrivals|transit site|\bpop(?:ulation)?\.? movement"
)
#: what drives people out: in a text as short as a notice, those who then move were driven out by it
_HAZARD = re.compile(
    r"\b(?:flood(?:s|ing|ed)?|storm|cyclone|typhoon|hurricane|(?:earth)?quake|tremors?|volcan\w+|erupti\w+|lava|wildfires?|bush ?fires?"
    r"|forest fires?|blaze|fires?|landslides?|mudslides?|avalanche|tornado|tsunami|dykes?|dam|rains|surge|rising waters?|high winds"
    r"|demoli\w+|bulldoz\w+|explosion|gas leak|clash(?:es|ed)?|attack(?:s|ed)?|fighting|offensive|militia\w*|armed|gangs?|violence"
    r"|reprisals?|insecurity|shelling|insurgents?|rebels?|raid(?:s|ed)?|conflict|capture|confinement|threats|expulsions?)\b"
)
_NOTICE = 600  # characters of such a text
_DISPLACED = re.compile(r"displac|\bidps?\b|\bfled\b|\bflee|evacu|uprooted")
_EDGE = ' \n\t"“”„«»,;:-–—_|()[]'


@dataclass(slots=True)
class Page:
    """Columns of a report's tokens. `text` is the report's own; `plain` is its repaired twin of the same length, in
    which rules look for words.

    Runs of spaces are left out. `start`, `end` are character offsets; `head` is the index of a token's head. `sentences` are token ranges.
    `moved`: the report speaks of displacement, so that "300 people arrived" counts;
    `displaced`: of people who were forced to move. `actors` are the parties it can name.
    """

    text: str
    doc: Doc
    plain: str
    low: str
    lower: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    moved: bool = False
    displaced: bool = False
    actors: Actors = field(default_factory=general_actors)

    @staticmethod
    def of(text: str, doc: Doc, actors: Actors | None = None) -> "Page":
        """The columns of a parsed report.

        Raises:
            ValueError: the parsed text is not as long as the report's.
        """
        plain = doc.text
        if len(plain) != len(text):
            raise ValueError(f"the parsed text has {len(plain)} characters, the report {len(text)}")
        page = Page(
            text,
            doc,
            plain,
            lowered(plain),
            actors=actors or general_actors(),
        )
        page.moved = bool(_MOVED.search(page.low)) or (len(text) <= _NOTICE and bool(_HAZARD.search(page.low)))
        page.displaced = bool(_DISPLACED.search(page.low))
        kept = [token for token in doc if not token.is_space or "\n" in token.text]
        own = {token.i: index for index, token in enumerate(kept)}
        for index, token in enumerate(kept):
            page.lower.append(joined(token.lower_))
            page.start.append(token.idx)
            page.end.append(token.idx + len(token))
            page.tag.append(token.tag_)
            page.pos.append(token.pos_)
            page.dep.append(token.dep_)
            page.head.append(own.get(token.head.i, index))
        starts = [
            index for index, token in enumerate(kept) if not index or (token.is_sent_start and not page._goes_on(index))
        ]
        page.sentences = list(zip(starts, [*starts[1:], len(kept)], strict=True)) if starts else []
        return page

    def _goes_on(self, at: int) -> bool:
        """Whether no sentence can begin at a token, though the parse begins one: after "at", "the" or "and"."""
        return self.tag[at - 1] in ("IN", "TO", "DT", "CC", "PRP$", "MD") and self.lower[at - 1].isalpha()

    def word(self, at: int) -> str:
        """A token as written; of two letters as repaired, where a wire in capitals has lost what is a name ("IS")."""
        start, end = self.start[at], self.end[at]
        return (self.text if end - start > 2 else self.plain)[start:end]

    def party_at(self, at: int) -> tuple[int, Actor] | None:
        """The end of the armed party's name that begins at a token, and the party."""
        return self.actors.party_at(self.lower, at, self.word)

    def token_at(self, offset: int) -> int:
        """The token that holds a character, or the last one that begins before it."""
        return max(0, bisect_right(self.start, offset) - 1)

    def sentence_at(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that holds a token."""
        index = bisect_right(self.sentences, (token, len(self.lower) + 1)) - 1
        return self.sentences[max(0, index)]

    def span(self, start: int, end: int) -> Span | None:
        """The span of characters, without punctuation at its edges; None where nothing is left."""
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        return Span(start, end, text[start:end]) if end > start else None

    def tokens_span(self, first: int, last: int) -> Span | None:
        """The span of the tokens from `first` up to, not including, `last`."""
        return self.span(self.start[first], self.end[last - 1]) if last > first else None
