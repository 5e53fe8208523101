"""English."""

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.measures import ScaleSource
from spotter.movement.values.judged.reason import ReasonCode
from spotter.movement.values.judged.verdict import Direction, FaultCode, Moment, Outcome
from spotter.movement.wording.language import (
    AngleWords,
    Language,
    MeasureWords,
    Noun,
    RepWords,
    Saying,
    StandpointWords,
)
from spotter.movement.wording.languages.english_alerts import ENGLISH_ALERTS
from spotter.movement.wording.languages.english_equipment import (
    EQUIPMENT,
    NOT_REACHED,
    RECURRING,
    SAYINGS,
)

_FLAT = (
    Direction.FORWARD,
    Direction.BACKWARD,
    Direction.OUTWARD,
    Direction.INWARD,
    Direction.LEFT,
    Direction.RIGHT,
)
_IS = "{subject} [is|are] {size}"
_THAN = "than in {standard} {when}"
_STOPS = "{subject} [stops|stop] {size}"
_GOES = "{subject} [goes|go] {size}"
_COMPARATIVE = {
    Direction.HIGHER: "higher",
    Direction.LOWER: "lower",
    Direction.FORWARD: "further forward",
    Direction.BACKWARD: "further back",
    Direction.OUTWARD: "further out",
    Direction.INWARD: "further in",
    Direction.LEFT: "further left",
    Direction.RIGHT: "further right",
}
_STAY = {
    Direction.HIGHER: "down",
    Direction.LOWER: "up",
    Direction.FORWARD: "back",
    Direction.BACKWARD: "forward",
    Direction.OUTWARD: "in",
    Direction.INWARD: "out",
    Direction.LEFT: "in the middle",
    Direction.RIGHT: "in the middle",
}
_DEEPER = Saying("Go deeper", f"{_STOPS} above {{standard}} {{when}}", "Deep enough now.")

_SAYINGS = {
    FaultCode.OUT_OF_PLACE: {
        direction: Saying(
            f"Keep your {{joint}} {_COMPARATIVE[direction.opposite]}",
            f"{_IS} {_COMPARATIVE[direction]} {_THAN}",
            f"{{joint}} [stays|stay] {_STAY[direction]} now.",
        )
        for direction in Direction
    },
    FaultCode.STOPS_SHORT: {
        Direction.HIGHER: _DEEPER,
        Direction.LOWER: Saying(
            "Go higher", f"{_STOPS} below {{standard}} {{when}}", "High enough now."
        ),
        **dict.fromkeys(
            _FLAT,
            Saying("Go further", f"{_STOPS} short of {{standard}} {{when}}", "Far enough now."),
        ),
    },
    FaultCode.SITS_TOO_HIGH: {
        Direction.HIGHER: Saying("Sit deeper", _DEEPER.detail, _DEEPER.praise),
    },
    FaultCode.GOES_TOO_FAR: {
        Direction.LOWER: Saying(
            "Not so deep", f"{_GOES} below {{standard}} {{when}}", "Not too deep any more."
        ),
        Direction.HIGHER: Saying(
            "Not so high", f"{_GOES} above {{standard}} {{when}}", "Not too high any more."
        ),
        **dict.fromkeys(
            _FLAT,
            Saying("Not so far", f"{_GOES} beyond {{standard}} {{when}}", "Not too far any more."),
        ),
    },
    FaultCode.SIDE_LAGS: {
        direction: Saying(
            "Bring your {side} side along",
            f"{_IS} {_COMPARATIVE[direction]} {_THAN}",
            "Both sides together now.",
        )
        for direction in Direction
    },
    FaultCode.KNEES_IN: {
        Direction.INWARD: Saying(
            "Push your {joint} out",
            f"{_IS} further in {_THAN}",
            "{joint} [stays|stay] out now.",
        ),
    },
    FaultCode.KNEES_OVER_TOES: {
        Direction.FORWARD: Saying(
            "Sit back",
            f"{_IS} further over the toes {_THAN}",
            "{joint} [stays|stay] back now.",
        ),
    },
    FaultCode.LEANS_FORWARD: {
        Direction.FORWARD: Saying(
            "Lift your chest", f"you lean {{size}} further forward {_THAN}", "Upright now."
        ),
    },
    FaultCode.LEANS_BACK: {
        Direction.BACKWARD: Saying(
            "Do not lean back", f"you lean {{size}} further back {_THAN}", "Upright now."
        ),
    },
    FaultCode.LEANS_SIDEWAYS: {
        direction: Saying(
            "Keep your trunk upright",
            f"you lean {{size}} {_COMPARATIVE[direction]} {_THAN}",
            "Upright now.",
        )
        for direction in (Direction.LEFT, Direction.RIGHT)
    },
    FaultCode.HIPS_SHIFTED: {
        direction: Saying(
            "Keep your weight on both feet",
            f"{_IS} {_COMPARATIVE[direction]} {_THAN}",
            "Weight on both feet now.",
        )
        for direction in (Direction.LEFT, Direction.RIGHT)
    },
    FaultCode.ROUNDED_BACK: {
        Direction.FORWARD: Saying(
            "Straighten your back",
            f"your chest and head sink {{size}} further forward {_THAN}",
            "Straight back now.",
        ),
    },
    FaultCode.HIPS_SAG: {
        Direction.LOWER: Saying(
            "Lift your {joint}",
            "{subject} [sags|sag] {size} below {standard} {when}",
            "Straight body now.",
        ),
    },
    FaultCode.HIPS_HIGH: {
        Direction.HIGHER: Saying(
            "Lower your {joint}", f"{_IS} above {{standard}} {{when}}", "Straight body now."
        ),
    },
    FaultCode.ARMS_BENT: {
        Direction.LOWER: Saying(
            "Straighten your arms",
            "{subject} [stays|stay] {size} nearer to your shoulders than in {standard} at the "
            "bottom",
            "Straight arms now.",
        ),
    },
}

