"""Packing and unpacking preserves values, and nonsense is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spotter.api.references.v1 import exercise_pb2
from spotter.api.stations.v1 import station_pb2
from spotter.api.verdicts.v1 import verdict_pb2
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.quantised_poses import quantised
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import (
    Direction,
    Fault,
    FaultCode,
    Moment,
    Outcome,
    Verdict,
)
from spotter.movement.values.taught.cue import Cue
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.fault_pattern import FaultPattern
from spotter.movement.values.taught.reference import Reference
from spotter.movement.wording.verdict_words import sentences
from spotter.wire.encoding.arrays import pack_poses, unpack_poses
from spotter.wire.errors import WireError
from spotter.wire.patterns.fault_patterns import pattern_digest, pattern_from
from spotter.wire.poses.frames import Frame, frame_fields, frame_from_fields
from spotter.wire.poses.people import (
    PoseFrame,
    TrackedPerson,
    pose_frame_bytes,
    pose_frame_from_bytes,
)
from spotter.wire.references import exercise_bytes, exercise_from_bytes, reference_digest
from spotter.wire.reps import rep_bytes, rep_from_bytes
from spotter.wire.stations import (
    CameraMeasures,
    Judged,
    Station,
    StationState,
    Status,
    Zone,
    station_bytes,
    station_from_bytes,
    station_state_bytes,
    station_state_from_bytes,
)
from spotter.wire.verdicts import rep_verdict, verdict_bytes, verdict_from_bytes
from support.movements.same_poses import assert_same_poses

DATA = Path(__file__).parents[2] / "data"
TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
SET_STARTED_US = 1_699_999_990_000_000


def some_poses(frames: int = 4) -> PoseSeries:
    rng = np.random.default_rng(1)
    keypoints = rng.uniform(0, 640, (frames, 25, 3)).astype(np.float32)
    keypoints[1, Joint.NOSE] = (np.nan, np.nan, 0)
    return PoseSeries(np.arange(frames, dtype=np.int64) * 33_333 + 1_700_000_000_000_000, keypoints)


def poses_in_metres() -> PoseSeries:
    rng, poses = np.random.default_rng(2), some_poses()
    metres = rng.normal(0, 0.5, poses.keypoints.shape).astype(np.float32)
    metres[2, Joint.LEFT_WRIST] = np.nan
    return replace(poses, world_m=metres)


def some_patterns() -> tuple[FaultPattern, ...]:
    centre = np.random.default_rng(3).normal(size=(20, 25, 2)).astype(np.float32)
    centre[:, Joint.NOSE] = np.nan
    return (
        FaultPattern(centre, 0.4, "elbows flare", "elbows in"),
        FaultPattern(-centre, 0.3),
    )


def some_rep(poses: PoseSeries | None = None) -> Rep:
    seen = poses or some_poses()
    return Rep("rack-1", 3, "squat", "d" * 64, 2, 5, SET_STARTED_US, TRACE_ID, seen)


def test_metres_survive_the_wire_in_references() -> None:
    poses = poses_in_metres()
    stored = exercise_bytes(Exercise((Reference("squat", (poses,)),), faulty_reps=(poses,)))
    unpacked = exercise_from_bytes(stored)
    assert_same_poses(unpacked.references[0].reps[0], poses)
    assert_same_poses(unpacked.faulty_reps[0], poses)


def test_a_reference_without_metres_keeps_its_digest() -> None:
    stored = exercise_bytes(Exercise((Reference("squat", (some_poses(),)),)))
    assert reference_digest(stored) == (
        "a191c543dce91c5d0a619f8c41cedb599ac1cb85516b4337b2977cfe959923b5"
    )


def test_metres_of_another_length_than_the_keypoints_are_refused() -> None:
    message = pack_poses(poses_in_metres())
    message.world_m = message.world_m[:300]
    with pytest.raises(MovementError, match="as its keypoints"):
        unpack_poses(message)


def test_a_quantised_rep_survives_the_wire_to_the_bit() -> None:
    rep = some_rep(quantised(poses_in_metres()))
    unpacked = rep_from_bytes(rep_bytes(rep))
    assert unpacked.rep_id == rep.rep_id == "rack-1_3_1700000000000000"
    assert (unpacked.set_number, unpacked.rep_number, unpacked.trace_id) == (2, 5, TRACE_ID)
    assert unpacked.set_id == rep.set_id == f"rack-1_3_{SET_STARTED_US}"
    assert_same_poses(unpacked.poses, rep.poses)
    assert not unpacked.end_unseen
    assert rep_from_bytes(rep_bytes(replace(rep, end_unseen=True))).end_unseen


def test_a_rep_and_its_verdict_belong_to_the_session_or_else_to_the_track() -> None:
    rep, verdict = some_rep(), Verdict.unscorable(Reason(ReasonCode.GAP))
    for one in (rep, replace(rep, session_id="annas", member_id="anna")):
        unpacked = rep_from_bytes(rep_bytes(one))
        assert (unpacked.session_id, unpacked.member_id) == (one.session_id, one.member_id)
        said = verdict_from_bytes(verdict_bytes(rep_verdict(one, verdict)))
        assert said.visit_id == unpacked.visit_id == (one.session_id or "rack-1_3")


def test_a_verdict_survives_the_wire() -> None:
    fault = Fault(
        Joint.LEFT_KNEE,
        0.5,
        Direction.INWARD,
        0.25,
        2,
        code=FaultCode.KNEES_IN,
        moment=Moment.BOTTOM,
        cue="knees out",
        from_own_reps=True,
    )
    verdict = Verdict(
        Outcome.FAULTY,
        3.5,
        2.0,
        faults=(fault,),
        fixed=(replace(fault, joint=Joint.RIGHT_KNEE), fault),
        reference_rep_index=1,
        alignment=np.array([[0, 0], [1, 2], [3, 3]], dtype=np.uint16),
        pattern="elbows flare",
    )
    said = rep_verdict(some_rep(), verdict)
    unpacked = verdict_from_bytes(verdict_bytes(said))
    assert unpacked.verdict.pattern == "elbows flare"
    assert unpacked.ended_us - unpacked.started_us == 3 * 33_333
    assert unpacked.verdict.faults == (fault,)
    assert unpacked.verdict.fixed == verdict.fixed
    assert unpacked.verdict.outcome is Outcome.FAULTY
    np.testing.assert_array_equal(unpacked.verdict.alignment, verdict.alignment)


@pytest.mark.parametrize("code", ReasonCode)
def test_an_unscorable_verdict_keeps_its_reason_and_has_no_score(code: ReasonCode) -> None:
    reason = Reason(code, 0.29, 0.3, (Joint.LEFT_KNEE, Joint.NECK))
    verdict = Verdict.unscorable(reason)
    unpacked = verdict_from_bytes(verdict_bytes(rep_verdict(some_rep(), verdict))).verdict
    assert np.isnan(unpacked.score)
    assert unpacked.reason == reason
    assert unpacked.alignment.shape == (0, 2)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (
            {"outcome": "OUTCOME_FAULTY", "hints": ["Sit deeper.", "Knees out."]},
            ("Sit deeper.", "Knees out."),
        ),
        ({"outcome": "OUTCOME_GOOD", "fixed": ["Deep enough now."]}, ("Deep enough now.",)),
        ({"outcome": "OUTCOME_UNSCORABLE", "reason": "camera moved"}, ("camera moved",)),
        ({"outcome": "OUTCOME_GOOD"}, ()),
    ],
)
def test_a_verdict_that_was_stored_in_words_is_told_in_these(
    stored: dict[str, Any], told: tuple[str, ...]
) -> None:
    unpacked = verdict_from_bytes(verdict_pb2.Verdict(**stored).SerializeToString()).verdict
    assert sentences(unpacked) == told


def test_the_same_reference_has_the_same_digest_and_another_has_another() -> None:
    once, again = (
        exercise_bytes(Exercise((Reference("squat", (some_poses(),)),))) for _ in range(2)
    )
    assert reference_digest(once) == reference_digest(again)
    longer = exercise_bytes(Exercise((Reference("squat", (some_poses(5),)),)))
    assert reference_digest(longer) != reference_digest(once)
    assert_same_poses(exercise_from_bytes(once).references[0].reps[0], some_poses())


def test_a_pose_frame_keeps_everybody_in_it() -> None:
    people = tuple(TrackedPerson(number, some_poses().keypoints[number]) for number in (1, 2))
    frame = PoseFrame("rack-1", 17, 640, 480, TRACE_ID, people)
    unpacked = pose_frame_from_bytes(pose_frame_bytes(frame))
    assert [person.track_id for person in unpacked.people] == [1, 2]
    np.testing.assert_array_equal(unpacked.people[0].keypoints, people[0].keypoints)
    assert all(person.world_m is None for person in unpacked.people)


def test_a_pose_frame_keeps_the_metres_of_those_who_have_them() -> None:
    first_pose, second_pose, *_ = poses_in_metres().each()
    people = (
        TrackedPerson(1, first_pose.keypoints, first_pose.world_m),
        TrackedPerson(2, second_pose.keypoints),
    )
    frame = PoseFrame("rack-1", 17, 640, 480, TRACE_ID, people)
    first, second = pose_frame_from_bytes(pose_frame_bytes(frame)).people
    np.testing.assert_array_equal(first.world_m, first_pose.world_m)
    assert second.world_m is None


def test_a_frame_survives_as_stream_fields() -> None:
    frame = Frame("rack-1", 17, 640, 480, TRACE_ID, b"\xff\xd8jpeg")
    as_redis_gives_it = {
        name: value if isinstance(value, bytes) else str(value).encode()
        for name, value in frame_fields(frame).items()
    }
    assert frame_from_fields("rack-1", as_redis_gives_it) == frame


def test_a_frame_without_picture_is_refused_by_name() -> None:
    with pytest.raises(WireError, match=r"lacks .*jpeg"):
        frame_from_fields("rack-1", {b"captured_us": b"1"})


def test_a_frame_with_words_for_numbers_is_refused() -> None:
    fields = dict.fromkeys((b"width_px", b"height_px", b"trace_id", b"jpeg"), b"1")
    with pytest.raises(WireError, match="cannot be read"):
        frame_from_fields("rack-1", {**fields, b"captured_us": b"soon"})


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (
            b"captured_us",
            b"9223372036854775807",
            "between 1970 and 2255; found 9223372036854775807",
        ),
        (b"captured_us", b"9" * 5000, "cannot be read"),
        (b"captured_us", b"-1", "found -1 us"),
        (b"width_px", b"0", "found 0 x 480"),
        (b"height_px", b"40000", "found 640 x 40000"),
        (b"trace_id", b"0" * 15_000_000, "found 15000000 characters"),
        (b"trace_id", b"F" * 32, "32 lower-case hexadecimal digits"),
        (b"jpeg", bytes(16 * 1024 * 1024 + 1), "at most 16777216 bytes; found 16777217 bytes"),
    ],
)
def test_a_frame_out_of_bounds_is_refused(field: bytes, value: bytes, words: str) -> None:
    frame = frame_fields(Frame("rack-1", 17, 640, 480, TRACE_ID, b"\xff\xd8jpeg"))
    fields = {name: str(one).encode() for name, one in frame.items()}
    with pytest.raises(WireError, match=words) as refused:
        frame_from_fields("rack-1", {**fields, field: value})
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("zone", [None, Zone(0.1, 0.0, 0.9, 1.0)])
def test_a_station_survives_the_wire(zone: Zone | None) -> None:
    station = Station("rack-1", "Rack 1", "squat", zone, 15.0)
    assert station_from_bytes(station_bytes(station)) == station


@pytest.mark.parametrize("candidates", [("squat", "lunge"), ("any",)])
def test_a_station_that_recognises_its_exercise_survives_the_wire(
    candidates: tuple[str, ...],
) -> None:
    station = Station("rack-1", "Rack 1", "", None, 15.0, candidates)
    assert station_from_bytes(station_bytes(station)) == station


@pytest.mark.parametrize("judged", list(Judged))
def test_a_stations_judging_rule_survives_the_wire(judged: Judged) -> None:
    station = Station("rack-1", "Rack 1", "squat", None, 15.0, judged=judged)
    assert station_from_bytes(station_bytes(station)) == station


def test_a_station_without_a_rule_judges_whoever_does_the_exercise() -> None:
    data = station_pb2.Station(station_id="rack-1", exercise="squat").SerializeToString()
    assert station_from_bytes(data).judged is Judged.EXERCISE


def test_an_unknown_judging_rule_is_refused() -> None:
    data = station_pb2.Station(station_id="rack-1", judged=9).SerializeToString()  # type: ignore[arg-type]  # from a newer version
    with pytest.raises(WireError, match="Judged is one of EXERCISE, MIDDLE, LARGEST, EVERYBODY"):
        station_from_bytes(data)


def test_a_zone_outside_the_picture_is_refused() -> None:
    with pytest.raises(WireError, match="0 <= left < right <= 1"):
        Zone(0.5, 0.0, 0.4, 1.0)


@pytest.mark.parametrize("status", list(Status))
def test_a_station_state_survives_the_wire(status: Status) -> None:
    measures = CameraMeasures(14.9, late_hz=0.5, longest_gap_s=0.2, brightness=90)
    state = StationState("rack-1", status, 17, "camera unplugged", delay_s=6.5, measures=measures)
    assert station_state_from_bytes(station_state_bytes(state)) == state


@pytest.mark.parametrize(
    "read",
    [
        rep_from_bytes,
        verdict_from_bytes,
        exercise_from_bytes,
        pose_frame_from_bytes,
        station_from_bytes,
        station_state_from_bytes,
    ],
)
def test_bytes_of_something_else_are_refused(read: object) -> None:
    with pytest.raises(WireError):
        read(b"\xff\xff\xff\xffnot protobuf")  # type: ignore[operator]


def test_a_state_without_a_status_is_refused() -> None:
    with pytest.raises(WireError, match="Status is one of"):
        station_state_from_bytes(b"")


def test_an_exercise_keeps_its_people_its_faulty_reps_and_its_cues() -> None:
    cue = Cue("Knees out", Joint.RIGHT_KNEE, Direction.INWARD, 0.3, 0.7)
    references = tuple(Reference("squat", (some_poses(),), person) for person in ("ann", "bob"))
    exercise = Exercise(references, (some_poses(3),), 0.1, (cue,))
    unpacked = exercise_from_bytes(exercise_bytes(exercise))
    assert [one.person for one in unpacked.references] == ["ann", "bob"]
    assert (unpacked.name, unpacked.false_alarm_ratio, unpacked.cues) == ("squat", 0.1, (cue,))
    assert_same_poses(unpacked.faulty_reps[0], some_poses(3))


def test_an_exercise_keeps_its_patterns_to_the_bit_and_its_digest_names_them() -> None:
    plain = Exercise((Reference("squat", (some_poses(),)),))
    exercise = replace(plain, patterns=some_patterns())
    stored = exercise_bytes(exercise)
    assert reference_digest(stored) != reference_digest(exercise_bytes(plain))
    for one, other in zip(exercise_from_bytes(stored).patterns, some_patterns(), strict=True):
        assert one.centre.tobytes() == other.centre.tobytes()
        assert (one.limit, one.name, one.cue) == (other.limit, other.name, other.cue)


def test_a_pattern_has_the_same_digest_whatever_it_is_called() -> None:
    pattern, other = some_patterns()
    assert pattern_digest(replace(pattern, name="", cue="")) == pattern_digest(pattern)
    assert pattern_digest(other) != pattern_digest(pattern)
    assert len(pattern_digest(pattern)) == 64


def test_a_centre_of_another_length_is_refused() -> None:
    message = exercise_pb2.FaultPattern(centre=b"1234", limit=1.0)
    with pytest.raises(WireError, match="takes 4000 bytes; found 4"):
        pattern_from(message)


def test_a_reference_keeps_what_its_trainer_says_carries_it() -> None:
    plain = Reference("squat", (some_poses(),), "anna")
    told = replace(plain, carried_by=(Joint.MID_HIP, Joint.LEFT_KNEE))
    (found,) = exercise_from_bytes(exercise_bytes(Exercise((told,)))).references
    assert found.carried_by == told.carried_by
    without = exercise_pb2.Exercise.FromString(exercise_bytes(Exercise((plain,))))
    assert not without.references[0].carried_by


def test_an_exercise_of_an_earlier_version_must_be_recorded_again() -> None:
    stored = (DATA / "earlier_version.reference").read_bytes()
    with pytest.raises(WireError, match="recorded by an earlier version: record it again"):
        exercise_from_bytes(stored)


def test_an_exercise_of_a_later_version_asks_for_a_newer_spotter() -> None:
    stored = exercise_pb2.Exercise(schema=2).SerializeToString()
    with pytest.raises(WireError, match="schema 1; found 2, of a later version: update Spotter"):
        exercise_from_bytes(stored)


@pytest.mark.parametrize("facing", Facing)
def test_a_verdict_keeps_how_the_attempt_was_oriented(facing: Facing) -> None:
    verdict = Verdict(Outcome.GOOD, 0.5, 1.0, reference_index=2, facing=facing)
    unpacked = verdict_from_bytes(verdict_bytes(rep_verdict(some_rep(), verdict))).verdict
    assert (unpacked.facing, unpacked.reference_index) == (facing, 2)
