"""An estimator's metres reach the segmenter with the person whose they are."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
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

FRAMES = 5


class DeepEstimator(DiscEstimator):
    """Says of everybody, as metres, where their nose is in the picture."""

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        found = super().begin(pictures)()
        return lambda: [tuple(_with_metres(person) for person in people) for people in found]


def _with_metres(person: Person) -> Person:
    nose = person.keypoints[Joint.NOSE, 0]
    return replace(person, world_m=np.full((25, 3), nose, dtype=np.float32))


def test_metres_reach_the_segmenter_with_their_person(
    redis_url: str, redis_client: redis.Redis, segmenter: RecordingSegmenter
) -> None:
    open_station(redis_client)
    with pose_worker_thread(DeepEstimator, redis_url=redis_url, **PATIENT):
        for number in range(FRAMES):
            add_frame(redis_client, number, (60, 120), (220, 120))
        until(lambda: received(segmenter, FRAMES), what="all poses")
    people = [person for frame in segmenter.of(STATION) for person in frame.people]
    assert len(people) == 2 * FRAMES
    for person in people:
        assert person.world_m is not None
        assert (person.world_m == person.keypoints[Joint.NOSE, 0]).all()
