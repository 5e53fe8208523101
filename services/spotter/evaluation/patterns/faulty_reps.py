"""How the reps of rendered athletes deviate, with the kind of fault that was seeded into each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.athletes.stage import (
    Station,
    cut_of,
    faulty_set_at,
    name_of,
    reference_at,
)
from spotter.movement.scoring import SpotterScorer, Visit
from spotter.movement.segmentation import Template, cut_reps, learn_template
from spotter.movement.values import Exercise
from spotter.simulation.motion.faults import FaultKind


@dataclass(frozen=True, slots=True, eq=False)
class AthletesRep:
    """A rep that was found.

    ``kind`` is what was seeded into it, None for a good rep; ``curves`` (20, 25, 2) are its
    deviations if it was called faulty.
    """

    athlete: str
    kind: FaultKind | None
    curves: NDArray[np.float64] | None


def reps_at(station: Station, athletes: Sequence[int], seed: int) -> list[AthletesRep]:
    """One set of each athlete, judged as in a gym: from the fourth rep on by their own first."""
    reference = reference_at(station, seed)
    template, scorer = learn_template(reference), SpotterScorer(Exercise((reference,)))
    return [
        rep for number in athletes for rep in _reps_of_set(station, number, template, scorer, seed)
    ]


def _reps_of_set(
    station: Station, number: int, template: Template, scorer: SpotterScorer, seed: int
) -> Iterator[AthletesRep]:
    performance, poses = faulty_set_at(station, number, seed)
    cuts, visit = cut_reps(template, poses), Visit(scorer)
    for truth in performance.reps:
        cut = cut_of(truth, cuts)
        if cut is not None:
            rep = poses.between(cut.started_us, cut.ended_us)
            curves = scorer.fault_curves(rep, visit.baseline)
            visit.score(f"{name_of(number)}, rep {truth.number}", rep)
            kind = truth.faults[0] if truth.faults else None
            yield AthletesRep(name_of(number), kind, curves)
