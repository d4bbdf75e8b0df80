"""The words that announce whose words follow: verbs, nouns, adjectives and prepositions, from cues.csv.

`class` says what kind of statement a cue makes, `frames` what may stand as its content: a clause, a quotation, an
infinitive, an object, an object with an infinitive, an object that counts (`number`), or a phrase after the named
preposition; `addressee` marks verbs whose object is who is told. Both are written by
hand from general English grammar (Levin 1993, classes 29-37, for the verbs); nothing in it is counted on a corpus.
"""

from dataclasses import dataclass
from functools import cache

from counterclaim.claims.attribution_words import table

# Classes whose content its source puts forward as true (or, for denials, as false).
ASSERTIVE = frozenset(
    {"speech", "report", "record", "claim", "concession", "denial", "finding", "belief", "perception", "warning"}
    | {"document", "discussion", "according_to"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A lexicon entry: its word, part of speech, class and the frames in which it takes content."""

    word: str
    part: str
    kind: str
    frames: frozenset[str]

    @property
    def assertive(self) -> bool:
        """Whether who uses it vouches for the content (says, reports, denies) rather than wants or fears it."""
        return self.kind in ASSERTIVE


def forms_of(verb: str, irregular: tuple[str, ...] = ()) -> frozenset[str]:
    """The inflected forms of a verb; regular pasts are left out where irregular ones are given.

    Final consonants are both doubled and left single ("admitted", "signalled"): a form that does not exist does no
    harm in a look-up, and stress cannot be read off the spelling.
    """
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    past = {stem + "ed"}
    present = {verb if verb.endswith("ee") else stem + "ing"}
    if verb.endswith("ee"):
        past, present = {verb + "d"}, {verb + "ing"}
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        third, past, present = verb[:-1] + "ies", {verb[:-1] + "ied"}, {verb + "ing"}
    elif verb[-1] not in "aeiouwxyh" and verb[-2] in "aeiou":
        past.add(verb + verb[-1] + "ed")
        present.add(verb + verb[-1] + "ing")
    return frozenset({verb, third, *present, *(irregular or past)})


@cache
def lexicon() -> dict[str, dict[str, Cue]]:
    """Cues by part of speech, then by form (verbs inflected, nouns in both numbers)."""
    cues: dict[str, dict[str, Cue]] = {"verb": {}, "noun": {}, "adjective": {}, "preposition": {}}
    for row in table("cues.csv"):
        cue = Cue(row["cue"], row["part"], row["class"], frozenset(row["frames"].split()))
        for form in _forms(cue, tuple(row["forms"].split())):
            cues[cue.part].setdefault(form, cue)
    return cues


def _forms(cue: Cue, irregular: tuple[str, ...]) -> frozenset[str]:
    if cue.part == "verb":
        return forms_of(cue.word, irregular)
    if cue.part == "noun" and not cue.word.endswith("s"):
        plural = cue.word[:-1] + "ies" if cue.word.endswith("y") else cue.word + "s"
        return frozenset({cue.word, plural})
    return frozenset({cue.word})
