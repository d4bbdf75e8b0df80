"""Whom a name names: the actor beside it, the country whose government the report speaks of, or a kind."""

from collections import Counter

from counterclaim.claims.actors import Mention
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.labels_names import Name

_KINDS = {
    "armed_group": "armed group",
    "armed_opposition": "armed opposition",
    "victims": "civilians",
    "government": "government",
}
_STATE_NOUNS = ("regime", "government", "army", "forces", "military", "troops", "state", "president", "authorities")
_NEAR = 30


class Targets:
    """Finds the targets of one report's names."""

    def __init__(self, tree: Tree, mentions: list[Mention]) -> None:
        self._tree = tree
        self._mentions = mentions
        self._country = _belligerent(tree, mentions)

    def target_of(self, name: Name) -> str:
        """An actor's name, "government of COUNTRY", or a kind."""
        inside = [
            m for m in self._mentions if m.start < name.end and name.start - _NEAR < m.start and self._beside(m, name)
        ]
        if name.kind == "government":
            state = next((m.actor.name for m in inside if m.actor.kind == "state"), None) or self._country
            return f"government of {state}" if state else "government"
        named = next(
            (m.actor.name for m in inside if m.actor.kind == "armed_group" and m.actor.name != "armed opposition"), None
        )
        if named is not None and name.kind in ("armed_group", "armed_opposition"):
            return named
        return _KINDS.get(name.kind, name.kind)

    def _beside(self, mention: Mention, name: Name) -> bool:
        """Whether the mention stands in the name or directly before it ("Islamic State terrorists")."""
        if mention.end > name.start:
            return True
        return not self._tree.text[mention.end : name.start].strip(" -'’s(")


def _belligerent(tree: Tree, mentions: list[Mention]) -> str | None:
    """The state whose government, army or regime the report most often names; failing that, the state named most."""
    ruled: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for mention in mentions:
        if mention.actor.kind != "state":
            continue
        named[mention.actor.name] += 1
        after = tree.text[mention.end : mention.end + 25].lower().lstrip(" '’s")
        if after.startswith(_STATE_NOUNS):
            ruled[mention.actor.name] += 1
    for counts in (ruled, named):
        if counts:
            return counts.most_common(1)[0][0]
    return None
