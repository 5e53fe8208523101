"""The errors of the command line."""


class InputError(ValueError):
    """The user's input cannot be used; the message says what was expected and what was found."""


class StartError(RuntimeError):
    """A command cannot start or continue; the message says why and what to do."""


class UntoldError(RuntimeError):
    """What was decided cannot be told yet to who does it; the message says until when."""
