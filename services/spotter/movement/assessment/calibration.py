"""Infers the threshold above which a rep is faulty from good reps, for a false-alarm ratio.

With enough good reps the threshold is conformal: some reps train the reference model, and held-back
reps, which it has not seen, show how large a good rep's score can be. Then at most the chosen ratio
of unseen good reps of the same kind is called faulty, whatever the distribution of the scores.

With fewer reps the threshold is an estimate: each rep is scored by the others, and the logarithm of
a good rep's score is assumed to be normal, with a mean that starts from a prior. Nothing is
guaranteed then, and the calibration says how many reps are missing.

Which reps count depends on who is judged by whom. The reps of one person say how large the scores
of that person's next reps are, and nothing about those of somebody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from statistics import NormalDist, fmean, median

from spotter.movement.assessment.conformal import conformal_limit, needed_reps
from spotter.movement.assessment.held_out import (
    hold_back_people,
    hold_back_reps,
    parts_to_leave_out,
    without_copies,
)
from spotter.movement.assessment.judgement import Judgement, judge
from spotter.movement.assessment.learned_reference import LearnedReference, judgeable_part
from spotter.movement.assessment.relation import (
    ONESELF,
    USUAL_SCORES,
    Relation,
    as_oneself,
    relation_of,
)
from spotter.movement.values import Exercise, PoseSeries, Reason, Reference

_LEAST_SCORE = 0.1
"""A lower bound for good scores: real reps never agree better than this."""
_FEWEST_TO_LEARN_FROM = 3


@dataclass(frozen=True, slots=True)
class Calibration:
    """A threshold, and how reliable it is.

    If ``is_guaranteed``, at most ``false_alarm_ratio`` of unseen good reps will be called faulty.
    Otherwise a guarantee needs ``missing_reps`` more reps (of the judged person) or people (if
    others are judged). ``good_scores`` and ``faulty_scores`` are those of the known reps, each
    judged without itself. ``relation`` is whose recordings judge the reps.
    """

    threshold: float
    false_alarm_ratio: float
    missing_reps: int
    good_scores: tuple[float, ...]
    faulty_scores: tuple[float, ...]
    relation: Relation = Relation.ANOTHER_PERSON

    @property
    def is_guaranteed(self) -> bool:
        """Whether the false-alarm ratio holds for any distribution of the scores."""
        return self.missing_reps == 0

    @property
    def false_alarms(self) -> int:
        """How many of the known good reps would be called faulty."""
        return sum(score > self.threshold for score in self.good_scores)

    @property
    def misses(self) -> int:
        """How many of the known faulty reps would be called good."""
        return sum(score <= self.threshold for score in self.faulty_scores)


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What was learned from an exercise: its references' models and the threshold."""

    known: tuple[LearnedReference, ...]
    calibration: Calibration

    def judge(self, poses: PoseSeries) -> Judgement | Reason:
        """Judge a rep; or say why no reference can."""
        return judge(poses, self.known, self.calibration.relation)


