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


class UnrecognisedError(RefusedError):
    """Who asks is not who they say, or no longer."""


class DeniedError(RefusedError):
    """Who asks may not do this."""


class TooManyError(RefusedError):
    """Too many ask; after ``retry_s`` seconds they may ask again."""

    def __init__(self, reason: str, retry_s: int) -> None:
        self.retry_s = retry_s
        super().__init__(reason)


class MisunderstoodError(RefusedError):
    """The two do not understand each other: another token, another version, a bug."""
