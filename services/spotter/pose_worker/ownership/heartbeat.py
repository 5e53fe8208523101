"""Announces this worker and observes the cluster."""

from typing import cast

import redis
import structlog

from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.runtime.health import Check
from spotter.runtime.redis.membership import Membership, live_members
from spotter.runtime.redis.outage import RedisOutage
from spotter.wire.errors import WireError
from spotter.wire.names import SEGMENTERS, STATIONS
from spotter.wire.stations import Station, station_from_bytes

_log = structlog.get_logger()


class Heartbeat:
    """Sends heartbeats and keeps ``cluster_view`` up to date.

    While the check ``work`` reports a problem, no heartbeat is sent, so that others take over this
    worker's stations.
    """

    def __init__(
        self, client: redis.Redis, membership: Membership, work: Check, *, timeout_s: float
    ) -> None:
        self.cluster_view = ClusterView(membership.member)
        self._client = client
        self._membership = membership
        self._work = work
        self._timeout_s = timeout_s
        self._unreadable: dict[bytes, bytes] = {}
        self._outage = RedisOutage("heartbeat")

    def step(self) -> None:
        """Send a heartbeat if one is due; while Redis is unavailable, the last view stays."""
        try:
            if self._work() is None and self._membership.beat():
                self.cluster_view = self._seen()
                self._outage.end()
        except redis.RedisError as error:
            self._outage.begin(error)

    def _seen(self) -> ClusterView:
        return ClusterView(
            self._membership.member,
            self._stations(),
            self._membership.live(),
            live_members(self._client, SEGMENTERS, timeout_s=self._timeout_s),
        )

    def _stations(self) -> dict[str, Station]:
        stations = {}
        stored = cast("dict[bytes, bytes]", self._client.hgetall(STATIONS))
        for key, data in stored.items():
            try:
                station = station_from_bytes(data)
            except WireError as error:
                if self._unreadable.get(key) != data:
                    _log.error("station left out", station_id=key.decode(), reason=str(error))
                self._unreadable[key] = data
            else:
                stations[station.station_id] = station
        return stations