_REASONS = {
    ReasonCode.TOO_FEW_FRAMES: ("too few frames: {found:.0f}, at least {needed:.0f} are needed"),
    ReasonCode.TOO_SHORT: "too few frames: {found:.2f} s, at least {needed:.1f} s are needed",
    ReasonCode.GAP: "too few frames: {found:.1f} s of the rep were not seen",
    ReasonCode.CUT_OFF: (
        "too few frames: only {found:.0%} of the movement is there; the rest was cut off"
    ),
    ReasonCode.TORSO_UNSEEN: "out of frame or hidden: neck and hips are not seen apart",
    ReasonCode.START_UNSEEN: "out of frame or hidden: the hips are not seen at the start",
    ReasonCode.END_UNSEEN: "out of frame or hidden: the person was lost before the rep ended",
    ReasonCode.JOINTS_UNSEEN: "out of frame or hidden: {joints}",
    ReasonCode.TWO_PEOPLE: ("two people mixed: the body suddenly jumps, or is another person's"),
    ReasonCode.CAMERA_MOVED: "camera moved: the whole picture shifts within the rep",
    ReasonCode.UPSIDE_DOWN: "wrong view: the picture is upside down, compared with the reference",
    ReasonCode.OTHER_VIEW: (
        "wrong view: the camera stands elsewhere than for the reference (shoulders look "
        "{found:.1f} torso lengths wide instead of {needed:.1f})"
    ),
    ReasonCode.TOO_FAR_ROUND: (
        "wrong view: the camera stands {found:.0f} degrees further round than for any recording "
        "of this exercise"
    ),
    ReasonCode.NOTHING_IN_COMMON: "no joint is seen in both the reference and the rep",
    ReasonCode.NOT_COMPARABLE: "the rep cannot be compared with the reference",
    ReasonCode.EQUIPMENT_UNSEEN: (
        "without the {equipment}: expected in the hands, seen in {found:.0%} of the rep"
    ),
    ReasonCode.EQUIPMENT_SEEN_POORLY: (
        "the {equipment} cannot be seen well from here: something is in the hands, but followed in "
        "only {found:.0%} of the rep"
    ),
}

_REP = RepWords(
    outcomes={
        Outcome.GOOD: "good",
        Outcome.FAULTY: "not like the reference",
        Outcome.UNSCORABLE: "cannot be judged",
    },
    score=(
        "Score {score:.2f}, within the limit of {threshold:.2f}.",
        "Score {score:.2f}, above the limit of {threshold:.2f}.",
    ),
    no_score="No score: an unscorable rep never counts against the member.",
    judged_by=(
        "Judged by the recorded reference.",
        "Judged by this person's own first reps.",
    ),
    farthest="Farthest off: {joint}, {percent:.0f} % of the way through.",
    farthest_numbers="{joint} {size_tl:.2f} torso lengths from the reference",
    differs_throughout="Differs from the reference throughout: look.",
    by_body_alone="Judged by the body alone: the equipment was not followed.",
)

