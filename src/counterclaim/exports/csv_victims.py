"""Lists, rows, persons and what was decided of them as tables: a file for each kind of value, in the order of its fields."""

from counterclaim.exports.csv_columns import Column, columns, row
from counterclaim.exports.victim_rows import LinkageRow, ListRow, PairRow, PersonRow, RecordRow, TieRow, VictimRows
from counterclaim.model import Judgement, plain

#: file -> the field of `VictimRows` that it holds, and the type of its values
KINDS: dict[str, tuple[str, type]] = {
    "lists.csv": ("lists", ListRow),
    "linkages.csv": ("linkages", LinkageRow),
    "records.csv": ("records", RecordRow),
    "persons.csv": ("persons", PersonRow),
    "pairs.csv": ("pairs", PairRow),
    "judgements.csv": ("judgements", Judgement),
    "ties.csv": ("ties", TieRow),
}
#: file -> (columns of its own, columns of the value); as `csv.FILES`
FILES: dict[str, tuple[list[str], list[Column]]] = {name: ([], columns(kind)) for name, (_, kind) in KINDS.items()}


def victim_tables(victims: VictimRows) -> dict[str, list[list[str]]]:
    """The rows of each file, without the head."""
    return {
        name: [row(FILES[name][1], plain(value)) for value in getattr(victims, field)]
        for name, (field, _) in KINDS.items()
    }
