"""How exactly the loss of speed within a set is told: real people's reps, slowed by known parts."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bench.instruments.figures import Figure, Findings, Say
from spotter.evaluation.form.filming import Standpoint, View, film, series
from spotter.evaluation.form.ui_prmd import captured_reps
from spotter.movement.execution.lifting_speed import lifting_speeds_tl_s
from support.real_data import real_data

_DATA = "ui-prmd/ui-prmd-s01-s06.npz"
_CAPTURED_HZ = 30.0
_RATES_HZ = (15.0, 30.0)
_REPS = 8
_LOSS_RATIO = 0.4
_REPS_OF_EACH = 2
_SEED = 0

Joints = NDArray[np.float64]
"""(T, 18, 3) millimetres."""


def measure_lifting_speed(say: Say) -> Findings:
    """By how many points the loss of speed told differs from 40, for each exercise of UI-PRMD.

    A set is one good rep, eight times; the way up of each takes longer than that of the one before,
    and of the last one so long that it is 40 % slower than that of the first.
    """
    path = real_data(_DATA)
    good = defaultdict[tuple[str, int], list[Joints]](list)
    for one in captured_reps(path, dict(np.load(path))):
        if one.is_good:
            good[one.exercise, one.person].append(one.joints_mm)
    figures = []
    for exercise in sorted({name for name, _ in good}):
        say(f"lifting speed: {exercise}")
        own = [reps[:_REPS_OF_EACH] for (name, _), reps in good.items() if name == exercise]
        reps = [rep for of_one in own for rep in of_one]
        for view, rate_hz in product(View, _RATES_HZ):
            figures.append(_figure(f"{exercise}, {view}, {rate_hz:.0f}/s", reps, view, rate_hz))
    return Findings("lifting-speed", figures)


def _figure(name: str, reps: Sequence[Joints], view: View, rate_hz: float) -> Figure:
    rng = np.random.default_rng(_SEED)
    told = np.array([_loss_ratio(rep, view, rate_hz, rng) for rep in reps])
    known = 100 * np.abs(told[np.isfinite(told)] - _LOSS_RATIO)
    note = f"{len(known)} of {len(reps)} sets told, largest {known.max(initial=0):.2g}"
    return Figure(name, float(known.mean()) if len(known) else np.nan, "points", note=note)


def _loss_ratio(rep: Joints, view: View, rate_hz: float, rng: np.random.Generator) -> float:
    """The loss told of a set; NaN if the speed of a rep is not."""
    camera = Standpoint.of(view).moved(rng)
    slower = 1 / (1 - np.linspace(0, _LOSS_RATIO, _REPS))
    filmed = [series(film(_slowed(rep, by, rate_hz), camera, rng), None, rate_hz) for by in slower]
    speeds = np.array(lifting_speeds_tl_s(filmed))
    return float(1 - speeds.min() / speeds.max())


def _slowed(rep: Joints, by: float, rate_hz: float) -> Joints:
    """The rep at ``rate_hz``, its way up ``by`` times as long."""
    height = rep[..., 2]
    highest = height[:, int(np.nanargmax(np.nanmax(height, axis=0) - np.nanmin(height, axis=0)))]
    rest = (highest[0] + highest[-1]) / 2
    turn = int(np.nanargmax(np.abs(highest - rest)))
    steps_s = np.full(len(rep) - 1, 1 / _CAPTURED_HZ)
    steps_s[slice(turn, None) if highest[turn] < rest else slice(None, turn)] *= by
    times_s = np.concatenate([[0], np.cumsum(steps_s)])
    shown_s = np.arange(0, times_s[-1], 1 / rate_hz)
    flat = rep.reshape(len(rep), -1)
    return np.stack([np.interp(shown_s, times_s, one) for one in flat.T], axis=-1).reshape(
        len(shown_s), *rep.shape[1:]
    )
