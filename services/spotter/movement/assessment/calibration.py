"""Infers the threshold above which a rep is faulty from good reps, for a false-alarm ratio.

With enough good reps the threshold is conformal: some reps train the reference model, and held-back
reps, which it has not seen, show how large a good rep's score can be. Then at most the chosen ratio
of unseen good reps of the same kind is called faulty, whatever the distribution of the scores.

With fewer reps the threshold is an estimate: each rep is scored by the others, and the logarithm of
a good rep's score is assumed to be normal, with a mean that starts from a prior. Nothing is
guaranteed then, and the calibration says how many reps are missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from statistics import NormalDist, fmean

import numpy as np

from spotter.movement.assessment.conformal import conformal_limit, needed_reps
from spotter.movement.assessment.judgement import Judgement, LearnedReference, judge, judgeable_part
from spotter.movement.values import Exercise, PoseSeries, Reference

_USUAL_LOG_SCORE = -1.25
"""The prior mean of a good rep's log score; it weighs as much as one rep, or one person."""
_LOG_SPREAD_OF_PEOPLE = 0.36
_LOG_SPREAD_OF_REPS = 0.37
"""Standard deviations. All three constants come from correct reps of ten exercises by six people,
see docs/evaluating.md."""
_LEAST_SCORE = 0.1
"""A lower bound for good scores: real reps never agree better than this."""
_FEWEST_TO_LEARN_FROM = 3
_MOST_LEFT_OUT_ONE_BY_ONE = 20


@dataclass(frozen=True, slots=True)
class Calibration:
    """A threshold, and how reliable it is.

    If ``is_guaranteed``, at most ``false_alarm_ratio`` of unseen good reps will be called faulty.
    Otherwise a guarantee needs ``missing_reps`` more reps (one person) or people (several people).
    ``good_scores`` and ``faulty_scores`` are those of the known reps, each judged without itself.
    """

    threshold: float
    false_alarm_ratio: float
    missing_reps: int
    good_scores: tuple[float, ...]
    faulty_scores: tuple[float, ...]

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


