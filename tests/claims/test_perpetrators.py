"""Who is blamed, and who only stands beside the harm or speaks of it. The sentences are in blame.py."""

import pytest

from counterclaim.claims.actors import Actor, general_actors
from counterclaim.claims.lexicon import rows
from counterclaim.claims.noise import repair
from counterclaim.claims.parsing import parser
from counterclaim.claims.read import read_parsed
from counterclaim.model import Report
from tests.claims import blame, blame_wars
from tests.claims.reading import reading

_TABLES = ("ACTIVE", "PASSIVE", "STRIKES", "CLAUSES", "NOMINAL", "LONG", "BARE")


@pytest.mark.parametrize(
    ("text", "blamed"),
    [pytest.param(*row, id=f"{name.lower()}-{k}") for name in _TABLES for k, row in enumerate(getattr(blame, name))],
)
def test_who_did_it_is_blamed(text: str, blamed: str) -> None:
    claims = reading(text).claims
    assert claims
    start = text.index(blamed)
    for claim in claims:
        found = claim.alleged_perpetrator
        assert found is not None, claim
        assert found.start < start + len(blamed), found
        assert start < found.end, found


@pytest.mark.parametrize(("text", "blamed"), blame_wars.BLAMED)
def test_who_did_it_is_blamed_in_the_manner_of_many_wars(text: str, blamed: str) -> None:
    start = text.index(blamed)
    found = [claim.alleged_perpetrator for claim in reading(text).claims]
    assert found
    assert all(span and span.start < start + len(blamed) and start < span.end for span in found), found


@pytest.mark.parametrize("text", [*blame.BLAMELESS, *blame_wars.NOBODY])
def test_bystanders_speakers_places_and_rescuers_are_not_blamed(text: str) -> None:
    claims = reading(text).claims
    assert claims
    assert [claim.alleged_perpetrator for claim in claims] == [None] * len(claims)


def test_the_rule_is_told() -> None:
    (claim,) = reading("Twelve people were killed by gunmen in the port.").claims
    assert [why.rule for why in claim.why if why.field == "alleged_perpetrator"] == ["agent of the harm"]


def test_a_party_of_the_case_is_known_by_its_alias() -> None:
    text = "Ten people were killed in a raid blamed on the hill lads."
    own = general_actors().with_actors([Actor("Sallow Order", "armed_group", ("Sallow Order", "hill lads"))])
    (claim,) = read_parsed(Report("r", text), parser()(repair(text)), actors=own).claims
    assert claim.alleged_perpetrator is not None
    assert claim.alleged_perpetrator.words == "the hill lads"


#: one sentence for each topic of blame.csv: with a word of the topic in it somebody is blamed, or nobody is
_FRAMES = {
    "body": ("The Kell {word} killed 12 people.", True),
    "group": ("The armed Kell {word} killed 12 people.", True),
    "machine": ("A {word} killed 12 people on the road.", True),
    "strike": ("The army's {word} killed 12 people.", True),
    "munition": ("The {word} fired by the rebels killed 12 people.", True),
    "arming": ("The {word} group killed 12 people.", True),
    "launched": ("12 people were killed by shells {word} by the rebels.", True),
    "attacks": ("The rebels {word} the port, killing 12 people.", True),
    "apart": ("12 people were killed in the port {word} by the army.", False),
    "cause": ("12 people were killed {word} a rebel attack.", True),
    "opens": ("12 people were killed {word} rebels shelled the port.", True),
    "fight": ("12 people were killed in the {word} between soldiers and rebels.", False),
    "accident": ("The army helicopter {word} on the road, killing 12 people.", False),
    "armed": ("The {word} bombing killed 12 people.", True),
    "natural": ("The {word} killed 12 people near an army camp.", False),
}
#: the parser misreads a few words of any list in a frame made for all of them
_PARSER_MISSES = 0.1


@pytest.mark.parametrize("topic", _FRAMES)
def test_every_word_of_the_lexicon_of_blame_is_in_use(topic: str) -> None:
    frame, blamed = _FRAMES[topic]
    words = [word for row in rows("blame") if row["topic"] == topic for word in row["words"].split()]
    missed = []
    for word in words:
        claims = reading(frame.format(word=word)).claims
        if not claims or (claims[0].alleged_perpetrator is not None) is not blamed:
            missed.append(word)
    assert len(missed) <= _PARSER_MISSES * len(words), missed
