"""Members, their faces, sessions, classes, accounts and the audit, as messages."""
