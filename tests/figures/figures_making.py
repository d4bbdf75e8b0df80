"""Readings made by hand for the tests of figures: an invented country, Arvenia, its towns and its parties."""

from datetime import date
from itertools import count

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
    ReportHead,
    Scope,
    Span,
    Unit,
    Voice,
    When,
    claim_id,
    text_sha256,
)

#: towns with their area and coordinates; Oster and Osterby are 3 km apart, Vell is in another area
TOWNS = {
    "Oster": ("Northmark", 10.0, 20.0),
    "Osterby": ("Northmark", 10.02, 20.02),
    "Harn": ("Northmark", 10.6, 20.6),
    "Vell": ("Southmark", 12.0, 22.0),
}
_serial = count(1)


def place(name: str, precision: str | None = None) -> Place:
    """A place of Arvenia: a town, an area ("Northmark"), the country, or a name that no gazetteer knows."""
    if name in TOWNS:
        area, latitude, longitude = TOWNS[name]
        known = precision or "town"
        return Place(0, len(name), name, name, latitude, longitude, known, f"T-{name}", (area, "Arvenia"))
    if name.endswith("mark"):
        return Place(0, len(name), name, name, 10.0, 20.0, precision or "admin1", f"A-{name}", ("Arvenia",))
    if name == "Arvenia":
        return Place(0, len(name), name, name, 11.0, 21.0, precision or "country", "C-Arvenia", ())
    return Place(0, len(name), name, name, precision=precision or "vague")


def when(first: str, last: str | None = None) -> When:
    """A stated time, from the first day to the last."""
    a, b = date.fromisoformat(first), date.fromisoformat(last or first)
    return When(0, 3, "day", a, b, "day" if a == b else "days")


def counted(
    number: int | tuple[int | None, int | None] | None, hedge: Hedge | None, words: str | None, unit: Unit
) -> Count:
    """A count: 40, (40, None) for "at least 40", (30, 40) for a range."""
    low, high = number if isinstance(number, tuple) else (number, number)
    if hedge is None:
        hedge = Hedge.EXACT
        if low is None or high is None:
            hedge = Hedge.AT_LEAST if high is None else Hedge.AT_MOST
        elif low != high:
            hedge = Hedge.RANGE
    said = words or {Hedge.AT_LEAST: f"at least {low}", Hedge.AT_MOST: f"up to {high}"}.get(hedge, f"{low}")
    start = next(_serial) * 10
    return Count(start, start + len(said), said, low, high, hedge, unit)


def said(
    number: int | tuple[int | None, int | None] | None,
    people: Category | str = "people",
    by: str | None = None,
    *,
    harm: Harm = Harm.KILLED,
    at: str | Place | None = None,
    on: str | tuple[str, str] | None = None,
    hedge: Hedge | None = None,
    words: str | None = None,
    scope: Scope = Scope.EVENT,
    polarity: Polarity = Polarity.ASSERTED,
    blamed: str | None = None,
    cue: str | None = None,
    chain: tuple[Voice, ...] = (),
    population: str | None = None,
    headline: bool = False,
    unit: Unit = Unit.PERSONS,
    part_of: str | None = None,
    content: str | None = None,
    flags: tuple[str, ...] = (),
    basis: Basis = Basis.NONE_STATED,
    scene: tuple[str, ...] = (),
) -> Claim:
    """A claim; ids are made by `report`."""
    quantity = counted(number, hedge, words, unit)
    noun = population or str(people)
    clause = content or f"{quantity.words} {noun} {harm.value}"
    span = lambda text: Span(0, len(text), text)  # noqa: E731
    spot = place(at) if isinstance(at, str) else at
    time = None if on is None else when(*on) if isinstance(on, tuple) else when(on)
    return Claim(
        id=f"draft-{quantity.start}",
        content=span(clause),
        quantity=quantity,
        harm=harm,
        population=span(noun),
        category=Category(people),
        people=People(),
        claimant=span(by) if by else None,
        cue=span(cue) if cue else None,
        attribution=chain or ((Voice(span(by), "said"),) if by else ()),
        basis=basis,
        place=spot,
        when=time,
        alleged_perpetrator=span(blamed) if blamed else None,
        scope=scope,
        polarity=polarity,
        headline=headline,
        flags=flags,
        part_of=part_of,
        scene=tuple(span(name) for name in scene),
    )


def report(
    ident: str,
    *claims: Claim,
    published: str | None = "2031-03-05",
    source: str | None = None,
    fingerprint: tuple[int, ...] = (),
) -> Reading:
    """A reading of a report whose text is unique to its id."""
    from dataclasses import replace

    sha = text_sha256(f"text of {ident}")
    renamed = {c.id: claim_id(sha, c.quantity.start, c.quantity.end, c.harm) for c in claims}
    own = tuple(replace(c, id=renamed[c.id], part_of=renamed.get(c.part_of or "")) for c in claims)
    day = date.fromisoformat(published) if published else None
    return Reading(ReportHead(ident, source, day, "en", sha, fingerprint, None), own, (), ())
