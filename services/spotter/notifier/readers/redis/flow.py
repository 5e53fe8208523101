"""Reads how far the frames of each station have come."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, cast

import redis.asyncio

from spotter.notifier.live.keeping_up.flow import WORDS, FlowBoard
from spotter.notifier.live.live import Live
from spotter.notifier.metrics import NotifierMetrics
from spotter.wire import names

_EVERY_S = 1.0
_REPS = 20


class FlowReader:
    """Reads once a second when frames came last, and which reps have no verdict yet.

    When poses came last, the reader of poses notes.
    """

    def __init__(
        self,
        client: redis.asyncio.Redis,
        board: FlowBoard,
        live: Live,
        metrics: NotifierMetrics,
    ) -> None:
        self._client = client
        self._board = board
        self._live = live
        self._metrics = metrics
        self._settled: set[bytes] = set()

    async def step(self) -> None:
        """Read all stations, then sleep."""
        await self._read_counts()
        station_ids = self._live.station_ids()
        self._board.keep_only(station_ids)
        for station_id, waiting in (await self._waiting(station_ids)).items():
            self._board.set_waiting(station_id, waiting)
        self._show()
        await asyncio.sleep(_EVERY_S)

    def _show(self) -> None:
        live_ids = self._live.live_ids()
        self._metrics.stations.show_flows({one: self._board.flow(one) for one in live_ids})
        self._metrics.show_restarts(self._board.restarts)
        stalled = {one: self._board.stalled(one) for one in live_ids}
        why = self._live.storage.problem
        self._live.set_problems(
            {one: why or WORDS[stage] for one, stage in stalled.items() if stage}
        )
        self._live.judge_shortfalls()
        self._metrics.stations.show_shortfalls(self._live.shortfalls, live_ids)

    async def _read_counts(self) -> None:
        pipeline = self._client.pipeline(transaction=False)
        pipeline.time()
        pipeline.zrange(names.FRAMES_IN, 0, -1, withscores=True)
        for key in (names.RESTARTS, names.FRAMES_READ, names.FRAMES_STALE):
            pipeline.hgetall(key)
        (seconds, microseconds), scores, *counts = cast("Any", await pipeline.execute())
        self._board.restarts, read, stale = (
            {name.decode(): int(count) for name, count in of_key.items()} for of_key in counts
        )
        self._live.shortfalls.set_totals(read, stale)
        now_s = seconds + microseconds / 1e6
        self._board.set_frame_ages({name.decode(): max(0.0, now_s - at_s) for name, at_s in scores})

    async def _waiting(self, station_ids: Sequence[str]) -> dict[str, list[str]]:
        """Each station's latest reps whose job is neither done nor a dead letter."""
        latest = await self._latest(station_ids)
        reps = {rep for of_station in latest.values() for rep in of_station}
        waiting = await self._unjudged(list(reps - self._settled))
        self._settled = reps - waiting
        return {
            station_id: [rep.decode() for rep in of_station if rep in waiting]
            for station_id, of_station in latest.items()
        }

    async def _latest(self, station_ids: Sequence[str]) -> Mapping[str, list[bytes]]:
        pipeline = self._client.pipeline(transaction=False)
        for station_id in station_ids:
            pipeline.zrevrange(names.latest_reps(station_id), 0, _REPS - 1)
        return dict(zip(station_ids, await pipeline.execute(), strict=True))

    async def _unjudged(self, reps: list[bytes]) -> set[bytes]:
        pipeline = self._client.pipeline(transaction=False)
        for rep in reps:
            pipeline.exists(names.verdict_key(rep.decode()))
            pipeline.exists(names.job_key(rep.decode()))
            pipeline.zscore(names.DEAD_LETTERS, rep)
        found = await pipeline.execute()
        each = zip(reps, found[::3], found[1::3], found[2::3], strict=True)
        return {rep for rep, judged, job, dead_s in each if job and not judged and dead_s is None}
