"""Verdicts on their way from Redis into the ledger."""
