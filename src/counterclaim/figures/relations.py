"""What the claims of a figure are to one another, each relation with its kind, what it is about and a sentence."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from counterclaim.figures import lexicon
from counterclaim.figures.compare import compare, excludes, interval
from counterclaim.figures.evidence import FORCES, Evidence
from counterclaim.figures.names import words
from counterclaim.figures.profiles import Directory
from counterclaim.figures.statements import Statement, is_recount, sentence_count
from counterclaim.model import Aspect, Category, Relation, RelationKind

_TAKEN_BACK = re.compile(r"\bnot (\d[\d,]*)")
#: up to so many leading statements every pair is compared; beyond, each is compared with the lowest, the highest and
#: the best attested, which keeps the cost linear and loses no statement that differs from all
MAX_PAIRED = 24
#: at most so many statements are named as denied by one denial that names no number
MAX_DENIED = 10


def relations(listed: Sequence[Statement], directory: Directory) -> tuple[list[Relation], set[int]]:
    """All relations but the derived ones (see origins), and the places of statements that their own source revised."""
    found = _repeats(listed) + _includes(listed)
    revisions, old = _revisions(listed)
    found += revisions
    found += _differences(listed, old, revisions)
    found += _denials(listed)
    found += _concessions(listed, directory)
    return found, old


def _repeats(listed: Sequence[Statement]) -> list[Relation]:
    found = []
    for statement in listed:
        seen = {statement.ident}
        for item in statement.members[1:]:
            if item.ident in seen:
                continue
            seen.add(item.ident)
            where = (
                "again in the same report" if item.head.id == statement.first.head.id else f"again in {item.head.id}"
            )
            text = f"{statement.name} says {sentence_count(item)} {where}."
            found.append(Relation(item.ident, statement.ident, RelationKind.REPEATS, (), text))
    return found


def _includes(listed: Sequence[Statement]) -> list[Relation]:
    """A whole includes its parts: as the report says, or children, women, ... beside a count of all in one report."""
    by_id = {item.ident: item for s in listed for item in s.members}
    wholes: dict[str, list[Statement]] = defaultdict(list)
    for statement in listed:
        if statement.leading and not statement.first.part and statement.first.asserted:
            for item in statement.members:
                wholes[item.head.id].append(statement)
    found = []
    for statement in listed:
        item = statement.first
        if not item.part or not item.asserted:
            continue
        parent = by_id.get(item.claim.part_of or "")
        if parent is None:
            fit = [w for w in wholes[item.head.id] if (w.first.number or 0) >= (item.number or 0)]
            parent = next((w.first for w in fit if w.voice == statement.voice), fit[0].first if fit else None)
        if parent is not None and parent.ident != item.ident:
            text = f"{sentence_count(item)} are among {sentence_count(parent)}, as {item.head.id} tells it."
            found.append(Relation(parent.ident, item.ident, RelationKind.INCLUDES, (Aspect.POPULATION,), text))
    return found


def _revisions(listed: Sequence[Statement]) -> tuple[list[Relation], set[int]]:
    """Later counts of one voice on one population. The order is that of the reports, or the words "rose to"."""
    by_voice: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, s in enumerate(listed):
        if s.leading and s.first.asserted:
            by_voice[s.voice, s.population.value].append(place)
    found, old = [], set()
    for places in by_voice.values():
        for earlier, later in itertools.pairwise(places):
            one, two = listed[earlier], listed[later]
            if not _later(one.first, two.first):
                continue
            old.add(earlier)
            text = f"{two.name} first said {sentence_count(one.first)}, later {sentence_count(two.first)}."
            found.append(Relation(two.ident, one.ident, RelationKind.REVISES, (Aspect.COUNT,), text))
    return found + _corrections(listed, old), old


def _corrections(listed: Sequence[Statement], old: set[int]) -> list[Relation]:
    """ "19 people were killed, not 29": the number taken back, by the same voice or in the same outlet; fills `old`."""
    by_number: dict[int, list[int]] = defaultdict(list)
    for place, statement in enumerate(listed):
        if statement.first.asserted and statement.first.number:
            by_number[statement.first.number].append(place)
    found = []
    for item in (item for s in listed if s.first.asserted for item in s.members):
        taken = _TAKEN_BACK.search(item.claim.content.words)
        for place in by_number.get(int(taken[1].replace(",", "")), ()) if taken else ():
            wrong = listed[place]
            same = wrong.voice == item.speaker.key or item.head.source in {m.head.source for m in wrong.members}
            if same and wrong.first.number != item.number:
                old.add(place)
                text = f"{item.speaker.name} takes back {sentence_count(wrong.first)}: now {sentence_count(item)}."
                found.append(Relation(item.ident, wrong.ident, RelationKind.REVISES, (Aspect.COUNT,), text))
    return found


def _later(one: Evidence, two: Evidence) -> bool:
    a, b = one.head.published, two.head.published
    if a and b and a < b:
        return True
    return is_recount(two) and (two.number or 0) != (one.number or 0)


def _differences(listed: Sequence[Statement], old: set[int], revisions: Sequence[Relation]) -> list[Relation]:
    current = [
        s
        for place, s in enumerate(listed)
        if (s.leading or _breakdown(s)) and place not in old and s.first.asserted and s.first.number is not None
    ]
    found, revised = [], {(r.left, r.right) for r in revisions}
    ends = {s.ident: interval(s.first) for s in current}
    for one, other in _pairs(current):
        (low, high), (least, most) = ends[one.ident], ends[other.ident]
        alike = one.first.claim.quantity.unit is other.first.claim.quantity.unit
        named = (one.population in FORCES) == (other.population in FORCES)
        if alike and named and low <= most and least <= high:
            continue  # one number can satisfy both
        if (other.ident, one.ident) in revised or not _comparable_voices(one, other):
            continue
        finding = compare(one, other)
        if finding is None or (finding.kind is RelationKind.NOT_COMPARABLE and _broken_down(one, other, listed)):
            continue
        said = f"{one.name}: {sentence_count(one.first)}; {other.name}: {sentence_count(other.first)}."
        reason = f"{said} {finding.reason[:1].upper()}{finding.reason[1:]}"
        if one.voice == other.voice:
            reason += " Both are given as this source's count, and which is the later cannot be told."
        found.append(Relation(one.ident, other.ident, finding.kind, finding.about, reason))
    return found


def _breakdown(statement: Statement) -> bool:
    """Whether it says how many of a whole were civilians: compared with others' civilians, though told as a part."""
    return statement.first.part and statement.population is Category.CIVILIANS


