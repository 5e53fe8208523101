"""Asks the catalog about members, check-ins, faces, sessions, classes, accounts and the audit."""
