"""Lists drawn from an invented population, with the errors that real lists have, and the truth beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from counterclaim.victims.generator.errors import heaped, misspelt, respelt
from counterclaim.victims.generator.names import Word
from counterclaim.victims.generator.population import Population, people

EPOCH = date(1970, 1, 1)
#: invented towns, for the place column
_TOWNS = (
    "Ardun",
    "Belmar",
    "Corvel",
    "Dastur",
    "Elmira Hill",
    "Farran",
    "Gostan",
    "Harbek",
    "Isfara Ford",
    "Jandol",
    "Kelvar",
    "Lomand",
)


@dataclass(frozen=True, slots=True)
class ListProfile:
    """How one list sees the dead. Shares are of its rows. `capture`: chance that a dead person is on it, before
    dependence."""

    name: str
    capture: float = 0.4
    script: str = "arabic"  # arabic | latin
    father: float = 0.95  # share of rows with a father's name, and a grandfather's
    grandfather: float = 0.8
    spelling: float = 0.15  # words in another accepted spelling (hamza, final letters, spaces)
    typo: float = 0.02  # words with a letter lost, doubled, swapped or changed
    birth_date: float = 0.8  # rows with a birth date; of these, share with 1 January for the day
    placeholder: float = 0.08
    birth_error: float = 0.03
    age: float = 0.95
    heaping: float = 0.1
    sex: float = 0.98
    death_date: float = 0.8
    death_noise: float = 0.15
    place: float = 0.8
    family_other: float = 0.01  # rows with another family name (a wife's own, a clan's)
    unnamed: float = 0.005
    duplicates: float = 0.0


@dataclass(frozen=True, slots=True)
class Generated:
    """Lists as tables (columns as real lists have them), with `truth`: record to person; `total`: all the dead, on a
    list or not."""

    tables: dict[str, pd.DataFrame]
    truth: dict[str, int]
    total: int
    population: Population = field(repr=False)

    @property
    def documented(self) -> int:
        """Persons on at least one list."""
        return len(set(self.truth.values()))

    @property
    def undocumented(self) -> int:
        """Persons on no list: what an estimate is to find."""
        return self.total - self.documented


def generate(
    profiles: Sequence[ListProfile], total: int, seed: int = 1, *, dependence: float = 0.0, surnames: int | None = None
) -> Generated:
    """Lists by these profiles of `total` invented dead.

    `dependence`: standard deviation, in log odds, of how findable a person is: above 0, who is on one list is
    likelier on the next.
    """
    rng = np.random.default_rng([seed, 1907])
    population = people(total, rng, surnames)
    findable = dependence * rng.standard_normal(total)
    tables: dict[str, pd.DataFrame] = {}
    truth: dict[str, int] = {}
    for profile in profiles:
        odds = np.log(profile.capture / (1 - profile.capture)) + findable
        seen = np.flatnonzero(rng.random(total) < 1 / (1 + np.exp(-odds)))
        if profile.duplicates:
            seen = np.concatenate([seen, rng.choice(seen, int(len(seen) * profile.duplicates))])
        rng.shuffle(seen)
        records = [f"{profile.name}-{number}" for number in range(1, len(seen) + 1)]
        tables[profile.name] = rows(profile, population, seen, records, rng)
        truth.update(zip(records, seen.tolist(), strict=True))
    return Generated(tables, truth, total, population)


def rows(
    profile: ListProfile,
    who: Population,
    seen: npt.NDArray[np.int64],
    records: Sequence[str],
    rng: np.random.Generator,
    towns: Sequence[str] = _TOWNS,
) -> pd.DataFrame:
    """The rows of a list that saw these persons, under these record ids; `towns` are the names of places by number."""
    count = len(seen)

    def chance(share: float) -> npt.NDArray[np.bool_]:
        return rng.random(count) < share

    names = _names(profile, who, seen, rng)
    birth = who.birth[seen].copy()
    wrong = chance(profile.birth_error)
    birth[wrong] += rng.choice([-365, 365, -30, 31, 1, -10, 3653], int(wrong.sum()))
    years = np.maximum(0, (who.death[seen] - birth) // 365.25).astype(int)
    dates = [EPOCH + timedelta(days=int(day)) for day in birth]
    placeholder, has_birth, has_age = chance(profile.placeholder), chance(profile.birth_date), chance(profile.age)
    death = who.death[seen] + np.where(chance(profile.death_noise), rng.integers(-3, 4, count), 0)
    has_death, has_place, has_sex = chance(profile.death_date), chance(profile.place), chance(profile.sex)
    ages = heaped(years, chance(profile.heaping))
    sexes = np.where(who.sex[seen] ^ chance(0.005), "f", "m")
    return pd.DataFrame(
        {
            "record": records,
            "name": names,
            "sex": np.where(has_sex, sexes, ""),
            "age": [str(age) if held else "" for age, held in zip(ages, has_age, strict=True)],
            "birth_date": [
                (f"{day.year}-01-01" if fake else day.isoformat()) if held else ""
                for day, fake, held in zip(dates, placeholder, has_birth, strict=True)
            ],
            "death_date": [
                (EPOCH + timedelta(days=int(day))).isoformat() if held else ""
                for day, held in zip(death, has_death, strict=True)
            ],
            "place": [
                towns[number % len(towns)] if held else ""
                for number, held in zip(who.place[seen], has_place, strict=True)
            ],
        }
    )


def _names(profile: ListProfile, who: Population, seen: npt.NDArray[np.int64], rng: np.random.Generator) -> list[str]:
    count, latin = len(seen), profile.script == "latin"
    family = np.where(
        rng.random(count) < profile.family_other, rng.integers(0, len(who.surnames), count), who.family[seen]
    )
    has_father = rng.random(count) < profile.father
    has_grandfather = has_father & (rng.random(count) < profile.grandfather)
    unnamed = rng.random(count) < profile.unnamed
    dice = rng.random((count, 4, 3))
    women, men, surnames = who.women, who.men, who.surnames
    out = []
    for row, person in enumerate(seen):
        if unnamed[row]:
            out.append("unknown" if latin else "مجهول الهوية")
            continue
        words: list[Word] = [(women if who.sex[person] else men)[who.given[person]]]
        if has_father[row]:
            words.append(men[who.father[person]])
        if has_grandfather[row]:
            words.append(men[who.grandfather[person]])
        words.append(surnames[family[row]])
        out.append(" ".join(_written(word, profile, latin, dice[row, min(i, 3)]) for i, word in enumerate(words)))
    return out


def _written(word: Word, profile: ListProfile, latin: bool, dice: npt.NDArray[np.float64]) -> str:
    if latin:  # everybody spells as they hear: the commonest form half of the time
        text = word.latin[0] if dice[0] < 0.5 else word.latin[int((dice[0] - 0.5) * 2 * len(word.latin))]
    else:
        text = respelt(word.arabic, dice[0] / profile.spelling) if dice[0] < profile.spelling else word.arabic
    return misspelt(text, dice[1] / profile.typo, float(dice[2])) if dice[1] < profile.typo else text
