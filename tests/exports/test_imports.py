"""What other tools gave away, as sources: invented rows in the columns of UCDP GED, ACLED, auto-archiver and Bayanat."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counterclaim.case import Case
from counterclaim.cli import app
from counterclaim.errors import InputError
from counterclaim.exports import acled_fields, ucdp_fields
from counterclaim.exports.read_events import read_acled, read_ucdp
from counterclaim.exports.read_posts import read_archiver, read_bayanat
from counterclaim.model import Basis, Category, Hedge, Scope

UCDP = {
    "id": "901", "relid": "MRW-1", "year": "2031", "type_of_violence": "3", "conflict_name": "Marrowen: Government",
    "side_a": "Northern Front",
    "side_b": "Civilians", "source_article": '"Meridian Wire,2031-05-04,Market is hit"',
    "source_original": "hospital doctors", "where_prec": "1",
    "where_coordinates": "Orvale town", "adm_1": "Vale", "country": "Marrowen", "latitude": "-31.5",
    "longitude": "19.25", "event_clarity": "1",
    "date_prec": "1", "date_start": "2031-05-03 00:00:00.000", "date_end": "2031-05-03 00:00:00.000", "deaths_a": "0", "deaths_b": "0",
    "deaths_civilians": "40", "deaths_unknown": "2", "best": "42", "low": "40", "high": "58",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "MRW12", "event_date": "2031-05-03", "year": "2031", "time_precision": "1", "event_type": "Violence against civilians",
    "sub_event_type": "Attack", "actor1": "Northern Front", "country": "Marrowen", "admin1": "Vale",
    "location": "Orvale", "latitude": "-31.5",
    "longitude": "19.25", "geo_precision": "1", "source": "Meridian Wire; Harbour Post",
    "notes": "Men fired on the market.", "fatalities": "39",
}  # fmt: skip


def table(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_ged_row_is_a_claim_of_ucdp_with_its_own_interval(tmp_path: Path) -> None:
    (item,) = read_ucdp(table(tmp_path / "ged.csv", ucdp_fields.COLUMNS, UCDP), date(2032, 6, 1))
    assert item.reading is not None
    whole, civilians = item.reading.claims
    count = whole.quantity
    assert (count.words, count.low, count.high, count.hedge) == ("best 42, low 40, high 58", 40, 58, Hedge.RANGE)
    assert whole.flags == ("dataset best 42", "dataset low 40", "dataset high 58")
    assert whole.claimant is not None
    assert (whole.claimant.words, whole.basis, whole.scope) == ("UCDP GED", Basis.NONE_STATED, Scope.EVENT)
    assert [(v.role, v.speaker if isinstance(v.speaker, str) else v.speaker.words) for v in whole.attribution] == [
        ("said", "UCDP GED"), ("reported", '"Meridian Wire,2031-05-04,Market is hit"'), ("reported", "hospital doctors"),
    ]  # fmt: skip
    assert (civilians.category, civilians.quantity.low, civilians.part_of) == (Category.CIVILIANS, 40, whole.id)
    assert whole.place is not None
    assert (whole.place.words, whole.place.latitude, whole.place.precision, whole.place.within) == (
        "Orvale town", -31.5, "town", ("Vale", "Marrowen"),
    )  # fmt: skip
    assert whole.when is not None
    assert (whole.when.from_, whole.when.to, whole.when.precision) == (date(2031, 5, 3), date(2031, 5, 3), "day")
    assert whole.alleged_perpetrator is not None
    assert whole.alleged_perpetrator.words == "Northern Front"
    for claim in item.reading.claims:
        assert claim.content.holds(item.report.text)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"best": "7", "low": "7", "high": "7"}, (7, 7, Hedge.EXACT)),
        ({"best": "3", "low": "5", "high": "4"}, (3, 5, Hedge.RANGE)),  # low, best and high may cross
        ({"event_clarity": "2"}, (40, 58, Hedge.RANGE)),
    ],
)
def test_crossing_bounds_are_kept_as_they_are(
    tmp_path: Path, changed: dict[str, str], expected: tuple[int, int, Hedge]
) -> None:
    (item,) = read_ucdp(table(tmp_path / "ged.csv", ucdp_fields.COLUMNS, UCDP | changed))
    assert item.reading is not None
    claim = item.reading.claims[0]
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.hedge) == expected
    assert (claim.scope is Scope.CUMULATIVE) == ("event_clarity" in changed)


def test_an_acled_row_is_a_claim_of_acled_and_zero_is_none(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", acled_fields.COLUMNS, ACLED, ACLED | {"event_id_cnty": "MRW13", "fatalities": "0"})
    first, second = read_acled(path)
    assert first.reading is not None
    (claim,) = first.reading.claims
    assert (claim.quantity.low, claim.quantity.words, claim.quantity.hedge) == (39, "39", Hedge.EXACT)
    assert claim.attribution[1].speaker.words == "Meridian Wire; Harbour Post"  # type: ignore[union-attr]
    assert "Men fired on the market." in first.report.text
    assert second.reading is not None
    assert second.reading.claims == ()


def test_rows_that_do_not_fit_are_named_all_at_once(tmp_path: Path) -> None:
    path = table(tmp_path / "ged.csv", ucdp_fields.COLUMNS, UCDP, UCDP | {"best": "many"}, UCDP | {"date_start": ""})
    with pytest.raises(InputError, match=r"row 3, best: 'many' is no whole number.*\n.*row 4, date_start: it is empty"):
        read_ucdp(path)


METADATA = (
    "{'url': 'https://posts.example/7', 'title': 'Market', 'content': '40 people were killed in Orvale, the Ministry of Health said.', "
    "'timestamp': datetime.datetime(2031, 5, 3, 9, 30, tzinfo=datetime.timezone.utc)}"
)


def test_auto_archivers_database_and_sheet_are_read(write: Callable[..., Path], tmp_path: Path) -> None:
    database = table(tmp_path / "db.csv", ("status", "metadata", "media"),
                     {"status": "wayback: success", "metadata": METADATA, "media": "[]"},
                     {"status": "no archiver", "metadata": "{'url': 'https://posts.example/8'}", "media": "[]"})  # fmt: skip
    (post,) = read_archiver(database)
    assert (post.address, post.published, post.source, post.title) == (
        "https://posts.example/7",
        date(2031, 5, 3),
        "posts.example",
        "Market",
    )
    assert post.text.endswith("the Ministry of Health said.")
    sheet = write(
        "sheet.csv",
        "Link,Archive status,Text content,Upload timestamp\nhttps://posts.example/7,ok,Forty died.,2031-05-03 10:00\n",
    )
    (same,) = read_archiver(sheet)
    assert (same.id, same.text, same.published) == (post.id, "Forty died.", date(2031, 5, 3))


@pytest.mark.parametrize("cell", ["__import__('os').system('x')", "{'url': open('/etc/passwd').read()}", "[1]", "{"])
def test_nothing_in_a_cell_is_run(tmp_path: Path, cell: str) -> None:
    path = table(tmp_path / "db.csv", ("status", "metadata", "media"), {"metadata": cell})
    with pytest.raises(InputError, match="row 2: its metadata"):
        read_archiver(path)


def test_bayanats_bulletins_are_read(write: Callable[..., Path]) -> None:
    path = write(
        "b.csv",
        "id,title,description,source_link,publish_date,sources\n5,Market,Forty people died.,https://posts.example/7,2031-05-03,A Channel\n",
    )
    (bulletin,) = read_bayanat(path)
    assert (bulletin.id, bulletin.text, bulletin.source, bulletin.published) == (
        "bayanat-5", "Market\n\nForty people died.", "A Channel", date(2031, 5, 3),
    )  # fmt: skip


def run(*arguments: object) -> str:
    made = CliRunner().invoke(app, [str(one) for one in arguments], env={"COUNTERCLAIM_BY": "A. Analyst"})
    assert made.exit_code == 0, made.output
    return made.stdout


def test_datasets_stand_beside_reports_in_one_figure_and_come_twice_as_once(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    run("init", tmp_path / "case")
    ged = table(tmp_path / "ged.csv", ucdp_fields.COLUMNS, UCDP)
    acled = table(tmp_path / "acled.csv", acled_fields.COLUMNS, ACLED)
    assert run("import", tmp_path / "case", ged, "--published", "2032-06-01").startswith("1 reports new")
    assert run("import", tmp_path / "case", acled).startswith("1 reports new")
    assert run("import", tmp_path / "case", ged, "--published", "2032-06-01").startswith(
        "0 reports new, 0 updated, 1 as they were"
    )
    later = table(tmp_path / "later.csv", ucdp_fields.COLUMNS, UCDP | {"best": "61", "low": "60", "high": "66"})
    run("import", tmp_path / "case", later, "--published", "2033-06-01")
    with Case.open(str(tmp_path / "case")) as case:
        assert case.count_reports() == 3
        figure = max(case.figures(), key=lambda f: len(f.claims))
        assert {case.claim(c).claim.claimant.words for c in figure.claims} == {"UCDP GED", "ACLED"}  # type: ignore[union-attr]
        assert any(r.kind == "revises" for r in figure.relations)
        assert case.verify().findings == ()


def test_bulletins_are_protected_unless_told_otherwise(tmp_path: Path, write: Callable[..., Path]) -> None:
    path = write(
        "b.csv",
        "id,title,source_link\n5,40 people were killed in Orvale.,https://posts.example/7\n6,Quiet,https://posts.example/8\n",
    )
    for name, more, hidden in (("kept", (), True), ("open", ("--open",), False)):
        run("init", tmp_path / name)
        run("import", tmp_path / name, path, *more)
        with Case.open(str(tmp_path / name)) as case:
            assert case.is_protected("bayanat-5") is hidden
            assert case.count_claims() == 1
