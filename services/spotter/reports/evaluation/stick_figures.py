"""Skeletons as SVG drawings, in the page's colours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import BONES, Joint

_HEIGHT = 200.0
_MARGIN_TL = 0.15
_SMALLEST_TL = 1.5
_RING = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the plane, in torso lengths, that all drawings of one rep show."""

    left_tl: float
    top_tl: float
    width_tl: float
    height_tl: float

    @classmethod
    def around(cls, trajectories: Sequence[Coordinates]) -> "Frame":
        """The frame that holds all joints of ``trajectories``, (..., 25, 2) torso lengths each."""
        places = np.concatenate([trajectory.reshape(-1, 2) for trajectory in trajectories])
        seen = places[np.isfinite(places).all(axis=1)]
        if not len(seen):
            seen = np.zeros((1, 2))
        low, high = seen.min(axis=0) - _MARGIN_TL, seen.max(axis=0) + _MARGIN_TL
        wider = np.maximum(_SMALLEST_TL - (high - low), 0) / 2
        low, high = low - wider, high + wider
        return cls(float(low[0]), float(high[1]), *(float(size) for size in high - low))

    @property
    def _scale(self) -> float:
        return _HEIGHT / self.height_tl

    @property
    def width(self) -> float:
        """The drawing's width; its height is 200."""
        return self.width_tl * self._scale

    def place(self, joint_tl: Coordinates) -> str:
        """A joint's place in the drawing."""
        x = (float(joint_tl[0]) - self.left_tl) * self._scale
        y = (self.top_tl - float(joint_tl[1])) * self._scale
        return f"{x:.1f} {y:.1f}"


def stick_figure(
    frame: Frame, pose: Coordinates, model: Coordinates | None = None, marked: Joint | None = None
) -> str:
    """An SVG of ``pose``, (25, 2) torso lengths, over ``model``, with a ring around a joint."""
    drawn = [] if model is None else [_bones(frame, model, BONES, "model")]
    drawn += [
        _bones(frame, pose, [bone for bone in BONES if _side(bone[1]) == side], side)
        for side in ("middle", "right", "left")
    ]
    if marked is not None and np.isfinite(pose[marked]).all():
        x, y = frame.place(pose[marked]).split()
        drawn.append(f'<circle class="ring" cx="{x}" cy="{y}" r="{_RING}"/>')
    size = f"0 0 {frame.width:.0f} {_HEIGHT:.0f}"
    return f'<svg class="figure" viewBox="{size}" aria-hidden="true">{"".join(drawn)}</svg>'


def _bones(
    frame: Frame, pose: Coordinates, bones: Sequence[tuple[Joint, Joint]], css_class: str
) -> str:
    path = "".join(
        f"M{frame.place(pose[start])}L{frame.place(pose[end])}"
        for start, end in bones
        if np.isfinite(pose[[start, end]]).all()
    )
    return f'<path class="{css_class}" d="{path}"/>' if path else ""


def _side(joint: Joint) -> str:
    if joint.name.startswith("LEFT"):
        return "left"
    return "right" if joint.name.startswith("RIGHT") else "middle"
