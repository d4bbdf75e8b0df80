"""A report, claim, figure, person, list or entry, laid out for a terminal."""

from json import dumps
from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from counterclaim.case import Case, FoundClaim, Known, Recorded, StoredEstimate, StoredList
from counterclaim.cli.estimate_case import page as estimate_page
from counterclaim.cli.show_person import page as person_page
from counterclaim.model import Figure, Report, plain


def page(case: Case, found: Any, why: bool, me: str) -> None:
    """Print what was found to standard output; `me`: who looks."""
    console = Console(highlight=False)
    if isinstance(found, FoundClaim):
        console.print(_claim(found, why))
    elif isinstance(found, Figure):
        console.print(_figure(case, found, why))
    elif isinstance(found, Report):
        console.print(_report(case, found))
    elif isinstance(found, Recorded):
        console.print(_entry(found))
    elif isinstance(found, Known):
        console.print(person_page(case, found, why, me))
    elif isinstance(found, StoredEstimate):
        console.print(estimate_page(found, why))
    elif isinstance(found, StoredList):
        console.print(_fields(plain(found)))


def _fields(values: dict[str, Any]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, value in values.items():
        if value not in (None, "", [], {}):
            table.add_row(Text(name, style="dim"), Text(_said(value)))
    return table


def _said(value: Any) -> str:
    if isinstance(value, dict) and "words" in value:
        rest = {
            key: item for key, item in value.items() if key not in ("start", "end", "words") and item not in (None, [])
        }
        place = f"“{value['words']}” ({value['start']}–{value['end']})"
        return place + (f"  {_said(rest)}" if rest else "")
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(item)}" for key, item in value.items() if item not in (None, "", []))
    if isinstance(value, list):
        return "; ".join(_said(item) for item in value)
    return str(value)


def _claim(found: FoundClaim, why: bool) -> Group:
    values = plain(found.claim)
    reasons = values.pop("why")
    standing = "rejected by a person" if found.rejected else "decided on by a person" if found.decided else None
    parts: list[Any] = [_fields({"report": found.report, "standing": standing, **values})]
    if why:
        parts += [Text("\nHow each field was found", style="bold"), _reasons(reasons)]
    return Group(*parts)


def _reasons(reasons: list[dict[str, str]]) -> Table:
    table = Table("field", "rule", "detail", box=None, pad_edge=False, header_style="dim")
    for reason in reasons:
        table.add_row(reason["field"], reason["rule"], reason["detail"])
    return table


def _figure(case: Case, figure: Figure, why: bool) -> Group:
    values = plain(figure)
    relations, assessments, claims = values.pop("relations"), values.pop("assessments"), values.pop("claims")
    values.pop("why_grouped")
    said = Table("claim", "says", "who", "report", box=None, pad_edge=False, header_style="dim")
    for claim_id in claims:
        found = case.claim(claim_id)
        if found is not None:
            who = found.claim.claimant.words if found.claim.claimant else "no one named"
            said.add_row(claim_id, found.claim.content.words, who, found.report)
    parts: list[Any] = [_fields(values), Text("\nWho says what", style="bold"), said]
    if relations:
        table = Table("left", "", "right", "because", box=None, pad_edge=False, header_style="dim")
        for item in relations:
            table.add_row(item["left"], item["kind"], item["right"], item["reason"])
        parts += [Text("\nHow they stand to one another", style="bold"), table]
    if assessments:
        table = Table("rules", "low", "best", "high", "grade", box=None, pad_edge=False, header_style="dim")
        for item in assessments:
            numbers = ("" if item[bound] is None else f"{item[bound]:,}" for bound in ("low", "best", "high"))
            table.add_row(item["rules"], *numbers, item["grade"] or "")
        parts += [Text("\nWhat each codebook makes of them", style="bold"), table]
    if why:
        parts += [Text("\nWhy these claims are one figure", style="bold"), *(Text(line) for line in figure.why_grouped)]
        parts += [
            Text(f"{item['rules']}, {reason['bound']}: {reason['text']} [{reason['rule']}]")
            for item in assessments
            for reason in item["reasons"]
        ]
    return Group(*parts)


def _report(case: Case, report: Report) -> Group:
    values = {key: value for key, value in plain(report).items() if key != "text"}
    claims = Table("claim", "says", "who", box=None, pad_edge=False, header_style="dim")
    reading = case.reading(report.id)
    for claim in reading.claims if reading else ():
        claims.add_row(claim.id, claim.content.words, claim.claimant.words if claim.claimant else "no one named")
    state = "\nClaims" if reading else "\nIt could not be read"
    return Group(_fields(values), Text(state, style="bold"), claims, Text("\nText", style="bold"), Text(report.text))


def _entry(found: Recorded) -> Group:
    entry = found.entry
    values = {"id": entry.id, **plain(entry), "by": found.who, "digest": entry.digest}
    if found.erased:
        content = "erased"
    elif found.content is None:
        content = "sealed: give the passphrase"
    else:
        content = dumps(found.content, ensure_ascii=False, indent=2)
    return Group(_fields(values), Text("\nContent", style="bold"), Text(content))
