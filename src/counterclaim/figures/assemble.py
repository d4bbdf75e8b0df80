"""A figure made of the claims that answer one question: voices, statements, relations, origins, status, assessments."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.figures.evidence import Evidence, in_order, with_parts, with_voices
from counterclaim.figures.origins import number_origins, trace
from counterclaim.figures.profiles import Directory
from counterclaim.figures.question import category_of, question
from counterclaim.figures.relations import relations
from counterclaim.figures.rules import Dossier, codebook
from counterclaim.figures.statements import Statement, sentence_count, statements
from counterclaim.model import (
    Aspect,
    Figure,
    FigurePlace,
    Harm,
    Incident,
    Relation,
    RelationKind,
    Scope,
    Status,
    Unit,
    make_id,
)

#: so many accounts are named in the explanation of why they are one figure
SHOWN_ACCOUNTS = 12


@dataclass(frozen=True, slots=True)
class Question:
    """What a figure asks: harm, scope, of whom, and the incident (its cell and town, as a key).

    `of` is "people", "forces", "fighters" or "soldiers". Persons and households are counts of the same people.
    """

    incident: tuple[str, ...]
    harm: Harm
    scope: Scope
    of: str

    @property
    def key(self) -> tuple[str, ...]:
        """The question as text, by which figures are ordered and named."""
        return (*self.incident, self.harm.value, self.scope.value, self.of)


def figure(
    asked: Question,
    evidence: Sequence[Evidence],
    directory: Directory,
    rules: Sequence[str],
    why: Sequence[str] = (),
    parts: Sequence[Evidence] = (),
) -> Figure:
    """The figure of all evidence on one question; equal for equal sets of evidence, in whatever order they come.

    `why` adds sentences on the grouping; `parts` are claims of other figures that are told as parts of this one's.
    """
    listed, found, numbered = weigh_up(evidence, directory)
    found += _including(numbered, parts)
    dossier = dossier_of(asked, numbered, found)
    place, first, last = _place(numbered), *_days(asked, numbered)
    category = category_of(numbered)
    return Figure(
        id=make_id("figure", list(asked.key)),
        question=question(
            asked.harm, category, asked.scope, _unit(numbered), place.name if place else None, first, last
        ),
        harm=asked.harm,
        category=category,
        scope=asked.scope,
        place=place,
        from_=first,
        to=last,
        incident=_incident(asked, numbered),
        status=_status(listed, found, numbered),
        denied_by=_unique(e.ident for e in numbered if e.denial),
        claims=_unique(e.ident for e in numbered),
        reports=_unique(e.head.id for e in numbered),
        origins=_count_origins(numbered),
        relations=tuple(found),
        assessments=tuple(codebook(name).assess(dossier) for name in rules),
        why_grouped=tuple(why) + tuple(_why(numbered)),
    )


def _including(evidence: Sequence[Evidence], parts: Sequence[Evidence]) -> list[Relation]:
    """Relations of wholes to the parts that other figures count: the officers among the dead."""
    wholes = {item.ident: item for item in evidence}
    found = []
    for part in in_order(parts):
        whole = wholes[part.claim.part_of or ""]
        text = f"{sentence_count(part)} are among {sentence_count(whole)}, as {part.head.id} tells it."
        found.append(Relation(whole.ident, part.ident, RelationKind.INCLUDES, (Aspect.POPULATION,), text))
    return found


def weigh_up(
    evidence: Sequence[Evidence], directory: Directory
) -> tuple[list[Statement], list[Relation], list[Evidence]]:
    """Statements, relations between them, and the evidence with voice, part, origin and supersession filled in."""
    listed = statements(with_parts(with_voices(evidence)))
    origins = trace(listed)
    found, old = relations(listed, directory)
    gone = {item.ident for place in old for item in listed[place].members}
    numbered = [replace(e, superseded=True) if e.ident in gone else e for e in number_origins(listed, origins)]
    return listed, _clean(found, origins.derived), in_order(numbered)


def _clean(found: Sequence[Relation], derived: Sequence[Relation]) -> list[Relation]:
    """Relations without those of a claim to itself (one text archived twice has one claim id), each once."""
    seen: dict[tuple[str, str, RelationKind], Relation] = {}
    for relation in (*found, *derived):
        if relation.left != relation.right:
            seen.setdefault((relation.left, relation.right, relation.kind), relation)
    return list(seen.values())


def dossier_of(asked: Question, evidence: Sequence[Evidence], found: Sequence[Relation]) -> Dossier:
    """The question and its evidence as codebooks see them."""
    first, last = _days(asked, evidence)
    days = (last - first).days + 1 if first and last else None
    unit, forces = _unit(evidence), asked.of != "people"
    return Dossier(asked.harm, asked.scope, unit, forces, days, tuple(evidence), tuple(found))


def _status(listed: Sequence[Statement], found: Sequence[Relation], evidence: Sequence[Evidence]) -> Status:
    kinds = {relation.kind for relation in found}
    if RelationKind.CONFLICTS in kinds:
        return Status.CONFLICTING
    if RelationKind.NOT_COMPARABLE in kinds:
        return Status.NOT_COMPARABLE
    return Status.SINGLE_SOURCE if _count_origins(evidence) <= 1 else Status.CONSISTENT


def _count_origins(evidence: Sequence[Evidence]) -> int:
    asserted = {e.origin for e in evidence if e.asserted}
    return len(asserted or {e.origin for e in evidence})


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _place(evidence: Sequence[Evidence]) -> FigurePlace | None:
    """The place that most accounts name, the more precise where they are level."""
    known = [e.where for e in evidence if e.where is not None]
    if not known:
        return None
    tally = Counter((w.country, w.area, w.town) for w in known)
    best = min(
        known,
        key=lambda w: (
            not w.located,
            not w.town,
            -tally[w.country, w.area, w.town],
            w.country,
            w.area,
            w.town,
            w.place.start,
        ),
    ).place
    return FigurePlace(
        best.name or best.words, best.latitude, best.longitude, best.precision, best.gazetteer_id, best.within
    )


def _days(asked: Question, evidence: Sequence[Evidence]) -> tuple[date | None, date | None]:
    """The event's days: those stated most often; for totals the span from the first start to the last "as of"."""
    stated = [(e.first_day, e.last_day) for e in evidence if e.first_day and e.last_day]
    if asked.scope is not Scope.EVENT:
        ends = [day for e in evidence if (day := e.last_day or e.head.published)]
        starts = [first for first, _ in stated if first]
        return (min(starts) if starts else max(ends, default=None)), max(ends, default=None)
    if stated:
        tally = Counter(stated)
        return min(stated, key=lambda span: (-tally[span], span[0], span[1]))
    day = min((e.head.published for e in evidence if e.head.published), default=None)
    return None, day


