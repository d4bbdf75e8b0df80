"""`counterclaim review CASE`: what waits for a person's decision in a case."""

from collections.abc import Sequence

import typer

from counterclaim.case import Case, Filter
from counterclaim.case.judging import all_pairs
from counterclaim.model.judgement import Judgement
from counterclaim.model.person import RecordPair
from counterclaim.model.victim import VictimRecord


class CasePairs:
    """The pairs of a case as `reviewing.go_through` takes them. Every row that is shown is on record as viewed."""

    once = False  # a case may hold lists of both kinds

    def __init__(self, case: Case, reviewer: str, where: str) -> None:
        self._case, self._reviewer = case, reviewer
        self.where = f"the ledger of {where}. Link again to use them:  counterclaim link {where}"
        with case.memory.look() as connection:
            self.pairs: Sequence[RecordPair] = all_pairs(connection)
        self.judgements: list[Judgement] = case.victims.judgements()
        self._entries: dict[tuple[str, str], str] = {}

    def record(self, record: str) -> VictimRecord | None:
        """A row as its list has it, by its entry."""
        row = self._case.victims.rows([record]).get(record)
        if row is not None:
            self._case.log_view(record, by=self._reviewer, purpose="review")
        return row.record if row is not None else None

    def add(self, judgement: Judgement) -> None:
        """Record a judgement, or take back the one on the same pair."""
        if judgement.withdrawn:
            entry = self._entries.pop(judgement.pair)
            self._case.withdraw(entry, by=self._reviewer, reason="taken back while reviewing")
        else:
            made = self._case.victims.judge(
                *judgement.pair, judgement.verdict, by=self._reviewer, reason=judgement.reason
            )
            self._entries[judgement.pair] = made.id
        self.judgements.append(judgement)


def show_claims(case: Case, limit: int) -> None:
    """Claims that wait for a person: decisions that lost their words, reports nobody could read, disputed figures that
    nobody has determined. On standard output, each with what to do."""
    for standing in case.decisions(leftover=True)[:limit]:
        words = ", ".join(f"“{anchor.words}” in {anchor.report}" for anchor in standing.decision.anchors)
        typer.echo(f"{standing.entry}: {standing.decision.kind} of {words}: a better reader finds no claim there")
    for head in case.report_heads():
        if limit > 0 and case.reading(head.id) is None:
            typer.echo(f"{head.id}: it could not be read; add its claims by hand (counterclaim serve)")
            limit -= 1
    for status in ("conflicting", "not_comparable"):
        for figure in case.figures(Filter(status=status), limit=limit):
            if not any(not one.withdrawn for one in case.determinations(figure.id)):
                typer.echo(f"{figure.id}: {figure.question} ({status.replace('_', ' ')}, {len(figure.claims)} claims)")
