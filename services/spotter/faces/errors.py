"""The error root of the faces library."""


class FacesError(Exception):
    """Faces cannot be recognised; the message says what was expected and found."""


class KeyFileError(FacesError):
    """The file with the keys of templates cannot be used."""


class SealError(FacesError):
    """A sealed template cannot be opened: another key, another member, or it was changed."""
