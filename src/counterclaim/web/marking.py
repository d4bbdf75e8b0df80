"""A report's text with what was read from it marked in place, as HTML that holds nothing but escaped words and our marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from counterclaim.exports.showing import shown
from counterclaim.model import Claim, Label, Reading


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text, the class it is drawn in, and the id of what it belongs to."""

    start: int
    end: int
    kind: str
    target: str


def marks_of(claims: Sequence[Claim], labels: Sequence[Label]) -> list[Mark]:
    """The marks of claims (number, people, speaker, cue, place, time, blamed) and of labels."""
    found: list[Mark] = []
    for claim in claims:
        found.append(Mark(claim.content.start, claim.content.end, "content", claim.id))
        for kind, span in (
            ("quantity", claim.quantity), ("population", claim.population), ("claimant", claim.claimant), ("cue", claim.cue),
            ("place", claim.place if claim.place and claim.place.precision != "report" else None), ("when", claim.when),
            ("blamed", claim.alleged_perpetrator),
        ):  # fmt: skip
            if span is not None:
                found.append(Mark(span.start, span.end, kind, claim.id))
    found += [
        Mark(label.words.start, label.words.end, f"label-{label.tone}", f"label-{i}") for i, label in enumerate(labels)
    ]
    return found


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text as HTML: cut where a mark begins or ends, each piece in one element with all its classes.

    Offsets of the pieces are kept (`data-start`), so that words selected in the page are found in the text again. Linear in the
    text and in the pieces.
    """
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    for mark in inside:
        opens.setdefault(mark.start, []).append(mark)
        closes.setdefault(mark.end, []).append(mark)
    cuts = sorted({0, len(text), *opens, *closes})
    active: dict[Mark, None] = {}
    named: set[str] = set()
    out: list[Markup] = []
    for begin, end in pairwise(cuts):
        for mark in closes.get(begin, ()):
            active.pop(mark, None)
        for mark in opens.get(begin, ()):
            active[mark] = None
        out.append(_piece(text[begin:end], begin, list(active), named))
    return Markup("").join(out)


def _piece(words: str, start: int, active: Sequence[Mark], named: set[str]) -> Markup:
    if not active:
        return Markup('<span data-start="{}">{}</span>').format(start, words)
    kinds = " ".join(dict.fromkeys(f"m-{m.kind}" for m in active))
    targets = " ".join(dict.fromkeys(m.target for m in active))
    anchor = Markup("")
    for mark in active:
        if mark.kind in ("quantity", "content") and mark.target not in named:
            named.add(mark.target)
            anchor = Markup(' id="{}"').format(mark.target)
            break
    return Markup('<mark{} class="{}" data-start="{}" data-of="{}">{}</mark>').format(
        anchor, kinds, start, targets, words
    )


def marked_reading(text: str, reading: Reading | None) -> Markup:
    """A report's text with its reading marked; plain where it could not be read. What cannot be shown stands as U+FFFD, one for one."""
    return marked(shown(text), marks_of(reading.claims, reading.labels) if reading else ())
