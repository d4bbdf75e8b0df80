"""Quantities with the words they were read from: numeral, hedge, range, vague words, "all" and "none".

The grammar: [hedge] [filler] numeral [link numeral] [hedge]. A span always holds the hedge and the range, never
the noun. Numbers in dates, clock times and names of things ("the Galaxy 12") are no quantities.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.claims.dates import date_spans
from counterclaim.claims.lexicon import lowered, rows
from counterclaim.claims.numerals import COUNTED, NUMERAL, SCALES, TENS, TOGETHER, UNITS, spell, value
from counterclaim.claims.quantities_ranges import spanning
from counterclaim.claims.quantities_shares import shares
from counterclaim.model import Hedge, Quantity


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and where its number begins after the hedge; `money` marks a sum, `share` a percentage."""

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    hedge: Hedge
    money: bool = False
    share: bool = False

    def shifted(self, by: int) -> "Found":
        """The same quantity `by` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by, core=self.core + by)


_FILLER = (
    r"(?:(?:of|the|a total of|another|an additional|an estimated|estimated|about|around|some|further|a further"
    r"|additional)\s+)*"
)
_CURRENCY = r"(?:(?:us|hk|au|ca|c|a)?\s?[$€£¥₽₪₺]\s?|\$us|\$a|us\$|rm|ps|rs\.?\s?|y=|usd\s|eur\s)"
_PERCENT = r"(?:\s?%|\s?per ?cent\b|\s?pct\b)"
_UNIT = (
    r"(?:[km]m|km/h|kg|kw|mw|gw|kwh|[gmtk]b|[gt]|mph|pc|bhp|hp|p|m2|mah|ft|lbs?|in|g|cm|mp|w|v|hz|ghz|mhz|mg|ml|l|c|x|nm"
    r")"
)
_GLUED = r"(?:people|persons|families|households|individuals|civilians|idps)"
_TAIL = rf"(?:(?![\w])|(?={_UNIT}(?!\w))|(?={_GLUED}))"
_LINK = r"(?:(?<=[\d%])\s?[-–—]\s?(?=[\d$€£.])|\s[-–—]\s|-to-|\s+to\s+|\s+and\s+|\s+or\s+)"


def _phrase(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


@cache
def _hedges(where: str) -> dict[str, tuple[Hedge, int]]:
    return {r["words"]: (Hedge(r["hedge"]), int(r["shift"])) for r in rows("hedges") if r["where"] == where}


@cache
def _vague() -> dict[str, int]:
    return {row["words"]: int(row["low"]) for row in rows("vague")}


@cache
def _pattern() -> re.Pattern[str]:
    """Of text in lower case, where it runs at three times the speed."""
    before = "|".join(_phrase(w) for w in sorted(_hedges("before"), key=len, reverse=True))
    after = "|".join(_phrase(w) for w in sorted(_hedges("after"), key=len, reverse=True))
    vague = "|".join(_phrase(w) for w in sorted(_vague(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w$€£/.])(?<!\d[,-])(?:(?<![a-z]-)|(?<=minus-)|(?<=now-))(?:(?P<hedge>{before})\s+{_FILLER})?(?:(?P<hedge2>{before})\s+)?"
        rf"(?P<money>{_CURRENCY})?"
        rf"(?:(?P<open>between\s+|from\s+|ranging from\s+)?(?P<money2>{_CURRENCY})?(?P<a>(?>{NUMERAL}))"
        rf"(?P<cent>{_PERCENT}(?=\s?(?:to|and|or|[-–])))?"
        rf"(?P<link>{_LINK})(?:{_CURRENCY})?(?P<b>{NUMERAL}){_TAIL}"
        rf"|(?<!how )(?<!how\n)(?P<vague>{vague})(?![\w-])|(?P<one>(?>{NUMERAL})){_TAIL}(?![.,]\d))"
        rf"(?P<after>\s+(?:{after})\b|\+(?!\w)|-plus\b)?"
    )


_SHARE_OF = r"(?:half|a third|two[- ]thirds|one[- ]third|a quarter|three[- ]quarters)"
_WHOLE = re.compile(
    r"(?<![\w-])(?:(?P<all>(?:almost |nearly |virtually )?all(?: of)?(?: (?:the|its|their|his|these|those))?"
    r"|both(?: of)?(?: the)?|the entire|the whole)"
    rf"|(?P<most>(?:almost )?most(?: of)?(?: the| its| their)?|(?:the|a) (?:vast |great |large )?majority(?: of)?(?: the)?"
    rf"|(?:(?:more|less) than |at least |about |around |nearly |almost |over |some )?{_SHARE_OF}(?: of)(?: (?:the|its|their))?)"
    r"|(?P<none>none(?: of)?(?: the)?|no one|nobody|no|not (?:a single|one)))(?![\w-])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:a second|a third|a fourth|a fifth|another)"
    r"(?= (?:in|at|near|on|outside|died|was (?:killed|injured|wounded))\b)",
    re.IGNORECASE,
)
_NOT_NONE = re.compile(
    r"\s+(?:longer|more|less|fewer|doubt|sign|immediate|matter|way|further|comment|evidence|reports?|one knows)\b", re.I
)


def may_count(lower: Iterable[str]) -> bool:
    """Whether any token of a sentence, in lower case, can be part of a quantity: what it costs to look is saved else."""
    known = _counting()
    return any(word in known or word[:1].isdigit() or word[-1:].isdigit() for word in lower)


@cache
def _counting() -> frozenset[str]:
    words = {word for row in rows("vague") for word in row["words"].split()} - {"a", "an", "and", "of", "large", "very"}
    shares = "all both entire whole most majority half third quarter thirds quarters none no nobody not another second fourth fifth"
    return frozenset({*words, *shares.split(), *UNITS, *TENS, *TOGETHER, *SCALES, "dozen"})


def find(text: str, *, whole: bool = False) -> list[Found]:
    """Every quantity of a text, in order. `whole` adds "all", "most", "none" and the like."""
    dates = date_spans(text)
    found = list(_numbers(text, dates))
    if whole:
        wholes = list(_wholes(text))  # "three quarters of" and "no one" hold a number that is none
        found = [
            f
            for f in found
            if not any(w.start <= f.start and f.end <= w.end and w.end - w.start > f.end - f.start for w in wholes)
        ]
        found += [item for item in wholes if not any(item.start < f.end and f.start < item.end for f in found)]
        found.sort(key=lambda item: item.start)
    return _told_twice(text, found)


def _told_twice(text: str, found: list[Found]) -> list[Found]:
    """ "thirteen (13) fighters", as communiques write: one quantity, up to the bracket's end."""
    once: list[Found] = []
    for item in found:
        last = once[-1] if once else None
        if (
            last
            and last.low == item.low
            and text[last.end : item.start].strip() == "("
            and text[item.end : item.end + 1] == ")"
        ):
            once[-1] = replace(last, end=item.end + 1)
        else:
            once.append(item)
    return once


