"""Asks a process again and again whether it is alive."""

import threading
from collections.abc import Callable

from spotter.local_stack.watchdog.own_service import ask, problems_in_words

Ask = Callable[[], str | None]
"""Asks once: None while all of a process's loops turn, else which of them hang.

Raises :class:`OSError` when the process does not answer.
"""

_PAUSE_S = 1.0
_ANSWER_S = 30.0
"""More than the patience with a silent process: a late answer is an answer."""


class Pulse:
    """Asks in a thread, as long as ``is_running()``; reading the answers never waits."""

    def __init__(self, ask: Ask, is_running: Callable[[], bool]) -> None:
        self._ask = ask
        self._is_running = is_running
        self._changed = threading.Lock()
        self._answers = 0
        self._complaint: str | None = None
        threading.Thread(target=self._keep_asking, name="pulse", daemon=True).start()

    def heard(self) -> tuple[int, str | None]:
        """How often the process has answered, and the last answer."""
        with self._changed:
            return self._answers, self._complaint

    def _keep_asking(self) -> None:
        pause = threading.Event()
        while self._is_running():
            try:
                complaint = self._ask()
            except OSError:
                pass  # silence is what is counted
            else:
                with self._changed:
                    self._answers += 1
                    self._complaint = complaint
            pause.wait(_PAUSE_S)


def ask_service(url: str) -> str | None:
    """Ask the service at ``url`` for its ``/healthz``.

    Raises :class:`OSError` without an answer.
    """
    is_alive, said = ask(url, "/healthz", timeout_s=_ANSWER_S)
    return None if is_alive else problems_in_words(said)
