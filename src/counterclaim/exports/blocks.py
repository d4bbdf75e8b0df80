"""What a readable report is made of: headings, sentences, tables, lists, pictures. Words only; each writer escapes its own way."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `anchor` is what a link leads to."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `quoted` where it is somebody's own words."""

    text: str
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads elsewhere in the report."""

    text: str
    to: str


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `numbers` are the columns that hold numbers, `long` those that hold sentences."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: frozenset[int] = frozenset()
    long: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, each a sentence."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG of ours, with a sentence that says what it shows."""

    svg: str
    caption: str


Block = Heading | Words | Table | Listing | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report, a page of its own in HTML."""

    file: str
    title: str
    blocks: Sequence[Block]
