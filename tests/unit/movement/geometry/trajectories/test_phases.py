import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from spotter.movement.geometry.trajectories.phases import fill_gaps, resample
from support.twins import movement as naive

VALUES = st.floats(-100, 100) | st.just(np.nan)


@given(hnp.arrays(np.float64, st.tuples(st.integers(1, 12), st.just(2)), elements=VALUES))
@settings(max_examples=100)
def test_gaps_are_filled_like_the_slow_twin(trajectory: np.ndarray) -> None:
    filled = fill_gaps(trajectory)
    for column, expected in zip(filled.T, trajectory.T, strict=True):
        assert column == pytest.approx(np.array(naive.fill_gaps(expected.tolist())), nan_ok=True)


def test_filling_keeps_seen_values_and_columns_never_seen() -> None:
    trajectory = np.array([[1.0, np.nan], [np.nan, np.nan], [3.0, np.nan]])
    filled = fill_gaps(trajectory)
    assert filled[:, 0].tolist() == [1, 2, 3]
    assert np.isnan(filled[:, 1]).all()
    assert np.isnan(trajectory[1, 0])


@given(
    steps_s=hnp.arrays(np.float64, st.integers(1, 15), elements=st.floats(0.01, 2)),
    phases=st.integers(2, 40),
)
@settings(max_examples=50)
def test_resampling_is_linear_interpolation(steps_s: np.ndarray, phases: int) -> None:
    times_s = np.concatenate([[0.0], np.cumsum(steps_s)])
    trajectory = np.random.default_rng(1).normal(size=(len(times_s), 3, 2))
    resampled = resample(trajectory, times_s, phases)
    at_s = np.linspace(0, times_s[-1], phases)
    for joint in range(3):
        for axis in range(2):
            expected = np.interp(at_s, times_s, trajectory[:, joint, axis])
            assert resampled[:, joint, axis] == pytest.approx(expected, abs=1e-9)


def test_a_single_pose_stays_where_it_is() -> None:
    trajectory = np.array([[[1.0, 2.0]]])
    assert resample(trajectory, np.array([7.0]), 4).tolist() == [[[1.0, 2.0]]] * 4


def test_missing_values_stay_missing() -> None:
    trajectory = np.array([[0.0, np.nan], [1.0, np.nan]])
    resampled = resample(trajectory, np.array([0.0, 1.0]), 3)
    assert resampled[:, 0].tolist() == [0, 0.5, 1]
    assert np.isnan(resampled[:, 1]).all()
