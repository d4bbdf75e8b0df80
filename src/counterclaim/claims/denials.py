"""Whether a number is what a denial denies, by the parse: "denied that 12 died, insisting that 3 had" denies the 12 alone.

A denial reaches what is its object or complement. It does not reach what is told beside it ("denied the charge and said
that 14 died"), what only names the thing spoken of ("denied involvement in the blast that killed nine") or the
circumstances ("denied it after 12 people were killed").
"""

from collections.abc import Sequence

from counterclaim.claims.cues import lexicon

#: steps up the parse from a number to the denial; deeper ones do not occur in sentences that a reader could follow
_DEEPEST = 14
#: nouns whose clause is what is denied: "rejected reports that 30 died", "claims to have killed 80 were denied"
_TOLD = frozenset(
    "report claim allegation accusation charge suggestion figure toll count number statement assertion rumour rumor news idea "
    "version account notion talk story information contention".split()
)
#: who denies one of these about a killing says nothing of its number
_PART_IN_IT = frozenset(
    "responsibility involvement complicity role part hand blame guilt liability knowledge link links connection behind".split()
)
#: prepositions through which a denial reaches a number: "rejected the figure of 70", "dismissed as lies claims that ..."
_REACHING = frozenset({"of", "as", "to", "in", "about", "on", "for"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "nor", "never", "cannot", "hardly"})
_GERUND = "VBG"


class Parse:
    """What is read of a parse: words in lower case, tags, relations and heads, by token number."""

    __slots__ = ("deps", "heads", "lower", "tags")

    def __init__(self, lower: Sequence[str], tags: Sequence[str], deps: Sequence[str], heads: Sequence[int]) -> None:
        self.lower, self.tags, self.deps, self.heads = lower, tags, deps, heads


def denial_of(parse: Parse, number: int) -> int | None:
    """The verb (or "no truth in") that denies the number at this token; None where nothing does."""
    current = number
    for _ in range(_DEEPEST):
        head = parse.heads[current]
        if head == current or not _passes(parse, current, head):
            return None
        if _denies(parse, head):
            return head if _reaches(parse, current, head) else None
        current = head
    return None


def is_spoken_past(parse: Parse, number: int, cue: int) -> bool:
    """Whether what holds the number is only named or told beside what a denial denies: who denies being behind "the bomb
    that killed 19" says nothing of the 19."""
    current = number
    for _ in range(_DEEPEST):
        head = parse.heads[current]
        if current == cue or head == current:
            return False
        if not _passes(parse, current, head):
            return True
        current = head
    return False


def _denies(parse: Parse, at: int) -> bool:
    word = parse.lower[at]
    if word == "truth":
        return parse.lower[at - 1 : at] == ["no"]
    cue = lexicon()["verb"].get(word)
    return cue is not None and cue.kind == "denial" and parse.tags[at].startswith("V")


def _passes(parse: Parse, current: int, head: int) -> bool:
    """Whether what is said of the head is said of the token below it."""
    dep = parse.deps[current]
    if dep in ("relcl", "advcl", "parataxis") or parse.lower[head] in _PART_IN_IT:
        return False
    return dep not in ("acl", "ccomp") or parse.tags[head][:2] != "NN" or _is_told(parse.lower[head])


def _is_told(word: str) -> bool:
    return word in _TOLD or (word.endswith("s") and word[:-1] in _TOLD)


def _reaches(parse: Parse, current: int, denial: int) -> bool:
    """Whether the denial reaches the token right below it, and is none itself ("did not deny")."""
    if _NEGATIONS & set(parse.lower[max(0, denial - 2) : denial]):
        return False
    dep = parse.deps[current]
    if dep == "conj":
        return parse.tags[current] == _GERUND and parse.tags[denial] != _GERUND
    if dep == "prep":
        return parse.lower[current] in _REACHING
    return dep not in ("nsubj", "agent", "npadvmod")
