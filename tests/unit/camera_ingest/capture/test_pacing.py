from itertools import pairwise

import pytest

from spotter.camera_ingest.capture.pacing import CaptureClock, Timeline, WallClock

HOUR_US = 3_600_000_000
YEAR_US = 365 * 24 * HOUR_US


def test_capture_times_equal_the_clock_while_it_rises() -> None:
    clock = CaptureClock()
    assert [clock.rising(time_us) for time_us in (10, 11, 500)] == [10, 11, 500]


def test_two_frames_never_share_a_capture_time() -> None:
    clock = CaptureClock()
    assert [clock.rising(time_us) for time_us in (10, 10, 10, 12)] == [10, 11, 12, 14]


def test_a_clock_that_is_set_back_a_little_does_not_stop_time() -> None:
    clock = CaptureClock()
    clock.rising(HOUR_US + 5_000_000)
    after = [clock.rising(HOUR_US + later_us) for later_us in (0, 66_800, 133_600)]
    ahead_us = [time_us - HOUR_US - 5_000_000 for time_us in after]
    assert ahead_us == [1, 66_801 - 334, 133_601 - 668]


def test_capture_times_ahead_of_the_clock_come_back_to_it_gently() -> None:
    clock = CaptureClock(last_us=HOUR_US + 5_000_000)
    times_us = range(HOUR_US, HOUR_US + 1_500_000_000, 100_000)
    given = [clock.rising(time_us) for time_us in times_us]
    steps_us = [after - before for before, after in pairwise(given)]
    assert (min(steps_us), max(steps_us)) == (99_500, 100_000)
    assert given[-1] == times_us[-1]


def test_a_clock_that_is_set_back_far_takes_the_capture_times_with_it() -> None:
    clock = CaptureClock()
    clock.rising(YEAR_US)
    assert [clock.rising(time_us) for time_us in (HOUR_US, HOUR_US + 9)] == [HOUR_US, HOUR_US + 9]


def test_capture_times_continue_after_those_of_an_earlier_process() -> None:
    clock = CaptureClock(last_us=HOUR_US)
    assert [clock.rising(HOUR_US - 90 + passed) for passed in (0, 100)] == [
        HOUR_US + 1,
        HOUR_US + 101,
    ]
    assert clock.rising(2 * HOUR_US) == 2 * HOUR_US


def test_capture_times_from_a_future_that_never_came_are_not_continued() -> None:
    clock = CaptureClock(last_us=YEAR_US)
    assert clock.rising(HOUR_US) == HOUR_US


def test_the_wall_clock_is_read_off_a_steady_one() -> None:
    wall = WallClock()
    wall.follow(HOUR_US, 50.0)
    assert wall.at_us(50.0) == HOUR_US
    assert wall.at_us(49.5) == HOUR_US - 500_000


def test_a_correction_of_the_wall_clock_is_followed_without_a_step() -> None:
    wall = WallClock()
    wall.follow(HOUR_US, 0.0)
    wall.follow(HOUR_US + 1_000_000 + 400_000, 1.0)
    assert wall.at_us(1.0) == HOUR_US + 1_000_000 + 5_000
    for second in range(2, 100):
        wall.follow(HOUR_US + second * 1_000_000 + 400_000, float(second))
    assert wall.at_us(99.0) == HOUR_US + 99_400_000


@pytest.mark.parametrize("set_by_us", [YEAR_US, -YEAR_US, 3_000_000])
def test_a_wall_clock_that_is_set_is_followed_at_once(set_by_us: int) -> None:
    wall = WallClock()
    wall.follow(2 * YEAR_US, 0.0)
    wall.follow(2 * YEAR_US + set_by_us, 0.1)
    assert wall.at_us(0.1) == 2 * YEAR_US + set_by_us


def test_a_frame_is_due_by_its_time_in_the_file() -> None:
    timeline = Timeline(1_000_000)
    assert timeline.time_us(2.5) == 3_500_000
    assert timeline.wait_s(2.5, 3_100_000) == pytest.approx(0.4)
    assert timeline.wait_s(2.5, 3_700_000) == pytest.approx(-0.2)


def test_a_file_that_is_played_again_continues_without_a_gap() -> None:
    timeline = Timeline(0)
    last_us = timeline.time_us(9.9)
    timeline.play_again(10.0)
    assert timeline.time_us(0.0) - last_us == 100_000
    timeline.play_again(10.0)
    assert timeline.time_us(0.1) == 20_100_000


@pytest.mark.parametrize("now_us", [HOUR_US, -HOUR_US])
def test_a_schedule_that_is_far_off_restarts_at_the_current_frame(now_us: int) -> None:
    timeline = Timeline(0)
    assert timeline.wait_s(1.0, now_us) == 0
    assert timeline.wait_s(1.1, now_us) == pytest.approx(0.1)
