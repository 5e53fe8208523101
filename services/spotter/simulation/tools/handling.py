"""When a tool is in the hands, and what goes wrong with it, over the frames of a performance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.posture import Array
from spotter.simulation.motion.faults import DRIFT_M, TILT_DEG, FaultKind
from spotter.simulation.motion.motion_profile import eased, there_and_back
from spotter.simulation.motion.tempo import RepTiming

PICK_UP_S = 4.0
"""From standing without the tool to standing with it, and the other way round."""

_GRASP = 0.45
"""The phase of picking up at which the hands close."""
_FALL_S, _LET_GO_S = 0.5, 0.35


@dataclass(frozen=True, slots=True, eq=False)
class Handling:
    """How a tool is handled: (T,) each.

    ``reach`` is 0 for arms without a tool and 1 with the hands on it, ``lift`` 0
    where it lies and 1 where the exercise holds it, ``stoop`` how far the body goes down for it;
    ``tilt_deg`` lowers the left end, ``drift_m`` moves it forward, ``is_wrong`` is another tool;
    ``is_dropped`` from when it is put down in the middle of a rep.
    """

    reach: Array
    lift: Array
    stoop: Array
    tilt_deg: Array
    drift_m: Array
    is_wrong: NDArray[np.bool_]
    is_dropped: NDArray[np.bool_]

    @property
    def is_held(self) -> NDArray[np.bool_]:
        """(T,) whether the hands are on the tool."""
        held: NDArray[np.bool_] = self.reach > 0.999
        return held


def handling_of(
    timings: Sequence[RepTiming],
    times_s: Array,
    unracks_from_s: float | None = None,
    racks_from_s: float | None = None,
) -> Handling:
    """The handling of a tool at ``times_s`` (T,) through reps; picking up takes 4 s each way."""
    reach, lift = np.ones((2, len(times_s)))
    stoop, tilt_deg, drift_m = np.zeros((3, len(times_s)))
    is_wrong, is_dropped = np.zeros((2, len(times_s)), dtype=np.bool_)
    if unracks_from_s is not None:
        _pick_up((times_s - unracks_from_s) / PICK_UP_S, reach, lift, stoop)
    if racks_from_s is not None:
        _pick_up((racks_from_s + PICK_UP_S - times_s) / PICK_UP_S, reach, lift, stoop)
    for timing in timings:
        phase = timing.phase(times_s)
        if FaultKind.TILT in timing.faults:
            tilt_deg += TILT_DEG * there_and_back(phase, timing.turn)
        if FaultKind.DRIFT in timing.faults:
            back = np.clip((phase - timing.turn[1]) / (1 - timing.turn[1]), 0, 1)
            drift_m += DRIFT_M * there_and_back(back, (0.5, 0.5))
        if FaultKind.WRONG_EQUIPMENT in timing.faults:
            is_wrong |= (phase > 0) & (phase < 1)
        if FaultKind.DROPPED in timing.faults:
            gone_s = times_s - _turned_s(timing)
            is_dropped |= gone_s > 0
            reach *= 1 - eased(gone_s / _LET_GO_S)
            lift *= 1 - np.clip(gone_s / _FALL_S, 0, 1) ** 2
    return Handling(reach, lift, stoop, tilt_deg, drift_m, is_wrong, is_dropped)


def _turned_s(timing: RepTiming) -> float:
    return timing.start_s + timing.turn[1] * (timing.end_s - timing.start_s)


def _pick_up(phase: Array, reach: Array, lift: Array, stoop: Array) -> None:
    reach *= eased(phase / _GRASP)
    lift *= eased((phase - _GRASP) / (1 - _GRASP))
    stoop += there_and_back(np.clip(phase, 0, 1), (_GRASP - 0.05, _GRASP + 0.05))
