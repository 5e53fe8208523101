"""A real camera on loopback that sends its pictures as a test wants: evenly, in bursts, as HLS.

It plays its pictures once, from the first request on. ``/live.ts`` is MPEG-TS, whose pictures carry
time stamps; ``/live.mjpeg`` is Motion JPEG, which has none; ``/live.m3u8`` is HLS.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil

import av
import numpy as np
from numpy.typing import NDArray

from spotter.pictures.jpeg import encode_jpeg
from support.cameras.sending import SendTime

RATE_HZ = 30
_SEGMENTS_LISTED = 3

Pictures = Sequence[NDArray[np.uint8]]


class _Written(bytearray):
    """What a muxer has written since it was last taken."""

    def write(self, data: bytes) -> int:
        self.extend(data)
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self)
        self.clear()
        return taken


def _transport_stream(pictures: Pictures) -> Iterator[bytes]:
    """Each picture as a piece of MPEG-TS; a player can begin with one of each second."""
    written = _Written()
    options = {"mpegts_flags": "pat_pmt_at_frames", "flush_packets": "1"}
    with av.open(written, "w", format="mpegts", options=options) as container:
        coding = {"tune": "zerolatency", "preset": "ultrafast"}
        stream = container.add_stream("libx264", RATE_HZ, options=coding)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt, stream.codec_context.gop_size = "yuv420p", RATE_HZ
        stream.codec_context.time_base = Fraction(1, RATE_HZ)
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
            yield written.take()


def _motion_jpeg(pictures: Pictures) -> Iterator[bytes]:
    for picture in pictures:
        jpeg = encode_jpeg(picture)
        head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
        yield head.encode() + jpeg + b"\r\n"


class StreamingCamera(ThreadingHTTPServer):
    """Sends picture n at ``sent_s(n)``; an HLS segment of whole seconds once it is complete."""

    daemon_threads = True

    def __init__(self, pictures: Pictures, sent_s: SendTime, segment_s: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._pictures = pictures
        self._sent_s = sent_s
        self._per_segment = round(segment_s * RATE_HZ)
        self._pieces = list(_transport_stream(pictures))
        self._began_s: float | None = None
        self.unplugged = threading.Event()

    def address(self, path: str) -> str:
        """The address of ``live.ts``, ``live.mjpeg`` or ``live.m3u8``."""
        return f"http://127.0.0.1:{self.server_port}/{path}"

    def stream(self, *, has_stamps: bool) -> Iterator[bytes]:
        """The pieces of a stream, each when it is sent; those sent before are missed."""
        pieces: Iterable[bytes] = self._pieces if has_stamps else _motion_jpeg(self._pictures)
        joined_s = self.passed_s()
        for number, piece in enumerate(pieces):
            if self._sent_s(number) < joined_s:
                continue
            if self.unplugged.wait(max(0.0, self._sent_s(number) - self.passed_s())):
                return
            yield piece

    def playlist(self) -> str:
        """The latest segments that are complete; waits for the first."""
        self.unplugged.wait(max(0.0, self._per_segment / RATE_HZ - self.passed_s()))
        complete = min(
            int(self.passed_s() * RATE_HZ / self._per_segment),
            len(self._pieces) // self._per_segment,
        )
        first = max(0, complete - _SEGMENTS_LISTED)
        length_s = self._per_segment / RATE_HZ
        return "\n".join(
            [
                "#EXTM3U",
                "#EXT-X-VERSION:3",
                f"#EXT-X-TARGETDURATION:{ceil(length_s)}",
                f"#EXT-X-MEDIA-SEQUENCE:{first}",
                *(f"#EXTINF:{length_s:.3f},\n{number}.ts" for number in range(first, complete)),
                "",
            ]
        )

    def segment(self, number: int) -> bytes:
        """One HLS segment."""
        first = number * self._per_segment
        return b"".join(self._pieces[first : first + self._per_segment])

    def passed_s(self) -> float:
        if self._began_s is None:
            self._began_s = time.monotonic()
        return time.monotonic() - self._began_s


class _Handler(BaseHTTPRequestHandler):
    server: StreamingCamera

    def do_GET(self) -> None:
        name = self.path.removeprefix("/")
        camera = self.server
        match name:
            case "live.ts":
                self._send("video/mp2t", camera.stream(has_stamps=True))
            case "live.mjpeg":
                kind = "multipart/x-mixed-replace; boundary=frame"
                self._send(kind, camera.stream(has_stamps=False))
            case "live.m3u8":
                self._send("application/vnd.apple.mpegurl", [camera.playlist().encode()])
            case _:
                self._send("video/mp2t", [camera.segment(int(name.removesuffix(".ts")))])

    def _send(self, kind: str, pieces: Iterable[bytes]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        try:
            for piece in pieces:
                self.wfile.write(piece)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent."""


@contextmanager
def streaming_camera(
    pictures: Pictures, sent_s: SendTime, *, segment_s: float = 1.0
) -> Iterator[StreamingCamera]:
    """Run the camera; unplug it at the end."""
    with StreamingCamera(pictures, sent_s, segment_s) as camera:
        thread = threading.Thread(target=camera.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield camera
        finally:
            camera.unplugged.set()
            camera.shutdown()
            thread.join()
