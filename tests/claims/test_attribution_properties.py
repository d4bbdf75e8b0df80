"""Any text at all: no exception, every offset inside the text, sources apart from their cues."""

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims.attribution import attribute, nested
from counterclaim.claims.labels import labels
from counterclaim.claims.parsing import parser
from counterclaim.claims.speakers import voice_of

PIECES = [
    "The ministry said", "that 12 rebels", "were killed", "according to", "the mayor", '"', "“", "”", "'", "he added",
    "it", "who", "\n\n", "\n", ". ", ", ", ": ", " - ", "|", "monitor", "Monitor", "citing", "a doctor", "denied",
    "the brutal regime", "terrorists", "reportedly", "an attack", "told", "40", "(", ")", "says", "in the eyes of",
    "\u202e", "مراق", "12", "?", "...", "AND THE ARMY SAID", "\t",
]  # fmt: skip
REPORTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.text(max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(REPORTS)
def test_offsets_hold_in_any_text(text: str) -> None:
    doc = parser()(text)
    found = attribute(doc)
    for one in [*found, *nested(doc)]:
        assert one.content
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(text)
    for label in labels(doc, found):
        assert text[label.words.start : label.words.end] == label.words.words
        assert label.speaker is None or label.speaker.holds(text)


@settings(max_examples=100, deadline=None)
@given(REPORTS, st.data())
def test_a_voice_can_be_asked_for_anywhere(text: str, data: st.DataObject) -> None:
    doc = parser()(text)
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    voice = voice_of(doc, attribute(doc), (start, end), (start, end))
    for span in (voice.claimant, voice.cue):
        assert span is None or span.holds(text)
    assert voice.claimant is None or [link.role for link in voice.chain][:1] == ["said"]


def test_order_is_that_of_the_text() -> None:
    text = "The mayor said the road was open. The army denied the report. According to a nurse, three men were hurt."
    starts = [one.content[0][0] for one in attribute(parser()(text))]
    assert starts == sorted(starts)
