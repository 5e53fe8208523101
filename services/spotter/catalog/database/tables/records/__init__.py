"""Tables of the ledger and its totals."""
