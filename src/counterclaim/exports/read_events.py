"""Event datasets as sources: each row of UCDP GED or ACLED a report of that dataset, with the claim that its numbers make.

The row is written out as a text, so that every value has its words; the claim is the dataset's own, with its low, best and
high, and the source that the row cites stands behind it in the chain. Nothing is read into it: a row says what it says.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from counterclaim.errors import Fault, InputError
from counterclaim.exports.acled_fields import FIELDS as ACLED
from counterclaim.exports.cells import restore
from counterclaim.exports.conformance import Field, fault_of
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.ucdp_fields import FIELDS as UCDP
from counterclaim.model import (
    Basis,
    Category,
    Claim,
    Count,
    Harm,
    Hedge,
    People,
    Place,
    Polarity,
    Reading,
    Report,
    ReportHead,
    Scope,
    Span,
    Voice,
    When,
    claim_id,
)

#: columns by which a file is known to be one of these, and without which a row cannot be read
UCDP_NEEDED = frozenset({"id", "best", "low", "high", "date_start", "date_end", "where_prec", "event_clarity"})
ACLED_NEEDED = frozenset({"event_id_cnty", "event_date", "fatalities", "event_type"})
_UCDP_PRECISION = {"1": "town", "2": "town", "3": "admin2", "4": "admin1", "5": "region", "6": "country"}
_ACLED_PRECISION = {"1": "town", "2": "admin2", "3": "admin1"}
Cells = Mapping[str, str]
#: name of a part of the page, low, high, whom it counts, what the dataset says besides
_Part = tuple[str, int, int, Category, tuple[str, ...]]


class Page:
    """A text in the making, whose parts keep their places."""

    def __init__(self) -> None:
        self.text = ""
        self._parts: dict[str, tuple[int, int]] = {}

    def say(self, words: str, name: str = "") -> None:
        """Add words on one line; `name` is how they are asked for again."""
        words = " ".join(words.split())
        if name and words:
            self._parts[name] = (len(self.text), len(self.text) + len(words))
        self.text += words

    def add(self, separator: str) -> None:
        """Add what stands between parts."""
        self.text += separator

    def span(self, name: str) -> Span | None:
        """The span of a part; None where it had no words."""
        part = self._parts.get(name)
        return Span.of(self.text, *part) if part else None


@dataclass(frozen=True, slots=True)
class _Told:
    """A row read: its page and what its claims are made of."""

    name: str
    page: Page
    counts: tuple[_Part, ...]
    first: date
    last: date
    precision: str
    within: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    scope: Scope


def read_ucdp(path: Path, published: date | None = None) -> tuple[ReportRow, ...]:
    """The rows of a UCDP GED file as reports of "UCDP GED".

    Raises:
        InputError: every row that does not fit, with its number.
    """
    return _read(path, UCDP, UCDP_NEEDED, _ucdp, "UCDP GED", published)


def read_acled(path: Path, published: date | None = None) -> tuple[ReportRow, ...]:
    """The rows of an ACLED file as reports of "ACLED". A row of no fatalities makes no claim: ACLED writes 0 for unknown too.

    Raises:
        InputError: every row that does not fit, with its number.
    """
    return _read(path, ACLED, ACLED_NEEDED, _acled, "ACLED", published)


def _read(
    path: Path,
    fields: tuple[Field, ...],
    needed: frozenset[str],
    tell: Callable[[Cells], _Told],
    source: str,
    published: date | None,
) -> tuple[ReportRow, ...]:
    faults: list[Fault] = []
    rows = []
    for number, cells in _rows(path):
        wrong = [(f.name, fault) for f in fields if f.name in needed and not f.codes and (fault := _unfit(cells, f))]
        faults += [Fault(str(path), f"row {number}, {name}", fault, "Correct the row.") for name, fault in wrong]
        if not wrong:
            rows.append(_row(tell(cells), source, published))
    if faults:
        raise InputError(faults)
    return tuple(rows)


def _unfit(cells: Cells, field: Field) -> str | None:
    cell = cells.get(field.name, "")
    return (
        "it is empty"
        if not cell and field.name not in ("where_prec", "event_clarity")
        else fault_of(cell, field, False)
    )


def _rows(path: Path) -> Iterator[tuple[int, Cells]]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, restval=""), start=2):
                yield number, {str(name): restore((cell or "").strip()) for name, cell in row.items() if name}
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            [Fault(str(path), "", f"it is no CSV in UTF-8 ({error})", "Save it as CSV, UTF-8.")]
        ) from error


def _ucdp(cells: Cells) -> _Told:
    page = Page()
    page.say("UCDP GED", "source")
    page.say(f" event {cells['id']}: ")
    page.say(cells.get("conflict_name") or cells.get("dyad_name") or "no conflict named")
    page.add(".\nFatalities: ")
    low, best, high = (int(cells[name]) for name in ("low", "best", "high"))
    page.say(f"best {best}, low {low}, high {high}", "total")
    flags = (f"dataset best {best}", f"dataset low {low}", f"dataset high {high}")
    counts: list[_Part] = [("total", min(low, best, high), max(low, best, high), Category.PEOPLE, flags)]
    civilians = int(cells.get("deaths_civilians") or 0)
    if civilians:
        page.add("\nCivilians: ")
        page.say(str(civilians), "civilians")
        counts.append(("civilians", civilians, civilians, Category.CIVILIANS, ()))
    first, last = _moment(cells["date_start"]), _moment(cells["date_end"])
    place = cells.get("where_coordinates") or cells.get("where_description") or cells.get("country") or ""
    _settle(page, first, last, place, cells.get("side_a", "") if cells.get("type_of_violence") == "3" else "")
    _cite(page, cells.get("source_article") or cells.get("source_office", ""), cells.get("source_original", ""))
    within = tuple(unit for name in ("adm_2", "adm_1", "country") if (unit := cells.get(name, "")) and unit != place)
    scope = Scope.CUMULATIVE if cells.get("event_clarity") == "2" else Scope.EVENT
    precision = _UCDP_PRECISION.get(cells.get("where_prec", ""), "vague")
    return _Told(
        f"ucdp-{cells['id']}", page, tuple(counts), first, last, precision, within, _degrees(cells, "latitude"),
        _degrees(cells, "longitude"), scope,
    )  # fmt: skip


def _acled(cells: Cells) -> _Told:
    page = Page()
    page.say("ACLED", "source")
    page.say(f" event {cells['event_id_cnty']}: {cells['event_type']}, {cells.get('sub_event_type', '')}")
    page.add(".\nFatalities: ")
    fatalities = int(cells["fatalities"])
    page.say(str(fatalities), "total")
    counts: list[_Part] = (
        [("total", fatalities, fatalities, Category.PEOPLE, (f"dataset best {fatalities}",))] if fatalities else []
    )
    day = date.fromisoformat(cells["event_date"][:10])
    against = (
        cells["event_type"] == "Violence against civilians" or cells.get("civilian_targeting") == "Civilian targeting"
    )
    _settle(page, day, day, cells.get("location", ""), cells.get("actor1", "") if against else "")
    page.add("\nNotes: ")
    page.say(cells.get("notes", ""))
    _cite(page, cells.get("source", ""), "")
    within = tuple(unit for name in ("admin3", "admin2", "admin1", "country") if (unit := cells.get(name, "")))
    precision = _ACLED_PRECISION.get(cells.get("geo_precision", ""), "vague")
    return _Told(
        f"acled-{cells['event_id_cnty']}", page, tuple(counts), day, day, precision, within, _degrees(cells, "latitude"),
        _degrees(cells, "longitude"), Scope.EVENT,
    )  # fmt: skip


def _settle(page: Page, first: date, last: date, place: str, perpetrator: str) -> None:
    page.add("\nWhen: ")
    page.say(f"{first}" if first == last else f"{first} to {last}", "when")
    page.add("\nWhere: ")
    page.say(place, "place")
    if perpetrator:
        page.add("\nAlleged perpetrator: ")
        page.say(perpetrator, "perpetrator")


def _cite(page: Page, article: str, original: str) -> None:
    page.add("\nSource: ")
    page.say(article, "article")
    if original:
        page.add("\nOriginal source: ")
        page.say(original, "original")
    page.add("\n")


def _row(told: _Told, source: str, published: date | None) -> ReportRow:
    report = Report(told.name, told.page.text, published, source, language="en", reader=f"{source} row")
    claims: list[Claim] = []
    for part, low, high, category, flags in told.counts:
        claims.append(_claim(told, report, part, low, high, category, flags, claims[0].id if claims else None))
    head = ReportHead(report.id, source, published, "en", report.sha256)
    return ReportRow(
        report, report.sha256, Reading(head, tuple(sorted(claims, key=lambda c: c.quantity.start)), (), ())
    )


def _claim(
    told: _Told,
    report: Report,
    part: str,
    low: int,
    high: int,
    category: Category,
    flags: tuple[str, ...],
    whole: str | None,
) -> Claim:
    page = told.page
    words, speaker = page.span(part), page.span("source")
    if words is None or speaker is None:
        raise ValueError(f"{told.name}: a claim needs its number's words")
    behind = tuple(Voice(span, "reported") for name in ("article", "original") if (span := page.span(name)))
    place, when = page.span("place"), page.span("when")
    days = (told.last - told.first).days + 1
    precision = (
        "day" if days == 1 else "days" if days < 7 else "week" if days == 7 else "month" if days <= 31 else "longer"
    )
    return Claim(
        id=claim_id(report.sha256, words.start, words.end, Harm.KILLED), content=words,
        quantity=Count(words.start, words.end, words.words, low, high, Hedge.EXACT if low == high else Hedge.RANGE),
        harm=Harm.KILLED, population=None, category=category,
        people=People("civilian" if category is Category.CIVILIANS else None), claimant=speaker, cue=None,
        attribution=(Voice(speaker, "said"), *behind), basis=Basis.NONE_STATED,
        place=Place(place.start, place.end, place.words, place.words, told.latitude, told.longitude, told.precision, None, told.within)
        if place else None,
        when=When(when.start, when.end, when.words, told.first, told.last, precision) if when else None,
        alleged_perpetrator=page.span("perpetrator"), scope=told.scope, polarity=Polarity.ASSERTED, headline=whole is None,
        flags=flags, part_of=whole,
    )  # fmt: skip


def _moment(cell: str) -> date:
    return datetime.fromisoformat(cell[:10]).date()


def _degrees(cells: Cells, name: str) -> float | None:
    try:
        return float(cells.get(name, ""))
    except ValueError:
        return None
