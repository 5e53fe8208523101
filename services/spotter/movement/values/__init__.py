"""The values of the movement library: skeletons, poses, reps, references, exercises, verdicts."""

from spotter.movement.values.body.angle import ANGLES, Angle
from spotter.movement.values.body.equipment import (
    END_COUNT,
    Equipment,
    EquipmentEnd,
    EquipmentKind,
    Point,
    point_name,
)
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.hands import Hands, HandsEach
from spotter.movement.values.body.poses import (
    NO_ENDS,
    NOBODY,
    EndPoints,
    Keypoints,
    Pose,
    PoseSeries,
    WorldMetres,
    finite_xy,
    from_coco_18,
)
from spotter.movement.values.body.quantised_poses import quantised
from spotter.movement.values.body.skeleton import BONES, COCO_18, JOINT_COUNT, MIRROR, Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.measures import (
    LiftingSpeed,
    Measures,
    MotionRange,
    Scale,
    ScaleSource,
    Symmetry,
    Tempo,
)
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import (
    AngleDeviation,
    Direction,
    Fault,
    FaultCode,
    Moment,
    Outcome,
    Verdict,
)
from spotter.movement.values.taught.baseline import BASELINE_REPS, Baseline
from spotter.movement.values.taught.cue import Cue
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.fault_pattern import FaultPattern, LostPattern, PatternFilm
from spotter.movement.values.taught.reference import Reference

__all__ = [
    "ANGLES",
    "BASELINE_REPS",
    "BONES",
    "COCO_18",
    "END_COUNT",
    "JOINT_COUNT",
    "MIRROR",
    "NOBODY",
    "NO_ENDS",
    "Angle",
    "AngleDeviation",
    "Baseline",
    "Cue",
    "Direction",
    "EndPoints",
    "Equipment",
    "EquipmentEnd",
    "EquipmentKind",
    "Exercise",
    "Facing",
    "Fault",
    "FaultCode",
    "FaultPattern",
    "Hands",
    "HandsEach",
    "Joint",
    "Keypoints",
    "LiftingSpeed",
    "LostPattern",
    "Measures",
    "Moment",
    "MotionRange",
    "MovementError",
    "Outcome",
    "PatternFilm",
    "Point",
    "Pose",
    "PoseSeries",
    "Reason",
    "ReasonCode",
    "Reference",
    "Rep",
    "Scale",
    "ScaleSource",
    "Symmetry",
    "Tempo",
    "Verdict",
    "WorldMetres",
    "finite_xy",
    "from_coco_18",
    "point_name",
    "quantised",
]
