"""Judges the reps of a cell with the scorer."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from spotter.evaluation.form.hint_truth import HintChecker, HintTruth
from spotter.evaluation.form.protocol import Cell
from spotter.movement.scoring import Scorer, Visit, make_scorer
from spotter.movement.values import Exercise, MovementError, Outcome, PoseSeries, Reference, Verdict
from spotter.movement.wording.verdict_words import hints
from spotter.recordings.analysis import model_of


@dataclass(frozen=True, slots=True)
class Method:
    """How reps are judged: the scorer's method and the stated false-alarm ratio."""

    name: str
    false_alarm_ratio: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one rep (its index in the cell) with the references of one fold."""

    fold: int
    rep: int
    score: float
    threshold: float
    outcome: Outcome
    reason: str
    hints: tuple[str, ...]
    seconds: float
    hint_truth: HintTruth | None = None

    @property
    def ratio(self) -> float:
        """The score divided by the threshold: above 1 the rep is faulty; NaN if unscorable."""
        return self.score / self.threshold


@dataclass(frozen=True, slots=True)
class Judged:
    """All judgements in a cell; ``failures`` say why references of folds cannot be used.

    ``asked`` says of each set of first reps whether it differs from the references throughout, and
    ``with_baseline`` whether a baseline came from it.
    """

    judgements: tuple[Judgement, ...]
    failures: tuple[str, ...]
    asked: tuple[bool, ...] = ()
    with_baseline: tuple[bool, ...] = ()


def scorer_for(method: Method, references: Sequence[Reference], member: str) -> Scorer:
    """The scorer of ``member``'s reps, trained on ``references``, all of one exercise.

    Raises :class:`MovementError` if nothing can be learnt from them.
    """
    return make_scorer(method.name, _exercise(method, references), member)


def judged_again(
    method: Method, references: Sequence[Reference], member: str, poses: PoseSeries
) -> tuple[Verdict, PoseSeries]:
    """The full verdict on one rep, of which a judgement keeps only a part, and its model.

    The model is the rep of the references that the verdict aligns it with.
    """
    exercise = _exercise(method, references)
    verdict = make_scorer(method.name, exercise, member).score(poses)
    return verdict, model_of(exercise, verdict)


def _exercise(method: Method, references: Sequence[Reference]) -> Exercise:
    return Exercise(tuple(references), false_alarm_ratio=method.false_alarm_ratio)


def judge(cell: Cell, method: Method) -> Judged:
    """Judge all reps of a cell with the references of all its folds."""
    judgements: list[Judgement] = []
    failures: list[str] = []
    asked: list[bool] = []
    with_baseline: list[bool] = []
    for number, fold in enumerate(cell.folds):
        try:
            scorer = scorer_for(method, fold.references, cell.group)
            checker = HintChecker(fold.references)
        except MovementError as error:
            failures.append(f"{cell.title}: {error}")
            continue
        visit = Visit(scorer)
        begun = [visit.score(f"{number}-{rep}", cell.reps[rep].poses) for rep in fold.first]
        if begun:
            asked.append(any(verdict.differs_throughout for verdict in begun))
            with_baseline.append(visit.baseline is not None)
        if visit.baseline is not None:
            own = Reference(cell.exercise, visit.baseline.reps, cell.group)
            checker = HintChecker((own,))
        judgements += (_judgement(visit, checker, cell, number, rep) for rep in fold.judged)
    return Judged(tuple(judgements), tuple(failures), tuple(asked), tuple(with_baseline))


def _judgement(visit: Visit, checker: HintChecker, cell: Cell, fold: int, rep: int) -> Judgement:
    begun_s = time.perf_counter()
    poses = cell.reps[rep].poses
    verdict = visit.next_verdict(poses)
    took_s = time.perf_counter() - begun_s
    return Judgement(
        fold=fold,
        rep=rep,
        score=verdict.score,
        threshold=verdict.threshold,
        outcome=verdict.outcome,
        reason=verdict.reason.code.value if verdict.reason else "",
        hints=hints(verdict),
        seconds=took_s,
        hint_truth=checker.check(verdict, poses),
    )
