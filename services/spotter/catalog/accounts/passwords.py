"""Passwords: which are taken, and how they are kept and checked (Argon2id, by pwdlib)."""

import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from pwdlib import PasswordHash

from spotter.catalog.errors import CatalogError, TooManyError

_FEWEST, _MOST = 10, 1000
_AT_ONCE = 2
"""Each takes 64 MiB and one of the processor's cores for a moment."""
_WAIT_S = 2.0


def checked_password(text: str) -> str:
    """A chosen password as it is kept: however it was typed (Unicode NFKC, NIST SP 800-63B).

    Raises :class:`CatalogError` unless it has 10 to 1000 characters.
    """
    if not _FEWEST <= len(text) <= _MOST:
        raise CatalogError(f"a password has {_FEWEST} to {_MOST} characters; found {len(text)}")
    return _typed(text)


class Passwords:
    """Keeps passwords as hashes, and checks them, two at a time; for any thread.

    ``checked`` makes of a chosen password what is kept, or raises :class:`CatalogError`.
    """

    def __init__(self, checked: Callable[[str], str] = checked_password) -> None:
        self._checked = checked
        self._hashes = PasswordHash.recommended()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def kept(self, password: str) -> str:
        """What a chosen password is checked by.

        Raises :class:`CatalogError` for one that is not taken, TooManyError.
        """
        checked = self._checked(password)
        with self._turn():
            return self._hashes.hash(checked)

    def is_right(self, password: str, kept: str | None) -> bool:
        """Whether it is the password; None: there is none, which takes as long to find out.

        Raises :class:`TooManyError` when too many ask at once.
        """
        if len(password) > _MOST:
            return False
        with self._turn():
            nobodys = _nobodys()  # whoever asks first waits for it, be there a password or not
            return self._hashes.verify(_typed(password), kept or nobodys) and bool(kept)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_WAIT_S):
            raise TooManyError("many are signing in at this moment", 1)
        try:
            yield
        finally:
            self._turns.release()


@cache
def _nobodys() -> str:
    return PasswordHash.recommended().hash("nobody's")


def _typed(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