_MINUS = re.compile(r"\bminus[- ]$|(?<![\w.])[-−]$|[$€£][-−]$", re.IGNORECASE)


def _below_zero(text: str, found: Found) -> bool:
    return bool(found.start == found.core and _MINUS.search(text, max(0, found.start - 7), found.start))


def quantities(text: str) -> list[Quantity]:
    """Every quantity of any kind in a text: counts, sums, shares, measures. Values are floats.

    Dates, years, clock times, ordinals and numbers that are names are left out.
    """
    result = shares(text)
    for f in find(text):
        if any(f.start < r.end and r.start < f.end for r in result) or (
            f.hedge is not Hedge.VAGUE and _is_name(text, f)
        ):
            continue
        low, high = _float(f.low), _float(f.high)
        if low is not None and high is not None and f.hedge is not Hedge.RANGE and _below_zero(text, f):
            low, high = -high, -low
        result.append(Quantity(f.start, f.end, text[f.start : f.end], low, high, f.hedge))
    return spanning(text, sorted(result, key=lambda quantity: quantity.start))


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)


def _whole_number(number: float) -> float:
    return round(number) if abs(number - round(number)) < 1e-9 else number


def _numbers(text: str, dates: list[tuple[int, int]]) -> Iterator[Found]:
    pattern, position, low = _pattern(), 0, lowered(text)
    date = 0
    while match := pattern.search(low, position):
        name = "a" if match["a"] else "vague" if match["vague"] else "one"
        core = match.start(name)
        while date < len(dates) and dates[date][1] <= core:
            date += 1
        if date < len(dates) and dates[date][0] <= core:
            position = max(dates[date][1], match.start() + 1)
            continue
        items, position = _read(text, match, name)
        if match["link"] and date < len(dates) and dates[date][0] <= match.start("b") < dates[date][1]:
            items = items[:1] if len(items) > 1 else []
            position = max(position, dates[date][1])
        yield from items


