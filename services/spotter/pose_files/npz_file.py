"""Reads and validates numpy archives of recorded keypoints."""

import zipfile
import zlib
from math import prod
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
from numpy.lib.format import read_array_header_1_0, read_array_header_2_0, read_magic
from numpy.typing import NDArray

from spotter.movement.values import PoseSeries
from spotter.pose_files.errors import PoseFileError

Arrays = dict[str, NDArray[Any]]
_JOINTS = (18, 3)
_LARGEST_BYTES = 2**30


def read_arrays(path: Path) -> Arrays:
    """The arrays of an .npz file by name.

    Raises :class:`PoseFileError` for a missing file, for one that is not such an archive, and for
    one that claims more than 1 GiB, before it is unpacked.
    """
    try:
        with path.open("rb") as file:
            _check_claims(path, file)
            file.seek(0)
            with np.load(file, allow_pickle=False) as opened:
                return {name: opened[name] for name in opened.files}
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise PoseFileError(f"{path}: expected an .npz file; {why}") from error
    except (
        ValueError,
        EOFError,
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        OverflowError,
    ) as error:
        if isinstance(error, PoseFileError):
            raise
        raise PoseFileError(
            f"{path}: expected an .npz file; found another or a damaged one"
        ) from error


def _check_claims(path: Path, file: BinaryIO) -> None:
    """Raises :class:`PoseFileError` if the arrays' headers claim what they do not have.

    And :class:`zipfile.BadZipFile` for what is no archive, such as one array.
    """
    with zipfile.ZipFile(file) as archive:
        claimed_bytes = 0
        for member in archive.infolist():
            with archive.open(member) as array:
                claimed_bytes += max(member.file_size, _claimed_bytes(array))
            if claimed_bytes > _LARGEST_BYTES:
                raise PoseFileError(
                    f"{path}: expected arrays of at most {_LARGEST_BYTES >> 30} GiB in all; found "
                    f"one that claims {claimed_bytes / 2**30:.1f} GiB"
                )


def _claimed_bytes(array: IO[bytes]) -> int:
    """The bytes that an array's header claims; numpy reserves them before it reads any."""
    version = read_magic(array)
    read_header = read_array_header_1_0 if version == (1, 0) else read_array_header_2_0
    shape, _, dtype = read_header(array)
    return prod(shape) * dtype.itemsize


def write_poses(path: Path, poses: PoseSeries) -> None:
    """Write ``poses`` as captured_us, keypoints and, where there is depth, world_m."""
    arrays: Arrays = {"captured_us": poses.captured_us, "keypoints": poses.keypoints}
    if poses.world_m is not None:
        arrays["world_m"] = poses.world_m
    np.savez_compressed(path, allow_pickle=False, **arrays)


def clips_in(path: Path, arrays: Arrays, key: str) -> list[NDArray[np.float64]]:
    """The clips, (T, 18, 3) each, which ``arrays[key]`` holds concatenated.

    Raises :class:`PoseFileError` for other shapes, for lengths that do not add up and for NaN.
    """
    frames, lengths = arrays[key], arrays["length"]
    if frames.ndim != 3 or frames.shape[1:] != _JOINTS or frames.dtype.kind not in "fiu":
        raise PoseFileError(
            f"{path}: expected {key} as numbers of shape (frames, 18, 3); "
            f"found {frames.dtype} of shape {frames.shape}"
        )
    if lengths.ndim != 1 or not len(lengths) or lengths.dtype.kind not in "iu":
        raise PoseFileError(
            f"{path}: expected length as a whole number per clip; "
            f"found {lengths.dtype} of shape {lengths.shape}"
        )
    if lengths.min() < 1 or int(lengths.sum()) != len(frames):
        raise PoseFileError(
            f"{path}: expected lengths of 1 frame or more that add up to the {len(frames)} frames "
            f"of {key}; found {lengths.min()} or more, {lengths.sum()} in all"
        )
    invalid = np.flatnonzero(~np.isfinite(frames).all(axis=(1, 2)))
    if len(invalid):
        clip = int(np.searchsorted(np.cumsum(lengths), invalid[0], side="right"))
        raise PoseFileError(
            f"{path}: expected numbers in {key}, 0 where a joint is missing; found NaN or infinity "
            f"in {len(invalid)} frames, the first in clip {clip + 1}"
        )
    return np.split(frames.astype(np.float64), np.cumsum(lengths)[:-1])


def labels_in(path: Path, arrays: Arrays, key: str) -> NDArray[np.int64]:
    """A whole number for each clip.

    Raises :class:`PoseFileError` for another shape and for other values.
    """
    found, count = arrays[key], len(arrays["length"])
    if found.shape != (count,) or found.dtype.kind not in "iub":
        raise PoseFileError(
            f"{path}: expected {key} as a whole number for each of the {count} clips; "
            f"found {found.dtype} of shape {found.shape}"
        )
    return found.astype(np.int64)


def flags_in(path: Path, arrays: Arrays, key: str) -> NDArray[np.bool_]:
    """True or false for each clip, from 1 or 0.

    Raises :class:`PoseFileError` for another shape and for other values.
    """
    found = labels_in(path, arrays, key)
    invalid = sorted(set(found.tolist()) - {0, 1})
    if invalid:
        raise PoseFileError(f"{path}: expected {key} to be 0 or 1; found {invalid[0]}")
    return found.astype(np.bool_)


def words_in(path: Path, arrays: Arrays, key: str) -> list[str]:
    """A word for each clip.

    Raises :class:`PoseFileError` for another shape and for another type.
    """
    found, count = arrays[key], len(arrays["length"])
    if found.shape != (count,) or found.dtype.kind != "U":
        raise PoseFileError(
            f"{path}: expected {key} as a word for each of the {count} clips; "
            f"found {found.dtype} of shape {found.shape}"
        )
    return [str(word) for word in found]
