"""What the statuses of calls to the catalog mean."""

from typing import cast

import grpc

from spotter.catalog_client.errors import (
    CatalogAwayError,
    ConflictError,
    DeniedError,
    MisunderstoodError,
    RefusedError,
    TooManyError,
    UnknownError,
    UnrecognisedError,
)
from spotter.runtime.grpc.security import is_about_token

_REFUSALS = {
    grpc.StatusCode.NOT_FOUND: UnknownError,
    grpc.StatusCode.FAILED_PRECONDITION: ConflictError,
    grpc.StatusCode.INVALID_ARGUMENT: RefusedError,
    grpc.StatusCode.PERMISSION_DENIED: DeniedError,
}
_RETRY = "retry-after-s"
"""In the metadata after an answer: how many seconds to wait."""


def in_words(
    error: grpc.RpcError, address: str, timeout_s: float
) -> CatalogAwayError | RefusedError:
    """The error of a call to the catalog at ``address`` that was given ``timeout_s``."""
    status, reason = error.code(), error.details()
    if status in _REFUSALS:
        return _REFUSALS[status](reason)
    if status is grpc.StatusCode.UNAUTHENTICATED and not is_about_token(reason or ""):
        return UnrecognisedError(reason)
    if retry_s := _retry_s(error):
        return TooManyError(reason or "too many ask", retry_s)
    catalog = f"the catalog at {address}"
    if status is grpc.StatusCode.DEADLINE_EXCEEDED:
        return CatalogAwayError(f"{catalog} does not answer within {timeout_s:g} s")
    if status in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED):
        return CatalogAwayError(f"{catalog} does not answer: {reason}")
    return MisunderstoodError(f"{catalog} refuses ({status.name}): {reason}")


def _retry_s(error: grpc.RpcError) -> int:
    """How many seconds whoever asked too often should wait; 0: they have not."""
    said = cast("list[tuple[str, str]]", error.trailing_metadata() or ())
    return int(dict(said).get(_RETRY, 0))
