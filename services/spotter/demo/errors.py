"""The error root of the demo library."""


class DemoError(RuntimeError):
    """The demo gym cannot be made; the message says why."""


class UnknownExerciseError(DemoError):
    """The exercise is neither recorded nor one of the demo's."""
