"""A connection to the catalog on asyncio, with errors in words."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self, TypeVar

from grpc import ChannelConnectivity, RpcError
from grpc.aio import (
    Channel,
    StreamUnaryMultiCallable,
    UnaryStreamMultiCallable,
    UnaryUnaryMultiCallable,
)

from spotter.catalog_client.errors import CatalogAwayError
from spotter.catalog_client.refusals import in_words
from spotter.catalog_client.settings import CatalogClientSettings
from spotter.runtime.grpc.channel import make_channel
from spotter.runtime.grpc.security import GrpcSecurity

Answer = TypeVar("Answer")


class AsyncCatalogChannel:
    """A connection to the catalog at ``address`` (``host:port``; empty: there is none).

    It is made at the first call, in the event loop of that call, and again within a second when it
    was lost. Stubs are made of :attr:`grpc`, and their methods called by :meth:`call` and
    :meth:`stream`. All three raise :class:`CatalogAwayError`, the latter two
    :class:`RefusedError` as well.
    """

    def __init__(self, address: str, security: GrpcSecurity) -> None:
        self._address = address
        self._security = security
        self._channel: Channel | None = None

    @classmethod
    def of(cls, settings: CatalogClientSettings) -> "AsyncCatalogChannel":
        """A connection as the settings say."""
        return cls(settings.catalog_address, GrpcSecurity.of(settings))

    @property
    def grpc(self) -> Channel:
        """What stubs are made of."""
        if not self._address:
            raise CatalogAwayError("there is no catalog here: SPOTTER_CATALOG_ADDRESS is empty")
        if self._channel is None:
            self._channel = make_channel(self._address, self._security)
        return self._channel

    @property
    def is_connected(self) -> bool:
        """Whether the connection stands; one that was lost is made again."""
        if self._channel is None:
            return False
        return self._channel.get_state(try_to_connect=True) is ChannelConnectivity.READY

    async def call(
        self,
        method: UnaryUnaryMultiCallable[Any, Answer] | StreamUnaryMultiCallable[Any, Answer],
        request: Any,  # noqa: ANN401 - a message, or an iterator over messages
        *,
        timeout_s: float = 10.0,
    ) -> Answer:
        """The answer of a stub's ``method`` to ``request``, or to the requests in it."""
        try:
            return await method(request, timeout=timeout_s, metadata=self._security.metadata)
        except RpcError as error:
            raise in_words(error, self._address, timeout_s) from error

    async def stream(
        self,
        method: UnaryStreamMultiCallable[Any, Answer],
        request: object,
        *,
        timeout_s: float = 60.0,
    ) -> AsyncIterator[Answer]:
        """The answers of a stub's ``method``, all within ``timeout_s``."""
        try:
            async for answer in method(
                request, timeout=timeout_s, metadata=self._security.metadata
            ):
                yield answer
        except RpcError as error:
            raise in_words(error, self._address, timeout_s) from error

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._channel is not None:
            await self._channel.close(None)
