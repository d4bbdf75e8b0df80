"""Sentences of figures with the reports that they name as links, by source and day: an id is for machines."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from counterclaim.exports.showing import shown
from counterclaim.model import Claim, ReportHead


def with_reports(sentence: str, known: Mapping[str, tuple[Claim, ReportHead]]) -> Markup:
    """The sentence as HTML, each id of a report of the `known` claims replaced by a link that says whose it is and when."""
    heads = {head.id: head for _, head in known.values()}
    if not heads:
        return Markup.escape(shown(sentence))
    longest_first = "|".join(re.escape(ident) for ident in sorted(heads, key=len, reverse=True))
    pieces = re.split(rf"(?<![\w-])({longest_first})(?![\w-])", sentence)
    return Markup("").join(
        _link(heads[piece]) if place % 2 else Markup.escape(shown(piece)) for place, piece in enumerate(pieces)
    )


def _link(head: ReportHead) -> Markup:
    said = (head.source or head.id, head.published.isoformat() if head.published else "")
    return Markup('<a href="/reports/{}">{}</a>').format(head.id, shown(", ".join(filter(None, said))))
