"""The ledger and stored reps."""
