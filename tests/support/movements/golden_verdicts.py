"""Verdicts that a version of a method gives, for a few performed sets.

After a change of the method that changes verdicts, give it a new version in
``movement/scoring/version.py`` and write its verdicts:
``python -m support.movements.golden_verdicts``.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from spotter.movement.scoring import METHODS, make_scorer
from spotter.movement.scoring.version import method_version
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Baseline, Exercise, PoseSeries, Reference, Verdict
from spotter.simulation.motion.faults import FaultKind
from support.movements.performed import performed

_FOLDER = Path(__file__).parents[2] / "data" / "verdicts"
_SETS: dict[str, dict[FaultKind, frozenset[int]]] = {
    "squat": {FaultKind.KNEES_IN: frozenset({2}), FaultKind.SHALLOW: frozenset({3})},
    "biceps-curl": {FaultKind.SHALLOW: frozenset({2})},
}
_FILMED = (("squat", 35.0), ("squat", 90.0), ("biceps-curl", 0.0))
"""The exercises, and from how far round."""


def golden_file(method: str) -> Path:
    """Where the verdicts of today's version are kept."""
    return _FOLDER / f"{method_version(method)}.json"


def golden_verdicts(method: str) -> list[dict[str, Any]]:
    """What today's code says of the sets: by references, by first reps, by what a trainer said."""
    return [_said(one) for filmed in _FILMED for one in _verdicts(method, *filmed)]


def _verdicts(method: str, exercise: str, yaw_deg: float) -> list[Verdict]:
    recorded = _reps(exercise, 35.0, seed=1)
    reference = Reference(exercise, recorded)
    scorer = make_scorer(method, Exercise((reference,)))
    done = _reps(exercise, yaw_deg, seed=3)
    baseline = Baseline("golden", tuple(map(str, range(3))), recorded[:3])
    said = [scorer.score(rep, by) for by in (None, baseline) for rep in done]
    fine = Reference(exercise, (done[1],), is_confirmed=True)
    told = make_scorer(method, Exercise((reference, fine), faulty_reps=(done[2],)))
    return said + [told.score(rep) for rep in done]


@cache
def _reps(exercise: str, yaw_deg: float, seed: int) -> tuple[PoseSeries, ...]:
    faults = _SETS[exercise] if seed > 1 else None
    poses = performed(exercise, 4, faults, yaw_deg=yaw_deg, seed=seed)
    return make_reference(exercise, poses).reps


def _said(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome.value,
        "score": _rounded(verdict.score),
        "threshold": _rounded(verdict.threshold),
        "reference_ratio": _rounded(verdict.reference_ratio),
        "reason": verdict.reason.code.value if verdict.reason else None,
        "faults": [
            [fault.code.value, fault.joint.name, fault.direction.value, _rounded(fault.size_tl)]
            for fault in verdict.faults
        ],
    }


def _rounded(value: float) -> float | None:
    """To what another processor's rounding leaves alone; None for NaN."""
    return None if np.isnan(value) else float(f"{value:.6g}")


if __name__ == "__main__":
    for one in METHODS:
        if not golden_file(one).exists():  # what a version said stays as it is
            said = golden_verdicts(one)
            golden_file(one).write_text(json.dumps(said, indent=1) + "\n")
