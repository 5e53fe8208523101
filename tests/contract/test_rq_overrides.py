"""RQ still calls the methods that the scorer overrides, with real jobs and a real Redis server.

RQ promises none of these methods. Each test creates the situation that one of them exists for, and
fails if RQ no longer calls it.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
import redis
from rq import Queue
from rq.job import Job
from rq.registry import StartedJobRegistry
from rq.serializers import JSONSerializer

from spotter.scorer import jobs
from spotter.scorer.working.queue import RepIntermediateQueue, RepQueue
from spotter.scorer.working.worker import ScoringWorker
from spotter.wire.names import REP_QUEUE, REPLAY_QUEUE, SCORE_JOB

TIMEOUT_S = 5
RQ_ADDS_S = 60
"""The time that RQ grants a job beyond its timeout by default."""


class Doing:
    """Replaces the judge: runs the test's code in the middle of a job."""

    def __init__(self, do: Callable[[str], object]) -> None:
        self.done: list[str] = []
        self._do = do

    def judge(self, rep_id: str, *, tries: int) -> bool:
        assert tries == 0
        self._do(rep_id)
        self.done.append(rep_id)
        return True


class Bench:
    """A rep queue with jobs and a worker for it."""

    def __init__(self, client: redis.Redis) -> None:
        self.client = client
        self.queue = RepQueue(REP_QUEUE, connection=client, serializer=JSONSerializer)
        self.stopping = threading.Event()

    def hand_in(self, *rep_ids: str) -> None:
        for rep_id in rep_ids:
            self.queue.enqueue_call(SCORE_JOB, args=(rep_id,), job_id=rep_id, timeout=TIMEOUT_S)

    def plan(self, rep_id: str) -> None:
        """Schedule a job that is due, like a retry."""
        due = datetime.now(UTC) - timedelta(seconds=1)
        self.queue.enqueue_at(due, SCORE_JOB, rep_id, job_timeout=TIMEOUT_S)

    def work(
        self,
        do: Callable[[str], object] = lambda _: None,
        *,
        feed_watchdog: Callable[[], None] = lambda: None,
        burst: bool = True,
    ) -> list[str]:
        """Work until there is nothing to do, or ``stopping`` is set; returns what was done."""
        doing = Doing(do)
        jobs.judge.set(doing)  # type: ignore[arg-type]  # all that a job asks of it
        ScoringWorker(
            self.client,
            on_failure=lambda *_: None,
            feed_watchdog=feed_watchdog,
            housekeeping=lambda _: None,
            stopping=self.stopping,
        ).work(burst=burst, logging_level="ERROR")
        return doing.done


