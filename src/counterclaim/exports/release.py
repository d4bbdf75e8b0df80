"""What of a value a tier may have. Pure: the same value, tier, names and day give the same result, and twice is once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar
from urllib.parse import unquote

from counterclaim.exports.addresses import public_address
from counterclaim.exports.coarse import Coarse, day, is_living
from counterclaim.exports.mask import Mask, is_kept
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.tier import Tier
from counterclaim.model import MODEL_RULES, Figure, Reading, Report, SourceProfile, make_id, plain, revive

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Release:
    """How values leave under a tier. `mask` holds the names to black out; at partner and court it is empty.

    `published` is the day of each report by id; `pseudonym` what a person who works on the case is called outside.
    """

    tier: Tier
    mask: Mask
    today: date
    published: Mapping[str, date | None] = field(default_factory=dict)
    pseudonym: Callable[[str], str] = str

    @property
    def is_public(self) -> bool:
        """Whether anybody may have it."""
        return self.tier is Tier.PUBLIC

    def report(self, item: ReportRow) -> ReportRow:
        """A report with its reading. Public: no text, no by-line, names blacked out, places of the living coarse."""
        report = item.report
        report = replace(report, address=self.address(report.address))
        if not self.is_public:
            return replace(item, report=report)
        text = self.mask.text(report.text)
        head = self.masked(replace(report, text="", author=None), Report)
        head = replace(head, id=self.report_id(report.id), snapshot=report.snapshot)
        reading = self._reading(item.reading, text, report.published) if item.reading else None
        return replace(item, report=head, reading=reading, unreadable=self.words(item.unreadable))

    def _reading(self, reading: Reading, text: str, published: date | None) -> Reading:
        data = plain(reading)
        made = self.mask.value(data, text) if self.mask else data
        made["report"]["id"] = self.report_id(reading.report.id)
        for claim in made["claims"]:
            place, when = claim["place"], claim["when"] or {}
            if place is not None and is_living(claim["harm"]):
                said = day(when.get("to") or when.get("from")) or published
                claim["place"] = Coarse(self.today).place(place, said)
        return revive(Reading, made)

    def figure(self, figure: Figure) -> Figure:
        """A figure. Public: no result of the model, names blacked out, the place of the living coarse."""
        if not self.is_public:
            return figure
        figure = replace(figure, assessments=tuple(a for a in figure.assessments if a.rules not in MODEL_RULES))
        data = self.mask.value(plain(figure)) if self.mask else plain(figure)
        data["reports"] = [self.report_id(one) for one in figure.reports]
        if data["place"] is not None and is_living(figure.harm):
            told = [self.published.get(one) for one in figure.reports]
            known = [one for one in told if one is not None]
            said = figure.to or figure.from_ or (max(known) if known else None)
            named = data["place"]["name"]
            data["place"] = Coarse(self.today).place(data["place"], said)
            if data["place"]["name"] != named:
                data = _renamed(data, named, data["place"]["name"])
        return revive(Figure, data)

    def masked(self, value: T, kind: type[T]) -> T:
        """Any value of the model with every string masked in public."""
        return revive(kind, self.mask.value(plain(value))) if self.is_public and self.mask else value

    def words(self, text: str | None) -> str | None:
        """A sentence, masked in public."""
        return self.mask.text(text) if text and self.is_public else text

    def data(self, value: Any) -> Any:
        """JSON data, masked in public."""
        return self.mask.value(value) if self.is_public else value

    def address(self, address: str | None) -> str | None:
        """An address as recorded for a court, one that anybody can open for others; none that holds a hidden name."""
        if self.tier is Tier.COURT:
            return address
        shown = public_address(address)
        return None if shown and self.is_public and self.mask.spans(unquote(shown)) else shown

    def report_id(self, name: str) -> str:
        """A report's id; its file's name may hold a person's, and then a digest stands in."""
        hidden = self.is_public and bool(self.mask.spans(name))
        return make_id("report", name) if hidden else name

    def person(self, name: str) -> str:
        """Who did something: by name in court's tier, by pseudonym elsewhere."""
        return name if self.tier is Tier.COURT else self.pseudonym(name)

    def profiles(self, known: Sequence[SourceProfile]) -> list[SourceProfile]:
        """Profiles without those of sources that are blacked out."""
        shown = [one for one in known if not (self.is_public and self.mask.spans(one.source))]
        return [self.masked(one, SourceProfile) for one in shown]


def _renamed(data: Any, old: str, new: str) -> Any:
    """JSON data with a place's name replaced in every sentence; ids and quoted numbers do not hold it."""
    if isinstance(data, str):
        return data.replace(old, new)
    if isinstance(data, list):
        return [_renamed(item, old, new) for item in data]
    if isinstance(data, dict):
        return {key: item if is_kept(key, item) else _renamed(item, old, new) for key, item in data.items()}
    return data
