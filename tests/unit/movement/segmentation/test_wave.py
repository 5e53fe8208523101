import math
from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.segmentation.wave import Wave
from spotter.movement.segmentation.wave_state import Going, WaveEvent, WaveState

FRAME_US = 66_667


def wave_events(
    *values: float, wave: Wave | None = None
) -> tuple[Wave, list[tuple[int, WaveEvent]]]:
    """The wave, and its events by index of the value."""
    wave, events = wave or Wave(WaveState()), []
    for index, value in enumerate(values):
        event = wave.update(index * FRAME_US, value)
        if event is not None:
            events.append((index, event))
        if event in (WaveEvent.ENDED, WaveEvent.RETURNED):
            wave.restart()
    return wave, events


def kinds(events: list[tuple[int, WaveEvent]]) -> list[WaveEvent]:
    return [event for _, event in events]


def followed(*values: float) -> tuple[Wave, list[int]]:
    """The wave, and the indices at which one was over."""
    wave, events = wave_events(*values)
    return wave, [index for index, event in events if event is WaveEvent.ENDED]


def out_and_back(height: float, seconds: float, base: float = 0.0) -> list[float]:
    frames = round(seconds * 15)
    return [base + height * math.sin(math.pi * k / frames) ** 2 for k in range(frames + 1)]


REST = [0.0] * 20


def test_out_and_back_and_still_is_one_wave() -> None:
    wave, over = followed(*REST, *out_and_back(1.0, 2.0), *REST)
    assert len(over) == 1
    assert len(REST) + 28 <= over[0] <= len(REST) + 30 + 5
    assert wave.going is Going.NOWHERE


def test_waves_without_a_pause_are_told_apart() -> None:
    assert len(followed(*REST, *out_and_back(1.0, 1.5) * 4, *REST)[1]) == 4


def test_a_wave_has_its_rise_and_fall() -> None:
    wave, over = Wave(WaveState()), False
    for index, value in enumerate([*REST, *out_and_back(0.9, 2.0), *REST]):
        over = wave.update(index * FRAME_US, value) is WaveEvent.ENDED
        if over:
            break
    assert over
    assert wave.rise == pytest.approx(0.9, abs=0.01)
    assert wave.fall == pytest.approx(0.9, abs=0.01)


def test_jitter_at_rest_is_no_wave() -> None:
    jitter = np.random.default_rng(1).normal(0, 0.02, 600)
    wave, over = followed(*jitter)
    assert over == []
    assert wave.going is Going.NOWHERE


@pytest.mark.parametrize("height", [0.3, 0.45])
def test_the_top_of_a_short_way_is_not_taken_for_rest(height: float) -> None:
    assert len(followed(*REST, *out_and_back(height, 2.6), *REST)[1]) == 1


@pytest.mark.parametrize("rest_frames", [6, 60])
def test_a_wave_begins_where_the_signal_leaves_its_low_however_long_it_rested(
    rest_frames: int,
) -> None:
    wave = Wave(WaveState())
    lead_in = [*out_and_back(1.0, 2.0), *[0.0] * rest_frames]
    for index, value in enumerate([*lead_in, *out_and_back(1.0, 4.0)[:20]]):
        if wave.update(index * FRAME_US, value) is WaveEvent.ENDED:
            wave.restart()
    assert wave.going is Going.OUT
    # The signal passes 0.04 five frames after its start.
    assert len(lead_in) <= wave.left_us / FRAME_US <= len(lead_in) + 6


def test_standing_elsewhere_for_long_is_a_new_rest_position() -> None:
    wave, over = followed(*REST, *[0.3] * 80)
    assert over == []
    assert wave.going is Going.NOWHERE
    assert wave.low == pytest.approx(0.3)
    assert len(followed(*REST, *[0.3] * 80, *out_and_back(1.0, 2.0, base=0.3), *[0.3] * 20)[1]) == 1


def test_holding_the_turning_point_for_long_is_still_one_wave() -> None:
    rising, falling = out_and_back(1.0, 2.0)[:16], out_and_back(1.0, 2.0)[15:]
    assert len(followed(*REST, *rising, *[1.0] * 75, *falling, *REST)[1]) == 1


def test_what_is_remembered_does_not_grow() -> None:
    wave, over = followed(*np.random.default_rng(2).normal(0, 0.01, 100_000))
    assert over == []
    assert len(wave.recent) <= 5 * 15


