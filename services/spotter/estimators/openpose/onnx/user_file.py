"""The ONNX file that a user names; nothing here opens it."""

from pathlib import Path

from spotter.estimators.errors import ModelError

ONNX_PREFIX = "openpose-onnx:"
"""The prefix of the path in an estimator's name."""


def names_file(name: str) -> bool:
    """Whether an estimator's name contains a path."""
    return name.startswith(ONNX_PREFIX) and name != ONNX_PREFIX


def file_of(name: str) -> Path:
    """The path in an estimator's name, relative to the working folder; ``~`` is the home folder."""
    return Path(name.removeprefix(ONNX_PREFIX)).expanduser()


def check_file(path: Path) -> None:
    """Raises :class:`ModelError` if there is no file."""
    if not path.is_file():
        raise ModelError(f"expected an ONNX file at {path}; found none")
