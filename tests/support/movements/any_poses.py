"""Pose series of any numbers, as hypothesis draws them."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from spotter.movement.values import Hands, PoseSeries

_LONGEST_STEP_US = 2**40
_ANY = st.floats(width=32) | st.sampled_from([np.nan, np.inf, -np.inf, 1e30, -0.0])
_PIXELS = st.floats(-200, 4096, width=32) | st.sampled_from([104_857.6, 104_857.7, -104_857.6])
_METRES = st.floats(-2, 2, width=32) | st.sampled_from([1048.576, 1048.577, -1048.576])
_RATIOS = st.floats(0, 1, width=32)


@st.composite
def any_poses(draw: st.DrawFn, most: int = 5) -> PoseSeries:
    """Up to ``most`` poses, mostly of plausible numbers; some joints missing, wholly or in part."""
    count = draw(st.integers(0, most))
    started_us = draw(st.integers(-(2**62), 2**61))
    steps_us = draw(st.lists(st.integers(1, _LONGEST_STEP_US), min_size=count, max_size=count))
    xy = draw(_points((count, 25, 2), _PIXELS | _ANY))
    confidence = draw(_points((count, 25, 1), _RATIOS | _ANY))
    world_m = draw(st.none() | _points((count, 25, 3), _METRES | _ANY))
    ends = draw(st.none() | _points((count, 2, 3), _PIXELS | _RATIOS | _ANY))
    hands = draw(st.none() | hnp.arrays(np.uint8, count, elements=st.sampled_from(Hands)))
    return PoseSeries(
        started_us + np.cumsum(steps_us, dtype=np.int64),
        np.concatenate([xy, confidence], axis=-1),
        world_m,
        ends,
        hands if count else None,
    )


def _points(
    shape: tuple[int, int, int], numbers: st.SearchStrategy[Any]
) -> st.SearchStrategy[NDArray[np.float32]]:
    """Few distinct numbers among one that most have, which is quick to draw."""
    return hnp.arrays(
        np.float32, shape, elements=numbers.map(np.float32), fill=numbers.map(np.float32)
    )
