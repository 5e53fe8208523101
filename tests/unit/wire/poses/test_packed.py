"""Reps and baselines keep quantised poses in few bytes."""

import tracemalloc
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from spotter.api.baselines.v1 import baseline_pb2
from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import Baseline, MovementError, PoseSeries, Rep, quantised
from spotter.movement.values.body.quantised_poses import QuantisedPoses
from spotter.wire.baselines import baseline_bytes, baseline_from_bytes
from spotter.wire.encoding.arrays import pack_poses, pack_quantised, unpack_poses
from spotter.wire.encoding.bounds import MOST_POSES
from spotter.wire.errors import WireError
from spotter.wire.reps import rep_bytes, rep_from_bytes
from support.movements.any_poses import any_poses
from support.movements.performed import performed
from support.movements.same_poses import assert_same_poses

POSES = performed("squat", 2)
REP = Rep("rack-1", 3, "squat", "d" * 64, 2, 5, 1, "0af7651916cd43dd8448eb211c80319c", POSES)


@given(any_poses())
def test_quantised_poses_come_back_to_the_bit(poses: PoseSeries) -> None:
    stored = pack_quantised(poses).SerializeToString()
    assert_same_poses(unpack_poses(rep_pb2.PoseSeries.FromString(stored)), quantised(poses))


@given(any_poses(most=3))
@settings(max_examples=30)
def test_the_packed_form_is_what_the_protos_describe(poses: PoseSeries) -> None:
    message, steps = pack_quantised(poses).packed, QuantisedPoses.of(poses)
    count = len(poses)
    assert message.pose_count == count
    times_us = np.array(by_description(message.captured_us, 8, count), dtype=int)
    assert np.array_equal(times_us.reshape(count), poses.captured_us)
    x, y = (steps.picture.places.steps[..., axis] for axis in (0, 1))
    found = np.array(by_description(message.picture_dpx, 4, count)).reshape(2, 25, count)
    known = steps.picture.places.known.T
    assert np.array_equal(found[0][known], x.T[known])
    assert np.array_equal(found[1][known], y.T[known])
    bits = np.array(by_description(message.in_picture, 1, count), dtype=int).reshape(4, count)
    for joint in range(25):
        byte, bit = divmod(joint, 8)
        assert (bits[byte] >> (7 - bit) & 1).tolist() == steps.picture.places.known[
            :, joint
        ].tolist()
    confidence = np.array(by_description(message.confidence, 1, count), dtype=int).reshape(
        25, count
    )
    assert np.array_equal(confidence % 256, steps.picture.confidence.T)


def by_description(field: bytes, width: int, count: int) -> list[list[int]]:
    """The integers of a field, all poses of each coordinate together, number by number."""
    content = zlib.decompress(field)
    numbers = len(content) // width
    found: list[list[int]] = []
    for place in range(numbers):
        zigzag = sum(content[plane * numbers + place] << 8 * plane for plane in range(width))
        change = -(zigzag + 1) // 2 if zigzag % 2 else zigzag // 2
        if place % count == 0:
            found.append([])
        before = found[-1][-1] if found[-1] else 0
        wrapped = (before + change) % 2 ** (8 * width)
        found[-1].append(wrapped if wrapped < 2 ** (8 * width - 1) else wrapped - 2 ** (8 * width))
    return found


def test_a_rep_and_a_baseline_are_stored_quantised() -> None:
    metres = np.random.default_rng(1).normal(0, 0.4, POSES.keypoints.shape).astype(np.float32)
    poses = replace(POSES, world_m=metres)
    found = rep_from_bytes(rep_bytes(replace(REP, poses=poses)))
    assert_same_poses(found.poses, quantised(poses))
    baseline, _ = baseline_from_bytes(baseline_bytes(Baseline("b", ("1",), (found.poses,))))
    assert_same_poses(baseline.reps[0], found.poses)


def test_a_second_of_a_rep_takes_a_fifth_of_its_floats() -> None:
    assert 5 * pack_quantised(POSES).ByteSize() < pack_poses(POSES).ByteSize()


def test_reps_and_baselines_that_were_stored_as_floats_are_still_read_to_the_bit() -> None:
    stored = rep_pb2.Rep(station_id="rack-1", poses=pack_poses(POSES)).SerializeToString()
    assert_same_poses(rep_from_bytes(stored).poses, POSES)
    message = baseline_pb2.Baseline(schema=1, rep_ids=["1"], reps=[pack_poses(POSES)])
    baseline, _ = baseline_from_bytes(message.SerializeToString())
    assert_same_poses(baseline.reps[0], POSES)


def test_more_poses_than_anybody_is_followed_for_are_refused_both_ways() -> None:
    count = MOST_POSES + 1
    keypoints = np.broadcast_to(POSES.keypoints[0], (count, 25, 3))
    with pytest.raises(WireError, match="at most 40000 poses; found 40001"):
        pack_quantised(PoseSeries(np.arange(count), keypoints))
    with pytest.raises(WireError, match="at most 40000 poses; found 4294967295"):
        unpacked(pose_count=2**32 - 1)


@pytest.mark.parametrize("field", ["captured_us", "in_picture", "picture_dpx", "confidence"])
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "0, cut short"),
        (b"floats", "compressed by zlib; "),
        (zlib.compress(b"\0" * 7), "found 7"),
        (zlib.compress(b"\0" * 10**8), "cut short or followed by more"),
    ],
)
def test_a_field_that_holds_anything_else_is_refused_before_it_takes_memory(
    field: str, content: bytes, found: str
) -> None:
    tracemalloc.start()
    with pytest.raises(WireError, match=found):
        unpacked(**{field: content})
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 2_000_000


def test_a_field_that_is_altered_cut_short_or_longer_is_refused() -> None:
    times = pack_quantised(POSES).packed.captured_us
    for damaged in (times[:-1], times + b"\0", times[:-1] + bytes([times[-1] ^ 1])):
        with pytest.raises(WireError, match=r"captured_us|zlib|bytes"):
            unpacked(captured_us=damaged)


def test_positions_that_no_picture_holds_are_refused() -> None:
    far = zlib.compress(b"\xff" * len(POSES) * 25 * 2 * 4)
    with pytest.raises(MovementError, match="at most 1048576 steps"):
        unpacked(picture_dpx=far)


def test_times_that_do_not_rise_are_refused() -> None:
    with pytest.raises(MovementError, match="must increase"):
        unpacked(captured_us=zlib.compress(b"\0" * len(POSES) * 8))


def unpacked(**changed: int | bytes) -> PoseSeries:
    """The poses in the packed squats with some fields changed."""
    message = pack_quantised(POSES)
    for name, value in changed.items():
        setattr(message.packed, name, value)
    return unpack_poses(message)
