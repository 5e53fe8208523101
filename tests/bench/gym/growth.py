"""How the time of cutting, teaching and recognising grows with a recording's frames."""

import time
from collections.abc import Callable

import numpy as np

from bench.instruments.figures import Figure, Findings, Say
from spotter.movement.recognition import Candidate, recognise
from spotter.movement.segmentation import cut_reps
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Exercise, MovementError, PoseSeries
from support.movements.performed import performed

_FRAMES = 50_000
_AIM_RATIO = "2, as the frames"

Work = Callable[[PoseSeries], object]


def measure_growth(say: Say) -> Findings:
    """The processor time of 50,000 and 100,000 frames: of squats, and of a microsecond each."""
    reference = make_reference("squat", performed("squat", 5))
    candidate = Candidate.of(Exercise((reference,)))
    works: dict[str, Work] = {
        "cut_reps": lambda poses: cut_reps(candidate.template, poses),
        "make_reference": _taught,
        "recognise": lambda poses: recognise(poses, [candidate]),
    }
    figures: list[Figure] = []
    for kind, series in (("squats", _squats), ("a microsecond apart", _close_together)):
        for name, work in works.items():
            once_s, twice_s = (_spent_s(work, series(n * _FRAMES)) for n in (1, 2))
            say(f"growth: {name}, {kind}: {once_s:.1f} s, {twice_s:.1f} s")
            figures += [
                Figure(f"{name}, {kind}, {2 * _FRAMES} frames", twice_s, "s"),
                Figure("over half as many", twice_s / once_s, "ratio", aim=_AIM_RATIO),
            ]
    return Findings("growth", figures)


def _squats(frames: int) -> PoseSeries:
    """Sets of squats one after another."""
    one = performed("squat", 10, seed=2)
    step_us = int(np.median(np.diff(one.captured_us)))
    sets = -(-frames // len(one))
    starts_us = np.arange(sets)[:, None] * (int(one.captured_us[-1]) + step_us)
    times_us = (starts_us + one.captured_us).ravel()[:frames]
    return PoseSeries(times_us, np.concatenate([one.keypoints] * sets)[:frames])


def _close_together(frames: int) -> PoseSeries:
    return PoseSeries(np.arange(frames, dtype=np.int64), _squats(frames).keypoints)


def _taught(poses: PoseSeries) -> object:
    try:
        return make_reference("squat", poses)
    except MovementError as error:
        return error


def _spent_s(work: Work, poses: PoseSeries) -> float:
    began_s = time.process_time()
    work(poses)
    return time.process_time() - began_s
