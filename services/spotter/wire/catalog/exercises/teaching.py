"""What a trainer teaches, as messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from spotter.api.catalog.v1 import teaching_service_pb2 as pb2
from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import PoseSeries
from spotter.wire.catalog.exercises.exercises import ExerciseInfo, info_message, info_of
from spotter.wire.encoding.arrays import pack_quantised, unpack_poses
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.errors import WireError


class RepJudgement(Enum):
    """What a trainer says of a rep."""

    FINE = "fine"
    WRONG = "wrong"


REP_JUDGEMENTS = WireEnum(RepJudgement, pb2.RepJudgement)


@dataclass(frozen=True, slots=True, eq=False)
class TaughtReps:
    """Good reps that were found in a recording, and what there is to doubt, in words.

    ``rep_doubts`` are of single reps, by their place; ``carried_by`` are parts of the body.
    """

    reps: tuple[PoseSeries, ...]
    doubts: tuple[str, ...]
    rep_doubts: tuple[tuple[int, str], ...]
    carried_by: tuple[str, ...]
    view: str


@dataclass(frozen=True, slots=True)
class Calibrated:
    """When a rep counts as faulty, and how well that fits the known reps.

    ``threshold`` is for anybody, ``own_threshold`` for whoever recorded the exercise (0: several).
    """

    threshold: float
    own_threshold: float
    good_judged: int
    false_alarms: int
    faulty_judged: int
    misses: int
    false_alarm_words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An exercise after a trainer's word on a rep; the digest is that of the version before."""

    exercise: ExerciseInfo
    previous_digest: str
    before: Calibrated
    after: Calibrated

    @property
    def is_changed(self) -> bool:
        """Whether the word was news."""
        return self.previous_digest != self.exercise.digest


def series_messages(series: Iterable[PoseSeries]) -> list[rep_pb2.PoseSeries]:
    """The messages of poses, quantised."""
    return [pack_quantised(one) for one in series]


def series_of(messages: Sequence[rep_pb2.PoseSeries], most: int, what: str) -> list[PoseSeries]:
    """The poses in 1 to ``most`` messages. Raises :class:`WireError` and MovementError."""
    if not 1 <= len(messages) <= most:
        raise WireError(f"expected 1 to {most} {what}; found {len(messages)}")
    return [unpack_poses(one) for one in messages]


def taught_message(taught: TaughtReps) -> pb2.ProposeReferenceResponse:
    """The message of reps that were found."""
    doubts = [pb2.RecordingDoubt(words=words) for words in taught.doubts]
    doubts += [
        pb2.RecordingDoubt(words=words, rep_number=place + 1) for place, words in taught.rep_doubts
    ]
    return pb2.ProposeReferenceResponse(
        reps=series_messages(taught.reps),
        doubts=doubts,
        carried_by=taught.carried_by,
        view=taught.view,
    )


def taught_of(message: pb2.ProposeReferenceResponse) -> TaughtReps:
    """The reps in a message. Raises :class:`WireError` and MovementError."""
    return TaughtReps(
        reps=tuple(unpack_poses(one) for one in message.reps),
        doubts=tuple(one.words for one in message.doubts if not one.rep_number),
        rep_doubts=tuple(
            (one.rep_number - 1, one.words) for one in message.doubts if one.rep_number
        ),
        carried_by=tuple(message.carried_by),
        view=message.view,
    )


def calibrated_message(calibrated: Calibrated) -> pb2.Calibrated:
    """The message of a calibration."""
    return pb2.Calibrated(
        threshold=calibrated.threshold,
        own_threshold=calibrated.own_threshold,
        good_judged=calibrated.good_judged,
        false_alarms=calibrated.false_alarms,
        faulty_judged=calibrated.faulty_judged,
        misses=calibrated.misses,
        false_alarm_words=calibrated.false_alarm_words,
    )


def calibrated_of(message: pb2.Calibrated) -> Calibrated:
    """The calibration in a message."""
    return Calibrated(
        message.threshold,
        message.own_threshold,
        message.good_judged,
        message.false_alarms,
        message.faulty_judged,
        message.misses,
        message.false_alarm_words,
    )


def judged_message(judged: Judged) -> pb2.JudgeRepResponse:
    """The message of what became of an exercise."""
    return pb2.JudgeRepResponse(
        exercise=info_message(judged.exercise),
        previous_digest=judged.previous_digest,
        before=calibrated_message(judged.before),
        after=calibrated_message(judged.after),
    )


def judged_of(message: pb2.JudgeRepResponse) -> Judged:
    """What became of an exercise, from its message."""
    return Judged(
        info_of(message.exercise),
        message.previous_digest,
        calibrated_of(message.before),
        calibrated_of(message.after),
    )
