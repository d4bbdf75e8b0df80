"""Names for groups: words, target, speaker, tone; and words that are no such names. Maraq and its war are invented."""

from pathlib import Path

import pytest

from counterclaim.claims.actors import Actor, general_actors
from counterclaim.claims.attribution import attribute
from counterclaim.claims.attribution_words import table
from counterclaim.claims.labels import labels
from counterclaim.claims.labels_lexicon import terms
from counterclaim.claims.parsing import parser
from counterclaim.errors import InputError
from counterclaim.model import Label


def read(text: str) -> list[Label]:
    doc = parser()(text)
    return labels(doc, attribute(doc))


def rows(text: str) -> list[tuple[str, str, str | None, str]]:
    return [
        (each.words.words, each.target, each.speaker and each.speaker.words, each.tone.value) for each in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebel fighters left the port.", [("Rebel fighters", "armed opposition", None, "neutral")]),
        ("The terrorists left the port.", [("terrorists", "armed group", None, "hostile")]),
        ("The brutal Maraqi regime fell.", [("brutal Maraqi regime", "government", None, "hostile")]),
        (
            "Die-hard anti-government troops stayed.",
            [("Die-hard anti-government troops", "armed opposition", None, "hostile")],
        ),
        (
            "“Irreconcilable gangs fired on us from the hills,” the Chadian statement said.",
            [("Irreconcilable gangs", "armed group", "the Chadian statement", "hostile")],
        ),
        (
            "In the eyes of the junta, everyone who resisted was a terrorist.",
            [("junta", "government", None, "hostile"), ("terrorist", "armed group", "the junta", "hostile")],
        ),
        # In indirect speech plain words are the reporter's, words that take a side the teller's.
        ("The army said that rebels held the bridge.", [("rebels", "armed opposition", None, "neutral")]),
        ("The army said that bandits held the bridge.", [("bandits", "armed group", "The army", "hostile")]),
        (
            "The army said that bandits held the bridge. The bandits had come at night.",
            [("bandits", "armed group", None, "hostile"), ("bandits", "armed group", None, "hostile")],
        ),
        (
            "The army spoke of the so-called Hill Front.",
            [("so-called Hill Front", "Hill Front", "The army", "hostile")],
        ),
        ("Terrorists of the Hill Front left.", [("Terrorists", "Hill Front", None, "hostile")]),
        ("Shells fell among innocent civilians.", [("innocent civilians", "civilians", None, "sympathetic")]),
        ("Islamic State terrorists left.", [("terrorists", "Islamic State", None, "hostile")]),
        ("The Chadian regime sent troops.", [("regime", "government of Chad", None, "hostile")]),
        ("The freedom fighters sang.", [("freedom fighters", "armed opposition", None, "sympathetic")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A fighter jet crossed the border.",
        "The sanctions regime was renewed.",
        "There was strong opposition to the plan.",
        "The group met on Monday.",
        "Resistance to antibiotics grows.",
        "They rebel against the tax.",
        "",
    ],
)
def test_no_name(text: str) -> None:
    assert rows(text) == []


def test_words_quoted_again_keep_their_speaker() -> None:
    text = (
        "“There remain groups of irreconcilable gangs in the hills,” the envoy said.\n\n"
        "The words “irreconcilable gangs” tell much about the talks."
    )
    assert [row[2] for row in rows(text)] == ["the envoy", "the envoy"]


def test_distanced_word_belongs_to_the_state_that_the_paragraph_speaks_of() -> None:
    text = "Kenya’s intervention widened the war. Everyone is lumped together under the label of “terrorist”."
    assert rows(text)[-1][2] == "Kenya"


def test_a_case_adds_its_own_actors(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,aliases,kind\nHill Front,HFM,armed_group\n", encoding="utf-8")
    text = "HFM militants left the port."
    doc = parser()(text)
    (label,) = labels(doc, attribute(doc), actors=general_actors().with_file(path))
    assert label.target == "Hill Front"


def test_the_only_armed_group_of_the_case_is_whom_its_words_name() -> None:
    own = general_actors().with_actors([Actor("Hill Front", "armed_group", ("Hill Front",))])
    text = "The Hill Front left the port. The terrorists had mined it."
    doc = parser()(text)
    assert [label.target for label in labels(doc, attribute(doc), actors=own)] == ["Hill Front"]


def test_faults_of_an_actor_file_come_together(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,aliases,kind\n,HFM,armed_group\nHill Front,HFM,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"row 2: name empty.*\n.*row 3: kind empty"):
        general_actors().with_file(path)


def test_actor_file_without_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("aliases\nHill Front\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column `name`, `kind`"):
        general_actors().with_file(path)


def test_longest_name_wins() -> None:
    found = [mention.actor.name for mention in general_actors().mentions("Islamic State left South Sudan")]
    assert found == ["Islamic State", "South Sudan"]


def test_own_actors_go_before_general_ones() -> None:
    own = general_actors().with_actors([Actor("Chad (port authority)", "state", ("Chad",))])
    assert [mention.actor.name for mention in own.mentions("Chad agreed")] == ["Chad (port authority)"]


@pytest.mark.parametrize(
    "row", [row for row in table("labels.csv") if row["part"] == "noun"], ids=lambda row: row["term"]
)
def test_every_noun_of_the_lexicon_is_found(row: dict[str, str]) -> None:
    """Each entry in use, in the frame "Some TERM were seen": its tone and no other's."""
    found = read(f"We met the {row['term']} there.")
    assert [each.tone.value for each in found] == [row["tone"]], found


@pytest.mark.parametrize(
    "row", [row for row in table("labels.csv") if row["part"] == "modifier"], ids=lambda row: row["term"]
)
def test_every_modifier_of_the_lexicon_is_found(row: dict[str, str]) -> None:
    found = read(f"We met {row['term']} fighters there.")
    assert found
    assert found[0].words.words == f"{row['term']} fighters"
    assert found[0].tone.value == row["tone"]


def test_lexicon_has_no_entry_twice() -> None:
    keys = [(row["term"], row["part"]) for row in table("labels.csv")]
    assert len(keys) == len(set(keys))
    assert terms().modifiers
