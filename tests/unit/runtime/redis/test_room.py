from typing import Any

import pytest

from spotter.runtime.redis.room import Room


def memory(used: int, *, limit: int, policy: str = "noeviction", uncounted: int = 0) -> Room:
    info: dict[str, Any] = {
        "used_memory": used,
        "maxmemory": limit,
        "maxmemory_policy": policy,
        "mem_not_counted_for_evict": uncounted,
    }
    return Room.of(info)


@pytest.mark.parametrize(
    ("room", "used_ratio", "is_full"),
    [
        (memory(500, limit=1000), 0.5, False),
        (memory(950, limit=1000), 0.95, True),
        (memory(2000, limit=1000), 2.0, True),
        (memory(1000, limit=1000, uncounted=100), 0.9, False),
    ],
)
def test_a_server_is_full_shortly_before_its_limit(
    room: Room,
    used_ratio: float,
    is_full: bool,  # noqa: FBT001 - a case
) -> None:
    assert (room.used_ratio, room.is_full) == (used_ratio, is_full)


@pytest.mark.parametrize(
    "room", [memory(2000, limit=0), memory(2000, limit=1000, policy="allkeys-lru")]
)
def test_a_server_without_a_limit_or_that_evicts_is_never_full(room: Room) -> None:
    assert (room.used_ratio, room.is_full) == (0, False)


def test_a_server_that_evicts_says_how_much_it_uses_where_that_is_asked() -> None:
    info = {"used_memory": 800, "maxmemory": 1000, "maxmemory_policy": "allkeys-lru"}
    room = Room.with_any_limit(info)
    assert (room.used_ratio, room.is_filling) == (0.8, True)
