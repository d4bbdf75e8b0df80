"""Rows of counts, checked: every fault at once, denials and copies set aside, what is left made into statements."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.errors import Fault, InputError
from counterclaim.model import Population, Role, WeighRow
from counterclaim.stats.weighing import Kind

#: more people than there are
ABSURD = 1e10

#: hedges of the contract that carry a number, and what they say of it
HEDGES = {
    "exact": Kind.EXACT,
    "about": Kind.EXACT,
    "at_least": Kind.AT_LEAST,
    "at_most": Kind.AT_MOST,
    "range": Kind.INTERVAL,
    "vague": Kind.AT_LEAST,
}
#: "all" has no number, "none" is the wording of a denial
WORDLESS = frozenset({"all", "none"})
ROLES = frozenset(role.value for role in Role)
POPULATIONS = frozenset(population.value for population in Population)
SPANS = frozenset({"day", "cumulative"})
_NUMBERS = ("value", "low", "high", "floor")


@dataclass(frozen=True, slots=True)
class Statement:
    """One original count. `low` and `high` are equal unless it is an interval; a bound stands in both."""

    row: WeighRow
    role: Role
    kind: Kind
    low: float
    high: float
    copies: int = 0


@dataclass(slots=True)
class FigureRows:
    """The rows of one figure, sorted into what can be weighed and what cannot. `rows` counts all."""

    name: str
    population: Population
    type_: str
    floor: float | None = None
    rows: int = 0
    denials: int = 0
    unweighable: int = 0
    revised: int = 0
    grows: bool = False
    statements: list[Statement] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


def sort_rows(rows: Sequence[WeighRow], where: str = "rows") -> list[FigureRows]:
    """The figures in the order in which they first appear.

    Raises:
        InputError: all faults of all rows.
    """
    faults = find_faults(rows, where)
    if not rows:
        faults.append(Fault(where, "", "there is no row to weigh", "Give at least one count of one figure"))
    if faults:
        raise InputError(faults)
    return [_figure(name, members) for name, members in _by_figure(rows).items()]


def find_faults(rows: Sequence[WeighRow], where: str) -> list[Fault]:
    """Every fault of the rows, in their order, and then those of figures as a whole."""
    faults: list[Fault] = []
    for number, row in enumerate(rows, 1):
        faults.extend(_row_faults(row, where, row.place or f"row {number}"))
    for name, members in _by_figure(rows).items():
        faults.extend(_figure_faults(name, members, where))
    return faults


def _by_figure(rows: Sequence[WeighRow]) -> dict[str, list[WeighRow]]:
    figures: dict[str, list[WeighRow]] = {}
    for row in rows:
        figures.setdefault(row.figure, []).append(row)
    return figures


def _row_faults(row: WeighRow, where: str, place: str) -> Iterable[Fault]:
    if not row.figure:
        yield Fault(where, place, "the figure is missing", "Say which question the count answers")
    if not row.source:
        yield Fault(where, place, "the source is missing", "Say whose count it is; write 'unknown' where nobody knows")
    if row.role not in ROLES:
        known = ", ".join(role.value for role in Role)
        yield Fault(where, place, f"the role {row.role!r} is not known", f"Use one of {known}")
    if row.population is not None and row.population not in POPULATIONS:
        yield Fault(
            where, place, f"the population {row.population!r} is not known", "Use combatants, civilians or mixed"
        )
    if row.hedge is not None and row.hedge not in HEDGES and row.hedge not in WORDLESS:
        known = ", ".join([*HEDGES, *sorted(WORDLESS)])
        yield Fault(where, place, f"the hedge {row.hedge!r} is not known", f"Use one of {known}, or leave it empty")
    if row.span is not None and row.span not in SPANS:
        yield Fault(where, place, f"the span {row.span!r} is not known", "Use day or cumulative, or leave it empty")
    if row.span is not None and row.as_of is None:
        yield Fault(where, place, "a count with a span has no as_of", "Give the day up to which it counts (YYYY-MM-DD)")
    yield from _number_faults(row, where, place)


def _number_faults(row: WeighRow, where: str, place: str) -> Iterable[Fault]:
    sound = True
    for name in _NUMBERS:
        number = getattr(row, name)
        if number is None:
            continue
        if not math.isfinite(number):
            sound = False
            yield Fault(where, place, f"{name} is not a finite number", "Write a count, or leave it empty")
        elif number < 0:
            sound = False
            yield Fault(where, place, f"{name} is negative ({number:g})", "Counts of people are 0 or more")
        elif number > ABSURD:
            sound = False
            yield Fault(where, place, f"{name} is {number:g}, more people than there are", "Check the unit")
    if row.value is row.low is row.high is None and row.hedge not in WORDLESS:
        yield Fault(where, place, "the row has no number", "Give value, or low, or high; a denial is no row")
    if sound and row.low is not None and row.high is not None and row.low > row.high:
        yield Fault(where, place, f"low ({row.low:g}) is above high ({row.high:g})", "Swap them")


def _figure_faults(name: str, rows: Sequence[WeighRow], where: str) -> Iterable[Fault]:
    populations = sorted({row.population for row in rows if row.population is not None})
    if len(populations) > 1:
        yield Fault(
            where,
            f"figure {name}",
            f"its rows name different populations ({', '.join(populations)})",
            "Make a figure of each, or use mixed",
        )
        return
    roles = {row.role for row in rows}
    population = populations[0] if populations else None
    # An opponent's presumed exaggeration must not be carried over to civilians by a wrong word in one column.
    if Role.ENEMY in roles and population == Population.CIVILIANS:
        yield Fault(
            where,
            f"figure {name}",
            "the role enemy is for losses of combatants, and this figure counts civilians",
            "Use accused for a party alleged to have harmed them, else unknown",
        )
    if Role.ACCUSED in roles and population == Population.COMBATANTS:
        yield Fault(
            where,
            f"figure {name}",
            "the role accused is for harm to civilians, and this figure counts combatants",
            "Use enemy for the side that fights them",
        )
    types = sorted({row.type_ for row in rows if row.type_ is not None})
    if len(types) > 1:
        yield Fault(where, f"figure {name}", f"its rows name different types ({', '.join(types)})", "Use one a figure")


def population_of(rows: Sequence[WeighRow]) -> Population:
    """The population named by the rows; where none is, what their roles imply, and civilians where nothing does.

    Civilians is the choice that presumes least of the victims' side.
    """
    named = next((row.population for row in rows if row.population is not None), None)
    if named is not None:
        return Population(named)
    roles = {row.role for row in rows}
    if Role.ENEMY in roles:
        return Population.MIXED if Role.ACCUSED in roles else Population.COMBATANTS
    return Population.CIVILIANS


def _figure(name: str, rows: Sequence[WeighRow]) -> FigureRows:
    population = population_of(rows)
    floors = [row.floor for row in rows if row.floor is not None]
    figure = FigureRows(
        name,
        population,
        next((row.type_ for row in rows if row.type_ is not None), ""),
        floor=max(floors) if floors else None,
        rows=len(rows),
        grows=any(row.span is not None for row in rows),
        ids=[row.claim for row in rows if row.claim is not None],
    )
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        role = Role(row.role)
        if is_denial(row, role, population):
            figure.denials += 1
            continue
        if row.hedge in WORDLESS:
            figure.unweighable += 1
            continue
        # An origin names one statement; without one, the same words of the same speaker are one statement.
        key: tuple[object, ...] = (
            ("origin", row.origin)
            if row.origin
            else (row.source, row.role, row.value, row.low, row.high, row.hedge, row.as_of, row.span, row.definition)
        )
        if key in seen:
            at = seen[key]
            figure.statements[at] = replace(figure.statements[at], copies=figure.statements[at].copies + 1)
            continue
        seen[key] = len(figure.statements)
        figure.statements.append(_statement(row, role))
    if not figure.grows:
        _keep_latest(figure)
    return figure


def is_denial(row: WeighRow, role: Role, population: Population) -> bool:
    """Whether the row says "none" and is no count: by its wording, or a zero from a party that it clears.

    The accused clears itself with a zero; so does a side that reports no dead among its own fighters. A hospital's or
    a monitor's zero is a count.
    """
    if row.hedge == "none":
        return True
    top = row.value if row.value is not None else row.high
    if top is None or top > 0 or (row.high or 0) > 0:
        return False
    return role is Role.ACCUSED or (role is Role.OWN and population is Population.COMBATANTS)


def _statement(row: WeighRow, role: Role) -> Statement:
    value, low, high = row.value, row.low, row.high
    kind = HEDGES[row.hedge] if row.hedge is not None else _kind(value, low, high)
    if kind is Kind.INTERVAL and (low is None or high is None or low == high):
        kind = _kind(value, low, high)
    if kind is Kind.AT_LEAST:
        bound = _first(low, value, high)
        return Statement(row, role, kind, bound, bound)
    if kind is Kind.AT_MOST:
        bound = _first(high, value, low)
        return Statement(row, role, kind, bound, bound)
    if kind is Kind.INTERVAL:
        return Statement(row, role, kind, _first(low), _first(high))
    if value is None and low is not None and high is not None:
        value = (low + high) / 2
    exact = _first(value, low, high)
    return Statement(row, role, Kind.EXACT, exact, exact)


def _kind(value: float | None, low: float | None, high: float | None) -> Kind:
    if low is not None and high is not None and low < high:
        return Kind.INTERVAL
    if value is None and high is None:
        return Kind.AT_LEAST
    if value is None and low is None:
        return Kind.AT_MOST
    return Kind.EXACT


def _first(*numbers: float | None) -> float:
    return next(number for number in numbers if number is not None)


def _keep_latest(figure: FigureRows) -> None:
    """Of a speaker's dated counts of an event, the latest: the earlier ones were revised by it."""
    latest: dict[tuple[str, Role, str | None], Statement] = {}
    for statement in figure.statements:
        row = statement.row
        if row.as_of is None:
            continue
        key = (row.source, statement.role, row.definition)
        held = latest.get(key)
        if held is None or held.row.as_of is None or row.as_of >= held.row.as_of:
            latest[key] = statement
    if not latest:
        return
    kept = []
    for statement in figure.statements:
        newest = latest.get((statement.row.source, statement.role, statement.row.definition))
        superseded = (
            newest is not None
            and statement.row.as_of is not None
            and newest.row.as_of is not None
            and statement.row.as_of < newest.row.as_of
        )
        if superseded:
            figure.revised += 1
        else:
            kept.append(statement)
    figure.statements = kept
