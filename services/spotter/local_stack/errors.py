"""The error root of the local_stack library."""


class LocalStackError(RuntimeError):
    """Spotter cannot start here, or cannot go on; the message says why and what can be done."""
