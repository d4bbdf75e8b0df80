"""How the application was started."""

import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """`user` is whose name local work is recorded under; `team` asks everybody to sign in with an account of their own.

    `hosts` are the names under which it may be asked for: another name is refused, so that a page elsewhere cannot
    reach it through a name of its own (DNS rebinding). `secret` signs sessions and forms; a fresh one signs everybody out.
    """

    location: str
    user: str
    passphrase: str | None = None
    team: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "testserver")
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    https: bool = False
