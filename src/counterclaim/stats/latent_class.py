"""The number missed by every list, when persons fall into classes within which lists are independent.

Model (Manrique-Vallier 2016, Biometrics 72(4)), of each of N persons:

    class z = k with probability nu_k;  on list j given z = k with probability lambda_jk, independently
    lambda_jk ~ Beta(1, 1);  nu by K - 1 sticks V_k ~ Beta(1, alpha);  alpha ~ Gamma(1/4, rate 1/4);  p(N) = 1/N

With N integrated out the documented have likelihood prod [p_h / (1 - p_0)]^f_h, p_0 the chance of being on no list.
Assumption: given an unseen class, lists are independent; the classes that are seen tell of those who are not.

Sampler. Within a temperature: a Gibbs sweep on persons counted by history and class (alpha drawn with the sticks
integrated out, neighbouring labels exchanged), and Hamiltonian trajectories on the likelihood above, in which neither N
nor classes appear, so that they move along the ridge on which the Gibbs sampler creeps. Between temperatures: exchange
of neighbours in a ladder of tables thinned to whole persons (parallel tempering, Geyer 1991), because posteriors of
sparse tables have several modes. Ladders start from the prior and are independent.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterclaim.stats.convergence import ess, rhat
from counterclaim.stats.incomplete_beta import log_at_most
from counterclaim.stats.latent_class_kernels import NO_CAP, draw_prior, gibbs, hamiltonian, joint_chances

Array = NDArray[np.float64]
Masks = NDArray[np.int64]

#: K, a and b of LCMCR's documentation and of the reference runs (Manrique-Vallier 2016, section 5)
CLASSES, SHAPE, RATE = 10, 0.25, 0.25
#: independent ladders; four are the least for which R-hat is recommended (Vehtari et al. 2021), eight show modes better
LADDERS = 8
#: temperatures, and the ratio of table sizes of neighbours: a ratio of 0.6 exchanges a third to a half of the time
TEMPERATURES, RATIO = 8, 0.6
#: sweeps of the full table between exchanges; draws are kept of these
COLD = 4
#: leapfrog steps are uniform on this range, their size is tuned to the acceptance that is best for such trajectories
#: (Beskos et al. 2013, Bernoulli 19(5A): 0.65; a little more is safer) during warm-up
LEAST_STEPS, MOST_STEPS, ACCEPTANCE = 3, 20, 0.75
#: rounds times histories beyond which a table of many lists would take longer than minutes
MOST_WORK, FEWEST_ROUNDS = 400_000, 50
#: share of each ladder's draws after warm-up that is dropped
BURN_IN = 0.2
#: thresholds of convergence: Vehtari et al. (2021), sections 4.1 and 5
MOST_RHAT, LEAST_ESS = 1.01, 400.0
#: medians of two halves of the ladders must agree to this on the total
AGREEMENT = 0.05
#: journeys of a state from the hottest table to the full one, over all ladders, under which modes were not looked for
LEAST_JOURNEYS = 40


@njit(cache=True)
def run(
    x: Array,
    v: Array,
    alpha: Array,
    sizes: Array,
    slot: Masks,
    heading: Masks,
    masks: Masks,
    parent: Masks,
    bit: Masks,
    tables: Array,
    a: float,
    b: float,
    cap: float,
    rounds: int,
    tune: float,
    seed: int,
    draws: Array,
    states: Array,
) -> tuple[float, int]:
    """`rounds` rounds of one ladder, in place.

    Args:
        x, v, alpha: states, by slot. sizes: log step sizes, by temperature. slot: which state has a temperature.
        heading: by slot, 1 if the state was last at the hottest table, 0 if at the full one.
        tables: counts by temperature and history, the full table first.
        tune: rate at which step sizes are adapted; 0 for rounds that are kept.
        draws: rounds x cold sweeps x 3: missed, log p0, occupied classes.
        states: rounds x (x, v) of the last cold sweep, flat.

    Returns:
        share of exchanges accepted, journeys from the hottest to the full table.
    """
    np.random.seed(seed)
    temperatures, classes, lists = x.shape
    histories = masks.shape[0]
    joint, total = np.empty((classes, histories)), np.empty((temperatures, histories))
    chance, stick = np.empty((classes, lists)), np.empty(classes)
    counts, ones = np.empty(classes), np.empty((classes, lists))
    people, nobody = np.empty(temperatures), np.empty(temperatures)
    for t in range(temperatures):
        people[t] = tables[t].sum()
    accepted, journeys = 0, 0
    for r in range(rounds):
        for t in range(temperatures):
            s = slot[t]
            f, n = tables[t], people[t]
            for sweep in range(draws.shape[1] if t == 0 else 1):
                alpha[s], missed, p0 = gibbs(
                    x[s], v[s], alpha[s], parent, bit, masks, f, n, cap, a, b, joint, chance, stick, counts, ones
                )
                if t == 0:
                    draws[r, sweep, 0] = missed
                    draws[r, sweep, 1] = np.log(p0)
                    draws[r, sweep, 2] = (counts > 0.0).sum()
                size = np.exp(sizes[t]) * (0.8 + 0.4 * np.random.random())
                steps = np.random.randint(LEAST_STEPS, MOST_STEPS + 1)
                chosen = hamiltonian(x[s], v[s], alpha[s], parent, bit, f, n, cap, size, steps, joint, chance, stick)
                sizes[t] += tune * (chosen - ACCEPTANCE)
            p0 = joint_chances(x[s], v[s], parent, bit, joint, chance, stick)
            seen = np.log(max(1.0 - p0, 1e-12))
            for h in range(histories):
                p = 1e-300
                for k in range(classes):
                    p += joint[k, h]
                total[s, h] = np.log(p) - seen
            nobody[s] = p0
        for t in range(r % 2, temperatures - 1, 2):
            one, two = slot[t], slot[t + 1]
            gain = 0.0
            for h in range(1, histories):
                gain += (tables[t, h] - tables[t + 1, h]) * (total[two, h] - total[one, h])
            if cap < NO_CAP:
                gain += log_at_most(cap, people[t], nobody[two]) + log_at_most(cap, people[t + 1], nobody[one])
                gain -= log_at_most(cap, people[t], nobody[one]) + log_at_most(cap, people[t + 1], nobody[two])
            if np.log(1.0 - np.random.random()) < gain:
                slot[t], slot[t + 1] = two, one
                accepted += 1
        heading[slot[temperatures - 1]] = 1
        if heading[slot[0]] == 1:
            heading[slot[0]] = 0
            journeys += 1
        s = slot[0]
        at = 0
        for k in range(classes):
            for j in range(lists):
                states[r, at] = x[s, k, j]
                at += 1
        for k in range(classes - 1):
            states[r, at] = v[s, k]
            at += 1
    return accepted / max(1, rounds * (temperatures - 1) / 2), journeys


@njit(cache=True)
def start(x: Array, v: Array, alpha: Array, a: float, b: float, seed: int) -> None:
    """Every state of a ladder from the prior."""
    np.random.seed(seed)
    for t in range(alpha.shape[0]):
        alpha[t] = draw_prior(x[t], v[t], a, b)


@dataclass(frozen=True)
class Histories:
    """The histories that occur, as a tree: each is its parent and one list more; the first is nobody's."""

    lists: int
    masks: Masks
    parent: Masks
    bit: Masks
    f: Array

    @staticmethod
    def of(y: Array) -> "Histories":
        """From counts by history, 2**lists."""
        needed = {0}
        for occurring in np.flatnonzero(y[1:] > 0) + 1:
            mask = int(occurring)
            while mask:
                needed.add(mask)
                mask &= mask - 1
        masks = np.array(sorted(needed, key=lambda mask: (mask.bit_count(), mask)), dtype=np.int64)
        at = {int(mask): i for i, mask in enumerate(masks)}
        parent = np.array([at[int(m) & (int(m) - 1)] if m else 0 for m in masks], dtype=np.int64)
        bit = np.array([(int(m) & -int(m)).bit_length() - 1 if m else 0 for m in masks], dtype=np.int64)
        f = y[masks].copy()
        f[0] = 0.0
        return Histories(len(y).bit_length() - 1, masks, parent, bit, f)


