"""A way to a server on loopback that a test can interrupt, as a pulled cable does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_CHUNK = 65_536


class Cable:
    """Passes on what comes to ``port``, while it is whole.

    Pulled, it passes on nothing and closes nothing: neither side is told.
    """

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._is_whole = threading.Event()
        self._is_whole.set()
        self._sockets: list[socket.socket] = []

    def pull(self) -> None:
        """Pass on nothing from now on."""
        self._is_whole.clear()

    def plug_in(self) -> None:
        """Pass on everything again, what has come meanwhile too."""
        self._is_whole.set()

    def serve(self) -> None:
        """Accept until it is closed."""
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target_port))
                self._sockets += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, target), daemon=True).start()

    def close(self) -> None:
        """Close everything."""
        self._listener.close()
        for one in self._sockets:
            one.close()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                self._is_whole.wait()
                target.sendall(data)
            self._is_whole.wait()
            target.shutdown(socket.SHUT_WR)


@contextmanager
def cable_to(port: int) -> Iterator[Cable]:
    """A whole cable to a server on loopback, until the end of the block."""
    cable = Cable(port)
    threading.Thread(target=cable.serve, daemon=True).start()
    try:
        yield cable
    finally:
        cable.plug_in()
        cable.close()
