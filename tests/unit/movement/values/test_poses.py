from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from spotter.movement.values.body.poses import (
    Keypoints,
    Pose,
    PoseSeries,
    WorldMetres,
    from_coco_18,
    from_openpose,
)
from spotter.movement.values.body.skeleton import COCO_18, Joint
from spotter.movement.values.errors import MovementError


def keypoints(frames: int) -> Keypoints:
    points = np.random.default_rng(1).uniform(1, 400, (frames, 25, 3)).astype(np.float32)
    points[..., 2] = 0.9
    return points


def series(*times_us: int) -> PoseSeries:
    return PoseSeries(np.array(times_us, dtype=np.int64), keypoints(len(times_us)))


def test_a_pose_of_another_shape_is_refused_with_both_shapes() -> None:
    with pytest.raises(MovementError, match=r"\(25, 3\) keypoints; found \(18, 3\)"):
        Pose(0, np.zeros((18, 3), dtype=np.float32))


def test_a_series_with_as_many_times_as_poses_is_needed() -> None:
    with pytest.raises(MovementError, match=r"found \(2,\) and \(3, 25, 3\)"):
        PoseSeries(np.arange(2), keypoints(3))


@pytest.mark.parametrize("times_us", [(0, 2, 1), (5, 5)])
def test_times_that_do_not_increase_are_refused(times_us: tuple[int, ...]) -> None:
    with pytest.raises(MovementError, match="must increase"):
        series(*times_us)


def test_between_takes_both_ends() -> None:
    part = series(10, 20, 30, 40).between(20, 30)
    assert part.captured_us.tolist() == [20, 30]
    assert np.array_equal(part.keypoints, keypoints(4)[1:3])
    assert len(series(10, 20).between(11, 19)) == 0


def test_times_are_seconds_since_the_first_pose() -> None:
    assert series(3_000_000, 3_500_000).times_s.tolist() == [0.0, 0.5]
    assert series().times_s.tolist() == []


def test_a_series_of_poses_holds_each_of_them() -> None:
    points = keypoints(2)
    made = PoseSeries.of([Pose(1, points[0]), Pose(2, points[1])])
    assert made.captured_us.tolist() == [1, 2]
    assert np.array_equal(made.keypoints, points)
    assert PoseSeries.of([]).keypoints.shape == (0, 25, 3)


def with_metres(*times_us: int) -> PoseSeries:
    return replace(series(*times_us), world_m=keypoints(len(times_us)) - 200)


def test_metres_go_with_the_keypoints() -> None:
    whole = with_metres(10, 20, 30)
    assert np.array_equal(metres_of(whole.between(20, 30)), metres_of(whole)[1:])
    assert np.array_equal(metres_of(PoseSeries.of(list(whole.each()))), metres_of(whole))


def test_a_series_without_metres_has_none_anywhere() -> None:
    whole = series(10, 20)
    assert all(pose.world_m is None for pose in whole.each())
    assert whole.between(10, 10).world_m is None
    assert PoseSeries.of(list(whole.each())).world_m is None


def test_where_only_some_poses_have_metres_the_others_are_missing() -> None:
    known, unknown = next(with_metres(10).each()), next(series(20).each())
    found = metres_of(PoseSeries.of([known, unknown]))
    assert np.array_equal(found[0], metres_of(with_metres(10))[0])
    assert np.isnan(found[1]).all()


def test_metres_of_another_shape_are_refused() -> None:
    with pytest.raises(MovementError, match=r"\(25, 3\) world_m; found \(3,\)"):
        Pose(0, keypoints(1)[0], np.zeros(3, dtype=np.float32))
    with pytest.raises(MovementError, match=r"\(2, 25, 3\), as its keypoints; found \(1, 25, 3\)"):
        replace(series(10, 20), world_m=keypoints(1))


def metres_of(poses: PoseSeries) -> WorldMetres:
    assert poses.world_m is not None
    return poses.world_m


def test_coco_keypoints_map_to_their_joints() -> None:
    coco = np.random.default_rng(2).uniform(1, 9, (4, 18, 3))
    body = from_coco_18(coco)
    assert body.dtype == np.float32
    for place, joint in enumerate(COCO_18):
        assert body[:, joint] == pytest.approx(coco[:, place])
    hips = coco[:, [OPENPOSE_RIGHT_HIP, OPENPOSE_LEFT_HIP]]
    assert body[:, Joint.MID_HIP, :2] == pytest.approx(hips[..., :2].mean(axis=1))
    assert body[:, Joint.MID_HIP, 2] == pytest.approx(hips[..., 2].min(axis=1))


OPENPOSE_RIGHT_HIP, OPENPOSE_LEFT_HIP = 8, 11


def test_joints_that_coco_lacks_are_missing() -> None:
    body = from_coco_18(np.ones((18, 3)))
    lacking = [Joint.LEFT_BIG_TOE, Joint.LEFT_SMALL_TOE, Joint.LEFT_HEEL]
    assert np.isnan(body[lacking, :2]).all()
    assert np.all(body[lacking, 2] == 0)


def test_a_missing_hip_makes_the_mid_hip_missing() -> None:
    coco = np.ones((18, 3))
    coco[OPENPOSE_LEFT_HIP] = 0
    mid_hip = from_coco_18(coco)[Joint.MID_HIP]
    assert np.isnan(mid_hip[:2]).all()
    assert mid_hip[2] == 0


@given(
    hnp.arrays(np.float32, (3, 25, 3), elements=st.floats(-100, 1000, width=32) | st.just(np.nan))
)
@settings(max_examples=50)
def test_what_openpose_did_not_find_is_nan_and_never_zero(points: np.ndarray) -> None:
    points[0, 3] = 0
    body = from_openpose(points)
    missing = np.isnan(body[..., 0])
    assert missing[0, 3]
    assert np.array_equal(missing, np.isnan(body[..., 1]))
    assert np.array_equal(missing, body[..., 2] == 0)
    assert np.array_equal(body[~missing], points[~missing])


@pytest.mark.parametrize(("read", "wanted"), [(from_coco_18, "18, 3"), (from_openpose, "25, 3")])
def test_keypoints_of_another_shape_are_refused(read: type, wanted: str) -> None:
    with pytest.raises(MovementError, match=rf"{wanted}\); found \(7, 17, 3\)"):
        read(np.zeros((7, 17, 3)))
