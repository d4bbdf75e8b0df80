"""What a later release needs of a linkage, kept in DIR/state: rows as written and as read, pairs, model, calibrator.

It holds names, so it is kept only where the user asks (`link --keep`), readable by its owner alone; nothing in it is
executed when read.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from counterclaim.errors import UsageError
from counterclaim.model.codec import plain, revive
from counterclaim.model.victim import VictimList
from counterclaim.victims.blocking import Blocks
from counterclaim.victims.calibration import Calibration
from counterclaim.victims.comparisons import ALL
from counterclaim.victims.engine import Model, Scored
from counterclaim.victims.kinship import Mixture
from counterclaim.victims.linking import Linkage
from counterclaim.victims.lists import ListRows
from counterclaim.victims.names import Script
from counterclaim.victims.output import person_ids
from counterclaim.victims.persons import Decided
from counterclaim.victims.standard import Standard

STATE, VERSION = "state", 2


def save(linkage: Linkage, folder: Path) -> None:
    """Keep the linkage in `folder`/state, over an earlier one."""
    aside = Path(tempfile.mkdtemp(prefix=".state-", dir=folder))  # mkdtemp: for the owner alone
    pairs, calibration = linkage.pairs, linkage.calibration
    linkage.standard.rows.to_parquet(aside / "rows.parquet")
    for number, one in enumerate(linkage.about):
        one.cells.to_parquet(aside / f"list-{number}.parquet")
    columns: dict[str, Any] = {
        "left": pairs.left,
        "right": pairs.right,
        "weight": pairs.weight,
        "marginal": linkage.decided.marginal,
    }
    columns |= {f"level:{name}": level for name, level in pairs.levels.items()}
    columns |= {f"rarity:{name}": bits for name, bits in pairs.rarity.items()}
    pd.DataFrame(columns | {"log_odds": linkage.decided.log_odds}).to_parquet(aside / "pairs.parquet")
    pd.DataFrame({"part": linkage.decided.part, "person": person_ids(linkage)}).to_parquet(aside / "persons.parquet")
    said = {
        "state": VERSION,
        "lists": [{"about": plain(one.about), "columns": dict(one.columns), "file": one.file} for one in linkage.about],
        "script": str(linkage.standard.script),
        "rewritten": linkage.standard.rewritten,
        "comparisons": [one.field for one in linkage.comparisons],
        "blocks": {
            "columns": linkage.blocks.columns,
            "rules": linkage.blocks.rules,
            "pairs": linkage.blocks.pairs,
            "refused": linkage.blocks.refused,
            "keys": linkage.blocks.keys,
        },
        "model": None if linkage.model is None else [linkage.model.settings, linkage.model.guessed],
        "bits": _arrays(pairs.bits),
        "chance": _arrays(pairs.chance),
        "calibration": {
            "features": calibration.features,
            "coefficients": calibration.coefficients.tolist(),
            "covariance": calibration.covariance.tolist(),
            "known": calibration.known,
            "labels": calibration.labels,
            "basis": calibration.basis,
            "decoys": calibration.decoys,
        },
        "mixture": _mixture(calibration.mixture),
        "single": linkage.decided.single.tolist(),
        "forbidden": linkage.decided.forbidden,
        "labels": linkage.labels,
        "seed": linkage.seed,
        "engine": linkage.engine,
    }
    (aside / "state.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    shutil.rmtree(folder / STATE, ignore_errors=True)
    os.replace(aside, folder / STATE)


def load(folder: Path) -> Linkage:
    """The linkage that `save` kept.

    Raises:
        UsageError: none was kept there, or by another version.
    """
    where = folder / STATE
    if not (where / "state.json").is_file():
        raise UsageError(f"{folder} keeps nothing to update: link once with --keep, then give the new lists")
    said = json.loads((where / "state.json").read_text("utf-8"))
    if said.get("state") != VERSION:
        raise UsageError(f"{folder} was kept by another version: link the lists anew with --keep")
    rows, persons = pd.read_parquet(where / "rows.parquet"), pd.read_parquet(where / "persons.parquet")
    table = pd.read_parquet(where / "pairs.parquet")
    about = tuple(
        ListRows(
            revive(VictimList, one["about"]),
            pd.read_parquet(where / f"list-{number}.parquet"),
            one["columns"],
            file=one["file"],
        )
        for number, one in enumerate(said["lists"])
    )
    pairs = Scored(
        table["left"].to_numpy(),
        table["right"].to_numpy(),
        table["weight"].to_numpy(),
        {name[6:]: table[name].to_numpy() for name in table.columns if name.startswith("level:")},
        {name[7:]: table[name].to_numpy() for name in table.columns if name.startswith("rarity:")},
        {name: np.array(values) for name, values in said["bits"].items()},
        {name: np.array(values) for name, values in said["chance"].items()},
    )
    told, blocks = said["calibration"], said["blocks"]
    calibration = Calibration(
        tuple(told["features"]),
        np.array(told["coefficients"]),
        np.array(told["covariance"]),
        told["known"],
        told["labels"],
        told["basis"],
        decoys=told["decoys"],
        mixture=_mixture_of(said["mixture"]),
    )
    part = persons["part"].to_numpy()
    decided = Decided(
        part,
        table["marginal"].to_numpy(),
        table["log_odds"].to_numpy(),
        np.array(said["single"], bool),
        tuple((a, b) for a, b in said["forbidden"]),
    )
    records = rows["unique_id"].to_numpy(object)
    first = {int(number): row for row, number in reversed(list(enumerate(part.tolist())))}
    ids = {str(records[row]): str(persons["person"].iloc[row]) for row in first.values()}
    return Linkage(
        about,
        Standard(rows, Script(said["script"]), (), int(rows["full_m"].isna().sum()), said["rewritten"]),
        records,
        np.repeat(np.arange(len(about)), [len(one.cells) for one in about]).astype(np.int64),
        tuple(ALL[field][1] for field in said["comparisons"]),
        Blocks(
            tuple(blocks["columns"]),
            tuple(blocks["rules"]),
            tuple(blocks["pairs"]),
            tuple(blocks["refused"]),
            tuple(tuple(key) for key in blocks["keys"]),
        ),
        None if said["model"] is None else Model(said["model"][0], tuple(said["model"][1])),
        pairs,
        calibration,
        decided,
        said["seed"],
        said["engine"],
        labels=tuple((a, b, bool(same)) for a, b, same in said["labels"]),
        extra={"person_ids": ids},
    )


def _arrays(values: Mapping[str, Any]) -> dict[str, list[float]]:
    return {name: np.asarray(one, float).tolist() for name, one in values.items()}


def _mixture(one: Mixture | None) -> dict[str, Any] | None:
    if one is None:
        return None
    classes = {"matches": one.matches, "unrelated": one.unrelated, "loose": one.loose}
    return classes | {
        "same": _arrays(one.same),
        "free": _arrays(one.free),
        "near": one.near.tolist(),
        "kin": one.kin.tolist(),
    }


def _mixture_of(said: Mapping[str, Any] | None) -> Mixture | None:
    if said is None:
        return None
    same, free = ({name: np.array(one) for name, one in said[kind].items()} for kind in ("same", "free"))
    return Mixture(
        same, free, np.array(said["near"]), said["matches"], said["unrelated"], np.array(said["kin"]), said["loose"]
    )
