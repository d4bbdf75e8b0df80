"""What all codebooks share: the question put to them, how a rule is cited, and how reasons are gathered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.figures.evidence import FORCES, Evidence
from counterclaim.model import Assessment, Harm, Reason, Relation, RuleStanding, Scope, Unit


@dataclass(frozen=True, slots=True)
class Dossier:
    """A figure as a codebook sees it. `forces`: those counted are fighters or soldiers. `days`: the event's length."""

    harm: Harm
    scope: Scope
    unit: Unit
    forces: bool
    days: int | None
    evidence: tuple[Evidence, ...]
    relations: tuple[Relation, ...] = ()

    @property
    def asserted(self) -> list[Evidence]:
        """Counts that stand: asserted, of the whole, not told besides, not revised by their own source."""
        stands = (e for e in self.counted if e.asserted and not (e.part or e.detail or e.superseded))
        return [e for e in stands if e.number is not None]

    @property
    def counted(self) -> list[Evidence]:
        """The evidence in the dossier's unit: households are not added to persons, nor compared with them."""
        return [e for e in self.evidence if e.claim.quantity.unit is self.unit]

    @property
    def without_forces(self) -> "Dossier":
        """The dossier without the counts of fighters and soldiers, for codebooks of civilian harm."""
        return replace(self, evidence=tuple(e for e in self.evidence if e.claim.category not in FORCES))

    @property
    def definite(self) -> list[Evidence]:
        """Those of the standing counts that hold a number rather than a vague word; or all, where none does."""
        return [e for e in self.asserted if e.definite] or self.asserted

    @property
    def origins(self) -> int:
        """Independent original sources of what is asserted."""
        return len({e.origin for e in self.evidence if e.asserted})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a codebook: its name within it, what it says, how far it is known, and where it is written."""

    name: str
    text: str
    standing: RuleStanding
    where: str


@dataclass(slots=True)
class Opinion:
    """An assessment in the making: every bound is set together with its reason."""

    codebook: "Codebook"
    low: int | None = None
    best: int | None = None
    high: int | None = None
    grade: str | None = None
    reasons: list[Reason] = field(default_factory=list)

    def because(self, bound: str, rule: str, evidence: Iterable[Evidence], text: str) -> None:
        """Add the reason for a bound; what is remembered or second-hand says so."""
        cited = self.codebook.rule(rule)
        mark = {
            RuleStanding.MEMORY: " (This rule is cited from memory.)",
            RuleStanding.SECOND_HAND: " (This rule is known second-hand.)",
        }
        ids = tuple(dict.fromkeys(e.ident for e in evidence))
        text = text + mark.get(cited.standing, "")
        self.reasons.append(Reason(bound, f"{self.codebook.name}/{rule}", ids, text, cited.standing))

    def done(self) -> Assessment:
        """The assessment."""
        book = self.codebook
        return Assessment(
            book.name, book.version, self.low, self.best, self.high, self.grade, None, tuple(self.reasons), book.notice
        )


@dataclass(frozen=True, slots=True)
class Codebook:
    """A versioned, pure function from a dossier to an assessment, with the rules that it may cite."""

    name: str
    version: str
    follows: str
    rules: tuple[Rule, ...]
    judge: Callable[[Dossier, Opinion], None]
    covers: Callable[[Dossier], str | None]

    @property
    def notice(self) -> str:
        """Whose rules these are, and are not."""
        if not self.follows:
            return "Counterclaim's own rule."
        return f"Follows what {self.follows} publishes of its rules; not produced or endorsed by {self.follows}."

    def rule(self, name: str) -> Rule:
        """The rule of that name."""
        return next(rule for rule in self.rules if rule.name == name)

    def assess(self, dossier: Dossier) -> Assessment:
        """Low, best, high and grade with their reasons; or the reason why the codebook gives none."""
        opinion = Opinion(self)
        refusal = self.covers(dossier)
        if refusal is None and not dossier.asserted:
            refusal = "Nobody asserts a number: a denial or an expectation is no count, least of all zero."
        if refusal is not None:
            opinion.because("refusal", "coverage", dossier.evidence[:20], refusal)
            return opinion.done()
        self.judge(dossier, opinion)
        return opinion.done()


def no_rule(dossier: Dossier, covered: str) -> str:
    """The refusal of a harm that a codebook does not cover."""
    return f"{covered}; it has no rule for people {dossier.harm.value.replace('_', ' ')}."


def names(evidence: Sequence[Evidence], most: int = 3) -> str:
    """The voices of some evidence, for a sentence: "A, B and 4 others"."""
    said = list(dict.fromkeys(e.speaker.name for e in evidence))
    shown = said[:most]
    rest = len(said) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} other{'s' if rest > 1 else ''}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def floor_of(item: Evidence) -> int:
    """The least that a claim says: its low end, or the one number it names."""
    return item.number or 0


def ceiling_of(item: Evidence) -> int:
    """The most that a claim says: its high end, or the one number it names where the end is open."""
    count = item.claim.quantity
    return count.high if count.high is not None else item.number or 0


def at(evidence: Sequence[Evidence], value: int, of: Callable[[Evidence], int]) -> list[Evidence]:
    """The evidence that gives `value`."""
    return [e for e in evidence if of(e) == value]
