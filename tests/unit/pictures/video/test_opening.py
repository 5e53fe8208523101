"""What is at an address, and how it is opened."""

from pathlib import Path

import pytest

from spotter.pictures.video.opening import open_stream
from support.cameras import made_videos as made
from support.cameras.file_server import file_server


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.ts", "a.h264", "unindexed.mkv"])
def test_a_file_on_a_web_server_is_a_recording_and_read_whole(tmp_path: Path, name: str) -> None:
    options = {"live": "1"} if name == "unindexed.mkv" else {}
    made.encode(tmp_path / name, made.dots(30, step=1), options=options)
    with (
        file_server(tmp_path) as server,
        open_stream(f"{server}/{name}", timeout_s=10) as stream,
    ):
        assert not stream.is_live
        times_s = [frame.time_s for frame in stream]
    assert times_s == pytest.approx([number / 10 for number in range(30)], abs=0.002)
