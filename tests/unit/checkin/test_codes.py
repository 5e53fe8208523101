"""Codes in pictures, and how often each is reported."""

import cv2
import pytest

from spotter.checkin.codes.decoding import texts_in
from spotter.checkin.codes.reported_codes import ReportedCodes
from support.checkin.shown_codes import picture_with_code

BADGE = "spotter:badge:7q2k-4vxp-9d3m-h8ts"
S_US = 1_000_000


@pytest.mark.parametrize("side_px", [130, 300])
@pytest.mark.parametrize("turn", [None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180])
def test_a_badge_is_read_however_it_is_held(side_px: int, turn: int | None) -> None:
    picture = picture_with_code(BADGE, side_px)
    held = picture if turn is None else cv2.rotate(picture, turn)
    assert texts_in(held.astype("uint8")) == (BADGE,)


def test_a_picture_without_a_code_says_nothing() -> None:
    assert texts_in(picture_with_code(BADGE, 20)) == ()


def test_a_text_that_is_too_long_for_a_badge_is_left_out() -> None:
    assert texts_in(picture_with_code("x" * 501, 700)) == ()


def test_a_code_that_stays_in_view_is_due_again_after_three_seconds() -> None:
    reported = ReportedCodes()
    assert reported.is_due("rack-1", BADGE, 10 * S_US)
    reported.note("rack-1", BADGE, 10 * S_US)
    assert not reported.is_due("rack-1", BADGE, 13 * S_US - 1)
    assert reported.is_due("rack-1", BADGE, 13 * S_US)
    assert reported.is_due("rack-2", BADGE, 10 * S_US)
    assert reported.is_due("rack-1", "another", 10 * S_US)


def test_a_code_is_due_at_once_when_somebody_asks_anew_or_the_clock_was_set_back() -> None:
    reported = ReportedCodes()
    reported.note("rack-1", BADGE, 10 * S_US)
    assert reported.is_due("rack-1", BADGE, 9 * S_US)
    reported.forget("rack-1")
    assert reported.is_due("rack-1", BADGE, 10 * S_US)
