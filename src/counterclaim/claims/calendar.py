"""Expressions of time and the days that they cover, relative to the day a report was published.

News speaks of the past: "on Tuesday" is the last Tuesday up to and including the day of publication, "in March" the last March. A
range is closed at both ends. What cannot be resolved keeps its words and no days.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
_MONTHS |= {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}
_DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10, "eleven": 11, "twelve": 12, "few": 3, "several": 3, "couple": 2, "couple of": 2, "": 1}  # fmt: skip

_M = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|" \
     r"nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"  # fmt: skip
#: days of a stretch that is told in days; a longer one is a period
_SHORT_SPAN = 31
_WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day(?:'?s)?"
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|dawn|midday|noon))?"
_N = r"(?P<n>\d{1,3}|a few|several|a couple of|couple of|" + "|".join(w for w in _NUMBERS if len(w) > 2) + ")"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"

_SINCE = re.compile(
    r"(?i)\bsince\s+(?:(?:the|its|their|a)\s+[\w-]+(?:\s+[\w-]+){0,4}\s+(?:(?:in|on)\s+)?|"
    r"(?:[\w-]+\s+){1,2}(?:began|started|broke out|erupted|resumed|flared|intensified|escalated)\s+(?:(?:in|on)\s+)?|"
    r"the\s+(?:start|beginning) of\s+|late\s+|early\s+|mid-)?$"
    # "an offensive that began on Thursday": what it did came between that day and the telling
    r"|\b(?:that|which)\s+(?:began|started|broke out|erupted|got under ?way)\s+(?:(?:on|in|late|early)\s+)?$"
)

Days = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of time at `start` to `end`; the days `first` to `last`, None where they cannot be told; see `When.precision`.

    `kind` names the rule; `open_ended` marks "since ...", which runs to the day of publication.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str
    kind: str
    open_ended: bool = False


def expressions(text: str, published: date | None) -> list[TimeExpression]:
    """Every expression of time in a text, in order, none inside another."""
    found: list[TimeExpression] = []
    for kind, pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            days = _resolved(resolve, match, published)
            first, last, precision = days if days else (None, None, "unknown")
            end = match.end() - match[0].endswith(".")  # "in June." ends a sentence
            found.append(TimeExpression(match.start(), end, first, last, precision, kind))
    found = list(_longest(found))
    return list(_longest([_since(text, e, published) for e in found]))


def _longest(found: list[TimeExpression]) -> Iterator[TimeExpression]:
    end = -1
    for expression in sorted(found, key=lambda e: (e.start, -e.end)):
        if expression.start >= end:
            end = expression.end
            yield expression


def _since(text: str, expression: TimeExpression, published: date | None) -> TimeExpression:
    """ "since Thursday", "since the war began in 2031": from then to the day of publication."""
    if text[expression.start : expression.start + 5].lower() == "since" and expression.first:
        until = max(published or expression.first, expression.first)
        return TimeExpression(expression.start, expression.end, expression.first, until, "longer", "since", True)
    before = text[max(0, expression.start - 70) : expression.start]
    match = _SINCE.search(before)
    if match is None or expression.kind == "since":
        return expression
    last = published if published and expression.first and published >= expression.first else expression.last
    start = expression.start - (len(before) - match.start())
    return TimeExpression(start, expression.end, expression.first, last, "longer", "since", open_ended=True)


def _resolved(resolve: "Resolver", match: re.Match[str], published: date | None) -> Days | None:
    try:
        return resolve(match, published)
    except (ValueError, OverflowError):  # the 31st of June, the year 0: words, and no days
        return None


Resolver = Callable[[re.Match[str], date | None], Days | None]


def _full_date(match: re.Match[str], published: date | None) -> Days | None:
    """Day and month, with or without a year; without, the last such day up to publication."""
    month, day = _MONTHS[match["month"].lower()[:3]], int(match["day"])
    year = _year(match["year"])
    if year is None:
        if published is None:
            return None
        year = published.year if (month, day) <= (published.month, published.day) else published.year - 1
    first = date(year, month, day)
    until = match.groupdict().get("until")
    if until:
        return first, date(year, month, int(until)), "days"
    return first, first, "day"


def _span(match: re.Match[str], published: date | None) -> Days | None:
    """ "from June 2017 to 31 March 2019", "between 28 May and 3 June": without a day from the first or to the last of the month."""
    begin, end = _MONTHS[match["m0"].lower()[:3]], _MONTHS[match["month"].lower()[:3]]
    year = _year(match["year"]) or (published.year if published else None)
    if year is None:
        return None
    last = date(year, end, int(match["day"] or calendar.monthrange(year, end)[1]))
    if not match["year"] and published and last > published:
        last = last.replace(year=year - 1)
    first = date(_year(match["y0"]) or last.year, begin, int(match["d0"] or 1))
    if first > last and not match["y0"]:
        first = first.replace(year=first.year - 1)
    if first > last:
        return None
    return first, last, "days" if (last - first).days <= _SHORT_SPAN else "longer"


def _numeric(match: re.Match[str], published: date | None) -> Days | None:
    if match.groupdict().get("iso"):
        first = date.fromisoformat(match["iso"])
    else:
        first = date(_year(match["y"]) or 0, int(match["m"]), int(match["d"]))
    return first, first, "day"


def _year(words: str | None) -> int | None:
    if not words:
        return None
    number = int(words)
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _month(match: re.Match[str], published: date | None) -> Days | None:
    month, year = _MONTHS[match["month"].lower()[:3]], _year(match["year"])
    if year is None:
        if published is None:
            return None
        year = published.year if month <= published.month else published.year - 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _part_of_month(match: re.Match[str], published: date | None) -> Days | None:
    """ "the first week of March", "the second half of 2031" is left to the year."""
    whole = _month(match, published)
    if whole is None:
        return None
    first, last, _ = whole
    part, unit = match["part"].lower(), match["whole"].lower()
    length = {"week": 7, "day": 1, "days": 3, "fortnight": 14, "half": 15}[unit]
    if part in ("last", "final"):
        return last - timedelta(days=length - 1), last, "days" if length < 7 else "week"
    start = first + timedelta(days=length * _PARTS.index(part))
    return start, min(last, start + timedelta(days=length - 1)), "days" if length < 7 else "week"


def _whole_year(match: re.Match[str], published: date | None) -> Days:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _weekday(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    back = (published.weekday() - _DAYS[match["weekday"].lower() + "day"]) % 7
    if (match["last"] or "").strip().lower() == "last" and back == 0:
        back = 7
    day = published - timedelta(days=back)
    return day, day, "day"


def _weekdays(match: re.Match[str], published: date | None) -> Days | None:
    """ "between Monday and Wednesday"."""
    if published is None:
        return None
    last = published - timedelta(days=(published.weekday() - _DAYS[match["w2"].lower() + "day"]) % 7)
    first = last - timedelta(days=(last.weekday() - _DAYS[match["w1"].lower() + "day"]) % 7)
    return first, last, "days"


def _near_day(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    words = match[0].lower()
    if (
        "yesterday" in words
        or "last night" in words
        or "previous day" in words
        or "day before" in words
        or "day earlier" in words
    ):
        back = 2 if words.startswith("the day before yesterday") else 1
        return published - timedelta(days=back), published - timedelta(days=back), "day"
    if "overnight" in words or "the night" in words or "dawn" in words:
        return published - timedelta(days=1), published, "days"
    return published, published, "day"


def _this_or_last(match: re.Match[str], published: date | None) -> Days | None:
    """ "earlier this week", "last month": the calendar's unit, cut off at publication."""
    if published is None:
        return None
    unit, last = match["unit"].lower(), match["which"].lower() in ("last", "past", "previous")
    if unit == "weekend":
        sunday = published - timedelta(days=(published.weekday() + 1) % 7)
        return sunday - timedelta(days=1), min(sunday, published), "days"
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + (7 if last else 0))
        return monday, min(monday + timedelta(days=6), published), "week"
    if unit == "month":
        year, month = (
            (published.year, published.month - (1 if last else 0))
            if published.month > 1 or not last
            else (published.year - 1, 12)
        )
        end = date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, 1), min(end, published), "month"
    year = published.year - (1 if last else 0)
    return date(year, 1, 1), min(date(year, 12, 31), published), "year"


