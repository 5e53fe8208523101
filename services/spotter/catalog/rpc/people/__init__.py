"""The services of members, sessions, classes, stations and the audit."""
