import pytest

from spotter.camera_ingest.capture.pacing import CaptureClock, Timeline

HOUR_US = 3_600_000_000


def test_capture_times_equal_the_clock_while_it_rises() -> None:
    clock = CaptureClock()
    assert [clock.rising(time_us) for time_us in (10, 11, 500)] == [10, 11, 500]


def test_two_frames_never_share_a_capture_time() -> None:
    clock = CaptureClock()
    assert [clock.rising(time_us) for time_us in (10, 10, 10, 12)] == [10, 11, 12, 14]


def test_a_clock_that_is_set_back_does_not_stop_time() -> None:
    clock = CaptureClock()
    clock.rising(HOUR_US)
    after = [clock.rising(time_us) for time_us in (100, 66_766, 133_433)]
    assert after == [HOUR_US + 1, HOUR_US + 66_667, HOUR_US + 133_334]


def test_capture_times_continue_after_those_of_an_earlier_process() -> None:
    clock = CaptureClock(last_us=HOUR_US)
    assert [clock.rising(time_us) for time_us in (100, 66_766)] == [HOUR_US + 1, HOUR_US + 66_667]
    assert clock.rising(2 * HOUR_US) == 2 * HOUR_US


def test_capture_times_follow_a_clock_that_is_corrected() -> None:
    clock = CaptureClock()
    for time_us in (HOUR_US, 100):
        clock.rising(time_us)
    assert clock.rising(2 * HOUR_US) == 2 * HOUR_US


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
