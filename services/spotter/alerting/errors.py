"""The error root of the alerting library."""


class AlertingError(ValueError):
    """What somebody asked for cannot be done; it says what was expected and what was found."""


class UnknownAlertError(AlertingError):
    """There is no such alert, or no such silence, any more."""
