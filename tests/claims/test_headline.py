"""Which claims lead: one for each harm, the other side's beside it, a mixed total by its parts."""

from tests.claims.reading import reading


def leads(text: str) -> list[str]:
    return [f"{c.quantity.words} {c.category.value}" for c in reading(text).claims if c.headline]


def test_the_first_figure_of_an_event_leads_and_a_total_never_does() -> None:
    assert leads("Blast kills 12 people in port\n\nThe war has killed 90,000 people. Nine people died on Sunday.") == [
        "12 people"
    ]


def test_one_claim_leads_for_each_harm() -> None:
    assert leads("A blast killed 12 people and wounded 30 people.") == ["12 people", "30 people"]


def test_the_other_sides_losses_lead_beside() -> None:
    assert leads("Shelling killed 12 civilians. Four rebels were also killed.") == ["12 civilians", "Four fighters"]


def test_a_mixed_total_is_led_by_its_parts() -> None:
    text = "9 dead in clashes\n\nAt least nine people were killed. Four civilians were killed. Five rebels were killed."
    assert leads(text) == ["Four civilians", "Five fighters"]


def test_a_bare_number_is_led_by_its_fuller_telling() -> None:
    assert leads("8 killed in clash\n\nEight rebel fighters were killed in the hills on Monday.") == ["Eight fighters"]


def test_vague_numbers_and_parts_do_not_lead_where_a_whole_is_told() -> None:
    assert leads("Dozens of people were killed. The army said 40 people were killed, including 3 children.") == [
        "40 people"
    ]


def test_denied_and_expected_figures_do_not_lead() -> None:
    assert leads("The ministry denied that 30 civilians were killed. Some 300 men will be evacuated.") == []


def test_the_armed_part_of_a_mixed_total_leads_beside_it() -> None:
    assert leads("A blast killed 20 people, including seven soldiers.") == ["20 people", "seven soldiers"]


def test_a_single_death_that_opens_a_report_is_no_part_of_an_older_total() -> None:
    text = (
        "A woman was killed by a bomb in the port on Saturday. The bomb went off on a bus, and the wounded were taken away by "
        "boat. The mayor was not there, nor was the head of the council, who had left for home. On Tuesday a raid killed 100 civilians."
    )
    assert leads(text) == ["A women"]