def _read(text: str, match: re.Match[str], name: str) -> tuple[list[Found], int]:
    """The quantities of one match and where to go on."""
    hedge, shift, start = _bound(text, match, name)
    money = bool(match["money"] or match["money2"])
    if name == "vague":
        words = re.sub(r"\s+", " ", match["vague"].lower())
        return [Found(start, match.end("vague"), match.start("vague"), _vague()[words], None, Hedge.VAGUE)], match.end()
    if name == "a":
        first, second = value(match["a"]), value(match["b"])
        if first is None or second is None:
            return _single(text, match, "a", hedge, shift, start, money)
        first = _scaled_like(first, match["a"], match["b"])
        if _is_range(text, match, first, second):
            low, high = sorted((_whole_number(first), _whole_number(second)))
            item = Found(
                start, match.end("b"), match.start("a"), low, high, Hedge.RANGE, money, _percent(text, match.end("b"))
            )
            return [item], match.end("b")
        return _single(
            text, match, "a", hedge, shift, match.start("a") if match["open"] and not match["hedge"] else start, money
        )
    return _single(text, match, "one", hedge, shift, start, money)


def _bound(text: str, match: re.Match[str], name: str) -> tuple[Hedge, int, int]:
    hedge, shift, start = Hedge.EXACT, 0, match.start()
    words = match["hedge"] or match["hedge2"]
    if words:
        key = re.sub(r"\s+", " ", words.lower())
        hedge, shift = _hedges("before")[key]
        if key == "as many as" and re.match(r"\s+or more\b", text[match.end(name) :]):
            hedge = Hedge.AT_LEAST
    return hedge, shift, start


def _scaled_like(first: float, a: str, b: str) -> float:
    """ "4 to 5 million": the first number takes the scale of the second."""
    scale = re.search(r"(hundred|thousand|million|billion|trillion)$", b.strip(), re.IGNORECASE)
    if scale is None or first >= 1000 or re.search("[a-z]{4}", a, re.I):
        return first
    scaled, second = first * SCALES[scale[1].lower()], value(b) or 0.0
    return first if scaled > second > first else scaled  # "from 200 to 4 million": no scale is shared


_CHANGED = re.compile(
    r"\b(?:by|up|down|rose|risen|fell|fallen|dropped|jumped|gained|added|lost|plunged|slid|climbed|grew|surged|slumped"
    r"|rising|falling|slipped|eased|tumbled|plummeted|soared|advanced|rallied|declined|edged (?:up|down|higher|lower)|sank"
    r"|sunk|firmed|shed|retreated|dipped|rebounded|leapt|spiked|shrank|dropping|gaining|losing|climbing|adding|shedding"
    r"|increased|decreased|expanded|strengthened|weakened)"
    r"\s+(?:(?:about|nearly|more than|another)\s+)?$",
    re.IGNORECASE,
)


