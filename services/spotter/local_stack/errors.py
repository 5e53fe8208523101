"""The error root of the local_stack library."""


class LocalStackError(RuntimeError):
    """Spotter cannot start or continue here; the message says why and what to do."""


class GymDescriptionError(LocalStackError):
    """The description of the gym cannot be used."""
