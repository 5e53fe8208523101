"""Which rows of the ledger are meant, and how they are known."""
