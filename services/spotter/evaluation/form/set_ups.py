"""Infers the set-up in which each clip was filmed, if the file does not say."""

from collections.abc import Sequence

import numpy as np

from spotter.movement.geometry import Viewpoint, normalise, viewpoint
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import PoseSeries

_SIZE_STEP_RATIO = 1.15
"""Consecutive body sizes within one set-up, in order of size, differ by less than this."""


def set_ups_of(clips: Sequence[PoseSeries]) -> list[str]:
    """A name for each clip's set-up: the visible side and the size of the body.

    Clips of one view are sorted by the torso's length in pixels; where it grows by more than 15 %
    from one clip to the next, the camera or the person has changed. The body's place in the picture
    does not matter.
    """
    views = [_view_of(viewpoint(normalise(clip))) for clip in clips]
    sizes_px = np.array([body_size_px(clip.keypoints) for clip in clips])
    names = ["nobody seen"] * len(clips)
    for view in sorted(set(views)):
        members = [place for place, found in enumerate(views) if found == view]
        for similar in _of_similar_size(
            [place for place in members if np.isfinite(sizes_px[place])], sizes_px
        ):
            size = round(float(np.median(sizes_px[similar])))
            for place in similar:
                names[place] = f"{view}, torso {size} px"
    return names


def _view_of(found: Viewpoint) -> str:
    if not found.from_the_side:
        return "from the front" if found.width_tl > 0 else "from behind"
    return "facing right" if found.faces_right else "facing left"


def _of_similar_size(
    members: list[int], sizes_px: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> list[list[int]]:
    found: list[list[int]] = []
    for place in sorted(members, key=lambda member: sizes_px[member]):
        if found and sizes_px[place] <= _SIZE_STEP_RATIO * sizes_px[found[-1][-1]]:
            found[-1].append(place)
        else:
            found.append([place])
    return found
