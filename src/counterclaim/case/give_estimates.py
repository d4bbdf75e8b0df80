"""Estimates as they leave: every method and refusal, and who accepted which assumptions."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from counterclaim.case.memory import Memory
from counterclaim.case.stored_estimates import stored_estimates
from counterclaim.exports.release import Release
from counterclaim.model import plain


def estimates(memory: Memory, connection: Connection, release: Release) -> Iterator[dict[str, Any]]:
    """The estimates, newest first, as JSON data; people under the names that the tier gives them."""
    for one in stored_estimates(memory, connection):
        accepted = [
            release.data({**plain(acc.acceptance), "by": ""})
            | {"by": release.person(acc.acceptance.by), "entry": acc.entry, "at": acc.at, "current": acc.current,
               "withdrawn": acc.withdrawn, "total": plain(acc.answer.total), "level": acc.answer.level}
            for acc in one.accepted
        ]  # fmt: skip
        told = {
            "id": one.id, "entry": one.entry, "source": one.source, "title": one.title, "at": one.at, "tool": one.tool,
            "inputs": list(one.inputs), "tables": [plain(table) for table in one.tables], "current": one.current,
            "estimation": plain(one.estimation),
        }  # fmt: skip
        yield release.data(told) | {"by": release.person(one.by), "accepted": accepted}
