"""The calibrator: probabilities that hold on simulated pairs whose truth is known, and what it does with nothing to
learn from."""

import numpy as np
import pytest

from counterclaim.victims.calibration import calibrate, known_different, mutually_best
from counterclaim.victims.decoys import Decoys
from counterclaim.victims.engine import KEEP_BITS, Scored

FIELDS = {"given": 40, "father": 30, "grandfather": 30, "family": 120, "birth": 60}
SAME, UNTOLD = 0.93, 0.1


def compared(one, other, keep, bits, chance):
    """Levels (0 not told, 1 same, 2 differs) and naive weights of all pairs of rows, those worth keeping."""
    levels = {}
    for field in FIELDS:
        a, b = one[field][:, None], other[field][None, :]
        levels[field] = np.where((a < 0) | (b < 0), 0, np.where(a == b, 1, 2)).astype(np.int8)
    weight = sum(bits[field][level] for field, level in levels.items()) - 20.0 + 10.0  # with a prior of 2**-10
    left, right = np.nonzero(keep & (weight >= KEEP_BITS))
    taken = {field: level[left, right] for field, level in levels.items()}
    return Scored(left, right, weight[left, right], taken, {}, bits, chance)


def simulated(people=800, share=0.7, seed=1):
    """Two lists of `people` rows, of which a share are in both; in families of three that share all but given name
    and birth. Fields agree as `SAME` and by chance say, but brothers make the weights overstate."""
    rng = np.random.default_rng(seed)
    matched = int(people * share)
    total = 2 * people - matched
    home = np.arange(total) // 3
    truth = {
        field: rng.integers(0, size, total)
        if field in ("given", "birth")
        else rng.integers(0, size, int(home.max()) + 1)[home]
        for field, size in FIELDS.items()
    }
    order = rng.permutation(total)
    who = order[:people], np.concatenate([order[:matched], order[people:]])

    def listed(rows):
        out = {}
        for field, size in FIELDS.items():
            wrong, untold = rng.random(people) > SAME**0.5, rng.random(people) < UNTOLD
            out[field] = np.where(untold, -1, np.where(wrong, rng.integers(0, size, people), truth[field][rows]))
        return out

    one, other = (listed(rows) for rows in who)
    bits, chance = {}, {}
    for field, size in FIELDS.items():
        u = np.array([1.0, 1 / size, 1 - 1 / size])
        bits[field], chance[field] = np.log2(np.array([1.0, SAME, 1 - SAME]) / u), u
    every = np.ones((people, people), bool)
    pairs = compared(one, other, every, bits, chance)
    within = [compared(rows, rows, np.triu(every, 1), bits, chance) for rows in (one, other)]
    drawn = Scored(
        np.concatenate([side.left for side in within]),
        np.concatenate([side.right for side in within]),
        np.concatenate([side.weight for side in within]),
        {field: np.concatenate([side.levels[field] for side in within]) for field in FIELDS},
        {},
        bits,
        chance,
    )
    decoys = Decoys(drawn, np.tile([0, 1], (len(drawn), 1)), {(0, 1): (people - 1) / people})
    same = who[0][pairs.left] == who[1][pairs.right]
    pairs = Scored(pairs.left, people + pairs.right, pairs.weight, pairs.levels, {}, bits, chance)
    return pairs, np.repeat([0, 1], people).astype(np.int64), same, decoys


def error(probability, truth):
    """Expected calibration error over ten bins of pairs at .01 and above."""
    keep = probability >= 0.01
    p, y = probability[keep], truth[keep]
    place = np.minimum((p * 10).astype(int), 9)
    return sum(abs(p[place == k].sum() - y[place == k].sum()) for k in range(10)) / len(p)


@pytest.mark.parametrize("share", [0.9, 0.5, 0.15])
@pytest.mark.parametrize("people", [300, 800])
def test_probabilities_hold_without_labels_where_lists_hold_a_person_once(share, people):
    pairs, lists, truth, decoys = simulated(people, share)
    fitted = calibrate(pairs, lists, True, decoys=decoys)
    assert fitted.basis == "competition and decoys"
    probability = 1 / (1 + np.exp(-fitted.log_odds(pairs)))
    # chance alone moves a bin's count by the root of what is open in it
    noise = np.sqrt((probability * (1 - probability)).sum()) / (probability >= 0.01).sum()
    assert error(probability, truth) < 0.02 + 2 * noise


@pytest.mark.parametrize("share", [0.9, 0.5, 0.15])
def test_expected_matches_are_near_the_true_number(share):
    pairs, lists, truth, decoys = simulated(800, share)
    probability = 1 / (1 + np.exp(-calibrate(pairs, lists, True, decoys=decoys).log_odds(pairs)))
    # what is left open varies by its root; twice that, because the calibrator is itself told by as many pairs
    spread = np.sqrt(2 * (probability * (1 - probability)).sum())
    assert abs(probability.sum() - truth.sum()) < 3 * spread


def test_brothers_are_not_believed_as_their_weights_say():
    pairs, lists, truth, decoys = simulated(800, 0.5)
    naive = 1 / (1 + 2.0**-pairs.weight)
    fitted = 1 / (1 + np.exp(-calibrate(pairs, lists, True, decoys=decoys).log_odds(pairs)))
    assert error(fitted, truth) < error(naive, truth) / 2


def test_without_competition_or_labels_the_prior_stands():
    pairs, lists, _, _ = simulated(people=90)
    assert calibrate(pairs, lists, False).basis == "prior"


def test_labels_move_the_calibrator_toward_them():
    pairs, lists, truth, _ = simulated(people=400)
    asked = np.random.default_rng(3).choice(len(pairs), min(600, len(pairs)), replace=False)
    # reviewers who hold every second pair of one person for two make a calibrator that believes less
    labels = [(int(pairs.left[i]), int(pairs.right[i]), bool(truth[i]) and i % 2 == 0) for i in asked]
    before = calibrate(pairs, lists, False).log_odds(pairs)[truth].mean()
    after = calibrate(pairs, lists, False, labels).log_odds(pairs)[truth].mean()
    assert after < before - 1


def test_a_rival_of_a_sure_pair_is_known_to_be_different():
    pairs = Scored(np.array([0, 0, 1]), np.array([2, 3, 3]), np.array([30.0, 5.0, 4.0]), {}, {})
    lists = np.array([0, 0, 1, 1])
    known, chance, _ = known_different(pairs, lists, np.array([True, False, False]), np.array([True, True]))
    assert known.tolist() == [False, True, False]
    assert chance == pytest.approx(0.75)


def test_ties_are_not_mutually_best():
    pairs = Scored(np.array([0, 0]), np.array([1, 2]), np.array([9.0, 9.0]), {}, {})
    assert not mutually_best(pairs, np.array([0, 1, 1]), np.arange(2)).any()


def test_no_pairs_at_all_is_no_error():
    empty = Scored(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), {}, {})
    assert calibrate(empty, np.array([0, 1]), True).basis == "prior"
