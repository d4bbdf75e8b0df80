"""The date that a plain text gives itself near its top, where it is unambiguous; never an event's date.

A full date (day, month in words, year; or in figures that can be read in one way) counts as the report's own where it
stands alone on a line or after "Published", beside a byline or an outlet ("By Ann Orr | 12 May 2031", "12 May 2031, The
Harbour Post"), ends a dateline ("HARBOUR TOWN, 12 May 2031 - ") or a title that says what document it is, opens a line as
a sentence of its own, or carries its weekday ("Saturday 24 August 2013"), which prose about a past event hardly ever gives
with the year. Two different dates of that kind, none of them labelled as that of publication: unknown.
"""

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s+"
_FULL = re.compile(
    rf"\b(?:{_WEEKDAY})?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})"
    rf"|{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year3>\d{4}))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:first\s+)?(?:published|posted|updated|last\s+updated|date|issued|released)?\s*(?:on|:|-)?\s*\Z", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\s*[,|]?\s*(?:at\s+)?(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:am|pm)?\s*(?:gmt|utc|[a-z]{3,4})?)?\s*\.?\s*\Z", re.I
)
_PLACE = re.compile(r"(?:[^.!?]{1,60}?[,()]|[A-Z][A-Z .'’-]{1,40})\s*\Z")
_SENTENCE = re.compile(r"\.\s+[A-Z\"“‘']")
#: the first line of a document that says what it is: its date is the document's ("Statement of the Ministry, 3 June 2031")
_DOCUMENT = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|press (?:release|briefing|note)|bulletin|sitrep|(?:situation|daily|weekly|flash)"
    r" (?:report|update|summary|brief)|briefing|newsletter|dispatch|round-?up|live blog)\b(?:[^.!?\n]|\bNo\.){0,80}?"
    r"(?:[,(|·–—-]|\b(?:of|for|on|as of|dated))\s*\Z",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:\([^)]{1,40}\)\s*)?\)?\s*(?:-{1,2}|–|—|:)\s")
_LABELLED = re.compile(
    r"(?:^|[|·•(–—-])\s*(?:(?:first|last|article|story)\s+)?(?P<label>published|posted|updated|issued|released|date)"
    r"\s*(?:on|:|-|–)?\s*\Z",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:[Bb]y\s+\S[^.!?|]{1,60}?[|·•,–—-]|[^.!?|]{1,60}[|·•])\s*\Z")
_OUTLET = re.compile(r"\s*[|·•,–—-]\s*(?:[A-Z][\w.'’&-]*\s*|(?:of|and|the|de|al)[ -]){1,8}\Z")
_TOP = 700


def dateline(text: str) -> date | None:
    """The report's own date as its first lines give it, or None where they give none, or more than one."""
    found, published = set(), set()
    for match in _FULL.finditer(text[:_TOP]):
        day = _day(match)
        if day is None:
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        before = text[line_start : match.start()]
        after = text[match.end() : line_end if line_end >= 0 else len(text)]
        alone = _LABEL.match(before) and _CLOCK.match(after)
        heads = len(before) <= 60 and (not before or _PLACE.match(before)) and _DASH.match(after)
        named = (not before or _BYLINE.match(before)) and (_CLOCK.match(after) or _OUTLET.match(after))
        label = _LABELLED.search(before) if len(before) <= 60 else None
        if label and label["label"].lower() in ("published", "posted", "issued"):
            published.add(day)  # goes before the day of an update
        opens = not before and _SENTENCE.match(after)
        titled = not text[:line_start].strip() and _DOCUMENT.search(before) and after.strip() in ("", ")")
        if alone or heads or named or label or opens or titled or match.group("weekday"):
            found.add(day)
    if len(published) == 1:
        return published.pop()
    return found.pop() if len(found) == 1 else None


def _of_figures(first: int, second: int, year: int, mark: str) -> date | None:
    """24/05/2031 can be read in one way, 12/05/2031 in two; where dots part the figures the day comes first."""
    if mark == "." or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _day(match: "re.Match[str]") -> date | None:
    try:
        if iso := match.group("iso"):
            return date.fromisoformat(iso)
        if match.group("mark"):
            return _of_figures(int(match["first"]), int(match["second"]), int(match["year3"]), match["mark"])
        month = (match.group("month") or match.group("month2")).lower()[:3]
        number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month))
        day = date(
            int(match.group("year") or match.group("year2")), number, int(match.group("day") or match.group("day2"))
        )
    except ValueError:
        return None
    weekday = match.group("weekday")
    # a weekday that does not fit shows a misprint in one of the two: unknown
    return None if weekday and _WEEKDAYS[day.weekday()] != weekday.lower()[:3] else day
