"""Totals and stocks of one area and year, parted by the town that they are of."""

import math
from collections.abc import Sequence

from counterclaim.figures.account import Account
from counterclaim.figures.where import Setting, setting

#: the name of those that are of the whole area
WHOLE_AREA = "*"


def by_town(accounts: Sequence[Account]) -> dict[str, list[Account]]:
    """Accounts in order, parted by town; those that may mean the whole area join the town whose numbers are nearest."""
    towns: dict[str, list[Account]] = {}
    wide = []
    for account in sorted(accounts, key=lambda account: account.where.town if account.where else ""):
        if account.where is None or (account.where.coarse and account.where.located):
            wide.append(account)
            continue
        near = next((town for town, members in towns.items() if _one_place(members[0], account)), account.where.town)
        towns.setdefault(near, []).append(account)
    if not towns:
        return {WHOLE_AREA: list(accounts)} if accounts else {}
    fixed = {town: list(members) for town, members in towns.items()}
    for account in wide:
        fit = [
            town
            for town, members in fixed.items()
            if account.where is None or any(setting(account.where, m.where) is not Setting.APART for m in members[:8])
        ]
        best = min(fit, key=lambda town: (_distance(account, fixed[town]), -len(fixed[town]), town), default=WHOLE_AREA)
        towns.setdefault(best, []).append(account)
    return towns


def _one_place(one: Account, other: Account) -> bool:
    return setting(one.where, other.where) in (Setting.SAME, Setting.WITHIN)


def _distance(account: Account, members: Sequence[Account]) -> float:
    """How far a count is from the middle of others, as a log ratio; 0 where either is missing."""
    leads = sorted(member.lead for member in members if member.lead is not None)
    if account.lead is None or not leads:
        return 0.0
    return round(abs(math.log((account.lead + 1) / (leads[len(leads) // 2] + 1))), 6)
