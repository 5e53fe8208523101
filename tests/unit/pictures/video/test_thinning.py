import numpy as np
import pytest

from spotter.pictures.video.thinning import FrameThinner


def kept(times_s: list[float], max_rate_hz: float | None) -> list[float]:
    thinner = FrameThinner(max_rate_hz)
    return [time_s for time_s in times_s if thinner.keeps(time_s)]


def at_rate(rate_hz: float, duration_s: float) -> list[float]:
    return [i / rate_hz for i in range(round(duration_s * rate_hz))]


def test_without_a_rate_every_frame_is_kept() -> None:
    times_s = [0.0, 0.001, 0.5]
    assert kept(times_s, None) == times_s


def test_half_the_rate_keeps_every_other_frame() -> None:
    assert kept(at_rate(30, 2), 15) == at_rate(30, 2)[::2]


@pytest.mark.parametrize("source_rate_hz", [23.976, 25, 28.583, 29.97, 50, 60])
def test_the_mean_rate_is_the_requested_rate_for_any_source(source_rate_hz: float) -> None:
    assert len(kept(at_rate(source_rate_hz, 20), 15)) == pytest.approx(300, abs=2)


@pytest.mark.parametrize("source_rate_hz", [5, 15])
def test_a_source_that_is_not_faster_keeps_all_its_frames(source_rate_hz: float) -> None:
    assert kept(at_rate(source_rate_hz, 20), 15) == at_rate(source_rate_hz, 20)


def test_jitter_costs_no_frame() -> None:
    jitter_s = np.random.default_rng(0).uniform(-0.008, 0.008, 300)
    times_s = sorted(np.array(at_rate(15, 20)) + jitter_s)
    assert len(kept(times_s, 15)) == 300


def test_after_a_gap_frames_are_not_let_through_in_a_burst() -> None:
    times_s = [0.0, *(10 + np.array(at_rate(60, 2)))]
    assert len(kept(times_s, 10)) == pytest.approx(21, abs=1)


def test_times_that_go_back_as_a_clock_does_are_thinned_from_there() -> None:
    thinner = FrameThinner(10)
    assert [thinner.keeps(time_s) for time_s in (1000.0, 1000.05, 1000.1)] == [True, False, True]
    assert [thinner.keeps(time_s) for time_s in (5.0, 5.05, 5.1)] == [True, False, True]
