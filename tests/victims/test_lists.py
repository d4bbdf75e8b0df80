"""Lists read: columns recognised, cells kept as written, every fault at once, bad input answered in words."""

import numpy as np
import pandas as pd
import pytest

from counterclaim.errors import InputError, UsageError
from counterclaim.victims.columns import mapping_of, recognise
from counterclaim.victims.dates import ages, heaping, parse, without_placeholders
from counterclaim.victims.lists import read_lists, rows_of
from counterclaim.victims.standard import standardise


@pytest.mark.parametrize(
    ("headers", "field", "header"),
    [
        (["Full Name", "DOB"], "name", "Full Name"),
        (["الاسم", "العمر"], "age", "العمر"),
        (["اسم الأب", "الاسم"], "father", "اسم الأب"),
        (["Date of Birth", "name"], "birth_date", "Date of Birth"),
        (["name", "full_name"], "name", "name"),
    ],
)
def test_columns_are_known_by_their_headers(headers, field, header):
    assert recognise(headers)[field] == header


def test_a_mapping_overrules_a_known_header():
    assert recognise(["name", "victim text"], {"name": "victim text"})["name"] == "victim text"


def test_a_mapping_names_known_fields_only():
    with pytest.raises(UsageError, match="no field nmae"):
        recognise(["x"], {"nmae": "x"})


def test_a_mapping_has_an_equals_sign():
    with pytest.raises(UsageError, match="FIELD=HEADER"):
        mapping_of(["name"])


def test_cells_stay_as_written_beside_what_was_read(tmp_path):
    (tmp_path / "a.csv").write_text("record,name,age\nr1,  Samer   al-Haddad ,٣٤\n", "utf-8")
    (one,) = read_lists([tmp_path / "a.csv"])
    assert one.record(0).written == {"name": "  Samer   al-Haddad ", "age": "٣٤", "record": "r1"}
    assert standardise([one]).rows.loc[0, "given"] == "samer"


def test_every_fault_of_every_list_is_told_at_once(tmp_path):
    (tmp_path / "a.csv").write_text("age\n3\n", "utf-8")
    (tmp_path / "b.csv").write_text("name,age\n", "utf-8")
    (tmp_path / "c.csv").write_text("name,age\n12345,3\n2345,4\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_lists([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv", tmp_path / "d.csv"])
    told = str(caught.value)
    assert "no column of names" in told
    assert "holds no rows" in told
    assert "hold no letters" in told
    assert "no such file" in told


def test_the_same_file_twice_is_a_fault(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("name\nSamer Haddad\n", "utf-8")
    with pytest.raises(InputError, match="is the same file as a"):
        read_lists([tmp_path / "a.csv", tmp_path / "b.csv"])


def test_repeated_record_ids_are_a_fault_that_names_no_value(tmp_path):
    (tmp_path / "a.csv").write_text("record,name\nsecret-1,Samer Haddad\nsecret-1,Rana Haddad\n", "utf-8")
    with pytest.raises(InputError, match="record 2: its record id stands in another row") as caught:
        read_lists([tmp_path / "a.csv"])
    assert "Haddad" not in str(caught.value)


def test_lists_that_both_count_their_rows_from_one_are_told_apart(tmp_path):
    (tmp_path / "clinic.csv").write_text("record,name\n1,Samer Haddad\n2,Rana Haddad\n", "utf-8")
    (tmp_path / "police.csv").write_text("record,name\n1,Adel Nouri\n7,Rana Haddad\n", "utf-8")
    clinic, police = read_lists([tmp_path / "clinic.csv", tmp_path / "police.csv"])
    assert list(clinic.cells["record"]) == ["1", "2"]
    assert list(police.cells["record"]) == ["police-1", "police-7"]
    assert any("told as police-ID" in note for note in police.notes)


def test_ids_of_lists_that_share_none_are_copied_unchanged(tmp_path):
    (tmp_path / "clinic.csv").write_text("record,name\n1,Samer Haddad\n", "utf-8")
    (tmp_path / "police.csv").write_text("record,name\n2,Samer Haddad\n", "utf-8")
    lists = read_lists([tmp_path / "clinic.csv", tmp_path / "police.csv"])
    assert [list(one.cells["record"]) for one in lists] == [["1"], ["2"]]


def test_ragged_rows_are_told_by_number(tmp_path):
    (tmp_path / "a.csv").write_text("name,age\nSamer,3\nRana,4,5\n", "utf-8")
    with pytest.raises(InputError, match="row 3"):
        read_lists([tmp_path / "a.csv"])


def test_mixed_encodings_are_read_line_by_line_and_counted(tmp_path):
    (tmp_path / "a.csv").write_bytes("name,age\nسامر الحداد,3\n".encode() + "رنا الحداد,4\n".encode("cp1256"))
    (one,) = read_lists([tmp_path / "a.csv"])
    assert one.cells["name"].tolist() == ["سامر الحداد", "رنا الحداد"]
    assert "1 of 4 lines are not UTF-8" in one.notes[0]


@pytest.mark.parametrize("kind", ["xlsx", "json", "parquet", "csv"])
def test_every_format_gives_the_same_cells(tmp_path, kind):
    table = pd.DataFrame({"record": ["r1", "r2"], "name": ["سامر الحداد", "Rana Zayd"], "age": ["3", "44"]})
    path = tmp_path / f"list.{kind}"
    match kind:
        case "xlsx":
            table.to_excel(path, index=False)
        case "json":
            table.to_json(path, orient="records", force_ascii=False)
        case "parquet":
            table.to_parquet(path)
        case _:
            table.to_csv(path, index=False)
    (one,) = read_lists([path])
    assert one.cells[["record", "name", "age"]].equals(table)


def test_records_are_made_where_a_list_has_none():
    assert rows_of("mine", pd.DataFrame({"name": ["Samer Haddad"]})).cells["record"].tolist() == ["mine-1"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2001-02-03"], "2001-02-03"),
        (["2001-02-03 00:00:00"], "2001-02-03"),
        (["3/2/2001", "25/12/2000"], "2001-02-03"),
        (["2/3/2001", "12/25/2000"], "2001-02-03"),
        (["36925"], "2001-02-03"),  # a day number of Excel
        (["٢٠٠١-٠٢-٠٣"], "2001-02-03"),
        (["3-Feb-2001"], "2001-02-03"),
        (["2001"], None),
        (["31/02/2001"], None),
        (["soon"], None),
    ],
)
def test_dates_are_read_in_the_ways_people_write_them(cells, expected):
    assert parse(pd.Series(cells)).day[0] == expected


