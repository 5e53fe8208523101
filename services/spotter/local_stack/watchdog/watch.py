"""Watches one running process: puts together what it answers and what the kernel says."""

from collections.abc import Callable

from spotter.local_stack.watchdog.hanging import Hanging, Patience, Sign
from spotter.local_stack.watchdog.process_state import ProcessState, process_state
from spotter.local_stack.watchdog.pulse import Ask, Pulse

_BY_KERNEL = {ProcessState.STOPPED: Sign.STOPPED, ProcessState.TRACED: Sign.TRACED}


class Watch:
    """Watches the process ``pid`` while ``is_running()``.

    ``ask`` asks it whether it is alive; of a process that cannot be asked, only the kernel's word
    counts. ``clock`` is monotonic, in seconds.
    """

    def __init__(
        self,
        pid: int,
        ask: Ask | None,
        is_running: Callable[[], bool],
        clock: Callable[[], float],
        patience: Patience | None = None,
    ) -> None:
        self._pid = pid
        self._pulse = Pulse(ask, is_running) if ask else None
        self._clock = clock
        self._hanging = Hanging(patience or Patience(), clock())
        self._answers_seen = 0

    def turn(self) -> str | None:
        """Look at the process, as often as several times a second; why it hangs, or None."""
        sign, complaint = self._look()
        return self._hanging.turn(sign, self._clock(), complaint)

    def _look(self) -> tuple[Sign, str]:
        if sign := _BY_KERNEL.get(process_state(self._pid)):
            return sign, ""
        if self._pulse is None:
            return Sign.ANSWERS, ""
        answers, complaint = self._pulse.heard()
        is_new, self._answers_seen = answers > self._answers_seen, answers
        if complaint:
            return Sign.COMPLAINS, complaint
        if is_new:
            return Sign.ANSWERS, ""
        return Sign.SILENT if answers else Sign.STARTS, ""
