"""Who is counted: status, sex, age group and occupation apart, and the category that sums them up."""

import pytest

from counterclaim.claims.actors import Actor, general_actors
from counterclaim.claims.lexicon import rows
from counterclaim.claims.noise import repair
from counterclaim.claims.parsing import parser
from counterclaim.claims.people import category_of, people_of
from counterclaim.claims.read import read_parsed
from counterclaim.model import Category, People, Report
from tests.claims.categories import CATEGORIES
from tests.claims.reading import reading


@pytest.mark.parametrize(
    ("said", "category", "people"),
    [
        ("civilians", "civilians", People(status="civilian")),
        ("people", "people", People()),
        ("girls", "children", People(sex="female", age_group="child")),
        ("women", "women", People(sex="female", age_group="adult")),
        ("women and children", "civilians", People()),
        ("rebel fighters", "fighters", People(status="fighter")),
        ("government fighters", "soldiers", People(status="soldier")),
        ("members of the Islamist group", "fighters", People(status="fighter")),
        ("members of the army", "soldiers", People(status="soldier")),
        ("policemen", "soldiers", People(status="soldier")),
        ("nurses", "medics", People(occupation="medic")),
        ("medical workers", "medics", People(status="civilian", occupation="medic")),
        ("photographers", "journalists", People(occupation="journalist")),
        ("farmers", "civilians", People(status="civilian")),
    ],
)
def test_words_for_people_tell_who_they_are(said: str, category: str, people: People) -> None:
    assert people_of(said) == people
    assert category_of(said, people) == category


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("The raid killed 12 soldiers and wounded 30 others.", ["soldiers", "soldiers"]),
        ("The raid killed 12 civilians and wounded 30.", ["civilians", "civilians"]),
        ("48 people were killed, among them 10 children.", ["people", "children"]),
        ("The raid killed 12 people. Most of the wounded were children.", ["people", "children"]),
        ("At least 33 members of the “Northern Militia” were killed.", ["fighters"]),
    ],
)
def test_what_is_not_said_again_is_taken_over(text: str, categories: list[str]) -> None:
    assert [claim.category.value for claim in reading(text).claims] == categories


@pytest.mark.parametrize(("text", "expected"), CATEGORIES)
def test_categories(text: str, expected: str) -> None:
    assert [claim.category.value for claim in reading(text).claims] == expected.split()


def test_a_party_of_the_case_tells_whose_members_were_counted() -> None:
    text = "The strike killed 14 members of the Sallow Order."
    own = general_actors().with_actors([Actor("Sallow Order", "armed_group", ("Sallow Order",))])
    (claim,) = read_parsed(Report("r", text), parser()(repair(text)), actors=own).claims
    assert claim.category is Category.FIGHTERS


@pytest.mark.parametrize(
    ("name", "status"),
    [("Shining Path", "fighter"), ("Tamil Tigers", "fighter"), ("Republican Guard", "soldier"), ("Arab League", None)],
)
def test_parties_of_the_world_tell_the_status_of_their_members(name: str, status: str | None) -> None:
    assert people_of(f"{name} members").status == status


def test_a_part_is_linked_to_its_whole() -> None:
    whole, part = reading("48 people were killed in the port, among them 10 children.").claims
    assert part.part_of == whole.id
    assert whole.part_of is None


def test_the_first_can_be_part_of_the_second() -> None:
    part, whole = reading("Ten children were among 48 people killed in the port.").claims
    assert part.part_of == whole.id
    assert whole.part_of is None


def test_families_are_counted_as_households_and_their_members_as_persons() -> None:
    claims = reading("Some 300 families fled. About 40 family members were evacuated.").claims
    assert [claim.quantity.unit.value for claim in claims] == ["households", "persons"]


def test_every_word_for_people_can_be_counted() -> None:
    missed = []
    for row in rows("persons"):
        word = row["plural"]
        verb = "evacuated" if word in ("homes", "houses") else "kidnapped"
        if word and not reading(f"Gunmen {verb} 12 {word} in the valley.").claims:
            missed.append(word)
    assert missed == []


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("It gave the civilian toll as 17.", "civilians"),
        ("The civilian death toll stands at 44, the mayor said.", "civilians"),
        ("Provisional toll of the civilian population: 17 killed.", "civilians"),
        ("The death toll stands at 44, the mayor said.", "people"),
        ("The civilian area was hit and the death toll rose to 44.", "people"),
    ],
)
def test_whose_toll_a_number_is(text, category):
    assert [claim.category.value for claim in reading(text).claims] == [category]
