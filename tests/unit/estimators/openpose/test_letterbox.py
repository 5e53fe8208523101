import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotter.estimators.openpose.letterbox import Letterbox

INPUT_PX = (432, 368)
MOST_PX = (656, 368)
SIDES_PX = st.integers(1, 9000)


def black(box: Letterbox) -> NDArray[np.uint8]:
    width_px, height_px = box.input_px
    return np.zeros((height_px, width_px, 3), dtype=np.uint8)


def glow(picture_px: tuple[int, int], x_px: float, y_px: float) -> NDArray[np.uint8]:
    """A soft spot on black, wider than a cell; x and y count from the picture's corner."""
    spread_px = 0.06 * min(picture_px)
    across, down = (
        np.exp(-0.5 * ((np.arange(side_px) + 0.5 - at_px) / spread_px) ** 2)
        for side_px, at_px in zip(picture_px, (x_px, y_px), strict=True)
    )
    light = np.round(255 * np.outer(down, across)).astype(np.uint8)
    return np.repeat(light[..., None], 3, axis=2)


def middle_of_light(drawn: NDArray[np.uint8], cell_px: int) -> NDArray[np.float64]:
    """The centroid of all light in cells; the centre of the first cell is 0, 0."""
    height, width = (size // cell_px for size in drawn.shape[:2])
    light = drawn[..., 0].reshape(height, cell_px, width, cell_px).mean(axis=(1, 3))
    total = light.sum()
    x, y = light.sum(axis=0) @ np.arange(width), light.sum(axis=1) @ np.arange(height)
    return np.array([x / total, y / total])


@pytest.mark.parametrize(
    "picture_px",
    [(640, 480), (1920, 1080), (1080, 1920), (431, 367), (200, 150), (97, 333), (4000, 3000)],
)
@pytest.mark.parametrize("at", [(0.5, 0.5), (0.31, 0.73), (0.74, 0.27)])
def test_a_painted_point_is_found_to_a_fraction_of_a_pixel(
    picture_px: tuple[int, int], at: tuple[float, float]
) -> None:
    place_px = np.multiply(at, picture_px)
    picture = glow(picture_px, *place_px)
    for box in (Letterbox.into(picture_px, INPUT_PX), Letterbox.within(picture_px, MOST_PX)):
        onto = black(box)
        box.draw(picture, onto)
        size = (box.input_px[0] // 8, box.input_px[1] // 8)
        found_px = box.to_picture(middle_of_light(onto, 8), size)
        pixel_of_input = box.picture_px[0] / box.shown_px[0]
        assert np.linalg.norm(found_px - place_px) < 0.1 * pixel_of_input


def test_the_corners_of_the_maps_are_the_corners_of_the_shown_picture() -> None:
    box = Letterbox.into((640, 480), (432, 368))
    assert box.shown_px == (432, 324)
    corners = box.to_picture(np.array([[-0.5, -0.5], [53.5, 40.0]]), (54, 46))
    np.testing.assert_allclose(corners, [[0, 0], [640, 480]], atol=1e-3)


@given(st.tuples(SIDES_PX, SIDES_PX))
def test_any_picture_fits_and_fills_one_side(picture_px: tuple[int, int]) -> None:
    for box, most_px in (
        (Letterbox.into(picture_px, INPUT_PX), INPUT_PX),
        (Letterbox.within(picture_px, MOST_PX), MOST_PX),
    ):
        shown = np.array(box.shown_px)
        assert (shown >= 1).all()
        assert (shown <= box.input_px).all()
        assert (np.array(box.input_px) <= most_px).all()
        assert (shown == most_px).any()
        scales = shown / picture_px
        assert abs(scales[0] - scales[1]) <= 1 / min(picture_px)  # half a pixel of rounding, or one


@given(st.tuples(SIDES_PX, SIDES_PX))
def test_a_free_input_has_one_of_few_widths_and_little_padding(
    picture_px: tuple[int, int],
) -> None:
    box = Letterbox.within(picture_px, MOST_PX)
    assert box.input_px[0] in {120, 160, 208, 280, 368, 496, 656}
    assert box.shown_px[0] <= box.input_px[0] < max(121, 4 / 3 * box.shown_px[0] + 8)
    assert 0 <= box.input_px[1] - box.shown_px[1] < 8


@pytest.mark.parametrize(
    ("picture_px", "input_px"),
    [
        ((1920, 1080), (656, 368)),
        ((640, 480), (496, 368)),
        ((1080, 1920), (208, 368)),
        ((480, 640), (280, 368)),
        ((700, 500), (656, 368)),
        ((3000, 10), (656, 8)),
        ((1, 1), (368, 368)),
        ((8000, 8000), (368, 368)),
    ],
)
def test_the_size_of_a_free_input_follows_the_picture(
    picture_px: tuple[int, int], input_px: tuple[int, int]
) -> None:
    assert Letterbox.within(picture_px, MOST_PX).input_px == input_px


@pytest.mark.parametrize("picture_px", [(1, 1), (3000, 10), (10, 3000), (640, 481), (8000, 8000)])
def test_a_grey_picture_stays_grey_and_the_padding_black(picture_px: tuple[int, int]) -> None:
    box = Letterbox.into(picture_px, INPUT_PX)
    onto = black(box)
    box.draw(np.full((picture_px[1], picture_px[0], 3), 90, dtype=np.uint8), onto)
    width_px, height_px = box.shown_px
    assert (onto[:height_px, :width_px] == 90).all()
    assert not onto[height_px:].any()
    assert not onto[:, width_px:].any()


def test_shrinking_skips_no_pixel() -> None:
    picture = np.zeros((3680, 4320, 3), dtype=np.uint8)
    picture[1003, 2007] = 255  # one white pixel among the hundred that become one
    box = Letterbox.into((4320, 3680), INPUT_PX)
    onto = black(box)
    box.draw(picture, onto)
    assert onto[100, 200].tolist() == [3, 3, 3]
    assert np.count_nonzero(onto) == 3
