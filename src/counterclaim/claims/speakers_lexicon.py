"""Who can speak: roles, witnesses, organisations, media and documents, from speakers.csv; and what never does.

Events ("an attack", "the evidence") never speak, however the parse reads: in text without commas they often stand
where a subject would.
"""

from functools import cache

from counterclaim.claims.attribution_words import table

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "those", "these"})


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in table("speakers.csv")}


def kind_of(word: str) -> str | None:
    """role, witness, organisation, media, document, pronoun or event; None for a word that the list does not hold."""
    return _kinds().get(word.lower().removesuffix("'s").removesuffix("’s"))


def is_event(word: str) -> bool:
    """Whether the noun names something that happens and cannot speak."""
    return kind_of(word) == "event"


def is_speaker(word: str) -> bool:
    """Whether the noun is known to name somebody or something that makes statements."""
    return kind_of(word) not in (None, "event")
