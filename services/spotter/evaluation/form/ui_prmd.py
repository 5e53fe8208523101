"""Files in the format of the UI-PRMD data: motion capture of several people, good reps and bad.

Vakanski et al., "A Data Set of Human Body Movements for Physical Rehabilitation Exercises", 2018;
reduced to the joints of COCO-18.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.form.filming import Standpoint, View, film, metres, series
from spotter.evaluation.form.labelled import PERSON, FormData, LabelledRep
from spotter.movement.values import PoseSeries
from spotter.pose_files.npz_file import Arrays, clips_in, flags_in, labels_in

UI_PRMD_KEYS = ("kp3d_mm", "length", "movement", "subject", "episode", "incorrect")
_NAMES = {
    1: "deep squat",
    2: "hurdle step",
    3: "inline lunge",
    4: "side lunge",
    5: "sit to stand",
    6: "straight leg raise",
    7: "shoulder abduction",
    8: "shoulder extension",
    9: "shoulder rotation",
    10: "shoulder scaption",
}


@dataclass(frozen=True, slots=True)
class Filming:
    """How motion capture is filmed: the view, and whether the camera moves for each clip.

    Judged reps are filmed from ``yaw_deg`` further round than references. Depth has normal noise of
    ``depth_noise_m``; None is an estimator without depth.
    """

    view: View = View.FRONT
    moved: bool = True
    seed: int = 0
    yaw_deg: float = 0.0
    depth_noise_m: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CapturedRep:
    """One rep of a person: ``joints_mm`` is (T, 18, 3) millimetres, NaN where a marker was lost."""

    exercise: str
    person: int
    episode: int
    is_good: bool
    joints_mm: NDArray[np.float64]


def captured_reps(path: Path, arrays: Arrays) -> list[CapturedRep]:
    """The reps of a file, in its order. Raises PoseFileError for inconsistent arrays."""
    clips = clips_in(path, arrays, "kp3d_mm")
    movement, subject, episode = (
        labels_in(path, arrays, key).tolist() for key in ("movement", "subject", "episode")
    )
    incorrect = flags_in(path, arrays, "incorrect").tolist()
    return [
        CapturedRep(
            _NAMES.get(movement[place], f"movement {movement[place]}"),
            subject[place],
            episode[place],
            not incorrect[place],
            np.where((clip == 0).all(axis=-1, keepdims=True), np.nan, clip),
        )
        for place, clip in enumerate(clips)
    ]


def read_ui_prmd(path: Path, arrays: Arrays, filming: Filming) -> FormData:
    """The filmed reps; the same ``filming`` gives the same keypoints.

    Raises PoseFileError for inconsistent arrays.
    """
    reps = []
    for place, one in enumerate(captured_reps(path, arrays)):
        recorded = poses = _filmed(one.joints_mm, filming, place, yaw_deg=0.0)
        if filming.yaw_deg:
            poses = _filmed(one.joints_mm, filming, place, filming.yaw_deg)
        name = f"{'good' if one.is_good else 'bad'} rep {one.episode}"
        person = f"person {one.person}"
        reps.append(LabelledRep(one.exercise, person, name, one.is_good, poses, recorded))
    return FormData("ui-prmd", PERSON, tuple(reps))


def _filmed(
    joints_mm: NDArray[np.float64], filming: Filming, place: int, yaw_deg: float
) -> PoseSeries:
    # One generator per clip, so that its camera does not depend on the clips before it.
    rng = np.random.default_rng((filming.seed, place))
    camera = Standpoint.of(filming.view)
    camera = (camera.moved(rng) if filming.moved else camera).turned(yaw_deg)
    keypoints = film(joints_mm, camera, rng)
    if filming.depth_noise_m is None:
        return series(keypoints)
    return series(keypoints, metres(joints_mm, camera, filming.depth_noise_m, rng))
