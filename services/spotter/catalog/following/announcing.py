"""Tells of workouts that have changed, once it is written."""

from collections.abc import Collection

import redis

from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.following.changes import Changes
from spotter.catalog.following.metrics import FollowingMetrics
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.wire.names import FOLLOWING_CHANGES


class FollowingAnnouncer:
    """Tells whoever follows the catalog's changes, segmenters, and metrics; for any thread."""

    def __init__(
        self, client: redis.Redis, sessions: SessionAnnouncer, metrics: FollowingMetrics
    ) -> None:
        self._stream = ChangeStream(client)
        self._sessions = sessions
        self._metrics = metrics

    def announce(self, changes: Changes, begun: Collection[str] = ()) -> None:
        """Tell what has changed, and at which stations workouts have ``begun``."""
        self._metrics.changed(changes)
        self._metrics.begun.inc(len(begun))
        if changes.are_others or begun:
            self._sessions.announce()
        for station_id in sorted(changes.stations.union(begun)):
            self._stream.announce(FOLLOWING_CHANGES, station_id)