@dataclass(frozen=True)
class Prior:
    """Number of classes, the Gamma prior of alpha, and the largest number missed (infinite unless a proper prior on the
    total is wanted, as in simulation-based calibration)."""

    classes: int = CLASSES
    shape: float = SHAPE
    rate: float = RATE
    cap: float = 1e15


@dataclass
class Ladder:
    """One ladder's states, and what it has drawn since its warm-up."""

    x: Array
    v: Array
    alpha: Array
    sizes: Array
    slot: Masks
    heading: Masks
    seeds: np.random.Generator
    draws: list[Array] = field(default_factory=list)
    states: list[Array] = field(default_factory=list)
    journeys: int = 0
    exchanges: list[float] = field(default_factory=list)

    @staticmethod
    def of(histories: Histories, prior: Prior, seeds: np.random.Generator) -> "Ladder":
        """A ladder whose every state is a draw from the prior."""
        x = np.empty((TEMPERATURES, prior.classes, histories.lists))
        v, alpha = np.empty((TEMPERATURES, prior.classes - 1)), np.empty(TEMPERATURES)
        start(x, v, alpha, prior.shape, prior.rate, int(seeds.integers(2**31)))
        sizes = np.full(TEMPERATURES, np.log(0.1))
        return Ladder(x, v, alpha, sizes, np.arange(TEMPERATURES), np.zeros(TEMPERATURES, dtype=np.int64), seeds)

    def advance(self, histories: Histories, tables: Array, prior: Prior, rounds: int, tune: float) -> None:
        """Some rounds; kept where nothing is tuned."""
        draws = np.empty((rounds, COLD, 3))
        states = np.empty((rounds, prior.classes * (histories.lists + 1) - 1))
        share, journeys = run(
            self.x, self.v, self.alpha, self.sizes, self.slot, self.heading,
            histories.masks, histories.parent, histories.bit, tables,
            prior.shape, prior.rate, prior.cap, rounds, tune, int(self.seeds.integers(2**31)), draws, states,
        )  # fmt: skip
        if tune == 0.0:
            self.draws.append(draws.reshape(-1, 3))
            self.states.append(states)
            self.journeys += journeys
            self.exchanges.append(share)


