"""English, for what asks for a trainer."""

from spotter.movement.values.judged.verdict import Direction, FaultCode
from spotter.movement.wording.alert_language import AlertWords, FaultTitle

_DURING = "during the {exercise}"
_TOO = {
    Direction.HIGHER: "too high",
    Direction.LOWER: "too low",
    Direction.FORWARD: "too far forward",
    Direction.BACKWARD: "too far back",
    Direction.OUTWARD: "too far out",
    Direction.INWARD: "too far in",
    Direction.LEFT: "too far left",
    Direction.RIGHT: "too far right",
}
_CUT_SHORT = "cut the {exercise} short"
_SIDEWAYS = {Direction.LEFT: "to the left", Direction.RIGHT: "to the right"}
_AHEAD = {Direction.FORWARD: "forward", Direction.BACKWARD: "back"}

_FAULTS = {
    FaultCode.OUT_OF_PLACE: {
        direction: FaultTitle(f"{{joint}} {too}", f"have their {{joint}} {too} {_DURING}")
        for direction, too in _TOO.items()
    },
    FaultCode.STOPS_SHORT: dict.fromkeys(Direction, FaultTitle("Not far enough", _CUT_SHORT))
    | {
        Direction.HIGHER: FaultTitle("Not deep enough", _CUT_SHORT),
        Direction.LOWER: FaultTitle("Not high enough", _CUT_SHORT),
    },
    FaultCode.SITS_TOO_HIGH: {Direction.HIGHER: FaultTitle("Sits too high", _CUT_SHORT)},
    FaultCode.GOES_TOO_FAR: dict.fromkeys(
        Direction, FaultTitle("Goes too far", f"go too far {_DURING}")
    )
    | {
        Direction.LOWER: FaultTitle("Goes too deep", f"go too deep {_DURING}"),
        Direction.HIGHER: FaultTitle("Goes too high", f"go too high {_DURING}"),
    },
    FaultCode.SIDE_LAGS: dict.fromkeys(
        Direction, FaultTitle("{side} side lags behind", f"let their {{side}} side lag {_DURING}")
    ),
    FaultCode.KNEES_IN: {
        Direction.INWARD: FaultTitle(
            "{joint} [falls|fall] in", f"let their {{joint}} fall in {_DURING}"
        )
    },
    FaultCode.KNEES_OVER_TOES: {
        Direction.FORWARD: FaultTitle(
            "{joint} [goes|go] over the toes", f"push their {{joint}} over the toes {_DURING}"
        )
    },
    FaultCode.LEANS_FORWARD: {
        Direction.FORWARD: FaultTitle("Leans forward", f"lean forward {_DURING}")
    },
    FaultCode.LEANS_BACK: {Direction.BACKWARD: FaultTitle("Leans back", f"lean back {_DURING}")},
    FaultCode.LEANS_SIDEWAYS: {
        direction: FaultTitle(f"Leans {side}", f"lean {side} {_DURING}")
        for direction, side in _SIDEWAYS.items()
    },
    FaultCode.HIPS_SHIFTED: {
        direction: FaultTitle(f"Hips shift {side}", f"shift their hips {side} {_DURING}")
        for direction, side in _SIDEWAYS.items()
    },
    FaultCode.ROUNDED_BACK: {
        Direction.FORWARD: FaultTitle("Rounds the back", f"round their backs {_DURING}")
    },
    FaultCode.HIPS_SAG: {Direction.LOWER: FaultTitle("Hips sag", f"let their hips sag {_DURING}")},
    FaultCode.HIPS_HIGH: {
        Direction.HIGHER: FaultTitle("Hips too high", f"hold their hips too high {_DURING}")
    },
    FaultCode.ARMS_BENT: {
        Direction.LOWER: FaultTitle("Arms stay bent", f"keep their arms bent {_DURING}")
    },
    FaultCode.EQUIPMENT_DRIFTS: {
        direction: FaultTitle(
            f"{{joint}} [drifts|drift] {where}", f"let the {{joint}} drift {where} {_DURING}"
        )
        for direction, where in (_SIDEWAYS | _AHEAD).items()
    },
    FaultCode.EQUIPMENT_TILTS: {
        Direction.LOWER: FaultTitle("{joint} [tilts|tilt]", f"tilt the {{joint}} {_DURING}")
    },
    FaultCode.EQUIPMENT_STOPS_SHORT: {
        Direction.HIGHER: FaultTitle("{joint} not low enough", _CUT_SHORT),
        Direction.LOWER: FaultTitle("{joint} not high enough", _CUT_SHORT),
    },
}

ENGLISH_ALERTS = AlertWords(
    faults=_FAULTS,
    kinds={
        "differs": "Differs from the reference throughout",
        "unscorable": "Cannot be judged",
        "two_people": "Two people in the picture",
        "camera": "The camera gives nothing",
        "call": "Asks for a trainer",
    },
    cues={
        "fault": ("Slow down and stay in control.", "Take a break, I am coming."),
        "differs": ("Watch the reference once more, please.", "Take a break, I am coming."),
        "unscorable": ("Step into the picture, so that I see all of you.",),
        "two_people": ("One person at a time in the picture, please.",),
        "camera": ("I do not see you. Check the camera, please.",),
        "call": ("I am coming.", "One moment, please."),
    },
    take_up="Take {subject} into your hands, in the camera's view.",
    ordinals=(
        *("first", "second", "third", "fourth", "fifth"),
        *("sixth", "seventh", "eighth", "ninth", "tenth"),
    ),
    in_a_row="{nth} rep in a row",
    many_in_a_row="{count} reps in a row",
    share="{faulty} of the last {reps} reps",
    one_rep="in one rep",
    severe="far off",
    trends={"better": "getting better", "worse": "getting worse"},
    endings={
        "fixed": "Fixed.",
        "nothing_followed": "Nothing has followed.",
        "was_fine": "A trainer said that it was fine.",
        "closed": "A trainer closed it.",
    },
    line="{people} of {out_of} {shared}",
    exercises={},
    all_of_member="All faults of this member",
    all_at_station="All faults at this station",
)
