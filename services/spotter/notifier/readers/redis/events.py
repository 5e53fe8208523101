"""Reads verdicts and station events as they arrive."""

import redis.asyncio
import structlog

from spotter.notifier.live.live import Live
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.readers.redis.replies import Fields, entries_after, newest_entries
from spotter.notifier.views.models import VerdictView
from spotter.notifier.views.verdict_view import verdict_view
from spotter.runtime.redis.stream_ids import entry_ms
from spotter.wire import names
from spotter.wire.errors import WireError
from spotter.wire.stations import station_state_from_bytes
from spotter.wire.verdicts import verdict_from_bytes

_BLOCK_MS = 1000
_BATCH = 200


class EventReader:
    """Follows the streams of verdicts and of station events.

    The first step puts the ``kept`` latest verdicts on the board.
    """

    def __init__(
        self, client: redis.asyncio.Redis, live: Live, metrics: NotifierMetrics, *, kept: int
    ) -> None:
        self._client = client
        self._live = live
        self._metrics = metrics
        self._kept = kept
        self._last: dict[bytes, bytes] = {}

    async def step(self) -> None:
        """Wait up to a second for events and pass them on."""
        if not self._last:
            await self._catch_up()
        for stream, entries in await entries_after(
            self._client, self._last, count=_BATCH, block_ms=_BLOCK_MS
        ):
            for entry_id, fields in entries:
                self._last[stream] = entry_id
                if stream == names.VERDICTS.encode():
                    self._on_verdict(entry_id, fields)
                else:
                    self._on_station_event(fields)

    async def _catch_up(self) -> None:
        newest_event = await newest_entries(self._client, names.STATION_EVENTS, 1)
        entries = await newest_entries(self._client, names.VERDICTS, self._kept)
        verdicts = [self._verdict(*entry) for entry in reversed(entries)]
        self._live.restore_verdicts(verdict for verdict in verdicts if verdict)
        self._last = {
            names.VERDICTS.encode(): entries[0][0] if entries else b"0",
            names.STATION_EVENTS.encode(): newest_event[0][0] if newest_event else b"0",
        }

    def _on_verdict(self, entry_id: bytes, fields: Fields) -> None:
        verdict = self._verdict(entry_id, fields)
        if verdict is None:
            return
        self._live.add_verdict(verdict)
        self._metrics.pages.verdicts_shown.labels(verdict.outcome).inc()
        structlog.get_logger().info(
            "verdict shown",
            station_id=verdict.station_id,
            rep_id=verdict.rep_id,
            outcome=verdict.outcome,
            trace_id=verdict.trace_id,
        )

    def _verdict(self, entry_id: bytes, fields: Fields) -> VerdictView | None:
        try:
            verdict = verdict_from_bytes(fields.get(names.VERDICT_FIELD, b""))
        except WireError as error:
            self._unreadable("verdict", entry_id, error)
            return None
        return verdict_view(verdict, entry_ms(entry_id))

    def _on_station_event(self, fields: Fields) -> None:
        try:
            state = station_state_from_bytes(fields.get(names.STATE_FIELD, b""))
        except WireError as error:
            self._unreadable("station state", b"", error)
        else:
            self._live.set_states([state])

    def _unreadable(self, kind: str, entry_id: bytes, error: WireError) -> None:
        self._metrics.stores.unreadable.labels(kind).inc()
        structlog.get_logger().warning(
            "unreadable entry", kind=kind, entry_id=entry_id.decode(), reason=str(error)
        )
