"""gRPC servers on asyncio, and channels to them, with matching keepalive settings."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import grpc
import grpc.aio
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from spotter.runtime.errors import AddressError
from spotter.runtime.event_loop import EventLoopThread
from spotter.runtime.grpc.security import GrpcSecurity, TokenCheck

_KEEPALIVE_MS = 10_000
_MAX_MESSAGE_BYTES = 16 * 1024 * 1024
_CALLS_BESIDE_STREAMS = 64

_BOTH_ENDS = (
    ("grpc.keepalive_time_ms", _KEEPALIVE_MS),
    ("grpc.keepalive_timeout_ms", 5_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES),
    ("grpc.max_send_message_length", _MAX_MESSAGE_BYTES),
)
_SERVER = (
    *_BOTH_ENDS,
    # Half of the clients' interval: the server must tolerate a ping that arrives a little early.
    ("grpc.http2.min_ping_interval_without_data_ms", _KEEPALIVE_MS // 2),
    ("grpc.so_reuseport", 0),
)
_CLIENT = (
    *_BOTH_ENDS,
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 1_000),
    # Our own processes: the proxy of the environment leads out of the gym, not to them.
    ("grpc.enable_http_proxy", 0),
)


def make_channel(address: str, security: GrpcSecurity) -> grpc.aio.Channel:
    """A channel to ``address`` (``host:port``) that reconnects within a second.

    It belongs to the event loop in which it is made.
    """
    credentials = security.channel_credentials()
    if credentials is None:
        return grpc.aio.insecure_channel(address, options=_CLIENT)
    return grpc.aio.secure_channel(address, credentials, options=_secure_options(security))


def make_blocking_channel(address: str, security: GrpcSecurity) -> grpc.Channel:
    """Like :func:`make_channel`, for any thread: its calls block."""
    credentials = security.channel_credentials()
    if credentials is None:
        return grpc.insecure_channel(address, options=_CLIENT)
    return grpc.secure_channel(address, credentials, options=_secure_options(security))


def _secure_options(security: GrpcSecurity) -> tuple[tuple[str, int | str], ...]:
    name = security.server_name
    return (*_CLIENT, ("grpc.ssl_target_name_override", name)) if name else _CLIENT


class Server:
    """A server with the standard health service, which starts as NOT_SERVING.

    ``add_services`` adds the others. ``streams`` is how many are meant to be open at most; calls
    beyond that and a few more are refused by gRPC itself. ``on_stranger`` is called for each call
    without the token. ``threads`` run the methods that are not coroutines.

    Raises :class:`AddressError` when it cannot listen at ``address``.
    """

    def __init__(  # noqa: PLR0913 - what a server consists of
        self,
        address: str,
        add_services: Callable[[grpc.aio.Server], None],
        security: GrpcSecurity,
        *,
        streams: int,
        on_stranger: Callable[[], None] = lambda: None,
        threads: ThreadPoolExecutor | None = None,
    ) -> None:
        self._threads = threads
        self._checks = [TokenCheck(security.token, on_stranger)] if security.token else []
        self._most_calls = streams + _CALLS_BESIDE_STREAMS
        self._loop = EventLoopThread("grpc")
        self._health = health.aio.HealthServicer()  # type: ignore[attr-defined]  # a lazy module
        try:
            self._server, self.port = self._loop.run(
                self._listen(address, add_services, security.server_credentials())
            ).result()
        except BaseException:
            self._loop.close()
            raise

    def start(self) -> None:
        """Begin to serve."""
        self._loop.run(self._server.start()).result()
        self._announce(health_pb2.HealthCheckResponse.SERVING)

    def decline(self) -> None:
        """Tell clients to go elsewhere; calls are still answered."""
        self._announce(health_pb2.HealthCheckResponse.NOT_SERVING)

    def stop(self, wait_s: float) -> None:
        """Take no new call, wait up to ``wait_s`` for those that are open, and end."""
        self._loop.run(self._server.stop(wait_s)).result()
        self._loop.close()

    def _announce(self, status: health_pb2.HealthCheckResponse.ServingStatus) -> None:
        self._loop.run(self._health.set("", status)).result()

    async def _listen(
        self,
        address: str,
        add_services: Callable[[grpc.aio.Server], None],
        credentials: grpc.ServerCredentials | None,
    ) -> tuple[grpc.aio.Server, int]:
        server = grpc.aio.server(
            self._threads,
            interceptors=self._checks,
            options=_SERVER,
            maximum_concurrent_rpcs=self._most_calls,
        )
        await self._health.set("", health_pb2.HealthCheckResponse.NOT_SERVING)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, server)
        add_services(server)
        try:
            if credentials is None:
                return server, server.add_insecure_port(address)
            return server, server.add_secure_port(address, credentials)
        except RuntimeError as error:
            raise AddressError(f"expected {address} to be free; cannot listen there") from error
