"""People's decisions on grouping, applied on top of what the program found; later ones prevail."""

from collections.abc import Mapping, Sequence

from counterclaim.figures.assemble import Question
from counterclaim.figures.evidence import Evidence
from counterclaim.model import DecisionKind, GroupingDecision, make_id

Groups = dict[Question, list[Evidence]]


def apply(
    groups: Mapping[Question, Sequence[Evidence]], decisions: Sequence[GroupingDecision]
) -> tuple[Groups, dict[Question, list[str]]]:
    """The groups after all decisions, and for each group that a decision shaped a sentence saying so.

    A claim that a decision names and no group holds is passed over: the decision waits until it is there again.
    """
    result: Groups = {asked: list(evidence) for asked, evidence in groups.items()}
    said: dict[Question, list[str]] = {}
    for decision in decisions:
        named = set(decision.claims)
        holders = [asked for asked in sorted(result, key=_key) if any(e.ident in named for e in result[asked])]
        if not holders:
            continue
        target = (
            _merge(result, holders, said)
            if decision.kind is DecisionKind.MERGE
            else _split(result, holders, named, said)
        )
        if target is not None:
            verb = "are one figure" if decision.kind is DecisionKind.MERGE else "form a figure of their own"
            said.setdefault(target, []).append(f"{decision.by} decided that these claims {verb}: {decision.why}")
    return result, said


def _key(asked: Question) -> tuple[str, ...]:
    return asked.key


def _merge(result: Groups, holders: Sequence[Question], said: dict[Question, list[str]]) -> Question | None:
    target = holders[0]
    for other in holders[1:]:
        result[target] += result.pop(other)
        said.setdefault(target, []).extend(said.pop(other, []))
    return target if len(holders) > 1 else None


def _split(
    result: Groups, holders: Sequence[Question], named: set[str], said: dict[Question, list[str]]
) -> Question | None:
    """The named claims leave their figures. The new one keeps the question of the first, under a name of its own."""
    leaving: list[Evidence] = []
    first = holders[0]
    for asked in holders:
        leaving += [e for e in result[asked] if e.ident in named]
        staying = [e for e in result[asked] if e.ident not in named]
        if staying:
            result[asked] = staying
        else:
            del result[asked]
            said.pop(asked, None)
    mark = make_id("split", sorted(e.ident for e in leaving))
    target = Question((*first.incident, mark), first.harm, first.scope, first.of)
    result[target] = leaving
    return target
