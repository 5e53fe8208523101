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


class OvertakenError(DatabaseError):
    """Somebody else has written meanwhile what was read from the same place; theirs counts."""


class DeniedError(CatalogError):
    """Whoever asks may not do this."""


class UnauthenticatedError(CatalogError):
    """What is shown to say who somebody is does not, or no longer."""


class TooManyError(CatalogError):
    """Too many ask; after ``retry_s`` seconds they may ask again."""

    def __init__(self, reason: str, retry_s: int) -> None:
        self.retry_s = retry_s
        super().__init__(f"{reason}: try again in {_in_words(retry_s)}")


def _in_words(seconds: int) -> str:
    if seconds <= 90:
        return f"{seconds} s"
    return f"{-(-seconds // 60)} minutes"
