"""The lines of a file that comes in pieces, in bounded memory."""

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from spotter.catalog.errors import CatalogError
from spotter.wire.catalog.training.workout_imports import MOST_FILE_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LONGEST_LINE = 65_536
_MARK_BYTES = 2
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def lines_of(pieces: Iterable[bytes], most_bytes: int = MOST_FILE_BYTES) -> Iterator[str]:
    """The lines of a text in UTF-8, or in UTF-16 with its mark, whatever ends them.

    Raises :class:`CatalogError` for other bytes, for more than ``most_bytes``, and for a line of
    more than 65536 characters.
    """
    upcoming = iter(pieces)
    head = b""
    while len(head) < _MARK_BYTES and (piece := next(upcoming, None)) is not None:
        head += piece
    encoding = "utf-16" if head[:2] in _UTF_16_MARKS else "utf-8-sig"
    file = io.BufferedReader(_Pieces(chain([head], upcoming), most_bytes))
    text = io.TextIOWrapper(file, encoding=encoding)
    number = 1
    try:
        while line := text.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise CatalogError(
                    f"expected lines of at most {_LONGEST_LINE} characters; found a longer one "
                    f"at line {number}"
                )
            yield line
            number += 1
    except UnicodeError as error:
        raise CatalogError(
            f"expected text in UTF-8; found other bytes soon after line {number}"
        ) from error


class _Pieces(io.RawIOBase):
    """Pieces read as a file, of which only one is in memory at a time."""

    def __init__(self, pieces: Iterable[bytes], most_bytes: int) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._left_bytes = most_bytes
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` as far as the next piece does; 0 at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left_bytes -= len(piece)
            if self._left_bytes < 0:
                raise CatalogError("expected a file of at most 256 MiB; found a larger one")
            self._rest = memoryview(piece)
        room = memoryview(buffer)
        taken = self._rest[: len(room)]
        room[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)
