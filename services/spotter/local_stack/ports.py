"""TCP ports on this machine's loopback address."""

import socket

from spotter.local_stack.errors import LocalStackError

LOOPBACK = "127.0.0.1"
USUAL_PAGE_PORT = 8000
_TRIED = 100


def free_port() -> int:
    """A port that is free right now."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return int(listener.getsockname()[1])


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server can listen on ``port`` of ``host``."""
    try:
        _try_to_bind(host, port)
    except OSError:
        return False
    return True


def page_port(wanted: int | None, host: str = LOOPBACK) -> int:
    """``wanted`` if the user asked for a port, else the first free port from 8000 up.

    Raises :class:`LocalStackError` when ``wanted`` cannot be used, or ``host`` is not an address of
    this machine.
    """
    try:
        _try_to_bind(host, 0)
    except OSError as error:
        raise LocalStackError(
            f"expected --host to be an address of this machine, such as {LOOPBACK}, or 0.0.0.0 for "
            f"all of its addresses; found {host}: {error.strerror}"
        ) from error
    if wanted is None:
        ports = range(USUAL_PAGE_PORT, USUAL_PAGE_PORT + _TRIED)
        return next((port for port in ports if is_free(port, host)), None) or free_port()
    if not is_free(wanted, host):
        raise LocalStackError(
            f"port {wanted} of {host} is in use by another program, or you may not use it; choose "
            "another with --port, or leave --port out to get a free one"
        )
    return wanted


def _try_to_bind(host: str, port: int) -> None:
    """Raise :class:`OSError` if a server cannot listen there."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as listener:
        # Servers do the same; otherwise closed connections that linger would count as a listener.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
