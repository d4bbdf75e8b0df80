"""Scoring on Spark, for lists that one machine cannot hold. The model is trained on DuckDB, so both engines decide
alike."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd

from counterclaim.errors import UsageError
from counterclaim.victims.engine import KEEP_BITS, Model, Scored, linker_over, pairs_sql, quiet, scored

#: parts that Spark shuffles pairs into on one machine; its default of 200 only costs time there
PARTITIONS = 8


def score(connection: duckdb.DuckDBPyConnection, model: Model, lists: Sequence[str]) -> Scored:
    """Score the candidate pairs of the tables `list_0`, ... on Spark, in local mode unless SPARK_REMOTE or a master
    is configured.

    Raises:
        UsageError: PySpark or Java is not there.
    """
    try:
        from pyspark.sql import SparkSession
        from splink.backends.spark import SparkAPI, similarity_jar_location
    except ImportError as error:
        raise UsageError("--engine spark needs PySpark: install counterclaim[spark], and Java 17") from error
    try:
        session = (
            SparkSession.builder.appName("counterclaim")
            .config("spark.jars", similarity_jar_location())
            .config("spark.sql.shuffle.partitions", PARTITIONS)
            .config("spark.default.parallelism", PARTITIONS)
            .config("spark.ui.enabled", "false")
            .config("spark.sql.execution.arrow.pyspark.enabled", "false")
            .config("spark.log.level", "OFF")
            .getOrCreate()
        )
    except Exception as error:  # py4j raises its own kinds where Java is missing or of another version
        raise UsageError("--engine spark: Spark does not start; it needs Java 17 on the PATH") from error
    try:
        make_api: Any = SparkAPI
        api = make_api(spark_session=session, break_lineage_method="persist", num_partitions_on_repartition=PARTITIONS)
        inputs = []
        for number in range(len(lists)):
            rows = connection.sql(f"select * from list_{number}").df()  # noqa: S608
            clean = rows.astype(object).where(pd.notna(rows), None)
            inputs.append(
                api.register(
                    session.createDataFrame(clean.to_dict("records"), _schema(rows)),
                    dataset_display_name=f"input_{number}",
                )
            )
        linker = linker_over(inputs, {**model.settings, "sql_dialect": "spark"})
        with quiet():
            table = linker.inference.predict(threshold_match_weight=KEEP_BITS).physical_name
            frame = session.sql(pairs_sql(model, str(table), quote="`")).toPandas()
    finally:
        session.stop()
    import pyarrow as pa

    return scored(pa.Table.from_pandas(frame, preserve_index=False), model)


def _schema(rows: pd.DataFrame) -> str:
    """Spark's types of the columns: numbers stay numbers, all else is text."""
    kinds = {"int64": "bigint", "float64": "double", "bool": "boolean"}
    return ", ".join(f"`{name}` {kinds.get(str(kind), 'string')}" for name, kind in rows.dtypes.items())
