"""The error root of the demo library."""


class DemoError(RuntimeError):
    """The demo gym cannot be made; the message says why."""


class UnknownExerciseError(DemoError):
    """Nobody has recorded the exercise, and the demo's athletes do not know it."""
