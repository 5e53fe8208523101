"""The services of the ledger and of histories."""