def test_a_birthday_that_is_far_too_common_is_a_placeholder_but_keeps_its_year():
    rng = np.random.default_rng(1)
    real = [f"{1950 + rng.integers(60)}-{1 + rng.integers(12):02d}-{1 + rng.integers(28):02d}" for _ in range(900)]
    dates = without_placeholders(parse(pd.Series([*real, *[f"{1950 + i % 60}-01-01" for i in range(100)]])))
    assert dates.day[950] is None
    assert dates.year[950] == 1950 + 50
    assert sum(day is not None for day in dates.day[:900]) > 890


@pytest.mark.parametrize(
    ("cell", "age"), [("34", 34), ("٣٤", 34), ("6 months", 0.5), ("20-30", 25), ("old", None), ("430", None)]
)
def test_ages_are_read(cell, age):
    found = ages(pd.Series([cell]))[0]
    assert np.isnan(found) if age is None else found == pytest.approx(age)


def test_heaping_is_one_without_preference_and_five_where_all_end_in_fives():
    assert heaping(pd.Series(np.tile(np.arange(23, 63), 10).astype(float))) == pytest.approx(1.0)
    assert heaping(pd.Series([25.0, 30.0] * 60)) == pytest.approx(5.0)


def test_an_age_and_a_birth_date_give_the_same_year():
    one = rows_of(
        "one",
        pd.DataFrame(
            {
                "name": ["Samer Haddad"] * 30,
                "birth_date": [f"1980-06-{day:02d}" for day in range(1, 31)],
                "age": ["41"] * 30,
            }
        ),
    )
    two = rows_of("two", pd.DataFrame({"name": ["Samer Haddad"], "age": ["41"]}))
    years = standardise([one, two]).rows["birth_year"]
    assert years.iloc[-1] == pytest.approx(1980, abs=1)


def test_the_same_rows_in_another_file_are_a_fault(tmp_path):
    table = pd.DataFrame({"name": ["Samer Haddad", "Rana Zayd"], "age": ["3", "44"]})
    table.to_csv(tmp_path / "a.csv", index=False)
    table.iloc[::-1].to_excel(tmp_path / "b.xlsx", index=False)
    with pytest.raises(InputError, match="b: has the same rows as a"):
        read_lists([tmp_path / "a.csv", tmp_path / "b.xlsx"])


def test_a_column_of_sexes_is_no_column_of_names(tmp_path):
    (tmp_path / "a.csv").write_text("name,sex\nm,Samer Haddad\nf,Rana Zayd\n", "utf-8")
    with pytest.raises(InputError, match="'name' hold a sex, not a name"):
        read_lists([tmp_path / "a.csv"])


def test_what_a_spreadsheet_made_of_dates_and_ages_is_read_or_counted():
    table = pd.DataFrame(
        {
            "name": ["Samer Haddad", "Rana Zayd", "Omar Tarek", "Lina Fares"],
            "birth_date": [
                "36526",
                "19990203",
                "05/03/1990 00:00",
                "#####",
            ],  # a serial, a number, a time, a narrow column
            "age": ["24", "5-Mar", "34", ""],  # the range 3-5, taken for a day
        }
    )
    read = standardise([rows_of("a", table)])
    assert read.rows["birth_date"].tolist()[:3] == ["2000-01-01", "1999-02-03", "1990-03-05"]
    assert any("1 dates cannot be read" in note for note in read.notes)
    assert any("1 ages cannot be read" in note for note in read.notes)


def test_columns_half_empty_are_compared_where_they_speak():
    table = pd.DataFrame({"name": ["Samer Haddad", "Rana Zayd"] * 30, "age": ["30", ""] * 30})
    assert standardise([rows_of("a", table)]).rows["birth_year"].notna().sum() == 30
