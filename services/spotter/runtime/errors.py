"""What a service raises, and whether trying again may help."""


class ServiceError(Exception):
    """The root of every service's errors; the message says what was expected and found."""


class TemporaryError(ServiceError):
    """The same may succeed later."""


class PermanentError(ServiceError):
    """The same would fail again until somebody changes something."""


class AddressError(PermanentError):
    """An address at which the process should listen cannot be had."""
