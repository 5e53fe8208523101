"""The five kinds of layers that OpenPose's networks are made of, as plain data.

Kinds, names, bottoms and tops are Caffe's: a layer reads the blobs that it calls bottoms and writes
the blob that it calls its top. A blob is (N, channels, height, width).
"""

from dataclasses import dataclass
from typing import ClassVar

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer's name, the blobs that it reads and the one that it writes."""

    kind: ClassVar[str]
    """What Caffe calls such a layer."""

    name: str
    bottoms: tuple[str, ...]
    top: str

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """The shape of each array that training has filled, by its full name."""
        return {}


@dataclass(frozen=True, slots=True)
class Convolution(Layer):
    """A square kernel moved by one cell at a time, with a bias.

    ``padding`` rows and columns of zeros on each side keep the size of the maps. Weights are
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
        """Multiplications and additions for maps of ``cells`` cells, a bias' addition left out."""
        return 2 * cells * self.out_channels * self.in_channels * self.kernel**2


@dataclass(frozen=True, slots=True)
class ReLU(Layer):
    """What is below zero becomes zero; it writes over what it reads."""

    kind: ClassVar[str] = "ReLU"


@dataclass(frozen=True, slots=True)
class PReLU(Layer):
    """What is below zero is multiplied by its channel's slope; it writes over what it reads."""

    kind: ClassVar[str] = "PReLU"

    channels: int

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """The slopes."""
        return {f"{self.name}.slope": (self.channels,)}


@dataclass(frozen=True, slots=True)
class MaxPool(Layer):
    """The greatest of each square of ``size`` by ``size`` cells, which halves maps at size 2."""

    kind: ClassVar[str] = "Pooling"

    size: int


@dataclass(frozen=True, slots=True)
class Concat(Layer):
    """The channels of several blobs behind one another."""

    kind: ClassVar[str] = "Concat"
