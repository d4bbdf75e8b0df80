"""`counterclaim review CASE --claims --decide`: the claims of disputed figures, each with its words, and a person's decision.

A confirmation is on record as a note beside the words, so that nobody is asked twice; a rejection or correction is a
decision, which the figures follow and which can be withdrawn.
"""

from collections.abc import Iterator

import typer

from counterclaim.case import Case, Filter, FoundClaim
from counterclaim.errors import UsageError
from counterclaim.model import Basis, Category, Decision, DecisionKind, EntryKind, Figure, Harm, Polarity, Scope, plain

#: what a person can put right by choosing, as on the page of a report
FIELDS = {kind.__name__.lower(): [member.value for member in kind] for kind in (Harm, Category, Scope, Polarity, Basis)}
HELP = "c confirm, r reject, x correct, k skip, q stop"


def decide_claims(case: Case, by: str, limit: int) -> None:
    """Ask about claims that nobody decided on, disputed figures first, until they or the person's patience end."""
    typer.echo(f"Claims of disputed figures. {HELP}", err=True)
    done = 0
    for figure, found in _waiting(case, limit):
        if case.is_protected(found.claim.id):
            case.log_view(found.claim.id, by=by, purpose="review")
        _show(figure, found)
        answer = _key()
        if answer == "q":
            break
        if answer == "k":
            continue
        done += _record(case, found, answer, by)
    if done:
        case.regroup()
    typer.echo(f"{done} decisions by {by} are in the ledger. Each can be withdrawn (counterclaim serve).", err=True)


def _waiting(case: Case, limit: int) -> Iterator[tuple[Figure, FoundClaim]]:
    """Claims of conflicting figures, then of incomparable ones, that nobody confirmed, rejected or changed."""
    notes = case.entries(kinds=(EntryKind.NOTE,))
    confirmed = {n.entry.about for n in notes if isinstance(n.content, dict) and "confirmed" in n.content}
    disputed = [
        figure for status in ("conflicting", "not_comparable") for figure in case.figures(Filter(status=status))
    ]
    for figure in disputed:
        for claim in figure.claims:
            found = case.claim(claim)
            if found is not None and not found.decided and not found.rejected and claim not in confirmed:
                if not limit:
                    return
                limit -= 1
                yield figure, found


def _show(figure: Figure, found: FoundClaim) -> None:
    claim = found.claim
    typer.echo(f"\n{figure.question} ({figure.status.value.replace('_', ' ')})")
    typer.echo(f"  in {found.report}: “{' '.join(claim.content.words.split())}”")
    said = claim.claimant.words if claim.claimant else "nobody is named as the speaker"
    where = f", {claim.place.words}" if claim.place else ""
    when = f", {claim.when.words}" if claim.when else ""
    typer.echo(f"  read as: {claim.quantity.words} {claim.category.value} {claim.harm.value} – {said}{where}{when}")


def _record(case: Case, found: FoundClaim, answer: str, by: str) -> bool:
    """Record what was answered; whether anything was."""
    anchor, changes = case.anchor(found.claim.id), {}
    if answer == "x":
        field = typer.prompt(f"Which field ({', '.join(FIELDS)})", err=True).strip().lower()
        choices = FIELDS.get(field, [])
        value = typer.prompt(f"What it is ({', '.join(choices)})", err=True).strip().lower() if choices else ""
        if value not in choices or not choices:
            typer.echo(f"{field or 'that'} cannot be {value or 'corrected here'}; nothing was recorded.", err=True)
            return False
        changes = {field: value}
    reason = typer.prompt("Reason", err=True).strip()
    try:
        if answer == "c":
            content = {"confirmed": plain(anchor), "reason": reason}
            case.note(content, by=by, protected=case.is_protected(found.claim.id), about=found.claim.id)
        else:
            kind = DecisionKind.REJECT if answer == "r" else DecisionKind.CORRECT
            case.decide(Decision(kind, (anchor,), reason, changes), by=by)
    except (UsageError, ValueError) as error:
        typer.echo(f"Nothing was recorded: {error}", err=True)
        return False
    return True


def _key() -> str:
    while True:
        answer = (
            str(typer.prompt("confirm, reject, correct", prompt_suffix=" [c/r/x/k/q] ", err=True)).strip().lower()[:1]
        )
        if answer in {"c", "r", "x", "k", "q"}:
            return answer
        typer.echo(HELP, err=True)
