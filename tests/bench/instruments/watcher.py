"""Watches the page without a browser's own cost, as a client of the live socket."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect


@contextmanager
def watching(page: str) -> Iterator[None]:
    """Receive everything that the page at this address gets, as fast as it arrives."""
    address = page.replace("http", "ws", 1) + "api/live"
    with connect(address, max_size=None) as socket:
        thread = threading.Thread(target=_watch, args=(socket,))
        thread.start()
        try:
            yield
        finally:
            socket.close()
            thread.join()


def _watch(socket: ClientConnection) -> None:
    with suppress(ConnectionClosed):
        for text in socket:
            said = json.loads(text)
            if said["type"] == "poses":
                socket.send(json.dumps({"seen": said["number"]}))