def test_coming_down_from_where_the_signal_was_first_seen_is_reported_but_is_no_wave() -> None:
    _, events = wave_events(*out_and_back(1.0, 2.0)[15:], *out_and_back(1.0, 2.0), *REST)
    assert kinds(events) == [WaveEvent.RETURNED, WaveEvent.STARTED, WaveEvent.ENDED]


def test_coming_down_after_standing_still_out_there_is_reported_too() -> None:
    _, events = wave_events(*[1.0] * 40, *out_and_back(1.0, 2.0)[15:], *REST)
    assert kinds(events) == [WaveEvent.RETURNED]


def test_a_rise_from_far_below_that_pauses_begins_at_the_pause() -> None:
    rising = [-2.0 + 2.0 * k / 20 for k in range(20)]
    wave, events = wave_events(*[-2.0] * 20, *rising, *REST, *out_and_back(1.0, 2.0), *REST)
    assert kinds(events) == [WaveEvent.STARTED, WaveEvent.ENDED]
    assert wave.low == pytest.approx(0, abs=0.05)


def ended(*values: float) -> Wave:
    """The wave when it was over."""
    wave = Wave(WaveState())
    for index, value in enumerate(values):
        if wave.update(index * FRAME_US, value) is WaveEvent.ENDED:
            return wave
    pytest.fail("expected the wave to end")


def test_a_wave_that_comes_back_to_its_pause_began_there() -> None:
    rising = [-2.0 + 2.0 * k / 20 for k in range(20)]
    wave = ended(*[-2.0] * 20, *rising, *REST, *out_and_back(1.0, 2.0), *REST)
    assert wave.begin_where_it_ended()
    assert wave.rise == pytest.approx(1.0, abs=0.05)
    assert wave.left_us / FRAME_US == pytest.approx(40 + len(REST), abs=5)


@pytest.mark.parametrize("level", [0.2, 0.3, 0.5])
@pytest.mark.parametrize("frames", [15, 30, 60])
def test_a_wave_that_comes_back_past_its_stop_on_the_way_out_began_at_its_low(
    level: float, frames: int
) -> None:
    out, back = list(np.linspace(0, 1, 16)), list(np.linspace(1, 0, 16))
    stop = round(16 * level)
    wave = ended(*REST, *out[:stop], *[level] * frames, *out[stop:], *back, *REST)
    assert not wave.begin_where_it_ended()
    assert wave.rise == pytest.approx(1.0, abs=0.05)
    assert wave.left_us / FRAME_US <= len(REST) + 1