@dataclass(frozen=True)
class Sample:
    """Draws of all ladders (ladders x draws): `missed`, `log_p0`, `occupied` classes; `states` are thinned (x, v).

    `rhat` and `ess` are of log missed, log p0 and occupied classes. `converged` holds where all are within the
    thresholds, states travelled the ladders often enough, and halves of the ladders agree.
    """

    missed: Array
    log_p0: Array
    occupied: Array
    states: Array
    rhat: dict[str, float]
    ess: dict[str, float]
    journeys: int
    exchanges: float
    medians: Array
    converged: bool
    why_not: str


def sample(
    y: Array,
    seed: int,
    prior: Prior | None = None,
    *,
    ladders: int = LADDERS,
    first: int = 250,
    most: int = 4000,
    warm_up: int = 200,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Sample:
    """The posterior, by independent ladders that are run until they agree or `most` rounds are spent.

    Args:
        y: counts by history, 2**lists; y[0] is ignored.
        seed: the same seed gives the same draws.
        first: rounds after which convergence is first judged; they double until it holds.
        warm_up: rounds in which step sizes are tuned; not kept.
        progress: called with the rounds done and the most there can be.
    """
    prior = prior or Prior()
    histories = Histories.of(y)
    most = min(most, max(FEWEST_ROUNDS, MOST_WORK // len(histories.masks)))
    first = min(first, most)
    tables = np.round(RATIO ** np.arange(TEMPERATURES)[:, None] * histories.f[None, :])
    seeds = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(ladders)]
    made = [Ladder.of(histories, prior, generator) for generator in seeds]
    for ladder in made:
        ladder.advance(histories, tables, prior, warm_up // 2, 0.2)
        ladder.advance(histories, tables, prior, warm_up - warm_up // 2, 0.05)
    done = 0
    while True:
        more = first if done == 0 else done
        for ladder in made:
            ladder.advance(histories, tables, prior, more, 0.0)
            progress(done, most)
        done += more
        judged = judge(made, float(histories.f.sum()))
        if judged.converged or done * 2 > most:
            return judged


def judge(ladders: list[Ladder], documented: float) -> Sample:
    """Draws so far and whether they can be believed."""
    every = np.stack([np.concatenate(ladder.draws) for ladder in ladders])
    draws = every[:, int(BURN_IN * every.shape[1]) :]
    missed, log_p0, occupied = draws[..., 0], draws[..., 1], draws[..., 2]
    watched = {"log_missed": np.log(missed + 0.5), "log_p0": log_p0, "occupied": occupied}
    ratios = {name: rhat(values) for name, values in watched.items()}
    sizes = {name: ess(values) for name, values in watched.items()}
    medians = documented + np.median(missed, axis=1)
    half = len(ladders) // 2
    halves = [documented + float(np.median(missed[part])) for part in (slice(None, half), slice(half, None))]
    journeys = sum(ladder.journeys for ladder in ladders)
    faults = []
    if max(ratios.values()) > MOST_RHAT:
        faults.append(f"R-hat is {max(ratios.values()):.3f}, above {MOST_RHAT}")
    if min(sizes.values()) < LEAST_ESS:
        faults.append(f"the effective sample is {min(sizes.values()):.0f}, below {LEAST_ESS:.0f}")
    if journeys < LEAST_JOURNEYS:
        faults.append(f"states crossed the temperatures {journeys} times, fewer than {LEAST_JOURNEYS}")
    if abs(halves[0] - halves[1]) > AGREEMENT * min(halves):
        faults.append("two halves of the independent runs differ by more than 5 % in their medians")
    walked = np.stack([np.concatenate(ladder.states) for ladder in ladders])
    states = walked[:, int(BURN_IN * walked.shape[1]) :].reshape(-1, walked.shape[2])
    return Sample(
        missed=missed,
        log_p0=log_p0,
        occupied=occupied,
        states=states[:: max(1, len(states) // 400)],
        rhat=ratios,
        ess=sizes,
        journeys=journeys,
        exchanges=float(np.mean([share for ladder in ladders for share in ladder.exchanges])),
        medians=medians,
        converged=not faults,
        why_not="; ".join(faults),
    )


def cell_chances(states: Array, lists: int, classes: int) -> Array:
    """The chance of every history (states x 2**lists, nobody's first) under thinned states of a sample."""
    x = states[:, : classes * lists].reshape(-1, classes, lists)
    v = np.clip(states[:, classes * lists :], -300, 300)
    stick = np.hstack([1 / (1 + np.exp(-v)), np.ones((len(states), 1))])
    rest = np.hstack([np.ones((len(states), 1)), np.cumprod(1 / (1 + np.exp(v)), axis=1)])
    chance = 1 / (1 + np.exp(-np.clip(x, -300, 300)))
    joint = (stick * rest)[:, :, None]
    for j in range(lists):
        on = chance[:, :, j, None]
        joint = np.concatenate([joint * (1 - on), joint * on], axis=2)
    total: Array = joint.sum(axis=1)
    return total
