"""Taking in victims' lists, rows and persons of another case, under the names that they have there.

What is there already is corrected where it differs and never doubled; what people allowed or refused here stays said. Who is
whom is taken over as it was decided; the overlap of lists only where the case has no other lists, else it is to be linked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select

from counterclaim.case.judged import all_judgements
from counterclaim.case.lists import StoredList, stored_lists
from counterclaim.case.rows import rows_of
from counterclaim.case.take_links import take_linkage, take_memberships
from counterclaim.case.taken import TakenIn
from counterclaim.case.told import told_persons
from counterclaim.case.writer import Writer
from counterclaim.exports.victim_rows import NO_VICTIMS, ListRow, RecordRow, TieRow, VictimRows
from counterclaim.model import EntryKind, Judgement, VictimList, VictimRecord, plain, revive
from counterclaim.store.ledger import find_lines, read_lines
from counterclaim.store.tables import persons, records, rulings


def take_victims(writer: Writer, given: VictimRows, origin: str, taken: TakenIn) -> None:
    """Record what is new or different. Raises CaseError where the case is sealed and its passphrase was not given."""
    if given == NO_VICTIMS:
        return
    lists = {one.list_id: _take_list(writer, one, origin, taken) for one in given.lists}
    entries = _take_records(writer, given.records, lists, origin, taken)
    taken.others += sum([_judge(writer, one, entries, origin) for one in given.judgements])
    linkage = take_linkage(writer, given.linkages, lists, origin)
    taken.persons += take_memberships(writer, given, entries, linkage)
    taken.others += sum([_tie(writer, one, entries, origin) for one in given.ties])
    with_rows = {row.person for row in given.records}
    own = set(writer.connection.scalars(select(persons.c.id)))
    told = {one.person: one for one in told_persons(writer.memory, writer.connection)}
    for person in given.persons:
        if person.person not in with_rows | own and told.get(person.person) != person:
            content = {"person": plain(person), "imported_from": origin}
            writer.record(EntryKind.TOLD, content, protected=True)
            taken.persons += 1


def _take_list(writer: Writer, row: ListRow, origin: str, taken: TakenIn) -> tuple[str, str]:
    """The list's id here, and its entry."""
    known = next((one for one in stored_lists(writer.memory, writer.connection) if _is(one, row.list_id)), None)
    about = row.about if known is None else _merged(known.about, row.about)
    if known is not None and about == known.about:
        return known.id, known.entry
    name = known.id if known is not None else row.list_id
    content = {"id": name, "list": plain(about), "snapshot": "", "imported_from": origin}
    entry = writer.record(EntryKind.LIST, content, about=known.entry if known else None)
    taken.others += 1
    return name, known.entry if known else entry.id


def _is(known: StoredList, name: str) -> bool:
    return name in (known.id, known.outside)


def _merged(here: VictimList, there: VictimList) -> VictimList:
    """What is told replaces what was known; what a tier left out takes nothing away."""
    told = {f.name: getattr(there, f.name) for f in fields(VictimList) if getattr(there, f.name) not in (None, (), {})}
    return replace(here, **told)


def _take_records(
    writer: Writer, given: tuple[RecordRow, ...], lists: Mapping[str, tuple[str, str]], origin: str, taken: TakenIn
) -> dict[str, str]:
    """The entries of the rows in this case, by their names outside."""
    there = {row.name: row for row in rows_of(writer.memory, writer.connection)}
    recorded = _recorded(writer) if there else {}
    entries = {}
    for one in given:
        list_id, about = lists[one.list_id]
        before = there.get(one.entry)
        content = {
            "list": list_id,
            "position": one.position,
            "record": plain(one.record),
            "row": one.entry,
            "imported_from": origin,
        }
        if before is None:
            entries[one.entry] = writer.record(EntryKind.RECORD, content, about=about, protected=True).id
            taken.rows += 1
            continue
        entries[one.entry] = before.entry
        # as it was told before, or with what was said here since: then nothing is new
        if one.record not in (before.record, recorded.get(before.number)):
            content |= {"position": before.position, "corrects": before.entry}
            writer.record(EntryKind.RECORD, content, about=before.entry, protected=True)
            taken.rows += 1
    return entries


def _recorded(writer: Writer) -> dict[int, VictimRecord]:
    """Rows as an entry holds them, without what was allowed or refused since."""
    of = {row.latest: row.sequence for row in writer.connection.execute(select(records.c.latest, records.c.sequence))}
    found = {}
    for line in read_lines(writer.connection, kinds=(EntryKind.RECORD,)):
        if line.entry.sequence in of and (content := writer.memory.content(line)) is not None:
            found[of[line.entry.sequence]] = revive(VictimRecord, content["record"])
    return found


def _judge(writer: Writer, one: Judgement, entries: Mapping[str, str], origin: str) -> int:
    """Record a judgement that is new, or withdraw one that was withdrawn since."""
    said = Judgement.of(entries[one.left], entries[one.right], one.verdict, one.reviewer, one.at, one.reason)
    writer.person(one.reviewer)
    known = [
        (entry, before)
        for entry, before in all_judgements(writer.memory, writer.connection)
        if (before.pair, before.reviewer, before.at) == (said.pair, said.reviewer, said.at)
    ]
    if not known:
        content = plain(replace(said, withdrawn=one.withdrawn)) | {"imported_from": origin}
        writer.record(EntryKind.JUDGEMENT, content, protected=True)
        return 1
    entry, before = known[-1]
    if one.withdrawn and not before.withdrawn:
        writer.record(EntryKind.WITHDRAWAL, {"reason": f"It is withdrawn in {origin}."}, about=entry)
        return 1
    return 0


def _tie(writer: Writer, one: TieRow, entries: Mapping[str, str], origin: str) -> int:
    """Record a tie that is new, or withdraw one that was withdrawn since."""
    known = next((row for row in _ties(writer) if _says(row[1], row[2], one, entries)), None)
    entry = known[0] if known else None
    done = 0
    if known is None:
        told = {"by": writer.person(one.by), "at": one.at}
        content = {"record": entries[one.entry], "claim": one.claim, "incident": one.incident, "holds": one.holds, "reason": one.reason,
                   "told": told, "imported_from": origin}  # fmt: skip
        entry = writer.record(EntryKind.TIE, content, about=entries[one.entry], protected=True).id
        done += 1
    if one.withdrawn and not (known and known[3]):
        writer.record(EntryKind.WITHDRAWAL, {"reason": f"It is withdrawn in {origin}."}, about=entry)
        done += 1
    return done


def _ties(writer: Writer) -> Iterator[tuple[str, Any, str, bool]]:
    rows = writer.connection.execute(select(rulings).where(rulings.c.kind == EntryKind.TIE.value)).all()
    lines = find_lines(writer.connection, [row.sequence for row in rows]) if rows else {}
    for row in rows:
        content = writer.memory.content(lines[row.sequence])
        if content is not None:
            yield row.id, content, row.at, row.withdrawn is not None


def _says(content: Any, at: str, one: TieRow, entries: Mapping[str, str]) -> bool:
    when = (content.get("told") or {}).get("at") or at
    mine = (content["record"], content["claim"], content["holds"], when)
    return bool(mine == (entries[one.entry], one.claim, one.holds, one.at))
