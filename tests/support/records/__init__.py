"""Catalogs and ledgers, and what they keep."""
