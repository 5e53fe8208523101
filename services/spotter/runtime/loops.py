"""Threads that repeat a step until they are stopped."""

import threading
from collections.abc import Callable

import structlog

_log = structlog.get_logger()


class Loop:
    """Calls ``step`` in a thread until :meth:`stop`; calls ``on_failure`` if it raises."""

    def __init__(
        self,
        name: str,
        step: Callable[[], None],
        on_failure: Callable[[], None],
        *,
        pause_s: float = 0.0,
    ) -> None:
        self.error: Exception | None = None
        self._step = step
        self._on_failure = on_failure
        self._pause_s = pause_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Finish the current step, start no other, and wait up to ``timeout_s`` for its end."""
        self._stopping.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._step()
                if self._pause_s:
                    self._stopping.wait(self._pause_s)
        except Exception as error:  # noqa: BLE001 - the main thread raises it and ends the process
            _log.exception("thread failed", thread=self._thread.name)
            self.error = error
            self._on_failure()
