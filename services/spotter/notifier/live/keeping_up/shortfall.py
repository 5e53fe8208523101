"""What a station lacks so that its reps can be judged, and how it is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from spotter.wire.stations import CameraMeasures

NEEDED_HZ = 10.0
"""The cutter is made for this rate and above, and a rep of 0.8 s then has the 8 poses it needs."""
_LEAST_HZ = 0.85 * NEEDED_HZ
"""One picture in ten may be lost: a lone gap of 0.2 s costs no rep."""
_LONGEST_GAP_S = 0.4
"""A fifth of a rep of two seconds: docs/method.md, "Gaps"."""
_DARKEST = 25.0
_SMALLEST_PX = 120.0
"""The limits of brightness and size are measured: docs/benchmarks.md, "When it is not enough"."""
_LATEST_S = 3.0
"""A rep with the pause after it: the verdict then comes when the next one is over."""
_FEWEST_REPS = 5


class Kind(Enum):
    """What a station lacks."""

    FEW_FRAMES = "few_frames"
    """Its camera gives too few."""
    SKIPPED = "skipped_frames"
    """Its camera gives enough, but this machine does not keep up with them."""
    UNEVEN = "uneven_frames"
    DARK = "dark"
    SMALL = "small"
    LATE = "late"
    UNSCORABLE = "unscorable_reps"
    """Most of its latest reps could not be judged."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a station lacks, in words; ``found`` and ``needed`` are the numbers in them."""

    kind: Kind
    words: str
    found: float
    needed: float


@dataclass(frozen=True, slots=True)
class JudgedRep:
    """Why a rep could not be judged, as a code and in words; both empty if it could."""

    reason_code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StationMeasures:
    """What is known of a station; None stands for what is not.

    ``most_hz`` is the frame rate it is set to. ``stale_ratio`` is the share of its frames that were
    too old when a pose worker read them. ``person_px`` is how tall the person in its picture would
    stand there. ``reps`` are its latest, the newest last.
    """

    most_hz: float
    camera: CameraMeasures | None = None
    delay_s: float = 0.0
    stale_ratio: float = 0.0
    person_px: float | None = None
    reps: Sequence[JudgedRep] = ()

    @property
    def given_hz(self) -> float:
        """How many pictures a second its camera gives, up to what the station is set to."""
        camera = self.camera
        return min(camera.frame_rate_hz + camera.late_hz, self.most_hz) if camera else 0.0


def shortfalls(measures: StationMeasures) -> Iterator[Shortfall]:
    """What the station lacks, the most important first."""
    if camera := measures.camera:
        yield from _of_frames(camera, measures)
        if camera.brightness < _DARKEST:
            words = f"too dark: mean brightness {camera.brightness:.0f} of 255"
            yield Shortfall(Kind.DARK, words, camera.brightness, _DARKEST)
    if measures.person_px is not None and measures.person_px < _SMALLEST_PX:
        words = f"the person is {measures.person_px:.0f} px tall; needs {_SMALLEST_PX:.0f}"
        yield Shortfall(Kind.SMALL, words, measures.person_px, _SMALLEST_PX)
    if measures.delay_s >= _LATEST_S:
        words = f"pictures come {measures.delay_s:.0f} s late"
        yield Shortfall(Kind.LATE, words, measures.delay_s, _LATEST_S)
    yield from _of_reps(measures.reps)


def _of_frames(camera: CameraMeasures, measures: StationMeasures) -> Iterator[Shortfall]:
    given_hz = measures.given_hz
    judged_hz = camera.frame_rate_hz * (1 - measures.stale_ratio)
    needs = f"reps need {NEEDED_HZ:.0f}"
    if given_hz < _LEAST_HZ:
        words = f"{_rate(given_hz)} pictures a second; {needs}"
        yield Shortfall(Kind.FEW_FRAMES, words, given_hz, NEEDED_HZ)
    elif judged_hz < _LEAST_HZ:
        words = f"{_rate(judged_hz)} of {given_hz:.0f} pictures a second are in time; {needs}"
        yield Shortfall(Kind.SKIPPED, words, judged_hz, NEEDED_HZ)
    elif camera.longest_gap_s > _LONGEST_GAP_S:
        words = f"gaps of {camera.longest_gap_s:.1f} s between pictures; reps bear {_LONGEST_GAP_S}"
        yield Shortfall(Kind.UNEVEN, words, camera.longest_gap_s, _LONGEST_GAP_S)


def _rate(rate_hz: float) -> str:
    """Never rounded up to what would be enough."""
    tenths_hz = round(rate_hz, 1)
    return f"{int(tenths_hz) if tenths_hz >= 1 else tenths_hz}"


def _of_reps(reps: Sequence[JudgedRep]) -> Iterator[Shortfall]:
    unscorable = [rep for rep in reps if rep.reason_code]
    if len(reps) < _FEWEST_REPS or 2 * len(unscorable) <= len(reps):
        return
    codes = [rep.reason_code for rep in unscorable]
    usual = max(set(codes), key=lambda code: (codes.count(code), code))
    newest = next(rep for rep in reversed(unscorable) if rep.reason_code == usual)
    mostly = "" if codes.count(usual) == len(codes) else "mostly "
    words = f"{len(codes)} of the last {len(reps)} reps could not be judged: {mostly}"
    yield Shortfall(Kind.UNSCORABLE, words + newest.reason, len(codes), len(reps) / 2)
