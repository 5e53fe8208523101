"""Figures formatted for tables and pages."""

from collections.abc import Callable

import numpy as np

from spotter.evaluation.statistics import Interval

UNKNOWN = "–"  # noqa: RUF001 - an en dash stands for an unknown figure


def decimal(value: float) -> str:
    """``0.983``."""
    return f"{value:.3f}" if np.isfinite(value) else UNKNOWN


def percent(ratio: float) -> str:
    """``4.2 %``."""
    return f"{100 * ratio:.1f} %" if np.isfinite(ratio) else UNKNOWN


def milliseconds(seconds: float) -> str:
    """``3.1 ms``."""
    return f"{1000 * seconds:.1f} ms"


def within(interval: Interval | None, shown: Callable[[float], str]) -> str:
    """``0.975 to 0.990``."""
    return UNKNOWN if interval is None else f"{shown(interval.low)} to {shown(interval.high)}"
