import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.execution.smoothness import spectral_arc_length
from spotter.simulation.motion.motion_profile import eased
from support.twins import movement as naive

STEP_S = 1 / 30


def places(moves: int, frames: int = 60) -> np.ndarray:
    """Positions along a path in one move or several, with a stop after each."""
    phase = np.linspace(0, moves, frames)
    return np.floor(phase) + eased(phase - np.floor(phase))


def test_the_smoothest_movement_has_the_documented_arc_length() -> None:
    assert spectral_arc_length(places(1), STEP_S) == pytest.approx(1.34, abs=0.01)


def test_every_stop_makes_the_arc_longer() -> None:
    lengths = [spectral_arc_length(places(moves), STEP_S) for moves in (1, 2, 3, 4)]
    assert lengths == sorted(lengths)
    assert lengths[3] > 1.5 * lengths[0]


@pytest.mark.parametrize("moves", [1, 2, 3])
def test_neither_size_nor_duration_matters(moves: int) -> None:
    usual = spectral_arc_length(places(moves), STEP_S)
    assert spectral_arc_length(7 * places(moves) + 3, STEP_S) == pytest.approx(usual)
    assert spectral_arc_length(places(moves), 1.5 * STEP_S) == pytest.approx(usual)
    assert spectral_arc_length(places(moves, 120), STEP_S) == pytest.approx(usual, rel=0.04)


@given(seed=st.integers(0, 1000), frames=st.integers(5, 40))
@settings(max_examples=10)
def test_it_equals_the_slow_spectrums_arc_length(seed: int, frames: int) -> None:
    way = np.cumsum(np.random.default_rng(seed).uniform(0.2, 1, frames))
    wanted = naive.arc_length(way.tolist(), STEP_S, 6.0, 0.15, 512)
    assert spectral_arc_length(way, STEP_S) == pytest.approx(wanted, abs=1e-9)


def test_no_movement_has_no_smoothness() -> None:
    assert np.isnan(spectral_arc_length(np.ones(20), STEP_S))
