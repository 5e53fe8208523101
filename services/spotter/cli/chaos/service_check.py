"""Whether a gym serves all of its stations, and what became of every rep."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, cast

import redis

from spotter.local_stack.embedded_redis import client_without_retries
from spotter.local_stack.running_gym import RunningGym
from spotter.wire.errors import WireError
from spotter.wire.names import (
    DEAD_LETTERS,
    STATION_STATES,
    STATIONS,
    VERDICT_FIELD,
    VERDICTS,
    latest_reps,
    pose_log,
)
from spotter.wire.stations import Status, station_state_from_bytes
from spotter.wire.verdicts import verdict_from_bytes


class ServiceCheck:
    """Serves: all processes are ready, and poses come from each station whose video has not ended.

    The poses must be new since the processes became ready.
    """

    def __init__(self, gym: RunningGym) -> None:
        self._gym = gym
        self._client = client_without_retries(gym.redis_url)
        self._before: dict[str, bytes] | None = None

    def __call__(self) -> bool:
        """Look once; does not wait."""
        if self._gym.problems():
            self._before = None
            return False
        try:
            now = self._newest()
        except (redis.RedisError, WireError):
            self._before = None
            return False
        before, self._before = self._before or now, self._before or now
        if any(before.get(station) == newest for station, newest in now.items()):
            return False
        self._before = None
        return True

    def _newest(self) -> dict[str, bytes]:
        """The id of each station's newest poses."""
        states = cast("dict[bytes, bytes]", self._client.hgetall(STATION_STATES))
        ids = [
            station.decode()
            for station, data in states.items()
            if station_state_from_bytes(data).status not in {Status.ENDED, Status.PAUSED}
        ]
        found = {one: self._client.xrevrange(pose_log(one), count=1) for one in ids}
        return {one: cast("Any", logged)[0][0] if logged else b"" for one, logged in found.items()}


@dataclass
class RepLedger:
    """The reps that were cut, and what became of them."""

    cut: set[str] = field(default_factory=set)
    verdicts: Counter[str] = field(default_factory=Counter)
    dead: set[str] = field(default_factory=set)
    _read_to: str = "0"

    def read_cut(self, client: redis.Redis) -> None:
        """Add the reps cut so far. Raises :class:`redis.RedisError`."""
        for station in cast("list[bytes]", client.hkeys(STATIONS)):
            reps = cast("list[bytes]", client.zrange(latest_reps(station.decode()), 0, -1))
            self.cut.update(rep.decode() for rep in reps)

    def read_verdicts(self, client: redis.Redis) -> None:
        """Read the verdicts since the last call, and all dead letters.

        Call it more often than the catalog removes verdicts: it leaves those of ten minutes. Raises
        :class:`redis.RedisError`.
        """
        entries = cast("Any", client.xrange(VERDICTS, min=f"({self._read_to}"))
        for entry_id, fields in entries:
            self.verdicts[verdict_from_bytes(fields[VERDICT_FIELD]).rep_id] += 1
            self._read_to = entry_id.decode()
        dead = cast("list[bytes]", client.zrange(DEAD_LETTERS, 0, -1))
        self.dead = {rep.decode() for rep in dead}

    @property
    def judged(self) -> set[str]:
        """The reps cut that have a verdict; reps cut later do not count."""
        return self.cut & self.verdicts.keys()

    @property
    def doubled(self) -> list[str]:
        """The reps with more than one verdict."""
        return sorted(rep for rep, count in self.verdicts.items() if count > 1)

    @property
    def lost(self) -> list[str]:
        """The reps with neither a verdict nor a dead letter."""
        return sorted(self.cut - self.verdicts.keys() - self.dead)