@pytest.mark.parametrize("level", [0.2, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("frames", [15, 30, 60])
def test_a_stop_on_the_way_back_is_not_its_end(level: float, frames: int) -> None:
    out, back = list(np.linspace(0, 1, 16)), list(np.linspace(1, 0, 16))
    stop = round(16 * (1 - level))
    values = [*REST, *out, *back[:stop], *[level] * frames, *back[stop:], *REST]
    assert ended(*values).fall == pytest.approx(1.0, abs=0.05)
    assert len(followed(*values)[1]) == 1


def test_a_wave_that_never_comes_back_farther_than_its_stop_ends_there() -> None:
    wave = ended(*REST, *np.linspace(0, 1, 16), *np.linspace(1, 0.3, 12), *[0.3] * 80)
    assert wave.fall == pytest.approx(0.7, abs=0.05)


@pytest.mark.parametrize("in_set", [True, False])
def test_a_wave_that_falls_far_below_a_known_low_ended_as_it_passed_it(*, in_set: bool) -> None:
    wave, values = Wave(WaveState()), [*REST, *out_and_back(1.0, 2.0), *np.linspace(0, -2, 20)]
    for index, value in enumerate([*values, *[-2.0] * 20]):
        if wave.update(index * FRAME_US, value, in_set=in_set) is WaveEvent.ENDED:
            break
    assert wave.end == pytest.approx(0.0 if in_set else -2.0, abs=0.05)
    assert wave.end_us / FRAME_US == pytest.approx(50 if in_set else 70, abs=2)


def test_a_rise_from_far_below_without_a_pause_counts_from_the_next_wave() -> None:
    rising = [-2.0 + 3.0 * k / 30 for k in range(30)]
    falling = out_and_back(1.0, 2.0)[15:]
    assert len(followed(*[-2.0] * 20, *rising, *falling, *out_and_back(1.0, 2.0), *REST)[1]) == 2


def test_a_wave_that_goes_part_of_the_way_back_and_out_again_is_one() -> None:
    bounce = [0.8 + 0.2 * math.cos(2 * math.pi * k / 15) for k in range(16)]
    there, back = out_and_back(1.0, 2.0)[:16], out_and_back(1.0, 2.0)[15:]
    assert min(bounce) < 0.65
    assert len(followed(*REST, *there, *bounce, *back, *REST)[1]) == 1


def test_an_abandoned_half_wave_is_reported() -> None:
    _, events = wave_events(*REST, *[0.3] * 80)
    assert kinds(events) == [WaveEvent.STARTED, WaveEvent.ABANDONED]


def test_a_small_hump_before_a_wave_is_not_its_beginning() -> None:
    hump, dip = [0.1, 0.2, 0.3, 0.36], [0.3, 0.2, 0.2]
    rise = list(np.linspace(0.25, 1.0, 15))
    back = list(np.linspace(1.0, 0.2, 15))
    _, events = wave_events(*REST, *hump, *dip, *rise, *back, *[0.2] * 10)
    assert kinds(events) == [WaveEvent.STARTED, WaveEvent.RESTARTED, WaveEvent.ENDED]


@pytest.mark.parametrize("reach", [0.25, 0.5, 2.0, 4.0])
@pytest.mark.parametrize(
    "values",
    [
        [*REST, *out_and_back(1.0, 1.5) * 4, *REST],
        [*REST, *[0.3] * 80, *out_and_back(1.0, 2.0, base=0.3), *[0.3] * 20],
        [*REST, *np.linspace(0, 1, 15), *np.linspace(1, 0.4, 9), *[0.4] * 30, *REST],
        [*[1.0] * 40, *out_and_back(1.0, 2.0)[15:], *REST],
        [*[-2.0] * 20, *np.linspace(-2.0, 0.0, 20), *REST, *out_and_back(1.0, 2.0), *REST],
        [*REST, *[0.1, 0.2, 0.3, 0.36, 0.3, 0.2, 0.2], *np.linspace(0.25, 1, 15), *REST],
        list(np.cumsum(np.random.default_rng(1).normal(0, 0.15, 1000))),
    ],
    ids=["waves", "new rest", "a stop", "coming down", "a pause", "a hump", "anything"],
)
def test_a_wave_of_any_usual_reach_is_followed_alike(values: list[float], reach: float) -> None:
    usual, events = wave_events(*values)
    scaled, of_scaled = wave_events(
        *(reach * value for value in values), wave=Wave(WaveState(reach=reach))
    )
    assert of_scaled == events
    assert events
    assert (scaled.going, scaled.left_us, scaled.end_us) == (
        usual.going,
        usual.left_us,
        usual.end_us,
    )


@pytest.mark.parametrize(
    ("low", "rebound", "is_over"),
    [(0.0, 0.09, False), (0.0, 0.11, True), (0.2, 0.19, False), (0.2, 0.21, True)],
)
def test_a_wave_is_over_at_once_when_the_signal_rises_again(
    low: float, rebound: float, *, is_over: bool
) -> None:
    out, back = np.linspace(0, 1, 10), np.linspace(1, low, 10)
    _, over = followed(*REST, *out, *back, low + rebound)
    assert over == ([len(REST) + 20] if is_over else [])


def test_waves_over_a_low_that_has_risen_for_good_are_told_apart() -> None:
    risen = list(np.linspace(0.0, 0.9, 10))
    waves = out_and_back(1.0, 2.0, base=0.9) * 4
    assert len(followed(*REST, *risen, *waves, *[0.9] * 20)[1]) == 4


@pytest.mark.parametrize("seen", [10, 25, 35, 50])
def test_what_was_seen_in_another_unit_is_as_if_it_had_been_seen_in_this_one(seen: int) -> None:
    values = (REST + out_and_back(1.0, 2.0) + REST)[:seen]
    seen_twice_as_large = Wave(WaveState(reach=2.0))
    wave_events(*[2 * value for value in values], wave=seen_twice_as_large)
    seen_twice_as_large.rescale(0.5)
    assert replace(seen_twice_as_large.state, reach=1.0) == wave_events(*values)[0].state


def test_frames_however_close_together_do_not_make_a_wave_remember_more() -> None:
    wave = Wave(WaveState(1.0, 2.0))
    for now_us in range(5_000):
        wave.update(now_us, 0.0)
    assert len(wave.state.recent) < 10
    for now_us in range(5_000, 2_000_000, 500):
        wave.update(now_us, 0.0)
    assert len(wave.state.recent) < 900
