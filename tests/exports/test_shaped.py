"""Tables for others' tools: each is judged by its own codebook or library."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import hxl
import pytest
from typer.testing import CliRunner

from counterclaim.case import Case, Tier
from counterclaim.cli import app
from counterclaim.exports import acled_fields, geojson, ucdp_fields
from counterclaim.exports.conformance import Field, check, fault_of
from counterclaim.model import Figure, FigurePlace, Harm
from tests.exports.conftest import COLLECTOR


def export(case: Case, name: str, out: Path, tier: str = "public") -> Path:
    arguments = ["export", case.memory.location, "--as", name, "--tier", tier, "--out", str(out), "--by", COLLECTOR]
    made = CliRunner().invoke(app, arguments)
    assert made.exit_code == 0, made.output
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_ucdp_shape_conforms_and_says_what_it_is_not(full: Case, tmp_path: Path) -> None:
    path = export(full, "ucdp", tmp_path / "ged.csv")
    assert list(check(path, ucdp_fields.FIELDS, ucdp_fields.RULES)) == []
    assert len(ucdp_fields.COLUMNS) == 49
    market = next(row for row in rows(path) if "Orvale" in row["where_coordinates"])
    assert (market["low"], market["date_start"], market["side_a"]) == ("12", "2031-05-03 00:00:00.000", "")
    about = (tmp_path / "ged.csv.about.txt").read_text()
    assert "Not produced, checked or endorsed by UCDP" in about
    assert "have no row" in about


def test_the_acled_shape_conforms(full: Case, tmp_path: Path) -> None:
    path = export(full, "acled", tmp_path / "acled.csv")
    assert list(check(path, acled_fields.FIELDS, acled_fields.RULES)) == []
    assert len(acled_fields.COLUMNS) == 31
    assert {row["fatalities"] for row in rows(path) if "Orvale" in row["location"]} == {"12"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Violence against civilians", "Violence", "is no code of this column"),
        ("2031-05-03", "3 May 2031", "is no date"),
        (",7,", ",seven,", "is no whole number"),
        ("12.5", "95.5", "lies outside"),
        (",Attack,", ",Grenade,", "is no kind of"),
        ("CCL1", "", "it is empty"),
        (",2031,", ",2030,", "its year is not that of its date"),
    ],
)
def test_what_does_not_conform_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    values = {
        "event_id_cnty": "CCL1", "event_date": "2031-05-03", "year": "2031", "time_precision": "1",
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack", "latitude": "12.5", "fatalities": "7",
    }  # fmt: skip
    text = (
        ",".join(acled_fields.COLUMNS) + "\n" + ",".join(values.get(name, "") for name in acled_fields.COLUMNS) + "\n"
    )
    path = tmp_path / "acled.csv"
    path.write_text(text)
    assert list(check(path, acled_fields.FIELDS, acled_fields.RULES)) == []
    path.write_text(text.replace(old, new, 1))
    assert any(fault in str(one) for one in check(path, acled_fields.FIELDS, acled_fields.RULES))


def test_a_column_more_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(",".join([*ucdp_fields.COLUMNS, "more"]) + "\n")
    assert "its 50 columns are not the 49" in str(next(check(path, ucdp_fields.FIELDS)))
    assert fault_of("x", Field("n", "number")) == "'x' is no number"


def test_the_ucdp_parts_must_make_best() -> None:
    row = dict.fromkeys(ucdp_fields.COLUMNS, "") | {"deaths_civilians": "3", "deaths_unknown": "4", "best": "8"}
    assert ucdp_fields.best_is_the_sum(row) == "best is 8, its parts make 7"


def test_libhxl_reads_the_tags(full: Case, tmp_path: Path) -> None:
    path = export(full, "hxl", tmp_path / "figures.csv", "partner")
    data = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert data.validate()
    again = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert len(again.columns) == len(rows(path)[0])
    assert "12" in {row.get("#affected+killed+min") for row in again}


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def test_geojson_puts_longitude_first_and_the_living_into_cells(full: Case, tmp_path: Path) -> None:
    document = json.loads(export(full, "geojson", tmp_path / "map.geojson").read_text("utf-8"))
    assert document["type"] == "FeatureCollection"
    for feature in document["features"]:
        geometry = feature["geometry"]
        if geometry is None:
            continue
        assert (geometry["type"] == "Point") == (feature["properties"]["harm"] == "killed")
        assert "weigh" not in feature["properties"]["assessments"]


def test_a_cell_is_closed_counter_clockwise_and_a_tenth_of_a_degree_wide(full: Case) -> None:
    from dataclasses import replace

    some = next(full.figures())
    place = FigurePlace("Orvale", 12.3, 45.6, "town")

    def drawn(figure: Figure, tier: Tier) -> dict[str, object]:
        return geojson.document([figure], tier)["features"][0]["geometry"]  # type: ignore[no-any-return]

    fled = replace(some, harm=Harm.DISPLACED, place=place)
    cell = drawn(fled, Tier.PUBLIC)
    (ring,) = cell["coordinates"]  # type: ignore[misc]
    assert ring[0] == ring[-1]  # type: ignore[has-type]
    assert area(ring) == pytest.approx(0.01)  # type: ignore[has-type]
    assert drawn(fled, Tier.COURT) == {"type": "Point", "coordinates": [45.6, 12.3]}
    assert drawn(replace(fled, place=None), Tier.PUBLIC) is None


def test_parquet_comes_back_with_the_same_values_as_csv(full: Case, tmp_path: Path) -> None:
    export(full, "csv", tmp_path / "csv", "partner")
    export(full, "parquet", tmp_path / "parquet", "partner")
    for name in ("csv", "parquet"):
        with Case.create(str(tmp_path / f"case-{name}"), by=COLLECTOR):
            pass
        taken = CliRunner().invoke(
            app, ["import", str(tmp_path / f"case-{name}"), str(tmp_path / name), "--by", COLLECTOR]
        )
        assert taken.exit_code == 0, taken.output
        with Case.open(str(tmp_path / f"case-{name}")) as case:
            export(case, "csv", tmp_path / f"again-{name}", "partner")
            export(case, "parquet", tmp_path / f"parquet-{name}", "partner")
    for path in sorted((tmp_path / "csv").iterdir()):
        assert (tmp_path / "again-csv" / path.name).read_bytes() == path.read_bytes(), path.name
        assert (tmp_path / "again-parquet" / path.name).read_bytes() == path.read_bytes(), path.name
    for path in sorted((tmp_path / "parquet").iterdir()):
        assert (tmp_path / "parquet-parquet" / path.name).read_bytes() == path.read_bytes(), path.name
