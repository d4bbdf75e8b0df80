"""Report to attributions, claims and labels."""

from counterclaim.claims.quantities import quantities
from counterclaim.claims.read import read

__all__ = ["quantities", "read"]
