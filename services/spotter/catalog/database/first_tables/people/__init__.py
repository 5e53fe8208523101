"""The first tables of accounts, members, the audit and sessions."""
