"""Which number belongs to which harm: tables of sentences, and every entry of the lexicon of harm in use."""

import pytest

from counterclaim.claims.lexicon import records, rows
from tests.claims.reading import harms

#: the parser misreads some plain sentences of any template: so many entries of a lexicon may be lost to it
PARSER_MISSES = 0.05


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # active, passive, reduced, gerund, headline
        ("Shelling killed 12 people in the port.", [("12", "killed")]),
        ("At least 12 people were killed in the port.", [("At least 12", "killed")]),
        ("12 people killed in port shelling", [("12", "killed")]),
        ("A blast hit the port, killing 12 people and wounding 30.", [("12", "killed"), ("30", "injured")]),
        ("11 killed 25 injured in raid on port", [("11", "killed"), ("25", "injured")]),
        ("10 civilians killed 15 injured in rocket attacks", [("10", "killed"), ("15", "injured")]),
        ("The blast killed 13 and 106 injured were taken away.", [("13", "killed"), ("106", "injured")]),
        ("Twelve people died and 30 others were hurt.", [("Twelve", "killed"), ("30", "injured")]),
        ("The raid left 12 people dead and 30 wounded.", [("12", "killed"), ("30", "injured")]),
        # nouns, tolls, light verbs, idioms
        ("The death toll has risen to 48.", [("48", "killed")]),
        ("The war caused 12,000 deaths.", [("12,000", "killed")]),
        ("He spoke of the killing of 12 farmers.", [("12", "killed")]),
        ("The war claimed the lives of 129 soldiers and 116 rebels.", [("129", "killed"), ("116", "killed")]),
        ("Nine nurses lost their lives.", [("Nine", "killed")]),
        # parts and wholes
        ("34 people were killed, 6 of them children.", [("34", "killed"), ("6", "killed")]),
        ("Ten children were among 48 people killed.", [("Ten", "killed"), ("48", "killed")]),
        (
            "Three people were killed elsewhere, one in the port and a second in the valley.",
            [("Three", "killed"), ("one", "killed"), ("a second", "killed")],
        ),
        # one person
        ("Soldiers shot dead a shepherd.", [("a", "killed")]),
        # movement
        ("About 310 households fled the valley.", [("About 310", "displaced")]),
        ("4.8 million people have fled the country.", [("4.8 million", "refugees")]),
        ("Some 900 patients were evacuated from the port.", [("Some 900", "evacuated")]),
        ("Up to 300,000 people are besieged in the port.", [("Up to 300,000", "besieged")]),
        ("More than 57,000 people returned home.", [("More than 57,000", "returned")]),
        ("Police arrested 40 students.", [("40", "detained")]),
        ("Gunmen kidnapped six engineers.", [("six", "abducted")]),
        ("Seven sailors are missing.", [("Seven", "missing")]),
        # a list whose numbers differ in harm, also without commas
        (
            "At least 20 people were killed including 13 civilians and more than 30 wounded in the blasts.",
            [("At least 20", "killed"), ("13", "killed"), ("more than 30", "injured")],
        ),
        ("The death toll from the raids has risen to 13 and 106 injured.", [("13", "killed"), ("106", "injured")]),
        ("The number of villagers who have been killed has become 40.", [("40", "killed")]),
        ("Of the 14 dead, six were soldiers.", [("14", "killed"), ("six", "killed")]),
        ("He named the killers of the six priests.", [("six", "killed")]),
        (
            "He spoke of the murder of the rector, her driver, five lecturers, and two cooks.",
            [("five", "killed"), ("two", "killed")],
        ),
        ("Gunmen kidnapped 15 bus passengers.", [("15", "abducted")]),
        ("One of the wounded died.", [("One", "killed")]),
        ("Six boys were playing. One of them died.", [("One", "killed")]),
        # a harm told in the next sentence
        ("Forty families came to the school. All had lost their homes.", [("Forty", "displaced")]),
        ("Six boys were playing. They were shot dead by soldiers.", [("Six", "killed")]),
        ("Nine people were on the boat. All of them drowned.", [("Nine", "killed")]),
        # what damage leaves of a number, and of a sentence
        ("Some 3, 500 families were displaced by the flood.", [("Some 3, 500", "displaced")]),
        ("About 3,500people fled the flood.", [("About 3,500", "displaced")]),
        ("IDPs in Kell: 4,500", [("4,500", "displaced")]),
        ("about 14,000 in the port, between March and May. IDPs sleep in schools.", [("about 14,000", "displaced")]),
        # a count told of those that another count was told of
        (
            "Some 31,000 people fled the valley. The governor put the figure at 9,000.",
            [("Some 31,000", "displaced"), ("9,000", "displaced")],
        ),
        ("The front said 40 soldiers died; the army gave a lower figure of 12.", [("40", "killed"), ("12", "killed")]),
        ("The ministry put the dead at 23 and the wounded at 60.", [("23", "killed"), ("60", "injured")]),
        ("Officials estimate the missing at more than 100.", [("more than 100", "missing")]),
        ("The displaced number about 9,000.", [("about 9,000", "displaced")]),
        ("Officials raised the toll from 12 to 15.", [("12", "killed"), ("15", "killed")]),
        ("The blast killed from 12 to 15 people.", [("from 12 to 15", "killed")]),
        # nobody, and shares of a number
        ("No one was hurt in the blast.", [("No one", "injured")]),
        ("Nobody was killed.", [("Nobody", "killed")]),
        ("No civilians were harmed.", [("No", "killed_or_injured")]),
        ("Three quarters of the town's 40,000 people have fled.", [("Three quarters of the", "displaced")]),
        ("Most of the 300 passengers drowned.", [("Most of the", "killed")]),
        # a verb that the report will not call its own
        ('Its forces "neutralised" 35 militants.', [("35", "killed")]),
        ("The brigade lost two of its own.", [("two", "killed")]),
        ('"We buried 14 people today," he said.', [("14", "killed")]),
        # both harms, and an elided one
        ("The raid killed or wounded 20 people.", [("20", "killed_or_injured")]),
        (
            "Norland puts the number of evacuees at 9,000 while Sarreth said the number of civilians was 7,000.",
            [("9,000", "evacuated"), ("7,000", "evacuated")],
        ),
    ],
)
def test_numbers_take_the_harm_of_their_clause(text: str, expected: list[tuple[str, str]]) -> None:
    assert harms(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army sent 300 soldiers to the port.",
        "Two besieged villages were relieved.",
        "Three suicide bombers attacked the port.",
        "The raid destroyed 40 houses and 12 tanks.",
        "The 12-year-old boy lives 30 km from the port.",
        "He paid $45 million for 12 per cent.",
        "The wives of five fighters were in the port.",
        "Brigade 12 shelled the port on 4 May 2014 at 8:30.",
        "Nobody knows why the fighting began 12 days ago.",
        "The council of 12 members met.",
        "One of the worst days of the war.",
        "Three hundred soldiers left. They captured the town.",
        "Twelve officials met. They spoke at length.",
    ],
)
def test_other_numbers_are_no_claims(text: str) -> None:
    assert harms(text) == []


