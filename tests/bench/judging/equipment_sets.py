"""How often sets with equipment are cut right, from before it is picked up to after it is down."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bench.instruments.figures import Figure, Findings, Say
from spotter.movement.segmentation import RepCutter, RepEnded, SetEnded, Template, learn_template
from spotter.movement.values import EquipmentKind, PoseSeries
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan
from spotter.simulation.tools.tool import Tool
from support.movements.cutting import events_of
from support.movements.handled import by_the_body_alone, handled
from support.movements.with_equipment import FRONT_DEG, SIDE_DEG, exercise_with

_HALVES = {"chosen on": (1, 2), "not seen": (3, 13)}
_EXERCISES = ("squat", "lunge", "biceps-curl", "overhead-press", "front-raise")
_TOOLS = (Tool.BARBELL, Tool.DUMBBELLS, Tool.KETTLEBELL, Tool.KETTLEBELLS)
_YAWS_DEG = (FRONT_DEG, 45.0, SIDE_DEG)
_REPS, _DRIFTS = 3, {FaultKind.DRIFT: frozenset({2})}


@dataclass(frozen=True, slots=True)
class _Cut:
    """``found`` of the set's reps were cut, and ``more`` that were none; ``sets`` counts sets."""

    found: int
    more: int
    sets: int
    has_ended: bool

    @property
    def is_right(self) -> bool:
        return (self.found, self.more, self.sets) == (_REPS, 0, 1)


def measure_equipment_sets(say: Say) -> Findings:
    """The share of sets cut right, by the body alone and with the equipment."""
    figures = []
    for half, numbers in _HALVES.items():
        say(f"equipment sets: people {half}")
        cuts = list(_cuts(numbers))
        for place, how in enumerate(("by the body alone", "with equipment")):
            figures.append(_figure(f"{half}, {how}", [both[place] for both in cuts]))
    return Findings("equipment-sets", figures)


def _figure(name: str, cuts: list[_Cut]) -> Figure:
    right = sum(one.is_right for one in cuts)
    note = (
        f"{right} of {len(cuts)} sets right; {sum(one.more for one in cuts)} reps too many, "
        f"{sum(_REPS - one.found for one in cuts)} missed; "
        f"{sum(one.has_ended for one in cuts)} ended where it was put down"
    )
    return Figure(name, 100 * right / len(cuts), "%", note=note)


def _cuts(numbers: tuple[int, ...]) -> Iterator[tuple[_Cut, _Cut]]:
    for exercise, tool, yaw_deg in product(_EXERCISES, _TOOLS, _YAWS_DEG):
        taught = exercise_with(exercise, EquipmentKind(tool.value), yaw_deg, number=0)
        template = learn_template(*taught.references)
        for number in numbers:
            body = athlete(number).body
            plan = Plan(
                exercise, _REPS, body=body, tool=tool, faults=_DRIFTS, unracks=True, racks=True
            )
            performance, poses = handled(plan, yaw_deg, seed=40 + number)
            alone = by_the_body_alone(poses)
            yield _cut(template, performance, alone), _cut(template, performance, poses)


def _cut(template: Template, performance: Performance, poses: PoseSeries) -> _Cut:
    cutter = RepCutter(template)
    events = events_of(cutter, poses)
    has_ended = any(isinstance(event, SetEnded) for event in events)
    reps = [event for event in events + cutter.finish() if isinstance(event, RepEnded)]
    middles_us = [(rep.start_s + rep.end_s) / 2 * 1e6 for rep in performance.reps]
    found = sum(any(rep.started_us < at < rep.ended_us for rep in reps) for at in middles_us)
    sets = len({rep.set_number for rep in reps})
    return _Cut(found, max(0, len(reps) - found), sets, has_ended)
