"""Linking the case's victim lists: who is whom goes on record as what changed, with settings, seed and version.

A process that stays keeps its last linkage, so that a further list is compared only as far as it is new. Persons keep
their ids as long as most of their records stay together.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from counterclaim.case.judged import all_judgements
from counterclaim.case.lists import StoredList, stored_lists
from counterclaim.case.memory import Memory
from counterclaim.case.rows import Row, rows_of
from counterclaim.case.writer import Writer, writing
from counterclaim.errors import UsageError
from counterclaim.model.canonical import make_id
from counterclaim.model.judgement import Judgement
from counterclaim.model.ledger import EntryKind
from counterclaim.model.victim import Use
from counterclaim.store.tables import memberships, pairs

if TYPE_CHECKING:
    from counterclaim.victims.linking import Linkage
    from counterclaim.victims.lists import ListRows
    from counterclaim.victims.replicates import Overlaps

#: tells how far a long run is: (step, done share of the whole)
Progress = Callable[[str, float], None]
#: pairs surer than this to be different are not kept: nobody is asked about them (`victims.review.CLEAR`)
KEPT = 0.005
#: digits of probabilities on record; a person decides nothing on the fifth
DIGITS = 4
#: members or pairs in one entry
PART = 20_000
#: changed persons named in the entry of a linkage; counts are always whole
NAMED = 2_000


@dataclass(frozen=True, slots=True)
class Linked:
    """What a linkage did. `low` and `high`: the 95 % interval of `persons`; `changes`: what is otherwise than before."""

    entry: str
    records: int
    persons: int
    low: float
    high: float
    pairs: int
    left_out: int
    changes: dict[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Keeper:
    """The last linkage of a process, with the judgements that it took in."""

    linkage: "Linkage | None" = None
    judgements: tuple[Judgement, ...] = ()
    one_to_one: bool = False
    seed: int = 1
    lists: tuple[str, ...] = field(default_factory=tuple)


def link(
    memory: Memory,
    keeper: Keeper,
    *,
    by: str,
    lists: Sequence[str] | None = None,
    one_to_one: bool = False,
    seed: int = 1,
    replicates: int | None = None,
    anew: bool = False,
    progress: Progress = lambda step, share: None,
) -> Linked:
    """Link the case's lists (or those of these ids or names). `anew`: learn everything again, whatever is kept.

    Rows whose linking or counting was refused take no part.

    Raises:
        UsageError: the case has no list, or none of that name.
        CaseError: the case is sealed and its passphrase was not given.
    """
    from counterclaim.victims.replicates import REPLICATES, overlaps

    began = time.monotonic()
    memory.key(True)
    with memory.look() as connection:
        chosen = _chosen(list(stored_lists(memory, connection)), lists)
        rows = list(rows_of(memory, connection, list_ids=[one.id for one in chosen]))
        judged = tuple(one for _, one in all_judgements(memory, connection))
    taking_part = [row for row in rows if row.allows(Use.LINK) is not False and row.allows(Use.COUNT) is not False]
    number = {row.entry: row.number for row in taking_part}
    judged = tuple(one for one in judged if one.left in number and one.right in number)
    linkage = _linkage(chosen, taking_part, judged, keeper, one_to_one, seed, anew, progress)
    progress("drawing replicates", 0.92)
    overlap = overlaps(linkage, REPLICATES if replicates is None else replicates)
    progress("writing", 0.97)
    with writing(memory, by) as writer:
        linked = _record(writer, linkage, overlap, number, chosen, len(rows) - len(taking_part), began)
    keeper.linkage, keeper.judgements, keeper.one_to_one, keeper.seed = linkage, judged, one_to_one, seed
    keeper.lists = tuple(one.id for one in chosen)
    return linked


def list_rows(stored: StoredList, rows: Iterable[Row]) -> "ListRows":
    """The rows of a list as the linker takes them, each named by its entry."""
    import pandas as pd

    from counterclaim.victims.lists import ListRows

    columns = {name: header for name, header in stored.about.columns.items() if name != "record"}
    own = stored.about.columns.get("record")
    written = [
        {"record": row.entry, **{h: cell for h, cell in row.record.written.items() if h not in ("record", own)}}
        for row in rows
    ]
    headers = list(dict.fromkeys(["record", *(header for one in written for header in one), *columns.values()]))
    cells = pd.DataFrame(written, columns=headers).fillna("").astype(str)
    return ListRows(stored.about, cells, columns)


def _chosen(stored: list[StoredList], wanted: Sequence[str] | None) -> list[StoredList]:
    if not stored:
        raise UsageError("The case has no victim list. Add one:  counterclaim add CASE LIST --as list")
    if wanted is None:
        return stored
    missing = [name for name in wanted if not any(name in (one.id, one.about.id) for one in stored)]
    if missing:
        known = ", ".join(one.about.id for one in stored)
        raise UsageError(f"The case has no list {', '.join(missing)}. It has: {known}.")
    return [one for one in stored if one.id in wanted or one.about.id in wanted]


def _linkage(
    chosen: Sequence[StoredList], rows: Sequence[Row], judged: tuple[Judgement, ...], keeper: Keeper, one_to_one: bool,
    seed: int, anew: bool, progress: Progress,
) -> "Linkage":  # fmt: skip
    """From what is kept where only rows came or went; from the start otherwise."""
    from counterclaim.victims.incremental import update
    from counterclaim.victims.linking import link as link_lists

    of_list: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_list[row.list].append(row)
    tables = [list_rows(one, of_list[one.id]) for one in chosen if of_list[one.id]]
    if not tables:
        raise UsageError("The victim lists have no row left that may be linked.")
    kept = keeper.linkage
    same = (judged, one_to_one, seed) == (keeper.judgements, keeper.one_to_one, keeper.seed)
    goes_on = keeper.lists == tuple(one.id for one in chosen)[: len(keeper.lists)]
    if kept is not None and kept.model is not None and same and goes_on and not anew:
        progress("comparing what is new", 0.2)
        after, changes = update(kept, tables)
        if not changes.full_run_due:
            return after
    return link_lists(tables, one_to_one=one_to_one, judgements=judged, seed=seed, progress=progress)


def _record(
    writer: Writer, linkage: "Linkage", overlap: "Overlaps", number: dict[str, int], chosen: Sequence[StoredList],
    left_out: int, began: float,
) -> Linked:  # fmt: skip
    from counterclaim.victims.output import reasons, summary

    entries = [str(entry) for entry in linkage.records]
    numbers = [number[entry] for entry in entries]
    before = _members(writer.connection)
    ids, changes = name_persons(linkage.decided.part.tolist(), entries, [before.get(n, (None,))[0] for n in numbers])
    probability = linkage.memberships().round(DIGITS).tolist()
    members = {n: (person, p) for n, person, p in zip(numbers, ids, probability, strict=True)}
    changes["records"] = {"new": len(members.keys() - before.keys()), "gone": len(before.keys() - members.keys())}
    part = linkage.decided.part
    found: dict[tuple[int, int], tuple[float, bool, str]] = {}
    words = reasons(linkage)
    for i, p in enumerate(linkage.probabilities().round(DIGITS).tolist()):
        left, right = int(linkage.pairs.left[i]), int(linkage.pairs.right[i])
        same = bool(part[left] == part[right])
        if same or p >= KEPT:
            found[numbers[left], numbers[right]] = (p, same, str(words[i]))
    said = summary(linkage, overlap, time.monotonic() - began)
    content = {
        "settings": said,
        "lists": [one.id for one in chosen],
        "overlap": _overlap(overlap),
        "changes": changes,
        "left_out": left_out,
    }
    entry = writer.record(EntryKind.LINKAGE, content)
    _record_changes(writer, entry.id, members, before, found)
    low, high = said["persons"]["low"], said["persons"]["high"]
    notes = tuple(said["notes"])
    if left_out:
        notes += (f"{left_out} rows took no part: their linking or counting was refused",)
    return Linked(entry.id, len(members), len(set(ids)), low, high, len(found), left_out, changes, notes)


def _overlap(overlap: "Overlaps") -> dict[str, Any]:
    masks = [sum(int(bit) << j for j, bit in enumerate(row)) for row in overlap.histories]
    return {
        "lists": list(overlap.lists),
        "masks": masks,
        "counts": overlap.counts.tolist(),
        "replicates": overlap.replicates.tolist(),
    }


def _members(connection: Connection) -> dict[int, tuple[str | None, float]]:
    rows = connection.execute(select(memberships)).all()
    return {row.record: (row.person, row.probability) for row in rows}


def _record_changes(
    writer: Writer, about: str, members: dict[int, tuple[str, float]], before: dict[int, Any],
    found: dict[tuple[int, int], tuple[float, bool, str]],
) -> None:  # fmt: skip
    """Only what is otherwise than the tables have it, in parts."""
    there = {
        (row.left, row.right): (row.probability, bool(row.same), row.reason)
        for row in writer.connection.execute(select(pairs))
    }
    new_members = [[n, *values] for n, values in members.items() if before.get(n) != values]
    gone = sorted(before.keys() - members.keys())
    new_pairs = [(key, value) for key, value in found.items() if there.get(key) != value]
    gone_pairs = sorted(there.keys() - found.keys())
    while new_members or gone or new_pairs or gone_pairs:
        texts: dict[str, int] = {}
        some = [[*key, p, same, texts.setdefault(why, len(texts))] for key, (p, same, why) in new_pairs[:PART]]
        content = {
            "members": new_members[:PART],
            "gone": gone[:PART],
            "pairs": some,
            "gone_pairs": [list(key) for key in gone_pairs[:PART]],
            "reasons": list(texts),
        }
        writer.record(EntryKind.PERSONS, content, about=about)
        new_members, gone = new_members[PART:], gone[PART:]
        new_pairs, gone_pairs = new_pairs[PART:], gone_pairs[PART:]


def name_persons(
    part: Sequence[int], entries: Sequence[str], former: Sequence[str | None]
) -> tuple[list[str], dict[str, Any]]:
    """The person of each row, and what changed. `part`: which rows are one person; `former`: whose they were.

    A person keeps the id that most of its rows had (of equals, the smallest), each id going to one person; the largest
    persons choose first. New ids are made from the entry of the first row, which no list can tell.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(part):
        rows[number].append(row)
    taken: set[str] = set()
    old = {one for one in former if one is not None}
    named: dict[int, str] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    joined, new = [], []
    for number in sorted(rows, key=lambda k: (-len(rows[k]), rows[k][0])):
        earlier = [one for row in rows[number] if (one := former[row]) is not None]
        for one in dict.fromkeys(earlier):
            holders[one].append(number)
        options = [one for one in sorted(set(earlier), key=lambda one: (-earlier.count(one), one)) if one not in taken]
        if options:
            named[number] = options[0]
        else:
            named[number] = _new_id(entries[rows[number][0]], taken | old)
            new.append(named[number])
        taken.add(named[number])
        if len(set(earlier)) > 1:
            joined.append([named[number], *sorted(set(earlier) - {named[number]})])
    split = [[one, *(named[number] for number in numbers)] for one, numbers in holders.items() if len(numbers) > 1]
    changes = {"new": len(new), "joined": joined[:NAMED], "split": split[:NAMED], "gone": len(old - taken)}
    if old:
        changes["new_persons"] = new[:NAMED]
    return [named[number] for number in part], changes


def _new_id(entry: str, taken: set[str]) -> str:
    turn = 0
    while (made := make_id("person", [entry, turn] if turn else entry)) in taken:
        turn += 1
    return made