def test_who_does_it_is_not_who_suffers_it() -> None:
    assert harms("Three gunmen killed at least two people.") == [("at least two", "killed")]


def _missed(cases: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(text, harm) for text, harm in cases if harm not in [found for _, found in harms(text)]]


def test_every_verb_of_harm_is_read_in_its_forms() -> None:
    cases = []
    for row in rows("harm_verbs"):
        if row["role"] == "object":
            cases.append((f"Gunmen {row['past']} 12 farmers in the valley.", row["harm"]))
            cases.append((f"In the valley 12 farmers were {row['participle']}.", row["harm"]))
        else:
            cases.append((f"At least 12 farmers {row['past']} in the valley.", row["harm"]))
    missed = _missed(cases)
    assert len(missed) <= PARSER_MISSES * len(cases), missed


_NOUN_FRAMES = {
    "count": "The office counted 12 {form} in the valley.",
    "people": "The office counted 12 {form} in the valley.",
    "event": "He condemned the {form} of 12 farmers.",
    "state": "Some 12 farmers were {form} after the storm.",
    "toll": "The {form} rose to 12 after the storm.",
}


def test_every_noun_of_harm_is_read_in_its_frame() -> None:
    cases = [(_NOUN_FRAMES[row["frame"]].format(form=row["form"]), row["harm"]) for row in rows("harm_nouns")]
    missed = _missed(cases)
    assert len(missed) <= PARSER_MISSES * len(cases), missed


@pytest.mark.parametrize("row", records("harm_phrases"), ids=lambda row: row["name"])
def test_every_phrase_of_harm_is_read_and_its_counterexample_is_not(row: dict[str, str]) -> None:
    assert row["harm"] in [harm for _, harm in harms(row["example"])]
    assert row["harm"] not in [harm for _, harm in harms(row["counterexample"])]
