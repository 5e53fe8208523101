"""A camera whose frames are taken more slowly than they come."""

import threading
import time
from collections import Counter

from spotter.camera_ingest.capture.live_frames import LiveFrames
from spotter.pictures.video.opening import open_stream
from support.cameras.running_ingest import numbered_pictures
from support.cameras.sending import steadily
from support.cameras.streaming_camera import RATE_HZ, streaming_camera


def test_a_machine_that_is_too_slow_leaves_frames_out_and_makes_no_view_late() -> None:
    left_out: Counter[str] = Counter()
    stopping = threading.Event()
    with streaming_camera(numbered_pictures(255), steadily(RATE_HZ)) as camera:
        stream = open_stream(camera.address("live.ts"), timeout_s=10)
        live = LiveFrames(
            stream,
            time.monotonic,
            stopping,
            left_out=lambda reason: left_out.update([reason]),
        )
        seen = 0
        for _ in live:
            seen += 1
            stopping.wait(3 / RATE_HZ)  # three times as long as a frame lasts
            if left_out["late"] > RATE_HZ:
                stopping.set()
    assert seen
    assert live.delay_s < 2