def _incident(asked: Question, evidence: Sequence[Evidence]) -> Incident:
    types = Counter(e.claim.event_type for e in evidence if e.claim.event_type)
    weapons = Counter(e.claim.weapon for e in evidence if e.claim.weapon)
    actors = {e.claim.alleged_perpetrator.words for e in evidence if e.claim.alleged_perpetrator}
    return Incident(make_id("incident", list(asked.incident)), _most(types), _most(weapons), tuple(sorted(actors)))


def _most(tally: Mapping[str, int]) -> str | None:
    return min(tally, key=lambda word: (-tally[word], word), default=None)


def _why(evidence: Sequence[Evidence]) -> list[str]:
    """One line for each report: the place and time by which it belongs here."""
    lines: dict[str, str] = {}
    for item in evidence:
        place = item.where.place.name or item.where.place.words if item.where else None
        where = f"place {place}" if place else "no place of its own"
        said = item.first_day and item.last_day
        when = (
            f"time stated as {_span(item)}" if said else f"no day stated, reported {item.head.published or 'undated'}"
        )
        lines.setdefault(item.head.id, f"{item.head.id}: {where}; {when}.")
    shown = list(lines.values())[:SHOWN_ACCOUNTS]
    rest = len(lines) - len(shown)
    return [*shown, f"... and {rest} more reports."] if rest else shown


def _span(item: Evidence) -> str:
    return str(item.first_day) if item.first_day == item.last_day else f"{item.first_day} to {item.last_day}"


def _unit(evidence: Sequence[Evidence]) -> Unit:
    """Persons, unless households alone are counted."""
    households = all(e.claim.quantity.unit is Unit.HOUSEHOLDS for e in evidence)
    return Unit.HOUSEHOLDS if households else Unit.PERSONS
