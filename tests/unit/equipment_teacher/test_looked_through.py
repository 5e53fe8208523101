"""Pictures that count how often they are looked at."""

import numpy as np

from spotter.equipment_teacher.looked_through import LookedThrough
from spotter.pictures.jpeg import decode_jpeg, encode_jpeg

JPEGS = [encode_jpeg(np.full((16, 16, 3), 10 * grey, np.uint8)) for grey in range(20)]


def test_each_picture_is_that_of_its_jpeg() -> None:
    pictures = LookedThrough(JPEGS, 10, lambda _ratio: None)
    assert len(pictures) == 20
    np.testing.assert_array_equal(pictures[3], decode_jpeg(JPEGS[3]))
    np.testing.assert_array_equal(pictures[2:4], [decode_jpeg(one) for one in JPEGS[2:4]])
    assert len(list(pictures)) == 20


def test_progress_rises_with_the_looks_and_is_never_the_whole() -> None:
    told: list[float] = []
    pictures = LookedThrough(JPEGS, 40, told.append)
    for _ in range(4):
        list(pictures)
    assert told == sorted(told)
    assert told[19] == 0.5
    assert told[-1] == 0.99


def test_long_films_are_told_in_hundredths() -> None:
    told: list[float] = []
    pictures = LookedThrough(JPEGS, 4000, told.append)
    for _ in range(200):
        list(pictures)
    assert 90 <= len(told) <= 100
