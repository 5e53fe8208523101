"""Films a performance."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.look import Look
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.light import Light
from spotter.simulation.filming.renderer import Renderer
from spotter.simulation.motion.catalogue import Equipment
from spotter.simulation.motion.performance import Performance

_GRAIN_MARGIN_PX = 64


def film(  # noqa: PLR0913, PLR0917 - what is filmed, and how
    performance: Performance,
    camera: Camera,
    look: Look,
    rng: np.random.Generator,
    noise: float = 2.0,
    light: Light = Light.BRIGHT,
) -> Iterator[NDArray[np.uint8]]:
    """The pictures (H, W, 3), blue, green, red, of ``performance``, one by one.

    ``noise`` is the standard deviation of the picture's grain, on the scale 0 to 255; ``rng``
    generates it.
    """
    tool = performance.tool
    equipment = performance.exercise.equipment if tool is None else Equipment.TOOL
    renderer = Renderer.of(look, camera, equipment, light)
    clean = (
        renderer.render(joints_m, more=() if tool is None else tool.pieces(frame))
        for frame, joints_m in enumerate(performance.joints_m)
    )
    return grainy(clean, camera, rng, noise)


def grainy(
    pictures: Iterable[NDArray[np.uint8]], camera: Camera, rng: np.random.Generator, noise: float
) -> Iterator[NDArray[np.uint8]]:
    """``pictures`` of ``camera`` with the grain of :func:`film`."""
    grain = _grain(camera, noise, rng)
    for clean in pictures:
        if noise <= 0:
            yield clean
            continue
        across, down = rng.integers(_GRAIN_MARGIN_PX, size=2)
        shifted = grain[down:, across:][: camera.height_px, : camera.width_px]
        yield np.clip(clean + shifted, 0, 255).astype(np.uint8)


def _grain(camera: Camera, noise: float, rng: np.random.Generator) -> NDArray[np.int16]:
    """Noise for a picture and a margin; each frame uses a random part, which is far cheaper."""
    size = (camera.height_px + _GRAIN_MARGIN_PX, camera.width_px + _GRAIN_MARGIN_PX, 3)
    return np.round(rng.normal(0, noise, size=size)).astype(np.int16)
