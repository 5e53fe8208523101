"""How an exercise judges known reps, and trials of other thresholds, as messages."""

from dataclasses import asdict, dataclass
from enum import Enum

from spotter.api.catalog.v1 import calibration_service_pb2 as pb2
from spotter.api.replays.v1 import replay_pb2
from spotter.wire.catalog.exercises.exercises import ExerciseInfo, info_message, info_of
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.replays import ReplayedReps, replayed_bytes, replayed_of
from spotter.wire.trials import Trial


class KnownKind(Enum):
    """Why a rep is known."""

    RECORDED = "recorded"
    FINE = "fine"
    WRONG = "wrong"


KNOWN_KINDS = WireEnum(KnownKind, pb2.KnownKind)


@dataclass(frozen=True, slots=True)
class RateChoice:
    """The threshold of a false-alarm ratio; ``missing`` more people would promise the ratio."""

    false_alarm_ratio: float
    threshold: float
    missing: int


@dataclass(frozen=True, slots=True)
class KnownScore:
    """A known rep, judged by the recordings as if it were new; ``view`` is where from."""

    kind: KnownKind
    score: float
    view: str


@dataclass(frozen=True, slots=True)
class GymScore:
    """A rep of the gym judged by the recordings; what decided may have been its person's own."""

    score: float
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class CalibrationSeen:
    """What a threshold for anybody rests on, and what other ratios would do.

    ``people`` are the independent samples, and ``least_promised_ratio`` what they can promise at
    best, 0 for nothing. Reps of the gym that were judged ``by_other_recordings`` are left out.
    """

    exercise: ExerciseInfo
    rates: tuple[RateChoice, ...]
    known: tuple[KnownScore, ...]
    judged_by: str
    people: int
    least_promised_ratio: float
    gym: tuple[GymScore, ...]
    by_other_recordings: int


@dataclass(frozen=True, slots=True)
class TrialSeen:
    """A trial, since when its reps are (microseconds since the Unix epoch), and how far it is."""

    trial: Trial
    since_us: int
    is_done: bool
    result: ReplayedReps


def calibration_message(seen: CalibrationSeen) -> pb2.GetCalibrationResponse:
    """The message of a calibration."""
    return pb2.GetCalibrationResponse(
        exercise=info_message(seen.exercise),
        rates=[pb2.RateChoice(**asdict(one)) for one in seen.rates],
        known=[
            pb2.KnownScore(kind=KNOWN_KINDS.label(one.kind), score=one.score, view=one.view)
            for one in seen.known
        ],
        judged_by=seen.judged_by,
        people=seen.people,
        least_promised_ratio=seen.least_promised_ratio,
        gym=[pb2.GymScore(score=one.score, is_faulty=one.is_faulty) for one in seen.gym],
        by_other_recordings=seen.by_other_recordings,
    )


def calibration_of(message: pb2.GetCalibrationResponse) -> CalibrationSeen:
    """The calibration in a message."""
    return CalibrationSeen(
        exercise=info_of(message.exercise),
        rates=tuple(
            RateChoice(one.false_alarm_ratio, one.threshold, one.missing) for one in message.rates
        ),
        known=tuple(
            KnownScore(KNOWN_KINDS.member(one.kind), one.score, one.view) for one in message.known
        ),
        judged_by=message.judged_by,
        people=message.people,
        least_promised_ratio=message.least_promised_ratio,
        gym=tuple(GymScore(one.score, one.is_faulty) for one in message.gym),
        by_other_recordings=message.by_other_recordings,
    )


def trial_message(seen: TrialSeen) -> pb2.Trial:
    """The message of a trial."""
    trial = seen.trial
    result = replay_pb2.ReplayedReps.FromString(replayed_bytes(seen.result))
    result.ClearField("visit_ids")
    return pb2.Trial(
        trial_id=trial.trial_id,
        digest=trial.digest,
        expected_digest=trial.expected_digest,
        what=trial.what,
        false_alarm_ratio=trial.false_alarm_ratio,
        threshold=trial.threshold,
        begun_us=trial.begun_us,
        author=trial.author,
        since_us=seen.since_us,
        reps=trial.reps,
        left_out=trial.left_out,
        is_done=seen.is_done,
        result=result,
    )


def trial_result_of(message: pb2.Trial) -> ReplayedReps:
    """What has come of the trial in a message."""
    return replayed_of(message.result)
