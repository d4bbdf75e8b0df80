"""The terminal side of clerical review: two rows beside one another, one key a verdict."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Protocol

import typer

from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.person import RecordPair
from counterclaim.model.victim import VictimRecord
from counterclaim.victims.review import agreement, queue, reviewers, side_by_side

_KEYS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_HELP = "s same, d different, u unsure, w withdraw my last, k skip, q stop"


class Reviewed(Protocol):
    """A folder of `link`, or a case: pairs, all judgements ever made, rows by record; `add` writes at once."""

    @property
    def pairs(self) -> Sequence[RecordPair]: ...

    @property
    def judgements(self) -> Sequence[Judgement]: ...

    @property
    def where(self) -> str: ...

    @property
    def once(self) -> bool: ...

    def record(self, record: str) -> VictimRecord | None: ...

    def add(self, judgement: Judgement) -> None: ...


def go_through(folder: Reviewed, reviewer: str, limit: int) -> None:
    """Ask about the pairs of the queue until they, or the reviewer's patience, end."""
    made: list[Judgement] = []
    waiting = queue(folder.pairs, folder.judgements, reviewer, limit, once=folder.once)
    typer.echo(f"{len(waiting)} pairs for {reviewer}. {_HELP}", err=True)
    place = 0
    while place < len(waiting):
        pair = waiting[place]
        _show(folder, pair.left, pair.right, pair.reason, place + 1, len(waiting))
        answer = _asked()
        if answer == "q":
            break
        if answer == "w":
            if made:
                folder.add(replace(made.pop(), withdrawn=True, at=datetime.now(UTC)))
                place = max(0, place - 1)
                typer.echo("Withdrawn.", err=True)
            else:
                typer.echo("Nothing to withdraw.", err=True)
            continue
        if answer != "k":
            reason = typer.prompt("Reason (may be empty)", default="", show_default=False, err=True)
            judgement = Judgement.of(pair.left, pair.right, _KEYS[answer], reviewer, datetime.now(UTC), reason)
            folder.add(judgement)
            made.append(judgement)
        place += 1
    typer.echo(f"{len(made)} judgements by {reviewer} are in {folder.where}.", err=True)


def show_agreement(judgements: Sequence[Judgement]) -> None:
    """How far each two reviewers agree, on standard output; the pairs on which they differ, by record id."""
    names = reviewers(judgements)
    if len(names) < 2:
        typer.echo(f"Only {len(names)} reviewer has judged: kappa needs two.")
    for one, other in combinations(sorted(names), 2):
        found = agreement(judgements, one, other)
        if found.observed is None:
            typer.echo(f"{one} and {other} have judged no pair in common.")
            continue
        kappa = "not defined (both gave one verdict only)" if found.kappa is None else f"{found.kappa:.2f}"
        typer.echo(f"{one} and {other}: {found.pairs} pairs, agree on {found.observed:.0%}, kappa {kappa}")
        for left, right in found.differing:
            typer.echo(f"  differ on {left} and {right}")


def _asked() -> str:
    while True:
        answer = (
            str(typer.prompt("same, different, unsure", prompt_suffix=" [s/d/u/w/k/q] ", err=True)).strip().lower()[:1]
        )
        if answer in {*_KEYS, "w", "k", "q"}:
            return answer
        typer.echo(_HELP, err=True)


def _show(folder: Reviewed, left: str, right: str, reason: str, number: int, count: int) -> None:
    """The two rows as written; what differs is marked. The probability is not shown, so that it does not lead the
    reviewer."""
    one, other = folder.record(left), folder.record(right)
    typer.echo(f"\nPair {number} of {count}: {left} and {right}")
    if one is None or other is None:
        typer.echo("  (the lists of these records are not at hand: give them with --list)")
    else:
        table = side_by_side({**one.written, "list": one.list}, {**other.written, "list": other.list})
        width = max(len(header) for header, *_ in table)
        cells = max(len(cell) for _, cell, _, _ in table)
        for header, a, b, differ in table:
            typer.echo(f"  {header:<{width}}  {a:<{cells}}  {'|' if not differ else '≠'}  {b}")
    typer.echo(f"  {reason}")
