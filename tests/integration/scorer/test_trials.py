"""A change is tried on the gym's latest reps before it is live: real scorers, real catalog."""

from collections.abc import Callable, Iterator
from pathlib import Path

import grpc
import pytest
import redis

from spotter.api.catalog.v1 import calibration_service_pb2 as pb2
from spotter.api.catalog.v1.calibration_service_pb2_grpc import CalibrationServiceStub
from spotter.movement.values import Outcome
from spotter.runtime.clock import wall_clock_us
from spotter.wire.catalog.exercises.calibration import KnownKind, calibration_of, trial_result_of
from spotter.wire.catalog.exercises.exercises import info_of
from spotter.wire.names import REPLAY_QUEUE, trial_key
from support.records.replayed_gym import USUAL_VISIT, ReplayedGym, replayed_gym
from support.waiting import until

SINCE_US = 1_600_000_000_000_000
LENIENT = 0.45


@pytest.fixture
def gym(redis_client: redis.Redis, redis_url: str, tmp_path: Path) -> Iterator[ReplayedGym]:
    with replayed_gym(redis_client, redis_url, tmp_path) as running:
        running.live(running.visit(1, *USUAL_VISIT, session_id=running.session()))
        running.live(running.visit(2, *USUAL_VISIT))
        yield running


@pytest.fixture
def service(gym: ReplayedGym) -> Iterator[CalibrationServiceStub]:
    with grpc.insecure_channel(gym.address) as channel:
        yield CalibrationServiceStub(channel)


def begin(gym: ReplayedGym, service: CalibrationServiceStub, **change: object) -> pb2.Trial:
    (squat,) = gym.library.listed()
    request = pb2.BeginTrialRequest(
        exercise_id=squat.exercise_id,
        expected_digest=squat.digest,
        since_us=SINCE_US,
        author="ida",
        **(change or {"false_alarm_ratio": LENIENT}),  # type: ignore[arg-type]
    )
    return service.BeginTrial(request).trial


def done(gym: ReplayedGym, service: CalibrationServiceStub) -> pb2.Trial:
    """The trial once it is done."""
    (squat,) = gym.library.listed()
    request = pb2.GetTrialRequest(exercise_id=squat.exercise_id)
    until(lambda: service.GetTrial(request).trial.is_done, what="the trial")
    return service.GetTrial(request).trial


def refused(call: Callable[[], object]) -> tuple[grpc.StatusCode, str]:
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value.code(), str(caught.value.details())


def test_the_calibration_tells_known_reps_other_rates_and_the_gyms_latest(
    gym: ReplayedGym, service: CalibrationServiceStub
) -> None:
    (squat,) = gym.library.listed()
    request = pb2.GetCalibrationRequest(exercise_id=squat.exercise_id, since_us=SINCE_US)
    seen = calibration_of(service.GetCalibration(request))
    assert seen.exercise == squat
    assert (seen.judged_by, seen.people, seen.least_promised_ratio) == ("another person", 1, 0.0)
    assert {one.kind for one in seen.known} == {KnownKind.RECORDED}
    ratios = [one.false_alarm_ratio for one in seen.rates]
    thresholds = [one.threshold for one in seen.rates]
    assert ratios == sorted(ratios)
    assert thresholds == sorted(thresholds, reverse=True)
    (live,) = (one for one in seen.rates if one.false_alarm_ratio == 0.05)
    assert live.missing == 21
    assert (len(seen.gym), seen.by_other_recordings) == (gym.count(), 0)
    alone = [one for one in gym.judged.verdicts() if not one.verdict.baseline_id]
    scores = {round(one.score, 9) for one in seen.gym}
    assert {round(one.verdict.score, 9) for one in alone} <= scores


def test_a_trial_tells_what_would_change_and_changes_nothing(
    gym: ReplayedGym, service: CalibrationServiceStub
) -> None:
    before = gym.library.listed()
    begun = begin(gym, service)
    assert (begun.reps, begun.left_out, begun.author) == (gym.count(), 0, "ida")
    assert begun.what == "false alarms: at most 45%, instead of 5%"
    found = done(gym, service)
    result = trial_result_of(found)
    assert result.scored == gym.count()
    assert result.changes
    assert {(one.before.outcome, one.after.outcome) for one in result.changes} == {
        (Outcome.GOOD, Outcome.FAULTY)
    }
    assert all(one.after.threshold < one.before.threshold for one in result.changes)
    assert gym.library.listed() == before
    assert len(list(gym.library.activations(before[0].exercise_id))) == 1


