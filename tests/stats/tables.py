"""Small public tables as arrays. Counts are facts; each names its source.

Histories are bit masks: bit j is list j. Entry 0, nobody's history, is 0.
"""

import numpy as np

Array = np.ndarray


def table(lists: int, rows: dict[str, int]) -> Array:
    """Counts by history from strings of 0 and 1, the first list first."""
    y = np.zeros(1 << lists)
    for history, count in rows.items():
        y[sum(1 << j for j, on in enumerate(history) if on == "1")] = count
    return y


#: Ball, Betts, Scheuren, Dudukovic & Asher (2002), Killings and Refugee Flow in Kosovo: EXH, ABA, OSCE, HRW
KOSOVO = table(
    4,
    {
        "1000": 1131, "0100": 845, "1100": 177, "0010": 936, "1010": 228, "0110": 217, "1110": 181, "0001": 306,
        "1001": 106, "0101": 31, "1101": 18, "0011": 123, "1011": 42, "0111": 32, "1111": 27,
    },
)  # fmt: skip

#: Chan, Silverman & Vincent (2021), Table 2: lists A, B, C
ARTIFICIAL = table(3, {"100": 40, "010": 30, "001": 20, "110": 6})

#: Ball, Shin & Yang (2018), as in Silverman, Chan & Vincent (2024): lists b, c, d
KOREA = table(3, {"001": 41, "010": 5, "100": 5, "110": 54, "101": 6, "111": 12})

#: Hook, Albright & Cross (1980), spina bifida: three sources
SPINA = table(3, {"111": 12, "011": 4, "101": 111, "001": 60, "110": 142, "010": 48, "100": 244})

#: Bales, Murphy & Silverman (2020), New Orleans, five lists: A, BEFG, C, D, H
NEW_ORLEANS = table(
    5,
    {
        "10000": 25, "01000": 24, "00100": 70, "00010": 33, "00001": 21, "11000": 1, "10100": 1, "10010": 2, "01100": 2,
        "01010": 2, "01001": 1, "00110": 1, "11100": 1, "11010": 1,
    },
)  # fmt: skip

#: Home Office (2014), Bales, Hesketh & Silverman (2015), United Kingdom, five lists: LA, NG, PFNCA, GO, GP
UNITED_KINGDOM = table(
    5,
    {
        "10000": 54, "01000": 463, "00100": 995, "00010": 695, "00001": 316, "11000": 15, "10100": 19, "10010": 3,
        "01100": 62, "01010": 19, "01001": 1, "00110": 76, "00101": 11, "00011": 8, "11100": 1, "11010": 1, "01110": 4,
        "11110": 1,
    },
)  # fmt: skip

#: Silverman (2020), Netherlands, five lists: IO, K, P, R, Z
NETHERLANDS = table(
    5,
    {
        "10000": 756, "01000": 1299, "00100": 4466, "00010": 650, "00001": 632, "11000": 1, "10100": 81, "10010": 5,
        "10001": 73, "01100": 44, "01001": 4, "00110": 82, "00101": 125, "00011": 2, "10110": 2, "10101": 11,
        "00111": 1,
    },
)  # fmt: skip


def simulate(rng: np.random.Generator, kind: str, persons: int = 3000) -> Array:
    """Four lists with chances .35, .25, .3, .15: "independent"; "pair": log odds ratio 1 between the first two;
    "classes": 30 % of persons with 2.05 times and 70 % with .55 times these chances."""
    p = np.array([0.35, 0.25, 0.3, 0.15])
    on = rng.random((persons, 4)) < p
    if kind == "pair":
        odds = np.e
        s = 1 + (p[0] + p[1]) * (odds - 1)
        both = (s - np.sqrt(s * s - 4 * odds * (odds - 1) * p[0] * p[1])) / (2 * (odds - 1))
        given = np.where(on[:, 0], both / p[0], (p[1] - both) / (1 - p[0]))
        on[:, 1] = rng.random(persons) < given
    elif kind == "classes":
        factor = np.where(rng.random(persons) < 0.3, 2.05, 0.55)
        on = rng.random((persons, 4)) < p * factor[:, None]
    y = np.bincount((on * (1 << np.arange(4))).sum(axis=1), minlength=16).astype(float)
    y[0] = 0
    return y
