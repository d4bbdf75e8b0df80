"""The files of a linkage: persons, pairs, overlap tables, settings. Written aside and moved into place, so none is
ever half."""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from counterclaim import __version__
from counterclaim.model.canonical import make_ids
from counterclaim.victims.linking import Linkage
from counterclaim.victims.replicates import Overlaps, of_the_dead

if TYPE_CHECKING:
    from counterclaim.victims.incremental import Changes

FILES = ("persons.csv", "pairs.csv", "overlap.csv", "overlap-replicates.csv", "lists.csv", "link.json")
#: pairs between these probabilities are said to be in doubt
DOUBT = 0.1, 0.9


def write(
    linkage: Linkage, overlap: Overlaps, folder: Path, seconds: float, more: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Write the files of `FILES` into `folder` (made where absent); returns what link.json says (`more` goes into it).

    They are the contract's, and lists.csv: the lists' profiles, for estimates."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".link-", dir=folder))
    try:
        said = summary(linkage, overlap, seconds) | (more or {})
        _csv(persons_table(linkage), aside / "persons.csv")
        _csv(pairs_table(linkage), aside / "pairs.csv")
        overlap_table(overlap).to_csv(aside / "overlap.csv", index=False, lineterminator="\n")
        replicate_table(overlap).to_csv(aside / "overlap-replicates.csv", index=False, lineterminator="\n")
        lists_table(linkage).to_csv(aside / "lists.csv", index=False, lineterminator="\n")
        (aside / "link.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
        for name in FILES:
            os.replace(aside / name, folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return said


def write_changes(changes: "Changes", folder: Path) -> None:
    """Write changes.csv (`change`, `id`): records added, changed and removed; persons new (by their first record),
    joined (the id that went, and others of the join, by +) and split."""
    rows = [
        *(("record added", one) for one in changes.added),
        *(("record changed", one) for one in changes.changed),
        *(("record removed", one) for one in changes.removed),
        *(("person new", one) for one in changes.new_persons),
        *(("persons joined", " + ".join(one)) for one in changes.joined),
        *(("person split", one) for one in changes.split),
    ]
    pd.DataFrame(rows, columns=["change", "id"]).to_csv(folder / "changes.csv", index=False, lineterminator="\n")


def lists_table(linkage: Linkage) -> pd.DataFrame:
    """`list,keeper,criteria,derived_from`: what `estimate --profiles` takes."""
    return pd.DataFrame(
        [
            (one.about.id, one.about.keeper or "", one.about.criteria or "", ";".join(one.about.derived_from))
            for one in linkage.about
        ],
        columns=["list", "keeper", "criteria", "derived_from"],
    )


def person_ids(linkage: Linkage) -> npt.NDArray[np.object_]:
    """The person id of each row: made from the first of its records, so that it stays when records join later."""
    part = linkage.decided.part
    first = np.full(len(part), len(part))
    np.minimum.at(first, part, np.arange(len(part)))
    known = linkage.extra.get("person_ids", {})
    heads = np.unique(first[part])
    ids = np.full(len(part), None, object)
    ids[heads] = [known.get(record) or made for record, made in zip(*_made(linkage.records[heads]), strict=True)]
    return np.asarray(ids[first[part]], object)


def _made(records: npt.NDArray[np.object_]) -> tuple[Sequence[str], Sequence[str]]:
    """Record ids, and the person's id that each gives."""
    said = [str(record) for record in records]
    return said, make_ids("person", said)


def persons_table(linkage: Linkage) -> pd.DataFrame:
    """`record,list,person,probability`, one row a record."""
    return pd.DataFrame(
        {
            "record": linkage.records,
            "list": np.array(linkage.names, object)[linkage.lists],
            "person": person_ids(linkage),
            "probability": np.round(linkage.memberships(), 4),
        }
    )


def pairs_table(linkage: Linkage) -> pd.DataFrame:
    """`left,right,probability,decision,reason`, every candidate pair once, its probability before any constraint."""
    pairs, part = linkage.pairs, linkage.decided.part
    same = part[pairs.left] == part[pairs.right]
    return pd.DataFrame(
        {
            "left": linkage.records[pairs.left],
            "right": linkage.records[pairs.right],
            "probability": np.round(linkage.probabilities(), 6),
            "decision": np.where(same, "same", "different"),
            "reason": reasons(linkage),
        }
    )


def reasons(linkage: Linkage) -> npt.NDArray[np.object_]:
    """What agrees and what differs, in words without any value of the rows."""
    pairs, fields = linkage.pairs, list(linkage.pairs.levels)
    if not len(pairs):
        return np.zeros(0, object)
    words = {one.field: ["", *(level.words for level in one.levels)] for one in linkage.comparisons}
    code = np.zeros(len(pairs), np.int64)
    for field in fields:
        code = code * 16 + pairs.levels[field]
    unique, place = np.unique(code, return_inverse=True)
    texts = []
    for value in unique.tolist():
        said = []
        for field in reversed(fields):
            value, level = divmod(value, 16)
            said.append(words[field][level])
        texts.append("; ".join(filter(None, reversed(said))))
    return np.array(texts, object)[place]


def overlap_table(overlap: Overlaps) -> pd.DataFrame:
    """One 0/1 column a list, and `count`."""
    return _histories(overlap, overlap.counts)


def replicate_table(overlap: Overlaps) -> pd.DataFrame:
    """The same with `replicate`, from 1."""
    tables = [
        _histories(overlap, counts).assign(replicate=number) for number, counts in enumerate(overlap.replicates, 1)
    ]
    return (
        pd.concat(tables, ignore_index=True)
        if tables
        else _histories(overlap, overlap.counts).head(0).assign(replicate=0)
    )


def _histories(overlap: Overlaps, counts: npt.NDArray[np.int64]) -> pd.DataFrame:
    table = pd.DataFrame(overlap.histories, columns=list(overlap.lists))
    return table.assign(count=counts)[counts > 0]


def summary(linkage: Linkage, overlap: Overlaps, seconds: float) -> dict[str, Any]:
    """What link.json says: settings, counts, calibration, seed, version. No value of any row."""
    low, high = overlap.interval() if len(overlap.replicates) else (overlap.persons, overlap.persons)
    probability = linkage.probabilities()
    return {
        "lists": [
            {
                "id": one.about.id,
                "rows": one.about.rows,
                "columns": dict(one.columns),
                "once": bool(single),
                "keeper": one.about.keeper,
                "criteria": one.about.criteria,
                "derived_from": list(one.about.derived_from),
                "sha256": one.about.sha256,
                "file": one.file,
            }
            for one, single in zip(linkage.about, linkage.decided.single, strict=True)
        ],
        "script": str(linkage.standard.script),
        "counts": {
            "records": len(linkage.records),
            "unnamed": linkage.standard.unnamed,
            "pairs": len(linkage.pairs),
            "expected_matching_pairs": round(float(probability.sum()), 1),
            "doubtful_pairs": int(((probability > DOUBT[0]) & (probability < DOUBT[1])).sum()),
            "not_of_the_dead": int((~of_the_dead(linkage)).sum()),
            "persons": overlap.persons,
        },
        "persons": {"best": overlap.persons, "low": low, "high": high, "level": 0.95},
        "blocking": {
            "rules": dict(zip(linkage.blocks.rules, linkage.blocks.pairs, strict=True)),
            "refused": list(linkage.blocks.refused),
        },
        "model": _model(linkage),
        "calibration": {
            "basis": linkage.calibration.basis,
            "pairs_known_different": linkage.calibration.known,
            "decoys": linkage.calibration.decoys,
            "judgements": linkage.calibration.labels,
            "coefficients": {
                name: round(float(value), 4)
                for name, value in zip(linkage.calibration.features, linkage.calibration.coefficients, strict=True)
            },
        },
        "notes": [*linkage.notes, *_of_living(linkage)],
        "replicates": len(overlap.replicates),
        "engine": linkage.engine,
        "seed": linkage.seed,
        "version": __version__,
        "seconds": round(seconds, 1),
    }


def _of_living(linkage: Linkage) -> list[str]:
    living = int((~of_the_dead(linkage)).sum())
    said = f"{living:,} rows are of people missing, detained or alive: linked, and on no overlap table of the dead"
    return [said] if living else []


def _model(linkage: Linkage) -> dict[str, Any]:
    if linkage.model is None:
        return {"comparisons": [], "guessed": []}
    levels = [
        {
            "field": comparison["output_column_name"],
            "levels": [
                {
                    "level": level["label_for_charts"],
                    "m": round(level["m_probability"], 6),
                    "u": round(level["u_probability"], 8),
                }
                for level in comparison["comparison_levels"]
                if not level.get("is_null_level")
            ],
        }
        for comparison in linkage.model.settings["comparisons"]
    ]
    return {"comparisons": levels, "guessed": list(linkage.model.guessed)}


def _csv(table: pd.DataFrame, path: Path) -> None:
    with path.open("wb") as file:
        file.write((",".join(table.columns) + "\n").encode())  # pyarrow would quote the header
        options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed")
        pyarrow.csv.write_csv(pa.Table.from_pandas(table, preserve_index=False), file, options)


def read_persons(folder: Path) -> Sequence[dict[str, str]]:
    """The rows of a folder's persons.csv."""
    return pd.read_csv(folder / "persons.csv", dtype=str, keep_default_na=False).to_dict("records")  # type: ignore[return-value]
