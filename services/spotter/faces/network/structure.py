"""The layers of dlib's ``dlib_face_recognition_resnet_model_v1``.

29 convolutions after He et al., "Deep Residual Learning for Image Recognition" (2016), as King
describes in "High Quality Face Recognition with Deep Metric Learning" (2017). Batch normalisation
has become a scale and an offset by channel.
"""

from dataclasses import dataclass

SIDE_PX = 150
"""The input: a picture of a face, upright and aligned."""
MEAN_RGB = (122.782, 117.001, 104.298)
SCALE = 1 / 256


@dataclass(frozen=True, slots=True)
class Block:
    """Two convolutions of 3 x 3, added to their input; ``halves`` says whether it shrinks.

    A block that does not add channels and halves pads with zeros what has become too small.
    """

    name: str
    channels: int
    halves: bool = False


STEM = "conv32_down"
BLOCKS = (
    Block("conv32_1", 32),
    Block("conv32_2", 32),
    Block("conv32_3", 32),
    Block("conv64_down", 64, halves=True),
    Block("conv64_1", 64),
    Block("conv64_2", 64),
    Block("conv64_3", 64),
    Block("conv128_down", 128, halves=True),
    Block("conv128_1", 128),
    Block("conv128_2", 128),
    Block("conv256_down", 256, halves=True),
    Block("conv256_1", 256),
    Block("conv256_2", 256),
    Block("conv256_down_out", 256, halves=True),
)
HEAD = "fc"
