"""A blocking connection to the catalog, with errors in words."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

import grpc

from spotter.catalog_client.errors import RefusedError
from spotter.catalog_client.refusals import in_words
from spotter.catalog_client.settings import CatalogClientSettings
from spotter.runtime.grpc.channel import make_blocking_channel
from spotter.runtime.grpc.security import GrpcSecurity

Answer = TypeVar("Answer")


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
            raise in_words(error, self._address, timeout_s) from error

    def stream(
        self, method: Callable[..., Iterable[Answer]], request: object, *, timeout_s: float = 60.0
    ) -> Iterator[Answer]:
        """The answers of a stub's ``method``, all within ``timeout_s``."""
        try:
            yield from method(request, timeout=timeout_s, metadata=self._metadata)
        except grpc.RpcError as error:
            raise in_words(error, self._address, timeout_s) from error

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
