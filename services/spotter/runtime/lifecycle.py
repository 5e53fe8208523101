"""Starting and stopping a process in order."""

import os
import signal
import threading
from _thread import start_new_thread
from types import FrameType


def stop_on_signals(*more: signal.Signals) -> threading.Event:
    """Return an event that the first SIGTERM, SIGINT or one of ``more`` sets.

    A second signal ends the process immediately with exit status 128 + its number.

    Must be called in the main thread, before anything that takes time.
    """
    stopping = threading.Event()
    is_stopping = False

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal is_stopping
        if is_stopping:
            os._exit(128 + number)
        is_stopping = True
        # The main thread may hold the event's lock right now and would deadlock with itself, so
        # another thread sets the event. threading.Thread takes locks of its own and could
        # deadlock in the same way.
        start_new_thread(stopping.set, ())

    for number in (signal.SIGTERM, signal.SIGINT, *more):
        signal.signal(number, stop)
    return stopping
