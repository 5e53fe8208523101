"""The ledger: takes verdicts from their stream and keeps every rep, once."""