def learn(exercise: Exercise, member: str = "") -> Learned:
    """Learn to judge ``member``, or somebody unknown, by the references of an exercise.

    The member's own references count alone, if there are any. Reps that cannot be judged and
    duplicates are left out.

    Raises :class:`MovementError` when a reference has no rep that can be judged.
    """
    own = [one for one in exercise.references if member and one.person == member]
    references = without_copies([judgeable_part(one) for one in own or exercise.references])
    relation = relation_of(references, member)
    wanted, have = needed_reps(exercise.false_alarm_ratio), _independent(references, relation)
    if have >= wanted + _FEWEST_TO_LEARN_FROM:
        return _learn_with_guarantee(exercise, references, relation, max(wanted, have // 2))
    missing = wanted + _FEWEST_TO_LEARN_FROM - have
    return _learn_by_estimate(exercise, references, relation, missing)


def calibration_of_oneself(exercise: Exercise) -> Calibration | None:
    """The calibration for whoever recorded the references; None if that is not one person.

    Raises :class:`MovementError` when a reference has no rep that can be judged.
    """
    own = as_oneself(exercise)
    return None if own is None else learn(own, ONESELF).calibration


def _independent(references: Sequence[Reference], relation: Relation) -> int:
    """The number of independent samples: the person's own reps, or people (one's are alike)."""
    if relation.is_self:
        return sum(len(reference.reps) for reference in references)
    return len({reference.person for reference in references})


def _learn_with_guarantee(
    exercise: Exercise, references: Sequence[Reference], relation: Relation, held_back: int
) -> Learned:
    hold_back = hold_back_reps if relation.is_self else hold_back_people
    rest, held = hold_back(references, held_back)
    known = tuple(LearnedReference.of(reference) for reference in rest)
    scores = _scores(held, known, relation)
    # A rep that cannot be judged raises no alarm, so it counts as the smallest score.
    unjudged = [_LEAST_SCORE] * (len(held) - len(scores))
    limit = conformal_limit(unjudged + scores, exercise.false_alarm_ratio)
    return _learned(exercise, known, relation, scores, limit, missing=0)


def _learn_by_estimate(
    exercise: Exercise, references: Sequence[Reference], relation: Relation, missing: int
) -> Learned:
    known = tuple(LearnedReference.of(reference) for reference in references)
    scores = _held_out_scores(references, known, relation)
    limit = _usual_limit(scores, relation, exercise.false_alarm_ratio)
    good = [score for of_one in scores for score in of_one]
    return _learned(exercise, known, relation, good, limit, missing=missing)


def _usual_limit(scores: list[list[float]], relation: Relation, ratio: float) -> float:
    """The score that good reps exceed with probability ``ratio``, from the known ``scores``."""
    log_mean, weight, people, reps = USUAL_SCORES[relation]
    logs = _informative(scores, relation)
    count = weight + len(logs)
    mean = log_mean
    if logs:
        # The median, so that a faulty rep among the known ones does not spoil the threshold.
        middle = median(logs) if relation.is_self else fmean(logs)
        mean = (weight * log_mean + len(logs) * middle) / count
    spread = sqrt(reps**2 + people**2 * (1 / count if relation.is_self else 1 + 1 / count))
    return exp(mean + spread * NormalDist().inv_cdf(1 - ratio))


def _informative(scores: list[list[float]], relation: Relation) -> list[float]:
    """The logarithms of those scores that say something about the judged person's."""
    if relation is Relation.SAME_PERSON:
        return [log(score) for of_one in scores for score in of_one]
    if relation is Relation.SEVERAL_PEOPLE:
        return [fmean(map(log, of_one)) for of_one in scores if of_one]
    return []


def _held_out_scores(
    references: Sequence[Reference], known: Sequence[LearnedReference], relation: Relation
) -> list[list[float]]:
    """The scores of each person's reps; judged by other people if there are any."""
    if relation is not Relation.SEVERAL_PEOPLE:
        return [_scores_without_itself(references, known, relation)]
    people = dict.fromkeys(reference.person for reference in references)
    return [
        _scores(
            [rep for one in references if one.person == person for rep in one.reps],
            [one for one in known if one.person != person],
            relation,
        )
        for person in people
    ]


def _scores_without_itself(
    references: Sequence[Reference], known: Sequence[LearnedReference], relation: Relation
) -> list[float]:
    scores: list[float] = []
    for place, reference in enumerate(references):
        for left_out in parts_to_leave_out(len(reference.reps)):
            kept = [rep for at, rep in enumerate(reference.reps) if at not in left_out]
            rest = [one for at, one in enumerate(known) if at != place]
            if kept:
                rest.append(LearnedReference.of(replace(reference, reps=tuple(kept))))
            held = [reference.reps[at] for at in left_out]
            scores += _scores(held, rest, relation) if rest else []
    return scores


def _scores(
    reps: Iterable[PoseSeries], known: Sequence[LearnedReference], relation: Relation
) -> list[float]:
    """The scores of the reps that can be judged, with a lower bound above zero."""
    judged = (judge(rep, known, relation) for rep in reps)
    return [max(one.score, _LEAST_SCORE) for one in judged if isinstance(one, Judgement)]


def _learned(  # noqa: PLR0913 - the last step of every way of calibrating
    exercise: Exercise,
    known: tuple[LearnedReference, ...],
    relation: Relation,
    good: list[float],
    limit: float,
    *,
    missing: int,
) -> Learned:
    faulty = _scores(exercise.faulty_reps, known, relation)
    calibration = Calibration(
        threshold=_between(limit, faulty),
        false_alarm_ratio=exercise.false_alarm_ratio,
        missing_reps=missing,
        good_scores=tuple(good),
        faulty_scores=tuple(faulty),
        relation=relation,
    )
    return Learned(known, calibration)


def _between(limit: float, faulty: list[float]) -> float:
    """Raise the limit half-way (on a log scale) to the faulty examples, if they are above it."""
    return sqrt(limit * min(faulty)) if faulty and min(faulty) > limit else limit
