"""When what stands for somebody ends. Pure; times are microseconds since the Unix epoch."""

from dataclasses import dataclass

_SECOND_US = 1_000_000
HOUR_US = 3600 * _SECOND_US
DAY_US = 24 * HOUR_US

INVITATION_US = 3 * DAY_US
PAIRING_US = 600 * _SECOND_US
_NOTED_US = 60 * _SECOND_US


@dataclass(frozen=True, slots=True)
class Ends:
    """A sign-in ends when it was not used for ``idle_us``, and ``longest_us`` after it began."""

    idle_us: int
    longest_us: int

    def until_us(self, begun_us: int) -> int:
        """When a sign-in that begins ends at the latest."""
        return begun_us + self.longest_us

    def is_over(self, used_us: int, until_us: int, now_us: int) -> bool:
        """Whether a sign-in that was last noted as used at ``used_us`` has ended."""
        return now_us >= until_us or now_us - used_us >= self.idle_us + _NOTED_US


def is_use_noted(used_us: int, now_us: int) -> bool:
    """Whether a use was noted so shortly before that another one is not."""
    return now_us - used_us < _NOTED_US
