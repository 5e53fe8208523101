"""Files in the format of the Pose Trainer data: OpenPose keypoints of clips, good reps and bad.

Chen and Yang, "Pose Trainer: Correcting Exercise Posture using Pose Estimation", 2018.
"""

import re
from pathlib import Path

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.filming import series
from spotter.evaluation.form.labelled import SET_UP, FormData, LabelledRep
from spotter.evaluation.form.set_ups import set_ups_of
from spotter.movement.values import from_coco_18
from spotter.pose_files.npz_file import Arrays, clips_in, flags_in, words_in

POSE_TRAINER_KEYS = ("kp", "length", "name", "good")
_LABEL = re.compile(r"_(good|bad)(_.*)?$")


def read_pose_trainer(path: Path, arrays: Arrays) -> FormData:
    """The reps; a clip's exercise is its name up to ``_good`` or ``_bad``, else the file's name.

    The set-ups come from an array ``setup``, a word or a number for each clip, if there is one;
    otherwise they are inferred from the picture.

    Raises :class:`EvaluationError` and PoseFileError for inconsistent arrays.
    """
    names, good = words_in(path, arrays, "name"), flags_in(path, arrays, "good")
    clips = [series(from_coco_18(clip)) for clip in clips_in(path, arrays, "kp")]
    exercises = [_LABEL.sub("", name) if _LABEL.search(name) else path.stem for name in names]
    if "setup" in arrays:
        if arrays["setup"].shape != (len(clips),):
            raise EvaluationError(
                f"{path}: expected a setup for each of the {len(clips)} clips; "
                f"found shape {arrays['setup'].shape}"
            )
        set_ups = [f"set-up {given}" for given in arrays["setup"]]
    else:
        set_ups = set_ups_of(clips)
    reps = (
        LabelledRep(exercise, f"{exercise}, {set_up}", name, bool(is_good), poses, poses)
        for exercise, set_up, name, is_good, poses in zip(
            exercises, set_ups, names, good, clips, strict=True
        )
    )
    return FormData("pose-trainer", SET_UP, tuple(reps))
