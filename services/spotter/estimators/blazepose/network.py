"""A LiteRT network that takes one square RGB picture."""

from collections.abc import Sequence

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from spotter.estimators.blazepose.native_messages import without_information
from spotter.estimators.blazepose.pruning import prune
from spotter.estimators.errors import ModelError


class Network:
    """Runs a LiteRT model of one (1, S, S, 3) float32 input on the CPU.

    ``content`` holds the model file's bytes; pixel values 0 to 255 are scaled to ``low`` to
    ``high``; ``outputs`` are the indices of the outputs that :meth:`run` returns; no others are
    computed. The constructor does the first run, which is slower than later ones.

    Raises :class:`ModelError` if the model's input has another shape.
    """

    def __init__(
        self, content: bytes, *, threads: int, low: float, high: float, outputs: Sequence[int]
    ) -> None:
        pruned = prune(content, outputs)
        with without_information():
            self._interpreter = Interpreter(model_content=pruned, num_threads=threads)
            self._interpreter.allocate_tensors()
        described = self._interpreter.get_input_details()[0]
        shape = tuple(int(length) for length in described["shape"])
        if len(shape) != 4 or shape[1] != shape[2] or shape[3] != 3:
            raise ModelError(f"expected a network of one (1, S, S, 3) picture; found {shape}")
        self.side_px = shape[1]
        self._input = self._interpreter.tensor(described["index"])
        self._scale, self._low = np.float32((high - low) / 255), np.float32(low)
        self._outputs = [output["index"] for output in self._interpreter.get_output_details()]
        self.run(np.zeros((self.side_px, self.side_px, 3), dtype=np.uint8))

    def run(self, rgb: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
        """The chosen outputs, without their batch axis, for an (S, S, 3) uint8 RGB picture."""
        pixels = self._input()[0]
        np.multiply(rgb, self._scale, out=pixels)
        if self._low:
            pixels += self._low
        del pixels  # LiteRT refuses to run while a view of its memory exists
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(index)[0] for index in self._outputs]
