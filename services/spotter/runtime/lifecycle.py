"""Starting and stopping a process in order."""

import os
import signal
import threading
from _thread import start_new_thread
from types import FrameType


def stop_on_signals(*more: signal.Signals) -> threading.Event:
    """Return an event that the first SIGTERM, SIGINT or one of ``more`` sets.

    A second signal ends the process at once, in whatever it does, with exit status 128 + its
    number. Must be called in the main thread, before anything that takes time.
    """
    stopping = threading.Event()
    is_told = False

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal is_told
        if is_told:
            os._exit(128 + number)
        is_told = True
        # The main thread may hold the event's lock just now, and would wait here for itself. For
        # the same reason the thread is none of threading's, which has locks of its own.
        start_new_thread(stopping.set, ())

    for number in (signal.SIGTERM, signal.SIGINT, *more):
        signal.signal(number, stop)
    return stopping
