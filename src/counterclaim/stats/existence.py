"""Whether a log-linear model of an incomplete table has an estimate at all, and only one.

Fienberg & Rinaldo (2012, Annals of Statistics 40(2)) in the form of Chan, Silverman & Vincent (2021, JASA 116(535)):
with X the design matrix of the histories that zero marginal totals leave, and y their counts, the extended maximum
likelihood estimate exists if and only if some x > 0 satisfies X'x = X'y. The linear programme

    maximise s  subject to  X'x = X'y,  x_c >= s

has a positive value exactly then. The estimate is unique if and only if X has full column rank.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Array = NDArray[np.float64]
Masks = NDArray[np.int64]

#: below this share of the documented, the optimum is zero to the solver's tolerance (1e-7)
ZERO_SHARE = 1e-6


class Existence(StrEnum):
    """What can be said of a model's estimate before it is computed."""

    FINE = "exists and is unique"
    NOT_EXISTING = "does not exist"
    NOT_IDENTIFIABLE = "is not identifiable"


def check(y: Array, terms: Masks) -> Existence:
    """Whether the model with `terms` (sets of lists, the intercept first) has a unique extended maximum on counts `y`.

    `y` has 2**lists entries; y[0] is ignored.
    """
    histories = np.arange(1, len(y))
    holds = (histories[:, None] & terms[None, :]) == terms[None, :]
    totals = y[1:] @ holds
    left = ~holds[:, totals == 0].any(axis=1)
    design = holds[np.ix_(left, totals > 0)].astype(np.float64)
    if totals[0] == 0 or np.linalg.matrix_rank(design) < design.shape[1]:
        return Existence.NOT_IDENTIFIABLE
    scale = float(totals[0])
    target = design.T @ y[1:][left] / scale
    cells, size = design.shape
    result = linprog(
        np.r_[np.zeros(cells), -1.0],
        A_eq=np.hstack([design.T, np.zeros((size, 1))]),
        b_eq=target,
        A_ub=np.hstack([-np.eye(cells), np.ones((cells, 1))]),
        b_ub=np.zeros(cells),
        bounds=[(0, None)] * cells + [(None, 1)],
        method="highs",
    )
    optimum = -float(result.fun) if result.status == 0 and result.fun is not None else 0.0
    exists = optimum * scale > ZERO_SHARE * min(1.0, scale)
    return Existence.FINE if exists else Existence.NOT_EXISTING