_OF_THE_DEAD = (
    r"(?:tolls?|tally|counts?|figure|estimate|deaths|dead|casualties|killed|wounded|injured|displaced|missing|victims)"
)
_TURNED = r"(?:revis|rais|rose|ris(?:en|es|ing)|climb|increas|jump|lower|cut|reduc|updat|correct|chang)\w*"
_REVISED = re.compile(
    rf"\b(?:{_TURNED} (?:\w+ ){{0,4}}?{_OF_THE_DEAD}|{_OF_THE_DEAD} (?:[\w-]+ ){{0,8}}?{_TURNED})\b(?: \w+){{0,3}} $",
    re.IGNORECASE,
)


def _is_range(text: str, match: re.Match[str], first: float, second: float) -> bool:
    if (
        not match["open"]
        and match["link"].strip().lower() == "to"
        and _CHANGED.search(text, max(0, match.start() - 25), match.start())
        and not (
            first < second <= 3 * first
            and not match["cent"]
            and re.search(r"\bby\s+$", text[max(0, match.start() - 4) : match.start()])
        )
    ):
        return False  # "rose 4 per cent to 28": a change and a level
    link, opened = match["link"].strip().lower(), (match["open"] or "").strip().lower()
    if match["cent"] and re.search(r"[$€£]", match[0]):
        return False
    if link == "and":
        return opened == "between" and first <= second
    if link == "or":
        return first < second <= 2 * first + 2
    if link in ("to", "-to-") and opened == "from" and second > 50 * first:  # a change, not a range
        return False
    if link == "to" and opened == "from" and _REVISED.search(text, max(0, match.start() - 90), match.start()):
        return False  # "raised the toll from 12 to 15": what was said before, and what is said now
    return first < second or (link in ("to", "-to-") and bool(opened))


def _single(
    text: str, match: re.Match[str], name: str, hedge: Hedge, shift: int, start: int, money: bool
) -> tuple[list[Found], int]:
    words, core, end = match[name], match.start(name), match.end(name)
    number = value(words)
    if number is None:  # "two three": the first number only, then go on after it
        pieces = list(re.finditer(r"[^\s-]+", words))
        number, used = spell([piece[0].lower() for piece in pieces])
        if number is None:
            return [], end
        end = core + pieces[used - 1].end()
    after = match["after"] if name == "one" and end == match.end("one") else None
    if after is None and name == "a" and (plus := re.match(r"\+(?!\w)|-plus\b", text[end:])):
        after = plus[0]
    if after and hedge is Hedge.EXACT:
        hedge = _hedges("after").get(re.sub(r"\s+", " ", after.strip().lower()), (Hedge.AT_LEAST, 0))[0]
        end += len(after)
    elif after and "more" in after:
        hedge, shift, end = Hedge.AT_LEAST, 0, end + len(after)
    if re.fullmatch(r"\d{1,3}\.\d{3}", words) and re.match(COUNTED, text[end : end + 60], re.IGNORECASE):
        number *= 1000  # "3.500 families": nobody counts three and a half
    number = _whole_number(number)
    step = shift if isinstance(number, int) else 0
    low = None if hedge is Hedge.AT_MOST else number + (step if hedge is Hedge.AT_LEAST else 0)
    high = None if hedge is Hedge.AT_LEAST else number + (step if hedge is Hedge.AT_MOST else 0)
    if high is not None and high < 0:
        high = 0
    return [Found(start, end, core, low, high, hedge, money, _percent(text, end))], max(end, match.start() + 1)


def _percent(text: str, end: int) -> bool:
    return bool(re.match(_PERCENT, text[end : end + 10], re.IGNORECASE))


def _wholes(text: str) -> Iterator[Found]:
    for match in _WHOLE.finditer(text):
        if match["none"]:
            if not _NOT_NONE.match(text, match.end()):
                yield Found(*match.span(), match.start(), 0, 0, Hedge.NONE)
        else:
            hedge = Hedge.ALL if match["all"] else Hedge.VAGUE
            if re.match(r"(?:about|around|nearly|almost|roughly) ", match[0], re.IGNORECASE):
                hedge = Hedge.ABOUT
            yield Found(*match.span(), match.start(), None, None, hedge)
    for match in _ORDINAL.finditer(text):
        yield Found(*match.span(), match.start(), 1, 1, Hedge.EXACT)


