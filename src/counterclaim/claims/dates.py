"""Digits that tell a day, a year or an hour, which no quantity may claim."""

import re

from counterclaim.claims.lexicon import lowered

MONTHS = re.findall(
    r"\w+",
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec",
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTH = rf"(?:{'|'.join(MONTHS)})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}(?!\d)"
_PEOPLE = r"(?!\s+(?:people|civilians|families|households|persons|others|men|women|children|fighters|soldiers))"

_FORMS = (
    rf"{_DAY}(?:\s?(?:-|–|and|to)\s?{_DAY})?\s?(?:of\s+)?{MONTH}(?:,?\s+{_YEAR})?",
    rf"{MONTH}\s*{_DAY}(?:\s?(?:-|–|and|to)\s?{_DAY})?(?!\d)(?:,?\s*{_YEAR})?",
    rf"{MONTH}\s+{_DAY}\s?{_YEAR}",
    rf"{MONTH},?\s+{_YEAR}",
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)",
    r"\d{4}-\d{2}-\d{2}",
    r"\d{1,2}(?:[:.]\d{2})?\s?(?:a\.?m\b|p\.?m\b|o'?clock)\.?",
    r"\d{1,2}:\d{2}(?::\d{2})?",
    r"\d{4}\s?(?:utc|gmt|local time|hours\b)",
    rf"(?:in|since|from|of|by|until|till|late|early|mid|during|year|between|to|and|for|after|before|summer|winter|"
    rf"spring|autumn|fall)[ -]{_YEAR}(?!,\d|\.\d){_PEOPLE}",
    rf"{_YEAR}(?:s\b|[-/]\d{{2,4}})?(?=\s*(?:[.,;:)\]]|\n|$))",
    rf"\(?{_YEAR}\)?(?=\s+(?:war|conflict|season|election|campaign|report|survey|review|uprising|revolution|offensive|"
    r"agreement|invasion|massacre|genocide|by|when|after|the|in|and|as|to|for|was|it)\b)",
)
_DIGIT = re.compile(r"\d")
DATES = re.compile(rf"(?<![\w.$€£¥₽₪₺])(?:{'|'.join(_FORMS)})")  # of text in lower case


def date_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of dates, years and clock times."""
    if not _DIGIT.search(text):
        return []
    return [match.span() for match in DATES.finditer(lowered(text))]
