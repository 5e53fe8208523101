"""The first tables of the ledger and its totals."""
