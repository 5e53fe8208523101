"""TCP ports on this machine's loopback address."""

import socket

from spotter.local_stack.errors import LocalStackError

LOOPBACK = "127.0.0.1"
USUAL_PAGE_PORT = 8000
_TRIED = 100


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return int(listener.getsockname()[1])


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether one may listen on ``port`` of ``host``."""
    try:
        _try_to_bind(host, port)
    except OSError:
        return False
    return True


def page_port(wanted: int | None, host: str = LOOPBACK) -> int:
    """``wanted`` if the user asked for it, else the first free one from 8000 on.

    Raises :class:`LocalStackError` when it cannot be had, or ``host`` is no address of this
    machine.
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
            f"port {wanted} of {host} is in use by another program, or not yours to use; choose "
            "another with --port, or leave --port out and a free one is taken"
        )
    return wanted


def _try_to_bind(host: str, port: int) -> None:
    """Raise :class:`OSError` when one cannot listen there."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as listener:
        # As servers do, so that the remains of closed connections do not count as a listener.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