def test_what_was_tried_judges_once_it_is_live_and_can_be_gone_back_from(
    gym: ReplayedGym, service: CalibrationServiceStub
) -> None:
    (before,) = gym.library.listed()
    trial_id = begin(gym, service).trial_id
    changed = {one.rep_id for one in trial_result_of(done(gym, service)).changes}
    adopted = service.AdoptTrial(
        pb2.AdoptTrialRequest(
            exercise_id=before.exercise_id, trial_id=trial_id, author="ida", reason="too kind"
        )
    )
    live = info_of(adopted.exercise)
    assert live.live.reason == "false alarms: at most 45%, instead of 5%; too kind"
    assert (live.live.author, live.live.counts.false_alarm_ratio) == ("ida", LENIENT)
    assert not gym.client.exists(trial_key(before.exercise_id))

    gym.live(gym.visit(3, *USUAL_VISIT, digest=live.digest))
    of_second, of_third = (faulty_of(gym, track_id) for track_id in (2, 3))
    assert len(of_third) == len(of_second) + sum(one.startswith("rack-1_2_") for one in changed)

    begin(gym, service, digest=before.digest)
    assert trial_result_of(done(gym, service)).changes


def faulty_of(gym: ReplayedGym, track_id: int) -> list[str]:
    return [
        one.rep_id
        for one in gym.judged.verdicts()
        if one.track_id == track_id and one.verdict.outcome is Outcome.FAULTY
    ]


def test_one_trial_at_a_time_until_it_is_dismissed(
    gym: ReplayedGym, service: CalibrationServiceStub
) -> None:
    begun = begin(gym, service)
    found = done(gym, service)
    later = begin(gym, service)  # One that is done makes room.
    assert later.trial_id != begun.trial_id
    dismissed = pb2.DismissTrialRequest(exercise_id=info(gym), trial_id=found.trial_id)
    code, why = refused(lambda: service.DismissTrial(dismissed))
    assert (code, why) == (
        grpc.StatusCode.FAILED_PRECONDITION,
        "another trial of this exercise was begun meanwhile",
    )
    service.DismissTrial(pb2.DismissTrialRequest(exercise_id=info(gym), trial_id=later.trial_id))
    request = pb2.GetTrialRequest(exercise_id=info(gym))
    assert refused(lambda: service.GetTrial(request))[0] is grpc.StatusCode.NOT_FOUND
    assert gym.client.llen(f"rq:queue:{REPLAY_QUEUE}") == 0


def info(gym: ReplayedGym) -> str:
    return gym.library.listed()[0].exercise_id


def test_what_cannot_be_tried_is_refused_with_the_reason(
    gym: ReplayedGym, service: CalibrationServiceStub
) -> None:
    (squat,) = gym.library.listed()
    for change, reason in (
        ({"false_alarm_ratio": 0.05}, "expected another false-alarm ratio than 0.05"),
        ({"false_alarm_ratio": 0.7}, "a false-alarm ratio is at least 1e-06 and below 0.5"),
        ({"digest": squat.digest}, "is live: there is nothing to try"),
        ({"digest": "ab" * 32}, "squat has no version abababababab"),
    ):
        assert reason in refused(lambda change=change: begin(gym, service, **change))[1]  # type: ignore[misc]
    stale = pb2.BeginTrialRequest(
        exercise_id=squat.exercise_id,
        expected_digest="ab" * 32,
        false_alarm_ratio=0.2,
        since_us=SINCE_US,
        author="ida",
    )
    assert "somebody else changed squat meanwhile" in refused(lambda: service.BeginTrial(stale))[1]
    stale.since_us = wall_clock_us() + 10**9
    assert "expected a time before now" in refused(lambda: service.BeginTrial(stale))[1]
