"""What keeps a call to the catalog from being answered."""

from spotter.runtime.errors import PermanentError, TemporaryError


class CatalogAwayError(TemporaryError):
    """The catalog or its database cannot be reached now; a retry may succeed."""


class RefusedError(PermanentError):
    """The catalog does not do what was asked for, and says why."""


class UnknownError(RefusedError):
    """What is named does not exist."""


class ConflictError(RefusedError):
    """What is asked for contradicts what is there."""


class MisunderstoodError(RefusedError):
    """The two do not understand each other: another token, another version, a bug."""
