"""The web server."""

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import structlog
import uvicorn
from starlette.types import ASGIApp

from spotter.notifier.errors import PageAddressError
from spotter.notifier.web.tls.certificates import Certificate

_MAX_MESSAGE_BYTES = 256 * 1024
_RENEWAL_TICKS = 36_000
"""An hour."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port``; port 0 means a free one.

    Raises :class:`PageAddressError` if that is not possible.
    """
    try:
        listener = socket.create_server((host, port), family=_family(host), backlog=256)
    except OSError as error:
        raise PageAddressError(
            f"cannot serve the page at {host}:{port}: {error.strerror or error}; "
            "set SPOTTER_PORT to another port (0: a free one)"
        ) from error
    # asyncio does this for the sockets it creates itself. Without it, the second of two messages
    # waits for the acknowledgement of the first, which takes 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def serve_page(
    app: ASGIApp,
    listener: socket.socket,
    stopping: threading.Event,
    *,
    certificate: Certificate | None = None,
    proxies: Sequence[str] = (),
) -> None:
    """Serve ``app`` until ``stopping`` is set, by https if there is a ``certificate``.

    What ``proxies`` say of whom they pass on is believed. Raises :class:`CertificateError`.
    """
    host, port = listener.getsockname()[:2]
    scheme = "https" if certificate else "http"
    address = f"{scheme}://[{host}]:{port}/" if ":" in host else f"{scheme}://{host}:{port}/"
    if certificate:
        certificate.load_into(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
    structlog.get_logger().info("page served", address=address, status_port=port)
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=_MAX_MESSAGE_BYTES,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        ssl_certfile=certificate.certificate if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
        timeout_graceful_shutdown=3,
    )
    _Server(config, stopping, certificate).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Stops when ``stopping`` is set, and leaves signals to the process.

    Uvicorn's own handlers would miss a signal that arrives before they are installed.
    """

    def __init__(
        self, config: uvicorn.Config, stopping: threading.Event, certificate: Certificate | None
    ) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._certificate = certificate

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture no signals."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """Whether to stop; Uvicorn asks ten times a second."""
        if self._certificate and counter % _RENEWAL_TICKS == 0 and self._certificate.renew():
            self._renew(self._certificate)
        return self._stopping.is_set() or await super().on_tick(counter)

    def _renew(self, certificate: Certificate) -> None:
        """Connections that stand go on with the certificate that they began with."""
        if self.config.ssl:
            certificate.load_into(self.config.ssl)
            structlog.get_logger().info("certificate renewed")


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
