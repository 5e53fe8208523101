"""The error root of the evaluation library."""


class EvaluationError(ValueError):
    """Nothing can be measured so; the message says what was expected and what was found."""


class EvaluationCrashError(EvaluationError):
    """A process that evaluates died."""
