"""Reads files of labelled reps, in any known format."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.labelled import FormData
from spotter.evaluation.form.pose_trainer import POSE_TRAINER_KEYS, read_pose_trainer
from spotter.evaluation.form.ui_prmd import UI_PRMD_KEYS, Filming, read_ui_prmd
from spotter.movement.values import quantised
from spotter.pose_files.npz_file import read_arrays


def read_form_files(paths: Sequence[Path], filming: Filming) -> FormData:
    """The reps of all files, which must have one format; ``filming`` applies to motion capture.

    The poses to judge are quantised, as in live operation.
    Raises :class:`EvaluationError` for an unknown format and for several formats, PoseFileError for
    broken files.
    """
    found = [_read(path, filming) for path in paths]
    formats = sorted({data.format for data in found})
    if len(formats) > 1:
        raise EvaluationError(f"expected files of one format; found {' and '.join(formats)}")
    reps = tuple(replace(rep, poses=quantised(rep.poses)) for data in found for rep in data.reps)
    return FormData(found[0].format, found[0].group_word, reps)


def _read(path: Path, filming: Filming) -> FormData:
    arrays = read_arrays(path)
    if set(UI_PRMD_KEYS) <= arrays.keys():
        return read_ui_prmd(path, arrays, filming)
    if set(POSE_TRAINER_KEYS) <= arrays.keys():
        return read_pose_trainer(path, arrays)
    raise EvaluationError(
        f"{path}: expected the arrays {', '.join(UI_PRMD_KEYS)} (motion capture) or "
        f"{', '.join(POSE_TRAINER_KEYS)} (keypoints); found {', '.join(arrays) or 'none'}"
    )
