"""gRPC servers and channels with matching keepalive settings."""

from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

_KEEPALIVE_MS = 10_000
_MAX_MESSAGE_BYTES = 16 * 1024 * 1024

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


def make_channel(address: str) -> grpc.Channel:
    """A channel to ``address`` (``host:port``) that reconnects within a second."""
    return grpc.insecure_channel(address, options=_CLIENT)


def make_server(*, threads: int) -> tuple[grpc.Server, health.HealthServicer]:
    """A server with the standard health service, which starts as NOT_SERVING.

    Each open stream occupies one of the ``threads``.
    """
    server = grpc.server(
        ThreadPoolExecutor(max_workers=threads, thread_name_prefix="grpc"), options=_SERVER
    )
    servicer = health.HealthServicer()
    servicer.set("", health_pb2.HealthCheckResponse.NOT_SERVING)
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    return server, servicer
