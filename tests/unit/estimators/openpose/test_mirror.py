import socket
from pathlib import Path

import pytest

from spotter.estimators.errors import PullError
from spotter.estimators.openpose.published.mirror import fetch
from support.cameras.file_server import file_server

CONTENT = bytes(range(256)) * 4000
PATH = "pose/coco/small.caffemodel"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """A folder with one file in it."""
    file = tmp_path / "mirror" / PATH
    file.parent.mkdir(parents=True)
    file.write_bytes(CONTENT)
    return tmp_path / "mirror"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "arrived"


def unheard(received_bytes: int, expected_bytes: int | None) -> None:
    """Ignore the progress."""


def test_a_file_is_fetched_over_http_with_its_progress(mirror: Path, target: Path) -> None:
    told: list[tuple[int, int | None]] = []
    with file_server(mirror) as address:
        fetch(
            f"{address}/{PATH}",
            target,
            max_bytes=len(CONTENT),
            on_bytes=lambda received, expected: told.append((received, expected)),
        )
    assert target.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert len(told) > 1


def test_a_file_is_fetched_from_a_folder(mirror: Path, target: Path) -> None:
    address = f"{mirror.as_uri()}/{PATH}"
    fetch(address, target, max_bytes=len(CONTENT), on_bytes=unheard)
    assert target.read_bytes() == CONTENT


def test_a_file_that_is_too_large_is_refused(mirror: Path, target: Path) -> None:
    with (
        file_server(mirror) as address,
        pytest.raises(PullError, match="expected at most 1000 bytes"),
    ):
        fetch(f"{address}/{PATH}", target, max_bytes=1000, on_bytes=unheard)


def test_a_mirror_that_breaks_off_is_reported_with_both_sizes(mirror: Path, target: Path) -> None:
    with (
        file_server(mirror, breaks_off=True) as address,
        pytest.raises(PullError, match=r"expected 1024000 bytes at .*broke off after 512000"),
    ):
        fetch(f"{address}/{PATH}", target, max_bytes=len(CONTENT), on_bytes=unheard)


def test_a_file_that_the_mirror_lacks_is_named(mirror: Path, target: Path) -> None:
    with (
        file_server(mirror) as address,
        pytest.raises(PullError, match=r"/absent cannot be fetched: .*404"),
    ):
        fetch(f"{address}/absent", target, max_bytes=1000, on_bytes=unheard)
    assert not target.exists()


def test_an_unreachable_mirror_is_reported(target: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/{PATH}"
        with pytest.raises(PullError, match=r"cannot be fetched: .*refused"):
            fetch(address, target, max_bytes=1000, on_bytes=unheard)


def test_a_silent_mirror_times_out(target: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/{PATH}"
        with pytest.raises(PullError, match=r"cannot be fetched: .*timed out"):
            fetch(address, target, max_bytes=1000, on_bytes=unheard, timeout_s=0.2)


@pytest.mark.parametrize(
    "address", ["ftp://mirror/models", "/srv/mirror", "http://", "http://[::1"]
)
def test_an_invalid_mirror_address_is_shown(target: Path, address: str) -> None:
    with pytest.raises(PullError) as caught:
        fetch(address, target, max_bytes=1000, on_bytes=unheard)
    assert address in str(caught.value)


def test_an_address_with_a_password_is_refused_without_showing_it(target: Path) -> None:
    address = "http://coach:hunter2@127.0.0.1:1/pose.prototxt"
    with pytest.raises(PullError, match="without user and password") as refused:
        fetch(address, target, max_bytes=1000, on_bytes=unheard)
    assert "hunter2" not in str(refused.value)
