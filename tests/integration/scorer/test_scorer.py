"""The scorer as real processes that are really killed, with real Redis and RQ."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import cast

import psutil
import pytest
import redis
from rq import Queue
from rq.intermediate_queue import IntermediateQueue
from rq.job import Job
from rq.registry import FailedJobRegistry, StartedJobRegistry
from rq.worker import WorkerStatus

from spotter.api.catalog.v1.exercise_service_pb2 import StoreExerciseRequest
from spotter.api.reps.v1 import rep_pb2
from spotter.movement.assessment.set_progress import fixed_faults
from spotter.movement.scoring.version import method_version
from spotter.movement.values.judged.measures import Scale, ScaleSource
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import Outcome, Verdict
from spotter.movement.values.taught.exercise import Exercise
from spotter.scorer.judging.references import PreparedReferences
from spotter.scorer.judging.verdicts import Verdicts
from spotter.wire import names
from spotter.wire.references import exercise_bytes
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import RepVerdict, rep_verdict
from support.gyms.scored_gym import (
    GOOD_PX,
    SHALLOW_PX,
    TRACE_ID,
    Entry,
    ScoredGym,
    ScorerInTest,
    make_rep,
    squat_poses,
)
from support.movements.stick_squats import squat_reference
from support.processes.service_process import ServiceProcess, service_process
from support.records.kept_exercises import forget_reference, kept_exercises
from support.records.running_catalog import running_catalog
from support.servers.limited_user import limited_client
from support.servers.redis_server import free_port, redis_server
from support.waiting import PATIENCE_S, until

pytestmark = pytest.mark.usefixtures("_warm_scorer", "_own_signals")


@pytest.fixture
def empty_catalog(tmp_path: Path) -> Iterator[str]:
    """The address of a catalog that has no exercise."""
    with running_catalog(f"sqlite:///{tmp_path}/catalog.sqlite3") as catalog:
        yield catalog.address


@pytest.fixture
def gym(redis_client: redis.Redis) -> ScoredGym:
    return ScoredGym(redis_client)


def test_a_rep_of_somebody_whose_height_is_known_is_told_in_metres(gym: ScoredGym) -> None:
    unknown = make_rep(gym.digest)
    known = replace(make_rep(gym.digest, track_id=2), height_m=1.8)
    gym.store(unknown, known)
    ScorerInTest(gym.client).work()
    without, told = (one.verdict for one in gym.verdicts())
    lifting = told.measures.lifting
    assert lifting is not None
    assert lifting.scale == Scale(0.522, ScaleSource.HEIGHT)
    bare = replace(told, measures=replace(told.measures, lifting=replace(lifting, scale=None)))
    assert without.measures == bare.measures
    assert without.score == bare.score


def test_a_good_and_a_shallow_rep_get_their_verdicts(gym: ScoredGym) -> None:
    good, shallow = make_rep(gym.digest), make_rep(gym.digest, track_id=2, depth_px=SHALLOW_PX)
    gym.store(good, shallow)
    scorer = ScorerInTest(gym.client)
    scorer.work()
    first, second = gym.verdicts()
    assert (first.rep_id, first.verdict.outcome) == (good.rep_id, Outcome.GOOD)
    assert (second.rep_id, second.verdict.outcome) == (shallow.rep_id, Outcome.FAULTY)
    assert second.verdict.score > second.verdict.threshold > first.verdict.score
    assert second.verdict.faults
    assert (first.trace_id, first.reference_digest) == (TRACE_ID, gym.digest)
    assert first.method_version == method_version("spotter")
    assert scorer.count("verdicts_total", outcome="good") == 1
    assert scorer.count("verdicts_total", outcome="faulty") == 1
    entries = cast("list[Entry]", gym.client.xrange(names.VERDICTS))
    assert gym.client.get(names.verdict_key(shallow.rep_id)) == entries[1][0]
    assert 0 < gym.client.ttl(Job.key_for(good.rep_id)) <= 60


def test_the_blog_method_judges_by_the_median_distance(gym: ScoredGym) -> None:
    gym.store(make_rep(gym.digest), make_rep(gym.digest, track_id=2, depth_px=5))
    ScorerInTest(gym.client, method="blog").work()
    good, bad = (said.verdict for said in gym.verdicts())
    assert (good.outcome, bad.outcome) == (Outcome.GOOD, Outcome.FAULTY)
    assert good.threshold == bad.threshold == 30


def test_a_rep_that_cannot_be_judged_is_called_unscorable_with_the_reason(gym: ScoredGym) -> None:
    poses = squat_poses(GOOD_PX)
    short = Rep(
        "rack-1",
        1,
        "squat",
        gym.digest,
        1,
        1,
        int(poses.captured_us[0]),
        TRACE_ID,
        poses.between(0, int(poses.captured_us[2])),
    )
    gym.store(short)
    ScorerInTest(gym.client).work()
    (said,) = gym.verdicts()
    assert said.verdict.outcome is Outcome.UNSCORABLE
    assert said.verdict.reason == Reason(ReasonCode.TOO_FEW_FRAMES, 3, 8)
    assert gym.dead() == []


def test_a_rep_whose_end_was_unseen_is_unscorable_however_good_it_looked(gym: ScoredGym) -> None:
    gym.store(replace(make_rep(gym.digest), end_unseen=True))
    ScorerInTest(gym.client).work()
    (said,) = gym.verdicts()
    assert said.verdict.outcome is Outcome.UNSCORABLE
    assert said.verdict.reason == Reason(ReasonCode.END_UNSEEN)


def test_a_job_that_runs_again_adds_no_second_verdict(gym: ScoredGym) -> None:
    rep = make_rep(gym.digest)
    scorer = ScorerInTest(gym.client)
    for _ in range(3):
        gym.queue.enqueue(names.SCORE_JOB, rep.rep_id, result_ttl=0)
    gym.client.set(names.rep_key(rep.rep_id), rep_bytes(rep))
    scorer.work()
    assert [said.rep_id for said in gym.verdicts()] == [rep.rep_id]
    assert scorer.count("jobs_repeated_total") == 2


def test_a_verdict_added_concurrently_is_added_once(gym: ScoredGym) -> None:
    verdicts = Verdicts(gym.client, length=1000, expiry_s=3600)
    said = rep_verdict(make_rep(gym.digest), Verdict.unscorable(Reason(ReasonCode.NOT_COMPARABLE)))
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: verdicts.add(said, "set"), range(64)))
    assert sum(added) == 1
    assert len(gym.verdicts()) == 1


def test_the_verdict_stream_is_bounded(gym: ScoredGym) -> None:
    verdicts = Verdicts(gym.client, length=100, expiry_s=3600)
    reason = Verdict.unscorable(Reason(ReasonCode.NOT_COMPARABLE))
    for track_id in range(500):
        verdicts.add(rep_verdict(make_rep(gym.digest, track_id=track_id), reason), "set")
    assert 100 <= len(gym.verdicts()) < 200
    assert gym.verdicts()[-1].track_id == 499


def test_missing_or_damaged_input_becomes_a_dead_letter_with_the_reason_at_once(
    gym: ScoredGym, empty_catalog: str
) -> None:
    missing, damaged, empty = (make_rep(gym.digest, track_id=number) for number in (1, 2, 3))
    unknown = make_rep("e" * 64, track_id=4)
    fine = make_rep(gym.digest, track_id=5)
    gym.store(missing, damaged, empty, unknown, fine)
    gym.client.delete(names.rep_key(missing.rep_id))
    gym.client.set(names.rep_key(damaged.rep_id), b"\xff\xff")
    nobody = rep_pb2.Rep.FromString(rep_bytes(empty))
    nobody.ClearField("poses")
    gym.client.set(names.rep_key(empty.rep_id), nobody.SerializeToString())
    scorer = ScorerInTest(gym.client, catalog=empty_catalog)
    scorer.work()
    assert [said.rep_id for said in gym.verdicts()] == [fine.rep_id]
    assert sorted(gym.dead()) == sorted(rep.rep_id for rep in (missing, damaged, empty, unknown))
    reasons = {
        rep.track_id: str(gym.job(rep).latest_result().exc_string)  # type: ignore[union-attr]
        for rep in (missing, damaged, empty, unknown)
    }
    assert "it is not stored" in reasons[1]
    assert "is damaged" in reasons[2]
    assert "expected poses; found none" in reasons[3]
    assert f"expected the reference {'e' * 64}" in reasons[4]
    assert scorer.count("jobs_failed_total", fate="dead") == 4
    assert scorer.count("jobs_failed_total", fate="retried") == 0
    scorer.work()
    assert scorer.count("dead_letters") == 4


def test_the_oldest_dead_letters_are_deleted_beyond_the_limit(
    gym: ScoredGym, empty_catalog: str
) -> None:
    reps = [make_rep("e" * 64, track_id=number) for number in range(6)]
    scorer = ScorerInTest(gym.client, dead_letters=2, catalog=empty_catalog)
    registry = FailedJobRegistry(queue=gym.queue)
    for age, rep in enumerate(reversed(reps)):
        gym.store(rep)
        scorer.work()
        gym.client.zincrby(registry.key, -age, rep.rep_id)
    scorer.work()
    assert len(gym.dead()) == 2
    assert scorer.count("dead_letters") == 2
    kept = {rep.rep_id for rep in reps if gym.client.exists(Job.key_for(rep.rep_id))}
    assert kept == set(gym.dead())


def test_the_documented_command_requeues_dead_letters(gym: ScoredGym, redis_url: str) -> None:
    rep = make_rep(gym.digest)
    gym.store(rep)
    stored = gym.client.getdel(names.rep_key(rep.rep_id))
    scorer = ScorerInTest(gym.client)
    scorer.work()
    assert gym.dead() == [rep.rep_id]
    gym.client.set(names.rep_key(rep.rep_id), cast("bytes", stored))
    command = f"requeue --url {redis_url} --serializer json --queue {names.REP_QUEUE} --all"
    subprocess.run([sys.executable, "-m", "rq.cli", *command.split()], check=True)
    scorer.work()
    assert [said.rep_id for said in gym.verdicts()] == [rep.rep_id]
    assert gym.dead() == []


def test_a_job_is_retried_when_redis_fails_during_it(gym: ScoredGym, redis_url: str) -> None:
    rep = make_rep(gym.digest)
    gym.store(rep)
    with limited_client(gym.client, redis_url) as (client, user):
        user.forbid("eval", "evalsha")
        scorer = ScorerInTest(client)
        scorer.work_until(
            lambda: scorer.count("jobs_failed_total", fate="retried") == 2, "two failures"
        )
        assert gym.verdicts() == []
        user.forbid()
        scorer.work_until(gym.verdicts, "the verdict")
    assert [said.rep_id for said in gym.verdicts()] == [rep.rep_id]
    assert gym.dead() == []


def test_a_job_whose_worker_died_before_starting_it_is_recovered(gym: ScoredGym) -> None:
    rep = make_rep(gym.digest)
    gym.store(rep)
    Queue.lmove(gym.client, gym.queue.key, timeout=None)  # the last thing that the dead worker did
    assert gym.queue.job_ids == []
    ScorerInTest(gym.client).work_until(gym.verdicts, "the verdict")
    assert [said.rep_id for said in gym.verdicts()] == [rep.rep_id]
    assert IntermediateQueue(gym.queue.key, connection=gym.client).get_job_ids() == []


def test_a_worker_stopped_before_it_began_takes_no_job(gym: ScoredGym) -> None:
    rep = make_rep(gym.digest)
    gym.store(rep)
    stopping = threading.Event()
    stopping.set()
    ScorerInTest(gym.client).worker(stopping).work(logging_level="ERROR")
    assert gym.queue.job_ids == [rep.rep_id]
    assert gym.verdicts() == []


def test_an_idle_worker_ends_when_it_is_stopped(gym: ScoredGym) -> None:
    stopping = threading.Event()
    worker = ScorerInTest(gym.client).worker(stopping)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(worker.work, logging_level="ERROR")
        until(lambda: worker.get_state() == WorkerStatus.IDLE, what="a worker that waits")
        stopping.set()
        assert working.result(PATIENCE_S) is False


def test_a_rep_whose_reference_must_be_fetched_waits_for_the_catalog(
    gym: ScoredGym, tmp_path: Path
) -> None:
    port = free_port()
    rep = make_rep(gym.digest)
    forget_reference(gym.digest)
    gym.store(rep)
    scorer = ScorerInTest(gym.client, catalog=f"127.0.0.1:{port}")
    job = gym.job(rep)
    job.retries_left = 1
    job.save()
    for _ in range(3):
        scorer.work()
        assert gym.dead() == []
        gym.queue.enqueue_job(gym.job(rep))  # earlier than the interval
    with running_catalog(f"sqlite:///{tmp_path}/catalog.sqlite3", port=port) as catalog:
        data = exercise_bytes(Exercise((squat_reference(),)))
        catalog.exercises.StoreExercise(StoreExerciseRequest(data=data, author="anna"))

        def is_judged() -> bool:
            gym.queue.enqueue_job(gym.job(rep))
            scorer.work()
            return bool(gym.verdicts())

        until(is_judged, what="the verdict")
    assert [said.rep_id for said in gym.verdicts()] == [rep.rep_id]


def test_references_are_prepared_before_any_job_needs_them(gym: ScoredGym) -> None:
    references = PreparedReferences(kept_exercises(), "spotter")
    references.prepare_all()
    assert len(references) == 1
    forget_reference(gym.digest)
    assert references.scorer(gym.digest).score(squat_poses(GOOD_PX)).outcome is Outcome.GOOD


def test_a_process_is_ready_when_warm_works_survives_redis_and_stops_in_order() -> None:
    port = free_port()
    with service_process("scorer", redis_url=f"redis://127.0.0.1:{port}/0") as running:
        running.line("warming up")
        assert '"not ready"' in running.get("/readyz")
        with redis_server(port) as url, redis.Redis.from_url(url) as client:
            judged_by(running, ScoredGym(client))
        with redis_server(port) as url, redis.Redis.from_url(url) as client:  # it comes back empty
            judged_by(running, ScoredGym(client))
            assert running.metric('spotter_scorer_verdicts_total{outcome="good"}') == 2
            assert psutil.Process(running.process.pid).memory_info().rss < 400e6
            running.process.send_signal(signal.SIGTERM)
            assert running.wait() == 0


def judged_by(scorer: ServiceProcess, gym: ScoredGym) -> None:
    gym.store(make_rep(gym.digest))
    assert until(gym.verdicts, what="a verdict")[0].verdict.outcome is Outcome.GOOD
    until(lambda: '"ready"' in scorer.get("/readyz"), what="readiness")


def test_a_job_whose_worker_is_killed_during_it_is_done_once_by_another(
    gym: ScoredGym, redis_url: str
) -> None:
    reps = [
        make_rep(
            gym.digest,
            track_id=track_id,
            rep_number=number,
            depth_px=SHALLOW_PX if number in {1, 5} else GOOD_PX,
        )
        for track_id in range(15)
        for number in range(1, 11)
    ]
    with (
        service_process("scorer", redis_url=redis_url) as victim,
        service_process("scorer", redis_url=redis_url) as heir,
    ):
        for scorer in (victim, heir):
            scorer.line("ready")
        until(lambda: gym.client.scard("rq:workers") == 2, what="two workers")
        for scorer in (victim, heir):
            scorer.process.send_signal(signal.SIGSTOP)
        gym.store(*reps)
        held = until(lambda: held_after_a_moment(gym, victim), what="a job in the victim's hands")
        victim.kill()
        assert 0 < len(gym.verdicts()) < len(reps)
        heir.process.send_signal(signal.SIGCONT)
        until(lambda: len(gym.verdicts()) == len(reps), what="all verdicts")
    assert sorted(said.rep_id for said in gym.verdicts()) == sorted(rep.rep_id for rep in reps)
    assert held <= {rep.rep_id for rep in reps}
    assert gym.dead() == []
    for track_id in range(15):
        assert_fixed_as_the_rule_says([one for one in gym.verdicts() if one.track_id == track_id])


def assert_fixed_as_the_rule_says(said: list[RepVerdict]) -> None:
    """``said`` are the verdicts of one set, in any order."""
    verdicts = [one.verdict for one in sorted(said, key=lambda one: one.rep_number)]
    for place, verdict in enumerate(verdicts):
        assert verdict.fixed == fixed_faults(verdicts[:place], verdict)
    assert any(verdict.fixed for verdict in verdicts)


def held_after_a_moment(gym: ScoredGym, scorer: ServiceProcess) -> set[str]:
    """Let a stopped scorer go on for a moment; the reps that it has begun with and not judged.

    None until it has judged another.
    """
    scorer.process.send_signal(signal.SIGCONT)
    time.sleep(0.01)
    scorer.process.send_signal(signal.SIGSTOP)
    started = set(StartedJobRegistry(queue=gym.queue).get_job_ids(cleanup=False))
    judged = {said.rep_id for said in gym.verdicts()}
    return started - judged if judged else set()
