"""An account: what one report says of one event, total or stock. Accounts of many reports are then grouped.

Claims of a report join one account while neither their places nor their times part them; a claim that says neither
continues the account before it, as a reader would take it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from counterclaim.figures.scene import scene_keys
from counterclaim.figures.where import Setting, Where, kin_names, setting, spots, where
from counterclaim.model import Claim, Harm, Hedge, Polarity, Reading, ReportHead, Scope, Unit

#: harms that begin on a day and go on: "displaced since Sunday"
LASTING = frozenset(
    {Harm.DISPLACED, Harm.REFUGEES, Harm.EVACUATED, Harm.RETURNED, Harm.BESIEGED, Harm.MISSING, Harm.DETAINED}
)
MOVES = LASTING - {Harm.MISSING, Harm.DETAINED}
#: days from which a stated time is a period and no longer one event; our own choice: a week, as reports count
PERIOD_DAYS = 5
#: days before a report within which what it leads with happened, where it names no day; our own choice: news is not older
RECENT_DAYS = 10


@dataclass(frozen=True, slots=True)
class Account:
    """`key` is unique among the accounts of a case. `first` and `last` are the stated days, None where none was said.

    `tolls` are the numbers given, as (harm, number), by which accounts of one event are recognised; `lead` is the
    number that it leads with. `kinds` are types of event. `since`: the time runs
    from `first` until the report. `spots` are names of quarters, streets and the like within the place, `scene` those told around.
    """

    key: str
    head: ReportHead
    scope: Scope
    claims: tuple[Claim, ...]
    where: Where | None
    first: date | None
    last: date | None
    tolls: frozenset[tuple[str, int]]
    spots: frozenset[str] = frozenset()
    lead: int | None = None
    kinds: frozenset[str] = frozenset()
    since: bool = False
    scene: frozenset[str] = frozenset()

    @property
    def days(self) -> int | None:
        """Length of the stated time in days, both ends included."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


@dataclass(slots=True)
class _Draft:
    claims: list[Claim]
    where: Where | None
    first: date | None
    last: date | None
    own_place: bool = field(default=False)
    since: date | None = None


def accounts(reading: Reading) -> list[Account]:
    """The accounts of a report, in the order of its text."""
    drafts: list[_Draft] = []
    recent: list[_Draft] = []
    found: list[Account] = []
    main = _main_place(reading.claims)
    for claim in reading.claims:
        if claim.scope is not Scope.EVENT:
            draft = _Draft([claim], _of_total(claim, main), *_stated(claim, reading.report))
            found.append(_account(reading.report, claim.scope, draft))
            continue
        draft = _join(claim, reading.report, recent, main)
        if draft not in drafts:
            drafts.append(draft)
        recent = [draft, *(other for other in recent if other is not draft)]
    for draft in drafts:
        draft.where = draft.where or main
    found += [_account(reading.report, Scope.EVENT, draft) for draft in drafts]
    order = {claim.id: place for place, claim in enumerate(reading.claims)}
    return sorted(found, key=lambda account: order[account.claims[0].id])


def _main_place(claims: Sequence[Claim]) -> Where | None:
    """The area that most claims of a report name, for accounts that name none."""
    known = [place for claim in claims if (place := where(claim.place)) is not None and place.located]
    if not known:
        return None
    tally = Counter((place.country, place.area) for place in known)
    return max(known, key=lambda place: tally[place.country, place.area])


def _of_total(claim: Claim, main: Where | None) -> Where | None:
    """The place of a total: where none is said of it, only the country of the report's main place can be meant."""
    place = where(claim.place)
    if place is None:
        return _country(main) if main else None
    if claim.place is None or claim.place.precision != "report" or not place.located:
        return place
    return _country(place)


def _country(place: Where) -> Where:
    """The country of a place, as far as its words go: its name, without the coordinates of a town."""
    known = place.place
    name = known.within[-1] if known.within else known.name
    wide = replace(known, name=name, latitude=None, longitude=None, gazetteer_id=None, within=(), precision="report")
    return Where(place.country, "", "", wide)


def _join(claim: Claim, head: ReportHead, recent: list[_Draft], main: Where | None) -> _Draft:
    place = where(claim.place)
    first, last = _stated(claim, head)
    if first is None and place and main and recent and place.located and place.country != main.country:
        place = None  # abroad, without a day of its own: a namesake more often than another event
    own = place is not None and place.place.precision != "report"
    leads = claim.headline and first is None and head.published is not None
    recent_from = head.published - timedelta(days=RECENT_DAYS) if leads and head.published else None
    for draft in recent:
        if (
            not _times_meet(draft, first, last)
            or not _places_meet(draft, place, own)
            or _too_old(draft, last, recent_from)
            or _moved_another_day(draft, claim, first)
        ):
            continue
        draft.claims.append(claim)
        draft.since = draft.since or recent_from
        draft.where, draft.own_place = _better(draft, place, own), draft.own_place or own
        if first is not None and (draft.first is None or _span(first, last) < _span(draft.first, draft.last)):
            draft.first, draft.last = first, last
        return draft
    return _Draft([claim], place, first, last, own, recent_from)


