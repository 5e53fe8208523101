"""Drawing up a network layer by layer, while the channels of its blobs are counted."""

from spotter.estimators.openpose.published.layers import (
    Concat,
    Convolution,
    Layer,
    MaxPool,
    PReLU,
    ReLU,
)


class Drawing:
    """A list of layers that grows; each method gives the blob that the new layers write.

    ``image`` is the blob that the network is given, of three channels.
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
        """The greatest of each two by two cells."""
        self.layers.append(MaxPool(name, (bottom,), name, 2))
        self._channels[name] = self._channels[bottom]
        return name

    def concat(self, name: str, *bottoms: str, top: str = "") -> str:
        """The channels of several blobs, in a blob called ``top`` or, without that, ``name``."""
        self.layers.append(Concat(name, bottoms, top or name))
        self._channels[top or name] = sum(self._channels[bottom] for bottom in bottoms)
        return top or name


def draw_vgg(drawing: Drawing, image: str) -> str:
    """The first nine of VGG-19's convolutions, up to ``conv4_1``, without the ReLU behind it.

    Both networks begin with them (Simonyan and Zisserman 2014, configuration E); three poolings
    make one cell of 8 by 8 pixels.
    """
    blob = image
    for block, (convolutions, channels) in enumerate(((2, 64), (2, 128), (4, 256)), start=1):
        for place in range(1, convolutions + 1):
            blob = drawing.convolution(f"conv{block}_{place}", blob, channels, kernel=3)
            drawing.relu(f"relu{block}_{place}", blob)
        blob = drawing.pool(f"pool{block}_stage1", blob)
    blob = drawing.convolution("conv4_1", blob, 512, kernel=3)
    return drawing.relu("relu4_1", blob)
