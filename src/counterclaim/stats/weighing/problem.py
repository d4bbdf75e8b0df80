"""The statements as arrays, sorted by figure: what both engines work on."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Kind(IntEnum):
    """What a statement's number means for the value that its speaker has in mind."""

    EXACT = 0
    AT_LEAST = 1
    AT_MOST = 2
    INTERVAL = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """N statements about Q figures. Values are on the scale log(x + 1/2).

    `pair` (N,) numbers source-and-role pairs 0..M-1, whose role group is `group` (M,) in 0..G-1. `cell` (N,) numbers
    pairs on one figure that speak more than once, 0..U-1, or -1; `definition` (N,) other definitions, 0..D-1, or -1.
    `noise` (N,) numbers classes of statements that share a noise scale, 0..S-1; `noise_kind` (S,), 0..K-1, says which
    classes share a prior. `inflation` (N,) multiplies the variance of a statement suspected to be a copy, and
    `rounding` (N,) is the variance that its digits leave open.
    `scale` (Q,) numbers kinds of quantity, 0..T-1. `floor` (Q,) is the least possible value of a figure, -inf where
    there is none.
    """

    y: Floats
    low: Floats
    high: Floats
    kind: Ints
    figure: Ints
    pair: Ints
    cell: Ints
    definition: Ints
    noise: Ints
    noise_kind: Ints
    inflation: Floats
    rounding: Floats
    group: Ints
    scale: Ints
    floor: Floats
    groups: int

    def __post_init__(self) -> None:
        if len(self.y) == 0:
            raise ValueError("no statement to weigh")
        if np.any(np.diff(self.figure) < 0):
            raise ValueError("statements must be sorted by figure")
        if not np.isfinite(self.y).all():
            raise ValueError("every statement needs a finite value")
        if len(self.scale) != len(self.floor) or self.figure[-1] >= len(self.scale):
            raise ValueError("scale and floor must have one entry a figure")

    @property
    def figures(self) -> int:
        """Q."""
        return len(self.scale)

    @property
    def start(self) -> Ints:
        """(Q + 1,) where each figure's statements begin; the last entry is N."""
        starts: Ints = np.searchsorted(self.figure, np.arange(self.figures + 1)).astype(np.int64)
        return starts

    @property
    def sizes(self) -> "Sizes":
        """How many of each kind of coefficient there are."""
        cells, definitions = int(self.cell.max()) + 1, int(self.definition.max()) + 1
        return Sizes(len(self.group), cells, definitions, self.groups, int(self.scale.max()) + 1)

    @property
    def columns(self) -> Ints:
        """(N, 3) positions in the coefficient vector of each statement's pair, cell and definition; -1 where none."""
        sizes = self.sizes
        cell = np.where(self.cell < 0, -1, sizes.cell + self.cell)
        definition = np.where(self.definition < 0, -1, sizes.definition + self.definition)
        stacked: Ints = np.column_stack([self.pair, cell, definition]).astype(np.int64)
        return stacked


def cell_groups(problem: Problem) -> Ints:
    """(U,) the role group of each cell."""
    groups = np.zeros(problem.sizes.cells, dtype=np.int64)
    has = problem.cell >= 0
    groups[problem.cell[has]] = problem.group[problem.pair[has]]
    return groups


@dataclass(frozen=True, slots=True)
class Sizes:
    """The coefficient vector is [pairs | cells | definitions | group means | means of the scales]."""

    pairs: int
    cells: int
    definitions: int
    groups: int
    scales: int

    @property
    def cell(self) -> int:
        """Where the cells begin."""
        return self.pairs

    @property
    def definition(self) -> int:
        """Where the definitions begin."""
        return self.pairs + self.cells

    @property
    def mean(self) -> int:
        """Where the group means begin."""
        return self.definition + self.definitions

    @property
    def level(self) -> int:
        """Where the means of the scales begin."""
        return self.mean + self.groups

    @property
    def total(self) -> int:
        """Length of the coefficient vector."""
        return self.level + self.scales

    @property
    def parts(self) -> Ints:
        """(5,) where the cells, the definitions, the group means and the levels begin, and where they end."""
        return np.array([self.cell, self.definition, self.mean, self.level, self.total])
