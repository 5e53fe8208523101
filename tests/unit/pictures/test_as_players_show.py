"""Files are read as players show them."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.notices import Notices
from spotter.pictures.video.reading import VideoFrame, read_video
from support.cameras import made_videos as made
from support.real_data import real_data

ONE = 1 << 16
END = b"\xff\xd9"


def read(path: Path) -> tuple[list[VideoFrame], tuple[str, ...]]:
    notices = Notices()
    return list(read_video(path, notices=notices)), notices.in_words()


def times_s(frames: list[VideoFrame]) -> list[float]:
    return [frame.time_s for frame in frames]


def turned(matrix: tuple[int, int, int, int], stored: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The slow twin: each stored pixel is shown where the matrix sends it."""
    a, b, c, d = matrix
    height, width = stored.shape[:2]
    y, x = np.mgrid[:height, :width]
    shown_x, shown_y = a * x + c * y, b * x + d * y
    shown_x, shown_y = shown_x - shown_x.min(), shown_y - shown_y.min()
    shown = np.zeros((shown_y.max() + 1, shown_x.max() + 1, 3), np.uint8)
    shown[shown_y, shown_x] = stored
    return shown


@pytest.mark.parametrize(
    "matrix",
    [
        (1, 0, 0, 1),
        (-1, 0, 0, 1),  # the mirror of a front camera
        (1, 0, 0, -1),
        (-1, 0, 0, -1),
        (0, 1, 1, 0),  # a mirror and a quarter turn
        (0, 1, -1, 0),
        (0, -1, 1, 0),
        (0, -1, -1, 0),
    ],
)
def test_a_turned_or_mirrored_picture_is_shown_as_its_display_matrix_says(
    tmp_path: Path, matrix: tuple[int, int, int, int]
) -> None:
    stored = made.corner()
    a, b, c, d = (ONE * value for value in matrix)
    path = made.encode(tmp_path / "a.mp4", [stored] * 2, matrix=(a, b, 0, c, d, 0, 0, 0, 1 << 30))
    frames, notices = read(path)
    wanted = turned(matrix, stored)
    assert frames[0].bgr.shape == wanted.shape
    assert np.abs(frames[0].bgr.astype(int) - wanted).mean() < 4
    assert notices == ()


@pytest.mark.parametrize(("aspect", "width"), [("16:15", 102), ("64:45", 137), ("8:9", 85)])
def test_pixels_that_are_not_square_are_stretched(tmp_path: Path, aspect: str, width: int) -> None:
    over, under = map(int, aspect.split(":"))
    path = tmp_path / "wide.mp4"
    made.encode(path, [made.corner()] * 2, pixel_aspect=Fraction(over, under))
    assert read(path)[0][0].bgr.shape == (48, width, 3)


def test_a_turned_phone_with_pixels_that_are_not_square_stretches_before_it_turns(
    tmp_path: Path,
) -> None:
    quarter_turn = (0, ONE, 0, -ONE, 0, 0, 0, 0, 1 << 30)
    path = tmp_path / "a.mp4"
    made.encode(path, [made.corner()] * 2, pixel_aspect=Fraction(2), matrix=quarter_turn)
    assert read(path)[0][0].bgr.shape == (192, 48, 3)


@pytest.mark.parametrize(
    ("codec", "form", "rate"),
    [
        ("libx264", "h264", 30),
        ("libx264", "h264", 50),
        ("libx265", "hevc", 30),
        ("mpeg2video", "mpeg2video", 30),
        ("mpeg4", "m4v", 30),
    ],
)
def test_a_raw_stream_has_the_rate_of_its_codecs_headers(
    tmp_path: Path, codec: str, form: str, rate: int
) -> None:
    path = tmp_path / f"a.{form}"
    made.encode(path, made.dots(30), codec=codec, form=form, rate=rate)
    frames, notices = read(path)
    assert times_s(frames) == pytest.approx([number / rate for number in range(30)])
    assert notices == ()


def test_a_raw_stream_without_any_rate_is_said_to_be_assumed(tmp_path: Path) -> None:
    made.encode(tmp_path / "a.mjpeg", made.dots(5), codec="mjpeg", form="mjpeg")
    frames, notices = read(tmp_path / "a.mjpeg")
    assert times_s(frames) == pytest.approx([0, 0.04, 0.08, 0.12, 0.16])
    assert notices == ("it states no frame rate; 25 a second are assumed",)


