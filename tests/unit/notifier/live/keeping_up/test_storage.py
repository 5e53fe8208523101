import pytest

from spotter.notifier.live.keeping_up.storage import Storage
from spotter.runtime.redis.room import Room


@pytest.mark.parametrize(
    ("used_bytes", "limit_bytes", "warning"),
    [
        (699, 1000, ""),
        (700, 1000, "The memory is 70 percent full: at 80 the oldest judged reps go."),
        (950, 1000, ""),  # a problem by then
        (950, 0, ""),
    ],
)
def test_a_memory_that_fills_is_told_before_it_is_full(
    used_bytes: int, limit_bytes: int, warning: str
) -> None:
    assert Storage(Room(used_bytes, limit_bytes), writes_to_disk=True).warning == warning
