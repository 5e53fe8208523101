"""Builds a network layer by layer and keeps track of its blobs' channels."""

from spotter.estimators.openpose.published.layers import (
    Concat,
    Convolution,
    Layer,
    MaxPool,
    PReLU,
    ReLU,
)


class StructureBuilder:
    """A growing list of layers; each method returns the blob that the new layers write.

    ``image`` is the network's input blob, with three channels.
    """

    def __init__(self, image: str) -> None:
        self.layers: list[Layer] = []
        self._channels = {image: 3}

    def convolution(self, name: str, bottom: str, channels: int, kernel: int) -> str:
        """A convolution that keeps the size of the maps."""
        self.layers.append(
            Convolution(
                name, (bottom,), name, self._channels[bottom], channels, kernel, kernel // 2
            )
        )
        self._channels[name] = channels
        return name

    def relu(self, name: str, blob: str) -> str:
        """A ReLU in place."""
        self.layers.append(ReLU(name, (blob,), blob))
        return blob

    def prelu(self, name: str, blob: str) -> str:
        """A PReLU in place."""
        self.layers.append(PReLU(name, (blob,), blob, self._channels[blob]))
        return blob

    def pool(self, name: str, bottom: str) -> str:
        """Max pooling over two by two cells."""
        self.layers.append(MaxPool(name, (bottom,), name, 2))
        self._channels[name] = self._channels[bottom]
        return name

    def concat(self, name: str, *bottoms: str, top: str = "") -> str:
        """Concatenate the channels of several blobs into ``top``, which defaults to ``name``."""
        self.layers.append(Concat(name, bottoms, top or name))
        self._channels[top or name] = sum(self._channels[bottom] for bottom in bottoms)
        return top or name


def add_vgg(builder: StructureBuilder, image: str) -> str:
    """The first nine convolutions of VGG-19, up to ``conv4_1`` and its ReLU.

    Both networks start with them (Simonyan and Zisserman 2014, configuration E); three poolings
    reduce 8 by 8 pixels to one cell.
    """
    blob = image
    for block, (convolutions, channels) in enumerate(((2, 64), (2, 128), (4, 256)), start=1):
        for place in range(1, convolutions + 1):
            blob = builder.convolution(f"conv{block}_{place}", blob, channels, kernel=3)
            builder.relu(f"relu{block}_{place}", blob)
        blob = builder.pool(f"pool{block}_stage1", blob)
    blob = builder.convolution("conv4_1", blob, 512, kernel=3)
    return builder.relu("relu4_1", blob)
