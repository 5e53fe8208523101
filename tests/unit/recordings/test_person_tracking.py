import numpy as np

from spotter.estimators.estimator import Person
from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.recordings.person_tracking import smoothed_people, track_ids
from spotter.scorer.working.warm_up import STANDING_PX
from spotter.tracking.smoothing import Smoothers
from spotter.tracking.tracker import Tracker

FRAME_US = 66_667
METRES = np.zeros((JOINT_COUNT, 3), dtype=np.float32)
LEGS = [joint for joint in Joint if any(part in joint.name for part in ("KNEE", "ANKLE", "HIP"))]


def standing(across_px: float = 0.0) -> Keypoints:
    keypoints = np.full((JOINT_COUNT, 3), (np.nan, np.nan, 0), dtype=np.float32)
    for joint, (x_px, y_px) in STANDING_PX.items():
        keypoints[joint] = (x_px + across_px, y_px, 0.9)
    return keypoints


def only(joints: list[Joint], keypoints: Keypoints) -> Keypoints:
    part = np.full_like(keypoints, (np.nan, np.nan, 0))
    part[joints] = keypoints[joints]
    return part


def test_people_keep_their_ids_in_any_order() -> None:
    tracker, left, right = Tracker(), standing(-200), standing(200)
    first = track_ids(tracker, 0, [left, right])
    assert sorted(first) == [1, 2]
    assert track_ids(tracker, FRAME_US, [right, left]) == first[::-1]


def test_of_a_person_in_two_parts_the_larger_part_gets_the_id() -> None:
    tracker, whole = Tracker(), standing()
    assert track_ids(tracker, 0, [whole]) == (1,)
    legs = only(LEGS, whole)
    body = only([joint for joint in STANDING_PX if joint not in LEGS], whole)
    assert track_ids(tracker, FRAME_US, [legs, body]) == (-1, 1)


def test_a_hand_at_the_edge_gets_no_id() -> None:
    hand = only([Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_SHOULDER], standing())
    assert track_ids(Tracker(), 0, [hand]) == (-1,)


def test_a_frame_without_people_has_no_ids() -> None:
    assert track_ids(Tracker(), 0, []) == ()


def test_tracked_people_are_smoothed_and_others_left_unchanged() -> None:
    rng, smoothers, steps = np.random.default_rng(0), Smoothers(), []
    people = np.stack([standing(-200), standing(200), standing()])
    before = people
    for frame in range(40):
        noise = rng.normal(0, 2, people.shape) * (1, 1, 0)
        trembling = [Person(keypoints, METRES) for keypoints in (people + noise).astype(np.float32)]
        found = smoothed_people(smoothers, frame * FRAME_US, trembling, (1, 2, -1))
        calm = np.stack([person.keypoints for person in found])
        steps.append(np.nanmean(np.abs(calm - before)[..., :2], axis=(1, 2)))
        assert found[2] is trembling[2]
        assert all(person.world_m is METRES for person in found)
        before = calm
    first, second, untold = np.mean(steps[5:], axis=0)
    assert max(first, second) < untold / 2
