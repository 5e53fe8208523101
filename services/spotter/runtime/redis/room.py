"""How much room a Redis server has left in its memory. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_FULL_RATIO = 0.95
"""The rest is for those who finish what is stored, and so make room."""
_FILLING_RATIO = 0.7
"""Somebody should look, before anything is dropped or refused."""


@dataclass(frozen=True, slots=True)
class Room:
    """The memory that counts towards a server's limit, and the limit; 0 stands for none."""

    used_bytes: int
    limit_bytes: int

    @classmethod
    def of(cls, memory: Mapping[str, Any]) -> "Room":
        """The room of a server that answered INFO with the section ``memory``.

        The limit of a server that evicts keys to make room by itself is none.
        """
        refuses = memory["maxmemory_policy"] == "noeviction"
        room = cls.with_any_limit(memory)
        return room if refuses else cls(room.used_bytes, 0)

    @classmethod
    def with_any_limit(cls, memory: Mapping[str, Any]) -> "Room":
        """Likewise, but with the limit of a server that evicts keys, too."""
        uncounted = memory.get("mem_not_counted_for_evict", 0)
        return cls(memory["used_memory"] - uncounted, memory["maxmemory"])

    @property
    def used_ratio(self) -> float:
        """The part of the limit that is used; 0 without a limit."""
        return self.used_bytes / self.limit_bytes if self.limit_bytes else 0.0

    @property
    def is_filling(self) -> bool:
        """Whether so much is used that somebody should look."""
        return self.used_ratio >= _FILLING_RATIO

    @property
    def is_full(self) -> bool:
        """Whether nothing new should be written. At its limit the server refuses everything."""
        return self.used_ratio >= _FULL_RATIO
