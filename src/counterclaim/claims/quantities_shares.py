"""Shares as numbers below one: "a third of", "two-thirds of", "half an hour", "1/4 full"."""

import re

from counterclaim.model import Hedge, Quantity

_SHARE_WORDS = re.compile(
    r"\b(?:(?:(?P<about>almost|nearly|about|around|roughly|some|approximately|close to)"
    r"|(?P<more>more than|over|at least|well over|upwards of)"
    r"|(?P<less>less than|under|at most|up to|fewer than))"
    r" )?(?:(?:(?P<one>a|one)|(?P<two>two)|(?P<three>three))[- ](?P<part>third|quarter|fifth)s?"
    r"(?= of\b(?! an?\b(?! (?:percentage )?point)))"
    r"|(?P<half>half)(?= of\b(?! an?\b(?! (?:percentage )?point))|(?: an?|-an?)[ -]"
    r"(?:hour|day|mile|year|inch|acre|pint|kilo|litre|liter|second|minute|century|point)\b))",
    re.I,
)


#: "1/3 full", "2/3 of"; "24/7" and "9/11" are none
_FRACTION = re.compile(r"(?<![\w/.,])([1-4])/([2-5])(?= (?:of|full|as|empty)\b| (?:cup|mile|inch|acre)s?\b)")
_SHARE_HEDGES = {"about": Hedge.ABOUT, "more": Hedge.AT_LEAST, "less": Hedge.AT_MOST}


def shares(text: str) -> list[Quantity]:
    """ "a third of", "two-thirds of", as numbers below one."""
    result = [
        Quantity(*match.span(), match[0], int(match[1]) / int(match[2]), int(match[1]) / int(match[2]), Hedge.EXACT)
        for match in _FRACTION.finditer(text)
    ]
    for match in _SHARE_WORDS.finditer(text):
        count = 2 if match["two"] else 3 if match["three"] else 1
        number = count / {"third": 3, "quarter": 4, "fifth": 5, "half": 2}[(match["part"] or match["half"]).lower()]
        hedge = next((h for name, h in _SHARE_HEDGES.items() if match[name]), Hedge.EXACT)
        low = None if hedge is Hedge.AT_MOST else number
        high = None if hedge is Hedge.AT_LEAST else number
        result.append(Quantity(*match.span(), match[0], low, high, hedge))
    return result
