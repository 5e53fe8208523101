"""People keep their track ids from frame to frame."""

import numpy as np

from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform
from spotter.tracking.motion import Motion
from spotter.tracking.track_observations import LastSeen, Tracked
from spotter.tracking.tracker import Tracker
from support.networks.disc_estimator import disc_person

STEP_US = 66_667


def ids(tracker: Tracker, captured_us: int, *people: Keypoints) -> list[int]:
    return [person.track_id for person in tracker.track(captured_us, people)]


def last_seen(*people: Tracked, captured_us: int = 0) -> LastSeen:
    return LastSeen(captured_us, people)


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


def test_a_person_hidden_while_crossing_keeps_the_track() -> None:
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


def test_people_whom_another_tracker_saw_keep_their_ids_over_a_gap_of_seconds() -> None:
    seen = last_seen(Tracked(7, disc_person(100, 200), 0), Tracked(4, disc_person(300, 200), 0))
    tracker = Tracker(last_seen=seen)
    assert ids(tracker, 5_000_000, disc_person(305, 200), disc_person(95, 200)) == [4, 7]


def test_people_whom_another_tracker_saw_are_treated_as_usual_once_seen_again() -> None:
    tracker = Tracker(last_seen=last_seen(Tracked(7, disc_person(100, 200), 0)))
    ids(tracker, 5_000_000, disc_person(100, 200))
    assert ids(tracker, 7_500_000, disc_person(100, 200)) == [8]


def test_people_seen_long_ago_are_forgotten() -> None:
    tracker = Tracker(last_seen=last_seen(Tracked(7, disc_person(100, 200), 0)))
    assert ids(tracker, 60_000_000, disc_person(100, 200)) == [8]


def test_new_people_get_ids_above_all_previous_ones() -> None:
    tracker = Tracker(first_id=12, last_seen=last_seen(Tracked(7, disc_person(100, 200), 0)))
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


def test_a_detection_with_too_few_joints_is_left_out() -> None:
    tracker = Tracker()
    ids(tracker, 0, disc_person(100, 200))
    nothing = np.full((25, 3), (np.nan, np.nan, 0), dtype=np.float32)
    assert ids(tracker, STEP_US, nothing, disc_person(100, 200)) == [1]


def test_a_capture_time_that_goes_back_does_no_harm() -> None:
    tracker = Tracker()
    ids(tracker, 1_000_000, disc_person(100, 200))
    assert ids(tracker, 500_000, disc_person(102, 200)) == [1]


def standing(x_px: float, height_px: float = 250) -> Keypoints:
    """Somebody who stands, (25, 3): all joints."""
    plan = Plan("squat", reps=1)
    poses = perform(plan, np.random.default_rng(1)).poses(Camera(aim_m=plan.aim_m))
    person: Keypoints = poses.keypoints[0].copy()
    scale = height_px / np.ptp(person[:, 1])
    person[:, :2] = (person[:, :2] - person[Joint.MID_HIP, :2]) * scale + (x_px, 240)
    return person


def only(person: Keypoints, joints: list[Joint]) -> Keypoints:
    part = np.full((25, 3), (np.nan, np.nan, 0), dtype=np.float32)
    part[joints] = person[joints]
    return part


LEG = [Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE]
LEGS = [joint for joint in Joint if Joint.MID_HIP <= joint <= Joint.LEFT_ANKLE or joint >= 19]


def test_a_leg_detected_again_as_another_person_is_left_out() -> None:
    tracker, person = Tracker(), standing(300)
    assert ids(tracker, 0, only(person, LEG), person) == [1]


def test_a_person_detected_twice_counts_once() -> None:
    person = standing(300)
    again = person + np.array([2, 1, 0], dtype=np.float32)
    assert ids(Tracker(), 0, person, again) == [1]


def test_a_phantom_on_a_known_body_is_nobody() -> None:
    tracker, person = Tracker(), standing(300)
    assert ids(tracker, 0, person) == [1]
    upper = only(person, [joint for joint in Joint if joint not in LEGS])
    vague = upper + np.array([9, -9, 0], dtype=np.float32)
    assert ids(tracker, STEP_US, vague, person) == [1]


