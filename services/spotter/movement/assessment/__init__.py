"""Whether a rep can be judged, how far it deviates, and when that is a fault."""

from spotter.movement.assessment.calibration.calibration import (
    Calibration,
    KnownReps,
    calibration_of_oneself,
    learn,
)
from spotter.movement.assessment.calibration.comparison import compare_calibrations
from spotter.movement.assessment.calibration.sample import ScoredRep, scored
from spotter.movement.assessment.deviations import Deviations
from spotter.movement.assessment.faults import find_faults
from spotter.movement.assessment.faults.body_and_equipment import faults_of
from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement, alignments, judge
from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.assessment.patterns.carried import CarriedPatterns, carried_over
from spotter.movement.assessment.patterns.film import film_of
from spotter.movement.assessment.patterns.nearest import (
    deviation_curves,
    pattern_distance,
    pattern_of,
)
from spotter.movement.assessment.scorability import why_insufficient, without_equipment
from spotter.movement.assessment.set_progress import Progress, fixed_faults, may_show_fixed

__all__ = [
    "Calibration",
    "CarriedPatterns",
    "Deviations",
    "JudgeableRep",
    "Judgement",
    "KnownReps",
    "LearnedReference",
    "Progress",
    "ScoredRep",
    "alignments",
    "calibration_of_oneself",
    "carried_over",
    "compare_calibrations",
    "deviation_curves",
    "faults_of",
    "film_of",
    "find_faults",
    "fixed_faults",
    "judge",
    "learn",
    "may_show_fixed",
    "pattern_distance",
    "pattern_of",
    "scored",
    "why_insufficient",
    "without_equipment",
]
