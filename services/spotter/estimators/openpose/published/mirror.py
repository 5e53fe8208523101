"""Fetches OpenPose's files from a mirror, which is a copy of its ``models`` folder."""

from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from urllib.response import addinfourl

from spotter.estimators.errors import PullError

OnBytes = Callable[[int, int | None], None]
"""Called with the number of bytes received, and the total if the mirror announces it."""

_SCHEMES = ("http", "https", "file")
_BLOCK_BYTES = 1 << 18
_TIMEOUT_S = 30.0


def fetch(
    address: str,
    target: Path,
    *,
    max_bytes: int,
    on_bytes: OnBytes,
    timeout_s: float = _TIMEOUT_S,
) -> None:
    """Copy the file at ``address`` to the new file ``target``; a failure may leave a part of it.

    The address is http, https or file; ``timeout_s`` limits how long the server may be silent.

    Raises :class:`PullError` if the address is of another kind or does not answer, has no such
    file, or sends more than ``max_bytes`` or less than announced, and :class:`OSError` if
    ``target`` cannot be written.
    """
    received = 0
    with _answer(address, timeout_s) as answer, target.open("xb") as file:
        length = answer.headers["Content-Length"]
        expected = int(length) if length and length.isdecimal() else None
        while block := _next_block(answer, address):
            received += len(block)
            if received > max_bytes:
                raise PullError(f"expected at most {max_bytes} bytes at {address}; found more")
            file.write(block)
            on_bytes(received, expected)
    if expected not in (None, received):
        raise PullError(f"expected {expected} bytes at {address}; it broke off after {received}")


def _answer(address: str, timeout_s: float) -> addinfourl:
    if (
        "@" in address.partition("://")[2].partition("/")[0]
    ):  # urllib cannot use them, and would print them
        raise PullError("expected an address without user and password; found one with them")
    if address.partition(":")[0].lower() not in _SCHEMES:
        raise PullError(f"expected an http, https or file address; found {address!r}")
    try:
        answer: addinfourl = urlopen(address, timeout=timeout_s)  # noqa: S310 - the scheme is one of three
    except (OSError, HTTPException, ValueError) as error:  # among them urllib's own errors
        # Without urllib's <urlopen error ...>; as text, as the error itself would keep its socket.
        reason = str(error.reason if type(error) is URLError else error)
        raise PullError(f"{address} cannot be fetched: {reason}") from error
    return answer


def _next_block(answer: addinfourl, address: str) -> bytes:
    try:
        return answer.read(_BLOCK_BYTES)
    except (OSError, HTTPException) as error:
        raise PullError(f"{address} broke off: {error}") from error