def learn(exercise: Exercise, member: str = "") -> Learned:
    """Learn from the references of an exercise; ``member``'s own references come first, if any.

    Reps that cannot be judged and duplicates are left out.

    Raises :class:`MovementError` when a reference has no rep that can be judged.
    """
    parts = [judgeable_part(reference) for reference in exercise.references]
    exercise = replace(exercise, references=_without_copies(parts))
    alike = _of_one_kind(exercise.references, member)
    wanted, have = needed_reps(exercise.false_alarm_ratio), _independent(alike)
    if have >= wanted + _FEWEST_TO_LEARN_FROM:
        return _learn_with_guarantee(exercise, alike, max(wanted, have // 2), member)
    return _learn_by_estimate(exercise, alike, member)


def _without_copies(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Each rep once: a copy fits its original perfectly, which would count as confirmation."""
    known: set[bytes] = set()
    distinct = []
    for reference in references:
        kept = []
        for rep in reference.reps:
            content = rep.keypoints.tobytes()
            if content not in known:
                known.add(content)
                kept.append(rep)
        if kept:
            distinct.append(replace(reference, reps=tuple(kept)))
    return tuple(distinct)


def _of_one_kind(references: Sequence[Reference], member: str) -> list[Reference]:
    """The references most like the reps to be judged: the member's own, if any."""
    own = [one for one in references if member and one.person == member]
    return own or list(references)


def _is_one_person(references: Iterable[Reference]) -> bool:
    return len({reference.person for reference in references}) == 1


def _independent(references: Sequence[Reference]) -> int:
    """The number of independent samples: reps of one person, or people (one's reps are alike)."""
    if _is_one_person(references):
        return sum(len(reference.reps) for reference in references)
    return len({reference.person for reference in references})


def _learn_with_guarantee(
    exercise: Exercise, alike: list[Reference], held_back: int, member: str
) -> Learned:
    hold_back = _hold_back_reps if _is_one_person(alike) else _hold_back_people
    rest, held = hold_back(alike, held_back)
    others = [one for one in exercise.references if one not in alike]
    known = tuple(LearnedReference.of(reference) for reference in (*rest, *others))
    scores = _scores(held, known, member)
    # A rep that cannot be judged raises no alarm, so it counts as the smallest score.
    unjudged = [_LEAST_SCORE] * (len(held) - len(scores))
    limit = conformal_limit(unjudged + scores, exercise.false_alarm_ratio)
    return _learned(exercise, known, member, scores, limit, missing=0)


def _hold_back_reps(
    references: list[Reference], count: int
) -> tuple[list[Reference], list[PoseSeries]]:
    """Split off reps spread evenly over the recordings, so that both parts contain tired reps.

    Returns the rest, then the held-back reps.
    """
    reps = [(reference, rep) for reference in references for rep in reference.reps]
    chosen = _evenly(count, len(reps))
    held = [rep for place, (_, rep) in enumerate(reps) if place in chosen]
    kept = [
        tuple(
            rep for place, (of, rep) in enumerate(reps) if of is reference and place not in chosen
        )
        for reference in references
    ]
    rest = [replace(one, reps=own) for one, own in zip(references, kept, strict=True) if own]
    return rest, held


def _hold_back_people(
    references: list[Reference], count: int
) -> tuple[list[Reference], list[PoseSeries]]:
    """The references of the other people, and one rep of each of ``count`` held-back people."""
    people = list(dict.fromkeys(reference.person for reference in references))
    chosen = {people[place] for place in _evenly(count, len(people))}
    first = {one.person: one for one in reversed(references)}
    held = [
        first[person].reps[len(first[person].reps) // 2] for person in people if person in chosen
    ]
    return [one for one in references if one.person not in chosen], held


def _evenly(count: int, among: int) -> set[int]:
    return set(np.linspace(0, among - 1, count).round().astype(int).tolist())


def _learn_by_estimate(exercise: Exercise, alike: list[Reference], member: str) -> Learned:
    known = tuple(LearnedReference.of(reference) for reference in exercise.references)
    scores = _held_out_scores(exercise.references, alike, known, member)
    people = [fmean(map(log, of_one)) for of_one in scores.values() if of_one]
    if _is_one_person(alike):
        logs = [log(score) for of_one in scores.values() for score in of_one]
        count = 1 + len(logs)
        spread = sqrt(_LOG_SPREAD_OF_REPS**2 + _LOG_SPREAD_OF_PEOPLE**2 / count)
    else:
        logs, count = people, 1 + len(people)
        spread = _LOG_SPREAD_OF_PEOPLE * sqrt(1 + 1 / count)
    mean = (_USUAL_LOG_SCORE + sum(logs)) / count
    limit = exp(mean + spread * NormalDist().inv_cdf(1 - exercise.false_alarm_ratio))
    wanted = needed_reps(exercise.false_alarm_ratio) + _FEWEST_TO_LEARN_FROM
    good = [score for of_one in scores.values() for score in of_one]
    missing = max(1, wanted - _independent(alike))
    return _learned(exercise, known, member, good, limit, missing=missing)


def _held_out_scores(
    references: Sequence[Reference],
    alike: list[Reference],
    known: Sequence[LearnedReference],
    member: str,
) -> dict[str, list[float]]:
    """The scores of each person's reps; judged by other people if there are any."""
    scores: dict[str, list[float]] = defaultdict(list)
    for reference in alike:
        if not _is_one_person(alike):
            rest = [one for one in known if one.person != reference.person]
            scores[reference.person] += _scores(reference.reps, rest, "")
            continue
        place = references.index(reference)
        for left_out in _parts(len(reference.reps)):
            kept = [rep for at, rep in enumerate(reference.reps) if at not in left_out]
            rest = [one for at, one in enumerate(known) if at != place]
            if kept:
                rest.append(LearnedReference.of(replace(reference, reps=tuple(kept))))
            held = [reference.reps[at] for at in left_out]
            scores[reference.person] += _scores(held, rest, member) if rest else []
    return scores


def _parts(count: int) -> list[range]:
    """Which reps to leave out together: one at a time, or every 20th of a long recording."""
    return [
        range(first, count, min(count, _MOST_LEFT_OUT_ONE_BY_ONE))
        for first in range(min(count, _MOST_LEFT_OUT_ONE_BY_ONE))
    ]


def _scores(
    reps: Iterable[PoseSeries], known: Sequence[LearnedReference], member: str
) -> list[float]:
    """The scores of the reps that can be judged, with a lower bound above zero."""
    judged = (judge(rep, known, member) for rep in reps)
    return [max(one.score, _LEAST_SCORE) for one in judged if isinstance(one, Judgement)]


def _learned(  # noqa: PLR0913 - the last step of every way of calibrating
    exercise: Exercise,
    known: tuple[LearnedReference, ...],
    member: str,
    good: list[float],
    limit: float,
    *,
    missing: int,
) -> Learned:
    if not any(member and reference.person == member for reference in exercise.references):
        limit = max(limit, _usual_limit(exercise.false_alarm_ratio))
    faulty = _scores(exercise.faulty_reps, known, member)
    calibration = Calibration(
        threshold=_between(limit, faulty),
        false_alarm_ratio=exercise.false_alarm_ratio,
        missing_reps=missing,
        good_scores=tuple(good),
        faulty_scores=tuple(faulty),
    )
    return Learned(known, calibration)


def _usual_limit(false_alarm_ratio: float) -> float:
    """The usual limit for reps in general.

    Reps of one recording agree better than those of another person, day or camera. So when it is
    unknown whose reps will be judged, a lower threshold is not trusted.
    """
    spread = _LOG_SPREAD_OF_REPS * NormalDist().inv_cdf(1 - false_alarm_ratio)
    return exp(_USUAL_LOG_SCORE + spread)


def _between(limit: float, faulty: list[float]) -> float:
    """Raise the limit half-way (on a log scale) to the faulty examples, if they are above it."""
    return sqrt(limit * min(faulty)) if faulty and min(faulty) > limit else limit
