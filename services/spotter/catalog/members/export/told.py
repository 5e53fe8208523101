"""What is told of kept reps, in words and numbers. Pure."""

import math
from datetime import UTC, datetime
from typing import Any

import numpy as np

from spotter.movement.values import Joint, Rep
from spotter.movement.wording.verdict_words import hints, in_a_line
from spotter.wire.verdicts import RepVerdict

Told = dict[str, Any]


def time_of(at_us: int | None) -> str | None:
    """A time in UTC as ISO 8601 writes it, to the microsecond; None for none."""
    if at_us is None:
        return None
    seconds, microseconds = divmod(at_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds).isoformat()


def told_rep(judged: RepVerdict) -> Told:
    """A rep with its verdict and faults in words."""
    verdict = judged.verdict
    tempo, moved = verdict.measures.tempo, verdict.measures.motion_range
    return {
        "rep_id": judged.rep_id,
        "session_id": judged.session_id,
        "station_id": judged.station_id,
        "exercise": judged.exercise,
        "exercise_version": judged.reference_digest,
        "started": time_of(judged.started_us),
        "ended": time_of(judged.ended_us),
        "set": judged.set_number,
        "rep": judged.rep_number,
        "outcome": verdict.outcome.value,
        "score": _finite(verdict.score),
        "threshold": _finite(verdict.threshold),
        "verdict": in_a_line(verdict),
        "faults": list(hints(verdict)),
        "out_s": None if tempo is None else _finite(tempo.out_s),
        "turn_s": None if tempo is None else _finite(tempo.turn_s),
        "back_s": None if tempo is None else _finite(tempo.back_s),
        "range_of_motion_tl": None if moved is None else _finite(moved.range_tl),
        "usual_range_of_motion_tl": None if moved is None else _finite(moved.usual_tl),
    }


def told_poses(rep: Rep) -> Told:
    """A rep's poses: pixels with confidence, and metres if there are any; None where unseen."""
    told: Told = {
        "rep_id": rep.rep_id,
        "joints": [joint.name.lower() for joint in Joint],
        "captured_us": rep.poses.captured_us.tolist(),
        "x_y_confidence": _numbers(rep.poses.keypoints, 2),
    }
    if rep.poses.world_m is not None:
        told["world_m"] = _numbers(rep.poses.world_m, 3)
    return told


def _numbers(values: np.ndarray, digits: int) -> list[Any]:
    rounded = np.round(values.astype(float), digits).tolist()
    unseen = np.isnan(values).any(axis=-1).tolist()
    return [
        [None if is_unseen else joint for joint, is_unseen in zip(*frame, strict=True)]
        for frame in zip(rounded, unseen, strict=True)
    ]


def _finite(number: float | None) -> float | None:
    return None if number is None or not math.isfinite(number) else number
