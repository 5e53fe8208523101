"""Keeps what LiteRT tells for information off standard error: it has no setting for that."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

_STANDARD_ERROR = 2
_INFORMATION = b"INFO: "


@contextmanager
def without_information() -> Iterator[None]:
    """Hold back standard error, of the whole process, and then write it without information.

    LiteRT writes to the file descriptor itself, past Python's ``sys.stderr``.
    """
    with TemporaryFile() as held:
        usual = os.dup(_STANDARD_ERROR)
        try:
            os.dup2(held.fileno(), _STANDARD_ERROR)
            yield
        finally:
            os.dup2(usual, _STANDARD_ERROR)
            os.close(usual)
            held.seek(0)
            for line in held:
                if not line.startswith(_INFORMATION):
                    os.write(_STANDARD_ERROR, line)
