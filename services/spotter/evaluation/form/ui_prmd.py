"""Files in the format of the UI-PRMD data: motion capture of several people, good reps and bad.

Vakanski et al., "A Data Set of Human Body Movements for Physical Rehabilitation Exercises", 2018;
reduced to the joints of COCO-18.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from spotter.evaluation.form.filming import Standpoint, View, film, series
from spotter.evaluation.form.labelled import FormData, LabelledRep
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
    """How motion capture is filmed: the view, and whether the camera moves for each clip."""

    view: View = View.FRONT
    moved: bool = True
    seed: int = 0


def read_ui_prmd(path: Path, arrays: Arrays, filming: Filming) -> FormData:
    """The filmed reps; the same ``filming`` gives the same keypoints.

    Raises PoseFileError for inconsistent arrays.
    """
    clips = clips_in(path, arrays, "kp3d_mm")
    movement, subject, episode = (
        labels_in(path, arrays, key) for key in ("movement", "subject", "episode")
    )
    incorrect = flags_in(path, arrays, "incorrect")
    reps = []
    for place, clip in enumerate(clips):
        # One generator per clip, so that its camera does not depend on the clips before it.
        rng = np.random.default_rng((filming.seed, place))
        lost = (clip == 0).all(axis=-1, keepdims=True)
        camera = Standpoint.of(filming.view)
        keypoints = film(
            np.where(lost, np.nan, clip), camera.moved(rng) if filming.moved else camera, rng
        )
        exercise = _NAMES.get(int(movement[place]), f"movement {movement[place]}")
        group = f"person {subject[place]}"
        name = f"{'bad' if incorrect[place] else 'good'} rep {episode[place]}"
        reps.append(LabelledRep(exercise, group, name, not incorrect[place], series(keypoints)))
    return FormData("ui-prmd", "person", tuple(reps))
