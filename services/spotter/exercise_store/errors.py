"""The error root of the exercise_store library."""


class ExerciseStoreError(ValueError):
    """An exercise cannot be used as asked; the message says what was expected and found."""


class ConflictError(ExerciseStoreError):
    """Somebody else has changed the exercise meanwhile; trying again may help."""
