"""Notices stations at which nobody has been for minutes, though somebody has checked in. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glance:
    """A station's newest poses: what they are known by, empty without any, and who is there."""

    entry_id: bytes
    is_somebody: bool


class Silences:
    """Since when each open session has been without anybody; all times are seconds of one clock.

    A camera that gives nothing new says nothing: its session is not silent.
    """

    def __init__(self, after_s: float) -> None:
        self._after_s = after_s
        self._since: dict[str, tuple[float, bytes]] = {}

    def look(self, glances: Mapping[str, Glance], now_s: float) -> list[str]:
        """The open sessions, by their ids, at which nobody has been seen for long enough.

        >>> silences, ids = Silences(60.0), [b"1", b"2", b"3"]
        >>> [silences.look({"s": Glance(one, False)}, 40.0 * n) for n, one in enumerate(ids)]
        [[], [], ['s']]
        """
        found = {}
        for session_id, glance in glances.items():
            since_s, entry_id = self._since.get(session_id, (now_s, b""))
            is_new = glance.entry_id not in (b"", entry_id)
            found[session_id] = (
                since_s if is_new and not glance.is_somebody else now_s,
                glance.entry_id,
            )
        self._since = found
        return [one for one, (since_s, _) in found.items() if now_s - since_s >= self._after_s]
