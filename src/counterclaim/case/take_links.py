"""Taking over who is whom from another case: its last linkage, persons and pairs, as far as they are otherwise here."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from counterclaim.case.link import PART
from counterclaim.case.overlap import last_linkage
from counterclaim.case.writer import Writer
from counterclaim.exports.victim_rows import LinkageRow, VictimRows
from counterclaim.model import Entry, EntryKind
from counterclaim.store.ledger import sequence_of
from counterclaim.store.tables import lists, memberships, pairs


def take_linkage(
    writer: Writer, given: Sequence[LinkageRow], named: Mapping[str, tuple[str, str]], origin: str
) -> Entry | None:
    """Record the linkage that is new; None where there is none, or the case has lists that it does not speak of."""
    here = set(writer.connection.scalars(select(lists.c.id)))
    for row in given:
        chosen = [named[one][0] for one in row.lists if one in named]
        known = last_linkage(writer.memory, writer.connection)
        mine = (known[1].get("told") or {}).get("entry") or known[0] if known else None
        if mine == row.entry or not here <= {name for name, _ in named.values()}:
            continue
        content = {
            "settings": dict(row.settings), "lists": chosen, "overlap": dict(row.overlap), "changes": {}, "left_out": row.left_out,
            "told": {"entry": row.entry, "at": row.at}, "imported_from": origin,
        }  # fmt: skip
        return writer.record(EntryKind.LINKAGE, content)
    return None


def take_memberships(writer: Writer, given: VictimRows, entries: Mapping[str, str], about: Entry | None) -> int:
    """Record persons and pairs where they are otherwise than here; how many rows' persons are."""
    number = {name: _number(writer, entry) for name, entry in entries.items()}
    before = {row.record: (row.person, row.probability) for row in writer.connection.execute(select(memberships)).all()}
    held = {number[one.entry]: (one.person, one.probability) for one in given.records if one.person is not None}
    members = [[n, *values] for n, values in held.items() if before.get(n) != values]
    there = {
        (row.left, row.right): (row.probability, bool(row.same), row.reason)
        for row in writer.connection.execute(select(pairs)).all()
    }
    found = {(number[one.left], number[one.right]): (one.probability, one.same, one.reason) for one in given.pairs}
    changed = [(key, value) for key, value in found.items() if there.get(key) != value]
    done = len({person for _, person, _ in members})
    while members or changed:
        texts: dict[str, int] = {}
        some: list[Any] = [[*key, p, same, texts.setdefault(why, len(texts))] for key, (p, same, why) in changed[:PART]]
        content = {"members": members[:PART], "gone": [], "pairs": some, "gone_pairs": [], "reasons": list(texts)}
        writer.record(EntryKind.PERSONS, content, about=about.id if about else None)
        members, changed = members[PART:], changed[PART:]
    return done


def _number(writer: Writer, entry: str) -> int:
    return sequence_of(writer.connection, entry) or 0  # it was recorded or looked up a moment ago
