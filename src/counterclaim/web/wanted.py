"""The filter that a page's query asks for."""

from datetime import date

from counterclaim.case import Filter
from counterclaim.model import Basis, Harm, Scope, Status


def wanted_of(
    words: str = "", status: str = "", harm: str = "", place: str = "", scope: str = "", basis: str = "",
    since: str = "", until: str = "", least: str = "", most: str = "", party: str = "",
) -> Filter:  # fmt: skip
    """The filter that a page's query asks for; what makes no sense is passed over."""
    return Filter(
        words=words.strip() or None, status=status if status in set(Status) else None, harm=harm if harm in set(Harm) else None,
        place=place.strip() or None, scope=scope if scope in set(Scope) else None, basis=basis if basis in set(Basis) else None,
        from_=day(since), to=day(until), least=whole(least), most=whole(most), claimant=party.strip() or None,
    )  # fmt: skip


def day(written: str) -> date | None:
    """A day as a form sends it; None where it is no day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def whole(written: str) -> int | None:
    """A whole number as people write it; None where it is none."""
    digits = written.replace(",", "").strip()
    return min(int(digits[:18]), 2**53) if digits.isdecimal() else None
