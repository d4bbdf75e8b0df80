"""Spark decides as DuckDB does: the same lists, seed and settings through both engines."""

import shutil
from importlib.util import find_spec

import numpy as np
import pytest

from counterclaim.victims.generator import ListProfile, generate
from counterclaim.victims.linking import link
from counterclaim.victims.lists import rows_of

NEEDS = "needs PySpark and Java 17: pip install counterclaim[spark], apt-get install default-jre-headless"


@pytest.mark.soak
def test_spark_and_duckdb_decide_alike():
    assert find_spec("pyspark"), NEEDS
    assert shutil.which("java"), NEEDS
    made = generate([ListProfile("one", 0.5), ListProfile("two", 0.5, script="latin")], 1000, seed=8)
    lists = [rows_of(name, table, once=True) for name, table in made.tables.items()]
    here, there = (link(lists, one_to_one=True, engine_name=name) for name in ("duckdb", "spark"))
    assert (here.pairs.left == there.pairs.left).all()
    assert (here.pairs.right == there.pairs.right).all()
    assert (here.decided.part == there.decided.part).all()
    assert np.abs(here.probabilities() - there.probabilities()).max() < 1e-6
