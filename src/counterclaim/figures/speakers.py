"""Who a claim is credited to. The claimant is not the outlet: a claim without a speaker is the report's own."""

from dataclasses import dataclass

from counterclaim.figures import lexicon
from counterclaim.figures.names import bracketed, initials, name_key, words
from counterclaim.figures.profiles import Directory
from counterclaim.model import Claim, ReportHead, Span, Voice

_PRONOUNS = frozenset(["it", "he", "she", "they", "we", "i", "who", "which", "that", "this", "these", "those"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """The voice of a claim. `key` is equal for one voice; `generic` for a description ("activists") that names nobody.

    `attributed` is False where the report itself asserts the number; its outlet is then the nearest thing to a voice.
    `carriers` are agencies and sources named along the chain, without the speaker.
    """

    key: str
    name: str
    kind: str | None
    side: str | None
    generic: bool
    attributed: bool
    carriers: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


def speaker_of(claim: Claim, head: ReportHead, directory: Directory) -> Speaker:
    """The speaker of a claim as named in its report, with what the directory knows of it at the report's date."""
    name = _said_by(claim)
    if name is not None and head.source and words(name)[0] == "we":
        name = head.source  # "we recorded 54 deaths", outside a quotation
    carriers = tuple(sorted({key for voice in claim.attribution[1:] if (key := agency(_words(voice.speaker)))}))
    outlet = head.source or head.id
    outlet_profile = directory.find(outlet, head.published)
    depends = tuple(sorted(name_key(source) for source in outlet_profile.depends_on)) if outlet_profile else ()
    if name is None:
        profile = outlet_profile
        key, shown, kind, generic = f"report:{name_key(outlet)}", outlet, profile.kind if profile else None, False
        return Speaker(key, shown, kind, directory.side(outlet, head.published), generic, False, carriers, depends)
    profile = directory.find(name, head.published)
    plain = is_generic(name)
    key = name_key(profile.source) if profile else name_key(name)
    if plain and profile is None:  # "it" is of one report, and "police" of two outlets may be two offices
        key = f"{key}#{head.id}" if words(name)[0] in _PRONOUNS else f"{key}@{name_key(outlet)}"
    kind = profile.kind if profile and profile.kind else kind_of(name)
    return Speaker(
        key, name, kind, directory.side(name, head.published), plain and profile is None, True, carriers, depends
    )


def _said_by(claim: Claim) -> str | None:
    names = [_words(voice.speaker) for voice in claim.attribution if voice.role == "said"]
    if claim.claimant is not None:
        names.append(claim.claimant.words)
    names = [name for name in names if name.strip()]
    return next((name for name in names if words(name)[0] not in _PRONOUNS), names[0] if names else None)


def _words(speaker: Voice | Span | str) -> str:
    if isinstance(speaker, Voice):
        return _words(speaker.speaker)
    return speaker if isinstance(speaker, str) else speaker.words


def is_generic(name: str) -> bool:
    """Whether a description names nobody: all its words are of the kind "local activists"."""
    common = lexicon.generic()
    return all(word in common or not word[0].isalpha() for word in words(name))


def kind_of(name: str) -> str | None:
    """The kind of speaker that the words of a description suggest: the last telling word, which heads the phrase."""
    if agency(name):
        return "media"
    known = lexicon.kinds()
    return next((known[word] for word in reversed(words(name)) if word in known), None)


def agency(name: str) -> str | None:
    """The news agency that a name or credit line names, or None."""
    known = lexicon.agencies()
    said = words(name)
    for length in (3, 2, 1):
        for start in range(len(said) - length + 1):
            found = known.get(" ".join(said[start : start + length]))
            if found:
                return found
    return None


def same_speaker(one: str, other: str) -> bool:
    """Whether two names as written stand for one speaker: one key, an acronym and its name, or a name cut short.

    A name is cut short when its words are among the other's, both are headed by the same word, and the short one is
    definite ("the Observatory", "the hospital", never "an observatory"); or the long one is an office "of" the short.
    """
    first, second = name_key(one), name_key(other)
    if first == second:
        return True
    if first in (initials(other), bracketed(other)) or second in (initials(one), bracketed(one)):
        return True
    short, long = (one, other) if len(words(one)) < len(words(other)) else (other, one)
    if " of " in long and name_key(long.split(" of ", 1)[1]) == name_key(short):
        return True
    if not set(words(short)) < set(words(long)) or is_generic(long) or head_word(short) != head_word(long):
        return False
    return (short.split()[-1][:1].isupper() or short.lower().startswith("the ")) and not is_indefinite(short)


def is_indefinite(name: str) -> bool:
    """Whether a name is told with "a" or "an", as somebody not spoken of before."""
    return name.lower().startswith(("a ", "an "))


def head_word(name: str) -> str:
    """The word that heads a name: "observatory" of "the Northmark Observatory for Rights"."""
    said = words(name)
    end = next((i for i, word in enumerate(said) if word in ("of", "for", "in") and i > 0), len(said))
    return said[end - 1]
