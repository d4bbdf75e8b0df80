"""Obtaining bytes, snapshots by sha256, and the append-only ledger."""
