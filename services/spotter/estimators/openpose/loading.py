"""OpenPose's estimators from files: an ONNX network, or the published weights in the cache."""

from pathlib import Path

from spotter.estimators.errors import EstimatorError
from spotter.estimators.estimator import Device
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.openpose.network import MapNetwork
from spotter.estimators.openpose.onnx.network import OnnxNetwork
from spotter.estimators.openpose.openpose import OpenPose
from spotter.estimators.openpose.published.structure import body_25, coco
from spotter.estimators.openpose.published.weights import read_weights

_STRUCTURES = {"openpose-body25": body_25, "openpose-coco": coco}


def load_onnx(
    name: str,
    path: Path,
    threads: int,
    *,
    input_size_px: tuple[int, int] | None,
    device: Device,
) -> OpenPose:
    """The estimator ``name`` with the ONNX network at ``path``.

    Raises :class:`ModelError` if there is none, and :class:`EstimatorError` if it cannot run as it
    is told to.
    """
    network = OnnxNetwork(path, threads=threads, device=device)
    return OpenPose(name, network, input_size_px=input_size_px)


def load_published(  # noqa: PLR0913 - what there is to choose
    name: str,
    models: ModelCache,
    threads: int,
    *,
    input_size_px: tuple[int, int] | None,
    device: Device,
    prepared_batch: int,
) -> OpenPose:
    """The estimator ``openpose-body25`` or ``openpose-coco`` with the weights in the cache.

    ``prepared_batch`` is :class:`TorchNetwork`'s.

    Raises :class:`ModelError` if they are missing or damaged, and :class:`EstimatorError` if it
    cannot run as it is told to, for want of PyTorch for one.
    """
    network = _torch_network(name, models, threads, device, prepared_batch)
    return OpenPose(name, network, input_size_px=input_size_px)


def check_published(name: str, models: ModelCache) -> None:
    """Whether the weights are in the cache; raises :class:`ModelError` if not."""
    read_weights(models, _STRUCTURES[name]())


def _torch_network(
    name: str, models: ModelCache, threads: int, device: Device, prepared_batch: int
) -> MapNetwork:
    try:
        # PyTorch is an extra of the installation, which nothing else needs.
        from spotter.estimators.openpose.torch.device import device_of  # noqa: PLC0415
        from spotter.estimators.openpose.torch.network import TorchNetwork  # noqa: PLC0415
    except (ImportError, OSError) as error:  # the latter: a library of the build is missing
        raise EstimatorError(
            f"{name} needs PyTorch, which cannot be used here ({error}): `pip install torch`, see "
            "docs/openpose.md"
        ) from error
    weights = read_weights(models, _STRUCTURES[name]())
    return TorchNetwork(
        weights.structure,
        weights.parameters,
        device_of(device, threads=threads),
        prepared_batch=prepared_batch,
    )
