"""English."""

from spotter.movement.values.skeleton import Joint
from spotter.movement.values.verdict import Direction, FaultCode, Moment
from spotter.movement.wording.language import Language, Saying

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

ENGLISH = Language(
    tag="en",
    sayings=_SAYINGS,
    joints={joint: "head" if joint is Joint.NOSE else joint.label for joint in Joint},
    pairs={joint: f"{joint.label.rpartition(' ')[2]}s" for joint in Joint}
    | {Joint.NECK: "shoulders"},
    standards=("the reference", "your first reps"),
    yours="your {joint}",
    pronouns=("it", "they"),
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
    directions=_COMPARATIVE,
)
