"""Services of gRPC that answer in the test's own process."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc.aio

from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity

_THREADS = 4
_OPEN = GrpcSecurity()


@contextmanager
def grpc_server(
    add: Callable[[grpc.aio.Server], None], security: GrpcSecurity = _OPEN, *, port: int = 0
) -> Iterator[str]:
    """The address of a server to which ``add`` adds services, until the end of the block.

    It listens at ``port``; 0 is a free one.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        server = Server(f"127.0.0.1:{port}", add, security, streams=_THREADS, threads=threads)
        server.start()
        try:
            yield f"127.0.0.1:{server.port}"
        finally:
            server.stop(0.0)
