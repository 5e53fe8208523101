"""Tries a change on a recording before it goes live."""

from collections.abc import Sequence
from dataclasses import dataclass

from spotter.movement.scoring import scorer_of_oneself
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values import Exercise, Verdict
from spotter.movement.wording.hints import action
from spotter.recordings.recording import Recording


@dataclass(frozen=True, slots=True)
class TrialRep:
    """A rep of the recording, counted from 1, with its verdict before and after the change."""

    number: int
    start_s: float
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the verdict changes."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Trial:
    """A recording judged before and after a change."""

    name: str
    reps: Sequence[TrialRep]


def try_change(recording: Recording, before: Exercise, after: Exercise) -> Trial:
    """Judge the reps of ``recording`` by both exercises; ``after`` cuts the reps.

    Raises :class:`MovementError` when a reference shows nobody.
    """
    poses = recording.of_who_does(after).poses
    scorers = [scorer_of_oneself(exercise) for exercise in (before, after)]
    reps = []
    for number, cut in enumerate(
        cut_reps(learn_template(*after.as_judged().references), poses), start=1
    ):
        rep = poses.between(cut.started_us, cut.ended_us)
        said = [_words(scorer.score(rep)) for scorer in scorers]
        reps.append(TrialRep(number, cut.started_us / 1e6, *said))
    return Trial(recording.path.name, reps)


def _words(verdict: Verdict) -> str:
    outcome: str = verdict.outcome.value
    return f"{outcome} ({action(verdict.faults[0])})" if verdict.faults else outcome
