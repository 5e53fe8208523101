"""Patterns of faults: looking for them in the ledger, naming them, and who shows them."""