_MEASURES = MeasureWords(
    tempo="Tempo",
    pace=("faster than the reference", "same as the reference", "slower than the reference"),
    tempo_parts="out {out_s:.1f} s, turn {turn_s:.1f} s, back {back_s:.1f} s",
    tempo_numbers="{found}; reference {usual}",
    range="Range of motion",
    reach=(
        "only {ratio:.0%} as far as the reference",
        "as far as the reference",
        "farther than the reference ({ratio:.0%})",
    ),
    range_numbers="{joint} {range_cm:.0f} cm; reference {usual_cm:.0f} cm",
    symmetry="Symmetry",
    uneven="{side} side only {ratio:.0%} as far as the {other}",
    later="{side} side later",
    uneven_and_later="{uneven} and {later}",
    alike="both sides alike",
    symmetry_numbers=(
        "left to right {ratio:.2f}; left {later_s:.2f} s later",
        "left to right {ratio:.2f}; left {later_s:.2f} s earlier",
    ),
    steadiness="Steadiness",
    steadily=("stops and starts", "less steady than the reference", "as steady as the reference"),
    steadiness_numbers="{ratio:.2f} of the reference's smoothness",
    speed="Speed",
    speed_words="{mean_tl_s:.2f} torso lengths a second on the way up",
    speed_of_first="{percent:.0f}% of the set's first rep",
    speed_numbers="{joint} {mean_tl_s:.2f} torso lengths a second on the way up, at most "
    "{peak_tl_s:.2f}",
    speed_metres="{mean_m_s:.2f} m/s",
    speed_metres_numbers="{joint} {mean_m_s:.2f} m/s on the way up, at most {peak_m_s:.2f}; "
    "metres by {source}",
    scale_sources={ScaleSource.HEIGHT: "the member's height"},
    power="Power",
    power_words="{mean_w:.0f} W",
    power_numbers="mean on the way up, for {load_kg:g} kg; the body is not counted",
)

_ANGLES = AngleWords(
    sentence="{angle} {size_deg:.0f} degrees {how} than the reference {when}",
    names={angle: angle.label for angle in Angle}
    | {
        Angle.TRUNK: "trunk leans",
        Angle.LEFT_SHOULDER: "left arm",
        Angle.RIGHT_SHOULDER: "right arm",
    },
    limbs=("more bent", "straighter"),
    arms=("closer to the body", "farther from the body"),
    elsewhere="further",
)


def _one(name: str) -> Noun:
    return Noun(name, f"your {name}", "it")


def _several(name: str) -> Noun:
    return Noun(name, f"your {name}", "they", is_plural=True)


ENGLISH = Language(
    tag="en",
    sayings=_SAYINGS | SAYINGS,
    recurring={
        FaultCode.OUT_OF_PLACE: "Keep your {joint} in place",
        FaultCode.STOPS_SHORT: "Go the whole way with your {joint}",
        FaultCode.GOES_TOO_FAR: "Not so far with your {joint}",
    }
    | RECURRING,
    reasons=_REASONS,
    rep=_REP,
    measures=_MEASURES,
    angles=_ANGLES,
    standpoint=StandpointWords(
        front="the front",
        behind="behind",
        sides=("the left side", "the right side"),
        turned=("{yaw_deg} degrees left", "{yaw_deg} degrees right"),
    ),
    alerts=ENGLISH_ALERTS,
    joints={joint: _one("head" if joint is Joint.NOSE else joint.label) for joint in Joint},
    pairs={joint: _several(f"{joint.label.rpartition(' ')[2]}s") for joint in Joint}
    | {Joint.NECK: _several("shoulders")},
    equipment=EQUIPMENT,
    not_reached=NOT_REACHED,
    standards=("the reference", "your first reps"),
    sides=("left", "right"),
    moments={
        Moment.START: "at the start",
        Moment.WAY_DOWN: "on the way down",
        Moment.BOTTOM: "at the bottom",
        Moment.WAY_UP: "on the way up",
        Moment.TOP: "at the top",
        Moment.END: "at the end",
    },
    size="about {cm} cm",
    hands_breadth="a hand's breadth",
    numbers="{joint} {size_tl:.2f} torso lengths {direction}, {percent:.0f} % of the way through",
    caption="{joint} {size} {direction}",
    directions=_COMPARATIVE,
    decimal_mark=".",
)
