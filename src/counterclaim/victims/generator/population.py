"""An invented population of the dead: households that share names, died on the same days, and were born on known
days."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.victims.generator.names import Word, families, given_names

Ints = npt.NDArray[np.int64]

#: days since 1970 of the first and last death, an invented year of war
FIRST_DEATH, LAST_DEATH = 18628, 18992
#: dead of one household: most are alone, some die together (geometric with this mean)
HOUSEHOLD = 1.8
PLACES = 12


@dataclass(frozen=True, slots=True)
class Population:
    """People as columns: word numbers of given, father, grandfather (into `men`/`women`) and family, sex, birth and
    death days, place."""

    men: tuple[Word, ...]
    women: tuple[Word, ...]
    surnames: tuple[Word, ...]
    sex: npt.NDArray[np.bool_]  # True: a woman or girl
    given: Ints
    father: Ints
    grandfather: Ints
    family: Ints
    birth: Ints
    death: Ints
    place: Ints
    household: Ints

    def __len__(self) -> int:
        return len(self.given)


def people(count: int, rng: np.random.Generator, surnames: int | None = None) -> Population:
    """`count` people. `surnames`: how many family names there are (default: as many as a town of that size has)."""
    men, men_share = given_names("m")
    women, women_share = given_names("f")
    names, share = families(surnames or int(max(60, 12 * count**0.5)), rng)
    sizes = rng.geometric(1 / HOUSEHOLD, size=count)
    home = np.repeat(np.arange(count), sizes)[:count]
    homes = int(home.max()) + 1
    family = rng.choice(len(names), homes, p=share)[home]
    grandfather = rng.choice(len(men), homes, p=men_share)
    head = rng.choice(len(men), homes, p=men_share)
    first = np.r_[True, home[1:] != home[:-1]]
    is_head = first & (
        rng.random(count) < 0.4
    )  # the father himself is among the dead; his father is then the grandfather
    sex = (rng.random(count) < 0.45) & ~is_head
    given = np.where(sex, rng.choice(len(women), count, p=women_share), rng.choice(len(men), count, p=men_share))
    given = np.where(is_head, head[home], given)
    father = np.where(is_head, grandfather[home], head[home])
    elder = rng.choice(len(men), homes, p=men_share)
    grand = np.where(is_head, elder[home], grandfather[home])
    head_age = rng.integers(28, 60, homes)
    age = np.where(is_head, head_age[home], np.maximum(0, head_age[home] - 24 - rng.integers(0, 18, count)))
    alone = np.bincount(home, minlength=homes)[home] == 1
    age = np.where(alone & ~is_head, np.clip(rng.gamma(4.0, 7.5, count), 0, 95).astype(int), age)
    death = rng.integers(FIRST_DEATH, LAST_DEATH + 1, homes)[home]
    birth = death - (age * 365.25).astype(int) - rng.integers(0, 365, count)
    place = rng.choice(PLACES, homes, p=_falling(PLACES))[home]
    return Population(men, women, names, sex, given, father, grand, family, birth, death, place, home)


def _falling(count: int) -> npt.NDArray[np.float64]:
    weights = 1 / np.arange(1, count + 1)
    return np.asarray(weights / weights.sum(), np.float64)
