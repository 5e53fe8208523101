"""The two networks that OpenPose has published, as plain data.

Layers, names, sizes and their order are those of the published definitions
(CMU-Perceptual-Computing-Lab/openpose, ``models/pose/coco/pose_deploy_linevec.prototxt`` and
``models/pose/body_25/pose_deploy.prototxt``). All code that needs a network's layers reads them
here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel
from spotter.estimators.openpose.published.builder import StructureBuilder, add_vgg
from spotter.estimators.openpose.published.layers import Convolution, Layer, MaxPool, Shape

IMAGE = "image"
"""A network's input blob: (N, 3, height, width), BGR."""

OUTPUT = "net_output"
"""Its output blob: the heat maps, then the affinity maps."""

PIXEL_SCALE = 1 / 256
PIXEL_OFFSET = -0.5
"""A pixel value of 0 to 255 enters the network as value * PIXEL_SCALE + PIXEL_OFFSET."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A network's layers in the order they are computed; the last one concatenates the maps."""

    model: BodyModel
    layers: tuple[Layer, ...]

    @property
    def name(self) -> str:
        """The body model's name: ``coco`` or ``body_25``."""
        return self.model.name

    @property
    def map_blobs(self) -> tuple[str, str]:
        """The blobs of the heat maps and of the affinity maps."""
        heat, affinity = self.layers[-1].bottoms
        return heat, affinity

    @property
    def convolutions(self) -> tuple[Convolution, ...]:
        """The convolutions, in order."""
        return tuple(layer for layer in self.layers if isinstance(layer, Convolution))

    @property
    def parameter_shapes(self) -> dict[str, Shape]:
        """The shape of each array of weights, by its name ``<layer>.weight|bias|slope``."""
        return {
            name: shape for layer in self.layers for name, shape in layer.parameter_shapes.items()
        }

    def map_sizes(self, width_px: int, height_px: int) -> Iterator[tuple[Convolution, int, int]]:
        """Each convolution with the height and width of its maps, for a picture of this size."""
        sizes = {IMAGE: (height_px, width_px)}
        for layer in self.layers:
            height, width = sizes[layer.bottoms[0]]
            if isinstance(layer, MaxPool):
                height, width = height // layer.size, width // layer.size
            if isinstance(layer, Convolution):
                yield layer, height, width
            sizes[layer.top] = (height, width)

    def flop_count(self, width_px: int, height_px: int) -> int:
        """Multiplications and additions of the convolutions for one picture of this size."""
        sized = self.map_sizes(width_px, height_px)
        return sum(layer.flop_count(height * width) for layer, height, width in sized)


def coco() -> Structure:
    """COCO-18: six stages of two branches, L1 for the affinity maps and L2 for the heat maps.

    From the second stage on, each stage also reads the maps of the previous one (Cao et al. 2017).
    """
    builder = StructureBuilder(IMAGE)
    features = add_vgg(builder, IMAGE)
    for name, channels in (("4_2", 512), ("4_3_CPM", 256), ("4_4_CPM", 128)):
        features = builder.convolution(f"conv{name}", features, channels, kernel=3)
        builder.relu(f"relu{name}", features)
    first = ((3, 128), (3, 128), (3, 128), (1, 512))
    maps = _add_branches(builder, features, "conv5_{}_CPM_{}", "relu5_{}_CPM_{}", first)
    later = (*((7, 128),) * 5, (1, 128))
    for stage in range(2, 7):
        bottom = builder.concat(f"concat_stage{stage}", *maps, features)
        names = f"Mconv{{}}_stage{stage}_{{}}", f"Mrelu{{}}_stage{stage}_{{}}"
        maps = _add_branches(builder, bottom, *names, later)
    affinity, heat = maps
    builder.concat("concat_stage7", heat, affinity, top=OUTPUT)
    return Structure(COCO, tuple(builder.layers))


def _add_branches(
    builder: StructureBuilder,
    bottom: str,
    convolution: str,
    relu: str,
    hidden: tuple[tuple[int, int], ...],
) -> tuple[str, str]:
    """Both branches side by side: ``hidden`` (kernel, channels) with ReLU, then the maps."""
    branches = ("L1", COCO.affinity_count), ("L2", COCO.heat_count)
    blobs = {branch: bottom for branch, _ in branches}
    for place, (kernel, channels) in enumerate(hidden, start=1):
        for branch, _ in branches:
            name = convolution.format(place, branch)
            blobs[branch] = builder.convolution(name, blobs[branch], channels, kernel)
            builder.relu(relu.format(place, branch), blobs[branch])
    last = len(hidden) + 1
    affinity, heat = (
        builder.convolution(convolution.format(last, branch), blobs[branch], count, kernel=1)
        for branch, count in branches
    )
    return affinity, heat


def body_25() -> Structure:
    """BODY_25: four stages that refine the affinity maps (L2), then two for the heat maps (L1).

    Every stage reads the picture's features and the maps found so far (Cao et al. 2019).
    """
    builder = StructureBuilder(IMAGE)
    features = add_vgg(builder, IMAGE)
    for name, channels in (("4_2", 512), ("4_3_CPM", 256), ("4_4_CPM", 128)):
        features = builder.convolution(f"conv{name}", features, channels, kernel=3)
        builder.prelu(f"prelu{name}", features)
    bottom, affinity = features, ""
    for stage in range(4):
        if stage:
            bottom = builder.concat(f"concat_stage{stage}_L2", features, affinity)
        affinity = _add_stage(builder, bottom, stage, "L2", BODY_25.affinity_count)
    bottom = builder.concat("concat_stage0_L1", features, affinity)
    heat = _add_stage(builder, bottom, 0, "L1", BODY_25.heat_count)
    bottom = builder.concat("concat_stage1_L1", features, heat, affinity)
    heat = _add_stage(builder, bottom, 1, "L1", BODY_25.heat_count)
    builder.concat(OUTPUT, heat, affinity)
    return Structure(BODY_25, tuple(builder.layers))


def _add_stage(builder: StructureBuilder, bottom: str, stage: int, branch: str, maps: int) -> str:
    """Five dense blocks and two convolutions of kernel 1; the first stages are narrower."""
    narrow, wide = (96, 256) if stage == 0 else (128, 512)
    where = f"stage{stage}_{branch}"
    blob = bottom
    for block in range(1, 6):
        blob = _add_dense_block(builder, blob, block, where, narrow)
    blob = builder.convolution(f"Mconv6_{where}", blob, wide, kernel=1)
    builder.prelu(f"Mprelu6_{where}", blob)
    return builder.convolution(f"Mconv7_{where}", blob, maps, kernel=1)


def _add_dense_block(
    builder: StructureBuilder, bottom: str, block: int, where: str, channels: int
) -> str:
    """Three successive convolutions of kernel 3, whose outputs are concatenated."""
    kept = []
    for place in range(3):
        bottom = builder.convolution(f"Mconv{block}_{where}_{place}", bottom, channels, kernel=3)
        kept.append(builder.prelu(f"Mprelu{block}_{where}_{place}", bottom))
    return builder.concat(f"Mconv{block}_{where}_concat", *kept)
