"""Places an athlete's parts in the room as solids to render."""

from dataclasses import asdict, dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.anatomy import parts_of
from spotter.simulation.athletes.look import Colour, Look
from spotter.simulation.athletes.posture import Array
from spotter.simulation.athletes.segments import Segment, segment_frames, unit_m
from spotter.simulation.motion.catalogue import Equipment

_FIXED_COLOURS: dict[str, Colour] = {
    "white": (225, 225, 225),
    "dark": (30, 26, 24),
    "steel": (170, 170, 170),
    "iron": (60, 58, 56),
}
_BAR_REACH_M = 0.75
_HANGER_M = 1.0


class Solids(NamedTuple):
    """N rounded cones in the room, each scaled along its own axes.

    ``near_m`` and ``far_m`` are the ends (N, 3); ``axes`` (N, 3, 3) are columns, the third from
    near to far; ``scales`` (N, 3) is the thickness along each axis; ``radii_m`` (N, 2) belong to
    the ends. ``colours`` (N, 3) are blue, green and red from 0 to 255.
    """

    near_m: Array
    far_m: Array
    axes: Array
    scales: Array
    radii_m: Array
    colours: Array

    def with_more(self, more: "Solids") -> "Solids":
        """These solids and ``more``."""
        return Solids(*(np.concatenate(pair) for pair in zip(self, more, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """N parts as arrays; see :mod:`anatomy` for their units.

    ``along_forward`` (N,) marks the cones that lie along their segment's forward axis.
    """

    segments: NDArray[np.intp]
    near: Array
    far: Array
    radii: Array
    flat: Array
    colours: Array
    is_ball: NDArray[np.bool_]
    along_forward: NDArray[np.bool_]

    @classmethod
    def of(cls, look: Look, equipment: Equipment = Equipment.NONE) -> Self:
        """The figure of an athlete with this ``look``."""
        parts = parts_of(equipment)
        colours = _FIXED_COLOURS | _colours(look)
        segments = np.array([part.segment for part in parts], dtype=np.intp)
        near = np.array([part.near for part in parts], dtype=np.float64)
        far = np.array([part.far for part in parts], dtype=np.float64)
        girth = np.where(segments == Segment.HEAD, 1.0, look.girth_ratio)
        steps = np.abs(far - near)
        return cls(
            segments=segments,
            near=near,
            far=far,
            radii=girth[:, None] * np.array([part.radii for part in parts]),
            flat=np.array([part.flat for part in parts]),
            colours=np.array([colours[part.colour] for part in parts], dtype=np.float64),
            is_ball=np.all(steps == 0, axis=-1),
            along_forward=(steps[:, 0] > steps[:, 1]) & (steps[:, 0] > 0.2 * steps[:, 2]),
        )

    def solids(self, joints_m: Array) -> Solids:
        """The parts around the joints (25, 3) of one frame."""
        origins, axes, lengths = segment_frames(joints_m)
        size_m = unit_m(joints_m)
        own_axes = axes[self.segments]
        extent = np.full((len(self.segments), 3), size_m)
        extent[:, 2] = np.where(_is_long(self.segments), lengths[self.segments], size_m)
        near, far = (
            origins[self.segments] + np.einsum("nij,nj->ni", own_axes, at * extent)
            for at in (self.near, self.far)
        )
        scales = np.where(self.is_ball[:, None], self.flat, self.flat * [1, 1, 0] + [0, 0, 1])
        radii = self.radii * size_m
        placed = np.where(
            self.is_ball[:, None, None], own_axes, self._cone_axes(far - near, own_axes)
        )
        return Solids(near, far, placed, scales, radii, self.colours)

    def _cone_axes(self, steps: Array, own_axes: Array) -> Array:
        """(N, 3, 3) the third axis from near to far, the first as close to forward as possible."""
        length = np.linalg.norm(steps, axis=-1, keepdims=True)
        third = np.where(length > 0, steps / np.maximum(length, 1e-12), own_axes[:, :, 2])
        wanted = np.where(self.along_forward[:, None], own_axes[:, :, 2], own_axes[:, :, 0])
        first = wanted - np.sum(wanted * third, axis=-1, keepdims=True) * third
        first /= np.maximum(np.linalg.norm(first, axis=-1, keepdims=True), 1e-12)
        return np.stack([first, np.cross(third, first), third], axis=-1)


def _colours(look: Look) -> dict[str, Colour]:
    colours = {name: colour for name, colour in asdict(look).items() if name != "girth_ratio"}
    blue, green, red = look.skin
    return colours | {"lips": (int(blue * 0.62), int(green * 0.55), int(red * 0.78))}


def _is_long(segments: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether a segment is the trunk, an arm or a leg, where up is in segment lengths."""
    limbs = (segments >= Segment.LEFT_UPPER_ARM) & (segments <= Segment.RIGHT_FOREARM)
    legs = (segments >= Segment.LEFT_THIGH) & (segments <= Segment.RIGHT_SHANK)
    long: NDArray[np.bool_] = limbs | legs | (segments == Segment.TRUNK)
    return long


def pull_up_bar(joints_m: Array) -> Solids:
    """A bar through both hands that hangs from the ceiling, so that no post hides the athlete."""
    left, right = joints_m[Joint.LEFT_WRIST], joints_m[Joint.RIGHT_WRIST]
    middle = (left + right) / 2 + [0.0, 0.0, 0.045 * unit_m(joints_m)]
    ends = middle + np.array([[0.0, _BAR_REACH_M, 0.0], [0.0, -_BAR_REACH_M, 0.0]])
    near = np.stack([ends[0], ends[0], ends[1]])
    far = np.stack([ends[1], *(ends + np.array([0.0, 0.0, _HANGER_M]))])
    third = (far - near) / np.linalg.norm(far - near, axis=-1, keepdims=True)
    first = np.tile([1.0, 0.0, 0.0], (3, 1))
    axes = np.stack([first, np.cross(third, first), third], axis=-1)
    radii = np.repeat([[0.016], [0.02], [0.02]], 2, axis=1)
    colours = np.tile([120.0, 118.0, 115.0], (3, 1))
    return Solids(near, far, axes, np.ones((3, 3)), radii, colours)
