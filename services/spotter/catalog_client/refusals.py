"""What the statuses of calls to the catalog mean."""

import grpc

from spotter.catalog_client.errors import (
    CatalogAwayError,
    ConflictError,
    MisunderstoodError,
    RefusedError,
    UnknownError,
)

_REFUSALS = {
    grpc.StatusCode.NOT_FOUND: UnknownError,
    grpc.StatusCode.FAILED_PRECONDITION: ConflictError,
    grpc.StatusCode.INVALID_ARGUMENT: RefusedError,
}


def in_words(
    error: grpc.RpcError, address: str, timeout_s: float
) -> CatalogAwayError | RefusedError:
    """The error of a call to the catalog at ``address`` that was given ``timeout_s``."""
    status, reason = error.code(), error.details()
    if status in _REFUSALS:
        return _REFUSALS[status](reason)
    catalog = f"the catalog at {address}"
    if status is grpc.StatusCode.DEADLINE_EXCEEDED:
        return CatalogAwayError(f"{catalog} does not answer within {timeout_s:g} s")
    if status in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED):
        return CatalogAwayError(f"{catalog} does not answer: {reason}")
    return MisunderstoodError(f"{catalog} refuses ({status.name}): {reason}")
