"""Blobs in a table of the case's database, for a case at a PostgreSQL address: one address and one backup hold all."""

from collections.abc import Iterator

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError as Duplicate

from counterclaim.store.tables import blobs


class BlobTable:
    """Keeps each blob in a transaction of its own, before the ledger speaks of it, as the folder does."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name; two writers of the same bytes do not disturb one another."""
        with self.engine.connect() as connection:
            if connection.scalar(select(blobs.c.data).where(blobs.c.name == name)) == data:
                return
        try:
            with self.engine.begin() as connection:
                connection.execute(delete(blobs).where(blobs.c.name == name))
                connection.execute(insert(blobs).values(name=name, data=data))
        except Duplicate:
            return  # another process kept the same bytes at this very moment

    def get(self, name: str) -> bytes:
        """The bytes of that name. Raises KeyError where there are none."""
        with self.engine.connect() as connection:
            data = connection.scalar(select(blobs.c.data).where(blobs.c.name == name))
        if data is None:
            raise KeyError(name)
        return bytes(data)

    def delete(self, name: str) -> None:
        """Destroy the bytes of that name, if any."""
        with self.engine.begin() as connection:
            connection.execute(delete(blobs).where(blobs.c.name == name))

    def names(self) -> Iterator[str]:
        """Every name, in order."""
        with self.engine.connect() as connection:
            yield from connection.scalars(select(blobs.c.name).order_by(blobs.c.name)).all()
