"""The errors of Counterclaim.

    CounterclaimError
    ├── UsageError           the request makes no sense                                  exit 2
    ├── InputError           an input has faults; carries all of them                    exit 2
    ├── ItemsFailed          some items of many failed, the rest were done               exit 3
    ├── IntegrityError       an archive or ledger is not what it says it is              exit 1
    └── CaseError            a case cannot be opened, written or locked                  exit 2

Every message names the input, the fault and the remedy. Statistical refusals ("not estimable, because no two
lists overlap") are values of model/, never errors.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one place of an input.

    `where` is a file name, `place` a row ("row 12"), an offset ("offset 340") or "" for the file as a whole.
    """

    where: str
    place: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        spot = f"{self.where}, {self.place}" if self.place else self.where
        return f"{spot}: {self.fault}. {self.remedy}" if self.remedy else f"{spot}: {self.fault}."


class CounterclaimError(Exception):
    """Base of all errors raised on purpose; `exit_code` is what the command line exits with."""

    exit_code = 2


class UsageError(CounterclaimError):
    """The request makes no sense: an unknown option, a missing file, two options that exclude one another."""


class InputError(CounterclaimError):
    """An input has faults. All faults of the input are carried, in order, and shown one a line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        if not faults:
            raise ValueError("an InputError needs at least one fault")
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ItemsFailed(InputError):
    """Some items of many failed; the others were done and their results stand."""

    exit_code = 3


class IntegrityError(CounterclaimError):
    """A hash, a span, a signature or the chain of the ledger does not hold. Carries every finding."""

    exit_code = 1

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CaseError(CounterclaimError):
    """A case cannot be opened, created or written: it is missing, of another version, or the disk is full."""
