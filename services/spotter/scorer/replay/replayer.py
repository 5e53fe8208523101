"""Replays visits of the ledger, and says in Redis what came of them."""

from collections.abc import Callable, Sequence

import redis

from spotter.catalog_client.errors import RefusedError
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.movement.scoring import Scorer
from spotter.movement.values import MovementError
from spotter.scorer.errors import ScorerError
from spotter.scorer.judging.references import PreparedReferences
from spotter.scorer.metrics import ScorerMetrics
from spotter.scorer.replay.outcome import outcome_of
from spotter.scorer.replay.parts import Parts
from spotter.scorer.replay.visit_replay import Rescored, Standard, VisitReplay
from spotter.wire.errors import WireError
from spotter.wire.names import REPLAY_EXPIRY_S, REPLAYED_FIELD, replay_key, replayed_key
from spotter.wire.replays import Replay, ReplayedReps, replay_from_bytes, replayed_bytes
from spotter.wire.verdicts import RepVerdict

_EARLIER_US = 12 * 3600 * 1_000_000
"""Reps of a visit longer before those that are asked for are left out: nobody trains so long."""

VisitTimes = tuple[str, int, int]
"""A visit, and when the first and the last of its reps that are asked for started."""


class Replayer:
    """Reads visits from the ledger and scores their reps again; it changes nothing there.

    ``must_make_way`` says whether a rep waits to be judged.
    """

    def __init__(
        self,
        client: redis.Redis,
        ledger: LedgerClient,
        references: PreparedReferences,
        metrics: ScorerMetrics,
        *,
        must_make_way: Callable[[], bool],
    ) -> None:
        self._client = client
        self._ledger = ledger
        self._references = references
        self._metrics = metrics
        self._must_make_way = must_make_way
        self._parts = Parts(client)
        self._unstored: tuple[str, Scorer] | None = None

    def replay(self, run_id: str, visits: Sequence[VisitTimes]) -> bool:
        """Replay visits for the replay ``run_id``; nothing happens if it is not kept any more.

        Returns False when it has made way for a rep, and must be called again. Raises
        :class:`CatalogAwayError` and :class:`redis.RedisError`.
        """
        data = self._client.get(replay_key(run_id))
        if not isinstance(data, bytes):
            return True
        replay, ids = replay_from_bytes(data), [visit_id for visit_id, *_ in visits]
        parts = self._parts.of(run_id, ids)
        for place, visit in enumerate(visits):
            begun = parts.get(visit[0], [])
            if begun is None:
                continue
            found = self._replayed(replay, visit, begun)
            if not isinstance(found, ReplayedReps):
                self._parts.keep(run_id, ids[:place], {visit[0]: found})
                return False
            self._say(run_id, found)
        if parts:
            self._parts.drop(run_id, ids)
        return True

    def _replayed(
        self, replay: Replay, visit: VisitTimes, begun: list[RepVerdict]
    ) -> ReplayedReps | list[RepVerdict]:
        """What came of a visit; or, when it makes way, the new verdicts so far."""
        visit_id, first_us, _ = visit
        standard = Standard(self._scorers(replay), self._references.method_version, replay.digest)
        found: list[Rescored] = []
        known = {one.rep_id for one in begun}
        try:
            for one in self._begin(replay, standard, visit, begun).rescored():
                found.append(one)
                is_new = one.again is not None and one.again.rep_id not in known
                if is_new and self._must_make_way():
                    return [one.again for one in found if one.again is not None]
        except (ScorerError, RefusedError, WireError, MovementError) as error:
            return ReplayedReps((visit_id,), problems=(f"visit {visit_id}: {error}",))
        asked_for = [one for one in found if one.entry.judged.started_us >= first_us]
        self._metrics.replayed.inc(sum(one.again is not None for one in asked_for))
        return outcome_of(visit_id, asked_for, standard)

    def _begin(
        self, replay: Replay, standard: Standard, visit: VisitTimes, begun: list[RepVerdict]
    ) -> VisitReplay:
        visit_id, first_us, last_us = visit
        stored = self._ledger.visit(
            visit_id,
            exercise_id=replay.wanted.exercise_id,
            first_us=first_us - _EARLIER_US,
            last_us=last_us,
        )
        return VisitReplay(stored, standard, begun)

    def _scorers(self, replay: Replay) -> Callable[[str], Scorer]:
        """Where the scorers of this replay come from."""
        if not replay.exercise:
            return self._references.scorer
        return lambda digest: self._scorer_of_unstored(digest, replay.exercise)

    def _scorer_of_unstored(self, digest: str, exercise: bytes) -> Scorer:
        if self._unstored is None or self._unstored[0] != digest:
            self._unstored = digest, self._references.prepared(digest, exercise)
        return self._unstored[1]

    def _say(self, run_id: str, outcome: ReplayedReps) -> None:
        key = replayed_key(run_id)
        pipeline = self._client.pipeline(transaction=True)
        pipeline.xadd(key, {REPLAYED_FIELD: replayed_bytes(outcome)})
        pipeline.expire(key, REPLAY_EXPIRY_S)
        pipeline.expire(replay_key(run_id), REPLAY_EXPIRY_S)
        pipeline.execute()
