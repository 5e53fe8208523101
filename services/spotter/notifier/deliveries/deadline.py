"""Ends the wait for what may hang, whichever library hangs, and in whatever."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from typing import Generic, TypeVar

Value = TypeVar("Value")


class HangingError(Exception):
    """What was to be done has not ended in time; says so."""


class Deadline(Generic[Value]):
    """Waits ``limit_s`` at most for what runs in a thread of its own, for any thread.

    No thread can be stopped from outside: a library that reads a byte every few seconds goes on
    for as long as they come. Such a thread is left behind; while it runs, nothing more is begun
    under its key, so that there is one of them at most for each. The process ends without it.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._running = set[str]()
        self._alone = threading.Lock()

    def keep(self, key: str, task: Callable[[], Value]) -> Value:
        """The task's result, or its error; raises :class:`HangingError`."""
        with self._alone:
            if key in self._running:
                raise HangingError("the attempt before has not ended yet")
            self._running.add(key)
        result: Future[Value] = Future()
        threading.Thread(target=self._run, args=(key, task, result), daemon=True).start()
        if not wait_for([result], self._limit_s).done:
            raise HangingError(f"it did not end within {self._limit_s:g} s")
        return result.result()

    def _run(self, key: str, task: Callable[[], Value], result: Future[Value]) -> None:
        try:
            value = task()
        except BaseException as error:  # noqa: BLE001 - it is whoever waits who is told
            self._forget(key)
            result.set_exception(error)
        else:
            self._forget(key)
            result.set_result(value)

    def _forget(self, key: str) -> None:
        with self._alone:
            self._running.discard(key)
