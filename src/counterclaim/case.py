"""The pipeline plus memory: one transaction over ledger and tables."""