def test_a_picture_that_becomes_smaller_midway_is_scaled_to_the_first_size(tmp_path: Path) -> None:
    large, small = made.dots(20, side=96), made.dots(20, side=48, step=1)
    path = made.transport_stream(tmp_path / "a.ts", (large[:10], 0), (small[10:], 1))
    frames, notices = read(path)
    assert {frame.bgr.shape for frame in frames} == {(96, 96, 3)}
    assert times_s(frames) == pytest.approx([number / 10 for number in range(20)], abs=0.11)
    places = [made.place_of(frame.bgr) for frame in frames]
    assert places == pytest.approx([number / 48 for number in range(20)], abs=0.02)
    assert notices == ("from 1.0 s on the picture is 48 x 48 instead of 96 x 96",)


def test_a_picture_of_another_form_midway_is_fitted_in_and_not_stretched(tmp_path: Path) -> None:
    parts = ([made.grey(255, 96, 96)] * 5, 0), ([made.grey(255, 48, 96)] * 5, 0.5)
    frames, _ = read(made.transport_stream(tmp_path / "a.ts", *parts))
    last = frames[-1].bgr
    assert last.shape == (96, 96, 3)
    assert last[26:70].mean() > 240
    assert last[:22].max() == last[74:].max() == 0


def test_a_preview_is_passed_over_for_the_track_that_it_is_of(tmp_path: Path) -> None:
    preview, film = made.dots(3, side=16, step=0), made.dots(20)
    frames, notices = read(made.encode_tracks(tmp_path / "a.mp4", (preview, 1), (film, 10)))
    assert len(frames) == 20
    assert frames[0].bgr.shape == (96, 96, 3)
    assert notices == ("of 2 video tracks, number 2 is used (96 x 96)",)


@pytest.mark.parametrize("default", [0, 1])
def test_of_like_tracks_the_default_is_read(tmp_path: Path, default: int) -> None:
    tracks = ([made.grey(40)] * 5, 10), ([made.grey(200)] * 5, 10)
    frames, _ = read(made.encode_tracks(tmp_path / "a.mkv", *tracks, default=default))
    assert frames[0].bgr.mean() == pytest.approx((40, 200)[default], abs=8)


@pytest.mark.parametrize("default", [0, 1])
def test_a_default_track_that_is_smaller_is_no_preview(tmp_path: Path, default: int) -> None:
    shapes = ((48, 64), (96, 128)) if default == 0 else ((96, 128), (48, 64))
    tracks = [([made.grey(90, *shape)] * 5, 10) for shape in shapes]
    frames, _ = read(made.encode_tracks(tmp_path / "a.mkv", *tracks, default=default))
    assert frames[0].bgr.shape == (48, 64, 3)


def test_of_tracks_without_a_default_the_largest_is_read(tmp_path: Path) -> None:
    tracks = ([made.grey(40)] * 5, 10), ([made.grey(200, 60, 80)] * 5, 10)
    frames, _ = read(made.encode_tracks(tmp_path / "a.mkv", *tracks, default=9))
    assert frames[0].bgr.shape == (60, 80, 3)


@pytest.mark.parametrize("after", [b"", b"\xff", bytes(8), b"\r\n--frame\r\n"])
def test_jpegs_without_an_end_marker_are_read(tmp_path: Path, after: bytes) -> None:
    jpegs = [encode_jpeg(made.grey(20 * number)) for number in range(10)]
    jpegs = [jpeg.removesuffix(END) + after for jpeg in jpegs]
    frames, notices = read(made.avi_of(tmp_path / "a.avi", jpegs))
    assert [round(float(frame.bgr.mean()) / 20) for frame in frames] == list(range(10))
    assert notices == ()


