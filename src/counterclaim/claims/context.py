"""What surrounds a claim and changes its meaning: scope, polarity, basis, weapon, and whether it could be verified."""

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.lexicon import lowered, pattern, records, rows
from counterclaim.model import Basis, Harm, Polarity, Scope

_LASTING = frozenset({Harm.DISPLACED, Harm.REFUGEES, Harm.BESIEGED, Harm.DETAINED, Harm.MISSING, Harm.ABDUCTED})
_FEW = 10  # below this a sentence that speaks of the war still tells of one event
_EVER_SINCE_TOTAL = 100_000  # deaths on this scale are a war's total and no single event's
_LISTED = re.compile(r"\b(?:lists?|database|registry|register|records?)\b[^.;]{0,20}\b(?:of|with|names?)\b[^.;]{0,20}$")
_LONG_LIST = 1000  # a list of so many dead is a war's


@dataclass(frozen=True, slots=True)
class Told:
    """A value and the rule that gave it."""

    value: str
    rule: str


@cache
def _patterns(name: str, key: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((row[key], row["name"], pattern(row["pattern"])) for row in records(name))


def scope_of(sentence: str, clause: str, harm: Harm, low: int | None, high: int | None) -> tuple[Scope, str]:
    """Event, cumulative or stock, from the sentence and from the claim's own clause within it."""
    sentence, clause = lowered(sentence), lowered(clause)
    point = low if low is not None else high
    if harm in _LASTING:
        for value, rule, form in _patterns("scopes", "scope"):
            if value == Scope.STOCK and form.search(clause):
                return Scope.STOCK, rule
    for value, rule, form in _patterns("scopes", "scope"):
        if value != Scope.STOCK and form.search(sentence) and (point is None or point >= _FEW):
            return Scope(value), rule
    if harm in (Harm.KILLED, Harm.KILLED_OR_INJURED) and point is not None and point >= _EVER_SINCE_TOTAL:
        return Scope.CUMULATIVE, "too many for one event"
    if point is not None and point >= _LONG_LIST and _LISTED.search(sentence.split(clause)[0]):
        return Scope.CUMULATIVE, "a list too long for one event"
    return Scope.EVENT, "nothing says otherwise"


_CLAUSE = re.compile(r"[.;:,]|\b(?:because|after|when|while|as|but|since|although|which|and)\b")


def polarity_of(before: str, between: str) -> tuple[Polarity, str]:
    """Asserted, expected or denied: from the words before the number in its clause, and from there to the harm."""
    before, between = lowered(before), lowered(between)
    near = _CLAUSE.split(before[-45:])[-1]
    for value, rule, form in _patterns("polarity", "polarity"):
        if form.search(between) or form.search(near):
            return Polarity(value), rule
    return Polarity.ASSERTED, "nothing says otherwise"


@cache
def _bases() -> tuple[tuple[Basis, re.Pattern[str]], ...]:
    return tuple((Basis(row["basis"]), pattern(row["pattern"])) for row in records("bases"))


def basis_of(sentence: str) -> tuple[Basis, str]:
    """What the claimant says the number rests on."""
    low = lowered(sentence)
    for basis, form in _bases():
        if match := form.search(low):
            return basis, sentence[match.start() : match.end()]
    return Basis.NONE_STATED, ""


@cache
def _weapons() -> tuple[re.Pattern[str], dict[str, tuple[str | None, str | None]]]:
    table = {row["words"]: (row["weapon"] or None, row["event_type"] or None) for row in rows("weapons")}
    names = "|".join(r"\s+".join(map(re.escape, key.split())) for key in sorted(table, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b"), table


def event_of(sentence: str, anchor: int) -> tuple[str | None, str | None, str]:
    """Event type, weapon and the words for them nearest to `anchor` (an offset of the sentence)."""
    form, table = _weapons()
    matches = sorted(form.finditer(lowered(sentence)), key=lambda m: abs(m.start() - anchor))
    event = weapon = None
    told = ""
    for match in matches:
        of_match = table[re.sub(r"\s+", " ", match[0].lower())]
        weapon = weapon or of_match[0]
        if event is None or (event == "clash" and of_match[0]):
            event, told = of_match[1], sentence[match.start() : match.end()]
        if weapon:
            break
    return event, weapon, told


def flag_of(sentence: str) -> tuple[str, str] | None:
    """What a sentence says of the standing of figures, and the rule: ("unverified", ...), or None."""
    sentence = lowered(sentence)
    return next(((flag, rule) for flag, rule, form in _patterns("flags", "flag") if form.search(sentence)), None)
