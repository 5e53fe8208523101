"""What happens in the gym, and what people do, as far as alerts depend on it."""

from dataclasses import dataclass
from math import isfinite, nan
from typing import Self

from spotter.alerting.values import Whose
from spotter.movement.values import EquipmentKind, Fault, MotionRange, Outcome, ReasonCode, Verdict


@dataclass(frozen=True, slots=True)
class RepJudged:
    """A rep has its verdict. The same rep once more changes nothing.

    ``ratio`` is its score divided by its threshold, 0 for an unscorable rep. ``faults`` are worst
    first. ``range_ratio`` is how far the movement went, 1 as far as the reference's; None where
    that is not known. ``without`` is the equipment that an unscorable rep lacked.
    """

    rep_id: str
    whose: Whose
    exercise: str
    set_number: int
    outcome: Outcome
    ratio: float = 0.0
    faults: tuple[Fault, ...] = ()
    unscorable: ReasonCode | None = None
    differs_throughout: bool = False
    range_ratio: float | None = None
    without: EquipmentKind | None = None

    @classmethod
    def of(
        cls, rep_id: str, whose: Whose, exercise: str, set_number: int, verdict: Verdict
    ) -> Self:
        """What alerts need of a verdict."""
        is_scored = verdict.outcome is not Outcome.UNSCORABLE
        return cls(
            rep_id,
            whose,
            exercise,
            set_number,
            verdict.outcome,
            float(verdict.score / verdict.threshold) if is_scored else 0.0,
            verdict.faults,
            verdict.reason.code if verdict.reason else None,
            verdict.differs_throughout,
            _ratio(verdict.measures.motion_range),
            verdict.reason.equipment if verdict.reason else None,
        )


def _ratio(motion_range: MotionRange | None) -> float | None:
    ratio = float(motion_range.ratio) if motion_range else nan
    return ratio if isfinite(ratio) else None


@dataclass(frozen=True, slots=True)
class CameraChanged:
    """A station's camera has gone offline, or gives pictures again."""

    station_id: str
    is_offline: bool


@dataclass(frozen=True, slots=True)
class StationPaused:
    """Nothing is filmed at a station any more: whoever trained there is not watched."""

    station_id: str


@dataclass(frozen=True, slots=True)
class SessionBegun:
    """A member has begun to train at a station; whoever was there before has left."""

    whose: Whose


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """A member has left a station."""

    station_id: str
    session_id: str


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody at a station calls for a trainer."""

    station_id: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A trainer takes alerts; somebody else's only with ``take_over``."""

    alert_ids: tuple[str, ...]
    author: str
    take_over: bool = False


@dataclass(frozen=True, slots=True)
class HandedBack:
    """A trainer hands back alerts; those of others stay theirs."""

    alert_ids: tuple[str, ...]
    author: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A trainer says that alerts are not for them."""

    alert_ids: tuple[str, ...]
    author: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A trainer says of a rep of an alert that it was fine, or wrong."""

    alert_id: str
    author: str
    rep_id: str
    is_fine: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """A trainer closes alerts."""

    alert_ids: tuple[str, ...]
    author: str


@dataclass(frozen=True, slots=True)
class CueSent:
    """A trainer has sent a sentence to a station; it takes the alert that it answers, if any."""

    station_id: str
    author: str
    alert_id: str = ""


@dataclass(frozen=True, slots=True)
class SilenceBegun:
    """A trainer wants quiet about a member, a station, or an alert's fault: exactly one of them."""

    author: str
    reason: str
    duration_us: int
    member_id: str = ""
    station_id: str = ""
    alert_id: str = ""


@dataclass(frozen=True, slots=True)
class SilenceEnded:
    """A trainer ends a silence before its time; one that has ended stays as it is."""

    silence_id: str
    author: str


@dataclass(frozen=True, slots=True)
class PresenceNoted:
    """A trainer is at the console for that long; 0: they have left."""

    author: str
    duration_us: int


@dataclass(frozen=True, slots=True)
class DutyChanged:
    """So many trainers are on duty, whether or not they are at the console."""

    trainers: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A trainer has looked at a station."""

    station_id: str
    author: str


Event = (
    RepJudged
    | CameraChanged
    | StationPaused
    | SessionBegun
    | SessionEnded
    | Called
    | Taken
    | HandedBack
    | Declined
    | Answered
    | Closed
    | CueSent
    | SilenceBegun
    | SilenceEnded
    | PresenceNoted
    | DutyChanged
    | Looked
)
