"""A filmed take: the performance, the athlete and the camera; the seed fixes all randomness."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.figure import Figure
from spotter.simulation.athletes.look import Look
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film
from spotter.simulation.filming.light import Light
from spotter.simulation.filming.tool_truth import ToolTruth, tool_truth
from spotter.simulation.motion.catalogue import Equipment
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, perform
from spotter.simulation.tools.equipped import ToolTrack


@dataclass(frozen=True, slots=True)
class Take:
    """``noise`` is the picture's grain, as in :func:`film.film`."""

    plan: Plan
    camera: Camera = field(default_factory=Camera)
    look: Look = field(default_factory=Look)
    seed: int = 0
    noise: float = 2.0
    light: Light = Light.BRIGHT

    def performance(self) -> Performance:
        """The movement with its ground truth."""
        return perform(self.plan, self._generators()[0])

    def pictures(self, performance: Performance) -> Iterator[NDArray[np.uint8]]:
        """The pictures (H, W, 3), blue, green, red, of ``performance``, one by one."""
        rng = self._generators()[1]
        return film(performance, self.camera, self.look, rng, self.noise, self.light)

    def truth(self, performance: Performance) -> dict[str, Any]:
        """The performance and the filming as JSON values.

        Times are in seconds and frames are counted from 0, both from the video's first picture.
        """
        plan = self.plan
        frames = len(performance.captured_us)
        return {
            "exercise": plan.exercise,
            "rate_hz": plan.rate_hz,
            "frames": frames,
            "duration_s": round(frames / plan.rate_hz, 6),
            "seed": self.seed,
            "body": asdict(plan.body),
            "camera": asdict(self.camera),
            "reps": [
                asdict(rep)
                | {
                    "start_s": round(rep.start_s, 6),
                    "end_s": round(rep.end_s, 6),
                    "faults": [kind.value for kind in rep.faults],
                }
                for rep in performance.reps
            ],
            "rests_after": sorted(plan.faults.get(FaultKind.REST, ())),
        } | _equipment(performance.tool)

    def tool_truth(self, performance: Performance) -> ToolTruth | None:
        """What the camera sees of the tool; None without one."""
        if performance.tool is None:
            return None
        figure = Figure.of(self.look, Equipment.TOOL)
        return tool_truth(performance.tool, performance.joints_m, figure, self.camera)

    def _generators(self) -> list[np.random.Generator]:
        """One for the movement and one for the grain, so that neither depends on the other."""
        return np.random.default_rng(self.seed).spawn(2)


def _equipment(tool: ToolTrack | None) -> dict[str, Any]:
    """The tool's part of the truth; frames are inclusive."""
    if tool is None:
        return {}
    edges = np.flatnonzero(np.diff(np.concatenate([[False], tool.is_held, [False]]).astype(int)))
    right = tool.carried[0]
    return {
        "equipment": {
            "name": right.use.tool.value,
            "load_kg": right.use.load_kg,
            "radius_m": dict(zip(tool.names, tool.radius_m.round(4).tolist(), strict=True)),
            "held": [
                {"first_frame": int(first), "last_frame": int(end) - 1}
                for first, end in edges.reshape(-1, 2)
            ],
        }
    }
