"""Accounts of a team: names, roles, and passwords kept as Argon2id hashes (argon2-cffi's recommended parameters).

Roles include one another: a reader looks; an analyst adds, corrects, regroups; a reviewer judges pairs and determines figures;
an admin erases, exports what is protected, and gives accounts.
"""

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, Engine, MetaData, String, Table, Text, delete, insert, select, update

from counterclaim.errors import UsageError
from counterclaim.store.engine import make_tables
from counterclaim.web.desk import Person

ROLES = ("reader", "analyst", "reviewer", "admin")
#: shorter passwords are guessed (NIST SP 800-63B, section 5.1.1.2, asks for eight; a case deserves more)
SHORTEST = 12

_metadata = MetaData()
_accounts = Table(
    "web_accounts", _metadata,
    Column("name", String(80), primary_key=True), Column("role", String(12), nullable=False), Column("password", Text, nullable=False),
    Column("stamp", String(32), nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the team. `stamp` changes with password and role, and ends the sessions that knew the old one."""

    name: str
    role: str
    stamp: str


class Accounts:
    """The accounts of one case, in its database and no part of its record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hasher = PasswordHasher()
        make_tables(engine, _metadata)
        # Checked when a name is unknown, so that an unknown name takes as long as a wrong password.
        self._nobody = self._hasher.hash("nobody has this password")

    def all(self) -> list[Account]:
        """Everybody, by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_accounts).order_by(_accounts.c.name)).all()
        return [Account(row.name, row.role, row.stamp) for row in rows]

    def put(self, name: str, role: str, password: str) -> None:
        """Give or change an account.

        Raises:
            UsageError: the role is unknown, the name empty or the password too short.
        """
        from secrets import token_hex

        if role not in ROLES:
            raise UsageError(f"There is no role {role!r}. There are: {', '.join(ROLES)}.")
        if not name.strip() or len(name) > 80:
            raise UsageError("A name has 1 to 80 characters.")
        if len(password) < SHORTEST:
            raise UsageError(f"A password has {SHORTEST} characters or more.")
        values = {"role": role, "password": self._hasher.hash(password), "stamp": token_hex(16)}
        with self._engine.begin() as connection:
            changed = connection.execute(update(_accounts).where(_accounts.c.name == name).values(**values)).rowcount
            if not changed:
                connection.execute(insert(_accounts), [{"name": name, **values}])

    def remove(self, name: str) -> None:
        """Take an account away; its sessions end with the next click."""
        with self._engine.begin() as connection:
            connection.execute(delete(_accounts).where(_accounts.c.name == name))

    def sign_in(self, name: str, password: str) -> Account | None:
        """The account whose password this is; None where there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_accounts).where(_accounts.c.name == name)).one_or_none()
        try:
            self._hasher.verify(row.password if row is not None else self._nobody, password)
        except (VerificationError, InvalidHashError):
            return None
        return Account(row.name, row.role, row.stamp) if row is not None else None

    def person(self, name: object, stamp: object) -> Person | None:
        """Who a session belongs to; None where the account is gone or was changed since."""
        if not isinstance(name, str):
            return None
        with self._engine.connect() as connection:
            row = connection.execute(select(_accounts).where(_accounts.c.name == name)).one_or_none()
        return Person(row.name, row.role) if row is not None and row.stamp == stamp else None
