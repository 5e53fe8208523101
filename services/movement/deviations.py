"""How far a rep is from what is expected, joint by joint and phase by phase."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from movement.alignment import align, warp
from movement.expectation import PHASES, Expectation, flat, offset_from, phase_course
from movement.normalise import Coordinates, mirrored
from movement.poses import PoseSeries

_COUNTED = 3
_LASTING_SHARE = 0.1
_CLEARLY_BETTER = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Deviations:
    """A rep compared with its expectation, on the expectation's phases.

    ``offset`` is (60, 25, 2) torso lengths, see :func:`movement.expectation.offset_from`;
    ``ratio`` the same without sign, divided by what is allowed. ``frames`` (60,) are the attempt's
    frames at the phases.
    ``is_mirrored`` tells that the person faced the other way, so that left and right are swapped.
    ``path`` is (N, 2): the alignment, as pairs of phases.
    """

    offset: Coordinates
    ratio: Coordinates
    frames: NDArray[np.intp]
    is_mirrored: bool
    path: NDArray[np.uint16]

    @property
    def score(self) -> float:
        """How far the three worst coordinates are out, in multiples of what is allowed.

        Of each coordinate counts what lasts for a tenth of the rep, so that no single picture
        decides.
        """
        lasting = np.quantile(self.ratio, 1 - _LASTING_SHARE, axis=0).ravel()
        return float(np.sort(lasting[np.isfinite(lasting)])[-_COUNTED:].mean())


def compare(poses: PoseSeries, expected: Expectation) -> Deviations:
    """Align a rep with its expectation, the whole body at once, and measure what differs.

    The rep is taken as it is, or mirrored where that fits clearly better.
    """
    course = phase_course(poses)
    as_is = _compare(course, expected, len(poses), is_mirrored=False)
    other_way = _compare(mirrored(course), expected, len(poses), is_mirrored=True)
    turned = np.nanmean(other_way.ratio) < _CLEARLY_BETTER * np.nanmean(as_is.ratio)
    return other_way if turned else as_is


def _compare(
    course: Coordinates, expected: Expectation, frame_count: int, *, is_mirrored: bool
) -> Deviations:
    path = align(flat(course, expected.course), flat(expected.course, course))
    offset = offset_from(expected.course, warp(course, path, PHASES))
    frames = warp(np.linspace(0, frame_count - 1, PHASES), path, PHASES)
    return Deviations(
        offset=offset,
        ratio=np.abs(offset) / expected.allowance,
        frames=np.rint(frames).astype(np.intp),
        is_mirrored=is_mirrored,
        path=path,
    )
