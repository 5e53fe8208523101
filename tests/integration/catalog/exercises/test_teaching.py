"""A trainer teaches exercises: real gRPC, real database, simulated athletes."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import grpc
import numpy as np
import pytest
import redis
from sqlalchemy import update

from spotter.api.catalog.v1 import teaching_service_pb2 as pb2
from spotter.api.catalog.v1.exercise_service_pb2 import (
    ActivateVersionRequest,
    GetExerciseRequest,
    ListVersionsRequest,
)
from spotter.catalog.audit import Signature
from spotter.catalog.database.tables import MemberRow
from spotter.catalog.members.changes import add
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.members.exercises_without import Traces
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.teaching.calibrating import compared
from spotter.movement.scoring import make_scorer, scorer_of_oneself
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values import Exercise, Outcome, PoseSeries, Rep
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from spotter.wire.catalog.exercises.exercises import ExerciseInfo, info_of
from spotter.wire.catalog.exercises.teaching import (
    REP_JUDGEMENTS,
    Calibrated,
    Judged,
    RepJudgement,
    TaughtReps,
    calibrated_of,
    judged_of,
    series_messages,
    taught_of,
)
from spotter.wire.catalog.people.members import Consent
from spotter.wire.references import exercise_from_bytes
from support.movements.filmed import filmed
from support.records.running_catalog import RunningCatalog, running_catalog

FIVE = filmed(Plan("squat", reps=5))[1]
CURLS = filmed(Plan("biceps-curl", reps=5))[1]
THIRD_IS_SHALLOW = Plan("squat", reps=5, faults={FaultKind.SHALLOW: frozenset({3})})
NEXT_SET = filmed(THIRD_IS_SHALLOW, seed=11)[1]
TRACE_ID = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[RunningCatalog]:
    with running_catalog(f"sqlite:///{tmp_path}/one.sqlite3") as one:
        yield one


def nobody(_changed_id: str) -> None:
    """Is told of a change."""


def propose(catalog: RunningCatalog, *people: PoseSeries, **asked: object) -> TaughtReps:
    request = pb2.ProposeReferenceRequest(people=series_messages(people), **asked)  # type: ignore[arg-type]
    return taught_of(catalog.teaching.ProposeReference(request))


def record(
    catalog: RunningCatalog, reps: tuple[PoseSeries, ...], person: str = "", **which: str
) -> tuple[ExerciseInfo, float]:
    request = pb2.StoreRecordingRequest(
        reps=series_messages(reps), person=person, source="at Rack 1", author="ida", **which
    )
    answer = catalog.teaching.StoreRecording(request)
    return info_of(answer.exercise), calibrated_of(answer.calibrated).threshold


def live(catalog: RunningCatalog, info: ExerciseInfo) -> Exercise:
    request = GetExerciseRequest(exercise_id=info.exercise_id)
    return exercise_from_bytes(catalog.exercises.GetExercise(request).data)


def judge(catalog: RunningCatalog, rep_id: str, judgement: RepJudgement) -> Judged:
    request = pb2.JudgeRepRequest(
        rep_id=rep_id, judgement=REP_JUDGEMENTS.label(judgement), author="ida"
    )
    return judged_of(catalog.teaching.JudgeRep(request))


def do_next_set(catalog: RunningCatalog, info: ExerciseInfo, member_id: str = "") -> list[Rep]:
    """Reps of which the third is faulty, as Redis has them."""
    cuts = cut_reps(learn_template(*live(catalog, info).references), NEXT_SET)
    reps = [
        Rep(
            station_id="rack-1",
            track_id=1,
            exercise=info.name,
            reference_digest=info.digest,
            set_number=1,
            rep_number=number,
            set_started_us=0,
            trace_id=TRACE_ID,
            poses=NEXT_SET.between(cut.started_us, cut.ended_us),
            member_id=member_id,
            session_id=str(uuid.uuid4()) if member_id else "",
        )
        for number, cut in enumerate(cuts, start=1)
    ]
    catalog.latest.update({rep.rep_id: rep for rep in reps})
    return reps


def member(catalog: RunningCatalog, *, keeps_poses: bool) -> str:
    with catalog.database.writing() as session:
        consent = Consent(keeps_reps=True, keeps_poses=keeps_poses)
        row = add(session, "Anna", consent, Signature("ida", 1), uuid.uuid4())
        return str(row.id)


def refused(call: Callable[[], object]) -> tuple[grpc.StatusCode, str]:
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value.code(), str(caught.value.details())


def test_five_good_reps_become_an_exercise_that_judges_the_next_ones(
    catalog: RunningCatalog,
) -> None:
    found = propose(catalog, FIVE, width_px=640, height_px=480)
    assert (len(found.reps), found.doubts, found.rep_doubts) == (5, (), ())
    assert "hips" in found.carried_by
    assert found.view == "front"
    info, threshold = record(catalog, found.reps, name="Goblet squat")
    assert (info.name, info.live.counts.good_reps, info.live.author) == ("Goblet squat", 5, "ida")
    assert info.live.reason == "5 reps from the front recorded at Rack 1"
    assert threshold > 0
    assert catalog.announced == [info.exercise_id]

    scorer = scorer_of_oneself(live(catalog, info))
    said = [scorer.score(rep.poses).outcome for rep in do_next_set(catalog, info)]
    good = Outcome.GOOD
    assert said == [good, good, Outcome.FAULTY, good, good]


def test_who_moves_is_recorded_and_not_who_stands_by(catalog: RunningCatalog) -> None:
    idle = np.repeat(FIVE.keypoints[:1], len(FIVE), axis=0)
    found = propose(catalog, PoseSeries(FIVE.captured_us, idle), FIVE)
    assert len(found.reps) == 5


def test_a_recording_without_a_rep_is_refused(catalog: RunningCatalog) -> None:
    idle = np.repeat(FIVE.keypoints[:1], len(FIVE), axis=0)
    code, why = refused(lambda: propose(catalog, PoseSeries(FIVE.captured_us, idle)))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert why == "an exercise moves the joints by more than 0.12 torso lengths; found 0.00"
    assert refused(lambda: propose(catalog)) == (code, "expected 1 to 20 people; found 0")


def test_a_rep_unlike_the_others_and_a_missing_one_are_doubted(catalog: RunningCatalog) -> None:
    found = propose(catalog, NEXT_SET, expected_reps=6)
    assert found.doubts == ("Found 5 reps, not 6.",)
    assert [place for place, _ in found.rep_doubts] == [2]


def test_a_second_recording_adds_up_and_another_movement_is_doubted(
    catalog: RunningCatalog,
) -> None:
    first, _ = record(catalog, propose(catalog, FIVE).reps, name="squat", person="Anna")
    other = propose(catalog, CURLS, exercise_id=first.exercise_id)
    assert other.doubts[-1].startswith("This does not look like your other recordings of squat")
    same = propose(catalog, filmed(Plan("squat", reps=4), seed=12)[1])
    second, _ = record(catalog, same.reps, exercise_id=first.exercise_id, person="Bo")
    assert (second.exercise_id, second.live.counts.good_reps, second.live.counts.people) == (
        first.exercise_id,
        9,
        2,
    )
    code, why = refused(lambda: record(catalog, same.reps, exercise_id=first.exercise_id))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert "already known" in why


def test_a_name_that_is_taken_is_refused(catalog: RunningCatalog) -> None:
    reps = propose(catalog, FIVE).reps
    record(catalog, reps, name="squat")
    code, why = refused(lambda: record(catalog, reps, name="squat"))
    assert (code, why) == (
        grpc.StatusCode.FAILED_PRECONDITION,
        "there is an exercise squat already",
    )


def test_reps_by_which_nothing_can_be_judged_are_not_stored(catalog: RunningCatalog) -> None:
    moment = propose(catalog, FIVE).reps[0]
    parts = tuple(
        PoseSeries(moment.captured_us[at : at + 3], moment.keypoints[at : at + 3]) for at in (0, 9)
    )
    code, why = refused(lambda: record(catalog, parts, name="squat"))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert "needs a rep that can be judged; found too few frames" in why
    assert catalog.announced == []


def test_that_was_fine_lets_the_rep_through_and_leaves_the_threshold_and_going_back_undoes_it(
    catalog: RunningCatalog,
) -> None:
    first, threshold = record(catalog, propose(catalog, FIVE).reps, name="squat", person="Ida")
    shallow = do_next_set(catalog, first)[2]
    fine = judge(catalog, shallow.rep_id, RepJudgement.FINE)
    assert fine.is_changed
    assert fine.previous_digest == first.digest
    assert fine.before.threshold == threshold
    assert fine.after == fine.before
    assert fine.before.own_threshold < threshold
    assert make_scorer("spotter", live(catalog, first)).score(shallow.poses).outcome is Outcome.GOOD
    assert fine.exercise.live.counts.good_reps == 6
    assert fine.exercise.live.reason == f"fine: rep {shallow.rep_id}, by somebody"
    assert not judge(catalog, shallow.rep_id, RepJudgement.FINE).is_changed

    wrong = judge(catalog, shallow.rep_id, RepJudgement.WRONG)
    counts = wrong.exercise.live.counts
    assert (counts.good_reps, counts.faulty_reps) == (5, 1)
    assert (wrong.after.faulty_judged, wrong.after.misses) == (1, 0)

    back = ActivateVersionRequest(
        exercise_id=first.exercise_id,
        digest=first.digest,
        expected_digest=wrong.exercise.digest,
        author="ida",
        reason="back",
    )
    assert info_of(catalog.exercises.ActivateVersion(back).exercise).digest == first.digest
    versions = catalog.exercises.ListVersions(ListVersionsRequest(exercise_id=first.exercise_id))
    assert len(versions.activations) == 4


def test_reps_of_who_did_not_agree_teach_nothing(catalog: RunningCatalog) -> None:
    anna, bo = (member(catalog, keeps_poses=keeps) for keeps in (False, True))
    reps = propose(catalog, FIVE).reps
    code, why = refused(lambda: record(catalog, reps, name="squat", person=anna))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert why.startswith("Anna did not agree that poses are kept")
    info, _ = record(catalog, reps, name="squat", person=bo)
    taught = live(catalog, info)
    assert taught.references[0].person == bo
    assert Traces.of(bo, "Anna", (), ()).without(taught) is None  # It goes with who is erased.
    rep = do_next_set(catalog, info, anna)[0]
    assert refused(lambda: judge(catalog, rep.rep_id, RepJudgement.FINE)) == (code, why)
    rep = do_next_set(catalog, info, bo)[0]
    said = judge(catalog, rep.rep_id, RepJudgement.FINE)
    assert said.exercise.live.reason == f"fine: rep {rep.rep_id}, by a member"
    assert live(catalog, info).confirmed[0].reps[0].captured_us[0] == rep.poses.captured_us[0]


def test_who_withdraws_while_a_trainer_speaks_teaches_nothing(
    catalog: RunningCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    info, _ = record(catalog, propose(catalog, FIVE).reps, name="squat")
    anna = member(catalog, keeps_poses=True)
    rep = do_next_set(catalog, info, anna)[0]

    def slowly(before: Exercise, after: Exercise) -> tuple[Calibrated, Calibrated]:
        with catalog.database.writing() as session:
            session.execute(update(MemberRow).values(keeps_poses=False))
        return compared(before, after)

    monkeypatch.setattr("spotter.catalog.rpc.exercises.teaching.compared", slowly)
    code, why = refused(lambda: judge(catalog, rep.rep_id, RepJudgement.WRONG))
    assert (code, why.split(" did")[0]) == (grpc.StatusCode.INVALID_ARGUMENT, "Anna")
    assert live(catalog, info).faulty_reps == ()


def test_what_was_learnt_of_a_rep_is_found_after_its_row_has_gone(
    catalog: RunningCatalog, redis_client: redis.Redis
) -> None:
    info, _ = record(catalog, propose(catalog, FIVE).reps, name="squat")
    anna = member(catalog, keeps_poses=True)
    rep = do_next_set(catalog, info, anna)[2]
    judge(catalog, rep.rep_id, RepJudgement.WRONG)
    assert len(live(catalog, info).faulty_reps) == 1
    announcer = SessionAnnouncer(catalog.database, redis_client, lambda: 9)
    erasing = Erasing(catalog.database, redis_client, announcer, nobody, nobody)
    erased = erasing.erase(anna, Signature("ida", 9))
    assert (erased.remade_exercises, dict(erased.removed)["reps that taught"]) == (("squat",), 1)
    assert live(catalog, info).faulty_reps == ()


def test_a_rep_that_nothing_can_be_learnt_of_is_refused(catalog: RunningCatalog) -> None:
    info, _ = record(catalog, propose(catalog, FIVE).reps, name="squat")
    code, _ = refused(lambda: judge(catalog, "rack-1_1_17", RepJudgement.FINE))
    assert code is grpc.StatusCode.NOT_FOUND
    rep = do_next_set(catalog, info)[0]
    unseen = replace(rep.poses, keypoints=np.full_like(rep.poses.keypoints, np.nan))
    catalog.latest[rep.rep_id] = replace(rep, poses=unseen)
    code, why = refused(lambda: judge(catalog, rep.rep_id, RepJudgement.WRONG))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert why.startswith("this rep cannot be judged")
