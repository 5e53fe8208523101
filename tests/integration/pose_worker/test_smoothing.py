"""Jittery keypoints reach the segmenter smoothed, unless smoothing is off."""

from collections.abc import Sequence

import numpy as np
import pytest
import redis

from spotter.estimators.estimator import Estimation, Person, Picture
from spotter.movement.values.body.skeleton import Joint
from support.networks.disc_estimator import DiscEstimator
from support.processes.pose_worker_thread import pose_worker_thread
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.running_pose_worker import (
    PATIENT,
    STATION,
    add_frame,
    open_station,
    received,
)
from support.waiting import until

JITTER_PX = 1.0
FRAMES = 20


class TremblingEstimator(DiscEstimator):
    """Finds everybody slightly too far to the left, then to the right."""

    is_jittery = True

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        found = super().begin(pictures)()
        moved = [
            tuple(Person(person.keypoints + _off(picture)) for person in people)
            for picture, people in zip(pictures, found, strict=True)
        ]
        return lambda: moved


def _off(picture: Picture) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    side = 1 if picture.captured_us // 66_667 % 2 else -1
    return np.array([side * JITTER_PX, 0, 0], dtype=np.float32)


@pytest.mark.parametrize(("choice", "is_calm"), [("auto", True), ("on", True), ("off", False)])
def test_jittery_keypoints_are_smoothed_unless_smoothing_is_off(
    *,
    redis_url: str,
    redis_client: redis.Redis,
    segmenter: RecordingSegmenter,
    choice: str,
    is_calm: bool,
) -> None:
    open_station(redis_client)
    with pose_worker_thread(
        TremblingEstimator, redis_url=redis_url, pose_smoothing=choice, **PATIENT
    ):
        for number in range(FRAMES):
            add_frame(redis_client, number, (160, 120))
        until(lambda: received(segmenter, FRAMES), what="all poses")
    people = [person for frame in segmenter.of(STATION) for person in frame.people]
    assert {person.track_id for person in people} == {1}
    nose_x_px = np.array([person.keypoints[Joint.NOSE, 0] for person in people])
    steps_px = np.abs(np.diff(nose_x_px))[FRAMES // 2 :]
    if is_calm:
        assert steps_px.max() < 0.7 * 2 * JITTER_PX
        assert abs(nose_x_px[-2:].mean() - 160) < JITTER_PX / 2
    else:
        np.testing.assert_allclose(steps_px, 2 * JITTER_PX, atol=0.01)
