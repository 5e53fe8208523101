import zlib
from collections.abc import Callable
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.damage import damaged
from spotter.movement.segmentation import learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Exercise, MovementError, PoseSeries, Rep, quantised
from spotter.wire.encoding.arrays import pack_quantised, unpack_poses
from spotter.wire.errors import WireError
from spotter.wire.poses.people import (
    PoseFrame,
    TrackedPerson,
    pose_frame_bytes,
    pose_frame_from_bytes,
)
from spotter.wire.references import exercise_bytes, exercise_from_bytes
from spotter.wire.reps import rep_bytes, rep_from_bytes
from spotter.wire.sessions import station_sessions_from_bytes
from spotter.wire.snapshots import snapshot_from_bytes
from spotter.wire.stations import Station, Zone, station_bytes, station_from_bytes
from spotter.wire.verdicts import verdict_from_bytes
from support.movements.performed import performed
from support.movements.same_poses import assert_same_poses

POSES = performed("squat", 2)
FRAME = pose_frame_bytes(
    PoseFrame("rack-1", 1, 640, 480, "trace", (TrackedPerson(1, POSES.keypoints[0]),))
)
STATION = station_bytes(Station("rack-1", "Rack", "squat", Zone(0, 0, 1, 1), 15))
EXERCISE = exercise_bytes(Exercise((make_reference("squat", POSES),)))
REP = rep_bytes(Rep("rack-1", 1, "squat", "d" * 64, 1, 1, 0, "trace", POSES.between(0, 500_000)))
PACKED_FIELDS = ["captured_us", "in_picture", "picture_dpx", "confidence"]
PACKED_WORLD_FIELDS = ["known", "world_mm"]
PIECES = st.binary(max_size=8) | st.floats(width=32).map(lambda one: np.float32(one).tobytes())


@given(data=damaged(FRAME, PIECES) | st.binary(max_size=60))
def test_any_bytes_are_a_pose_frame_or_the_librarys_error(data: bytes) -> None:
    with suppress(WireError):
        frame = pose_frame_from_bytes(data)
        assert all(person.keypoints.shape == (25, 3) for person in frame.people)


@given(data=damaged(STATION, PIECES) | st.binary(max_size=60))
def test_any_bytes_are_a_station_or_the_librarys_error(data: bytes) -> None:
    with suppress(WireError):
        station_from_bytes(data)


@given(data=damaged(EXERCISE, PIECES) | st.binary(max_size=60))
def test_any_bytes_are_an_exercise_that_can_be_learnt_or_the_librarys_error(data: bytes) -> None:
    with suppress(WireError, MovementError), np.errstate(all="ignore"):
        learn_template(*exercise_from_bytes(data).references)


@given(data=damaged(REP, PIECES) | st.binary(max_size=60))
def test_any_bytes_are_a_rep_or_the_librarys_error(data: bytes) -> None:
    with suppress(WireError, MovementError):
        rep_from_bytes(data)


@given(data=st.data(), field=st.sampled_from([*PACKED_FIELDS, *PACKED_WORLD_FIELDS]))
def test_any_content_of_a_packed_field_is_quantised_poses_or_the_librarys_error(
    data: st.DataObject, field: str
) -> None:
    message = pack_quantised(POSES.between(0, 200_000))
    holder = message.packed.world if field in PACKED_WORLD_FIELDS else message.packed
    content = data.draw(damaged(zlib.decompress(getattr(holder, field)), PIECES))
    setattr(holder, field, zlib.compress(content))
    with suppress(WireError, MovementError):
        poses = unpack_poses(message)
        assert_same_poses(quantised(poses), poses)


@pytest.mark.parametrize(
    "read", [snapshot_from_bytes, verdict_from_bytes, station_sessions_from_bytes]
)
@given(data=st.binary(max_size=80))
def test_any_bytes_are_a_message_or_the_librarys_error(
    read: Callable[[bytes], object], data: bytes
) -> None:
    with suppress(WireError, MovementError):
        read(data)


@settings(max_examples=20)
@given(spoiled=st.lists(st.tuples(st.integers(0, 3999), st.floats(width=32)), max_size=30))
def test_any_numbers_in_a_recording_are_a_reference_or_the_librarys_error(
    spoiled: list[tuple[int, float]],
) -> None:
    keypoints = POSES.keypoints.copy()
    for place, number in spoiled:
        keypoints.reshape(-1)[place] = number
    with suppress(MovementError), np.errstate(all="ignore"):
        learn_template(make_reference("squat", PoseSeries(POSES.captured_us, keypoints)))
