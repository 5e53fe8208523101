import pytest

from spotter.pictures.video.frame_times import FrameTimes, Scene

PERIOD_S = 0.1


def timed(
    *stamps_s: float | None, scene: Scene = Scene.NEXT
) -> tuple[list[float], list[tuple[float, float]]]:
    """The times of frames with those stamps, and the jumps: by how much, and when."""
    jumps: list[tuple[float, float]] = []
    times = FrameTimes(PERIOD_S, lambda by_s, at_s: jumps.append((by_s, at_s)))
    return [times.next_s(stamp_s, lambda: scene) for stamp_s in stamps_s], jumps


def test_times_count_from_the_first_frame_at_the_pace_of_the_stamps() -> None:
    found_s, jumps = timed(5.0, 5.1, 5.4, 5.41)
    assert found_s == pytest.approx([0, 0.1, 0.4, 0.41])
    assert not jumps


def test_without_stamps_each_frame_is_a_period_later() -> None:
    found_s, jumps = timed(None, None, None)
    assert found_s == pytest.approx([0, 0.1, 0.2])
    assert not jumps


def test_a_frame_whose_stamp_is_missing_moves_none_that_has_one() -> None:
    found_s, jumps = timed(0.0, None, 0.2, 0.35)
    assert found_s == pytest.approx([0, 0.1, 0.2, 0.35])
    assert not jumps


def test_a_small_step_back_is_caught_up_with() -> None:
    found_s, jumps = timed(0.0, 0.3, 0.2, 0.5)
    assert found_s == pytest.approx([0, 0.3, 0.4, 0.5])
    assert not jumps


@pytest.mark.parametrize("jump_s", [20_000, -100.0, 11.0])
def test_a_jump_is_left_out_where_the_picture_goes_on(jump_s: float) -> None:
    found_s, jumps = timed(100.0, 100.2, 100.3 + jump_s, 100.5 + jump_s)
    assert found_s == pytest.approx([0, 0.2, 0.3, 0.5])
    assert jumps[0] == pytest.approx((jump_s + 0.1, 0.2))


def test_one_stray_stamp_moves_none_after_it() -> None:
    assert timed(0.0, 0.1, 9e6, 0.3, 0.4)[0] == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])


def test_a_jump_to_another_scene_becomes_a_pause() -> None:
    found_s, _ = timed(0.0, 0.1, 5000.0, 5000.1, scene=Scene.ANOTHER)
    assert found_s == pytest.approx([0, 0.1, 10.1, 10.2])


def test_a_long_gap_in_which_nobody_moves_is_no_jump() -> None:
    found_s, jumps = timed(0.0, 0.1, 45.0, 45.1, scene=Scene.STILL)
    assert found_s == pytest.approx([0, 0.1, 45.0, 45.1])
    assert not jumps
    assert len(timed(0.0, 0.1, 5000.0, scene=Scene.STILL)[1]) == 1
