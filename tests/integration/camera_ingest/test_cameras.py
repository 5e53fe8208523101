"""Cameras as they are sold, served by the test."""

from contextlib import AbstractContextManager
from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.pictures.errors import VideoError
from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.video.opening import Transport, open_stream
from support.cameras.forward_proxy import forward_proxy
from support.cameras.http_camera import Framing, http_camera
from support.cameras.rtsp_camera import rtsp_camera
from support.cameras.running_ingest import numbered_pictures
from support.servers.redis_server import free_port

STREAM = "multipart/x-mixed-replace; boundary=frame"


def number_in(picture: NDArray[np.uint8]) -> int:
    stripes = np.array_split(picture, 8, axis=1)
    return sum(int(stripe.mean() > 127) << bit for bit, stripe in enumerate(stripes))


def camera(scheme: str, port: int, password: str) -> AbstractContextManager[object]:
    pictures = numbered_pictures(5)
    if scheme == "rtsp":
        return rtsp_camera(port, pictures, "coach", password)
    return http_camera(port, [encode_jpeg(picture) for picture in pictures], "coach", password)


def seen(address: str, count: int = 6) -> list[int]:
    """The numbers in the first pictures of a camera."""
    with open_stream(address, timeout_s=10) as stream:
        assert stream.is_live
        return [number_in(frame.bgr()) for frame in islice(stream, count)]


@pytest.mark.parametrize("has_end_marker", [True, False])
@pytest.mark.parametrize(
    "framing",
    [
        Framing(),
        Framing(has_length=False),
        Framing(starts_with_boundary=False),
        Framing(starts_with_boundary=False, has_length=False),
        Framing(boundary="frame\r\n"),  # its dashes are missing
        Framing(boundary="--another\r\n"),
        Framing(boundary="", has_headers=False),
        Framing(boundary="", has_headers=False, content_type="image/jpeg"),
        Framing(boundary="", has_headers=False, content_type="video/x-motion-jpeg"),
        Framing(boundary="", has_headers=False, content_type="application/octet-stream"),
    ],
)
def test_motion_jpeg_is_read_however_it_is_wrapped(
    framing: Framing,
    has_end_marker: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    jpegs = [encode_jpeg(picture) for picture in numbered_pictures(5)]
    if not has_end_marker:
        jpegs = [jpeg.removesuffix(b"\xff\xd9") for jpeg in jpegs]
    port = free_port()
    with http_camera(port, jpegs, "coach", "pw", framing):
        first, *others = seen(f"http://coach:pw@127.0.0.1:{port}/")
        assert others == [(first + step) % 5 for step in range(1, 6)]


@pytest.mark.parametrize("refusal", ["461 Unsupported Transport", "400 Bad Request"])
def test_an_rtsp_camera_that_refuses_tcp_is_asked_for_udp(refusal: str) -> None:
    port, pictures = free_port(), numbered_pictures(5)
    with rtsp_camera(port, pictures, "coach", "pw", speaks="udp", refusal=refusal) as camera:
        assert set(seen(f"rtsp://coach:pw@127.0.0.1:{port}/")) == {0, 1, 2, 3, 4}
        assert camera.asked == ["tcp", "udp"]


@pytest.mark.parametrize("transport", [Transport.TCP, Transport.UDP])
def test_an_rtsp_camera_is_asked_only_for_the_transport_that_is_chosen(
    transport: Transport,
) -> None:
    port, speaks = free_port(), {"tcp": "udp", "udp": "tcp"}[transport.value]
    with rtsp_camera(port, numbered_pictures(5), "coach", "pw", speaks=speaks) as camera:
        with pytest.raises(VideoError, match="expected a video; found: "):
            open_stream(f"rtsp://coach:pw@127.0.0.1:{port}/", timeout_s=5, transport=transport)
        assert camera.asked == [transport.value]


def test_an_rtsp_camera_is_read_over_udp_if_that_is_chosen() -> None:
    port = free_port()
    with rtsp_camera(port, numbered_pictures(5), "coach", "pw", speaks="udp"):
        address = f"rtsp://coach:pw@127.0.0.1:{port}/"
        with open_stream(address, timeout_s=5, transport=Transport.UDP) as stream:
            found = {number_in(frame.bgr()) for frame in islice(stream, 10)}
    assert found == {0, 1, 2, 3, 4}


def test_a_wrong_password_is_not_tried_twice() -> None:
    port = free_port()
    with rtsp_camera(port, numbered_pictures(5), "coach", "pw") as camera:
        with pytest.raises(VideoError, match="401"):
            open_stream(f"rtsp://coach:no@127.0.0.1:{port}/", timeout_s=5)
        assert camera.asked == []


def test_a_camera_is_asked_through_a_proxy_only_where_its_station_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jpegs = [encode_jpeg(picture) for picture in numbered_pictures(5)]
    port = free_port()
    address = f"http://coach:pw@127.0.0.1:{port}/live"
    with forward_proxy() as proxy, http_camera(port, jpegs, "coach", "pw"):
        monkeypatch.setenv("http_proxy", proxy.address)
        monkeypatch.delenv("no_proxy", raising=False)
        seen(address)
        assert proxy.asked == []
        monkeypatch.delenv("http_proxy")
        with open_stream(address, timeout_s=10, proxy=proxy.address) as stream:
            assert {number_in(frame.bgr()) for frame in islice(stream, 10)} == {0, 1, 2, 3, 4}
        assert set(proxy.asked) == {f"http://127.0.0.1:{port}/live"}


@pytest.mark.parametrize(
    "password", ["p/w", "p#w", "p?w", "p@w", "50%", "a:b", "/#?@%", "p w\u00e9"]
)
@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_password_works_as_it_is_written(scheme: str, password: str) -> None:
    port = free_port()
    with camera(scheme, port, password):
        assert set(seen(f"{scheme}://coach:{password}@127.0.0.1:{port}/")) == {0, 1, 2, 3, 4}


def test_the_error_of_an_address_that_can_be_read_in_two_ways_says_how_to_write_it() -> None:
    with pytest.raises(VideoError) as caught:
        open_stream(f"rtsp://127.0.0.1:{free_port()}/SECRET@camera/x", timeout_s=5)
    assert "write these as %2F %3F %23 %40, and % itself as %25" in str(caught.value)
    assert "SECRET" not in str(caught.value)


def test_a_camera_s_picture_grows_once_and_smaller_ones_are_scaled_up() -> None:
    small, large = numbered_pictures(5), numbered_pictures(5, height=96, width=128)
    port, jpegs = free_port(), [encode_jpeg(picture) for picture in (*small, *large)]
    with (
        http_camera(port, jpegs, "coach", "pw"),
        open_stream(f"http://coach:pw@127.0.0.1:{port}/", timeout_s=10) as stream,
    ):
        pictures = [frame.bgr() for frame in islice(stream, 25)]
        widths = [picture.shape[1] for picture in pictures]
        assert widths == sorted(widths)
        assert widths[10:] == [128] * 15
        numbers = [number_in(picture) for picture in pictures]
        assert numbers[1:] == [(numbers[0] + step) % 5 for step in range(1, 25)]
        assert stream.notices.in_words()[0].startswith("from ")
