"""The newest capture time in a station's pose log; the next capture must be later."""

from typing import cast

import redis
import structlog

from spotter.runtime.redis.stream_ids import entry_ms
from spotter.wire.names import pose_log

_log = structlog.get_logger()


def last_captured_us(client: redis.Redis, station_id: str) -> int:
    """When the newest logged poses of a station were captured; 0 if none are or Redis fails."""
    try:
        entries = cast(
            "list[tuple[bytes, object]]", client.xrevrange(pose_log(station_id), count=1)
        )
    except redis.RedisError as error:
        _log.warning(
            "cannot read the pose log; capture times start from the current time", reason=str(error)
        )
        return 0
    return entry_ms(entries[0][0]) if entries else 0
