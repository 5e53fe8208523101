"""A real RTSP camera on loopback: H.264 behind a password, over TCP or UDP; a test can unplug it.

It implements the part of RFC 2326 (RTSP), RFC 3550 (RTP) and RFC 6184 (H.264 over RTP) that a
player needs.
"""

import base64
import re
import socket
import struct
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import count
from socketserver import StreamRequestHandler, ThreadingTCPServer

import av
import numpy as np
from numpy.typing import NDArray

_RATE_HZ = 30
_CLOCK_HZ = 90_000
_PAYLOAD_TYPE = 96
_SDP = f"""v=0\r
o=- 0 0 IN IP4 127.0.0.1\r
s=camera\r
t=0 0\r
m=video 0 RTP/AVP {_PAYLOAD_TYPE}\r
a=rtpmap:{_PAYLOAD_TYPE} H264/{_CLOCK_HZ}\r
a=fmtp:{_PAYLOAD_TYPE} packetization-mode=1\r
a=control:track0\r
"""


class RtspCamera(ThreadingTCPServer):
    """Sends ``pictures`` in a loop to clients that know ``user`` and ``password``.

    Each client sees them from the first one on.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(  # noqa: PLR0913, PLR0917 - what a camera has
        self,
        port: int,
        pictures: Iterable[NDArray[np.uint8]],
        user: str,
        password: str,
        speaks: str,
        refusal: str,
        rate_hz: int,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.speaks = speaks
        self.refusal = refusal
        self.rate_hz = rate_hz
        self.asked: list[str] = []
        self.coded = [_nal_units(picture) for picture in pictures]
        self.credentials = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.unplugged = threading.Event()


class _Handler(StreamRequestHandler):
    server: RtspCamera
    _udp: socket.socket | None = None

    def handle(self) -> None:
        while request := self._request():
            method, headers = request
            if headers.get("authorization") != self.server.credentials:
                self._answer("401 Unauthorized", headers, 'WWW-Authenticate: Basic realm="camera"')
            elif method == "DESCRIBE":
                self._answer("200 OK", headers, "Content-Type: application/sdp", body=_SDP)
            elif method == "SETUP":
                self._set_up(headers)
            elif method == "PLAY":
                self._answer("200 OK", headers, "Session: 1")
                return self._play()
            else:
                self._answer("200 OK", headers, "Public: OPTIONS, DESCRIBE, SETUP, PLAY")
        return None

    def _request(self) -> tuple[str, dict[str, str]] | None:
        first = self.rfile.readline().decode()
        headers = {}
        while line := self.rfile.readline().decode().strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return (first.split()[0], headers) if first.strip() else None

    def _answer(self, status: str, headers: dict[str, str], *more: str, body: str = "") -> None:
        lines = [f"RTSP/1.0 {status}", f"CSeq: {headers['cseq']}", *more]
        head = "\r\n".join([*lines, f"Content-Length: {len(body)}"])
        self.wfile.write(f"{head}\r\n\r\n{body}".encode())

    def _set_up(self, headers: dict[str, str]) -> None:
        wanted = headers["transport"]
        ports = re.search(r"client_port=(\d+)", wanted)
        self.server.asked.append("udp" if ports else "tcp")
        if self.server.asked[-1] != self.server.speaks:
            return self._answer(self.server.refusal, headers)
        if ports:
            self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self._udp.bind(("127.0.0.1", 0))
            self._udp.connect(("127.0.0.1", int(ports[1])))
            own = self._udp.getsockname()[1]
            wanted += f";server_port={own}-{own + 1}"
        return self._answer("200 OK", headers, f"Transport: {wanted}", "Session: 1")

    def _send(self, packet: bytes) -> None:
        if self._udp:
            self._udp.send(packet)
        else:
            self.wfile.write(b"$\0" + struct.pack("!H", len(packet)) + packet)

    def finish(self) -> None:
        super().finish()
        if self._udp:
            self._udp.close()

    def _play(self) -> None:
        sequence = count()
        rate_hz = self.server.rate_hz
        for number in count():
            if self.server.unplugged.wait(1 / rate_hz):
                return
            units = self.server.coded[number % len(self.server.coded)]
            time_ticks = number * _CLOCK_HZ // rate_hz
            for unit in units:
                is_last = unit is units[-1]
                packet = struct.pack(
                    "!BBHII",
                    0x80,
                    _PAYLOAD_TYPE | is_last << 7,
                    next(sequence) & 0xFFFF,
                    time_ticks,
                    1,
                )
                packet += unit
                try:
                    self._send(packet)
                except OSError:
                    return


def _nal_units(picture: NDArray[np.uint8]) -> list[bytes]:
    """One picture as independently decodable H.264."""
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.height, encoder.width = picture.shape[:2]
    encoder.pix_fmt, encoder.time_base = "yuv420p", Fraction(1, _RATE_HZ)
    encoder.options = {"tune": "zerolatency"}
    frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
    stream = b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode()])
    return [unit for unit in re.split(rb"\x00\x00\x00?\x01", stream) if unit]


@contextmanager
def rtsp_camera(  # noqa: PLR0913 - what a camera has
    port: int,
    pictures: Iterable[NDArray[np.uint8]],
    user: str,
    password: str,
    *,
    speaks: str = "tcp",
    refusal: str = "461 Unsupported Transport",
    rate_hz: int = _RATE_HZ,
) -> Iterator[RtspCamera]:
    """Run the camera on ``port``; unplug it at the end.

    It ``speaks`` "tcp" or "udp", and answers the other with the ``refusal``.
    """
    camera = RtspCamera(port, pictures, user, password, speaks, refusal, rate_hz)
    thread = threading.Thread(target=camera.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield camera
    finally:
        camera.unplugged.set()
        camera.shutdown()
        camera.server_close()
        thread.join()
