"""A parsed text as plain columns of its tokens, with the sentences as the rules on places see them.

Runs of spaces are left out, as in `page.Page`, which serves the rules on numbers; a line break is a token and ends a sentence.
"""

from bisect import bisect_right

from spacy.tokens import Doc

from counterclaim.claims.broken import joined


class Columns:
    """Columns of the tokens of `doc`: words, lower case, tags, heads (indices), character offsets, sentence starts.

    A line break ends a sentence, whatever the parser thought. Built in one pass, so that no rule scans a sentence again.
    """

    def __init__(self, doc: Doc) -> None:
        kept = [t for t in doc if not t.is_space or "\n" in t.text]
        own = {t.i: i for i, t in enumerate(kept)}
        self.plain = doc.text  # spaCy joins its tokens anew at every call
        self.words = [joined(t.text) for t in kept]
        self.low = [joined(t.lower_) for t in kept]
        self.pos = [t.pos_ for t in kept]
        self.tag = [t.tag_ for t in kept]
        self.dep = [t.dep_ for t in kept]
        self.head = [own.get(t.head.i, i) for i, t in enumerate(kept)]
        self.start = [t.idx for t in kept]
        self.end = [t.idx + len(t) for t in kept]
        self.breaks = ["\n" in word for word in self.words]
        self.sentences = [i for i, t in enumerate(kept) if i == 0 or t.is_sent_start or self.breaks[i - 1]]
        self._kept, self._own = kept, own
        self._titled: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self.words)

    def left_edge(self, token: int) -> int:
        """The first token of the phrase that hangs on a token."""
        return self._own.get(self._kept[token].left_edge.i, token)

    def text(self, first: int, last: int) -> str:
        """The text of tokens `first` up to, not including, `last`."""
        return self.plain[self.start[first] : self.end[last - 1]] if last > first else ""

    def token_at(self, offset: int) -> int:
        """The token that holds a character, or the last one that begins before it."""
        return max(0, bisect_right(self.start, offset) - 1)

    def sentence_at(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that holds a token."""
        if not self.words:
            return 0, 0
        index = max(0, bisect_right(self.sentences, token) - 1)
        following = self.sentences[index + 1] if index + 1 < len(self.sentences) else len(self.words)
        return self.sentences[index], following

    def number(self, quantity: tuple[int, int]) -> tuple[int, int]:
        """The tokens of the characters `quantity`."""
        first = self.token_at(quantity[0])
        return first, max(first, self.token_at(max(quantity[0], quantity[1] - 1))) + 1

    def titled(self, token: int, small: frozenset[str] | set[str]) -> bool:
        """Whether most words of the token's sentence have a capital, so that a capital says nothing. `small` words do not count."""
        first, last = self.sentence_at(token)
        if first not in self._titled:
            words = [
                w
                for w, low in zip(self.words[first:last], self.low[first:last], strict=True)
                if w.isalpha() and low not in small
            ]
            self._titled[first] = len(words) > 3 and sum(w[0].isupper() for w in words) > 0.7 * len(words)
        return self._titled[first]
