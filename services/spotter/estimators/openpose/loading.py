"""Makes OpenPose's estimators from an ONNX file or from the published weights in the cache."""

from pathlib import Path

from spotter.estimators.errors import EstimatorError
from spotter.estimators.family import Options
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.network import MapNetwork
from spotter.estimators.openpose.onnx.network import OnnxNetwork
from spotter.estimators.openpose.openpose import OpenPose
from spotter.estimators.openpose.published.structure import Structure
from spotter.estimators.openpose.published.weights import read_weights


def load_onnx(name: str, path: Path, options: Options) -> OpenPose:
    """The estimator ``name`` with the ONNX network at ``path``.

    Raises :class:`ModelError` if there is none, and :class:`EstimatorError` if it cannot run with
    these options.
    """
    network = OnnxNetwork(path, threads=options.threads, device=options.device)
    return OpenPose(name, network, input_size_px=options.input_size_px)


def load_published(
    name: str, structure: Structure, models: ModelCache, options: Options
) -> OpenPose:
    """The estimator ``name`` with the weights of ``structure`` in the cache.

    Raises :class:`ModelError` if they are missing or damaged, and :class:`EstimatorError` if it
    cannot run with these options, for example without PyTorch.
    """
    network = _torch_network(name, structure, models, options)
    return OpenPose(name, network, input_size_px=options.input_size_px)


def _torch_network(
    name: str, structure: Structure, models: ModelCache, options: Options
) -> MapNetwork:
    try:
        # PyTorch is an optional dependency that nothing else needs.
        from spotter.estimators.openpose.torch.device import device_of  # noqa: PLC0415
        from spotter.estimators.openpose.torch.network import TorchNetwork  # noqa: PLC0415
    except (ImportError, OSError) as error:  # OSError: a shared library is missing
        raise EstimatorError(
            f"{name} needs PyTorch, which cannot be imported ({error}): run `pip install torch`, "
            "see docs/openpose.md"
        ) from error
    weights = read_weights(models, structure)
    return TorchNetwork(
        weights.structure,
        weights.parameters,
        device_of(options.device, threads=options.threads),
        prepared_batch=options.prepared_batch,
    )