def _broken_down(one: Statement, other: Statement, listed: Sequence[Statement]) -> bool:
    """Whether the voice that counts all people also says how many of them were civilians, which is then compared."""
    for all_, some in ((one, other), (other, one)):
        if all_.population is Category.PEOPLE and some.population is Category.CIVILIANS:
            own = (s.first for s in listed if s.voice == all_.voice and s.population is Category.CIVILIANS)
            return any(item.asserted and item.number is not None for item in own)
    return False


def _comparable_voices(one: Statement, other: Statement) -> bool:
    """One voice does not contradict itself within a report: there its numbers are parts, or stages, of one account."""
    if one.voice != other.voice:
        return (
            one.first.speaker.attributed or other.first.speaker.attributed or one.first.head.id != other.first.head.id
        )
    return not {item.head.id for item in one.members} & {item.head.id for item in other.members}


def _pairs(current: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    if len(current) <= MAX_PAIRED:
        return [(one, other) for i, one in enumerate(current) for other in current[i + 1 :]]
    ranked = sorted(range(len(current)), key=lambda i: (current[i].first.number or 0, i))
    marked = {ranked[0], ranked[-1], max(range(len(current)), key=lambda i: (len(current[i].members), -i))}
    pairs = {(min(i, j), max(i, j)) for i in range(len(current)) for j in marked if i != j}
    return [(current[i], current[j]) for i, j in sorted(pairs)]


def _denials(listed: Sequence[Statement]) -> list[Relation]:
    """A denial is a relation, never a zero: it denies what fits the number that it names, and where it names none, all
    that was asserted: who rejects a report of 30 dead has not denied another's 12."""
    asserted = [s for s in listed if s.first.asserted and s.leading]
    found = []
    for denial in listed:
        if not denial.first.denial:
            continue
        others = [s for s in asserted if s.voice != denial.voice]
        number = denial.first.number
        if number:
            others = [s for s in others if not excludes(s.first, denial.first)]
        about = Aspect.COUNT if number else Aspect.OCCURRENCE
        for target in others[:MAX_DENIED]:
            text = f"{denial.name} denies the count of {target.name}: {sentence_count(target.first)}. No count of zero."
            found.append(Relation(denial.ident, target.ident, RelationKind.DENIES, (about,), text))
    return found


def _concessions(listed: Sequence[Statement], directory: Directory) -> list[Relation]:
    """Who is blamed, or has denied, and now gives a number of civilians of its own."""
    denied = {s.voice: s for s in listed if s.first.denial}
    others = [s for s in listed if s.first.asserted and s.leading]
    accusers = _accusers(others)
    found = []
    for statement in others:
        item = statement.first
        if item.claim.category in FORCES or not item.speaker.attributed or not item.number:
            continue
        targets = [s for s in accusers if s.voice != statement.voice and _blames(s, statement, directory)]
        if item.blamed is not None and item.blamed == item.speaker.side:  # it holds its own side responsible
            targets = [s for s in others if s.voice != statement.voice]
        cue = set(words(item.claim.cue.words)) if item.claim.cue else set()
        if statement.voice in denied and denied[statement.voice].first.head.id != item.head.id:
            earlier = denied[statement.voice]
            text = f"{statement.name}, which denied it before, says {sentence_count(item)}."
            found.append(Relation(statement.ident, earlier.ident, RelationKind.CONCEDES, (Aspect.OCCURRENCE,), text))
        elif targets:
            for target in targets[:MAX_DENIED]:
                text = (
                    f"{statement.name}, whom {target.name} holds responsible, says {sentence_count(item)} of its own."
                )
                found.append(Relation(statement.ident, target.ident, RelationKind.CONCEDES, (Aspect.OCCURRENCE,), text))
        elif cue & lexicon.cue_words("concede"):
            other = next((s for s in others if s.voice != statement.voice), None)
            if other is not None:
                text = f"{statement.name} concedes {sentence_count(item)}."
                found.append(Relation(statement.ident, other.ident, RelationKind.CONCEDES, (Aspect.OCCURRENCE,), text))
    return found


def _accusers(others: Sequence[Statement]) -> list[Statement]:
    """The first two voices that lay blame in each wording: enough to find one that is not the accused itself."""
    first: dict[str, list[Statement]] = defaultdict(list)
    for statement in others:
        blamed = statement.first.claim.alleged_perpetrator
        if blamed is not None:
            held = first[blamed.words]
            if len(held) < 2 and all(other.voice != statement.voice for other in held):
                held.append(statement)
    return [statement for held in first.values() for statement in held]


def _blames(accuser: Statement, accused: Statement, directory: Directory) -> bool:
    blamed = accuser.first.claim.alleged_perpetrator
    if blamed is None:
        return False
    side = directory.side(blamed.words, accuser.first.head.published)
    if side is not None:
        return side == accused.first.speaker.side
    distinct = set(words(blamed.words)) - lexicon.generic()
    return bool(distinct) and distinct <= set(words(accused.first.speaker.name))
