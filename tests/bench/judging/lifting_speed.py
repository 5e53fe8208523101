"""How exactly a rep's speed and the loss of speed within a set are told, of real people's reps."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bench.instruments.figures import Figure, Findings, Say
from spotter.evaluation.form.filming import Standpoint, View, film, series
from spotter.evaluation.form.ui_prmd import captured_reps
from spotter.movement.execution.lifting_speed import lifting_joint, lifting_speed
from spotter.movement.values import Joint, LiftingSpeed, PoseSeries
from spotter.movement.values.body.skeleton import COCO_18, MIRROR
from spotter.training.following.set_speed import with_rep
from support.real_data import real_data

_DATA = "ui-prmd/ui-prmd-s01-s06.npz"
_CAPTURED_HZ = 30.0
_RATES_HZ = (15.0, 30.0)
_REPS = 8
_LOSS_RATIO = 0.4
_REPS_OF_EACH = 2
_LIMIT_RATIO = 0.2
_LEAST_TOLD = 5
_SEED = 0

Joints = NDArray[np.float64]
"""(T, 18, 3) millimetres."""


def measure_lifting_speed(say: Say) -> Findings:
    """By how many points the loss of speed told differs from 40, for each exercise of UI-PRMD.

    A set is one good rep, eight times; the way up of each takes longer than that of the one before,
    and of the last one so long that it is 40 % slower than that of the first. Beside it, by how
    much the first one's speeds differ from those of the joint in the room; and how often a limit
    of 20 % ends a person's own good reps of an exercise, taken as one set, though nothing tired it.
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
    figures += [_ends_without_fatigue(list(good.values()), view) for view in View]
    return Findings("lifting-speed", figures)


def _figure(name: str, reps: Sequence[Joints], view: View, rate_hz: float) -> Figure:
    rng = np.random.default_rng(_SEED)
    sets = [_speeds(rep, view, rate_hz, rng) for rep in reps]
    told = [(rep, speeds) for rep, speeds in zip(reps, sets, strict=True) if speeds]
    losses = [1 - min(means) / max(means) for means in (_means(one) for _, one in told)]
    known = 100 * np.abs(np.array(losses) - _LOSS_RATIO)
    off = np.array([_off(rep, speeds[0]) for rep, speeds in told])
    mean, peak = 100 * np.abs(off).mean(axis=0) if len(off) else (np.nan, np.nan)
    note = (
        f"{len(known)} of {len(reps)} sets told, largest {known.max(initial=0):.2g}; "
        f"mean speed {mean:.2g} % off, peak {peak:.2g} %"
    )
    return Figure(name, float(known.mean()) if len(known) else np.nan, "points", note=note)


def _ends_without_fatigue(sets: Sequence[Sequence[Joints]], view: View) -> Figure:
    """How often a limit ends a set of one person's good reps, which nothing had tired."""
    rng = np.random.default_rng(_SEED)
    ends = [_ends(reps, Standpoint.of(view).moved(rng), rng) for reps in sets]
    alone, in_a_row = 100 * np.mean([one for one in ends if one], axis=0)
    note = f"{sum(map(bool, ends))} sets; if one slow rep ended them {alone:.0f} %"
    name = f"sets that a limit of {_LIMIT_RATIO:.0%} ends without fatigue, {view}"
    return Figure(name, float(in_a_row), "%", note=note)


def _ends(
    reps: Sequence[Joints], camera: Standpoint, rng: np.random.Generator
) -> tuple[bool, bool] | None:
    """Whether a rep of the set is too slow, and whether the set ends; None if too few are told."""
    told = _told([_filmed(rep, camera, rng, _CAPTURED_HZ) for rep in reps])
    speed, is_slow, is_enough = None, False, False
    for one in told:
        speed = with_rep(speed, one.mean_tl_s, _LIMIT_RATIO)
        is_slow, is_enough = is_slow or speed.slow_in_a_row > 0, is_enough or speed.is_enough
    return (is_slow, is_enough) if len(told) >= _LEAST_TOLD else None


def _told(filmed: Sequence[PoseSeries]) -> list[LiftingSpeed]:
    joint = lifting_joint(filmed)
    speeds = [] if joint is None else [lifting_speed(one, joint) for one in filmed]
    return [one for one in speeds if one]


def _speeds(
    rep: Joints, view: View, rate_hz: float, rng: np.random.Generator
) -> list[LiftingSpeed]:
    """The speeds told of a set; none if that of a rep is not."""
    camera = Standpoint.of(view).moved(rng)
    slower = 1 / (1 - np.linspace(0, _LOSS_RATIO, _REPS))
    filmed = [_filmed(_slowed(rep, by, rate_hz), camera, rng, rate_hz) for by in slower]
    told = _told(filmed)
    return told if len(told) == _REPS else []


def _filmed(
    rep: Joints, camera: Standpoint, rng: np.random.Generator, rate_hz: float
) -> PoseSeries:
    return series(film(rep, camera, rng), None, rate_hz)


def _means(speeds: Sequence[LiftingSpeed]) -> list[float]:
    return [one.mean_tl_s for one in speeds]


def _off(rep: Joints, told: LiftingSpeed) -> tuple[float, float]:
    """By which parts of the truth the mean and the peak speed told of a rep are off."""
    neck, hips = rep[:, COCO_18.index(Joint.NECK)], _middle(rep, Joint.RIGHT_HIP)
    torso_mm = float(np.nanmedian(np.linalg.norm(neck - hips, axis=-1)))
    joint = Joint.RIGHT_HIP if told.joint is Joint.MID_HIP else told.joint
    mean_mm_s, peak_mm_s = _true_speeds(_middle(rep, joint)[:, 2])
    return told.mean_tl_s * torso_mm / mean_mm_s - 1, told.peak_tl_s * torso_mm / peak_mm_s - 1


def _middle(rep: Joints, joint: Joint) -> NDArray[np.float64]:
    """(T, 3) between both sides' joints."""
    sides = [COCO_18.index(one) for one in (joint, Joint(int(MIRROR[joint])))]
    middle: NDArray[np.float64] = rep[:, sides].mean(axis=1)
    return middle


def _true_speeds(height_mm: NDArray[np.float64]) -> tuple[float, float]:
    """The mean speed over the middle eight tenths of the way up, and the highest on it."""
    seen = np.isfinite(height_mm)
    times_s = np.arange(len(height_mm)) / _CAPTURED_HZ
    fine_s = np.arange(0, times_s[-1], 0.002)
    fine_mm = np.interp(fine_s, times_s[seen], height_mm[seen])
    rest = (fine_mm[0] + fine_mm[-1]) / 2
    turn = int(np.abs(fine_mm - rest).argmax())
    up = fine_mm[turn:] if fine_mm[turn] < rest else fine_mm[: turn + 1]
    share = (up - up.min()) / np.ptp(up)
    end = int(np.flatnonzero(share >= 0.9)[0])
    begin = int(np.flatnonzero(share[:end] <= 0.1)[-1])
    # Over a tenth of a second, as markers tremble.
    gains = up[begin + 50 : end] - up[begin : end - 50]
    return (up[end] - up[begin]) / (end - begin) * 500, float(gains.max()) * 10


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
