"""Who may call over gRPC: those with the shared token, over TLS where there are certificates."""

import hmac
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import grpc.aio

from spotter.runtime.errors import PermanentError
from spotter.runtime.grpc.settings import GrpcSettings

_HEADER = "authorization"
_OPEN_METHODS = frozenset({"/grpc.health.v1.Health/Check"})
"""Probes do not have the token."""
_REFUSAL = (
    "expected the token that this process shares with those that call it (SPOTTER_GRPC_TOKEN); "
    "found {found}"
)

_Handler = Any
"""gRPC's handlers are generic in messages that an interceptor never sees."""


@dataclass(frozen=True, slots=True)
class GrpcSecurity:
    """A shared token, and PEM data for TLS; what is empty is not used.

    A server with a certificate serves TLS; with an authority as well, it asks clients for
    certificates of that authority. A client with an authority uses TLS.
    """

    token: str = field(default="", repr=False)
    authority: bytes = b""
    certificate: bytes = b""
    key: bytes = field(default=b"", repr=False)
    server_name: str = ""

    @classmethod
    def of(cls, settings: GrpcSettings) -> "GrpcSecurity":
        """What the settings name.

        Raises :class:`PermanentError` for a file that cannot be read or is of another kind.
        """
        security = cls(
            settings.grpc_token,
            _read(settings.grpc_ca),
            _read(settings.grpc_certificate),
            _read(settings.grpc_key),
            settings.grpc_server_name,
        )
        _check_kinds(settings)
        return security

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What a client sends with each call."""
        return ((_HEADER, f"Bearer {self.token}"),) if self.token else ()

    def server_credentials(self) -> grpc.ServerCredentials | None:
        """The server's; None without TLS.

        Raises :class:`PermanentError` for an authority without a certificate: the server would be
        open although it is not meant to be.
        """
        if not self.certificate:
            if self.authority:
                raise PermanentError(
                    "expected a certificate for a server with an authority "
                    "(SPOTTER_GRPC_CERTIFICATE, SPOTTER_GRPC_KEY); found none"
                )
            return None
        return grpc.ssl_server_credentials(
            [(self.key, self.certificate)],
            root_certificates=self.authority or None,
            require_client_auth=bool(self.authority),
        )

    def channel_credentials(self) -> grpc.ChannelCredentials | None:
        """A client's; None without TLS."""
        if not self.authority:
            return None
        return grpc.ssl_channel_credentials(
            self.authority, self.key or None, self.certificate or None
        )


class TokenCheck(grpc.aio.ServerInterceptor):  # type: ignore[type-arg]  # not generic at run time
    """Lets only calls with the ``token`` through, and health checks; reports the others."""

    def __init__(self, token: str, on_refusal: Callable[[], None]) -> None:
        self._expected = f"Bearer {token}".encode()
        self._on_refusal = on_refusal

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[_Handler]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> _Handler:
        """The method's handler, or one of its kind that refuses."""
        handler = await continuation(handler_call_details)
        if handler is None or handler_call_details.method in _OPEN_METHODS:
            return handler
        found = dict(handler_call_details.invocation_metadata or ()).get(_HEADER)
        if found is not None and hmac.compare_digest(_bytes(found), self._expected):
            return handler
        self._on_refusal()
        return _refusing(handler, "none" if found is None else "another one")


def is_about_token(reason: str) -> bool:
    """Whether a call was refused for the token that processes share, by the ``reason`` given."""
    return reason.startswith(_REFUSAL.partition("{")[0])


def _refusing(handler: _Handler, found: str) -> _Handler:
    async def refuse(_request: object, context: grpc.aio.ServicerContext[Any, Any]) -> None:
        await context.abort(grpc.StatusCode.UNAUTHENTICATED, _REFUSAL.format(found=found))

    async def refuse_stream(
        request: object, context: grpc.aio.ServicerContext[Any, Any]
    ) -> AsyncIterator[None]:
        await refuse(request, context)
        yield

    if not handler.response_streaming:
        return grpc.unary_unary_rpc_method_handler(refuse)
    if handler.request_streaming:
        return grpc.stream_stream_rpc_method_handler(refuse_stream)
    return grpc.unary_stream_rpc_method_handler(refuse_stream)


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes() if path else b""
    except OSError as error:
        raise PermanentError(
            f"expected a PEM file at {path}; found: {error.strerror or error}"
        ) from error


def _check_kinds(settings: GrpcSettings) -> None:
    """Of wrong files, gRPC itself says only that it cannot listen or connect."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    named = "SPOTTER_GRPC_CERTIFICATE and SPOTTER_GRPC_KEY to be a certificate and its open key"
    try:
        if settings.grpc_certificate:
            context.load_cert_chain(settings.grpc_certificate, settings.grpc_key, password="")
        named = "SPOTTER_GRPC_CA to be an authority's certificate"
        if settings.grpc_ca:
            context.load_verify_locations(settings.grpc_ca)
    except ssl.SSLError as error:
        raise PermanentError(f"expected {named}; found: {error.reason or error}") from error
