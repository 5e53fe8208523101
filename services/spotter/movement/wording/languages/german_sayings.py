"""German, for faults.

What to do is said without an article, so that a joint stands in the nominative throughout.
"""

from spotter.movement.values.judged.verdict import Direction, FaultCode
from spotter.movement.wording.language import Saying

_FLAT = (
    Direction.FORWARD,
    Direction.BACKWARD,
    Direction.OUTWARD,
    Direction.INWARD,
    Direction.LEFT,
    Direction.RIGHT,
)
_IS = "{subject} [ist|sind] {size}"
_THAN = "als in {standard} {when}"
_STAYS = "{subject} [bleibt|bleiben] {size}"
_COMES = "{subject} [kommt|kommen] {size}"
COMPARATIVE = {
    Direction.HIGHER: "höher",
    Direction.LOWER: "tiefer",
    Direction.FORWARD: "weiter vorn",
    Direction.BACKWARD: "weiter hinten",
    Direction.OUTWARD: "weiter außen",
    Direction.INWARD: "weiter innen",
    Direction.LEFT: "weiter links",
    Direction.RIGHT: "weiter rechts",
}
_TOWARDS = {
    direction: words.replace("weiter ", "weiter nach ") for direction, words in COMPARATIVE.items()
}
_STAY = {
    Direction.HIGHER: "unten",
    Direction.LOWER: "oben",
    Direction.FORWARD: "hinten",
    Direction.BACKWARD: "vorn",
    Direction.OUTWARD: "innen",
    Direction.INWARD: "außen",
    Direction.LEFT: "in der Mitte",
    Direction.RIGHT: "in der Mitte",
}
_DEEPER = Saying("Geh tiefer", f"{_STAYS} über {{standard}} {{when}}", "Jetzt tief genug.")

SAYINGS = {
    FaultCode.OUT_OF_PLACE: {
        direction: Saying(
            f"{{joint}} {_TOWARDS[direction.opposite]}",
            f"{_IS} {COMPARATIVE[direction]} {_THAN}",
            f"{{joint}} [bleibt|bleiben] jetzt {_STAY[direction]}.",
        )
        for direction in Direction
    },
    FaultCode.STOPS_SHORT: {
        Direction.HIGHER: _DEEPER,
        Direction.LOWER: Saying(
            "Geh höher", f"{_STAYS} unter {{standard}} {{when}}", "Jetzt hoch genug."
        ),
        **dict.fromkeys(
            _FLAT,
            Saying(
                "Geh den ganzen Weg",
                f"{_STAYS} hinter {{standard}} {{when}}",
                "Jetzt weit genug.",
            ),
        ),
    },
    FaultCode.SITS_TOO_HIGH: {
        Direction.HIGHER: Saying("Setz dich tiefer", _DEEPER.detail, _DEEPER.praise),
    },
    FaultCode.GOES_TOO_FAR: {
        Direction.LOWER: Saying("Nicht so tief", f"{_COMES} tiefer {_THAN}", "Nicht mehr zu tief."),
        Direction.HIGHER: Saying("Nicht so hoch", f"{_COMES} höher {_THAN}", "Nicht mehr zu hoch."),
        **dict.fromkeys(
            _FLAT, Saying("Nicht so weit", f"{_COMES} weiter {_THAN}", "Nicht mehr zu weit.")
        ),
    },
    FaultCode.SIDE_LAGS: {
        direction: Saying(
            "Nimm die {side} Seite mit",
            f"{_IS} {COMPARATIVE[direction]} {_THAN}",
            "Jetzt beide Seiten zusammen.",
        )
        for direction in Direction
    },
    FaultCode.KNEES_IN: {
        Direction.INWARD: Saying(
            "{joint} nach außen drücken",
            f"{_IS} weiter innen {_THAN}",
            "{joint} [bleibt|bleiben] jetzt außen.",
        ),
    },
    FaultCode.KNEES_OVER_TOES: {
        Direction.FORWARD: Saying(
            "Setz dich weiter nach hinten",
            f"{_IS} weiter über den Zehen {_THAN}",
            "{joint} [bleibt|bleiben] jetzt hinten.",
        ),
    },
    FaultCode.LEANS_FORWARD: {
        Direction.FORWARD: Saying(
            "Heb die Brust", f"du lehnst dich {{size}} weiter nach vorn {_THAN}", "Jetzt aufrecht."
        ),
    },
    FaultCode.LEANS_BACK: {
        Direction.BACKWARD: Saying(
            "Lehn dich nicht zurück",
            f"du lehnst dich {{size}} weiter nach hinten {_THAN}",
            "Jetzt aufrecht.",
        ),
    },
    FaultCode.LEANS_SIDEWAYS: {
        direction: Saying(
            "Halte den Oberkörper aufrecht",
            f"du lehnst dich {{size}} {_TOWARDS[direction]} {_THAN}",
            "Jetzt aufrecht.",
        )
        for direction in (Direction.LEFT, Direction.RIGHT)
    },
    FaultCode.HIPS_SHIFTED: {
        direction: Saying(
            "Belaste beide Füße gleich",
            f"{_IS} {COMPARATIVE[direction]} {_THAN}",
            "Jetzt stehst du auf beiden Füßen.",
        )
        for direction in (Direction.LEFT, Direction.RIGHT)
    },
    FaultCode.ROUNDED_BACK: {
        Direction.FORWARD: Saying(
            "Mach den Rücken gerade",
            f"Brust und Kopf sinken {{size}} weiter nach vorn {_THAN}",
            "Der Rücken ist jetzt gerade.",
        ),
    },
    FaultCode.HIPS_SAG: {
        Direction.LOWER: Saying(
            "{joint} anheben",
            "{subject} [hängt|hängen] durch, {size} unter {standard} {when}",
            "Der Körper ist jetzt gerade.",
        ),
    },
    FaultCode.HIPS_HIGH: {
        Direction.HIGHER: Saying(
            "{joint} senken",
            f"{_IS} über {{standard}} {{when}}",
            "Der Körper ist jetzt gerade.",
        ),
    },
    FaultCode.ARMS_BENT: {
        Direction.LOWER: Saying(
            "Streck die Arme",
            f"{_STAYS} näher an deinen Schultern als in {{standard}} am tiefsten Punkt",
            "Die Arme sind jetzt gestreckt.",
        ),
    },
}
