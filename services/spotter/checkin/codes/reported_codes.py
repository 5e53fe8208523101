"""Which codes have just been reported. Pure."""

_AGAIN_AFTER_US = 3_000_000


class ReportedCodes:
    """The texts reported of each station; one that stays in view is due again after 3 s."""

    def __init__(self) -> None:
        self._reported_us: dict[str, dict[str, int]] = {}

    def is_due(self, station_id: str, text: str, now_us: int) -> bool:
        """Whether a code seen at ``now_us``, a frame's capture time, should be reported."""
        before_us = self._reported_us.get(station_id, {}).get(text)
        return before_us is None or not 0 <= now_us - before_us < _AGAIN_AFTER_US

    def note(self, station_id: str, text: str, now_us: int) -> None:
        """Note that it has been reported."""
        self._reported_us.setdefault(station_id, {})[text] = now_us

    def forget(self, station_id: str) -> None:
        """Forget what was reported of a station."""
        self._reported_us.pop(station_id, None)
