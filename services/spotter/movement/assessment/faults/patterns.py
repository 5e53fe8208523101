"""The patterns that several joints make together, and that a trainer names as one thing.

Sources:

- NSCA: Haff and Triplett (editors), "Essentials of Strength Training and Conditioning", 4th
  edition, Human Kinetics 2016, chapter 15, exercise technique.
- NASM: Clark, Lucett and Sutton (editors), "NASM Essentials of Corrective Exercise Training",
  Lippincott 2011: the compensations of the overhead squat, single-leg, push and pull assessments.
- ACSM: "ACSM's Guidelines for Exercise Testing and Prescription", 10th edition, Wolters Kluwer
  2018: the push-up test.
- Myer et al., "The back squat: a proposed assessment of functional deficits and technical factors
  that limit performance", Strength and Conditioning Journal 36 (6), 2014.
- Hewett et al., "Biomechanical measures of neuromuscular control and valgus loading of the knee
  predict anterior cruciate ligament injury risk", American J. Sports Medicine 33 (4), 2005.
- Fry, Smith and Schilling, "Effect of knee position on hip and knee torques during the barbell
  squat", J. Strength and Conditioning Research 17 (4), 2003.
- McGill, "Low Back Disorders", 3rd edition, Human Kinetics 2015: lifting with a flexed spine.
"""

from dataclasses import dataclass

from spotter.movement.assessment.faults.body_parts import Posture
from spotter.movement.values import Angle, Direction, FaultCode, Joint

Joints = tuple[Joint, ...]
"""Any of several joints."""

_KNEES: Joints = (Joint.RIGHT_KNEE, Joint.LEFT_KNEE)
_ANKLES: Joints = (Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE)
_TRUNK: Joints = (Joint.NECK, Joint.NOSE, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
_WRISTS: Joints = (Joint.RIGHT_WRIST, Joint.LEFT_WRIST)


@dataclass(frozen=True, slots=True)
class Off:
    """A joint is off in a direction: by itself or, with ``beside``, relative to another joint.

    ``least`` is how far, in multiples of the allowance; 0 means "not the other way". With
    ``past_start`` only that counts which is beyond the reference's start: who sinks less deep leans
    less forward than the reference, but does not lean back.
    """

    joint: Joint | Joints
    direction: Direction
    beside: Joint | Joints | None = None
    least: float = 1.0
    past_start: bool = False


@dataclass(frozen=True, slots=True)
class Bent:
    """A joint is more bent than the reference's, which is nearly straight, by ``least_deg``."""

    angles: tuple[Angle, Angle]
    straight_deg: float = 120.0
    least_deg: float = 25.0


@dataclass(frozen=True, slots=True)
class Nearer:
    """A joint is nearer to another one than in the reference, by at least ``least_tl``."""

    joint: Joint
    other: Joint
    least_tl: float = 0.1


Clue = Off | Bent | Nearer


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a fault looks like: all clues at the same time, for a twelfth of the rep.

    The first clue says which joint, direction and size are named. Clues about several joints must
    hold for the same of them, or on the same side. Only movements in one of the ``postures`` have
    the fault.
    """

    code: FaultCode
    clues: tuple[Off, *tuple[Clue, ...]]
    postures: tuple[Posture, ...]
    source: str


_PLANTED = (Posture.SQUATTING, Posture.PLANTED)
_STANDING = (*_PLANTED, Posture.UPRIGHT)

_SURE = 0.8

PATTERNS = (
    Pattern(
        FaultCode.KNEES_IN,
        (
            Off(_KNEES, Direction.INWARD),
            Off(_KNEES, Direction.INWARD, beside=_ANKLES, past_start=True),
        ),
        _STANDING,
        "NSCA, squat and lunge; NASM, overhead squat; Hewett et al., 2005",
    ),
    Pattern(
        FaultCode.KNEES_OVER_TOES,
        (
            Off(_KNEES, Direction.FORWARD),
            Off(_KNEES, Direction.FORWARD, beside=_ANKLES),
            Off(Joint.MID_HIP, Direction.FORWARD, least=0.0),
        ),
        (Posture.SQUATTING,),
        "Fry, Smith and Schilling, 2003; Myer et al., 2014",
    ),
    Pattern(
        FaultCode.ROUNDED_BACK,
        (
            Off(_TRUNK, Direction.FORWARD, least=_SURE),
            Off(_TRUNK, Direction.FORWARD, beside=Joint.MID_HIP),
            Nearer(Joint.NECK, Joint.MID_HIP),
            Off(Joint.NOSE, Direction.LOWER),
        ),
        _STANDING,
        "NSCA, deadlift and bent-over row; McGill, 2015",
    ),
    Pattern(
        FaultCode.LEANS_FORWARD,
        (
            Off(_TRUNK, Direction.FORWARD, least=_SURE),
            Off(_TRUNK, Direction.FORWARD, beside=Joint.MID_HIP),
        ),
        _STANDING,
        "NASM, overhead squat; Myer et al., 2014",
    ),
    Pattern(
        FaultCode.LEANS_BACK,
        (
            Off(_TRUNK, Direction.BACKWARD, least=_SURE),
            Off(_TRUNK, Direction.BACKWARD, beside=Joint.MID_HIP, past_start=True),
        ),
        _STANDING,
        "NSCA, shoulder press and biceps curl; NASM, push and pull assessment",
    ),
    *(
        Pattern(
            FaultCode.LEANS_SIDEWAYS,
            (Off(Joint.NECK, side), Off(Joint.NECK, side, beside=Joint.MID_HIP)),
            _STANDING,
            "NASM, single-leg squat; Myer et al., 2014",
        )
        for side in (Direction.LEFT, Direction.RIGHT)
    ),
    *(
        Pattern(
            FaultCode.HIPS_SHIFTED,
            (Off(Joint.MID_HIP, side), Off(Joint.MID_HIP, side, beside=_ANKLES)),
            _PLANTED,
            "NASM, overhead squat: asymmetrical weight shift",
        )
        for side in (Direction.LEFT, Direction.RIGHT)
    ),
    Pattern(
        FaultCode.HIPS_SAG,
        (
            Off(Joint.MID_HIP, Direction.LOWER),
            Off(Joint.MID_HIP, Direction.LOWER, beside=Joint.NECK),
            Off(Joint.MID_HIP, Direction.LOWER, beside=_ANKLES),
        ),
        (Posture.LYING,),
        "NASM, push assessment; ACSM, push-up test",
    ),
    Pattern(
        FaultCode.HIPS_HIGH,
        (
            Off(Joint.MID_HIP, Direction.HIGHER),
            Off(Joint.MID_HIP, Direction.HIGHER, beside=Joint.NECK),
            Off(Joint.MID_HIP, Direction.HIGHER, beside=_ANKLES),
        ),
        (Posture.LYING,),
        "ACSM, push-up test; NSCA, push-up",
    ),
    Pattern(
        FaultCode.ARMS_BENT,
        (
            Off(_WRISTS, Direction.LOWER, least=0.5),
            Bent((Angle.RIGHT_ELBOW, Angle.LEFT_ELBOW)),
        ),
        (Posture.HANGING,),
        "NSCA, pull-up: from straight arms; ACSM, flexed-arm and pull-up tests",
    ),
)
"""The table. Of several patterns that fit, the one that is farthest off is named."""
