"""The calibrator: probabilities that hold on simulated pairs whose truth is known, and what it does with nothing to
learn from."""

import numpy as np
import pytest

from counterclaim.victims.calibration import calibrate, known_different, mutually_best
from counterclaim.victims.engine import Scored


def simulated(people=3000, share=0.7, slope=0.35, seed=1):
    """Two lists of `people` rows; the first `share` are in both. Weights overstate the evidence: true log odds are
    `slope` a bit."""
    rng = np.random.default_rng(seed)
    matched = int(people * share)
    left = [np.arange(matched)]
    right = [people + np.arange(matched)]
    weight = [rng.normal(22, 7, matched)]
    # each record has relatives in the other list, whose weights spread well into the matches' range
    for relatives in range(3):
        left.append(np.arange(people))
        right.append(people + (np.arange(people) + 7 * relatives + 11) % people)
        weight.append(rng.normal(2, 5, people))
    truth = np.concatenate([np.ones(matched, bool), np.zeros(3 * people, bool)])
    pairs = Scored(np.concatenate(left), np.concatenate(right), np.concatenate(weight), {}, {})
    return pairs, np.repeat([0, 1], people).astype(np.int64), truth


def error(probability, truth):
    """Expected calibration error over ten bins of pairs at .01 and above."""
    keep = probability >= 0.01
    p, y = probability[keep], truth[keep]
    place = np.minimum((p * 10).astype(int), 9)
    return sum(abs(p[place == k].sum() - y[place == k].sum()) for k in range(10)) / len(p)


@pytest.mark.parametrize(("share", "most"), [(0.95, 0.02), (0.6, 0.02), (0.2, 0.05)])
def test_probabilities_hold_without_labels_where_lists_hold_a_person_once(share, most):
    pairs, lists, truth = simulated(share=share)
    fitted = calibrate(pairs, lists, True)
    assert fitted.basis == "competition"
    # the gate of the tool is .02; where one record in five is matched, one false pair in six is known, and errors
    # grow as its inverse
    assert error(1 / (1 + np.exp(-fitted.log_odds(pairs))), truth) < most


def test_expected_matches_are_near_the_true_number():
    pairs, lists, truth = simulated(share=0.5)
    fitted = calibrate(pairs, lists, True)
    total = (1 / (1 + np.exp(-fitted.log_odds(pairs)))).sum()
    assert total == pytest.approx(
        truth.sum(), rel=0.05
    )  # one false pair in two is known: its share is told to a few per cent


def test_without_competition_or_labels_the_prior_stands():
    pairs, lists, _ = simulated(people=50)
    assert calibrate(pairs, lists, False).basis == "prior"


def test_labels_move_the_calibrator_toward_them():
    pairs, lists, truth = simulated(people=400)
    rng = np.random.default_rng(3)
    asked = rng.choice(len(pairs), 300, replace=False)
    labels = [(int(pairs.left[i]), int(pairs.right[i]), bool(truth[i])) for i in asked]
    before = error(1 / (1 + np.exp(-calibrate(pairs, lists, False).log_odds(pairs))), truth)
    after = error(1 / (1 + np.exp(-calibrate(pairs, lists, False, labels).log_odds(pairs))), truth)
    assert after < before


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
