"""What was exported in the browser and waits to be fetched: encrypted under a key that only this process has.

An export job writes a ZIP here. It is gone when the application stops, and a restarted one makes it anew where asked.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from counterclaim.archive.sealing import KEY, Seal
from counterclaim.case import Case, Tier
from counterclaim.case.export import export
from counterclaim.exports.container import archive
from counterclaim.exports.formats import FORMATS

#: the least role that may make and fetch an export of a tier
ROLES = {Tier.PUBLIC: "analyst", Tier.PARTNER: "admin", Tier.COURT: "admin"}
#: how a format's one file is called; the others are folders
_FILES = {"geojson": "figures.geojson", "hxl": "figures-hxl.csv", "ucdp": "ged-shaped.csv", "acled": "acled-shaped.csv"}


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: format, tier, and the name under which it waits."""

    format: str
    tier: Tier
    token: str

    @property
    def target(self) -> str:
        """The order as a job's target."""
        return f"{self.format} {self.tier.value} {self.token}"

    @property
    def filename(self) -> str:
        """What a browser calls the file."""
        return f"{self.format}-{self.tier.value}-{self.token}.zip"


def order(format_: str, tier: Tier) -> Order:
    """A new order. Raises KeyError where there is no such format."""
    return Order(FORMATS[format_] and format_, tier, token_hex(4))


def order_of(target: str) -> Order:
    """The order of a job's target. Raises ValueError where it is none."""
    format_, tier, token = target.split(" ")
    return Order(format_, Tier(tier), token)


class Outbox:
    """One for each application; see the module."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="counterclaim-outbox-")
        self._seal = Seal(os.urandom(KEY))

    def work(self, case: Case, target: str, by: str, tick: Callable[[int, str], None]) -> str:
        """A job: export, pack, keep. What it says holds the hash of the hash list, and a case file's key."""
        wanted = order_of(target)
        tick(0, f"Writes {wanted.format}, {wanted.tier.value} tier.")
        with TemporaryDirectory(prefix="writing-", dir=self._folder.name) as folder:
            whole = Path(folder, wanted.filename.removesuffix(".zip"))
            whole.mkdir()
            done = export(case, wanted.format, wanted.tier, whole / _FILES.get(wanted.format, ""), by=by)
            tick(1, "Packs it.")
            self._path(wanted).write_bytes(self._seal.seal(archive(whole), wanted.token))
        signed = (
            f" Signed with the key {done.fingerprint}: tell it to whoever receives it by another way."
            if done.fingerprint
            else ""
        )
        return f"Ready. SHA-256 of the hash list: {done.sha256}.{signed}"

    def holds(self, wanted: Order) -> bool:
        """Whether it waits here."""
        return self._path(wanted).is_file()

    def fetch(self, wanted: Order) -> bytes:
        """The ZIP. Raises KeyError where it does not wait here."""
        if not self.holds(wanted):
            raise KeyError(wanted.token)
        return self._seal.open(self._path(wanted).read_bytes(), wanted.token)

    def close(self) -> None:
        """Forget everything."""
        self._folder.cleanup()

    def _path(self, wanted: Order) -> Path:
        if not wanted.token.isalnum():
            raise KeyError(wanted.token)
        return Path(self._folder.name, wanted.token)
