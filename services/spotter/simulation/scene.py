"""Several people in one room before one camera, with ground truth for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.figure import Solids
from spotter.simulation.athletes.look import Look
from spotter.simulation.athletes.posture import Array
from spotter.simulation.errors import SimulationError
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import grainy
from spotter.simulation.filming.occlusion import hidden_behind
from spotter.simulation.filming.renderer import Renderer
from spotter.simulation.motion.catalogue import Equipment
from spotter.simulation.tools.equipped import ToolTrack


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """A person in a scene: ``joints_m`` is (T, 25, 3); ``tool`` is what is in the hands."""

    joints_m: Array
    look: Look
    equipment: Equipment = Equipment.NONE
    tool: ToolTrack | None = None

    def pieces(self, frame: int) -> list[Solids]:
        """The solids of the tool in one frame."""
        return [] if self.tool is None else self.tool.pieces(frame)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The ``actors`` before ``camera`` at ``captured_us`` (T,).

    Raises :class:`SimulationError` if there is no actor or an actor's joints are not (T, 25, 3).
    """

    camera: Camera
    captured_us: NDArray[np.int64]
    actors: tuple[Actor, ...]

    def __post_init__(self) -> None:
        expected = (len(self.captured_us), 25, 3)
        shapes = [actor.joints_m.shape for actor in self.actors]
        if not shapes or any(shape != expected for shape in shapes):
            raise SimulationError(f"expected actors with joints {expected}; found {shapes}")

    def keypoints(self) -> NDArray[np.float32]:
        """(T, P, 25, 3) the true keypoints of all actors; missing outside the picture.

        A joint that somebody hides has its true position: see :meth:`hidden`.
        """
        seen = [self.camera.poses(self.captured_us, actor.joints_m) for actor in self.actors]
        return np.stack([poses.keypoints for poses in seen], axis=1)

    def hidden(self) -> NDArray[np.bool_]:
        """(T, P, 25) whether another actor is in front of the joint."""
        renderer = self._renderer()
        hidden = np.zeros((len(self.captured_us), len(self.actors), 25), dtype=np.bool_)
        for frame, joints_m in enumerate(self._frames()):
            people = zip(self.actors, renderer.solids(*joints_m), strict=True)
            solids = [reduce(Solids.with_more, actor.pieces(frame), body) for actor, body in people]
            for one, other in np.argwhere(~np.eye(len(solids), dtype=bool)):
                hidden[frame, one] |= hidden_behind(joints_m[one], solids[other], self.camera)
        return hidden

    def pictures(self, rng: np.random.Generator, noise: float = 2.0) -> Iterator[NDArray[np.uint8]]:
        """The pictures (H, W, 3), blue, green, red; ``noise`` is that of :mod:`film`."""
        renderer = self._renderer()
        clean = (
            renderer.render(*joints_m, more=self._pieces(frame))
            for frame, joints_m in enumerate(self._frames())
        )
        return grainy(clean, self.camera, rng, noise)

    def _renderer(self) -> Renderer:
        dressed = [
            (actor.look, actor.equipment if actor.tool is None else Equipment.TOOL)
            for actor in self.actors
        ]
        return Renderer.of_several(dressed, self.camera)

    def _pieces(self, frame: int) -> list[Solids]:
        return [solids for actor in self.actors for solids in actor.pieces(frame)]

    def _frames(self) -> Iterator[tuple[Array, ...]]:
        return zip(*(actor.joints_m for actor in self.actors), strict=True)
