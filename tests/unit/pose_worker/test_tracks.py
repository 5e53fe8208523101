"""People keep their track ids from frame to frame."""

import numpy as np

from movement.poses import Keypoints
from movement.skeleton import Joint
from pose_worker.tracks import Tracker
from support.disc_estimator import disc_person
from wire.poses import PoseFrame, TrackedPerson

STEP_US = 66_667


def ids(tracker: Tracker, captured_us: int, *people: Keypoints) -> list[int]:
    return [person.track_id for person in tracker.track(captured_us, people)]


def seed(*people: TrackedPerson, captured_us: int = 0) -> PoseFrame:
    return PoseFrame("rack-1", captured_us, 640, 480, "0" * 32, people)


def test_a_person_who_moves_keeps_the_track() -> None:
    tracker = Tracker()
    found = [ids(tracker, i * STEP_US, disc_person(100 + 15 * i, 200)) for i in range(30)]
    assert found == [[1]] * 30


def test_two_people_keep_their_tracks_whatever_their_order() -> None:
    tracker = Tracker()
    left, right = disc_person(100, 200), disc_person(300, 200)
    assert ids(tracker, 0, left, right) == [1, 2]
    assert ids(tracker, STEP_US, right, left) == [2, 1]


def test_people_who_cross_keep_their_tracks() -> None:
    tracker = Tracker()
    for i in range(18):
        one, other = disc_person(100 + 12 * i, 200), disc_person(300 - 12 * i, 200)
        found = ids(tracker, i * STEP_US, one, other)
    assert found == [1, 2]


def test_of_people_who_cross_the_hidden_one_is_found_again() -> None:
    tracker = Tracker()
    for i in range(18):
        one, other = disc_person(100 + 12 * i, 200), disc_person(300 - 12 * i, 200)
        hidden = 7 <= i <= 10
        found = ids(tracker, i * STEP_US, *([one] if hidden else [one, other]))
    assert found == [1, 2]


def test_a_person_lost_for_less_than_two_seconds_keeps_the_track() -> None:
    tracker = Tracker()
    person = disc_person(100, 200)
    ids(tracker, 0, person)
    ids(tracker, 1_000_000)
    assert ids(tracker, 1_900_000, disc_person(110, 205)) == [1]


def test_a_person_lost_for_longer_is_a_new_one() -> None:
    tracker = Tracker()
    person = disc_person(100, 200)
    ids(tracker, 0, person)
    assert ids(tracker, 2_100_000, person) == [2]


def test_somebody_elsewhere_is_a_new_person() -> None:
    tracker = Tracker()
    ids(tracker, 0, disc_person(100, 200))
    assert ids(tracker, STEP_US, disc_person(300, 200)) == [2]


def test_no_id_is_given_twice() -> None:
    tracker = Tracker()
    given = [
        ids(tracker, i * 3_000_000, disc_person(100, 200), disc_person(400, 200)) for i in range(5)
    ]
    flat = [track_id for frame in given for track_id in frame]
    assert len(set(flat)) == len(flat)


def test_the_keypoints_pass_unchanged() -> None:
    person = disc_person(100, 200)
    tracked = Tracker().track(0, [person])
    np.testing.assert_array_equal(tracked[0].keypoints, person)


def test_people_of_the_seed_keep_their_ids_through_a_gap_of_seconds() -> None:
    seen = seed(TrackedPerson(7, disc_person(100, 200)), TrackedPerson(4, disc_person(300, 200)))
    tracker = Tracker(seed=seen)
    assert ids(tracker, 5_000_000, disc_person(305, 200), disc_person(95, 200)) == [4, 7]


def test_once_seen_again_people_of_the_seed_are_as_any_other() -> None:
    tracker = Tracker(seed=seed(TrackedPerson(7, disc_person(100, 200))))
    ids(tracker, 5_000_000, disc_person(100, 200))
    assert ids(tracker, 7_500_000, disc_person(100, 200)) == [8]


def test_a_seed_from_long_ago_is_nobody() -> None:
    tracker = Tracker(seed=seed(TrackedPerson(7, disc_person(100, 200))))
    assert ids(tracker, 60_000_000, disc_person(100, 200)) == [8]


def test_new_people_get_ids_above_all_that_were_ever_given() -> None:
    tracker = Tracker(first_id=12, seed=seed(TrackedPerson(7, disc_person(100, 200))))
    assert ids(tracker, 1, disc_person(100, 200), disc_person(400, 200)) == [7, 12]


def test_a_torso_that_points_at_the_camera_does_not_shrink_the_person_to_nothing() -> None:
    def push_up(shift_px: float) -> Keypoints:
        person = disc_person(200, 200, radius_px=1)
        person[Joint.LEFT_WRIST] = (120 + shift_px, 260, 1)
        person[Joint.RIGHT_WRIST] = (280 + shift_px, 260, 1)
        return person

    tracker = Tracker()
    ids(tracker, 0, push_up(0))
    assert ids(tracker, STEP_US, push_up(30)) == [1]


def test_a_person_without_enough_joints_to_compare_is_a_new_one() -> None:
    tracker = Tracker()
    ids(tracker, 0, disc_person(100, 200))
    nothing = np.full((25, 3), (np.nan, np.nan, 0), dtype=np.float32)
    assert ids(tracker, STEP_US, nothing) == [2]
    assert ids(tracker, 2 * STEP_US, disc_person(100, 200)) == [1]


def test_a_capture_time_that_falls_back_breaks_nothing() -> None:
    tracker = Tracker()
    ids(tracker, 1_000_000, disc_person(100, 200))
    assert ids(tracker, 500_000, disc_person(102, 200)) == [1]
