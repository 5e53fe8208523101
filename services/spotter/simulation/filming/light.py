"""The light in the room."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.posture import Array
from spotter.simulation.filming.camera import Camera


class Light(StrEnum):
    """A bright lamp over the camera's left, little light, or a warm lamp at the camera's right."""

    BRIGHT = "bright"
    DIM = "dim"
    SIDE = "side"

    def towards_lamp(self, camera: Camera) -> Array:
        """(3,) the direction of the lamp, in the room."""
        way: Array = np.array(_TOWARDS_LAMP[self]) @ camera.axes
        way /= np.linalg.norm(way)
        return way

    def on(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """``picture`` (H, W, 3), blue, green, red, in as much light as there is, of its colour."""
        if self is Light.BRIGHT:
            return picture
        lit: NDArray[np.uint8] = np.clip(picture * np.array(_COLOUR[self]), 0, 255).astype(np.uint8)
        return lit


# To the picture's right, down and ahead.
_TOWARDS_LAMP = {
    Light.BRIGHT: (-0.45, -0.75, -0.65),
    Light.DIM: (-0.1, -0.95, -0.2),
    Light.SIDE: (0.92, -0.35, -0.15),
}
_COLOUR = {Light.DIM: (0.5, 0.46, 0.44), Light.SIDE: (0.72, 0.88, 0.98)}
