import math

import numpy as np
import pytest

from spotter.movement.segmentation.wave import Going, Turn, Wave, WaveState

FRAME_US = 66_667


def turning_points(*values: float, wave: Wave | None = None) -> tuple[Wave, list[tuple[int, Turn]]]:
    """The wave, and what it says, by index of the value."""
    wave, turns = wave or Wave(WaveState()), []
    for index, value in enumerate(values):
        turn = wave.follow(index * FRAME_US, value)
        if turn is not None:
            turns.append((index, turn))
        if turn in (Turn.OVER, Turn.CAME_BACK):
            wave.restart()
    return wave, turns


def followed(*values: float) -> tuple[Wave, list[int]]:
    """The wave, and the indices at which one was over."""
    wave, turns = turning_points(*values)
    return wave, [index for index, turn in turns if turn is Turn.OVER]


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


def test_a_wave_says_how_far_it_rose_and_fell() -> None:
    wave, over = Wave(WaveState()), False
    for index, value in enumerate([*REST, *out_and_back(0.9, 2.0), *REST]):
        over = wave.follow(index * FRAME_US, value) is Turn.OVER
        if over:
            break
    assert over
    assert wave.rise == pytest.approx(0.9, abs=0.01)
    assert wave.fall == pytest.approx(0.9, abs=0.01)


def test_trembling_at_rest_is_no_wave() -> None:
    trembling = np.random.default_rng(1).normal(0, 0.02, 600)
    wave, over = followed(*trembling)
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
        if wave.follow(index * FRAME_US, value) is Turn.OVER:
            wave.restart()
    assert wave.going is Going.OUT
    # The signal passes 0.04 five frames after its start.
    assert len(lead_in) <= wave.left_us / FRAME_US <= len(lead_in) + 6


def test_standing_elsewhere_for_long_is_a_new_rest_position() -> None:
    wave, over = followed(*REST, *[0.3] * 60)
    assert over == []
    assert wave.going is Going.NOWHERE
    assert wave.low == pytest.approx(0.3)
    assert len(followed(*REST, *[0.3] * 60, *out_and_back(1.0, 2.0, base=0.3), *[0.3] * 20)[1]) == 1


def test_holding_the_turning_point_for_long_is_still_one_wave() -> None:
    rising, falling = out_and_back(1.0, 2.0)[:16], out_and_back(1.0, 2.0)[15:]
    assert len(followed(*REST, *rising, *[1.0] * 75, *falling, *REST)[1]) == 1


def test_what_is_remembered_does_not_grow() -> None:
    wave, over = followed(*np.random.default_rng(2).normal(0, 0.01, 100_000))
    assert over == []
    assert len(wave.recent) <= 5 * 15


def test_coming_down_from_where_the_signal_was_first_seen_is_no_wave_but_is_told() -> None:
    _, turns = turning_points(*out_and_back(1.0, 2.0)[15:], *out_and_back(1.0, 2.0), *REST)
    assert [turn for _, turn in turns] == [Turn.CAME_BACK, Turn.LEFT, Turn.OVER]


def test_coming_down_after_standing_out_there_is_told_too() -> None:
    _, turns = turning_points(*[1.0] * 40, *out_and_back(1.0, 2.0)[15:], *REST)
    assert [turn for _, turn in turns] == [Turn.CAME_BACK]


def test_who_comes_from_far_below_and_stands_still_begins_there() -> None:
    rising = [-2.0 + 2.0 * k / 20 for k in range(20)]
    wave, turns = turning_points(*[-2.0] * 20, *rising, *REST, *out_and_back(1.0, 2.0), *REST)
    assert [turn for _, turn in turns] == [Turn.LEFT, Turn.BEGUN_ANEW, Turn.OVER]
    assert wave.low == pytest.approx(0, abs=0.05)


def test_who_comes_from_far_below_without_a_stop_is_followed_from_the_next_wave_on() -> None:
    rising = [-2.0 + 3.0 * k / 30 for k in range(30)]
    falling = out_and_back(1.0, 2.0)[15:]
    assert len(followed(*[-2.0] * 20, *rising, *falling, *out_and_back(1.0, 2.0), *REST)[1]) == 2


def test_a_wave_that_goes_some_of_the_way_back_and_out_again_is_one() -> None:
    bounce = [0.8 + 0.2 * math.cos(2 * math.pi * k / 15) for k in range(16)]
    there, back = out_and_back(1.0, 2.0)[:16], out_and_back(1.0, 2.0)[15:]
    assert min(bounce) < 0.65
    assert len(followed(*REST, *there, *bounce, *back, *REST)[1]) == 1


def test_a_half_way_that_is_given_up_is_told() -> None:
    _, turns = turning_points(*REST, *[0.3] * 60)
    assert [turn for _, turn in turns] == [Turn.LEFT, Turn.GIVEN_UP]


def test_a_small_hump_before_a_wave_is_not_its_beginning() -> None:
    hump, dip = [0.1, 0.2, 0.3, 0.36], [0.3, 0.2, 0.2]
    rise = list(np.linspace(0.25, 1.0, 15))
    back = list(np.linspace(1.0, 0.2, 15))
    _, turns = turning_points(*REST, *hump, *dip, *rise, *back, *[0.2] * 10)
    assert [turn for _, turn in turns] == [Turn.LEFT, Turn.BEGUN_ANEW, Turn.OVER]


def test_waves_over_a_low_that_has_risen_for_good_are_told_apart() -> None:
    risen = list(np.linspace(0.0, 0.9, 10))
    waves = out_and_back(1.0, 2.0, base=0.9) * 4
    assert len(followed(*REST, *risen, *waves, *[0.9] * 20)[1]) == 4
