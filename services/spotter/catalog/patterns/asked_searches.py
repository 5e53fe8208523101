"""Which exercises wait for their patterns to be looked for, and how far the one under way is."""

import threading

from spotter.wire.catalog.exercises.patterns import SearchProgress


class AskedSearches:
    """For any thread; each exercise waits once, whoever asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, str] = {}
        self._running: tuple[str, float] | None = None

    def ask(self, exercise_id: str, author: str) -> None:
        """Let an exercise wait for its turn, unless it is under way."""
        with self._lock:
            if self._running is None or self._running[0] != exercise_id:
                self._waiting.setdefault(exercise_id, author)

    def begin(self) -> tuple[str, str] | None:
        """The exercise whose turn it is, and who asked; None if none waits."""
        with self._lock:
            if not self._waiting:
                return None
            exercise_id = next(iter(self._waiting))
            self._running = exercise_id, 0.0
            return exercise_id, self._waiting.pop(exercise_id)

    def advance(self, done_ratio: float) -> None:
        """Note how much of the one under way is done."""
        with self._lock:
            if self._running is not None:
                self._running = self._running[0], done_ratio

    def end(self) -> None:
        """None is under way any more."""
        with self._lock:
            self._running = None

    def progress(self, exercise_id: str) -> SearchProgress:
        """How it goes for an exercise."""
        with self._lock:
            if self._running is not None and self._running[0] == exercise_id:
                return SearchProgress(is_running=True, done_ratio=self._running[1])
            return SearchProgress(is_waiting=exercise_id in self._waiting)
