"""Who publishes reports or keeps lists: kind and side, with dates. Unknown stays unknown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """What a person has written down about a source. Data that users edit; the program infers none of it.

    `kind` e.g. "outlet", "agency", "government", "armed_group", "monitor", "hospital", "un". `side` is the party whose
    side it is on, from `from_` to `to` (both included; None is open), None where unknown. `depends_on` names
    sources that it carries or copies.
    """

    source: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    side: str | None = None
    from_: date | None = None
    to: date | None = None
    depends_on: tuple[str, ...] = ()
