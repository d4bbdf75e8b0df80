"""Numerals: the words or digits that name one number, without hedge or range ("4.8 million", "two dozen", "1,300")."""

import re

_NAMES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
)
UNITS = {word: value for value, word in enumerate(_NAMES[:20])}
TENS = dict(zip(_NAMES[20:], range(20, 100, 10), strict=True))
TOGETHER = {ten + unit: TENS[ten] + UNITS[unit] for ten in TENS for unit in _NAMES[1:10]}  # "thirtythree"
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}

_SIMPLE = "|".join(sorted([*TOGETHER, *UNITS, *TENS], key=len, reverse=True))
_SCALE = "|".join(SCALES)
#: who may be counted by a number that was damaged on its way
COUNTED = (
    r"\s?(?:(?:new|newly|more|internally|displaced|idp|civilian)\s+)*(?:people|persons|civilians|famil|house-?holds"
    r"|individuals|idps|hhs?\b|residents|villagers|refugees|inhabitants)"
)
_DAMAGED = rf"\d{{1,3}}(?:, \d{{3}}|,\d \d\d|,\d\d \d)(?={COUNTED})"  # "3, 500 families", "5,1 70 people"
_POWER = r"(?:\s?[x×]\s?10(?:\^[-−]?|[-−])\d+)"
_DIGITS = (
    rf"(?:{_DAMAGED}|\d+(?:\.\d+)?{_POWER}|"
    r"\d{1,3} [1-7]/[2-8](?![\d/])|"
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?|\.\d+)"
    rf"(?:(?:[ \u00a0-]?(?:{_SCALE})\b)+|\s?(?:mn|mln|bn|tn)\b|[mkb]\b(?!['’]))?"
)
_SHARE = (
    r"(?:(?:one|two|three) and a half|an? (?:half|quarter|third)(?: of)? an?|half an?|half-an?|three quarters of an?)"
    r"[ -](?:million|billion|thousand|dozen)"
)
_WORD = rf"(?:an? (?=(?:{_SCALE}|dozen)\b)|(?:{_SIMPLE}|{_SCALE})\b(?![a-z]))"
_WORDS = rf"(?:an? (?={_SCALE}))?(?:{_SIMPLE}|{_SCALE})\b(?:(?:-|[ \u00a0]|[ -]and[ -])(?:{_SIMPLE}|{_SCALE})\b)*"
_DOZEN = rf"(?:an?|{_SIMPLE})[ -]dozen\b"

#: one numeral; what it matches may still hold more than one number ("two three"), which `spell` cuts
NUMERAL = rf"(?:{_SHARE}|{_DOZEN}|{_DIGITS}|{_WORDS})"


def value(words: str) -> float | None:
    """The number that a whole numeral names, or None where the words name none ("hundred" alone, "two three")."""
    text = re.sub(r"[\u00a0\u202f]", " ", words.lower()).strip()
    share = re.fullmatch(
        r"(?:(one|two|three) and )?(an? |three )?(half|third|quarter|quarters)(?: of)?[ -]an?[ -](\w+)", text
    ) or re.fullmatch(r"()()(half)-an?[ -](\w+)", text)
    if share or (share := re.fullmatch(r"(?:(one|two|three) and )(a )(half) (\w+)", text)):
        part = _SHARES[share[3].rstrip("s")] * (3 if (share[2] or "").strip() == "three" else 1)
        return (UNITS.get(share[1] or "", 0) + part) * {"dozen": 12, **SCALES}.get(share[4], 1)
    if text.endswith("dozen"):
        return 12.0 * UNITS.get(text.split()[0].split("-")[0], 1)
    if text[0].isdigit() or text[0] == ".":
        return _digits(text)
    count, used = spell(re.split(r"[-\s]+", text))
    return count if used == len(re.split(r"[-\s]+", text)) else None


def _digits(text: str) -> float:
    power = re.fullmatch(r"(\d+(?:\.\d+)?)\s?[x×]\s?10\^?([-−]?)(\d+)", text)
    if power:
        return float(f"{power[1]}e{'-' if power[2] else ''}{power[3][:3]}")
    mixed = re.match(r"(\d+) (\d)/(\d)", text)
    if mixed:  # "6 1/2 per cent"
        text = f"{int(mixed[1]) + int(mixed[2]) / int(mixed[3])}{text[mixed.end() :]}"
    number, rest = re.fullmatch(r"([\d.,\s]*\d)[\s-]*(.*)", text, re.S).groups()  # type: ignore[union-attr]
    result = float(re.sub(r"[,\s]", "", number))
    for scale in re.findall(r"[a-z]+", rest):
        result *= SCALES.get(scale) or SHORT_SCALES[scale]
    return result


def spell(words: list[str]) -> tuple[float | None, int]:
    """The number that the first words name and how many words it takes; (None, 0) where they begin with none.

    English number names: a group below a thousand, then its scale, in falling order of scales.
    """
    total = group = 0.0
    used, last, ceiling = 0, "", 10**15
    for index, word in enumerate(words):
        if word in ("a", "an"):
            if last:
                break
            last = "article"
            continue
        if word == "and":
            if last not in ("hundred", "scale") or words[index + 1 : index + 2] == []:
                break
            last += "+"
            continue
        kind = last.rstrip("+")
        if word in TOGETHER and kind in ("", "hundred", "scale"):
            group, last = group + TOGETHER[word], "unit"
        elif word in UNITS and (kind in ("", "hundred", "scale") or (kind == "ten" and 0 < UNITS[word] < 10)):
            group, last = group + UNITS[word], "unit"
        elif word in TENS and kind in ("", "hundred", "scale"):
            group, last = group + TENS[word], "ten"
        elif word == "hundred" and (kind in ("article", "unit", "ten")) and group < 100:
            group, last = (group or 1) * 100, "hundred"
        elif word in SCALES and SCALES[word] < ceiling and kind in ("article", "unit", "ten", "hundred"):
            total, group, last, ceiling = total + (group or 1) * SCALES[word], 0.0, "scale", SCALES[word]
        else:
            break
        used = index + 1
    return (total + group, used) if used else (None, 0)
