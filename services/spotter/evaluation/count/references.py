"""By which references the reps of a clip are counted: those of other clips, or its own."""

from collections.abc import Iterator, Sequence

import numpy as np

from spotter.evaluation.count.figures import References
from spotter.evaluation.count.gym_clips import Clip
from spotter.movement.segmentation import learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import MovementError, PoseSeries, Reference

_STILL_RATIO = 0.5
"""Two marks enclose a rest, not a rep, if the movement between them is below this ratio."""


def reference_choices(
    clip: Clip, own: Sequence[tuple[Clip, Reference | None]], references: References
) -> Iterator[tuple[str, list[Reference]]]:
    """What a clip is counted by, once for each choice: its name, and the references.

    ``own`` has all clips, each with what :func:`reference_of` makes of it.
    """
    others = [
        (other.name, reference)
        for other, reference in own
        if other is not clip and other.exercise == clip.exercise and reference
    ]
    if references == "none" or not others:
        yield "itself", _itself(clip)
    elif references == "others":
        yield f"{len(others)} others", [reference for _, reference in others]
    else:
        yield from ((name, [reference]) for name, reference in others)


def by_exercise(
    own: Sequence[tuple[Clip, Reference | None]],
) -> dict[str, list[Reference]]:
    """The references of each exercise."""
    found: dict[str, list[Reference]] = {}
    for clip, reference in own:
        if reference:
            found.setdefault(clip.exercise, []).append(reference)
    return found


def _itself(clip: Clip) -> list[Reference]:
    try:
        return [make_reference(clip.exercise, clip.poses)]
    except MovementError:
        return []


def reference_of(clip: Clip) -> Reference | None:
    """The whole reps between the clip's marks; None if there is none."""
    pairs = list(zip(clip.marks_frames, clip.marks_frames[1:], strict=False))
    parts = [_part(clip.poses, first, last) for first, last in pairs]
    paths = [_movement_px(part) for part in parts]
    reps = [
        part
        for part, path in zip(parts, paths, strict=True)
        if path > 0 and path >= _STILL_RATIO * float(np.median(paths))
    ]
    if not reps or not clip.exercise:
        return None
    reference = Reference(clip.exercise, tuple(reps), clip.name)
    try:
        learn_template(reference)
    except MovementError:
        return None
    return reference


def _part(poses: PoseSeries, first: int, last: int) -> PoseSeries:
    return PoseSeries(poses.captured_us[first : last + 1], poses.keypoints[first : last + 1])


def _movement_px(poses: PoseSeries) -> float:
    """The largest distance from the first pose, averaged over the joints."""
    displacements = poses.keypoints[..., :2] - poses.keypoints[:1, :, :2]
    seen = np.isfinite(displacements).all(axis=(0, 2))
    return (
        float(np.hypot(*np.moveaxis(displacements[:, seen], -1, 0)).mean(axis=1).max())
        if seen.any()
        else 0.0
    )
