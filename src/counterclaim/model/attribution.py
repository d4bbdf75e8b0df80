"""Who said what: source, cue and content (the attribution relation of PARC and PolNeAR)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribution:
    """Offsets of the source, the cue and the content in the report's text; each may be in several pieces."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
