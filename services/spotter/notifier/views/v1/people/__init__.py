"""What the API shows of members, sessions, classes and the audit."""
