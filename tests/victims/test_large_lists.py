"""What large lists are done by, against the plain way of doing it: names by columns, sizes of blocks, ids, sampling."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.canonical import make_id, make_ids
from counterclaim.stats.matchings import sweep_matching
from counterclaim.victims import sampling
from counterclaim.victims.block_sizes import BLANK, large, mixed, pairs_of
from counterclaim.victims.features import design_of, linear
from counterclaim.victims.generator import ListProfile, generate
from counterclaim.victims.linking import link
from counterclaim.victims.lists import rows_of
from counterclaim.victims.name_table import COMPONENTS, Words, read_names
from counterclaim.victims.names import ARABIC, LATIN, NameReader
from counterclaim.victims.replicates import overlaps

#: words of every kind: plain, joining, dropped, honorific, placeholder, of a child, two in one, none
PIECES = [
    "samer", "khaled", "haddad", "abd", "al", "abu", "bin", "dr", "unknown", "child", "of", "x", "o-neil", "(abu", "ali)", "--", "allah",
]  # fmt: skip
ARABIC_PIECES = ["سامر", "خالد", "حداد", "عبد", "ابو", "ال", "بن", "مجهول", "طفل", "الله", "الدين", "د"]


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), min_size=1, max_size=8))
def test_latin_names_by_columns_are_those_read_one_by_one(rows):
    same_as_one_by_one(NameReader(LATIN), [" ".join(row) for row in rows])


@given(st.lists(st.lists(st.sampled_from(ARABIC_PIECES), min_size=1, max_size=5), min_size=1, max_size=8))
def test_arabic_names_by_columns_are_those_read_one_by_one(rows):
    same_as_one_by_one(NameReader(ARABIC), [" ".join(row) for row in rows])


def same_as_one_by_one(reader, texts):
    words = Words()
    table = read_names(reader, np.array(texts, object), words)
    for row, text in enumerate(texts):
        name = reader.read(text)
        assert tuple(words.all[code] for code in table.codes[table.starts[row] : table.starts[row + 1]]) == name.tokens
        found = [words.all[code] if (code := table.parts[part][row]) >= 0 else None for part in COMPONENTS]
        assert found == [name.given, name.father, name.grandfather, name.family]
        assert table.named[row] != name.placeholder


@given(st.lists(st.tuples(st.integers(BLANK, 4), st.integers(0, 2)), min_size=1, max_size=30), st.booleans())
def test_pairs_of_a_key_are_those_that_counting_finds(rows, within):
    keys, lists = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    pairs = [
        keys[a]
        for a, b in itertools.combinations(range(len(rows)), 2)
        if keys[a] == keys[b] != BLANK and (within or lists[a] != lists[b])
    ]
    assert pairs_of(keys, lists, within) == len(pairs)
    crowded = {key for key in pairs if pairs.count(key) > 3}
    assert large(keys, lists, within, 3).tolist() == [row for row, key in enumerate(keys) if key in crowded]


def test_a_second_key_splits_the_first_and_joins_nothing():
    first, second = (
        np.array(column, np.int64) for column in zip(*itertools.product(range(50), range(-1, 50)), strict=True)
    )
    both = mixed(first, second)
    assert len(np.unique(both)) == len(first)
    assert (both >= 0).all()


@pytest.mark.parametrize("text", ["ministry-1", 'a"b', "a\\b", "é", "", "سامر", "\x7f", "\n"])
def test_ids_of_many_are_those_of_one(text):
    assert make_ids("person", [text, "other"]) == [make_id("person", text), make_id("person", "other")]


def test_sweeps_of_a_matching_visit_each_matching_by_its_odds():
    """Two left and two right items, three pairs: the four matchings of at most one pair, and the one of two."""
    odds = {(0, 0): 2.0, (0, 1): 0.5, (1, 1): 3.0}
    weights = {
        frozenset(): 1.0,
        **{frozenset([pair]): odd for pair, odd in odds.items()},
        frozenset([(0, 0), (1, 1)]): 6.0,
    }
    mate, taken = np.full(2, -1), np.zeros(2, bool)
    start, other = np.array([0, 2, 3]), np.array([0, 1, 1])
    seen = dict.fromkeys(weights, 0)
    for seed in range(20_000):
        sweep_matching(mate, taken, start, other, np.array(list(odds.values()), np.float32), 1, seed)
        seen[frozenset((i, int(j)) for i, j in enumerate(mate) if j >= 0)] += 1
    for matching, weight in weights.items():
        assert seen[matching] / 20_000 == pytest.approx(weight / sum(weights.values()), abs=0.015)


@pytest.fixture(scope="module")
def linkage():
    made = generate([ListProfile("registry", 0.6), ListProfile("monitor", 0.5, birth_date=0.4)], 900, seed=4)
    return link([rows_of(name, table, once=True) for name, table in made.tables.items()], one_to_one=True)


def test_log_odds_without_the_table_of_features_are_its_product(linkage):
    calibration, pairs = linkage.calibration, linkage.pairs
    odds = calibration.evidence(pairs)
    table = design_of(pairs, calibration.features, odds) @ calibration.coefficients
    assert np.allclose(linear(pairs, calibration.features, odds, calibration.coefficients), table)


def test_the_quick_way_for_two_large_lists_spreads_persons_as_the_plain_way(linkage, monkeypatch):
    plain = overlaps(linkage, 200).replicates.sum(axis=1)
    monkeypatch.setattr(sampling, "MANY", 0)
    quick = overlaps(linkage, 200).replicates.sum(axis=1)
    assert quick.mean() == pytest.approx(plain.mean(), abs=0.4 * plain.std())
    assert quick.std() == pytest.approx(plain.std(), rel=0.25)