@pytest.fixture
def bench(redis_client: redis.Redis) -> Bench:
    return Bench(redis_client)


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """Restore the handlers that RQ's workers install and leave."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_get_heartbeat_ttl_makes_the_lease_on_a_running_job(bench: Bench) -> None:
    leases_until_s: list[float] = []

    def look(_: str) -> None:
        key = StartedJobRegistry(queue=bench.queue).key
        entries = cast(
            "list[tuple[bytes, float]]", bench.client.zrange(key, 0, -1, withscores=True)
        )
        leases_until_s.extend(until_s for _, until_s in entries)

    bench.hand_in("a")
    assert bench.work(look) == ["a"]
    (until_s,) = leases_until_s
    started_at = Job.fetch("a", bench.client, serializer=JSONSerializer).started_at
    assert started_at is not None
    assert TIMEOUT_S <= until_s - started_at.timestamp() < TIMEOUT_S + RQ_ADDS_S / 2


@pytest.mark.timeout(60)
def test_heartbeat_is_called_in_every_step_of_a_worker_without_jobs(bench: Bench) -> None:
    steps: list[int] = []

    def note() -> None:
        steps.append(bench.queue.count)
        if len(steps) == 5:
            bench.stopping.set()

    assert bench.work(feed_watchdog=note, burst=False) == []
    assert steps == [0] * 5


def test_run_maintenance_tasks_is_called_before_the_first_job(bench: Bench) -> None:
    bench.plan("due")
    assert bench.work() == ["due"]


@pytest.mark.timeout(60)
def test_run_maintenance_tasks_is_called_while_a_worker_waits_for_jobs(bench: Bench) -> None:
    steps: list[None] = []

    def note() -> None:
        steps.append(None)
        if len(steps) == 4:
            bench.plan("due")

    assert bench.work(lambda _: bench.stopping.set(), feed_watchdog=note, burst=False) == ["due"]


@pytest.mark.timeout(60)
def test_run_maintenance_tasks_is_called_between_jobs(bench: Bench) -> None:
    planned: list[int] = []

    def plan_at_first(rep_id: str) -> None:
        if rep_id == "0":
            bench.plan("due")
        threading.Event().wait(0.4)  # housekeeping is due once a second
        planned.append(bench.queue.scheduled_job_registry.count)

    bench.hand_in(*map(str, range(8)))
    assert bench.work(plan_at_first)[-1] == "due"
    assert (planned[0], planned[7]) == (1, 0)


def test_without_the_override_subscribe_takes_a_thread_and_a_channel(bench: Bench) -> None:
    seen: list[object] = []

    def look(_: str) -> None:
        seen.extend([bench.client.pubsub_channels(), threading.active_count()])

    bench.hand_in("a")
    before = threading.active_count()
    bench.work(look)
    assert seen == [[], before]
    with_commands = ScoringWorker.subscribe
    try:
        del ScoringWorker.subscribe
        bench.hand_in("b")
        bench.work(look)
    finally:
        ScoringWorker.subscribe = with_commands  # type: ignore[method-assign]
    channels, threads = seen[2:]
    assert (len(cast("list[bytes]", channels)), threads) == (1, before + 1)


def test_stop_requested_is_asked_before_each_job_and_the_one_at_hand_is_finished(
    bench: Bench,
) -> None:
    bench.hand_in("a", "b")
    assert bench.work(lambda _: bench.stopping.set()) == ["a"]
    assert bench.queue.job_ids == ["b"]


def test_install_signal_handlers_is_where_a_worker_would_take_the_signals_of_its_process(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    bench.work()
    assert signal.getsignal(signal.SIGTERM) is before
    monkeypatch.delattr(ScoringWorker, "_install_signal_handlers")
    bench.work()
    taken = signal.signal(signal.SIGTERM, before)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    assert taken is not before


def test_acquire_maintenance_lock_is_what_a_killed_worker_holds_for_seconds_only(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RepQueue, "release_maintenance_lock", lambda _: None)
    bench.work()
    assert 0 < bench.client.ttl(bench.queue.registry_cleaning_key) <= 5


def test_intermediate_queue_and_should_be_cleaned_up_give_back_what_a_killed_worker_had_taken(
    bench: Bench,
) -> None:
    bench.hand_in("taken")
    Queue.lmove(bench.client, bench.queue.key, timeout=None)  # its last action
    assert bench.queue.job_ids == []
    missed = RepIntermediateQueue(bench.queue.key, connection=bench.client)
    missed.set_first_seen("taken")
    seconds_ago = datetime.now(UTC).timestamp() - 4
    bench.client.set(missed.get_first_seen_key("taken"), seconds_ago)
    job = Job.fetch("taken", bench.client, serializer=JSONSerializer)
    job.retries_left = 1
    job.save()
    assert bench.work() == ["taken"]
    assert missed.get_job_ids() == []


def test_dequeue_any_takes_reps_first_and_prepare_job_execution_leaves_none_aside(
    bench: Bench,
) -> None:
    replays = RepQueue(REPLAY_QUEUE, connection=bench.client, serializer=JSONSerializer)
    for job_id in ("of a replay", "of the same replay"):
        replays.enqueue_call(SCORE_JOB, args=(job_id,), timeout=TIMEOUT_S)
    bench.hand_in("a")
    aside: list[int] = []

    def look(rep_id: str) -> None:
        queues = (bench.queue, replays)
        aside.append(sum(len(queue.intermediate_queue.get_job_ids()) for queue in queues))
        if rep_id == "of a replay":
            bench.hand_in("b")

    assert bench.work(look) == ["a", "of a replay", "b", "of the same replay"]
    assert aside == [0] * 4
