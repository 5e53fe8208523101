"""Puts together what alerts are made by."""

import time
from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

import redis

from spotter.alerting.rules import Rules
from spotter.catalog.alerts.deciding.engine_host import EngineHost, Reach, nobody
from spotter.catalog.alerts.deciding.tally import Tally
from spotter.catalog.alerts.intake.gym_watch import GymWatch
from spotter.catalog.alerts.intake.streams import Streams
from spotter.catalog.alerts.keeper import AlertKeeper
from spotter.catalog.alerts.metrics import AlertMetrics
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.known_stations import check_station
from spotter.wire.names import ALERT_CHANGES


class Alerts:
    """Alerts in ``database``, made of what is in Redis; ``zone`` is the gym's.

    ``client`` waits for Redis, ``announcing`` not for long. ``reach`` notes whom to reach.
    ``now_us`` is the wall clock's time in microseconds.
    """

    def __init__(  # noqa: PLR0913 - its collaborators
        self,
        database: Database,
        client: redis.Redis,
        announcing: redis.Redis,
        metrics: AlertMetrics,
        zone: ZoneInfo,
        *,
        now_us: Callable[[], int],
        reach: Reach = nobody,
        rules: Rules | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        changes = ChangeStream(announcing)

        def announce(change_no: int) -> None:
            changes.announce(ALERT_CHANGES, str(change_no))

        streams = Streams(client)
        self.host = EngineHost(
            database, Tally(metrics), announce, now_us=now_us, reach=reach, rules=rules
        )
        self.check_station = partial(check_station, announcing)
        watch = GymWatch(database, streams, zone, now_us=now_us, clock=clock)
        self.keeper = AlertKeeper(streams, watch, self.host, metrics, now_us=now_us)
