"""An athlete with a tool: the joints and the tool of a whole performance."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.figure import Solids
from spotter.simulation.athletes.posture import Array
from spotter.simulation.tools.carried import Carried
from spotter.simulation.tools.carrying import carry
from spotter.simulation.tools.handling import Handling
from spotter.simulation.tools.resting import rack
from spotter.simulation.tools.tool import KEYPOINTS, radius_m
from spotter.simulation.tools.use import Use


@dataclass(frozen=True, slots=True, eq=False)
class ToolTrack:
    """A tool over T frames, and the one that was taken by mistake, if any.

    ``shown`` (T,) says for each tool when it is there; ``is_held`` (T,) whether the hands are on
    it; ``fixed`` is what stands in the room.
    """

    carried: tuple[Carried, ...]
    shown: tuple[NDArray[np.bool_], ...]
    is_held: NDArray[np.bool_]
    fixed: Solids | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The K keypoints of all tools."""
        return tuple(name for one in self.carried for name in KEYPOINTS[one.use.tool])

    @property
    def radius_m(self) -> Array:
        """(K,)."""
        return np.array(
            [
                radius_m(one.use.tool, one.use.load_kg)
                for one in self.carried
                for _ in KEYPOINTS[one.use.tool]
            ]
        )

    @property
    def points_m(self) -> Array:
        """(T, K, 3) the keypoints, NaN for a tool that is not there."""
        points = [
            np.where(shown[:, None, None], one.points_m, np.nan)
            for one, shown in zip(self.carried, self.shown, strict=True)
        ]
        return np.concatenate(points, axis=1)

    def pieces(self, frame: int) -> list[Solids]:
        """The solids of each piece in one frame, what stands in the room included."""
        shown = zip(self.carried, self.shown, strict=True)
        pieces = [solids for one, there in shown if there[frame] for solids in one.solids(frame)]
        return pieces if self.fixed is None else [*pieces, self.fixed]

    def placed(self, place_m: Array) -> "ToolTrack":
        """The track at another place on the floor, moved by (2,)."""
        step = np.append(place_m, 0.0)
        return replace(
            self,
            carried=tuple(
                replace(one, points_m=one.points_m + step, middles_m=one.middles_m + step)
                for one in self.carried
            ),
            fixed=self.fixed
            and self.fixed._replace(near_m=self.fixed.near_m + step, far_m=self.fixed.far_m + step),
        )


def equipped(
    use: Use, joints_m: Array, body: Body, handling: Handling, *, has_rack: bool = False
) -> tuple[Array, ToolTrack]:
    """The joints (T, 25, 3) with the arms on the tool, and the tool's track."""
    with_tool, right = carry(use, joints_m, body, handling)
    fixed = rack(use, joints_m[0], body) if has_rack else None
    is_wrong = handling.is_wrong
    if not is_wrong.any():
        return with_tool, ToolTrack((right,), (~is_wrong,), handling.is_held, fixed)
    with_other, wrong = carry(use.mistaken, joints_m, body, handling)
    joints = np.where(is_wrong[:, None, None], with_other, with_tool)
    return joints, ToolTrack((right, wrong), (~is_wrong, is_wrong), handling.is_held, fixed)
