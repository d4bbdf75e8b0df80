"""The lexicon of cues: every entry can be looked up, and nearly every one is read in a plain sentence of its frame."""

import pytest

from counterclaim.claims.attribution import attribute
from counterclaim.claims.attribution_words import table
from counterclaim.claims.cues import forms_of, lexicon
from counterclaim.claims.parsing import parse
from counterclaim.claims.speakers_lexicon import is_event, is_speaker, kind_of

# The parser reads a few verbs as something else even in a plain sentence; a twentieth of the entries may be lost to it.
PARSER_MISSES = 0.05

FRAMES = {
    "clause": "The governor {past} that the bridge was closed.",
    "quote": "“The bridge was closed after the storm,” the governor {past}.",
    "infinitive": "The governor {past} to close the bridge.",
    "object_infinitive": "The governor {past} the engineers to close the bridge.",
    "number": "The governor {past} at least 40 deaths in the town.",
    "for": "The governor {past} for a truce.",
    "about": "The governor {past} about the truce.",
}


def past(row: dict[str, str]) -> str:
    if row["forms"]:
        return row["forms"].split()[0]
    forms = forms_of(row["cue"])
    return next(form for form in sorted(forms, key=len) if form.endswith("ed"))


@pytest.mark.parametrize("frame", FRAMES)
def test_verbs_are_read_in_their_frame(frame: str) -> None:
    rows = [row for row in table("cues.csv") if row["part"] == "verb" and frame in row["frames"].split()]
    texts = [FRAMES[frame].format(past=past(row)) for row in rows]
    misses = []
    for row, doc in zip(rows, parse(texts), strict=True):
        found = attribute(doc)
        source = [doc.text[start:end].lower() for one in found for start, end in one.source]
        if "the governor" not in source:
            misses.append(row["cue"])
    assert len(misses) <= max(1, PARSER_MISSES * len(rows)), f"{len(misses)} of {len(rows)}: {misses}"


@pytest.mark.parametrize("part", ["verb", "noun", "adjective", "preposition"])
def test_every_entry_can_be_looked_up(part: str) -> None:
    rows = [row["cue"] for row in table("cues.csv") if row["part"] == part]
    assert rows
    assert [cue for cue in rows if lexicon()[part][cue].word != cue] == []


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("say", "says"),
        ("deny", "denies"),
        ("deny", "denied"),
        ("admit", "admitted"),
        ("agree", "agreed"),
        ("state", "stating"),
        ("express", "expresses"),
        ("quote", "quoted"),
    ],
)
def test_inflection(verb: str, form: str) -> None:
    assert form in forms_of(verb)


def test_irregular_past_replaces_the_regular_one() -> None:
    assert {"said", "saying"} <= forms_of("say", ("said",))
    assert "sayed" not in forms_of("say", ("said",))


def test_cues_stand_once_a_part_of_speech() -> None:
    keys = [(row["cue"], row["part"]) for row in table("cues.csv")]
    assert len(keys) == len(set(keys))


def test_speakers_stand_once_and_events_do_not_speak() -> None:
    rows = table("speakers.csv")
    assert len({row["word"] for row in rows}) == len(rows)
    for row in rows:
        assert kind_of(row["word"]) == row["kind"]
        assert is_speaker(row["word"]) is not is_event(row["word"])
