"""Relations as a reader wants them: what holds between several speakers in the same words is said once.

Three agencies with nine dead and two ministries with fourteen contradict one another in six pairs; a reader wants one
sentence and who stands behind it. The pairs themselves stay as they are, each with its claims.
"""

from collections.abc import Mapping, Sequence

from counterclaim.figures.statements import counted_in_words
from counterclaim.model import Claim, Relation, RelationKind

_DIFFER = frozenset({RelationKind.CONFLICTS, RelationKind.NOT_COMPARABLE})
_Key = tuple[RelationKind, str]


def folded(
    relations: Sequence[Relation], claims: Mapping[str, Claim], speakers: Mapping[str, str]
) -> list[tuple[RelationKind, str]]:
    """Each kind with a sentence, in the order of the relations; `claims` and `speakers` (names) are by claim id.

    Relations whose claims are not at hand are told one by one.
    """
    groups: dict[_Key, list[Relation]] = {}
    for relation in relations:
        groups.setdefault(_key(relation, claims), []).append(relation)
    return [(kind, _sentence(kind, said, group, speakers)) for (kind, said), group in groups.items()]


def _key(relation: Relation, claims: Mapping[str, Claim]) -> _Key:
    """What a relation says whoever says it: of differences the finding, of denials who denies."""
    if relation.kind in _DIFFER and relation.right in claims:
        before = f": {counted_in_words(claims[relation.right])}. "
        found = relation.reason.partition(before)[2]
        return relation.kind, found or relation.reason
    if relation.kind is RelationKind.DENIES:
        return relation.kind, relation.left
    return relation.kind, relation.reason


def _sentence(kind: RelationKind, said: str, group: Sequence[Relation], speakers: Mapping[str, str]) -> str:
    if len(group) == 1:
        return group[0].reason
    if kind is RelationKind.DENIES:
        denied = dict.fromkeys(speakers.get(relation.right, relation.right) for relation in group)
        return f"{speakers.get(said, said)} denies the counts of {'; '.join(denied)}. No count of zero."
    sides = (
        dict.fromkeys(speakers.get(ident, ident) for ident in ids)
        for ids in zip(*((r.left, r.right) for r in group), strict=True)
    )
    return f"{said} ({' | '.join('; '.join(side) for side in sides)})"
