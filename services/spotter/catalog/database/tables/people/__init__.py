"""Tables of accounts, members, the audit and sessions."""
