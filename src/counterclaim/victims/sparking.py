"""Scoring on Spark, for lists that one machine cannot hold. The model is trained on DuckDB, so both engines decide
alike."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from counterclaim.errors import UsageError
from counterclaim.victims.engine import KEEP_BITS, Model, Scored, linker_over, pairs_sql, quiet, scored

#: parts that Spark shuffles pairs into on one machine; its default of 200 only costs time there
PARTITIONS = 8
#: pairs handed to DuckDB's similarity at once
BATCH = 50_000
#: the name that DuckDB's similarity has in Spark
OURS = "similarity_as_in_duckdb"


def score(connection: duckdb.DuckDBPyConnection, model: Model, lists: Sequence[str]) -> Scored:
    """Score the candidate pairs of the tables `list_0`, ... on Spark, in local mode unless SPARK_REMOTE or a master
    is configured.

    Raises:
        UsageError: PySpark or Java is not there.
    """
    try:
        from pyspark.sql import SparkSession
        from pyspark.sql.functions import pandas_udf  # type: ignore[attr-defined]
        from splink.backends.spark import SparkAPI, similarity_jar_location
    except ImportError as error:
        raise UsageError("--engine spark needs PySpark: install counterclaim[spark], and Java 17") from error
    os.environ.setdefault(
        "PYSPARK_PYTHON", sys.executable
    )  # else workers run another Python where this one is not on the PATH
    try:
        session = (
            SparkSession.builder.appName("counterclaim")
            .config("spark.jars", similarity_jar_location())
            .config("spark.sql.shuffle.partitions", PARTITIONS)
            .config("spark.default.parallelism", PARTITIONS)
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.execution.arrow.pyspark.enabled", "true")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
            .config("spark.log.level", "OFF")
            .getOrCreate()
        )
    except Exception as error:  # py4j raises its own kinds where Java is missing or of another version
        raise UsageError("--engine spark: Spark does not start; it needs Java 17 on the PATH") from error
    aside = Path(tempfile.mkdtemp(prefix="link-"))  # for the owner alone: it holds names
    try:
        make_api: Any = SparkAPI
        api = make_api(spark_session=session, break_lineage_method="persist", num_partitions_on_repartition=PARTITIONS)
        make_udf: Any = pandas_udf
        session.udf.register(OURS, make_udf(_similarity(), "double"))
        inputs = []
        for number in range(len(lists)):
            path = aside / f"list-{number}.parquet"
            connection.execute(f"copy list_{number} to '{path}' (format parquet)")
            inputs.append(api.register(session.read.parquet(str(path)), dataset_display_name=f"input_{number}"))
        settings = json.loads(json.dumps(model.settings).replace("jaro_winkler_similarity", OURS))
        linker = linker_over(inputs, {**settings, "sql_dialect": "spark"})
        with quiet():
            table = linker.inference.predict(threshold_match_weight=KEEP_BITS).physical_name
            frame = session.sql(pairs_sql(model, str(table), quote="`")).toPandas()
    finally:
        session.stop()
        shutil.rmtree(aside, ignore_errors=True)
    import pyarrow as pa

    return scored(pa.Table.from_pandas(frame, preserve_index=False), model)


def _similarity() -> Callable[[pd.Series, pd.Series], pd.Series]:
    """Jaro-Winkler similarity as DuckDB has it, over the bytes of the words; Spark's own is over letters, and stands on
    the other side of a threshold now and then. Made here, so that Spark sends it whole: a worker needs DuckDB and no
    more of this program."""

    def similarity(left: pd.Series, right: pd.Series) -> pd.Series:
        with duckdb.connect() as connection:
            connection.register("pairs", pd.DataFrame({"a": left, "b": right}))
            return connection.execute("select jaro_winkler_similarity(a, b) as found from pairs").df()["found"]

    return similarity
