"""The errors that services raise, by whether a retry may help."""


class ServiceError(Exception):
    """The root of every service's errors; the message says what was expected and found."""


class TemporaryError(ServiceError):
    """A retry may succeed later."""


class PermanentError(ServiceError):
    """A retry would fail again until somebody changes something."""


class AddressError(PermanentError):
    """The process cannot listen at the address it was given."""
