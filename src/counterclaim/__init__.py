"""Who says how many of whom were killed, hurt or driven out; where accounts conflict; what the evidence supports.

Every name here is loaded on first use, so that `import counterclaim` stays light.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

#: public name -> module that holds it
_HOMES: dict[str, str] = {"quantities": "counterclaim.claims.quantities", "read": "counterclaim.claims.read"}

__all__ = ["__version__", "quantities", "read"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'counterclaim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
