"""Marks: the text stays what it was, each piece knows where it stands, and nothing in it is markup."""

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from starlette.testclient import TestClient

from counterclaim.web.marking import Mark, marked, marked_reading

TEXTS = st.text(
    st.sampled_from("ab <>&\"'\n\u0623\u200f\U0001f4a3") | st.characters(exclude_categories=["Cs"]), max_size=60
)


@st.composite
def texts_and_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    at = st.integers(-3, len(text) + 3)
    kinds = st.sampled_from(["content", "quantity", "claimant", "label-hostile"])
    return text, draw(st.lists(st.builds(Mark, at, at, kinds, st.sampled_from(["c-1", "c-2"])), max_size=8))


class Pieces(HTMLParser):
    """The pieces of marked text: their words as written, attributes and tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def _words(self, words: str) -> None:
        tag, attributes, before = self.found[-1]
        self.found[-1] = (tag, attributes, before + words)

    handle_data = _words

    def handle_entityref(self, name: str) -> None:
        self._words(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._words(unescape(f"&#{name};"))


@given(texts_and_marks())
def test_text_is_kept_and_offsets_are_right(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    pieces = Pieces(str(marked(text, marks))).found
    assert "".join(words for _, _, words in pieces) == text
    assert {tag for tag, _, _ in pieces} <= {"span", "mark"}
    for _, attributes, words in pieces:
        start = int(attributes["data-start"] or "")
        assert text[start : start + len(words)] == words


@given(texts_and_marks())
def test_a_piece_has_the_classes_of_exactly_the_marks_over_it(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    for tag, attributes, words in Pieces(str(marked(text, marks))).found:
        start = int(attributes["data-start"] or "")
        over = {
            f"m-{m.kind}"
            for m in marks
            if 0 <= m.start < m.end <= len(text) and m.start <= start and start + len(words) <= m.end
        }
        assert set((attributes.get("class") or "").split()) == over
        assert (tag == "mark") == bool(over)


@given(texts_and_marks())
def test_an_id_is_given_once(given_: tuple[str, list[Mark]]) -> None:
    ids = [a["id"] for _, a, _ in Pieces(str(marked(*given_))).found if "id" in a]
    assert len(ids) == len(set(ids))


def test_marks_that_turn_the_direction_of_words_are_shown_as_such() -> None:
    """ "45" behind U+202E reads "54"; the offsets of what follows stay."""
    page = marked_reading("\u202e45\u202c dead <b>", None)
    assert str(page) == '<span data-start="0">\ufffd45\ufffd dead &lt;b&gt;</span>'


def test_a_page_writes_no_such_mark_wherever_the_words_come_from(reading_client: TestClient) -> None:
    templates = reading_client.app.state.desk.templates  # type: ignore[attr-defined]
    page = templates.env.from_string("{{ words }} {{ words|words }} {{ ours }}")
    assert page.render(words="a\u202eb", ours=Markup("<i>א</i>")) == "a\ufffdb a\ufffdb <i>א</i>"
