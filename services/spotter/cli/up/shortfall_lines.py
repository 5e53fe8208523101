"""Says what stations lack so that their reps can be judged, and whether the machine keeps up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_SKIPPED = "skipped_frames"
_OVER = {
    "few_frames": "enough pictures a second again",
    _SKIPPED: "its pictures are judged in time again",
    "uneven_frames": "its pictures come evenly again",
    "dark": "bright enough again",
    "small": "the person is tall enough again",
    "late": "its pictures are in time again",
    "unscorable_reps": "its reps can be judged again",
}


@dataclass
class ShortfallLines:
    """Says once when something begins to be lacking, and once when it is there again.

    The machine's own trouble is said once, not for each of its stations.
    """

    _lacking: dict[str, dict[str, str]] = field(default_factory=dict)
    _is_overloaded: bool = False

    def new(self, status: Mapping[str, Any]) -> Iterator[str]:
        """What is new in the answer ``status``."""
        is_overloaded = bool(status["overload"])
        if is_overloaded != self._is_overloaded:
            self._is_overloaded = is_overloaded
            yield status["overload"] or "This machine keeps up again."
        for station in status["stations"]:
            yield from self._of_station(station)

    def _of_station(self, station: Mapping[str, Any]) -> Iterator[str]:
        before = self._lacking.get(station["station_id"], {})
        now = {
            one["kind"]: one["words"]
            for one in station["shortfalls"]
            if not (self._is_overloaded and one["kind"] == _SKIPPED)
        }
        self._lacking[station["station_id"]] = now
        for kind, words in now.items():
            if kind not in before:
                yield f"{station['name']}: {words}."
        for kind in before.keys() - now.keys() if station["status"] == "live" else ():
            if not (self._is_overloaded and kind == _SKIPPED):
                yield f"{station['name']}: {_OVER.get(kind, f'no longer {kind}')}."
