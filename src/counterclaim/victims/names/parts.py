"""A name's components in the order that Arabic and most lists write them: given, father, grandfather, family.

With two words the second is the family name; with three the middle one is the father's; further middle words stay
among the tokens, where a comparison can still find them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from counterclaim.victims.names.arabic import ARABIC
from counterclaim.victims.names.convention import Convention, Keys, Script
from counterclaim.victims.names.latin import LATIN

_ARTICLE = 2  # letters of an article in either script: "Nour al Din" is one name, "Abd al Din" begins with a prefix
_BRACKETS = re.compile(r"[(\[{（].*?[)\]}）]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name read: its words after joining particles, the components, and whether it names anybody at all.

    `of_kin`: the row says whose child, wife or mother it is ("child of ..."), so its words name a relative.
    """

    tokens: tuple[str, ...]
    given: str | None
    father: str | None
    grandfather: str | None
    family: str | None
    placeholder: bool = False
    of_kin: bool = False


NOBODY = Name((), None, None, None, None, placeholder=True)


def convention_for(script: Script) -> Convention:
    """The convention of a script; Latin rules serve scripts without one of their own (their letters are kept out)."""
    return ARABIC if script is Script.ARABIC else LATIN


@dataclass(slots=True)
class NameReader:
    """Reads the names of a list under one convention, remembering words it has seen."""

    convention: Convention
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def tokens(self, text: str) -> tuple[str, ...]:
        """The words of a name with particles joined: "Abd al-Rahman" is one word, "bin" is none."""
        return self._joined(self._cleaned(text))

    def read(self, text: str) -> Name:
        """The components of a name; a name of placeholder words only ("unknown", "child") is nobody."""
        raw = self._cleaned(text)
        if not raw or all(word in self.convention.placeholders or len(word) == 1 for word in raw):
            return NOBODY
        if raw[0] in self.convention.child_of and len(raw) > 1:
            given, father, _, family = _components(self._joined(raw[1:]))
            return Name(self._joined(raw), None, given, father, family, of_kin=True)
        if raw[0] in self.convention.kin_of and len(raw) > 1:
            return Name(self._joined(raw), None, None, None, _components(self._joined(raw))[3], of_kin=True)
        tokens = self._joined(raw)
        return Name(tokens, *_components(tokens))

    def cleaned(self, raw: str) -> tuple[str, ...]:
        """The words in one raw word, honorifics left out."""
        known = self._words
        if raw not in known:
            known[raw] = tuple(w for w in self.convention.clean(raw) if w not in self.convention.honorifics)
        return known[raw]

    def keys(self, word: str) -> Keys:
        """The keys of one joined word."""
        return self.convention.keys(word)

    def _cleaned(self, text: str) -> list[str]:
        if "(" in text or "[" in text or "{" in text or "（" in text:
            text = _BRACKETS.sub(" ", text)
        return [word for raw in text.split() for word in self.cleaned(raw)]

    def _joined(self, raw: Iterable[str]) -> tuple[str, ...]:
        prefixes, suffixes, drop = self.convention.prefixes, self.convention.suffixes, self.convention.drop
        out: list[str] = []
        pending = ""
        for word in raw:
            if word in prefixes:
                pending += word
            elif word in suffixes and (out or pending):
                if out and len(pending) <= _ARTICLE:
                    out[-1] += pending + word
                else:
                    out.append(pending + word)
                pending = ""
            elif word in drop and not pending:
                continue
            else:
                out.append(pending + word)
                pending = ""
        if pending:
            out.append(pending)
        return tuple(out)


def _components(tokens: tuple[str, ...]) -> tuple[str | None, str | None, str | None, str | None]:
    count = len(tokens)
    return (
        tokens[0] if count else None,
        tokens[1] if count > 2 else None,
        tokens[2] if count > 3 else None,
        tokens[-1] if count > 1 else None,
    )
