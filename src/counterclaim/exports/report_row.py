"""A report with what was read from it, on its way out of a case or into one."""

from dataclasses import dataclass

from counterclaim.model import Reading, Report


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with what was read from it. `text` of the report is empty where it is not given away.

    `sha256` is that of its full text; `unreadable` says why there is no reading.
    """

    report: Report
    sha256: str
    reading: Reading | None
    unreadable: str | None = None
