"""Measures reps, verdicts and hints on rendered athletes with known faults."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from spotter.evaluation.athletes.fault_truth import is_seeded_fault
from spotter.evaluation.athletes.stage import (
    MODEL_ATHLETE,
    Station,
    Take,
    clean_rep,
    cut_of,
    name_of,
    reference_at,
    stations,
    takes_at,
)
from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.judging import Method, scorer_for
from spotter.evaluation.parallel import each
from spotter.evaluation.progress import Progress, silent
from spotter.movement.recognition import Candidate, Recognition, recognise
from spotter.movement.scoring import Visit
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values import Exercise, Fault, Outcome, PoseSeries, Reference, quantised
from spotter.movement.wording.verdict_words import hints, why_unscorable
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import TrueRep


@dataclass(frozen=True, slots=True, eq=False)
class AthleteRep:
    """The verdict on one performed rep; the outcome is None if the rep was not found."""

    number: int
    is_seeded: bool
    outcome: Outcome | None
    ratio: float = np.nan
    first_fault: Fault | None = None
    is_named: bool = False
    reason: str = ""
    hints: tuple[str, ...] = ()
    poses: PoseSeries | None = None


@dataclass(frozen=True, slots=True)
class AthleteSet:
    """One set with one seeded fault; ``extra_reps`` were found but not performed.

    ``recognition`` is the exercise that the set was recognised as, among all exercises.
    """

    exercise: str
    view: View
    athlete: int
    fault: FaultKind
    reps: tuple[AthleteRep, ...]
    extra_reps: int
    recognition: Recognition

    @property
    def is_by_another(self) -> bool:
        """Whether the reference is by another athlete."""
        return self.athlete != MODEL_ATHLETE

    @property
    def is_exact(self) -> bool:
        """Whether all reps were found and exactly the seeded one was called faulty."""
        faulty = [rep.is_seeded for rep in self.reps if rep.outcome is Outcome.FAULTY]
        found = all(rep.outcome is not None for rep in self.reps)
        return found and not self.extra_reps and faulty == [True]

    @property
    def is_recognised(self) -> bool:
        """Whether the exercise was recognised."""
        return self.recognition.exercise == self.exercise


@dataclass(frozen=True, slots=True)
class AthleteFigures:
    """Figures of some sets; shares are of all performed reps, found or not; NaN without any.

    ``named_ratio`` is the share of the seeded reps whose first fault is the seeded one;
    ``named_of_found_ratio`` is that share among the reps called faulty.
    ``recognised_ratio`` is the share of the sets whose exercise was recognised.
    """

    name: str
    sets: int
    exact_ratio: float
    found_ratio: float
    named_ratio: float
    named_of_found_ratio: float
    false_alarm_ratio: float
    unscorable_ratio: float
    recognised_ratio: float
    missed_reps: int
    extra_reps: int

    @classmethod
    def of(cls, name: str, sets: Sequence[AthleteSet]) -> "AthleteFigures":
        """The figures of ``sets``."""
        reps = [rep for each_set in sets for rep in each_set.reps]
        seeded = [rep for rep in reps if rep.is_seeded]
        good = [rep for rep in reps if not rep.is_seeded]
        found = [rep for rep in seeded if rep.outcome is Outcome.FAULTY]
        return cls(
            name=name,
            sets=len(sets),
            exact_ratio=_share([each_set.is_exact for each_set in sets]),
            found_ratio=_share([rep in found for rep in seeded]),
            named_ratio=_share([rep.is_named for rep in seeded]),
            named_of_found_ratio=_share([rep.is_named for rep in found]),
            false_alarm_ratio=_share([rep.outcome is Outcome.FAULTY for rep in good]),
            unscorable_ratio=_share([rep.outcome is Outcome.UNSCORABLE for rep in reps]),
            recognised_ratio=_share([each_set.is_recognised for each_set in sets]),
            missed_reps=sum(rep.outcome is None for rep in reps),
            extra_reps=sum(each_set.extra_reps for each_set in sets),
        )


@dataclass(frozen=True, slots=True)
class AthletesReport:
    """The results of ``spotter evaluate athletes``."""

    sets: tuple[AthleteSet, ...]

    @property
    def total(self) -> AthleteFigures:
        """The figures over all sets."""
        return AthleteFigures.of("all", self.sets)

    @property
    def rows(self) -> dict[str, list[AthleteFigures]]:
        """The figures by athlete, exercise and fault."""
        return {
            "Athlete": self._by(
                lambda each_set: "another" if each_set.is_by_another else "the same"
            ),
            "Exercise": self._by(lambda each_set: f"{each_set.exercise}, {each_set.view.value}"),
            "Fault": self._by(lambda each_set: each_set.fault.value),
        }

    def _by(self, key: Callable[[AthleteSet], str]) -> list[AthleteFigures]:
        names = dict.fromkeys(key(each_set) for each_set in self.sets)
        return [
            AthleteFigures.of(name, [one for one in self.sets if key(one) == name])
            for name in names
        ]


def measure_athletes(
    exercises: Sequence[str],
    method: Method,
    seed: int,
    processes: int,
    progress: Progress = silent,
) -> AthletesReport:
    """Let athletes perform each exercise with each visible fault, and judge them.

    Raises :class:`EvaluationError` for an unknown exercise.
    """
    unknown = [name for name in exercises if name not in EXERCISES]
    if unknown:
        raise EvaluationError(f"expected exercises of {', '.join(EXERCISES)}; found {unknown[0]!r}")
    places = stations(tuple(exercises))
    sets: list[AthleteSet] = []
    with progress("Judging athletes", len(places)) as on_done:
        for found in each(partial(_judge_station, method=method, seed=seed), places, processes):
            sets += found
            on_done()
    return AthletesReport(tuple(sets))


def _judge_station(station: Station, method: Method, seed: int) -> list[AthleteSet]:
    reference = reference_at(station, seed)
    good_rep = clean_rep(station)
    library = _library(station.view, seed)
    return [
        _judge_take(take, reference, good_rep, method, library) for take in takes_at(station, seed)
    ]


@cache
def _library(view: View, seed: int) -> tuple[Candidate, ...]:
    """All exercises as the model athlete recorded them from this view."""
    references = (reference_at(Station(exercise, view), seed) for exercise in EXERCISES)
    return tuple(Candidate.of(Exercise((reference,))) for reference in references)


def _judge_take(
    take: Take,
    reference: Reference,
    good_rep: PoseSeries,
    method: Method,
    library: tuple[Candidate, ...],
) -> AthleteSet:
    visit = Visit(scorer_for(method, [reference], name_of(take.athlete)))
    cuts = cut_reps(learn_template(reference), take.poses)
    reps, used = [], set()
    for truth in take.performance.reps:
        cut = cut_of(truth, cuts)
        if cut is None:
            reps.append(_not_found(truth))
            continue
        used.add(cut)
        poses = quantised(take.poses.between(cut.started_us, cut.ended_us))
        reps.append(_judged(truth, poses, visit, good_rep))
    station = take.station
    return AthleteSet(
        exercise=station.exercise,
        view=station.view,
        athlete=take.athlete,
        fault=take.fault,
        reps=tuple(reps),
        extra_reps=len(cuts) - len(used),
        recognition=recognise(take.poses, library),
    )


def _judged(truth: TrueRep, poses: PoseSeries, visit: Visit, good_rep: PoseSeries) -> AthleteRep:
    verdict = visit.score(f"rep {truth.number}", poses)
    first = verdict.faults[0] if verdict.faults else None
    is_named = first and truth.faults and is_seeded_fault(first, truth.faults[0], good_rep)
    return AthleteRep(
        number=truth.number,
        is_seeded=bool(truth.faults),
        outcome=verdict.outcome,
        ratio=verdict.score / verdict.threshold,
        first_fault=first,
        is_named=bool(is_named),
        reason=why_unscorable(verdict),
        hints=hints(verdict),
        poses=poses,
    )


def _not_found(truth: TrueRep) -> AthleteRep:
    return AthleteRep(truth.number, bool(truth.faults), outcome=None)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else np.nan
