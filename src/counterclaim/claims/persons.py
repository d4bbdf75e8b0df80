"""Words for people and what each says of them: lexicons/persons.csv."""

from dataclasses import dataclass
from functools import cache

from counterclaim.claims.lexicon import rows


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A word for people and what it says of them."""

    status: str | None
    sex: str | None
    age_group: str | None
    occupation: str | None
    households: bool
    weak: bool
    plural: bool


@cache
def person_nouns() -> dict[str, PersonNoun]:
    """Words for people, in both numbers."""
    table: dict[str, PersonNoun] = {}
    for row in rows("persons"):
        for form, plural in ((row["plural"], True), (row["singular"], False)):
            if form and form not in table:
                table[form] = PersonNoun(
                    row["status"] or None,
                    row["sex"] or None,
                    row["age_group"] or None,
                    row["occupation"] or None,
                    row["unit"] == "households",
                    row["weak"] == "weak",
                    plural,
                )
    return table


def is_armed(word: str) -> bool:
    """Whether a word is for fighters or soldiers."""
    noun = person_nouns().get(word)
    return noun is not None and noun.status in ("fighter", "soldier")
