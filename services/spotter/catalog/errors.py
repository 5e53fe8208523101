"""The catalog's errors."""

from spotter.runtime.errors import PermanentError, TemporaryError


class CatalogError(PermanentError):
    """Something that was asked for cannot be done; says what was expected and found."""


class UnknownError(CatalogError):
    """What is named does not exist."""


class ConflictError(CatalogError):
    """What is asked for contradicts what is there, such as a second open session at a station."""


class DatabaseError(TemporaryError):
    """The database cannot be used at the moment: it is away, locked or full."""
