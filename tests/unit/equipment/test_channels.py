"""What a correlation filter sees of a window."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.equipment.place import Picture
from spotter.equipment.seeing.channels import CHANNELS, DIRECTIONS, channels_of

Floats = NDArray[np.float64]


def channels_by_whole_arrays(window: Picture) -> Floats:
    """The same, one array operation after the other, in double precision."""
    colours = window.astype(np.float64)
    grey = colours @ [0.114, 0.587, 0.299]
    down, across = np.gradient(grey)
    strength = np.hypot(across, down)
    strength /= strength + 12
    angle = np.arctan2(down, across) * DIRECTIONS / np.pi
    apart = np.abs(angle - np.arange(DIRECTIONS)[:, None, None]) % DIRECTIONS
    apart = np.minimum(apart, DIRECTIONS - apart)
    flat = np.stack(
        [
            _standardised(np.log1p(grey)),
            _standardised(colours.max(axis=2) - colours.min(axis=2)),
            *strength * np.maximum(0, 1 - apart),
        ]
    )
    hann = np.hanning(len(grey) + 1)[: len(grey)]
    faded: Floats = (flat - flat.mean(axis=(1, 2), keepdims=True)) * np.outer(hann, hann)
    return faded


def _standardised(values: Floats) -> Floats:
    standardised: Floats = (values - values.mean()) / (values.std() + 0.1)
    return standardised


def drawn(seed: int, side: int = 96) -> Picture:
    """Blocks of colour with noise."""
    random = np.random.default_rng(seed)
    blocks = random.integers(0, 256, (side // 8, side // 8, 3)).repeat(8, axis=0).repeat(8, axis=1)
    noisy = blocks + random.normal(0, 4, blocks.shape)
    return noisy.clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("seed", range(5))
def test_the_channels_are_those_that_array_operations_give(seed: int) -> None:
    window = drawn(seed)
    assert channels_of(window) == pytest.approx(channels_by_whole_arrays(window), abs=2e-5)


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_window_of_one_colour_shows_nothing(level: int) -> None:
    channels = channels_of(np.full((96, 96, 3), level, np.uint8))
    assert channels.shape == (CHANNELS, 96, 96)
    assert np.abs(channels).max() < 1e-3


@pytest.mark.parametrize(
    ("axis", "direction"), [(1, 0), (0, DIRECTIONS / 2)], ids=["upright edge", "level edge"]
)
def test_an_edge_is_counted_in_the_directions_next_to_its_own(axis: int, direction: float) -> None:
    window = np.zeros((96, 96, 3), np.uint8)
    window[(slice(None),) * axis + (slice(48, None),)] = 200

    strongest = channels_of(window)[2:].max(axis=(1, 2))

    near = {int(direction), int(np.ceil(direction))}
    assert {int(one) for one in np.flatnonzero(strongest > 0.2)} == near
