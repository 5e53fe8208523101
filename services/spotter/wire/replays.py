"""Replays: what is scored again and by what, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spotter.api.replays.v1 import replay_pb2 as pb
from spotter.movement.values import Outcome, Verdict
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.records.verdict_details import NOT_KEPT
from spotter.wire.encoding.enums import OUTCOMES
from spotter.wire.encoding.parsing import parse
from spotter.wire.verdicts import RepVerdict, verdict_message, verdict_of

_NOT_COMPARED: Final = (*NOT_KEPT, "reference_digest", "method_version")


@dataclass(frozen=True, slots=True)
class Replay:
    """Scores the reps that are ``wanted`` again, by the version ``digest`` of their exercise.

    If it is empty, each is scored by the version that judged it. ``exercise`` are the bytes of that
    version where the catalog does not have it.
    """

    wanted: RepFilter
    digest: str = ""
    exercise: bytes = b""


@dataclass(frozen=True, slots=True)
class Said:
    """The gist of a verdict; score and threshold are NaN for a rep that is unscorable."""

    outcome: Outcome
    score: float
    threshold: float

    @classmethod
    def by(cls, verdict: Verdict) -> "Said":
        """What ``verdict`` says."""
        return cls(verdict.outcome, verdict.score, verdict.threshold)


@dataclass(frozen=True, slots=True)
class RepChange:
    """A rep of which something else would be said; ``started_us`` is since the Unix epoch.

    ``is_by_same_standard`` says that it was scored by the version and method that judged it, so
    that nothing should change.
    """

    rep_id: str
    member_id: str
    exercise: str
    started_us: int
    before: Said
    after: Said
    is_by_same_standard: bool = False


@dataclass(frozen=True, slots=True)
class ReplayedReps:
    """What came of the reps of some visits: how many of which kind, and those that change.

    ``same`` have the same verdict to the bit; ``same_outcome`` another score, threshold, fault or
    measure. Reps ``without_poses`` or ``without_baseline`` cannot be scored again. ``changes`` are
    those whose outcome changes, and, where version and method are those that judged the rep, all
    that are not the same to the bit. ``problems`` say which visits could not be judged, and why.
    """

    visit_ids: tuple[str, ...] = ()
    same: int = 0
    same_outcome: int = 0
    without_poses: int = 0
    without_baseline: int = 0
    changes: tuple[RepChange, ...] = ()
    problems: tuple[str, ...] = ()

    def __add__(self, other: "ReplayedReps") -> "ReplayedReps":
        return ReplayedReps(
            self.visit_ids + other.visit_ids,
            self.same + other.same,
            self.same_outcome + other.same_outcome,
            self.without_poses + other.without_poses,
            self.without_baseline + other.without_baseline,
            self.changes + other.changes,
            self.problems + other.problems,
        )

    @property
    def scored(self) -> int:
        """How many reps were scored again."""
        return self.same + self.same_outcome + len(self.changes)


def says_the_same(one: RepVerdict, other: RepVerdict) -> bool:
    """Whether two verdicts on a rep say the same to the bit, but for what the ledger does not keep.

    Which version and method judged it is not what was said of it.
    """
    return _what_is_said(one) == _what_is_said(other)


def replay_bytes(replay: Replay) -> bytes:
    """The replay as it lies in Redis."""
    wanted = replay.wanted
    return pb.Replay(
        member_id=wanted.member_id,
        station_id=wanted.station_id,
        exercise_id=wanted.exercise_id,
        since_us=wanted.since_us,
        until_us=wanted.until_us,
        digest=replay.digest,
        exercise=replay.exercise,
    ).SerializeToString(deterministic=True)


def replay_from_bytes(data: bytes) -> Replay:
    """The replay in its bytes; raises :class:`WireError` when they hold none."""
    message = parse(pb.Replay, data)
    wanted = RepFilter(
        member_id=message.member_id,
        station_id=message.station_id,
        exercise_id=message.exercise_id,
        since_us=message.since_us,
        until_us=message.until_us,
    )
    return Replay(wanted, message.digest, message.exercise)


def replayed_bytes(replayed: ReplayedReps) -> bytes:
    """What came of some visits as it lies in Redis."""
    return pb.ReplayedReps(
        visit_ids=replayed.visit_ids,
        same=replayed.same,
        same_outcome=replayed.same_outcome,
        without_poses=replayed.without_poses,
        without_baseline=replayed.without_baseline,
        changes=_change_messages(replayed.changes),
        problems=replayed.problems,
    ).SerializeToString(deterministic=True)


def replayed_from_bytes(data: bytes) -> ReplayedReps:
    """What came of some visits; raises :class:`WireError` for bytes that do not say it."""
    return replayed_of(parse(pb.ReplayedReps, data))


def replayed_of(message: pb.ReplayedReps) -> ReplayedReps:
    """What came of some visits, in its message; raises :class:`WireError` if it does not say it."""
    return ReplayedReps(
        tuple(message.visit_ids),
        message.same,
        message.same_outcome,
        message.without_poses,
        message.without_baseline,
        tuple(map(_change, message.changes)),
        tuple(message.problems),
    )


def verdicts_bytes(judged: Iterable[RepVerdict]) -> bytes:
    """New verdicts as they lie in Redis, without their alignments."""
    messages = list(map(verdict_message, judged))
    for one in messages:
        one.ClearField("alignment")
    return pb.ReplayedVerdicts(verdicts=messages).SerializeToString()


def verdicts_from_bytes(data: bytes) -> list[RepVerdict]:
    """New verdicts; raises :class:`WireError` for bytes that hold none."""
    return list(map(verdict_of, parse(pb.ReplayedVerdicts, data).verdicts))


def _what_is_said(judged: RepVerdict) -> bytes:
    message = verdict_message(judged)
    for name in _NOT_COMPARED:
        message.ClearField(name)
    return message.SerializeToString(deterministic=True)


def _change_messages(changes: Iterable[RepChange]) -> list[pb.RepChange]:
    return [
        pb.RepChange(
            rep_id=one.rep_id,
            member_id=one.member_id,
            exercise=one.exercise,
            started_us=one.started_us,
            before=_said_message(one.before),
            after=_said_message(one.after),
            is_by_same_standard=one.is_by_same_standard,
        )
        for one in changes
    ]


def _change(message: pb.RepChange) -> RepChange:
    return RepChange(
        message.rep_id,
        message.member_id,
        message.exercise,
        message.started_us,
        _said(message.before),
        _said(message.after),
        message.is_by_same_standard,
    )


def _said_message(said: Said) -> pb.Said:
    outcome = OUTCOMES.label(said.outcome)
    return pb.Said(outcome=outcome, score=said.score, threshold=said.threshold)


def _said(message: pb.Said) -> Said:
    return Said(OUTCOMES.member(message.outcome), message.score, message.threshold)
