"""The errors of the command line."""


class InputError(ValueError):
    """What the user gave cannot be used; the message says what was expected and what was found."""


class StartError(RuntimeError):
    """A command cannot start, or cannot go on; the message says why and what can be done."""
