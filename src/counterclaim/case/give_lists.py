"""Victim lists, rows, linkage, pairs, judgements and ties as they leave in tables, cut to a tier."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from counterclaim.case.give_victims import Disclosure, Leaving, disclosure, leaving
from counterclaim.case.judged import all_judgements
from counterclaim.case.judging import all_pairs
from counterclaim.case.lists import StoredList, stored_lists
from counterclaim.case.memory import Memory
from counterclaim.case.overlap import last_linkage
from counterclaim.case.rows import rows_of
from counterclaim.case.writer import actor_names
from counterclaim.exports.release import Release
from counterclaim.exports.tier import Tier
from counterclaim.exports.victim_rows import LinkageRow, ListRow, PairRow, PersonRow, RecordRow, TieRow, VictimRows
from counterclaim.model import EntryKind, Judgement, Use, VictimList, make_id, plain, revive
from counterclaim.store.ledger import find_lines, sequence_of
from counterclaim.store.tables import memberships, rulings


def victim_rows(memory: Memory, connection: Connection, release: Release) -> VictimRows:
    """All that a tier may have of victims.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    held = disclosure(memory, connection, release.tier)
    gone = list(leaving(memory, connection, held))
    lists = list(stored_lists(memory, connection))
    names = {one.id: called(one, release.tier) for one in lists}
    rows = dict(_records(memory, connection, held, gone, names))
    outside = {entry: row.entry for entry, row in rows.items()}
    whose = {row.list_id for row in rows.values()}
    return VictimRows(
        tuple(_list(one, release, called(one, release.tier) in whose) for one in lists),
        tuple(_linkage(memory, connection, release, names)),
        tuple(rows.values()),
        tuple(sorted(_persons(memory, gone), key=lambda one: one.person)),
        tuple(
            PairRow(outside[one.left], outside[one.right], one.probability, one.decision == "same", one.reason)
            for one in all_pairs(connection)
            if one.left in outside and one.right in outside
        ),
        tuple(_judgements(memory, connection, release, outside)),
        tuple(_ties(memory, connection, release, outside)),
    )


def called(one: StoredList, tier: Tier) -> str:
    """The name of a list outside: a court has the id that is made of its bytes."""
    return one.id if tier is Tier.COURT else one.outside


def _list(one: StoredList, release: Release, rows: bool) -> ListRow:
    """A list's hash and headers tell whoever holds the list that the case has it; headers go where rows go."""
    about = one.about if release.tier is Tier.COURT else replace(one.about, sha256=None)
    if not rows and release.tier is not Tier.COURT:
        about = replace(about, columns={})
    about = replace(about, id=release.words(about.id) or about.id)
    return ListRow(called(one, release.tier), revive(VictimList, release.data(plain(about))))


def _linkage(
    memory: Memory, connection: Connection, release: Release, names: Mapping[str, str]
) -> Iterator[LinkageRow]:
    found = last_linkage(memory, connection)
    if found is None or release.is_public:
        return
    entry, content = found
    settings = dict(content["settings"])
    if release.tier is not Tier.COURT:
        settings["lists"] = [
            {key: value for key, value in one.items() if key not in ("sha256", "file", "columns")}
            for one in settings.get("lists", ())
        ]
    told = content.get("told") or {}
    at = (
        told.get("at")
        or find_lines(connection, [sequence_of(connection, entry) or 0]).popitem()[1].entry.at.isoformat()
    )
    lists = tuple(names.get(one, one) for one in content["lists"])
    yield LinkageRow(told.get("entry") or entry, at, lists, settings, content["overlap"], content["left_out"])


def _records(
    memory: Memory, connection: Connection, held: Disclosure, gone: list[Leaving], names: Mapping[str, str]
) -> Iterator[tuple[str, RecordRow]]:
    """Rows of persons who leave by name, and rows that were never linked and may; each with its entry in this case."""
    named = [one.known for one in gone if one.known is not None]
    of = {one.record: (known.person.id, one.probability) for known in named for one in known.person.records}
    linked = set(connection.scalars(select(memberships.c.record)))
    for row in rows_of(memory, connection):
        alone = row.number not in linked and held.may(row.entry) and row.allows(Use.COUNT) is not False
        if row.entry in of or alone:
            person, probability = of.get(row.entry, (None, None))
            yield row.entry, RecordRow(row.name, names[row.list], row.position, row.record, person, probability)


def _persons(memory: Memory, gone: list[Leaving]) -> Iterator[PersonRow]:
    """Those who are only counted are one line under one pseudonym; so are those of each case that told of some."""
    counted: dict[str, int] = defaultdict(int)
    for one in gone:
        if one.row.lists is None:
            told = one.row.person if one.row.person.startswith("persons-") else None
            counted[told or make_id("persons", ["counted", memory.case_id])] += one.row.counted
        else:
            yield one.row
    yield from (PersonRow(name, number, True) for name, number in counted.items())


def _judgements(
    memory: Memory, connection: Connection, release: Release, outside: Mapping[str, str]
) -> Iterator[Judgement]:
    """Judgements on rows that leave. A partner has no reasons: they may name others."""
    for _, one in all_judgements(memory, connection):
        if one.left in outside and one.right in outside:
            left, right = sorted((outside[one.left], outside[one.right]))
            reason = one.reason if release.tier is Tier.COURT else ""
            yield replace(one, left=left, right=right, reviewer=release.person(one.reviewer), reason=reason)


def _ties(memory: Memory, connection: Connection, release: Release, outside: Mapping[str, str]) -> Iterator[TieRow]:
    people = actor_names(memory, connection)
    query = select(rulings).where(rulings.c.kind == EntryKind.TIE.value).order_by(rulings.c.sequence)
    rows = connection.execute(query).all()
    lines = find_lines(connection, [row.sequence for row in rows]) if rows else {}
    for row in rows:
        content = memory.content(lines[row.sequence])
        if content is None or content["record"] not in outside:
            continue
        told = content.get("told") or {}
        by = told.get("by") or row.by
        yield TieRow(
            outside[content["record"]], content["claim"], content["incident"], bool(content["holds"]),
            told.get("at") or row.at, release.person(people.get(by) or by),
            content["reason"] if release.tier is Tier.COURT else "", row.withdrawn is not None,
        )  # fmt: skip
