"""The error root of the evaluation library."""


class EvaluationError(ValueError):
    """The input cannot be measured; the message says what was expected and what was found."""


class EvaluationCrashError(EvaluationError):
    """A process that evaluates died."""
