"""Invented lists: their truth, their dependence, and that profiles do what they say."""

import pytest

from counterclaim.victims.generator import ListProfile, generate

TWO = [ListProfile("one", 0.5), ListProfile("two", 0.4, script="latin", father=0.0, birth_date=0.0, unnamed=0.0)]


@pytest.fixture(scope="module")
def made():
    return generate(TWO, 2000, seed=2)


def test_the_same_seed_gives_the_same_lists(made):
    again = generate(TWO, 2000, seed=2)
    assert all(again.tables[name].equals(table) for name, table in made.tables.items())


def test_everybody_is_on_a_list_or_on_none(made):
    assert made.documented + made.undocumented == made.total == 2000
    assert 400 < made.undocumented < 800  # .5 times .6 of 2,000 is 600


def test_each_record_has_its_person(made):
    assert set(made.truth) == {record for table in made.tables.values() for record in table["record"]}


def test_a_profile_is_kept(made):
    two = made.tables["two"]
    assert (two["birth_date"] == "").all()
    assert two["name"].map(str.isascii).all()
    assert 0.36 < len(two) / made.total < 0.44


def test_dependence_makes_lists_overlap_more():
    def both(dependence):
        made = generate(TWO, 2000, seed=2, dependence=dependence)
        return len(made.truth) - made.documented

    assert both(2.0) > both(0.0) * 1.2


def test_duplicates_are_two_records_of_one_person():
    made = generate([ListProfile("one", 0.5, duplicates=0.1)], 1000, seed=3)
    assert len(made.truth) - made.documented == pytest.approx(0.1 * made.documented, abs=1)
