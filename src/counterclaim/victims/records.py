"""Rows of a list as values of the model: each as written, beside what was read from it."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from counterclaim.model.victim import Consent, Fate, Use, VictimRecord
from counterclaim.victims.dates import ages
from counterclaim.victims.lists import ListRows
from counterclaim.victims.name_table import COMPONENTS
from counterclaim.victims.names import script_of
from counterclaim.victims.standard import EPOCH, standardise

#: fields that are shown as read, in this order; keys of comparison are not among them
SHOWN = (
    "name", "given", "father", "grandfather", "family", "script", "sex", "age", "birth_date", "birth_year", "death_date",
    "place",
)  # fmt: skip
#: below this age a row is of a child, and stricter tiers of release apply (Convention on the Rights of the Child, article 1)
ADULT = 18
CHILD = "child"


@cache
def words_for(kind: str) -> Mapping[str, str]:
    """Words of a cell, in lower case, to what they mean: fates, and answers to whether something is allowed."""
    text = (files("counterclaim.victims") / "data" / "cells.csv").read_text("utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:]]
    return {words: value for one, value, words in rows if one == kind}


def records_of(one: ListRows) -> list[VictimRecord]:
    """Every row of a list, in order. Names are split as their own script has it; no other list is looked at."""
    read = standardise([one]).rows
    own = one.about.columns.get("record")
    headers = [header for header in one.cells.columns if header != "record"]
    cells = {field: one.cells[header].tolist() for field, header in one.columns.items()}
    written = one.cells[headers].to_dict("records")
    ids = one.cells["record"].tolist()
    years = ages(one.cells[one.columns["age"]]).tolist() if "age" in one.columns else [float("nan")] * len(ids)
    found = []
    for row, (standard, as_written) in enumerate(zip(read.to_dict("records"), written, strict=True)):
        mine = {field: values[row].strip() for field, values in cells.items()}
        shown = _shown(standard, mine)
        kept = {str(header): str(cell) for header, cell in as_written.items()}
        if own is not None:
            kept[own] = ids[row]
        found.append(
            VictimRecord(
                id=ids[row],
                list=one.about.id,
                row=row,
                written=kept,
                standard=shown,
                fate=_fate(mine.get("fate", ""), one.about.fate),
                whereabouts=mine.get("whereabouts") or None,
                sensitive=_sensitive(mine.get("sensitive", ""), years[row]),
                consents=_consents(mine),
                incident=mine.get("incident") or None,
            )
        )
    return found


def _shown(row: Mapping[Any, Any], mine: Mapping[str, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    parts = " ".join(filter(None, (mine.get(part) for part in COMPONENTS)))
    name = mine.get("name") or mine.get("name_latin") or parts or None
    for field in SHOWN:
        value = row.get(field)
        if field == "name":
            value = name
        elif field == "script":
            value = str(script_of(name)) if name else None
        elif field in ("age", "place"):  # as written: what they are compared by says less
            value = mine.get(field) or None
        elif field == "death_date":
            day = row.get("death_day")
            value = None if pd.isna(day) else (date.fromordinal(EPOCH) + timedelta(days=int(day))).isoformat()
        elif field == "birth_year" and not pd.isna(value):
            value = str(int(value))
        if value is not None and not pd.isna(value):
            said[field] = str(value)
    return said


def _fate(cell: str, of_all: Fate) -> Fate:
    known = words_for("fate").get(cell.lower())
    return Fate(known) if known else of_all


def _sensitive(cell: str, years: float) -> tuple[str, ...]:
    marks = [mark.strip().lower().replace(" ", "_") for mark in cell.replace(";", ",").split(",") if mark.strip()]
    if years < ADULT:
        marks.append(CHILD)
    return tuple(dict.fromkeys(marks))


def _consents(mine: Mapping[str, str]) -> tuple[Consent, ...]:
    answers = {use: words_for("answer").get(mine.get(f"consent_{use.value}", "").lower()) for use in Use}
    who = mine.get("consent_by") or "as the list has it"
    return tuple(Consent(use, answer == "yes", who) for use, answer in answers.items() if answer)
