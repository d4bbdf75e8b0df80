"""Lists in files, linked: by the program alone, or as a new release of what was linked before; and the summary of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.victims.incremental import Changes
    from counterclaim.victims.linking import Linkage
    from counterclaim.victims.lists import ListRows

Progress = Callable[[str, float], None]
#: lines of notes and of changes that the terminal shows; the files have all
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked."""

    lists: Sequence[Path]
    out: Path
    one_to_one: bool
    engine: str
    labels: Path | None
    mapping: dict[str, str]
    replicates: int
    seed: int
    profiles: Path | None
    keep: bool
    update: Path | None


def link_files(asked: Asked, progress: Progress, seconds: Callable[[], float]) -> list[str]:
    """Link, write the folder, and say in lines what came of it.

    Raises:
        InputError: with every fault of the lists, profiles or judgements.
        UsageError: options that do not go together.
    """
    from counterclaim.victims.judgements import read_labels
    from counterclaim.victims.lists import read_lists
    from counterclaim.victims.output import write, write_changes
    from counterclaim.victims.profiles import described, read_profiles
    from counterclaim.victims.replicates import overlaps
    from counterclaim.victims.state import save

    if asked.update and (asked.labels or asked.engine != "duckdb"):
        raise UsageError("--update compares new rows under the model as it is: leave --labels and --engine out")
    progress("reading lists", 0.0)
    read = read_lists(asked.lists, asked.mapping, once=asked.one_to_one)
    known = read_profiles(asked.profiles) if asked.profiles else ()
    read = described(read, known) if not asked.update else read
    changes = None
    if asked.update:
        linkage, changes, notes = _updated(asked.update, read)
    else:
        from counterclaim.victims.linking import link

        judged = read_labels(asked.labels) if asked.labels is not None else ()
        linkage = link(
            read, one_to_one=asked.one_to_one, judgements=judged, engine_name=asked.engine, seed=asked.seed,
            progress=progress,
        )  # fmt: skip
        notes = ()
    progress("drawing replicates", 0.92)
    overlap = overlaps(linkage, asked.replicates)
    progress("writing", 0.98)
    said = write(linkage, overlap, asked.out, seconds(), {"mapping": asked.mapping})
    if changes is not None:
        write_changes(changes, asked.out)
    if asked.keep or asked.update:
        save(linkage, asked.out)
    return [*(f"note: {note}" for note in (*notes, *said["notes"])[:SHOWN]), *_changes(changes), *_summary(said, asked)]


def _updated(where: Path, given: "Sequence[ListRows]") -> "tuple[Linkage, Changes, tuple[str, ...]]":
    from counterclaim.victims.incremental import update
    from counterclaim.victims.releases import continued
    from counterclaim.victims.state import load

    before = load(where)
    lists, notes = continued(before.about, given)
    after, changes = update(before, lists)
    return after, changes, notes


def _changes(changes: "Changes | None") -> list[str]:
    if changes is None:
        return []
    lines = [
        f"rows: {len(changes.added)} added, {len(changes.changed)} changed, {len(changes.removed)} gone; "
        f"persons: {len(changes.new_persons)} new, {len(changes.joined)} joined of several, {len(changes.split)} split "
        "(changes.csv)"
    ]
    if changes.full_run_due:
        lines.append("a fifth of the rows came since the model was learnt: link all lists anew soon")
    return lines


def _summary(said: dict[str, Any], asked: Asked) -> list[str]:
    counts, persons = said["counts"], said["persons"]
    rows = ", ".join(f"{one['id']} {one['rows']:,}" for one in said["lists"])
    lines = [
        f"{counts['records']:,} rows ({rows}); {counts['pairs']:,} pairs compared closely, "
        f"{counts['expected_matching_pairs']:,.0f} expected to be one person",
        f"{persons['best']:,} persons (95 % interval {persons['low']:,.0f} to {persons['high']:,.0f}); "
        f"probabilities rest on {said['calibration']['basis']}",
    ]
    if said["calibration"]["basis"] == "prior":
        lines.append("nothing tested them: say --one-to-one if each list holds a person once, or review some pairs")
    if doubtful := counts["doubtful_pairs"]:
        lines.append(
            f"{doubtful:,} pairs are in doubt: counterclaim review {asked.out}   (then link again with --labels "
            f"{asked.out / 'judgements.csv'})"
        )
    if len(said["lists"]) > 1:
        lines.append(f"how many are on no list: counterclaim estimate {asked.out / 'overlap-replicates.csv'}")
    return [*lines, f"wrote {asked.out}/"]
