"""What equipment is followed at this worker's stations, as the segmenters tell it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import cast

import redis
import structlog

from spotter.equipment.errors import EquipmentError
from spotter.equipment.seeing.looking import warm_up
from spotter.equipment.taught import Taught
from spotter.movement.values import EquipmentEnd, MovementError
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.runtime.redis.outage import RedisOutage
from spotter.wire.errors import WireError
from spotter.wire.names import station_equipment_key, taught_equipment_key
from spotter.wire.poses.people import SoughtEquipment
from spotter.wire.references import equipment_from_bytes

_log = structlog.get_logger()

TaughtEnds = Mapping[EquipmentEnd, Taught]


@dataclass(frozen=True, slots=True, eq=False)
class ToFollow:
    """Equipment and its ends: the same object as long as the equipment is the same."""

    sought: SoughtEquipment
    ends: TaughtEnds


class TaughtEquipment:
    """Reads from Redis what is taught of the equipment of ``stations()``.

    ``by_station`` names those that have some, as of the last :meth:`step`; any thread may read it.
    Equipment that cannot be used is logged and counted once; its stations work without.
    """

    def __init__(
        self,
        client: redis.Redis,
        stations: Callable[[], Collection[str]],
        metrics: EquipmentMetrics,
    ) -> None:
        self.by_station: Mapping[str, ToFollow] = {}
        self._client = client
        self._stations = stations
        self._metrics = metrics
        self._by_digest: dict[str, ToFollow | None] = {}
        self._outage = RedisOutage("equipment")

    def step(self) -> None:
        """Read again; only what is new is fetched. While Redis is away, what was known stays."""
        try:
            digests = self._digests()
            for digest in {*digests.values()} - self._by_digest.keys():
                self._fetch(digest)
        except redis.RedisError as error:
            self._outage.begin(error)
            return
        self._outage.end()
        used = set(digests.values())
        self._by_digest = {one: known for one, known in self._by_digest.items() if one in used}
        found = {
            station_id: known
            for station_id, digest in digests.items()
            if (known := self._by_digest.get(digest))
        }
        before = self.by_station
        if found and not before:
            warm_up()  # before a live picture waits for it
        if found != before:
            self.by_station = found
        for station_id in found.keys() - before.keys():
            ends = len(found[station_id].ends)
            _log.info("equipment is followed", station_id=station_id, ends=ends)
        for station_id in before.keys() - found.keys():
            _log.info("equipment is followed no more", station_id=station_id)

    def _digests(self) -> dict[str, str]:
        stations = tuple(self._stations())
        keys = [station_equipment_key(one) for one in stations]
        found = cast("list[bytes | None]", self._client.mget(keys)) if keys else []
        told = zip(stations, found, strict=True)
        return {station_id: digest.decode("latin-1") for station_id, digest in told if digest}

    def _fetch(self, digest: str) -> None:
        data = cast("bytes | None", self._client.get(taught_equipment_key(digest)))
        if data is None:  # the segmenter will store it again
            return
        try:
            equipment = equipment_from_bytes(data)
            self._by_digest[digest] = ToFollow(
                SoughtEquipment(digest, equipment.kind),
                {end: Taught.from_bytes(taught) for end, taught in equipment.taught.items()},
            )
        except (EquipmentError, MovementError, WireError) as error:
            self._by_digest[digest] = None
            self._metrics.unusable.inc()
            _log.error("equipment not followed", digest=digest[:12], reason=str(error))
