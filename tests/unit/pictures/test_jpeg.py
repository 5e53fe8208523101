import numpy as np
import pytest

from spotter.pictures.errors import PictureError
from spotter.pictures.jpeg import MAX_PIXELS, decode_jpeg, encode_jpeg


def slope() -> np.ndarray:
    """A smooth picture, of which compression loses little."""
    rows, columns = np.mgrid[0:90, 0:120]
    return np.stack([rows, columns, rows + columns], axis=-1).astype(np.uint8)


def test_a_picture_survives_encoding_and_decoding() -> None:
    back = decode_jpeg(encode_jpeg(slope()))
    assert back.shape == (90, 120, 3)
    assert back.dtype == np.uint8
    assert np.abs(back.astype(int) - slope().astype(int)).mean() < 2


def test_blue_stays_blue() -> None:
    blue = np.zeros((16, 16, 3), np.uint8)
    blue[..., 0] = 255
    assert decode_jpeg(encode_jpeg(blue))[8, 8] == pytest.approx([255, 0, 0], abs=4)


def test_a_part_of_a_picture_can_be_encoded() -> None:
    part = slope()[10:50, 20:100]
    assert not part.flags.c_contiguous
    assert decode_jpeg(encode_jpeg(part)).shape == (40, 80, 3)


def test_better_quality_takes_more_bytes() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (90, 120, 3), dtype=np.uint8)
    assert len(encode_jpeg(noise, quality=95)) > len(encode_jpeg(noise, quality=50))


@pytest.mark.parametrize("kept_ratio", [0.02, 0.5, 0.99])
def test_a_truncated_jpeg_is_an_error(kept_ratio: float) -> None:
    data = encode_jpeg(slope())
    cut = data[: int(len(data) * kept_ratio)]
    with pytest.raises(PictureError, match=f"expected a whole JPEG; found {len(cut)} bytes"):
        decode_jpeg(cut)


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n rest"])
def test_data_that_is_not_a_jpeg_is_an_error_with_its_first_bytes(data: bytes) -> None:
    with pytest.raises(PictureError) as caught:
        decode_jpeg(data)
    assert str(caught.value) == (
        f"expected a JPEG; found {len(data)} bytes that start {data[:8]!r}"
    )


def test_a_header_that_claims_a_huge_picture_is_refused_before_decoding() -> None:
    data = bytearray(encode_jpeg(slope()))
    size_at = data.index(b"\xff\xc0") + 5
    data[size_at : size_at + 4] = (65000).to_bytes(2, "big") * 2
    with pytest.raises(PictureError, match=f"at most {MAX_PIXELS} pixels; found 65000 x 65000"):
        decode_jpeg(bytes(data))


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((10, 10), np.uint8),
        np.zeros((10, 10, 4), np.uint8),
        np.zeros((10, 10, 3), np.float32),
        np.zeros((0, 10, 3), np.uint8),
    ],
)
def test_only_colour_pictures_are_encoded(picture: np.ndarray) -> None:
    with pytest.raises(PictureError, match=r"expected \(H, W, 3\) uint8; found"):
        encode_jpeg(picture)