_NAMED = re.compile(r"(?<![.!?:]\s)(?<!^)\b(?:[A-Z]{2,}|[A-Z][a-z]+|i[A-Z]\w+|S&P|S P)\s$")
_BRAND = re.compile(
    r"\b(?:Fortune|S&P|S P|Route|Highway|Flight|Boeing|Airbus|Apollo|Formula|Channel|Area|Chapter|Article|Section"
    r"|Version|Windows|iPhone|SP|sp|Category|category|Covid|COVID|COVID -|Part|Phase|Group|Level|No\.?|Resolution|Unit|Brigade"
    r"|Season|Game|Act|Rule|Type|Model|Room|[Pp]age|[Cc]hapter|[Ff]igure|[Ss]ection|[Ee]pisode|Volume|Round|Stage|Gate"
    r"|Platform|Lane|Exhibit|Table|War|Week|Day|Grade|Tier|Division|Class|Xbox|PS|iOS|[Rr]ule|[Aa]rticle|[Ss]ize|[Rr]oom|[Aa]partment|[Ff]lat"
    r"|[Gg]ate|[Pp]latform|[Hh]ighway|[Rr]oute|[Cc]ell|[Ll]ine|[Bb]us|[Tt]ram|[Aa]isle|[Rr]ow|[Ee]xit|[Ii]tem|[Nn]umber)\s$"
)


_ADDRESS = re.compile(
    r"(?: [NSEW]\.?)?(?: [A-Z0-9][\w'’]*){1,3} (?:St|Street|Road|Rd|Ave|Avenue|Way|Lane|Drive|Boulevard|Blvd|Court|Square|Terrace)\b"
    r"| (?:Ave|Avenue|Rue|Calle|Via) [A-Z]"
)
_IDIOM = re.compile(r" (?:another|day (?!of|after|before|ago|later|in|a)|point|hand,?)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:the|this|that|which|each|every|same|any|only|another|wrong|right|loved)\s$", re.IGNORECASE)


def _is_name(text: str, found: Found) -> bool:
    """Whether a bare number is rather a name, a year or an age: "Model 12", "the 2018 sales", "Ann Bo, 25, said"."""
    words = text[found.start : found.end]
    if found.money or found.share or found.hedge is not Hedge.EXACT or found.start != found.core:
        return False
    if words.lower() == "one" and (
        _PRONOUN.search(text, max(0, found.start - 10), found.start) or _IDIOM.match(text, found.end)
    ):
        return True
    if re.search(r"\b(?:million|billion|thousand|hundred|dozen)\b", words, re.I):
        return False
    before, after = text[max(0, found.start - 25) : found.start], text[found.end : found.end + 8]
    if not re.fullmatch(r"\d+|[A-Z][a-z]+", words):
        return False
    if _BRAND.search(before) or re.fullmatch(r"(?:19|20)\d\d", words):
        return True
    if _NAMED.search(before) and not re.match(r"[\s-]?[a-z]", after):
        return True
    if _NAMED.search(before) and re.match(
        r"\s(?:has|had|is|was|and|in|on|at|with|for|from|to|,|said|after|before)\b", after
    ):
        return True
    if re.search(r"[a-z], $", before) and re.match(r",\s", after):
        return True
    if _ADDRESS.match(text, found.end):
        return True
    if re.match(r"/\d", after) or re.fullmatch(r"0\d+", words):  # "24/7", "020 7946"
        return True
    named = re.search(rf"\b(?:[A-Z][a-z]+|i[A-Z]\w+) {re.escape(words)}\b", text[: found.start])
    if named and re.match(r" [A-Z]", after):  # "the Hover 11 and the | 11 | Pro"
        return True
    return bool(re.fullmatch(r"\d{5}", words) and after.startswith(" ZIP"))
