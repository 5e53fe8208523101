"""Tells whether a stream's time stamps pass as fast as time does."""

_BLOCK_S = 1.0
_MOST_RATIO = 0.02
"""Far above any clock's drift, far below what a wrongly declared frame rate makes."""
_BLOCKS = 6
"""So many blocks in a row that lag, or lead, more and more: neither jitter nor a flood."""


class StampRate:
    """Compares the least lag behind the stamps in one second with that in the seconds before."""

    def __init__(self) -> None:
        self._began_s = float("-inf")
        self._least_s = float("inf")
        self._before: tuple[float, float] | None = None
        self._run = 0

    @property
    def is_plausible(self) -> bool:
        """False while stamps run steadily away from the time."""
        return abs(self._run) < _BLOCKS

    def observe(self, behind_s: float, at_s: float) -> None:
        """Note a packet that arrived at ``at_s``, ``behind_s`` after its stamp."""
        if at_s - self._began_s < _BLOCK_S:
            self._least_s = min(self._least_s, behind_s)
            return
        if self._least_s != float("inf"):
            self._close()
        self._began_s, self._least_s = at_s, behind_s

    def _close(self) -> None:
        if self._before is not None:
            began_s, least_s = self._before
            change = (self._least_s - least_s) / (self._began_s - began_s)
            direction = (change > _MOST_RATIO) - (change < -_MOST_RATIO)
            self._run = self._run + direction if direction * self._run >= 0 else direction
            self._run *= abs(direction)
        self._before = self._began_s, self._least_s
