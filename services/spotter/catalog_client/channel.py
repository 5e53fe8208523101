"""A blocking connection to the catalog, with errors in words."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

import grpc

from spotter.catalog_client.errors import (
    CatalogAwayError,
    ConflictError,
    RefusedError,
    UnknownError,
)
from spotter.catalog_client.settings import CatalogClientSettings
from spotter.runtime.grpc_channel import make_blocking_channel
from spotter.runtime.grpc_security import GrpcSecurity

Answer = TypeVar("Answer")

_REFUSALS = {
    grpc.StatusCode.NOT_FOUND: UnknownError,
    grpc.StatusCode.FAILED_PRECONDITION: ConflictError,
    grpc.StatusCode.INVALID_ARGUMENT: RefusedError,
}


class CatalogChannel:
    """A connection to the catalog at ``address`` (``host:port``), for any thread.

    It is made at the first call, and again within a second when it was lost. Stubs are made of
    :attr:`grpc`, and their methods called by :meth:`call` and :meth:`stream`, which raise
    :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, address: str, security: GrpcSecurity) -> None:
        self._address = address
        self._metadata = security.metadata
        self.grpc = make_blocking_channel(address, security)

    @classmethod
    def of(cls, settings: CatalogClientSettings) -> "CatalogChannel":
        """A connection as the settings say; raises :class:`RefusedError` if they name no place."""
        if not settings.catalog_address:
            raise RefusedError("expected where the catalog answers (SPOTTER_CATALOG_ADDRESS)")
        return cls(settings.catalog_address, GrpcSecurity.of(settings))

    def call(
        self, method: Callable[..., Answer], request: object, *, timeout_s: float = 10.0
    ) -> Answer:
        """The answer of a stub's ``method`` to ``request``."""
        try:
            return method(request, timeout=timeout_s, metadata=self._metadata)
        except grpc.RpcError as error:
            raise self._in_words(error, timeout_s) from error

    def stream(
        self, method: Callable[..., Iterable[Answer]], request: object, *, timeout_s: float = 60.0
    ) -> Iterator[Answer]:
        """The answers of a stub's ``method``, all within ``timeout_s``."""
        try:
            yield from method(request, timeout=timeout_s, metadata=self._metadata)
        except grpc.RpcError as error:
            raise self._in_words(error, timeout_s) from error

    def close(self) -> None:
        """End the connection; calls under way fail."""
        self.grpc.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def _in_words(self, error: grpc.RpcError, timeout_s: float) -> CatalogAwayError | RefusedError:
        status, reason = error.code(), error.details()
        if status in _REFUSALS:
            return _REFUSALS[status](reason)
        catalog = f"the catalog at {self._address}"
        if status is grpc.StatusCode.DEADLINE_EXCEEDED:
            return CatalogAwayError(f"{catalog} does not answer within {timeout_s:g} s")
        if status in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED):
            return CatalogAwayError(f"{catalog} does not answer: {reason}")
        return RefusedError(f"{catalog} refuses ({status.name}): {reason}")
