"""A camera of the demo gym that goes away and returns: its cable is loose."""

from dataclasses import dataclass
from pathlib import Path

FIRST_AFTER_S = 60.0
EVERY_S = 300.0
AWAY_S = 90.0
"""Longer than the video: it is missed only when it has been played, and then for half a minute."""


def is_away(running_s: float) -> bool:
    """Whether the cable is out of its socket ``running_s`` seconds after the start.

    >>> [is_away(at_s) for at_s in (0.0, 59.0, 60.0, 149.0, 150.0, 360.0)]
    [False, False, True, True, False, True]
    """
    since_s = running_s - FIRST_AFTER_S
    return since_s >= 0 and since_s % EVERY_S < AWAY_S


@dataclass(frozen=True, slots=True)
class LooseCable:
    """A camera at ``socket``, a link to ``video`` while it is plugged in.

    camera_ingest opens it again each time that it has been played; where it finds nothing, it tries
    again and again, as with any camera that cannot be reached.
    """

    video: Path
    socket: Path

    def turn(self, running_s: float) -> None:
        """Plug it in or pull it out, as is due ``running_s`` seconds after the start."""
        if is_away(running_s):
            self.socket.unlink(missing_ok=True)
        elif not self.socket.is_symlink():
            self.socket.symlink_to(self.video.absolute())
