"""Accepting the assumptions of an estimate: each one, by a named analyst, with a standard and a reason."""

from collections.abc import Sequence

from counterclaim.case.memory import Memory
from counterclaim.case.stored_estimates import stored_estimates
from counterclaim.case.writer import writing
from counterclaim.errors import UsageError
from counterclaim.estimates.assumptions import cannot_be_accepted, pick
from counterclaim.model.acceptance import Acceptance
from counterclaim.model.codec import plain
from counterclaim.model.determination import Standard
from counterclaim.model.ledger import Entry, EntryKind


def accept(
    memory: Memory,
    id_: str,
    method: str,
    criterion: str | None,
    *,
    ticked: Sequence[int],
    standard: Standard,
    reason: str,
    by: str,
) -> Entry:
    """Record that `by` accepts what one method's total rests on. `ticked` are places in its list of assumptions, from 0.

    Raises:
        UsageError: there is no such estimate or method, its answer cannot be a headline, an assumption is not ticked,
            its data have changed since, or there is no reason.
    """
    with memory.look() as connection:
        stored = next(stored_estimates(memory, connection, id_), None)
    if stored is None:
        raise UsageError(f"{id_}: the case holds no such estimate.")
    made = pick(stored.estimation, method, criterion)
    if made is None:
        told = {(each.method.value, each.criterion) for each in stored.estimation.estimates}
        known = ", ".join(sorted(f"{name} {of}" if of else name for name, of in told)) or "none, it was refused"
        raise UsageError(f"{id_}: no answer of {method}{f' {criterion}' if criterion else ''}. It has: {known}.")
    against = cannot_be_accepted(stored.estimation, made)
    if against is None and not stored.current:
        against = "The data have changed since it was made. Estimate again, and accept that."
    if against is not None:
        raise UsageError(f"{id_}: {against}")
    listed = stored.assumptions(made)
    missing = [text for place, text in enumerate(listed) if place not in ticked]
    if missing:
        raise UsageError("\n".join([f"{id_}: each assumption has to be accepted. Not ticked:", *missing]))
    try:
        acceptance = Acceptance(id_, made.method, made.criterion, listed, standard, by, reason)
    except ValueError as error:
        raise UsageError(f"{id_}: {error}.") from error
    with writing(memory, by) as writer:
        return writer.record(EntryKind.ACCEPTANCE, plain(acceptance))
