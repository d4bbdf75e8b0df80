"""A parsed report as plain lists: reading a spaCy token's attribute costs far more than reading a list.

Ranges are half-open token ranges (first, end). Sentences are the parser's, cut again at line breaks, because a
headline without a full stop is otherwise read into the sentence below it.
"""

from bisect import bisect_left, bisect_right
from typing import Any

from spacy.tokens import Doc

Range = tuple[int, int]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOMINAL_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "DT", "CD"})
_KEPT = "counterclaim_tree"
_EDGE_TEXTS = frozenset({",", ";", "-", "--", "–", "—", ":", "_", "|", "..", "...", "…", "*", "•"})


class Tree:
    """Words, tags, relations and children of one parsed text, by token number."""

    __slots__ = (
        "children",
        "deps",
        "doc",
        "ends",
        "heads",
        "kept",
        "left",
        "lower",
        "right",
        "segment_of",
        "segments",
        "starts",
        "tags",
        "text",
        "words",
    )

    def __init__(self, doc: Doc, text: str | None = None) -> None:
        """Read the lists off `doc`; `text` is the report's own text where `doc` parsed a same-length edition of it."""
        self.doc = doc
        self.text = doc.text if text is None else text
        self.words = [token.text for token in doc]
        self.lower = [word.lower() for word in self.words]
        self.tags = [token.tag_ for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.heads = [token.head.i for token in doc]
        self.starts = [token.idx for token in doc]
        self.ends = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.children: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head != index:
                self.children[head].append(index)
        self.left = [token.left_edge.i for token in doc]
        self.right = [token.right_edge.i + 1 for token in doc]
        self.segments: list[Range] = []
        self.segment_of: list[int] = []
        self.kept: dict[str, Any] = {}  # what later steps find and share, by their own names
        self._cut(doc)

    def _cut(self, doc: Doc) -> None:
        for sentence in doc.sents:
            first = sentence.start
            for index in range(sentence.start, sentence.end):
                if self.words[index].isspace() and "\n" in self.words[index]:
                    self._segment(first, index + 1)
                    first = index + 1
            self._segment(first, sentence.end)

    def _segment(self, first: int, end: int) -> None:
        if first < end:
            self.segment_of += [len(self.segments)] * (end - first)
            self.segments.append((first, end))

    def __len__(self) -> int:
        return len(self.words)

    def segment(self, index: int) -> Range:
        """The sentence that holds a token."""
        return self.segments[self.segment_of[index]]

    def child(self, index: int, *deps: str) -> int | None:
        """The first child in one of the relations."""
        return next((child for child in self.children[index] if self.deps[child] in deps), None)

    def all_children(self, index: int, *deps: str) -> list[int]:
        """The children in one of the relations, in order."""
        return [child for child in self.children[index] if self.deps[child] in deps]

    def subtree(self, index: int) -> Range:
        """The range under a token, clipped to its sentence."""
        first, end = self.segment(index)
        return max(first, self.left[index]), min(end, self.right[index])

    def trimmed(self, first: int, end: int) -> Range | None:
        """The range without dashes, commas and blanks at its edges; None where nothing is left."""
        while first < end and (self.words[first].isspace() or self.words[first] in _EDGE_TEXTS):
            first += 1
        while end > first and (
            self.words[end - 1].isspace() or self.words[end - 1] in _EDGE_TEXTS or self.words[end - 1] == "."
        ):
            end -= 1
        return (first, end) if first < end else None

    def offsets(self, range_: Range) -> tuple[int, int]:
        """Character offsets of a token range."""
        return self.starts[range_[0]], self.ends[range_[1] - 1]

    def range_at(self, start: int, end: int) -> Range:
        """The tokens that share a character with the offsets."""
        first = self.token_at(start)
        return first, max(first + 1, bisect_left(self.starts, end))

    def token_at(self, offset: int) -> int:
        """The token that holds a character, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)


def tree_of(doc: Doc, text: str | None = None) -> Tree:
    """The document's tree, made once and kept with it."""
    tree: Tree | None = doc.user_data.get(_KEPT)
    if tree is None or (text is not None and tree.text != text):
        tree = doc.user_data[_KEPT] = Tree(doc, text)
    return tree
