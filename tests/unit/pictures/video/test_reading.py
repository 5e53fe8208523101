import wave
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.pictures.errors import VideoError
from spotter.pictures.video.opening import open_stream
from spotter.pictures.video.reading import read_video, write_video

GREY_STEP = 8


def grey_pictures(count: int, height: int = 48, width: int = 64) -> list[NDArray[np.uint8]]:
    """Pictures of one grey each, so that they stay distinguishable after encoding."""
    return [np.full((height, width, 3), 16 + GREY_STEP * i, np.uint8) for i in range(count)]


def greys(pictures: list[NDArray[np.uint8]]) -> list[int]:
    return [round((float(picture.mean()) - 16) / GREY_STEP) for picture in pictures]


def noise_pictures(count: int) -> list[NDArray[np.uint8]]:
    random = np.random.default_rng(0)
    return [random.integers(0, 255, (120, 160, 3), dtype=np.uint8) for _ in range(count)]


def message_of_reading(path: Path) -> str:
    with pytest.raises(VideoError) as caught:
        list(read_video(path))
    return str(caught.value)


def test_a_written_video_reads_back_with_its_pictures_in_order_and_their_times(
    tmp_path: Path,
) -> None:
    write_video(tmp_path / "a.mp4", grey_pictures(12), rate_hz=10)
    frames = list(read_video(tmp_path / "a.mp4"))
    assert greys([frame.bgr for frame in frames]) == list(range(12))
    assert [frame.time_s for frame in frames] == pytest.approx([i / 10 for i in range(12)])
    assert frames[0].bgr.shape == (48, 64, 3)


def test_a_colour_survives_writing_and_reading(tmp_path: Path) -> None:
    blue = np.zeros((48, 64, 3), np.uint8)
    blue[:] = (220, 60, 30)
    write_video(tmp_path / "blue.mp4", [blue] * 3, rate_hz=10)
    first = next(iter(read_video(tmp_path / "blue.mp4")))
    assert first.bgr.mean(axis=(0, 1)) == pytest.approx([220, 60, 30], abs=6)


def test_reading_thins_evenly_to_the_requested_rate(tmp_path: Path) -> None:
    write_video(tmp_path / "a.mp4", grey_pictures(24), rate_hz=24)
    frames = list(read_video(tmp_path / "a.mp4", max_rate_hz=8))
    assert greys([frame.bgr for frame in frames]) == [0, 3, 6, 9, 12, 15, 18, 21]


def test_reading_is_lazy(tmp_path: Path) -> None:
    write_video(tmp_path / "a.mp4", grey_pictures(12), rate_hz=10)
    frames = read_video(tmp_path / "a.mp4")
    assert next(frames).time_s == 0


def test_an_odd_size_is_extended_by_one_pixel(tmp_path: Path) -> None:
    write_video(tmp_path / "odd.mp4", grey_pictures(2, height=47, width=63), rate_hz=10)
    first = next(iter(read_video(tmp_path / "odd.mp4")))
    assert first.bgr.shape == (48, 64, 3)
    assert first.bgr[-1, -1] == pytest.approx([16, 16, 16], abs=4)


@pytest.mark.parametrize("rotation_deg", [0, 90, 180, 270])
def test_a_video_filmed_with_a_turned_phone_is_read_upright(
    tmp_path: Path, rotation_deg: int
) -> None:
    upright = np.zeros((48, 64, 3), np.uint8)
    upright[:24, :32] = 255
    path = tmp_path / "turned.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        # The sensor lies on its side; the file says how far to rotate the picture back.
        lying = np.ascontiguousarray(np.rot90(upright, -rotation_deg // 90))
        stream.height, stream.width, stream.pix_fmt = *lying.shape[:2], "yuv420p"
        stream.set_display_rotation(rotation_deg)
        for _ in range(2):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(lying, format="bgr24")))
        container.mux(stream.encode())
    read = next(iter(read_video(path))).bgr
    assert read.shape == upright.shape
    assert read[4:20, 4:28].mean() > 240
    assert read[28:44, 4:28].mean() < 15
    assert read[4:20, 36:60].mean() < 15


