"""The error root of the exercise_store library."""


class ExerciseStoreError(ValueError):
    """An exercise cannot be used; the message says what was expected and what was found."""


class ConflictError(ExerciseStoreError):
    """Somebody else changed the exercise meanwhile; trying again may help."""
