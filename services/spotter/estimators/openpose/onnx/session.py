"""Opens a file with ONNX Runtime on the CPU or a GPU, and reads a session's properties."""

from pathlib import Path

from onnxruntime import InferenceSession, SessionOptions, get_available_providers
from onnxruntime.capi import onnxruntime_pybind11_state as errors

from spotter.estimators.errors import EstimatorError, ModelError
from spotter.estimators.estimator import Device
from spotter.estimators.openpose.onnx.user_file import check_file

RUN_ERRORS = (errors.Fail, errors.InvalidArgument, errors.RuntimeException, errors.EPFail)
"""The errors that ONNX Runtime raises if a network cannot run, for example without memory."""

_OPEN_ERRORS = (
    *RUN_ERRORS,
    errors.InvalidGraph,
    errors.InvalidProtobuf,
    errors.NoModel,
    errors.NoSuchFile,
    errors.NotImplemented,
)
_CUDA, _CPU = "CUDAExecutionProvider", "CPUExecutionProvider"
_SILENT = 4  # failures are raised anyway
# Batches and pictures have many sizes: trying every algorithm for each would take seconds.
_CUDA_OPTIONS = {"cudnn_conv_algo_search": "HEURISTIC"}


def open_session(path: Path, threads: int, device: Device) -> InferenceSession:
    """A session of the file on the requested device.

    Raises :class:`ModelError` if the file is missing or not a runnable ONNX file, and
    :class:`EstimatorError` if the device is not available.
    """
    check_file(path)
    options = SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = _SILENT
    # Spinning threads save a fifth of the time on an idle machine and double it on a busy one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = InferenceSession(str(path), options, providers=_providers(device))
    except _OPEN_ERRORS as error:
        raise ModelError(f"expected an ONNX file at {path} that can be run: {error}") from error
    if device == "cuda" and not _is_on_gpu(session):
        raise EstimatorError("expected a GPU for ONNX Runtime; found none, or no driver for it")
    return session


def device_of(session: InferenceSession, threads: int) -> str:
    """The device that it runs on, in words."""
    if _is_on_gpu(session):
        return "GPU, CUDA by ONNX Runtime"
    return f"CPU, {threads} thread{'s' * (threads > 1)}"


def input_of(session: InferenceSession) -> tuple[str, str, list[int | str | None]]:
    """Name, type and shape of the only input; raises :class:`ModelError` if it has several."""
    inputs = session.get_inputs()
    if len(inputs) != 1:
        names = ", ".join(one.name for one in inputs)
        raise ModelError(f"expected one input, pictures; found {len(inputs)}: {names}")
    return inputs[0].name, inputs[0].type, inputs[0].shape


def output_names(session: InferenceSession) -> list[str]:
    """The outputs' names, in the order in which a run returns them."""
    return [output.name for output in session.get_outputs()]


def metadata_of(session: InferenceSession) -> dict[str, str]:
    """The file's metadata_props."""
    return dict(session.get_modelmeta().custom_metadata_map)


def _is_on_gpu(session: InferenceSession) -> bool:
    return _CUDA in session.get_providers()


def _providers(device: Device) -> list[str | tuple[str, dict[str, str]]]:
    has_cuda = _CUDA in get_available_providers()
    if device == "cuda" and not has_cuda:
        raise EstimatorError(
            "this ONNX Runtime has no CUDA: install the package onnxruntime-gpu in place of "
            "onnxruntime, see docs/openpose.md"
        )
    return [(_CUDA, _CUDA_OPTIONS), _CPU] if has_cuda and device != "cpu" else [_CPU]
