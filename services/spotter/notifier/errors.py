"""The error root of the notifier."""


class NotifierError(Exception):
    """The notifier cannot do what was asked; the message says what was expected and found."""
