"""Files of labelled reps in published formats, with reps of rendered athletes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import COCO_18
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, perform

RATE_HZ = 30.0
MARGIN_FRAMES = 3
Arrays = dict[str, NDArray[Any]]


def ui_prmd_arrays(people: Sequence[int] = (1, 2), good: int = 4, bad: int = 3) -> Arrays:
    """Motion capture of deep squats (movement 1); bad reps go less than half as deep."""
    clips, labels = [], []
    for person in people:
        for incorrect, count in ((0, good), (1, bad)):
            for episode, clip in enumerate(_squats_mm(person, incorrect, count), start=1):
                clips.append(clip)
                labels.append((1, person, episode, incorrect))
    movement, subject, episode, incorrect = np.array(labels).T
    return {
        "kp3d_mm": np.concatenate(clips).round().astype(np.int16),
        "length": np.array([len(clip) for clip in clips]),
        "movement": movement,
        "subject": subject,
        "episode": episode,
        "incorrect": incorrect,
    }


def _squats_mm(person: int, incorrect: int, count: int) -> list[NDArray[np.float64]]:
    performance = _performed(person, "squat", bool(incorrect), count)
    return [1000 * performance.joints_m[part][:, list(COCO_18)] for part in _rep_parts(performance)]


def pose_trainer_arrays(
    set_ups: Sequence[Camera], exercise: str = "squat", good: int = 3, bad: int = 2
) -> Arrays:
    """Keypoints of clips seen by different cameras; bad reps as above."""
    clips: list[NDArray[np.float32]] = []
    names: list[str] = []
    flags: list[int] = []
    for number, camera in enumerate(set_ups):
        for is_good, count in ((1, good), (0, bad)):
            performance = _performed(number, exercise, not is_good, count)
            poses = performance.poses(camera)
            for part in _rep_parts(performance):
                clips.append(_as_openpose(poses, part))
                names.append(f"{exercise}_{'good' if is_good else 'bad'}_{len(names) + 1}")
                flags.append(is_good)
    return {
        "kp": np.concatenate(clips).astype(np.float32),
        "length": np.array([len(clip) for clip in clips]),
        "name": np.array(names),
        "good": np.array(flags),
    }


def _as_openpose(poses: PoseSeries, part: slice) -> NDArray[np.float32]:
    return np.nan_to_num(poses.keypoints[part][:, list(COCO_18)])


def _performed(person: int, exercise: str, is_bad: bool, count: int) -> Performance:  # noqa: FBT001
    faults = {FaultKind.HALF_REP: frozenset(range(1, count + 1))} if is_bad else {}
    body = athlete(person).body
    plan = Plan(exercise, reps=count, faults=faults, body=body, rate_hz=RATE_HZ)
    return perform(plan, np.random.default_rng((person, int(is_bad))))


def _rep_parts(performance: Performance) -> list[slice]:
    return [
        slice(rep.first_frame - MARGIN_FRAMES, rep.last_frame + MARGIN_FRAMES + 1)
        for rep in performance.reps
    ]


def written(path: Path, arrays: Arrays) -> Path:
    """Write ``arrays`` to ``path`` as an .npz file; returns the path."""
    np.savez(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for options
    return path