def test_somebody_beside_a_known_person_is_another() -> None:
    tracker, person = Tracker(), standing(300)
    ids(tracker, 0, person)
    assert ids(tracker, STEP_US, person, standing(345)) == [1, 2]


def test_somebody_who_walks_behind_a_known_person_stays_another() -> None:
    tracker, person = Tracker(), standing(300)
    found = [ids(tracker, at * STEP_US, person, standing(500 - 10 * at)) for at in range(31)]
    assert found[:19] == [[1, 2]] * 19
    assert {*found[-1]} == {1, 2}


def test_a_person_detected_in_two_parts_is_joined() -> None:
    tracker, person = Tracker(), standing(300)
    ids(tracker, 0, person)
    legs = only(person, LEGS)
    rest = only(person, [joint for joint in Joint if joint not in LEGS])
    (found,) = tracker.track(STEP_US, [legs, rest])
    assert found.track_id == 1
    np.testing.assert_array_equal(found.keypoints, person)


def test_a_new_person_detected_in_two_parts_is_joined() -> None:
    tracker, person = Tracker(), standing(300)
    legs = only(person, LEGS)
    rest = only(person, [joint for joint in Joint if joint not in LEGS])
    (found,) = tracker.track(0, [legs, rest])
    assert found.track_id == 1
    np.testing.assert_array_equal(found.keypoints, person)
    assert ids(tracker, STEP_US, person) == [1]


def test_legs_that_are_not_below_the_upper_body_belong_to_another_person() -> None:
    rest = only(standing(300), [joint for joint in Joint if joint not in LEGS])
    for x_px, height_px in ((480, 250), (300, 90)):
        found = Tracker().track(0, [rest, only(standing(x_px, height_px), LEGS)])
        assert [person.track_id for person in found] == [1, 2]


def test_legs_that_fit_two_upper_bodies_are_joined_to_neither() -> None:
    upper = [joint for joint in Joint if joint not in LEGS]
    people = [only(standing(270), upper), only(standing(330), upper), only(standing(300), LEGS)]
    assert len(Tracker().track(0, people)) == 3


def test_few_joints_correct_the_motion_less_than_many() -> None:
    off_px, expected = np.array([20.0, 0.0]), Motion().predicted(0.1)
    few, many = (expected.corrected(off_px, 60.0, joints) for joints in (3, 18))
    assert 0 < few.velocity_px_s[0] < many.velocity_px_s[0]
    assert few.uncertainty.position_var > many.uncertainty.position_var


def test_two_people_side_by_side_are_never_joined() -> None:
    tracker = Tracker()
    for i in range(10):
        upper = only(standing(260), [joint for joint in Joint if joint not in LEGS])
        assert ids(tracker, i * STEP_US, upper, standing(340)) == [1, 2]


def test_a_person_who_flickers_has_one_id() -> None:
    tracker, rng = Tracker(), np.random.default_rng(4)
    given: set[int] = set()
    for i in range(150):
        people = [standing(300)] if rng.uniform() < 0.4 else []
        given.update(ids(tracker, i * STEP_US, *people))
    assert given == {1}


def test_a_hand_at_the_edge_is_not_a_person_yet() -> None:
    hand = only(standing(10), [Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_SHOULDER])
    tracker = Tracker()
    assert ids(tracker, 0, hand) == []
    assert ids(tracker, STEP_US, standing(10)) == [1]


def test_of_two_lost_people_the_one_of_matching_size_is_found_again() -> None:
    tracker = Tracker()
    large, small = tracker.track(STEP_US, [standing(290, 280), standing(330, 190)])
    (found,) = tracker.track(1_200_000, [standing(310, 190)])
    assert found.track_id == small.track_id != large.track_id


def test_a_kept_person_is_never_forgotten() -> None:
    tracker = Tracker()
    ids(tracker, 0, standing(300))
    tracker.keep(1)
    assert ids(tracker, 3_600_000_000, standing(300)) == [1]