def test_a_video_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"

    def pictures_that_stop() -> object:
        yield from grey_pictures(3)
        assert not path.exists()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_video(path, pictures_that_stop(), rate_hz=10)  # type: ignore[arg-type]  # as a generator
    assert list(tmp_path.iterdir()) == []


def test_pictures_of_different_sizes_are_refused(tmp_path: Path) -> None:
    pictures = [*grey_pictures(1), *grey_pictures(1, height=50)]
    with pytest.raises(VideoError, match=r"\(48, 64, 3\); found \(50, 64, 3\)"):
        write_video(tmp_path / "a.mp4", pictures, rate_hz=10)


def test_no_pictures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="found none"):
        write_video(tmp_path / "a.mp4", [], rate_hz=10)


def test_damage_in_the_middle_is_skipped_and_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "damaged.mp4"
    # Every packet is a key frame, so that damage does not spread to the next one.
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.height, stream.width, stream.pix_fmt, stream.gop_size = 120, 160, "yuv420p", 1
        for picture in noise_pictures(20):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode())
    with av.open(str(path)) as container:
        places = [(p.pos, p.size) for p in container.demux(video=0) if p.pos is not None]
        damaged = places[8:11]
    content = bytearray(path.read_bytes())
    for start, size in damaged:
        content[start : start + size] = bytes(size)
    path.write_bytes(content)

    with open_stream(str(path), timeout_s=5) as video:
        times_s = [frame.time_s for frame in video]
    assert video.damaged_count == 3
    assert len(times_s) == 17
    assert times_s[-1] == pytest.approx(1.9)
    assert [frame.time_s for frame in read_video(path)] == times_s


def test_a_video_cut_off_in_the_middle_is_read_up_to_there(tmp_path: Path) -> None:
    write_video(tmp_path / "whole.mp4", noise_pictures(30), rate_hz=10)
    content = (tmp_path / "whole.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(content[: len(content) * 6 // 10])
    frames = list(read_video(tmp_path / "cut.mp4"))
    assert 10 <= len(frames) <= 20
    whole = list(read_video(tmp_path / "whole.mp4"))
    assert np.array_equal(frames[5].bgr, whole[5].bgr)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert message_of_reading(tmp_path / "no.mp4") == (
        f"{tmp_path / 'no.mp4'}: expected a video; found no such file"
    )


def test_a_folder_is_no_video(tmp_path: Path) -> None:
    assert message_of_reading(tmp_path) == f"{tmp_path}: expected a video; found: Is a directory"


def test_an_empty_file_is_no_video(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    assert "empty.mp4: expected a video; found an empty file" in message_of_reading(
        tmp_path / "empty.mp4"
    )
    with pytest.raises(VideoError, match="expected a video; found an empty file"):
        open_stream(str(tmp_path / "empty.mp4"), timeout_s=5)


def test_a_file_that_is_not_a_video_is_described_in_words(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("squats on Monday\n" * 100)
    assert message_of_reading(tmp_path / "text.mp4") == (
        f"{tmp_path / 'text.mp4'}: expected a video; found: no known video format"
    )


@pytest.mark.parametrize("name", ["text.mp4", "text.txt"])
def test_a_text_file_is_no_video_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("squats on Monday\n" * 100)
    assert f"{name}: expected a video; found" in message_of_reading(tmp_path / name)


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "sound.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16000))
    assert "sound.wav: expected a video; found audio only" in message_of_reading(
        tmp_path / "sound.wav"
    )


def test_a_disguised_playlist_opens_no_connection(tmp_path: Path) -> None:
    path = tmp_path / "list.m3u8"
    path.write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"
    )
    assert "expected a video; " in message_of_reading(path)


def test_a_name_with_a_colon_is_still_a_file(tmp_path: Path) -> None:
    path = tmp_path / "http:12.mp4"
    write_video(path, grey_pictures(3), rate_hz=10)
    assert len(list(read_video(path))) == 3


def test_a_decoded_frame_is_scaled_down_but_never_up(tmp_path: Path) -> None:
    write_video(tmp_path / "a.mp4", grey_pictures(2), rate_hz=10)
    with open_stream(str(tmp_path / "a.mp4"), timeout_s=5) as video:
        frame = next(iter(video))
        assert frame.bgr(max_side_px=32).shape == (24, 32, 3)
        assert frame.bgr(max_side_px=640).shape == (48, 64, 3)
