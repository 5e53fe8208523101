"""The five kinds of layers in OpenPose's networks, as plain data.

Kinds, names, bottoms and tops are Caffe's: a layer reads its bottom blobs and writes its top blob.
A blob is (N, channels, height, width).
"""

from dataclasses import dataclass
from typing import ClassVar

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its name, the blobs it reads and the blob it writes."""

    kind: ClassVar[str]
    """Caffe's name for the kind."""

    name: str
    bottoms: tuple[str, ...]
    top: str

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """The shape of each trained array, by its full name."""
        return {}


@dataclass(frozen=True, slots=True)
class Convolution(Layer):
    """A convolution with a square kernel, stride 1 and a bias.

    ``padding`` rows and columns of zeros on each side preserve the size of the maps. Weights are
    (out_channels, in_channels, kernel, kernel).
    """

    kind: ClassVar[str] = "Convolution"

    in_channels: int
    out_channels: int
    kernel: int
    padding: int

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """The weights and the biases."""
        weight = (self.out_channels, self.in_channels, self.kernel, self.kernel)
        return {f"{self.name}.weight": weight, f"{self.name}.bias": (self.out_channels,)}

    def flop_count(self, cells: int) -> int:
        """Multiplications and additions for maps of ``cells`` cells, without adding the bias."""
        return 2 * cells * self.out_channels * self.in_channels * self.kernel**2


@dataclass(frozen=True, slots=True)
class ReLU(Layer):
    """Replaces negative values by zero, in place."""

    kind: ClassVar[str] = "ReLU"


@dataclass(frozen=True, slots=True)
class PReLU(Layer):
    """Multiplies negative values by their channel's slope, in place."""

    kind: ClassVar[str] = "PReLU"

    channels: int

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """The slopes."""
        return {f"{self.name}.slope": (self.channels,)}


@dataclass(frozen=True, slots=True)
class MaxPool(Layer):
    """The maximum of each square of ``size`` by ``size`` cells; size 2 halves the maps."""

    kind: ClassVar[str] = "Pooling"

    size: int


@dataclass(frozen=True, slots=True)
class Concat(Layer):
    """Concatenates the channels of several blobs."""

    kind: ClassVar[str] = "Concat"
