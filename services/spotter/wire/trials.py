"""Trials of a change on the gym's latest reps, as they lie in Redis."""

from dataclasses import dataclass

from spotter.api.replays.v1 import replay_pb2 as pb
from spotter.wire.encoding.parsing import parse


@dataclass(frozen=True, slots=True)
class TrialJob:
    """Visits that a scorer replays in one job, and how many of their reps it scores again."""

    job_id: str
    visit_ids: tuple[str, ...]
    reps: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A change that is tried: the version ``digest`` in place of ``expected_digest``.

    ``what`` says in words what would change, ``threshold`` is that for anybody. ``begun_us`` is
    since the Unix epoch. Of the reps, those ``without_poses`` cannot be scored again, and older
    ones are ``left_out`` where there are too many.
    """

    trial_id: str
    expected_digest: str
    digest: str
    what: str
    false_alarm_ratio: float
    threshold: float
    begun_us: int
    author: str
    jobs: tuple[TrialJob, ...] = ()
    without_poses: int = 0
    left_out: int = 0

    @property
    def reps(self) -> int:
        """How many reps are meant, with those that cannot be scored again."""
        return self.without_poses + sum(one.reps for one in self.jobs)


def trial_bytes(trial: Trial) -> bytes:
    """The trial as it lies in Redis."""
    return pb.Trial(
        trial_id=trial.trial_id,
        expected_digest=trial.expected_digest,
        digest=trial.digest,
        what=trial.what,
        false_alarm_ratio=trial.false_alarm_ratio,
        threshold=trial.threshold,
        begun_us=trial.begun_us,
        author=trial.author,
        jobs=[
            pb.TrialJob(job_id=one.job_id, visit_ids=one.visit_ids, reps=one.reps)
            for one in trial.jobs
        ],
        without_poses=trial.without_poses,
        left_out=trial.left_out,
    ).SerializeToString(deterministic=True)


def trial_from_bytes(data: bytes) -> Trial:
    """The trial in its bytes; raises :class:`WireError` when they hold none."""
    message = parse(pb.Trial, data)
    return Trial(
        message.trial_id,
        message.expected_digest,
        message.digest,
        message.what,
        message.false_alarm_ratio,
        message.threshold,
        message.begun_us,
        message.author,
        tuple(TrialJob(one.job_id, tuple(one.visit_ids), one.reps) for one in message.jobs),
        message.without_poses,
        message.left_out,
    )
