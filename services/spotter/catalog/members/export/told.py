"""What is told of kept reps, in words and numbers. Pure."""

import math
from datetime import UTC, datetime
from typing import Any

import numpy as np

from spotter.api.verdicts.v1 import verdict_pb2
from spotter.catalog.database.tables import RepRow
from spotter.movement.values import Joint, Rep
from spotter.movement.wording.verdict_words import hints, in_a_line
from spotter.wire.parsing import parse
from spotter.wire.verdicts import RepVerdict, verdict_from_bytes

Told = dict[str, Any]


def time_of(at_us: int | None) -> str | None:
    """A time in UTC as ISO 8601 writes it, to the microsecond; None for none."""
    if at_us is None:
        return None
    seconds, microseconds = divmod(at_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds).isoformat()


def rep_id_of(station_id: str, row: RepRow) -> str:
    """The id of a rep."""
    return f"{station_id}_{row.track_id}_{row.started_us}"


def told_rep(row: RepRow, station_id: str, exercise: str, version: str, session_id: str) -> Told:
    """A rep with its verdict and faults in words; ``version`` is the exercise's digest."""
    judged = _verdict(row)
    tempo = judged.verdict.measures.tempo
    moved = judged.verdict.measures.motion_range
    return {
        "rep_id": rep_id_of(station_id, row),
        "session_id": session_id,
        "station_id": station_id,
        "exercise": exercise,
        "exercise_version": version,
        "started": time_of(row.started_us),
        "ended": time_of(row.ended_us),
        "set": row.set_number,
        "rep": row.rep_number,
        "outcome": judged.verdict.outcome.value,
        "score": _finite(row.score),
        "threshold": _finite(row.threshold),
        "verdict": in_a_line(judged.verdict),
        "faults": list(hints(judged.verdict)),
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


def _verdict(row: RepRow) -> RepVerdict:
    message = parse(verdict_pb2.Verdict, row.details)
    message.outcome = row.outcome  # type: ignore[assignment]  # a number of the contract's
    message.score = math.nan if row.score is None else row.score
    message.threshold = math.nan if row.threshold is None else row.threshold
    return verdict_from_bytes(message.SerializeToString())


def _numbers(values: np.ndarray, digits: int) -> list[Any]:
    rounded = np.round(values.astype(float), digits).tolist()
    unseen = np.isnan(values).any(axis=-1).tolist()
    return [
        [None if is_unseen else joint for joint, is_unseen in zip(*frame, strict=True)]
        for frame in zip(rounded, unseen, strict=True)
    ]


def _finite(number: float | None) -> float | None:
    return None if number is None or not math.isfinite(number) else number
