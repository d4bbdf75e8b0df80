"""The tables of `csv` as Parquet files: the same columns, every one of texts, so that a case comes back from either."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from counterclaim.exports.csv import empty_folder, tables
from counterclaim.exports.determined_row import DeterminedRow
from counterclaim.exports.estimate_rows import NO_ESTIMATES, EstimateRows
from counterclaim.exports.report_row import ReportRow
from counterclaim.exports.victim_rows import NO_VICTIMS, VictimRows
from counterclaim.model import Figure, GroupingDecision, SourceProfile


def write_parquet(
    folder: Path,
    reports: Iterable[ReportRow],
    figures: Iterable[Figure],
    profiles: Sequence[SourceProfile] = (),
    groupings: Sequence[GroupingDecision] = (),
    victims: VictimRows = NO_VICTIMS,
    estimates: EstimateRows = NO_ESTIMATES,
    determinations: Sequence[DeterminedRow] = (),
) -> list[Path]:
    """Write the files into a folder that is empty or not there yet; their paths.

    Raises:
        UsageError: the folder holds something.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = tables(reports, figures, profiles, groupings, victims, estimates, determinations)
    empty_folder(folder)
    paths = []
    for name, (names, *rows) in made.items():
        columns = list(zip(*rows, strict=True)) if rows else [() for _ in names]
        table = pa.table([pa.array(column, pa.string()) for column in columns], names=names)
        paths.append((folder / name).with_suffix(".parquet"))
        pq.write_table(table, paths[-1], compression="zstd")
    return paths


def read_rows(path: Path) -> tuple[list[str], Iterator[dict[str, str]]]:
    """The columns of a Parquet file and its rows.

    Raises:
        ValueError: it is no Parquet file of texts.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except pa.ArrowException as error:
        raise ValueError(str(error)) from error
    rows = ({name: "" if cell is None else str(cell) for name, cell in row.items()} for row in table.to_pylist())
    return list(table.column_names), rows
