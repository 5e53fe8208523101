"""Whether what is cut and judged can be stored. Pure."""

from dataclasses import dataclass

from spotter.runtime.redis.room import Room


@dataclass(frozen=True, slots=True)
class Storage:
    """The ``room`` of the Redis server, and whether it can write to its disk."""

    room: Room
    writes_to_disk: bool

    @property
    def problem(self) -> str:
        """Why nothing is stored, in words; empty while all is well."""
        if not self.writes_to_disk:
            return "The disk is full or cannot be written to: no rep is judged until it has room."
        return (
            "The memory is full: no rep is judged until it has room." if self.room.is_full else ""
        )

    @property
    def warning(self) -> str:
        """What should be looked at before it becomes a problem, in words; else empty."""
        if not self.room.is_filling or self.problem:
            return ""
        percent = round(100 * self.room.used_ratio)
        return f"The memory is {percent} percent full: at 80 the oldest judged reps go."
