"""Replays by a real scorer, from the ledger of a real catalog, of reps that it judged live."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from prometheus_client import CollectorRegistry
from rq.serializers import JSONSerializer

from spotter.movement.scoring import make_scorer
from spotter.movement.scoring.version import method_version
from spotter.movement.scoring.visit import Visit
from spotter.movement.values import Exercise, Outcome, Rep
from spotter.replaying.following import followed
from spotter.replaying.run import ReplayRun
from spotter.scorer.judging.references import PreparedReferences
from spotter.scorer.metrics import ScorerMetrics
from spotter.scorer.replay.replayer import Replayer
from spotter.scorer.replay.visit_replay import Standard, VisitReplay
from spotter.scorer.working.queue import RepQueue
from spotter.wire import names
from spotter.wire.baselines import Acceptance
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.references import exercise_bytes, reference_digest
from spotter.wire.replays import Replay
from spotter.wire.reps import rep_bytes, rep_from_bytes
from spotter.wire.verdicts import verdict_bytes
from support.gyms.scored_gym import SHALLOW_PX
from support.movements.stick_squats import squat_reference
from support.records.kept_exercises import kept_exercises
from support.records.replayed_gym import DEEPER_PX, USUAL_VISIT, ReplayedGym, replayed_gym, total

STRICTER = Exercise((squat_reference(),), false_alarm_ratio=0.45)
ALL = RepFilter()
SAME = Replay(ALL)


@pytest.fixture
def gym(redis_client: redis.Redis, redis_url: str, tmp_path: Path) -> Iterator[ReplayedGym]:
    with replayed_gym(redis_client, redis_url, tmp_path) as running:
        yield running


def trained(gym: ReplayedGym) -> list[list[Rep]]:
    """Visits of two members, and of two people that nobody knows."""
    anna, ben = gym.session("rack-1"), gym.session("rack-2")
    visits = [
        gym.visit(1, *USUAL_VISIT, session_id=anna),
        gym.visit(2, *reversed(USUAL_VISIT), session_id=ben),
        gym.visit(3, *USUAL_VISIT[2:]),
        gym.visit(4, *[SHALLOW_PX] * 3, *[DEEPER_PX] * 5),
    ]
    gym.live([rep for visit in visits for rep in visit])
    return visits


def directly(exercise: Exercise, visit: list[Rep]) -> dict[str, Outcome]:
    """What is said of each rep of a visit when nothing but the method is there."""
    judging = Visit(make_scorer("spotter", exercise))
    stored = [rep_from_bytes(rep_bytes(rep)) for rep in visit]
    return {
        rep.rep_id: judging.score(rep.rep_id, rep.poses, rep.set_number).outcome for rep in stored
    }


def test_the_version_that_judged_a_rep_gives_the_same_verdict_to_the_bit(gym: ReplayedGym) -> None:
    reps = [rep for visit in trained(gym) for rep in visit]
    outcomes = Counter(said.verdict.outcome for said in gym.judged.verdicts())
    assert min(outcomes[Outcome.GOOD], outcomes[Outcome.FAULTY]) > 5
    found = gym.replay(SAME)
    assert (found.same, found.changes, found.problems) == (len(reps), (), ())
    assert len(set(found.visit_ids)) == 4
    assert gym.count() == len(reps)


def test_even_the_alignment_is_the_same_which_the_ledger_does_not_keep(gym: ReplayedGym) -> None:
    trained(gym)
    said = {one.rep_id: one for one in gym.judged.verdicts()}
    speeds = [one.verdict.measures.lifting for one in said.values()]
    assert any(one.of_first_ratio not in {None, 1} for one in speeds if one)
    scorer = make_scorer("spotter", Exercise((squat_reference(),)))
    standard = Standard(lambda _: scorer, method_version("spotter"))
    for visit in gym.ledger.visits(ALL):
        stored = gym.ledger.visit(
            visit.visit_id, exercise_id="", first_us=visit.first_us, last_us=visit.last_us
        )
        for one in VisitReplay(stored, standard).rescored():
            assert one.again is not None
            live = said.pop(one.again.rep_id)
            assert verdict_bytes(one.again) == verdict_bytes(live)
    assert not said


def test_another_version_changes_what_it_changes_when_reps_are_scored_directly(
    gym: ReplayedGym,
) -> None:
    visits = trained(gym)
    said = {one.rep_id: one.verdict.outcome for one in gym.judged.verdicts()}
    expected = {
        rep_id: (said[rep_id], outcome)
        for visit in visits
        for rep_id, outcome in directly(STRICTER, visit).items()
        if outcome is not said[rep_id]
    }
    assert expected
    data = exercise_bytes(STRICTER)
    digest = reference_digest(data)
    untried = gym.replay(Replay(ALL, digest, data))
    assert {
        one.rep_id: (one.before.outcome, one.after.outcome) for one in untried.changes
    } == expected
    assert untried.scored == len(said)
    (squat,) = gym.library.listed()
    gym.library.store(data, "stricter", replaces=squat)
    stored = gym.replay(Replay(ALL, digest), "two")
    assert sorted(stored.changes, key=str) == sorted(untried.changes, key=str)


def test_what_a_trainer_accepted_judges_again(gym: ReplayedGym) -> None:
    reps = gym.visit(1, *[SHALLOW_PX] * 6, session_id=gym.session())
    gym.live(reps[:3])
    accepted = gym.judged.accept(
        [rep_from_bytes(rep_bytes(rep)) for rep in reps[:3]], Acceptance("ida", 1)
    )
    gym.live(reps[3:])
    assert [one.verdict.baseline_id for one in gym.judged.verdicts()][3:] == [accepted] * 3
    assert gym.replay(SAME).same == 6


def test_reps_whose_poses_are_not_kept_are_counted(gym: ReplayedGym) -> None:
    gym.live(gym.visit(1, *USUAL_VISIT, session_id=gym.session(keeps_poses=False)))
    found = gym.replay(SAME)
    assert (found.without_poses, found.scored) == (len(USUAL_VISIT), 0)


def test_only_the_reps_that_are_asked_for_are_told_of(gym: ReplayedGym) -> None:
    reps = trained(gym)[0]
    begins_us = int(reps[5].poses.captured_us[0])
    ends_us = int(reps[-1].poses.captured_us[0]) + 1
    found = gym.replay(Replay(RepFilter(since_us=begins_us, until_us=ends_us)))
    assert found.same == 3


def test_a_version_that_is_not_there_is_told_once_for_each_visit(gym: ReplayedGym) -> None:
    trained(gym)
    found = gym.replay(Replay(ALL, digest="0" * 64))
    assert len(found.problems) == 4
    assert all("is not stored" in one for one in found.problems)


def test_a_replay_that_was_left_goes_on_where_it_was(gym: ReplayedGym) -> None:
    trained(gym)
    run = ReplayRun(gym.client, "one")
    run.begin(SAME)
    visits = gym.ledger.visits(ALL)
    first, *_ = (one for one in followed(run, visits[:2]) if one)
    again = ReplayRun(gym.client, "one")
    assert again.replay() == SAME
    everything = total(followed(again, visits))
    assert first.visit_ids[0] in everything.visit_ids
    assert len(everything.visit_ids) == len(set(everything.visit_ids)) == len(visits)


def test_whoever_stops_leaves_no_job_behind(redis_client: redis.Redis) -> None:
    run = ReplayRun(redis_client, "one")
    run.begin(SAME)
    visits = [VisitReps(f"rack-1_{number}", 50, 50, 1, 2) for number in range(200)]
    following = followed(run, visits)
    assert next(following) is None
    assert 0 < redis_client.llen(f"rq:queue:{names.REPLAY_QUEUE}") < len(visits)
    following.close()
    assert not redis_client.exists(f"rq:queue:{names.REPLAY_QUEUE}")
    assert not list(redis_client.scan_iter("rq:job:*"))


def test_a_job_makes_way_for_reps_and_goes_on_where_it_was(gym: ReplayedGym) -> None:
    reps = [rep for visit in trained(gym) for rep in visit]
    turns = iter([False, True] * len(reps))

    def replayer() -> Replayer:
        """Another scorer each time, in which every second rep is in a hurry."""
        references = PreparedReferences(kept_exercises(gym.address), "spotter")
        metrics = ScorerMetrics(CollectorRegistry())
        return Replayer(
            gym.client, gym.ledger, references, metrics, must_make_way=lambda: next(turns)
        )

    run, calls = ReplayRun(gym.client, "one"), 0
    run.begin(SAME)
    visits = [(one.visit_id, one.first_us, one.last_us) for one in gym.ledger.visits(ALL)]
    while not replayer().replay("one", visits):
        calls += 1
    assert calls == len(reps) // 2
    found = total(run.take())
    assert (found.same, found.changes, len(found.visit_ids)) == (len(reps), (), len(visits))
    assert not gym.client.exists(names.replay_parts_key("one"))


def test_what_a_scorer_takes_lies_aside_until_it_begins_so_that_none_is_lost(
    redis_client: redis.Redis,
) -> None:
    queues = [
        RepQueue(name, connection=redis_client, serializer=JSONSerializer)
        for name in (names.REP_QUEUE, names.REPLAY_QUEUE)
    ]
    for queue in reversed(queues):
        queue.enqueue(names.SCORE_JOB, job_id=f"of-{queue.name}")
    taken = [RepQueue.dequeue_any(queues, None, redis_client) for _ in range(3)]
    assert [found and found[0].id for found in taken] == ["of-reps", "of-replay", None]
    assert [queue.intermediate_queue.get_job_ids() for queue in queues] == [
        ["of-reps"],
        ["of-replay"],
    ]
