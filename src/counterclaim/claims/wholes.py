"""A part told in a later sentence than its whole: "14 were killed. ... Four of the dead were children."

Such a number is no rival count of the dead, and never leads a report.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.claims.drafts import Draft, voiced_as
from counterclaim.claims.page import Page
from counterclaim.model import Claim, Harm, Polarity, Why, claim_id

_KILLED = r"dead|deceased|killed|slain|fatalities|martyrs|murdered|massacred|bodies"
_HURT = r"injured|wounded|hurt"
_EITHER = r"victims|casualties"
_MOVED = r"displaced|evacuees|evacuated|arrivals|refugees|returnees"
_HELD = r"detainees|detained|arrested|abducted|hostages|kidnapped|missing"
_ANY = rf"(?P<whom>{_KILLED}|{_HURT}|{_EITHER}|{_MOVED}|{_HELD})\b"
_THOSE = r"(?:the|those)(?: (?:\d[\d,]*|people|persons|others))?"
#: after the number: "four | of the dead"; anywhere after it in its sentence: "four policemen | were among the dead"
_AFTER = re.compile(
    rf"(?:\s+(?:people|persons|others|more))?\s+of (?:{_THOSE} (?:most )?(?:\w+ly )?{_ANY}|(?P<them>them|whom)\b)"
)
_AMONG = re.compile(rf"[^.;:]{{0,80}}?\b(?:was|were|is|are) (?:also )?among {_THOSE} {_ANY}")
#: before it: "of the wounded, | 11 were in a critical state"
_BEFORE = re.compile(
    rf"\b(?:of|among) (?:{_THOSE} {_ANY}|(?P<them>these|those|them)),?\s+(?:at least |about |some |around |only |nearly )?\Z"
)
#: characters back to the whole: a report's paragraph or two
_REACH = 1200
_BACK = 60  # characters before a number in which "of the dead" stands
_PRONOUNS = frozenset({"these", "those", "them", "whom"})
_HARMS = (
    (_KILLED, frozenset({Harm.KILLED})),
    (_HURT, frozenset({Harm.INJURED})),
    (_EITHER, frozenset({Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED})),
)


def with_wholes(page: Page, drafts: Sequence[Draft], sha256: str) -> None:
    """Gives each part its `whole` among the drafts (in the order of the text), and its harm where it only says "victims".

    `sha256` is that of the report's text, which names the claims.
    """
    named = [_spoken_of(page, draft.claim) for draft in drafts]
    for index, (draft, whom) in enumerate(zip(drafts, named, strict=True)):
        if draft.whole is not None or whom is None:
            continue
        at = _nearest(drafts, named, index, whom)
        if at is None:
            continue
        draft.whole = whole = drafts[at]
        if whom in _PRONOUNS:
            draft.claim = voiced_as(draft.claim, whole.claim)
        if re.fullmatch(_EITHER, whom) and draft.claim.harm is not whole.claim.harm:
            count, harm = draft.claim.quantity, whole.claim.harm
            why = (*draft.claim.why, Why("harm", "that of the whole it is part of", whom))
            draft.claim = replace(draft.claim, id=claim_id(sha256, count.start, count.end, harm), harm=harm, why=why)


def _spoken_of(page: Page, claim: Claim) -> str | None:
    """The word for the whole that a number's words name as that: "dead", "injured", "victims"."""
    count = claim.quantity
    match = (
        _AFTER.match(page.low, count.end)
        or _AMONG.match(page.low, count.end)
        or _BEFORE.search(page.low, max(0, count.start - _BACK), count.start)
    )
    if match is None:
        return None
    said = match.groupdict()
    return said["whom"] or said["them"]


def _nearest(drafts: Sequence[Draft], named: Sequence[str | None], index: int, whom: str) -> int | None:
    """Where the whole stands: the last count before of the same harm that is larger and no part itself."""
    part = drafts[index].claim
    harms = next((of for words, of in _HARMS if re.fullmatch(words, whom)), frozenset({part.harm}))
    for at in range(index - 1, -1, -1):
        claim = drafts[at].claim
        if part.quantity.start - claim.quantity.end > _REACH:
            return None
        whole = drafts[at].whole is None and named[at] is None
        like = claim.harm in harms and claim.scope is part.scope and claim.polarity is Polarity.ASSERTED
        most = claim.quantity.high if claim.quantity.high is not None else claim.quantity.low
        if whole and like and (most or 0) > (part.quantity.low or 0):
            return at
    return None
