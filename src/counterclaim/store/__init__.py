"""The case's tables: a projection of the ledger that can be rebuilt; SQLite by default, PostgreSQL for teams."""
