"""How cameras send their pictures: at once, in bursts, as the network lets them."""

from collections.abc import Callable
from itertools import accumulate

import numpy as np

SendTime = Callable[[int], float]
"""When picture n is sent, in seconds after the first one was taken; it never decreases."""


def steadily(rate_hz: float) -> SendTime:
    """Each picture as soon as it is taken."""
    return lambda number: number / rate_hz


def in_bursts(size: int, rate_hz: float) -> SendTime:
    """``size`` pictures at a time, when the last of them is taken."""
    return lambda number: ((number // size + 1) * size - 1) / rate_hz


def with_jitter(rate_hz: float, mean_s: float = 0.03, seed: int = 0) -> SendTime:
    """Each picture ``mean_s`` late on average, some much more; none overtakes another."""
    late_s = np.random.default_rng(seed).exponential(mean_s, 20_000)
    sent_s = list(accumulate(np.arange(len(late_s)) / rate_hz + late_s, max))
    return lambda number: float(sent_s[number])


def in_segments(length_s: float, rate_hz: float, poll_s: float = 0.5, seed: int = 0) -> SendTime:
    """As a player gets HLS: whole segments, each up to ``poll_s`` after its last picture."""
    polled_s = np.random.default_rng(seed).uniform(0, poll_s, 10_000)

    def sent_s(number: int) -> float:
        segment, within_s = divmod(number / rate_hz, length_s)
        # It takes a twentieth of its length to load.
        return (segment + 1) * length_s + float(polled_s[int(segment)]) + within_s / 20

    return sent_s