def _moved_another_day(draft: _Draft, claim: Claim, first: date | None) -> bool:
    """Whether people left on a stated day and others died on a day that is not told, or the reverse: "the convoy had set
    out on Friday" is not when it was hit."""
    moved = claim.harm in MOVES
    if any((told.harm in MOVES) is moved for told in draft.claims):
        return False
    day, other = (first, draft.first) if moved else (draft.first, first)
    return day is not None and other is None


def _too_old(draft: _Draft, last: date | None, recent_from: date | None) -> bool:
    """Whether one of the two is what the report leads with, without a day, and the other is dated long before it."""
    old = draft.last is not None and recent_from is not None and draft.last < recent_from
    return old or (draft.since is not None and last is not None and last < draft.since)


def _better(draft: _Draft, place: Where | None, own: bool) -> Where | None:
    """The place of an account: one said of a claim before the report's, one known before one unknown, a town before
    its area, and else the first."""
    if draft.where is None or place is None:
        return draft.where or place
    if draft.where.located != place.located:
        return place if place.located else draft.where
    if own and not draft.own_place:
        return place
    return place if own and draft.where.coarse and not place.coarse else draft.where


def _span(first: date | None, last: date | None) -> int:
    return (last - first).days if first and last else 10**6


def _times_meet(draft: _Draft, first: date | None, last: date | None) -> bool:
    if first is None or last is None or draft.first is None or draft.last is None:
        return True
    if max(_span(first, last), _span(draft.first, draft.last)) >= PERIOD_DAYS:
        return (first, last) == (draft.first, draft.last)
    return first <= draft.last and draft.first <= last


def _places_meet(draft: _Draft, place: Where | None, own: bool) -> bool:
    if place is None or not own or draft.where is None or not draft.own_place:
        return True
    return setting(draft.where, place) is not Setting.APART


def _stated(claim: Claim, head: ReportHead) -> tuple[date | None, date | None]:
    """The days that a claim names. A day after the report's own date cannot be when a thing reported happened."""
    when = claim.when or claim.setting
    if when is None or when.from_ is None or when.to is None:
        return None, None
    late = head.published is not None and claim.polarity is not Polarity.EXPECTED
    if late and head.published and when.from_ > head.published + timedelta(days=1):
        return None, None
    if (
        claim.scope is Scope.EVENT
        and claim.harm not in LASTING
        and head.published
        and when.from_ <= head.published <= when.to + timedelta(days=1)
    ):
        # one event "this month" has a day, and the report does not tell it
        return (None, None) if (when.to - when.from_).days >= PERIOD_DAYS else (when.from_, when.to)
    return when.from_, when.to


def _account(head: ReportHead, scope: Scope, draft: _Draft) -> Account:
    return Account(
        f"{head.id}#{draft.claims[0].quantity.start}#{draft.claims[0].harm.value}",
        head,
        scope,
        tuple(draft.claims),
        draft.where,
        draft.first,
        draft.last,
        frozenset(toll for claim in draft.claims if (toll := _toll(claim)) is not None),
        frozenset().union(*(_spots(claim) for claim in draft.claims)),
        _lead(draft.claims),
        frozenset(claim.event_type for claim in draft.claims if claim.event_type),
        _since(head, draft),
        scene_keys(span.words for claim in draft.claims for span in claim.scene),
    )


def _since(head: ReportHead, draft: _Draft) -> bool:
    """Whether the time runs from a day until the report: the day on which people began to leave sets the event."""
    if draft.first is None or draft.last is None or head.published is None or draft.first == draft.last:
        return False
    lasting = all(claim.harm in LASTING for claim in draft.claims)
    return lasting and draft.last >= head.published - timedelta(days=1)


def _spots(claim: Claim) -> frozenset[str]:
    people = claim.population.words if claim.population else ""
    families = kin_names(f"{claim.content.words} {people}")
    return families | (spots(claim.place) if claim.place is not None else frozenset())


def _lead(claims: Sequence[Claim]) -> int | None:
    """The number of persons of the headline among those killed or else harmed, or the largest."""
    persons = (claim for claim in claims if claim.quantity.unit is Unit.PERSONS)
    told = [(claim, toll[1]) for claim in persons if (toll := _toll(claim)) is not None]
    best = min(told, key=lambda t: (t[0].harm is not Harm.KILLED, not t[0].headline, -t[1], t[0].id), default=None)
    return best[1] if best else None


def _toll(claim: Claim) -> tuple[str, int] | None:
    number = claim.quantity.low if claim.quantity.low is not None else claim.quantity.high
    if number is None or claim.quantity.hedge in (Hedge.VAGUE, Hedge.ALL, Hedge.NONE):
        return None
    harm = claim.harm.value
    return (harm if claim.quantity.unit is Unit.PERSONS else f"{harm} households"), number
