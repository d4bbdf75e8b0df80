"""Whom a name names: the actor beside it, the country whose government the report speaks of, or a kind."""

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import takewhile

from counterclaim.claims.actors import Mention
from counterclaim.claims.attribution_tree import Tree
from counterclaim.claims.attribution_words import words_of
from counterclaim.claims.labels_names import Name

_KINDS = {
    "armed_group": "armed group",
    "armed_opposition": "armed opposition",
    "victims": "civilians",
    "government": "government",
}
_GROUPS = frozenset({"armed_group", "gang"})
_STATE_NOUNS = ("regime", "government", "army", "forces", "military", "troops", "state", "president", "authorities")
_NEAR = 30
_LONGEST = 9


class Targets:
    """Finds the targets of one report's names."""

    def __init__(self, tree: Tree, mentions: list[Mention], own: frozenset[str] = frozenset()) -> None:
        self._tree = tree
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._country = _belligerent(tree, mentions)
        groups = {m.actor.name for m in mentions if m.actor.kind in _GROUPS and m.actor.name in own}
        self._only_group = groups.pop() if len(groups) == 1 else None

    def target_of(self, name: Name) -> str:
        """An actor's name, "government of COUNTRY", or a kind."""
        near = slice(bisect_right(self._starts, name.start - _NEAR), bisect_left(self._starts, name.end))
        beside = [mention.actor for mention in self._mentions[near] if self._beside(mention, name)]
        if name.kind == "government":
            state = next((actor.name for actor in beside if actor.kind == "state"), None) or self._country
            return f"government of {state}" if state else "government"
        if name.kind in ("armed_group", "armed_opposition"):
            listed = next((actor.name for actor in beside if actor.kind in _GROUPS), None)
            named = listed or self._proper(name) or self._only_group
            if named is not None:
                return named
        return _KINDS.get(name.kind, name.kind)

    def _proper(self, name: Name) -> str | None:
        """A proper name that ends like an organisation's, in the name, before it or after its "of (the)"."""
        tree = self._tree
        first, end = name.tokens
        inside = [index for index in range(first, end) if tree.tags[index].startswith("NNP")]
        if inside and tree.lower[inside[-1]] in words_of("organisation_end"):
            return tree.text[tree.starts[inside[0]] : tree.ends[inside[-1]]]
        if (
            first > 1
            and tree.tags[first - 1].startswith("NNP")
            and tree.lower[first - 1] in words_of("organisation_end")
        ):
            begin = first - 1
            while begin > 0 and tree.tags[begin - 1].startswith("NNP"):
                begin -= 1
            return tree.text[tree.starts[begin] : tree.ends[first - 1]]
        if end < len(tree) and tree.lower[end] == "of":
            run = [index for index in range(end + 1, min(len(tree), end + _LONGEST)) if tree.tags[index] != "DT"]
            proper = list(takewhile(lambda index: not tree.tags[index].startswith(("IN", "V", ",", ".")), run))
            names = [index for index in proper if tree.tags[index].startswith("NNP")]
            if names and tree.lower[names[-1]] in words_of("organisation_end"):
                return tree.text[tree.starts[names[0]] : tree.ends[names[-1]]]
        return None

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
