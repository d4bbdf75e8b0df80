import pytest
from sqlalchemy import text

from counterclaim.store import engine as engines
from counterclaim.store.engine import postgres_engine


def test_a_connection_that_broke_while_it_lay_idle_is_replaced(
    fresh_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "IDLE", 0)
    engine, other = postgres_engine(fresh_postgres), postgres_engine(fresh_postgres)
    with engine.connect() as connection:
        number = connection.scalar(text("select pg_backend_pid()"))
    with other.begin() as connection:
        connection.execute(text("select pg_terminate_backend(:number)"), {"number": number})
    with engine.connect() as connection:
        assert connection.scalar(text("select pg_backend_pid()")) != number
    engine.dispose()
    other.dispose()
