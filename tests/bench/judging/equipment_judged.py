"""How often reps with equipment are called faulty: people the limits were chosen on, and others."""

from collections.abc import Iterator
from itertools import product

from bench.instruments.figures import Figure, Findings, Say
from spotter.movement.scoring import Scorer, SpotterScorer, scorer_of_oneself
from spotter.movement.values import EquipmentKind, Exercise, Outcome, PoseSeries, Verdict
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.tools.tool import Tool
from support.movements.with_equipment import FRONT_DEG, SIDE_DEG, exercise_with, reps_with

_HALVES = {"chosen on": (1, 4), "not seen": (13, 16)}
_EXERCISES = ("squat", "overhead-press")
_KINDS = (EquipmentKind.BARBELL, EquipmentKind.DUMBBELLS)
_VIEWS = {"front": FRONT_DEG, "side": SIDE_DEG}
_GOOD_REPS = 8
_REPS, _FAULTY = 4, frozenset({2, 4})


def measure_equipment_judged(say: Say) -> Findings:
    """The share of reps called faulty, by the person's own reference and by somebody else's."""
    figures = []
    for (half, numbers), (view, yaw_deg) in product(_HALVES.items(), _VIEWS.items()):
        say(f"equipment judged: people {half}, {view}")
        found = [one for number in numbers for one in _sets(number, yaw_deg)]
        for whose, fault in dict.fromkeys(one[:2] for one in found):
            told = [verdict for *key, verdict in found if key == [whose, fault]]
            figures.append(_figure(f"{half}, {view}, {whose}: {fault or 'good'}", told))
    return Findings("equipment-judged", figures)


def _figure(name: str, told: list[Verdict]) -> Figure:
    faulty = [one for one in told if one.outcome is Outcome.FAULTY]
    named = sum(any(fault.is_of_equipment for fault in one.faults) for one in faulty)
    note = f"{len(faulty)} of {len(told)}, {named} name the equipment"
    return Figure(name, 100 * len(faulty) / len(told), "%", note=note)


def _sets(number: int, yaw_deg: float) -> Iterator[tuple[str, str, Verdict]]:
    """Whose reference judged, the fault, and the verdict, for each rep of a person."""
    for exercise, kind in product(_EXERCISES, _KINDS):
        own = exercise_with(exercise, kind, yaw_deg, number=number)
        other = exercise_with(exercise, kind, yaw_deg, number=number + 1)
        reps = list(_reps(own, kind, yaw_deg, number))
        scorers: dict[str, Scorer] = {
            "own reference": scorer_of_oneself(own),
            "another's": SpotterScorer(other),
        }
        for (whose, scorer), (fault, rep) in product(scorers.items(), reps):
            yield whose, fault, scorer.score(rep)


def _reps(
    exercise: Exercise, kind: EquipmentKind, yaw_deg: float, number: int
) -> Iterator[tuple[str, PoseSeries]]:
    tool = Tool(kind.value)
    for rep in reps_with(exercise.name, tool, yaw_deg, reps=_GOOD_REPS, number=number, seed=20):
        yield "", rep
    faults = [FaultKind.DRIFT, *([FaultKind.TILT] if tool is Tool.BARBELL else [])]
    for place, fault in enumerate(faults, start=30):
        seeded = {fault: _FAULTY}
        reps = reps_with(
            exercise.name, tool, yaw_deg, reps=_REPS, faults=seeded, number=number, seed=place
        )
        for at, rep in enumerate(reps, start=1):
            if at in _FAULTY:
                yield fault.value, rep
