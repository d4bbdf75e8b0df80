"""Partitions of items under pairwise odds: marginals of one-to-one matchings, best-first agglomeration, Gibbs sampling.

Items are 0..n-1; `group` is the group of each item; where `single[group]` holds, a part has at most one item of that
group. Pairs are
given in both directions in CSR form: `start[i]:start[i + 1]` are the places in `other` and `log_odds` of item i's
pairs.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

#: messages that move less than this in a round are taken to have settled
STILL = 1e-6

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def adjacency(items: int, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """CSR of undirected pairs: `start` (items + 1), `other`, and `pair` (which pair each place is)."""
    ends, others = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.argsort(ends, kind="stable")
    start = np.zeros(items + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=items), out=start[1:])
    return start, others[order].astype(np.int64), (order % max(1, len(left))).astype(np.int64)


@njit(cache=True)
def matching_marginals(items: int, left: Ints, right: Ints, log_odds: Floats, rounds: int) -> Floats:
    """P(pair is in the matching), where P(matching) is proportional to the product of its pairs' odds.

    Sum-product messages of the monomer-dimer model (Bayati et al. 2007, arXiv:math/0703602; exact on trees): m[l->r]
    = 1 / (1 + sum over other r' of odds m[r'->l]).
    """
    pairs = len(left)
    to_right, to_left = np.ones(pairs), np.ones(pairs)
    odds = np.exp(np.minimum(log_odds, 60.0))
    sums = np.empty(items)
    for _ in range(rounds):
        moved = 0.0
        sums[:] = 1.0
        for e in range(pairs):
            sums[left[e]] += odds[e] * to_left[e]
            sums[right[e]] += odds[e] * to_right[e]
        for e in range(pairs):
            own_left, own_right = odds[e] * to_left[e], odds[e] * to_right[e]
            new_right = 1.0 / max(1.0, sums[left[e]] - own_left)
            new_left = 1.0 / max(1.0, sums[right[e]] - own_right)
            moved = max(moved, abs(new_right - to_right[e]), abs(new_left - to_left[e]))
            to_right[e] = 0.5 * to_right[e] + 0.5 * new_right  # damped: loops make plain messages swing
            to_left[e] = 0.5 * to_left[e] + 0.5 * new_left
        if moved < STILL:
            break
    out = np.empty(pairs)
    for e in range(pairs):
        both = odds[e] * to_left[e] * to_right[e]
        out[e] = both / (1.0 + both)
    return out


@njit(cache=True)
def agglomerate(
    items: int, group: Ints, single: npt.NDArray[np.bool_], start: Ints, other: Ints, log_odds: Floats,
    order_left: Ints, order_right: Ints, absent: float, forbidden_left: Ints, forbidden_right: Ints,
) -> Ints:  # fmt: skip
    """Parts by joining pairs in the given order (best first) where the mean log odds between the two parts is positive.

    `absent` is the log odds of two items that are no pair. Forbidden pairs never share a part. Returns a part for
    each item.
    """
    part = np.arange(items)
    first, after, last = np.arange(items), np.full(items, -1), np.arange(items)
    size = np.ones(items, np.int64)
    bars = {(-1, -1)}
    for k in range(len(forbidden_left)):
        bars.add((forbidden_left[k], forbidden_right[k]))
        bars.add((forbidden_right[k], forbidden_left[k]))
    for k in range(len(order_left)):
        a, b = part[order_left[k]], part[order_right[k]]
        if a == b:
            continue
        if size[a] > size[b]:
            a, b = b, a
        total, found, barred = 0.0, 0, False
        i = first[a]
        while i != -1 and not barred:
            for place in range(start[i], start[i + 1]):
                if part[other[place]] == b:
                    total += log_odds[place]
                    found += 1
            if single[group[i]] or len(bars) > 1:
                j = first[b]
                while j != -1:
                    if (group[j] == group[i] and single[group[i]]) or (len(bars) > 1 and (i, j) in bars):
                        barred = True
                        break
                    j = after[j]
            i = after[i]
        if barred or total + absent * (size[a] * size[b] - found) <= 0.0:
            continue
        i = first[a]
        while i != -1:
            part[i] = b
            i = after[i]
        after[last[b]] = first[a]
        last[b] = last[a]
        size[b] += size[a]
    return part


@njit(cache=True)
def sweep_partition(
    part: Ints, active: Ints, group: Ints, single: npt.NDArray[np.bool_], start: Ints, other: Ints, log_odds: Floats,
    odds: Floats, absent: float, sweeps: int, seed: int,
) -> Ints:  # fmt: skip
    """Gibbs sweeps: each active item leaves its part and joins a neighbour's part, or stands alone, by the product of
    pair odds.

    `part` holds labels 0..n-1 and is changed in place; so P(partition) is proportional to the product of odds of
    pairs in one part. `odds` are exp(log_odds): most neighbours stand alone, and for those nothing else is needed.
    """
    np.random.seed(seed)
    items = len(part)
    first, after, before = np.full(items, -1), np.full(items, -1), np.full(items, -1)
    for i in range(items):
        p = part[i]
        after[i] = first[p]
        if first[p] != -1:
            before[first[p]] = i
        first[p] = i
    free = np.full(items, -1)
    top = 0
    for p in range(items):
        if first[p] == -1:
            free[top] = p
            top += 1
    options, weights = np.empty(4096, np.int64), np.empty(4096)
    for _ in range(sweeps):
        for k in range(len(active)):
            i = active[k]
            p = part[i]
            if before[i] != -1:
                after[before[i]] = after[i]
            else:
                first[p] = after[i]
            if after[i] != -1:
                before[after[i]] = before[i]
            before[i], after[i] = -1, -1
            if first[p] == -1:
                free[top] = p
                top += 1
            # most neighbours stand alone or are taken: then each place is an option by itself, or none
            quick, norm, mine = start[i + 1] - start[i] < len(weights), 1.0, group[i]
            for place in range(start[i], start[i + 1]):
                if not quick:
                    break
                j = first[part[other[place]]]
                weights[place - start[i]] = odds[place]
                if single[mine]:
                    k = j
                    while k != -1:
                        if group[k] == mine:
                            weights[place - start[i]] = 0.0
                            break
                        k = after[k]
                if after[j] != -1 and weights[place - start[i]] > 0.0:
                    quick = False
                norm += weights[place - start[i]]
            if quick:
                u = np.random.random() * norm
                choice = -1
                for place in range(start[i], start[i + 1]):
                    u -= weights[place - start[i]]
                    if u < 0.0:
                        choice = part[other[place]]
                        break
                if choice == -1:
                    top -= 1
                    choice = free[top]
                part[i] = choice
                after[i] = first[choice]
                if first[choice] != -1:
                    before[first[choice]] = i
                first[choice] = i
                continue
            count = 0
            for place in range(start[i], start[i + 1]):
                q = part[other[place]]
                if other[place] == i or count >= 4095:
                    continue
                seen = False
                for t in range(count):
                    if options[t] == q:
                        seen = True
                        break
                if not seen:
                    options[count] = q
                    count += 1
            best = 0.0
            for t in range(count):
                total, members = 0.0, 0
                j = first[options[t]]
                while j != -1:
                    members += 1
                    if single[group[i]] and group[j] == group[i]:
                        total = -np.inf
                        break
                    j = after[j]
                if total > -1.0:
                    found = 0
                    for place in range(start[i], start[i + 1]):
                        if part[other[place]] == options[t] and other[place] != i:
                            total += log_odds[place]
                            found += 1
                    total += absent * (members - found)
                weights[t] = total
                best = max(best, total)
            norm = np.exp(-best)
            for t in range(count):
                weights[t] = np.exp(weights[t] - best)
                norm += weights[t]
            u = np.random.random() * norm
            choice = -1
            for t in range(count):
                u -= weights[t]
                if u < 0.0:
                    choice = options[t]
                    break
            if choice == -1:
                top -= 1
                choice = free[top]
            part[i] = choice
            after[i] = first[choice]
            if first[choice] != -1:
                before[first[choice]] = i
            first[choice] = i
    return part


@njit(cache=True)
def sweep_matching(
    mate: Ints,
    taken: npt.NDArray[np.bool_],
    start: Ints,
    other: Ints,
    odds: npt.NDArray[np.float32],
    sweeps: int,
    seed: int,
) -> None:
    """Gibbs sweeps over a matching of two groups: each left item leaves its mate and takes a right item that is free, or
    none, by the odds of its pairs.

    Left item i has the pairs `start[i]:start[i + 1]` with right items `other`; `mate` is the right item of each left one
    (-1: none), `taken` says which right items are held. Both are changed in place; P(matching) is proportional to the
    product of its odds, those of right items that are held by nobody here staying as they are.
    """
    np.random.seed(seed)
    for _ in range(sweeps):
        for i in range(len(mate)):
            if mate[i] >= 0:
                taken[mate[i]] = False
            norm = 1.0
            for place in range(start[i], start[i + 1]):
                if not taken[other[place]]:
                    norm += odds[place]
            left = np.random.random() * norm
            mate[i] = -1
            for place in range(start[i], start[i + 1]):
                if not taken[other[place]]:
                    left -= odds[place]
                    if left < 0.0:
                        mate[i] = other[place]
                        taken[other[place]] = True
                        break


@njit(cache=True)
def history_counts(part: Ints, group: Ints, groups: int) -> Ints:
    """How many parts have each capture history; index = sum of 2**group over the groups in the part (index 0 is
    unused)."""
    masks = np.zeros(len(part), np.int64)
    for i in range(len(part)):
        if group[i] >= 0:
            masks[part[i]] |= 1 << group[i]
    counts = np.zeros(1 << groups, np.int64)
    for p in range(len(masks)):
        counts[masks[p]] += 1
    counts[0] = 0
    return counts
