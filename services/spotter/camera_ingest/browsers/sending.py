"""What a browser sends, handed from the server's thread to the station's; the newest wins."""

import threading
from collections import deque

from spotter.wire.browser_pictures import BrowserPicture

_KEPT = 8
"""Half a second: the station's thread takes pictures at once, unless the machine is too slow."""


class Sending:
    """The pictures of one browser, from when it begins until it ends."""

    def __init__(self) -> None:
        self._pictures: deque[BrowserPicture] = deque()
        self._changed = threading.Condition()
        self.is_over = False
        """Whether no more pictures come."""
        self.was_replaced = False
        """Whether that is because another browser came."""

    def put(self, picture: BrowserPicture) -> int:
        """Add a picture; return how many older ones made way for it."""
        with self._changed:
            self._pictures.append(picture)
            surplus = len(self._pictures) - _KEPT
            for _ in range(surplus):
                self._pictures.popleft()
            self._changed.notify()
        return max(0, surplus)

    def take(self, wait_s: float) -> BrowserPicture | None:
        """The oldest picture; None if none comes within ``wait_s``, or any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._pictures or self.is_over, wait_s)
            return self._pictures.popleft() if self._pictures else None

    def end(self, *, is_replaced: bool = False) -> None:
        """Note that the browser sends no more."""
        with self._changed:
            self.was_replaced = self.was_replaced or (is_replaced and not self.is_over)
            self.is_over = True
            self._changed.notify()


class BrowserCamera:
    """The browser that is a station's camera now, if any; for any thread.

    One that comes takes the place of one that is there: a page that was opened anew knows better
    than the broken connection of the old one.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._current = Sending()
        self._current.end()

    def begin(self) -> Sending:
        """A browser begins; the one before it is over."""
        with self._changed:
            self._current.end(is_replaced=True)
            self._current = Sending()
            self._changed.notify()
            return self._current

    def current(self, wait_s: float) -> Sending | None:
        """The browser that sends; None if there is none within ``wait_s``."""
        with self._changed:
            self._changed.wait_for(lambda: not self._current.is_over, wait_s)
            return None if self._current.is_over else self._current