def cut(jpeg: bytes) -> bytes:
    return jpeg[: len(jpeg) * 2 // 3]


def without_a_middle(jpeg: bytes) -> bytes:
    return jpeg[: len(jpeg) // 2] + jpeg[len(jpeg) // 2 + 400 :]


@pytest.mark.parametrize(
    "damaged",
    [
        cut,
        lambda jpeg: cut(jpeg) + bytes(99),  # of a buffer that was not filled
        lambda jpeg: cut(jpeg) + END,  # by a camera that ends it all the same
        lambda jpeg: cut(jpeg) + bytes(99) + END,
        without_a_middle,  # of which packets were lost
    ],
)
@pytest.mark.parametrize("has_end_markers", [True, False])
def test_a_damaged_jpeg_among_others_is_left_out_and_said(
    tmp_path: Path,
    damaged: Callable[[bytes], bytes],
    has_end_markers: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    random = np.random.default_rng(0)
    noise = [random.integers(0, 255, (48, 64, 3), dtype=np.uint8) for _ in range(5)]
    jpegs = [encode_jpeg(picture) for picture in noise]
    if not has_end_markers:
        jpegs = [jpeg.removesuffix(END) for jpeg in jpegs]
    jpegs[2] = damaged(jpegs[2])
    frames, notices = read(made.avi_of(tmp_path / "a.avi", jpegs))
    assert times_s(frames) == pytest.approx([0, 0.1, 0.3, 0.4])
    assert notices == ("a picture after 0.1 s cannot be decoded",)


@pytest.mark.parametrize("jump_s", [20_000, -0.5, 600, 15])
def test_time_stamps_that_jump_where_the_picture_goes_on_are_closed_up(
    tmp_path: Path, jump_s: float
) -> None:
    film = made.dots(20, step=1)
    path = made.transport_stream(tmp_path / "a.ts", (film[:10], 0), (film[10:], 1 + jump_s))
    frames, notices = read(path)
    assert times_s(frames) == pytest.approx([number / 10 for number in range(20)], abs=0.01)
    assert [words.startswith("the time stamps jump by") for words in notices] == (
        [True] if abs(jump_s) > 1 else []
    )


def test_time_stamps_that_jump_back_go_on(tmp_path: Path) -> None:
    film = made.dots(20, step=1)
    path = made.transport_stream(tmp_path / "a.ts", (film[:10], 100), (film[10:], 0))
    frames, notices = read(path)
    assert times_s(frames) == pytest.approx([number / 10 for number in range(20)], abs=0.01)
    assert notices[0].startswith("the time stamps jump by")


def test_a_jump_to_another_moment_becomes_a_pause_that_no_rep_reaches_across(
    tmp_path: Path,
) -> None:
    film = made.dots(35)
    path = made.transport_stream(tmp_path / "a.ts", (film[:5], 0), (film[30:], 5000))
    frames, _ = read(path)
    steps_s = np.diff(times_s(frames))
    assert steps_s[4] == pytest.approx(10)
    assert np.delete(steps_s, 4) == pytest.approx(0.1)


def test_equal_pictures_that_a_file_leaves_out_are_shown_again(tmp_path: Path) -> None:
    film = made.dots(20, step=1)
    stamps = [*range(10), *range(30, 40)]
    path = made.encode(tmp_path / "a.mkv", film, times=stamps, rate=20)
    frames, notices = read(path)
    assert np.diff(times_s(frames)).max() < 0.1
    assert frames[-1].time_s == pytest.approx(39 / 20, abs=0.01)
    still = [frame for frame in frames if 0.46 < frame.time_s < 1.49]
    assert {made.place_of(frame.bgr) for frame in still} == {made.place_of(frames[9].bgr)}
    assert notices == (
        "no picture for 1.05 s after 0.5 s, in which nobody moves: the one before is shown on",
    )


@pytest.mark.parametrize("name", ["a.mkv", "a.mp4"])
def test_a_long_rest_of_equal_pictures_keeps_its_length(tmp_path: Path, name: str) -> None:
    rest = [made.dots(10, step=1)[-1]] * 3
    film = [*made.dots(10, step=1), *rest]
    stamps = [*range(10), 600, 601, 602]
    frames, notices = read(made.encode(tmp_path / name, film, times=stamps, rate=20))
    assert frames[-1].time_s == pytest.approx(602 / 20, abs=0.01)
    assert np.diff(times_s(frames)).max() < 0.1
    assert "the one before is shown on" in notices[0]


def test_a_gap_in_which_somebody_moves_stays_a_gap(tmp_path: Path) -> None:
    film = made.dots(40)
    film, stamps = film[:10] + film[30:], [*range(10), *range(30, 40)]
    frames, notices = read(made.encode(tmp_path / "a.mkv", film, times=stamps, rate=20))
    assert len(frames) == 20
    assert np.diff(times_s(frames)).max() == pytest.approx(1.05, abs=0.01)
    assert notices == ()


@pytest.mark.parametrize(
    ("name", "pictures", "length_s", "size"),
    [
        ("mirrored-front-camera.mp4", 210, 7.0, 320),
        ("raw-30fps.h264", 413, 13.8, 320),
        ("mjpeg-without-eoi.avi", 90, 3.0, 240),
        ("first-track-is-a-thumbnail.mp4", 413, 13.8, 320),
        ("size-changes.ts", 413, 13.8, 320),
        ("time-jumps-5h.ts", 413, 13.8, 320),
    ],
)
def test_what_people_reported_is_read_whole(
    name: str, pictures: int, length_s: float, size: int
) -> None:
    frames, _ = read(real_data(f"field-reports/{name}"))
    assert len(frames) == pictures
    assert frames[-1].time_s + 1 / 30 == pytest.approx(length_s, abs=0.05)
    assert {frame.bgr.shape for frame in frames} == {(size, size, 3)}
