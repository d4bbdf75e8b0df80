"""A name that a speaker gives a group: "terrorists", "rebels", "martyrs"."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model.span import Span


class Tone(StrEnum):
    """What the name makes of the named."""

    HOSTILE = "hostile"
    NEUTRAL = "neutral"
    SYMPATHETIC = "sympathetic"


@dataclass(frozen=True, slots=True)
class Label:
    """The words, whom they name (`target`, an actor's name or kind), who speaks (None: the report itself), the tone."""

    words: Span
    target: str
    speaker: Span | None
    tone: Tone
