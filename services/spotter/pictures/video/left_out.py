"""Shows again what files of variable rate leave out: pictures equal to the one before."""

from collections.abc import Iterable, Iterator
from itertools import count, takewhile

from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.notices import NoticeKind, Notices
from spotter.pictures.picture import STILL_RATIO
from spotter.pictures.video.frame_times import LONGEST_STILL_S

_GAP_PERIODS = 1.5
_SHOWN_AGAIN_S = 1 / 15
"""How often at least: what a station's frames are thinned to unless it says otherwise."""


def completed(
    frames: Iterable[DecodedFrame], rate_hz: float, notices: Notices
) -> Iterator[DecodedFrame]:
    """``frames`` of a recording, each shown again through the gap after it if nobody moves in it.

    A gap in which somebody moves was not left out but lost, and stays. ``rate_hz`` is usual.
    """
    before: DecodedFrame | None = None
    for frame in frames:
        if before:
            gap_s = frame.time_s - before.time_s
            if _is_gap(gap_s, rate_hz) and _is_still(before, frame):
                yield from _shown_on(before, gap_s, rate_hz, notices)
        yield frame
        before = frame
    if before and _is_gap(before.lasts_s, rate_hz):
        yield from _shown_on(before, before.lasts_s, rate_hz, notices)


def _is_gap(gap_s: float, rate_hz: float) -> bool:
    return _GAP_PERIODS / rate_hz < gap_s <= LONGEST_STILL_S


def _is_still(before: DecodedFrame, frame: DecodedFrame) -> bool:
    return before.picture.changed_ratio(frame.picture) < STILL_RATIO


def _shown_on(
    frame: DecodedFrame, gap_s: float, rate_hz: float, notices: Notices
) -> Iterator[DecodedFrame]:
    words = f"no picture for {gap_s:.2f} s after {frame.time_s:.1f} s, in which nobody moves"
    notices.add(NoticeKind.REPEAT, f"{words}: the one before is shown on")
    period_s = min(1 / rate_hz, _SHOWN_AGAIN_S)
    steps_s = (number * period_s for number in count(1))
    for step_s in takewhile(lambda step_s: step_s < gap_s - period_s / 2, steps_s):
        yield frame.at(frame.time_s + step_s)
