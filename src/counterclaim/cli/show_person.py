"""A person laid out for a terminal: records side by side, what they dispute, and why they are held to be one."""

from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from counterclaim.case import Case, Known, Row


def page(case: Case, known: Known, why: bool, reviewer: str) -> Group:
    """The person with its rows as written and as read; `why` adds what agrees in each pair, and the judgements that
    this reviewer may see (another's only where they have judged the pair too)."""
    person = known.person
    facts = Table.grid(padding=(0, 2))
    for name, value in (
        ("person", person.id),
        ("probability", f"{person.probability:.2f}"),
        ("fate", person.fate.value),
        ("whereabouts", person.whereabouts or ""),
        ("incidents", ", ".join(person.incidents)),
        ("sensitive", ", ".join(known.sensitive)),
        ("name may be shown to", f"{known.open_to}s"),
    ):
        if value:
            facts.add_row(Text(name, style="dim"), Text(value))
    parts: list[Any] = [facts, Text("\nRecords as written", style="bold"), _written(known.rows)]
    parts += [Text("\nAs read", style="bold"), _read(known.rows)]
    if person.disputes:
        of = {row.entry: f"{row.record.list} {row.record.id}" for row in known.rows}
        parts.append(Text("\nDisputed", style="bold"))
        for dispute in person.disputes:
            told = "; ".join(f"{value} ({', '.join(of[one] for one in who)})" for value, who in dispute.values)
            parts.append(Text(f"{dispute.fact.replace('_', ' ')}: {told}"))
    if why:
        parts += [Text("\nWhy they are one person", style="bold"), *_pairs(case, known, reviewer)]
    return Group(*parts)


def _headed(rows: tuple[Row, ...]) -> Table:
    table = Table("", *(f"{row.record.list} {row.record.id}" for row in rows), box=None, pad_edge=False)
    table.header_style = "dim"
    return table


def _written(rows: tuple[Row, ...]) -> Table:
    table = _headed(rows)
    for header in dict.fromkeys(header for row in rows for header in row.record.written):
        table.add_row(Text(header, style="dim"), *(Text(row.record.written.get(header, "")) for row in rows))
    return table


def _read(rows: tuple[Row, ...]) -> Table:
    table = _headed(rows)
    for field in dict.fromkeys(field for row in rows for field in row.record.standard if field != "name"):
        name = Text(field.replace("_", " "), style="dim")
        table.add_row(name, *(Text(row.record.standard.get(field, "")) for row in rows))
    table.add_row(Text("fate", style="dim"), *(Text(row.record.fate.value) for row in rows))
    return table


def _pairs(case: Case, known: Known, reviewer: str) -> list[Text]:
    of = {row.entry: f"{row.record.list} {row.record.id}" for row in known.rows}
    lines = []
    for pair, said in case.victims.pairs_among(list(of), reviewer):
        lines.append(Text(f"{of[pair.left]} and {of[pair.right]}: {pair.probability:.3f}. {pair.reason}"))
        lines += [
            Text(f"  {one.reviewer}, {one.at:%Y-%m-%d}: {one.verdict}. {one.reason} [{entry}]") for entry, one in said
        ]
    return lines or [Text("It has one record.")]
