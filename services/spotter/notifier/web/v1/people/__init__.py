"""The routes of members, sessions, classes and the audit."""
