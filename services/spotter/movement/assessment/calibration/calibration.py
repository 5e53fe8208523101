"""Infers the threshold above which a rep is faulty from good reps, for a false-alarm ratio.

With enough good reps the threshold is conformal: some reps train the reference model, and held-back
reps, which it has not seen, show how large a good rep's score can be. Then at most the chosen ratio
of unseen good reps of the same kind is called faulty, whatever the distribution of the scores.

With fewer reps the threshold is an estimate: each rep is scored by the others, and the logarithm of
a good rep's score is assumed to be normal, with a mean that starts from a prior. Nothing is
guaranteed then, and the calibration says how many reps are missing.

Which reps count depends on who is judged by whom. The reps of one person say how large the scores
of that person's next reps are, and nothing about those of somebody else.

Reps that a trainer has confirmed do not count: they are chosen because they were called faulty, so
they say nothing about how large the scores of good reps are. They let reps like them through.
"""

from dataclasses import dataclass, replace
from math import exp, log, sqrt
from statistics import NormalDist, fmean, median

from spotter.movement.assessment.calibration.confirmed_reps import (
    ConfirmedRep,
    confirmed_reps,
    judged_by_likeness,
)
from spotter.movement.assessment.calibration.conformal import conformal_limit, needed_reps
from spotter.movement.assessment.calibration.held_out import without_copies
from spotter.movement.assessment.calibration.sample import (
    LEAST_SCORE,
    Sample,
    ScoredRep,
    each_without_itself,
    held_back,
    scored,
)
from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement, judge
from spotter.movement.assessment.learned_reference import LearnedReference, judgeable_part
from spotter.movement.assessment.relation import (
    ONESELF,
    USUAL_SCORES,
    Relation,
    as_oneself,
    relation_of,
)
from spotter.movement.values import Exercise, Reason

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
    """What was learned from an exercise: its recordings' models, the threshold, confirmed reps."""

    known: tuple[LearnedReference, ...]
    calibration: Calibration
    confirmed: tuple[ConfirmedRep, ...] = ()

    def judge(self, rep: JudgeableRep | Reason) -> Judgement | Reason:
        """Judge a rep by the recordings; or say why none can."""
        return judge(rep, self.known, self.calibration.relation)

    def judge_by_confirmed(
        self, rep: JudgeableRep | Reason, *, by_equipment: bool
    ) -> Judgement | None:
        """Judge a rep that is like a confirmed one by that; None for any other rep.

        The score is at most the threshold. ``by_equipment`` is for a rep whose equipment counts.
        """
        found = judged_by_likeness(rep, self.confirmed, by_equipment=by_equipment)
        if found is None:
            return None
        return replace(found, score=found.score * self.calibration.threshold)


class KnownReps:
    """What is known of an exercise for judging ``member``, or somebody unknown.

    The member's own recordings count alone, if there are any. Reps that cannot be judged and
    duplicates are left out.

    Raises :class:`MovementError` when a recording has no rep that can be judged.
    """

    def __init__(self, exercise: Exercise, member: str = "") -> None:
        exercise = exercise.as_judged()
        if any(member and one.person == member for one in exercise.recorded):
            own = tuple(one for one in exercise.references if one.person == member)
            exercise = replace(exercise, references=own)
        self._exercise = exercise
        self._references = without_copies([judgeable_part(one) for one in exercise.recorded])
        self.relation = relation_of(self._references, member)
        self._samples: dict[int, tuple[Sample, tuple[ScoredRep, ...]]] = {}

    @property
    def independent(self) -> int:
        """How many samples there are: the person's own reps, or people (one's reps are alike)."""
        if self.relation.is_self:
            return sum(len(reference.reps) for reference in self._references)
        return len({reference.person for reference in self._references})

    def calibration(self, ratio: float) -> Calibration:
        """The calibration for the false-alarm ``ratio``."""
        sample, faulty = self.scored(ratio)
        scores = [rep.score for rep in faulty]
        return Calibration(
            threshold=_towards(scores, self._limit(sample, ratio), ratio),
            false_alarm_ratio=ratio,
            missing_reps=self._missing(ratio),
            good_scores=tuple(rep.score for rep in sample.reps),
            faulty_scores=tuple(scores),
            relation=self.relation,
        )

    def scored(self, ratio: float) -> tuple[Sample, tuple[ScoredRep, ...]]:
        """The good reps that the calibration rests on, and the faulty ones."""
        count = 0
        if not self._missing(ratio):
            count = max(needed_reps(ratio), self.independent // 2)
        if count not in self._samples:
            self._samples[count] = self._sampled(count)
        return self._samples[count]

    def confirmed(self, ratio: float) -> tuple[ConfirmedRep, ...]:
        """The reps that a trainer has called fine."""
        usual = _usual_limit([], Relation.SAME_PERSON, ratio)
        return confirmed_reps(self._exercise.confirmed, self._exercise.faulty_reps, usual)

    def _sampled(self, count: int) -> tuple[Sample, tuple[ScoredRep, ...]]:
        sample = (
            held_back(self._references, self.relation, count)
            if count
            else each_without_itself(self._references, self.relation)
        )
        return sample, scored(self._exercise.faulty_reps, sample.known, self.relation)

    def _missing(self, ratio: float) -> int:
        return max(0, needed_reps(ratio) + _FEWEST_TO_LEARN_FROM - self.independent)

    def _limit(self, sample: Sample, ratio: float) -> float:
        if self._missing(ratio):
            return _usual_limit(sample.scores, self.relation, ratio)
        # A rep that cannot be judged raises no alarm, so it counts as the smallest score.
        unjudged = [LEAST_SCORE] * sample.unjudged
        return conformal_limit(unjudged + [rep.score for rep in sample.reps], ratio)


def learn(exercise: Exercise, member: str = "") -> Learned:
    """Learn to judge ``member``, or somebody unknown, by the references of an exercise.

    Raises :class:`MovementError` when a recording has no rep that can be judged.
    """
    ratio, reps = exercise.false_alarm_ratio, KnownReps(exercise, member)
    sample, _ = reps.scored(ratio)
    return Learned(sample.known, reps.calibration(ratio), reps.confirmed(ratio))


def calibration_of_oneself(exercise: Exercise) -> Calibration | None:
    """The calibration for whoever recorded the references; None if that is not one person.

    Raises :class:`MovementError` when a reference has no rep that can be judged.
    """
    own = as_oneself(exercise)
    return None if own is None else learn(own, ONESELF).calibration


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


def _towards(faulty: list[float], limit: float, ratio: float) -> float:
    """The limit, raised towards the faulty examples (on a log scale) if they are all above it.

    Of n examples one in n + 1 faults still lies below the least. So many examples raise the limit
    half-way, and few hardly at all: they count beside as many as a guarantee would take.
    """
    if not faulty or min(faulty) <= limit:
        return limit
    weight = len(faulty) / (len(faulty) + needed_reps(ratio)) / 2
    return exp((1 - weight) * log(limit) + weight * log(min(faulty)))
