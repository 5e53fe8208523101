"""What a browser may send as a station's camera, and how it reaches the station's loop."""

import numpy as np
import pytest

from spotter.camera_ingest.browsers.checks import RateCheck, check_picture
from spotter.camera_ingest.browsers.sending import BrowserCamera
from spotter.camera_ingest.errors import RefusedPictureError, TooManyPicturesError
from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.browser_pictures import (
    MAX_PICTURE_BYTES,
    BrowserPicture,
    browser_message,
    browser_picture,
)
from spotter.wire.errors import WireError

JPEG = encode_jpeg(np.zeros((48, 64, 3), np.uint8))
WIDE = encode_jpeg(np.zeros((16, 2000, 3), np.uint8))


def of(jpeg: bytes, stamp_us: int = 0) -> BrowserPicture:
    return BrowserPicture(stamp_us, 0, jpeg)


def test_a_message_carries_a_picture_with_its_times() -> None:
    picture = BrowserPicture(2**40 + 7, 3, JPEG)
    assert browser_picture(browser_message(picture)) == picture
    with pytest.raises(WireError, match="found 11 bytes"):
        browser_picture(bytes(11))


@pytest.mark.parametrize(
    ("jpeg", "words"),
    [
        (b"GIF89a", "expected a JPEG; found 6 bytes"),
        (b"", "expected a JPEG; found 0 bytes"),
        (JPEG[:20], "expected a whole JPEG"),
        (JPEG + bytes(MAX_PICTURE_BYTES), "at most 245760 bytes; found"),
        (WIDE, "at most 1920 pixels a side; found 2000 x 16"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_in_words(jpeg: bytes, words: str) -> None:
    check_picture(of(JPEG))
    with pytest.raises(RefusedPictureError, match=words):
        check_picture(of(jpeg))


def send_for_ten_seconds(check: RateCheck, rate_hz: int) -> None:
    for number in range(10 * rate_hz):
        check.arrived(number / rate_hz)


def test_a_browser_may_send_sixty_pictures_a_second_and_no_more() -> None:
    send_for_ten_seconds(RateCheck(), 59)
    with pytest.raises(TooManyPicturesError, match="at most 60 pictures a second"):
        send_for_ten_seconds(RateCheck(), 61)


def test_of_pictures_that_nobody_takes_the_newest_are_kept_and_the_others_counted() -> None:
    sending = BrowserCamera().begin()
    assert sum(sending.put(of(JPEG, stamp_us)) for stamp_us in range(10)) == 2
    first = sending.take(0)
    assert first
    assert first.stamp_us == 2


def test_another_browser_takes_the_place_of_the_one_before() -> None:
    camera = BrowserCamera()
    assert camera.current(0) is None
    before, now = camera.begin(), camera.begin()
    assert (before.is_over, before.was_replaced, now.is_over) == (True, True, False)
    assert camera.current(0) is now
    now.end()
    assert camera.current(0) is None
