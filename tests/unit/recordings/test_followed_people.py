import numpy as np

from spotter.estimators.estimator import Person
from spotter.movement.values.body.poses import Keypoints
from spotter.recordings.followed_people import SeenFrame, follow

FRAME_US = 33_333


def person_at(x_px: float, *, height_px: float = 200, joints: slice = slice(None)) -> Keypoints:
    keypoints = np.full((25, 3), np.nan, dtype=np.float32)
    keypoints[joints, 0] = x_px
    keypoints[joints, 1] = (100 + height_px * np.arange(25) / 24)[joints]
    keypoints[joints, 2] = 1
    return keypoints


def followed_x_px(frames: list[list[Keypoints]], gaps: dict[int, int] | None = None) -> list[float]:
    """The followed person's nose; ``gaps`` inserts frames without people before a frame."""
    seen: list[SeenFrame] = []
    now_us = 0
    for number, people in enumerate(frames):
        now_us += FRAME_US * (1 + (gaps or {}).get(number, 0))
        seen.append(SeenFrame(now_us, [Person(keypoints) for keypoints in people]))
    xs = np.nanmean(follow(seen)[0].keypoints[..., 0], axis=1)
    return [round(float(x)) for x in xs]


def test_a_recording_without_people_has_nobody() -> None:
    assert follow([SeenFrame(0, []), SeenFrame(1, [])]) == ()


def test_the_followed_person_keeps_their_own_metres() -> None:
    def person(x_px: float, depth_m: float) -> Person:
        return Person(person_at(x_px), np.full((25, 3), depth_m, dtype=np.float32))

    passing = [[person(500, 2.0)], *[[person(500, 2.0), person(100, 1.0)]] * 5]
    frames = [SeenFrame(FRAME_US * number, people) for number, people in enumerate(passing)]
    swapped = [SeenFrame(frames[-1].captured_us + 1, passing[-1][::-1])]
    followed = follow(frames + swapped)[0].world_m
    assert followed is not None
    assert (followed == 2.0).all()


def test_without_metres_the_series_has_none() -> None:
    assert follow([SeenFrame(0, [Person(person_at(100))])])[0].world_m is None


def test_among_people_of_one_size_the_one_seen_longest_is_followed() -> None:
    frames = [[person_at(100), person_at(500)]] * 5 + [[person_at(500)]] * 10
    assert followed_x_px(frames) == [500] * 15


def test_two_people_who_pass_each_other_are_not_mixed_up() -> None:
    frames = [
        [person_at(100 + 4 * i, height_px=220), person_at(500 - 4 * i, height_px=160)]
        for i in range(100)
    ]
    assert followed_x_px(frames) == [100 + 4 * i for i in range(100)]


def test_a_leg_detected_as_a_second_person_does_not_break_the_track() -> None:
    leg = person_at(100, joints=slice(9, 12))
    frames = [[person_at(100), leg] if i % 2 else [person_at(100)] for i in range(30)]
    assert followed_x_px(frames) == [100] * 30


def test_a_phantom_with_longer_limbs_but_few_joints_is_not_followed() -> None:
    phantom = person_at(500, height_px=230, joints=slice(0, 12))
    frames = [[person_at(100), phantom] if i % 3 else [person_at(100)] for i in range(30)]
    assert followed_x_px(frames) == [100] * 30


def test_a_person_who_leaves_and_comes_back_nearby_is_the_same() -> None:
    frames = [[person_at(100)]] * 10 + [[person_at(250)]] * 10
    assert followed_x_px(frames, gaps={10: 60}) == [100] * 10 + [250] * 10


def test_someone_far_away_is_another_person() -> None:
    frames = [[person_at(100)]] * 10 + [[person_at(900)]] * 5
    assert followed_x_px(frames, gaps={10: 30}) == [100] * 10


def test_passers_by_are_forgotten_but_never_the_one_seen_most() -> None:
    frames = [[person_at(100)]] * 10 + [[person_at(700)]] * 3 + [[person_at(100)]] * 5
    assert followed_x_px(frames, gaps={13: 300}) == [100] * 15