def _amount(match: re.Match[str]) -> tuple[int, str]:
    words = (match["n"] or "").lower().removeprefix("a ").strip()
    number = int(words) if words.isdigit() else _NUMBERS.get(words, 1)
    return number, match["unit"].lower()


def _length(number: int, unit: str) -> timedelta:
    return timedelta(days={"hour": -(-number // 24), "day": number, "week": 7 * number, "month": 30 * number,
                           "year": 365 * number, "decade": 3652 * number}[unit])  # fmt: skip


_PRECISION = {"hour": "days", "day": "days", "week": "week", "month": "month", "year": "year", "decade": "longer"}


def _past(match: re.Match[str], published: date | None) -> Days | None:
    """ "in the past 24 hours": from that long ago to publication."""
    if published is None:
        return None
    number, unit = _amount(match)
    return (
        published - _length(number, unit),
        published,
        _PRECISION[unit] if number == 1 or unit in ("hour", "day") else "longer",
    )


def _ago(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    number, unit = _amount(match)
    day = published - _length(number, unit)
    if unit in ("hour", "day"):
        return day, day, "day"
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), "year"
    slack = _length(1, unit) / 2
    return day - slack, day + slack, _PRECISION[unit]


def _named_period(match: re.Match[str], published: date | None) -> Days | None:
    """ "since the war began in March 2031": from then on. "so far": no day."""
    year = re.search(r"(?:19|20)\d\d", match[0])
    if year is None:
        return None
    month = next((n for name, n in _MONTHS.items() if re.search(rf"(?i)\b{name}\b", match[0])), 1)
    first = date(int(year[0]), month, 1)
    return first, max(published or first, first), "longer"


def _now(match: re.Match[str], published: date | None) -> Days | None:
    return (published, published, "day") if published else None


def _none(match: re.Match[str], published: date | None) -> Days | None:
    return None


_PART_OF = (
    r"(?:in|during|over)?\s?the (?P<part>first|second|third|fourth|last|final) "
    r"(?P<whole>week|days?|fortnight|half) of "
)
_PARTS = ("first", "second", "third", "fourth")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\d)"
_MONTH = _M.format("month")
_BEGIN = r"(?P<d0>\d{1,2})(?:st|nd|rd|th)?"
_YEAR0 = r"(?:,?\s+(?P<y0>(?:19|20)\d\d))?"
_TO = r"(?:and|to|until|till|through)"
_ANY_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)"
_UNTIL = r"(?P<until>\d{1,2})"
_COUNTED = r"\s+(?:people|civilians|families|households|fighters)"
_NEAR = (
    r"(?:the day before yesterday|yesterday|(?:earlier\s+)?today|tonight|overnight|last night|this (?:morning|afternoon|evening)|"
    r"(?:the )?(?:previous|same) day|a day (?:earlier|before)|during the night|at dawn|hours (?:earlier|before|later))"
)
_VAGUE = (
    r"(?:so far|to date|since then|in recent (?:hours|days|weeks|months|years)|recently|"
    r"(?:since|during|throughout|over the course of) the (?:\w+\s){0,3}"
    r"(?:war|conflict|uprising|crisis|offensive|siege|campaign|battle|revolution|ceasefire|truce|escalation)"
    r"(?:\s+(?:began|started|erupted|broke out))?(?:\s+(?:in|on) (?:\w+ )?(?:19|20)\d\d)?)"
)
_RULES: tuple[tuple[str, re.Pattern[str], Resolver], ...] = tuple(
    (kind, re.compile(rf"(?i)(?<![\w-]){pattern}(?!\w)"), resolve)
    for kind, pattern, resolve in (
        ("range", rf"(?:between|from)\s+{_DAY}\s+(?:and|to|until)\s+{_UNTIL}\s+{_MONTH}{_YEAR}", _full_date),
        ("range", rf"(?:between|from)\s+(?:{_BEGIN}\s+)?{_M.format('m0')}{_YEAR0}\s+{_TO}\s+(?:{_DAY}\s+)?{_MONTH}{_YEAR}", _span),
        ("range", rf"(?:between|from)\s+{_M.format('m0')}\s+{_BEGIN}{_YEAR0}\s+{_TO}\s+{_MONTH}\s+{_DAY}{_YEAR}", _span),
        ("range", rf"{_MONTH}\s+{_DAY}\s?(?:-|–|to|and)\s?{_UNTIL}{_YEAR}", _full_date),
        ("range", rf"{_DAY}\s?(?:-|–|to|and)\s?{_UNTIL}\s+{_MONTH}{_YEAR}", _full_date),
        ("date", rf"(?:(?:{_ANY_DAY}day),?\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}", _full_date),
        ("date", rf"(?:(?:{_ANY_DAY}day),?\s+)?{_MONTH}\s+{_DAY}(?!\s?\d*(?:people|civilians)){_YEAR}", _full_date),
        ("date", r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)", _numeric),
        ("date", r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>(?:19|20)\d\d)", _numeric),
        ("month", rf"(?:(?:early|mid|late)[- ])?{_MONTH}(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))(?!\d)", _month),
        ("part", rf"{_PART_OF}{_MONTH}{_YEAR}", _part_of_month),
        ("month", rf"(?:in|during|since|by|early|late|mid|of|last)[- ]{_MONTH}(?P<year>)(?!\s+\d)", _month),
        ("year", rf"(?:in|during|since|of|by|from|early|late|mid)[- ](?P<year>(?:19|20)\d\d)(?![\d,.]\d)(?!{_COUNTED})", _whole_year),
        ("weekdays", rf"(?:between|from)\s+(?P<w1>{_ANY_DAY})day\s+(?:and|to|until)\s+(?P<w2>{_ANY_DAY})day", _weekdays),
        ("weekday", rf"(?P<last>(?:last|this|early|late|on|early\s+on|late\s+on)\s+)?{_WEEKDAY}{_PART}", _weekday),
        ("near", _NEAR, _near_day),
        ("unit", r"(?:(?:earlier|later|late|early) )?(?P<which>this|last|past|previous) (?P<unit>weekend|week|month|year)", _this_or_last),
        ("past", rf"(?:(?:in|over|during|within|for)\s+)?(?:the\s+)?(?:past|last|previous)\s+(?:{_N}\s+)?{_UNIT}", _past),
        ("past", rf"(?:in|within|for|over)\s+(?:less than\s+|more than\s+|the space of\s+)?{_N}\s+{_UNIT}", _past),
        ("past", r"(?P<n>24|48|72|36|12)\s+(?P<unit>hour)s", _past),
        ("ago", rf"(?:(?:about|some|nearly|almost|over|more than)\s+)?{_N}\s+{_UNIT}\s+(?:ago|earlier|before)", _ago),
        ("later", rf"{_N}\s+{_UNIT}\s+later", _none),
        ("vague", _VAGUE, _named_period),
        ("now", r"(?:currently|at present|at the moment|presently)", _now),
    )
)  # fmt: skip
