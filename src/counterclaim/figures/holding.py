"""What a store keeps of each account, so that one more report can be grouped without reading all the others.

`under` and `looks` bring together accounts that may be of one event; `parts` are the components of ties that an account
belongs to or, where it fits two events alike, that it would have to be read with.
"""

from dataclasses import dataclass

from counterclaim.figures.account import Account
from counterclaim.figures.blocks import Key, filing, home_of_total, is_event
from counterclaim.figures.incidents import UNDATED
from counterclaim.figures.sameness import traits


@dataclass(frozen=True, slots=True)
class Holding:
    """Where an account of a report is filed. `published` is ISO, or `UNDATED`."""

    account: str
    report: str
    published: str
    home: Key
    under: tuple[Key, ...]
    looks: tuple[Key, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An account as grouped: the incident that it tells of, and its components of ties."""

    holding: Holding
    incident: str
    parts: tuple[str, ...]


def holding_of(account: Account) -> Holding:
    """Where an account is filed."""
    day = account.head.published
    published = day.isoformat() if day is not None else UNDATED
    claims = tuple(claim.id for claim in account.claims)
    if not is_event(account):
        home = home_of_total(account)
        return Holding(account.key, account.head.id, published, home, (home,), (home,), claims)
    filed = filing(account, traits(account))
    return Holding(account.key, account.head.id, published, filed.home, filed.under, filed.looks, claims)
