"""Faces in overlapping squares of a picture, and turned upright."""

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.faces.alignment import aligned, similarity
from spotter.faces.detector import Face, distinct, squares


def face_at(x_px: float, y_px: float, side_px: float, score: float) -> Face:
    points = np.array([[-1, -1], [1, -1], [0, 0], [0, 1], [-2, 0], [2, 0]]) * side_px / 5
    return Face(score, side_px, points + np.array([x_px, y_px]))


def test_a_face_that_several_squares_show_is_one() -> None:
    found = distinct(
        [face_at(100, 100, 60, 0.9), face_at(104, 100, 60, 0.3), face_at(300, 100, 60, 0.8)]
    )
    assert sorted(round(float(face.points_px[:, 0].mean())) for face in found) == [101, 300]
    assert [face.score for face in found] == [0.9, 0.8]


def test_squares_cover_a_wide_and_a_high_picture() -> None:
    for shape in ((720, 1280, 3), (1920, 1080, 3)):
        covered = np.zeros(shape[:2], bool)
        for square in list(squares(np.zeros(shape, np.uint8)))[1:]:
            half = square.side_px / 2
            top, left = int(square.y_px - half), int(square.x_px - half)
            covered[top : top + int(square.side_px), left : left + int(square.side_px)] = True
        assert covered.all()


def test_the_similarity_of_points_is_the_one_that_moved_them() -> None:
    points = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 3.0]])
    turn = 1.5 * np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
    moved = points @ turn.T + [7.0, -2.0]
    np.testing.assert_allclose(similarity(points, moved), np.column_stack([turn, [7.0, -2.0]]))


def drawn(angle_deg: float) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """A picture with marks where eyes, nose, mouth and ears are, turned around its middle."""
    turn = np.deg2rad(angle_deg)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    upright = np.array([[-40, -40], [40, -40], [0, 0], [0, 50], [-90, -20], [90, -20]])
    points = upright @ turned.T + 320
    picture = np.zeros((640, 640, 3), np.uint8)
    for point, colour in zip(points, np.eye(3)[[0, 1, 2, 2, 2, 2]] * 255, strict=True):
        cv2.circle(picture, tuple(map(int, point)), 9, colour.tolist(), -1)
    return picture, points


def test_a_tilted_face_is_cut_out_upright() -> None:
    for angle_deg in (-35, 0, 20):
        face = aligned(*drawn(angle_deg)).astype(int)
        blue, green = (np.argwhere(face[:, :, channel] > 127) for channel in (2, 1))
        assert face.shape == (150, 150, 3)
        np.testing.assert_allclose(blue.mean(axis=0), [47, 48], atol=3)
        np.testing.assert_allclose(green.mean(axis=0), [47, 100], atol=3)


def test_a_strip_of_a_picture_is_one_square_rather_than_a_thousand() -> None:
    assert len(list(squares(np.zeros((1, 100, 3), np.uint8)))) == 1
    assert len(list(squares(np.zeros((2, 1900, 3), np.uint8)))) == 1
