"""The error root of the training library."""


class TrainingError(ValueError):
    """A plan or a file is not valid; the message says what was expected and what was found."""
