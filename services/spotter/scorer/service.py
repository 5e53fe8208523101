"""Assembles the scorer, warms it up and keeps it working."""

import logging
import threading
import time
from collections.abc import Callable

import redis
import structlog
from prometheus_client import CollectorRegistry
from rq import Queue

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.catalog_client.following import following
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.redis.outage import RedisOutage
from spotter.runtime.status_server import StatusServer
from spotter.scorer import jobs
from spotter.scorer.judging.judge import Judge
from spotter.scorer.judging.making_room import JudgedReps
from spotter.scorer.judging.references import PreparedReferences
from spotter.scorer.judging.verdicts import Verdicts
from spotter.scorer.judging.visits import Visits
from spotter.scorer.metrics import ScorerMetrics
from spotter.scorer.replay.replayer import Replayer
from spotter.scorer.settings import ScorerSettings
from spotter.scorer.working.dead_letters import DeadLetters
from spotter.scorer.working.queue import RepQueue
from spotter.scorer.working.warm_up import warm_up
from spotter.scorer.working.worker import ScoringWorker
from spotter.scorer.working.worker_log import OutageFilter
from spotter.wire.names import REP_QUEUE

_STUCK_S = 30.0
_PAUSE_S = 1.0


def serve(settings: ScorerSettings, stopping: threading.Event) -> None:
    """Score until ``stopping`` is set.

    Raises :class:`AddressError` when the status port is taken, and :class:`RefusedError` when no
    catalog is named.
    """
    registry = CollectorRegistry()
    metrics = ScorerMetrics(registry)
    client = connect(settings.redis_url)
    exercises = KnownExercises.of(settings)
    references = PreparedReferences(exercises, settings.scoring_method)
    outage = RedisOutage("reps")
    logging.getLogger("rq.worker").addFilter(OutageFilter(outage))
    warm = threading.Event()
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness = Readiness(
        {
            "redis": lambda: check(client),
            "warm": lambda: None if warm.is_set() else "still warming up",
            "main loop": watchdog.check,
        }
    )
    make_worker = _workers(settings, client, references, metrics, outage, watchdog, stopping)
    log = structlog.get_logger()
    status_server = StatusServer(settings.status_host, settings.status_port, readiness, registry)
    with status_server:
        log.info("warming up", status_port=status_server.port)
        warm_up(settings.scoring_method)
        jobs.judge.set(_judge(settings, client, references, metrics))
        jobs.replayer.set(_replayer(settings, client, references, metrics))
        warm.set()
        watchdog.feed()
        readiness.turns("main loop", watchdog)
        log.info("ready", status_port=status_server.port)
        with following(exercises, settings.redis_url, stopping.set):
            _keep_working(make_worker, outage, stopping, watchdog.feed)
        log.info("stopped")


def _workers(  # noqa: PLR0913, PLR0917 - what a worker needs
    settings: ScorerSettings,
    client: redis.Redis,
    references: PreparedReferences,
    metrics: ScorerMetrics,
    outage: RedisOutage,
    watchdog: Watchdog,
    stopping: threading.Event,
) -> Callable[[], ScoringWorker]:
    """What makes a worker, and another one when Redis was away."""
    dead_letters = DeadLetters(metrics, limit=settings.dead_letters)
    judged_reps = JudgedReps(client, metrics)

    def housekeeping(queue: Queue) -> None:
        judged_reps.make_room()
        references.prepare_all()
        dead_letters.keep_within_bounds(queue)
        metrics.queued.set(queue.count)
        outage.end()  # the maintenance before this has written

    def make_worker() -> ScoringWorker:
        judged_reps.make_room()  # first: a full server does not take the worker's registration
        return ScoringWorker(
            client,
            on_failure=dead_letters.on_failure,
            feed_watchdog=watchdog.feed,
            housekeeping=housekeeping,
            stopping=stopping,
        )

    return make_worker


def _judge(
    settings: ScorerSettings,
    client: redis.Redis,
    references: PreparedReferences,
    metrics: ScorerMetrics,
) -> Judge:
    expiry_s = settings.verdict_expiry_s
    verdicts = Verdicts(client, length=settings.verdict_stream_length, expiry_s=expiry_s)
    return Judge(client, references, verdicts, Visits(client, expiry_s=expiry_s), metrics)


def _replayer(
    settings: ScorerSettings,
    client: redis.Redis,
    references: PreparedReferences,
    metrics: ScorerMetrics,
) -> Replayer:
    ledger = LedgerClient(CatalogChannel.of(settings))
    reps = RepQueue(REP_QUEUE, connection=client)
    return Replayer(client, ledger, references, metrics, must_make_way=lambda: not reps.is_empty())


def _keep_working(
    make_worker: Callable[[], ScoringWorker],
    outage: RedisOutage,
    stopping: threading.Event,
    feed_watchdog: Callable[[], None],
) -> None:
    """Work until ``stopping`` is set; start a new worker whenever one fails for lack of Redis.

    The job of the failed worker is recovered like that of a killed one.
    """
    while not stopping.is_set():
        feed_watchdog()
        try:
            make_worker().work(logging_level="WARNING")
        except redis.RedisError as error:
            outage.begin(error)
        stopping.wait(_PAUSE_S)
