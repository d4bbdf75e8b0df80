"""Evidence: a claim with what is known of its voice, its report and its origin; what relations and codebooks read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from counterclaim.figures import lexicon
from counterclaim.figures.names import bracketed, initials, name_key, words
from counterclaim.figures.profiles import Directory
from counterclaim.figures.speakers import Speaker, head_word, is_generic, same_speaker, speaker_of
from counterclaim.figures.unionfind import UnionFind
from counterclaim.figures.where import Where
from counterclaim.model import Category, Claim, Harm, Hedge, Polarity, ReportHead, Scope

WHOLE = frozenset({Category.PEOPLE, Category.CIVILIANS})
PARTS = frozenset({Category.CHILDREN, Category.WOMEN, Category.MEDICS, Category.JOURNALISTS})
FORCES = frozenset({Category.FIGHTERS, Category.SOLDIERS})
#: more names than this with one head word ("... residents") are compared by key alone: all pairs would be quadratic
MAX_ALIKE = 50


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim of a figure. `first_day` and `last_day` are those of its account.

    `origin` numbers independent original sources from 0. `part` marks the count of a sub-group, `detail` a count told
    besides the one by which its voice leads in its report, `superseded` one that its own source revised. `blamed` is
    the side of the alleged perpetrator, None where no profile tells it.
    """

    claim: Claim
    head: ReportHead
    speaker: Speaker
    where: Where | None = None
    first_day: date | None = None
    last_day: date | None = None
    origin: int = 0
    part: bool = False
    detail: bool = False
    superseded: bool = False
    blamed: str | None = None

    @property
    def asserted(self) -> bool:
        """Whether somebody says that it happened, to how many; the denied and the expected are no counts."""
        return self.claim.polarity is Polarity.ASSERTED and self.claim.quantity.hedge is not Hedge.NONE

    @property
    def denial(self) -> bool:
        """Whether somebody denies it, or says that it befell nobody, which is no count of zero either."""
        return self.claim.polarity is Polarity.DENIED or self.zero

    @property
    def zero(self) -> bool:
        """Whether somebody asserts that it befell nobody."""
        return self.claim.polarity is Polarity.ASSERTED and self.claim.quantity.hedge is Hedge.NONE

    @property
    def number(self) -> int | None:
        """The number as worded: the low end, or the high end where only that is given."""
        count = self.claim.quantity
        return count.low if count.low is not None else count.high

    @property
    def definite(self) -> bool:
        """Whether the words hold a number, rather than "dozens" or "all"."""
        return self.number is not None and self.claim.quantity.hedge not in (Hedge.VAGUE, Hedge.ALL)

    @property
    def partial(self) -> bool:
        """Whether the words count some of the people only: kin, "others", "six more", one sex."""
        people = self.claim.population
        said = set(words(people.words)) if people is not None else set()
        return "members" not in said and bool(said & lexicon.kin() or {"another", "other"} & set(self._number_words()))

    def _number_words(self) -> list[str]:
        return self.claim.quantity.words.lower().split()

    @property
    def ident(self) -> str:
        """The claim's id."""
        return self.claim.id


def in_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    """By the date of the report, then the report, then the place in the text: the order of first appearance."""
    return sorted(evidence, key=lambda e: (e.head.published or date.max, e.head.id, e.claim.quantity.start, e.ident))


def spoken(
    claim: Claim, head: ReportHead, where: Where | None, first: date | None, last: date | None, directory: Directory
) -> Evidence:
    """A claim as evidence, with its speaker and the side of whom it blames looked up in the directory."""
    accused = claim.alleged_perpetrator
    blamed = directory.side(accused.words, head.published) if accused is not None else None
    return Evidence(claim, head, speaker_of(claim, head, directory), where, first, last, blamed=blamed)


def with_voices(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with one key for each voice: acronyms and names cut short meet the full names of the same figure."""
    names: dict[str, str] = {}
    for item in evidence:
        if item.speaker.attributed and "#" not in item.speaker.key:
            held = names.get(item.speaker.key, "")
            names[item.speaker.key] = max(held, item.speaker.name, key=lambda name: (len(name), name))
    groups = UnionFind(names)
    alike = [pair for pair in _kindred(names) if same_speaker(names[pair[0]], names[pair[1]])]
    met = Counter(key for pair in alike for key in pair)
    for one, other in alike:
        # "the hospital" is nobody's name where two hospitals speak
        if all(met[key] == 1 or not is_generic(names[key]) for key in (one, other)):
            groups.union(one, other)
    sizes = Counter(groups.find(key) for key in names)
    return [
        replace(item, speaker=replace(item.speaker, key=groups.find(item.speaker.key), generic=False))
        if item.speaker.key in names and sizes[groups.find(item.speaker.key)] > 1
        else item
        for item in evidence
    ]


def _kindred(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that may be one speaker: the same head word, or one the acronym of the other."""
    by_head: dict[str, list[str]] = {}
    by_acronym: dict[str, list[str]] = {}
    for key in sorted(names):
        by_head.setdefault(head_word(names[key]), []).append(key)
        for short in {initials(names[key]), bracketed(names[key])} - {""}:
            by_acronym.setdefault(short, []).append(key)
    for held in by_head.values():
        if len(held) <= MAX_ALIKE:
            yield from combinations(held, 2)
    for key in names:
        owner = name_key(names[key].split(" of ", 1)[1]) if " of " in names[key] else ""
        if owner in names and owner != key:
            yield key, owner
        for full in by_acronym.get(key, ()):
            if full != key:
                yield key, full


def populations(evidence: Sequence[Evidence]) -> dict[tuple[Harm, Scope], dict[Category, str]]:
    """Whom the figures of an event ask about, by harm and scope: "people", "forces", "fighters" or "soldiers".

    Forces are asked about apart from others where one report counts both, and fighters apart from soldiers likewise.
    Where none does, the words may be of the same people: what one side calls terrorists another calls civilians.
    """
    told: dict[tuple[Harm, Scope], dict[str, set[Category]]] = {}
    for item in evidence:
        if item.asserted:
            reports = told.setdefault((item.claim.harm, item.claim.scope), {})
            reports.setdefault(item.head.id, set()).add(item.claim.category)
    return {asked: _populations(list(reports.values())) for asked, reports in told.items()}


def _populations(reports: Sequence[set[Category]]) -> dict[Category, str]:
    apart = any(held & FORCES and held - FORCES for held in reports) or all(held <= FORCES for held in reports)
    split = any(len(held & FORCES) > 1 for held in reports)
    names = dict.fromkeys(Category, "people")
    if apart or split:
        names |= {category: category.value if split else "forces" for category in FORCES}
    return names


def with_parts(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with sub-groups marked: what its report calls a part, or children beside a count of all."""
    wholes = any(e.claim.category in WHOLE and e.claim.part_of is None for e in evidence)
    ids = {e.ident for e in evidence}
    return [
        replace(e, part=True) if e.claim.part_of in ids or (wholes and e.claim.category in PARTS) else e
        for e in evidence
    ]
