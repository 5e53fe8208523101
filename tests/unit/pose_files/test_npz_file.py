"""Archives that claim more than they hold are refused by their headers."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.npz_file import read_arrays

FRAMES = np.zeros((3, 18, 3), dtype=np.float32)


def header(shape: str, kind: str = "'<f4'") -> bytes:
    """An array's header that claims a shape, with no data behind it."""
    text = f"{{'descr': {kind}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


def archive(path: Path, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        written.writestr("kp.npy", content)
    return path


def problem_of(path: Path) -> str:
    with pytest.raises(PoseFileError) as caught:
        read_arrays(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: expected ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "shape", [f"({2**40}, 18, 3)", f"({2**62}, {2**62}, {2**62})", "(20000000, 18, 3)"]
)
def test_frames_that_are_claimed_and_not_there_are_refused(tmp_path: Path, shape: str) -> None:
    found = problem_of(archive(tmp_path / "a.npz", header(shape)))
    assert "at most 1 GiB in all; found one that claims" in found


def test_a_small_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    block = bytes(2**24)
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written,
        written.open("kp.npy", "w", force_zip64=True) as array,
    ):
        array.write(header(f"({66 * 2**22},)"))
        for _ in range(66):
            array.write(block)
    assert path.stat().st_size < 2**23
    assert "found one that claims 1.0 GiB" in problem_of(path)


def test_many_arrays_count_together(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    with zipfile.ZipFile(path, "w") as written:
        for number in range(5):
            written.writestr(f"kp{number}.npy", header("(70000000,)"))
    assert "found one that claims 1.0 GiB" in problem_of(path)


@pytest.mark.parametrize(
    "content",
    [
        header("(-5, 18, 3)"),
        header("(5, 18, 3)"),
        header("'many'"),
        header("(5,)", "'|O'"),
        header("(5,)", "'<x9'"),
        header("(" * 300 + ")" * 300),
        header("(5.5,)"),
        b"\x93NUMPY\x09\x00",
        b"\x93NUMPY\x01\x00\xff\xff{",
        b"",
        b"nothing",
    ],
)
def test_what_is_no_array_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "found another or a damaged one" in problem_of(archive(tmp_path / "a.npz", content))


@pytest.mark.parametrize("at", range(0, 300, 7))
def test_a_byte_that_changed_gives_arrays_or_the_librarys_error(tmp_path: Path, at: int) -> None:
    saved = io.BytesIO()
    np.savez_compressed(saved, allow_pickle=False, kp=FRAMES)
    content = bytearray(saved.getvalue())
    content[at % len(content)] ^= 0x41
    (tmp_path / "a.npz").write_bytes(content)
    with suppress(PoseFileError):
        assert len(read_arrays(tmp_path / "a.npz")) <= 1


@pytest.mark.parametrize("shape", ["(3, 18, 3)", f"({2**40}, 18, 3)"])
def test_a_single_array_is_no_archive_whatever_it_claims(tmp_path: Path, shape: str) -> None:
    (tmp_path / "a.npz").write_bytes(header(shape))
    assert "found another or a damaged one" in problem_of(tmp_path / "a.npz")


def test_good_arrays_are_read(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "a.npz", allow_pickle=False, kp=FRAMES)
    np.testing.assert_array_equal(read_arrays(tmp_path / "a.npz")["kp"], FRAMES)
