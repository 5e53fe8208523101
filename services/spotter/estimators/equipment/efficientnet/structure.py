"""The layers of EfficientNet-Lite0.

Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" (2019), in
Google's variant for small devices (2020), without squeeze-and-excitation and with ReLU6.
"""

from collections.abc import Iterator
from dataclasses import dataclass

SIDE_PX = 224
"""The input's side."""
MEAN, SCALE = 127.0, 1 / 128
"""Of each colour, 0 to 255: so the network was trained."""
CLASSES = 1000
CLASS_PLACES = {"barbell": 422, "dumbbell": 543}
"""The equipment among ImageNet's classes."""
EPSILON = 1e-3
"""Of batch normalisation."""

STEM, STEM_NORM = "_conv_stem", "_bn0"
HEAD, HEAD_NORM = "_conv_head", "_bn1"
LAST = "_fc"


@dataclass(frozen=True, slots=True)
class Block:
    """An inverted bottleneck: 1 x 1 to more channels, each by itself, 1 x 1 back to fewer.

    ``is_added`` says whether its input is added to what it gives.
    """

    name: str
    expands: bool
    stride: int
    is_added: bool


_STAGES = ((1, 1, False), (2, 2, True), (2, 2, True), (3, 2, True), (3, 1, True), (4, 2, True))
"""How many blocks, the stride of the first, and whether they expand."""


def blocks() -> Iterator[Block]:
    """All 16, in order."""
    number = 0
    for count, stride, expands in (*_STAGES, (1, 1, True)):
        for place in range(count):
            name = f"_blocks.{number}."
            yield Block(name, expands, 1 if place else stride, is_added=place > 0)
            number += 1


def same_padding(kernel: int, stride: int) -> tuple[int, int]:
    """What TensorFlow's ``SAME`` adds before and after a side of which the stride is a divisor.

    >>> same_padding(3, 2), same_padding(5, 1)
    ((0, 1), (2, 2))
    """
    total = kernel - stride
    return total // 2, total - total // 2
