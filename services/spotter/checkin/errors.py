"""The error root of checkin."""

from spotter.runtime.errors import PermanentError, ServiceError


class CheckinError(ServiceError):
    """The message says what was expected and what was found."""


class FacesLoadError(CheckinError, PermanentError):
    """Faces are switched on, and their networks or keys cannot be used."""
