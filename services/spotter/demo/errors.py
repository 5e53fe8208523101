"""The error root of the demo library."""


class DemoError(RuntimeError):
    """The demo gym cannot be made; the message says why."""
