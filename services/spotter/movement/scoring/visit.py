"""Judges one person's reps one after another."""

from collections.abc import Sequence
from dataclasses import replace

from spotter.movement.assessment.baseline_choice import baseline_of, differs_throughout, passes
from spotter.movement.assessment.set_progress import fixed_faults
from spotter.movement.execution.set_speed import with_part_of_first
from spotter.movement.scoring.methods import Scorer
from spotter.movement.values import Baseline, PoseSeries, Verdict


class Visit:
    """One person's reps of one exercise: the first that pass become the baseline of the next."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._passed: list[tuple[str, PoseSeries]] = []
        self._set: list[Verdict] = []
        self._set_number = 0

    @property
    def baseline(self) -> Baseline | None:
        """The baseline of the next rep, if enough reps have passed."""
        return baseline_of(self._passed)

    def next_verdict(self, poses: PoseSeries) -> Verdict:
        """What would be said of the next rep, without taking it for done."""
        return self._scorer.score(poses, self.baseline)

    def score(self, rep_id: str, poses: PoseSeries, set_number: int = 1) -> Verdict:
        """The verdict on the next rep; it may depend on the earlier ones. Rep ids must be unique.

        Raises :class:`MovementError` for poses that cannot be compared.
        """
        if set_number != self._set_number:
            self._set, self._set_number = [], set_number
        verdict = self.next_verdict(poses)
        if self.baseline is None and passes(verdict):
            self._passed.append((rep_id, poses))
        verdict = in_its_set(verdict, self._set)
        self._set.append(verdict)
        return verdict


def in_its_set(verdict: Verdict, earlier: Sequence[Verdict]) -> Verdict:
    """The verdict with what it says together with those on the ``earlier`` reps of its set."""
    return replace(
        with_part_of_first(earlier, verdict),
        fixed=fixed_faults(earlier, verdict),
        differs_throughout=differs_throughout(earlier, verdict),
    )
