"""Names of groups in a text: a term of the lexicon, with the modifiers before it and the group noun after it."""

from dataclasses import dataclass

from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.labels_lexicon import Term, Terms, terms
from counterclaim.model import Tone

_MODIFIER_TAGS = ("JJ", "NN", "VBN", "VBG", "HYPH", "AFX", "RB", "CD")
_LONGEST = 6
_DOUBTS = frozenset({"so-called", "self-styled", "self-proclaimed"})
_DOUBTED_ENDS = frozenset(word.rpartition("-")[2] for word in _DOUBTS)


@dataclass(frozen=True, slots=True)
class Name:
    """Offsets of a name, the token range, the kind of actor that its words tell, and the tone of its strongest word.

    `loaded`: the words take a side throughout; "die-hard anti-government troops", with a plain word of description
    among them, do not.
    """

    start: int
    end: int
    tokens: tuple[int, int]
    kind: str
    tone: Tone
    loaded: bool


def names(tree: Tree) -> list[Name]:
    """The names in a text, in order, none inside another."""
    lexicon = terms()
    found: list[Name] = []
    done = 0
    for index, word in enumerate(tree.lower):
        known = word in lexicon.nouns or word in lexicon.modifiers or word in lexicon.heads
        if index < done or not (known or word in _DOUBTED_ENDS):
            continue
        name = _name_at(tree, lexicon, index, done) or _doubted(tree, index)
        if name is not None:
            found.append(name)
            done = name.tokens[1]
    return found


def _name_at(tree: Tree, lexicon: Terms, index: int, floor: int) -> Name | None:
    """The name whose head stands at `index` or at the end of the run of nouns that begins there."""
    if tree.tags[index].startswith("VB") and tree.tags[index] not in ("VBN", "VBG"):
        return None
    end = _head_after(tree, lexicon, index)
    noun = _noun_ending(tree, lexicon, end)
    head = lexicon.heads.get(tree.lower[end])
    if noun is None and head is None:
        return None
    first, modifiers = _modifiers_before(tree, lexicon, end - (len(noun.words) - 1 if noun else 0), floor)
    if noun is None and not modifiers:
        return None
    if _is_title(tree, first, end):
        return None
    strongest = _tone([*(term.tone for term in modifiers), *((noun.tone,) if noun else ())])
    sides = [term.target for term in (*modifiers, *((noun,) if noun else ())) if term.target]
    if noun is None and head is not None and strongest is Tone.NEUTRAL and head.part != "group":
        return None
    if noun is None and head is not None and head.part == "people":
        sides = [head.target]
    kind = sides[0] if sides else (head.target if head and head.target else "armed_group")
    plain = any(term.tone is Tone.NEUTRAL for term in (*modifiers, *((noun,) if noun else ())))
    loaded = strongest is not Tone.NEUTRAL and not plain
    return Name(tree.starts[first], tree.ends[end], (first, end + 1), kind, strongest, loaded)


def _doubted(tree: Tree, index: int) -> Name | None:
    """A proper name whose right to it is doubted: "the so-called Hill Front"."""
    if tree.lower[index] not in _DOUBTED_ENDS or index < 2 or tree.words[index - 1] != "-":
        return None
    first, end = index - 2, index + 1
    limit = tree.segment(index)[1]
    while end < limit and tree.tags[end].startswith("NNP"):
        end += 1
    if "".join(tree.lower[first : index + 1]) not in _DOUBTS or end == index + 1:
        return None
    return Name(tree.starts[first], tree.ends[end - 1], (first, end), "armed_group", Tone.HOSTILE, True)


def _head_after(tree: Tree, lexicon: Terms, index: int) -> int:
    """The last of the lexicon's nouns in the run of nouns at `index` ("rebel fighters")."""
    end = index
    at = index + 1
    limit = min(tree.segment(index)[1], index + _LONGEST)
    while at < limit and (tree.tags[at].startswith(_MODIFIER_TAGS)) and tree.words[at] not in (",", ";"):
        if tree.lower[at] in lexicon.nouns or tree.lower[at] in lexicon.heads:
            end = at
        elif tree.lower[at] not in lexicon.modifiers and tree.tags[at] not in ("HYPH", "JJ"):
            break
        at += 1
    return end


def _noun_ending(tree: Tree, lexicon: Terms, end: int) -> Term | None:
    for term in lexicon.nouns.get(tree.lower[end], ()):
        first = end - len(term.words) + 1
        if first < 0 or tuple(tree.lower[first:end]) != term.words[:-1] or (first and tree.words[first - 1] == "-"):
            continue
        after = tree.lower[end + 1] if end + 1 < len(tree) else ""
        before = tree.lower[first - 1] if first else ""
        if after not in term.not_before and before not in term.not_after:
            return term
    return None


def _modifiers_before(tree: Tree, lexicon: Terms, head: int, floor: int) -> tuple[int, list[Term]]:
    """The first token of the name and the lexicon's modifiers in it, walking left from its head.

    Words outside the lexicon are kept only between a modifier and the head ("the brutal Maraq regime").
    """
    first, found = head, []
    at = head - 1
    lowest = max(floor, tree.segment(head)[0], head - _LONGEST)
    while at >= lowest and tree.tags[at].startswith(_MODIFIER_TAGS) and tree.words[at] not in (",", ";", "(", '"'):
        start = at
        while start - 2 >= lowest and tree.words[start - 1] == "-":
            start -= 2
        if tree.tags[at].startswith("NNP") and at > lowest and tree.tags[at - 1].startswith("NNP"):
            break  # the end of a proper name ("Islamic State")
        term = lexicon.modifiers.get("".join(tree.lower[start : at + 1]))
        neighbour = tree.lower[at + 1] if at + 1 < len(tree) else ""
        if term is not None and neighbour not in term.not_before:
            found.append(term)
            first = start
        at = start - 1
    return first, found


def _is_title(tree: Tree, first: int, end: int) -> bool:
    """Whether the name is part of an organisation's own ("the Maraq Opposition Forces"), which is no label."""
    if not all(tree.words[index][0].isupper() for index in (first, end)):
        return False
    beside = [index for index in (first - 1, end + 1) if 0 <= index < len(tree)]
    return tree.tags[end].startswith("NNP") and any(
        tree.tags[index].startswith("NNP") and tree.words[index][0].isupper() for index in beside
    )


def _tone(tones: list[Tone]) -> Tone:
    for tone in (Tone.HOSTILE, Tone.SYMPATHETIC):
        if tone in tones:
            return tone
    return Tone.NEUTRAL
