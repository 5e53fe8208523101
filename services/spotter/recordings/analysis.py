"""Analyses an attempt: its reps, each with a verdict, the article's comparison and an alignment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment import ArticleComparison, Compare, align, compare_as_article
from spotter.movement.geometry import Coordinates, fill_gaps, normalise, oriented
from spotter.movement.scoring import Scorer, Visit
from spotter.movement.segmentation import RepEnded, cut_reps, learn_template
from spotter.movement.values import Exercise, Outcome, PoseSeries, Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """An attempt's rep aligned with its model, a rep of the reference.

    ``attempt`` is (T, 25, 2) and ``model`` (U, 25, 2) torso lengths, y up; the model is mirrored if
    it faces the other way. ``path`` is (N, 2): pairs of an attempt's and a model's frame; it is
    empty when the rep cannot be compared.
    """

    attempt: Coordinates
    model: Coordinates
    path: NDArray[np.uint16]

    def attempt_over_model(self) -> Coordinates:
        """(U, 25, 2) the attempt at the model's frames."""
        at = _partners(self.path[:, ::-1], len(self.model))
        before = np.floor(at).astype(int)
        after = np.minimum(before + 1, len(self.attempt) - 1)
        share = (at - before)[:, None, None]
        over: Coordinates = (1 - share) * self.attempt[before] + share * self.attempt[after]
        return over

    def model_frame(self, attempt_frame: int) -> int | None:
        """The model's frame that corresponds to the attempt's; None without an alignment."""
        if not len(self.path):
            return None
        return round(float(_partners(self.path, len(self.attempt))[attempt_frame]))


def _name(cut: RepEnded) -> str:
    return f"{cut.set_number}-{cut.rep_number}"


def _partners(path: NDArray[np.uint16], frame_count: int) -> NDArray[np.float64]:
    """For each frame of the first movement, the corresponding frame of the second.

    It is the mean of several partners; a frame without a partner is interpolated linearly.
    """
    frames, place = np.unique(path[:, 0], return_inverse=True)
    means = np.bincount(place, weights=path[:, 1]) / np.bincount(place)
    return np.interp(np.arange(frame_count), frames, means)


@dataclass(frozen=True, slots=True, eq=False)
class RepAnalysis:
    """One rep of an attempt, and the rep of the reference (``model``) that it is compared with."""

    cut: RepEnded
    poses: PoseSeries
    model: PoseSeries
    verdict: Verdict
    article: ArticleComparison
    aligned: Aligned


def analyse(
    exercise: Exercise,
    attempt: PoseSeries,
    scorer: Scorer,
    compare: Compare = compare_as_article,
) -> Iterator[RepAnalysis]:
    """Analyse the reps of ``attempt`` lazily, one by one.

    ``scorer`` judges reps of ``exercise``; ``compare`` makes the article's comparison of each.

    Raises :class:`MovementError` when nothing can be learnt from the references.
    """
    visit = Visit(scorer)
    for cut in cut_reps(learn_template(*exercise.as_judged().references), attempt):
        poses = attempt.between(cut.started_us, cut.ended_us)
        verdict = visit.score(_name(cut), poses, cut.set_number)
        model = model_of(exercise, verdict)
        aligned = align_with_model(poses, model, verdict)
        yield RepAnalysis(cut, poses, model, verdict, compare(model, poses), aligned)


def verdicts_of(reps: Iterable[RepAnalysis], scorer: Scorer) -> tuple[Verdict, ...]:
    """What another ``scorer`` says of the same reps."""
    visit = Visit(scorer)
    return tuple(visit.score(_name(rep.cut), rep.poses, rep.cut.set_number) for rep in reps)


def model_of(exercise: Exercise, verdict: Verdict) -> PoseSeries:
    """The rep of the references that a rep was compared with."""
    return exercise.references[verdict.reference_index].reps[verdict.reference_rep_index]


def align_with_model(poses: PoseSeries, model: PoseSeries, verdict: Verdict) -> Aligned:
    """A judged rep aligned with ``model``, the reference's rep that its verdict names."""
    attempt, straight = normalise(poses), oriented(normalise(model), verdict.facing)
    if verdict.outcome is Outcome.UNSCORABLE:
        return Aligned(attempt, straight, np.empty((0, 2), dtype=np.uint16))
    return Aligned(attempt, straight, _path(attempt, straight, verdict))


def _path(attempt: Coordinates, model: Coordinates, verdict: Verdict) -> NDArray[np.uint16]:
    """The verdict's alignment, else a new one: the article's method aligns each keypoint alone."""
    if len(verdict.alignment):
        return verdict.alignment
    seen = np.isfinite(attempt).any(axis=0) & np.isfinite(model).any(axis=0)
    return align(*(fill_gaps(trajectory[:, seen]) for trajectory in (attempt, model)))
