"""Runs of capitalised words: where a name may begin and end."""

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions_words import place_words, possessive_state
from counterclaim.places import country_names, demonyms

_PARTICLES = frozenset("al el as ash at ar an az ad ez es um umm bin ibn abu de del la las los le san".split())
#: articles as transliterations write them, with a hyphen after
ARTICLES = frozenset("al el ash as ar ad az at an ez es".split())
_LONGEST = 7  # tokens of a name


class Runs:
    """The runs of one text. `names`: tokens that are parts of names although they lack a capital."""

    def __init__(self, columns: Columns, names: frozenset[int] = frozenset()) -> None:
        self.columns = columns
        self.names = names
        self.lexicon = place_words()

    def run(self, start: int, resumed: bool) -> int:
        """The end of the run of capitalised words that begins at `start`."""
        columns = self.columns
        low, words = columns.low, columns.words
        prefix = self.article(start)
        if not (prefix or self.capital(start)) or (
            start > 0 and not resumed and self.capital(start - 1) and self._joined(start)
        ):
            return start
        if possessive_state(words[start]):
            return start
        end = start + (3 if prefix else 1)
        while end < len(columns) and end - start < _LONGEST:
            if words[end] == "-" and end + 1 < len(columns) and columns.start[end] == columns.end[end - 1]:
                if columns.start[end + 1] != columns.end[end]:
                    break
                end += 2
            elif self.article(end) and end + 2 < len(columns):
                end += 3
            elif (self.capital(end) and not columns.breaks[end - 1]) or (
                low[end] in _PARTICLES and end + 1 < len(columns) and self._capital_later(end)
            ):
                end += 1
            else:
                break
        end = min(end, len(columns))
        if low[start] in demonyms() and end - start > 1 and columns.text(start, end).lower() not in country_names():
            return start  # "Vesh Karta": the name begins after the adjective
        return end

    def article(self, position: int) -> bool:
        """An article with its hyphen: "al-"."""
        columns = self.columns
        return (
            columns.low[position] in ARTICLES
            and position + 1 < len(columns)
            and columns.words[position + 1] == "-"
            and columns.start[position + 1] == columns.end[position]
        )

    def _capital_later(self, position: int) -> bool:
        columns = self.columns
        return (
            any(self.capital(i) for i in range(position + 1, min(position + 3, len(columns))))
            and columns.words[position].isalnum()
        )

    def _joined(self, start: int) -> bool:
        """Whether the capitalised word before `start` is part of the same run."""
        columns = self.columns
        before = columns.low[start - 1]
        return (
            not possessive_state(columns.words[start - 1])
            and before not in self.lexicon["narrowing"]
            and before not in demonyms()
            and not columns.breaks[start - 1]
        )

    def capital(self, position: int) -> bool:
        """Whether a token can be part of a name: a capital, and no small word that begins a sentence or a headline."""
        if position in self.names:
            return True
        word, low = self.columns.words[position], self.columns.low[position]
        if low in STOP_WORDS or not word[:1].isupper():
            return low.startswith(("al-", "el-", "ash-", "as-", "ar-", "ad-", "az-", "at-"))
        return word.isalpha() or (any(c in word for c in "-'’.") and word[-1:].isalpha())
