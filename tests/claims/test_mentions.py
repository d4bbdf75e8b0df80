"""Mentions of places: which words are one, what the gazetteer knows of them, what contains them."""

import pytest

from counterclaim.claims.about import countries_of
from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions import Mention, Mentions
from counterclaim.claims.parsing import parse
from counterclaim.places import default_gazetteer


def found(text: str) -> tuple[Columns, list[Mention]]:
    columns = Columns(next(parse([text])))
    gazetteer = default_gazetteer()
    return columns, Mentions(columns, gazetteer, countries_of(columns, gazetteer)).chains()


def words(text: str) -> list[str]:
    columns, mentions = found(text)
    return [columns.text(m.start, m.end) for m in mentions]


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("Shells fell on Sirte in Libya.", "Sirte"),
        ("They seized rebel-held Zuwara in Libya.", "rebel-held Zuwara"),
        ("A bomb went off in the Libyan town of Gharyan.", "the Libyan town of Gharyan"),
        ("Fighting shook Libyas Misrata.", "Libyas Misrata"),
        ("Fighting shook Libya's Misrata.", "Libya's Misrata"),
        ("Jets hit the Qaddur Wells village in Libya.", "the Qaddur Wells village"),
        ("A rocket attack on Qarzum in Libya shook them.", "Qarzum"),
        ("Two died east of the city.", "east of the city"),
        ("People fled Sirte, Derna and Zuwara in Libya.", "Sirte, Derna and Zuwara"),
        ("Shells hit Sirte Derna and Zuwara in Libya.", "Sirte Derna and Zuwara"),
        ("About 40 were trapped in Al Qarzum and Al Mushtal areas.", "Al Qarzum and Al Mushtal areas"),
        ("A strike hit Al Qarzum refugee camp in Libya.", "Al Qarzum refugee camp"),
        ("Some returned to FATA in Pakistan.", "FATA"),
        ("In  Sri  Lanka,  the  storm  killed  ten.", "Sri  Lanka"),
    ],
)
def test_a_mention(text: str, mentioned: str) -> None:
    assert mentioned in words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Six Ahrar al-Sham members died.",
        "Fighters of Jabhat Tripoli fell.",
        "The Benghazi Brigades denied it.",
        "The Front for the Liberation of Libya spoke.",
        "Colonel Rami Zuwari said so.",
        "On Monday in March the UN spoke.",
        "Thirteen villages burnt.",
        "The storm entered the Area of Responsibility.",
        "They buried them at their homes.",
        "The last quarter was bad.",
        "ARMY SAYS IT WON.",
    ],
)
def test_no_mention(text: str) -> None:
    assert [m for m in found(text)[1] if m.core] == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ten died in the provinces of Taiz and Ibb in Yemen.", "Taiz", "admin1"),
        ("Ten died in southern Gaza.", "Gaza Strip", "region"),
        ("Ten died in the town of Dair al Balah in the Gaza Strip.", "Deir al-Balah", "town"),
        ("LibyaŠ—Ès 22 districts were hit.", "Libya", "country"),
    ],
)
def test_what_the_gazetteer_knows_of_a_mention(text: str, name: str, kind: str) -> None:
    entry = found(text)[1][0].entry
    assert entry is not None
    assert (entry.name, entry.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Ten died in Qarzum village in Derna district, Libya.", ["Qarzum", "Derna", "Libya"]),
        ("Ten died in Zuwara, the rebel-held town west of Tripoli in Libya.", ["Zuwara", "Tripoli", "Libya"]),
        ("Ten died in Zuwara while others fled Tripoli in Libya.", ["Zuwara"]),
    ],
)
def test_what_contains_a_mention(text: str, chain: list[str]) -> None:
    mention: Mention | None = found(text)[1][0]
    cores = []
    while mention is not None:
        cores.append(mention.core)
        mention = mention.within
    assert cores == chain


def test_a_quarter_is_no_province_of_that_name() -> None:
    mention = found("A bomb hit the Wasit neighbourhood in Baghdad in Iraq.")[1][0]
    assert mention.entry is None


def test_names_are_found_in_wire_copy_that_lost_its_capitals() -> None:
    text = (
        "The ministry of defence of peru said that the army killed seven rebels in huancayo in the department of junin on sunday, "
        "and that nine others had been arrested near la oroya after a long fight with the union of farm workers of the valley."
    )
    cores = [m.core for m in found(text)[1] if m.core]
    assert {"huancayo", "la oroya"} <= set(cores)
    assert "union" not in cores
