"""German, for what asks for a trainer."""

from spotter.movement.values.judged.verdict import Direction, FaultCode
from spotter.movement.wording.alert_language import AlertWords, FaultTitle
from spotter.movement.wording.languages.german_exercises import EXERCISES

_TOO = {
    Direction.HIGHER: "zu hoch",
    Direction.LOWER: "zu tief",
    Direction.FORWARD: "zu weit vorn",
    Direction.BACKWARD: "zu weit hinten",
    Direction.OUTWARD: "zu weit außen",
    Direction.INWARD: "zu weit innen",
    Direction.LEFT: "zu weit links",
    Direction.RIGHT: "zu weit rechts",
}
_SIDEWAYS = {Direction.LEFT: "nach links", Direction.RIGHT: "nach rechts"}
_AHEAD = {Direction.FORWARD: "nach vorn", Direction.BACKWARD: "nach hinten"}


def _titled(title: str) -> FaultTitle:
    return FaultTitle(title, f"{title} ({{exercise}})")


_FAULTS = {
    FaultCode.OUT_OF_PLACE: {
        direction: _titled(f"{{joint}} {too}") for direction, too in _TOO.items()
    },
    FaultCode.STOPS_SHORT: dict.fromkeys(Direction, _titled("nicht weit genug"))
    | {
        Direction.HIGHER: _titled("nicht tief genug"),
        Direction.LOWER: _titled("nicht hoch genug"),
    },
    FaultCode.SITS_TOO_HIGH: {Direction.HIGHER: _titled("sitzt zu hoch")},
    FaultCode.GOES_TOO_FAR: dict.fromkeys(Direction, _titled("geht zu weit"))
    | {
        Direction.LOWER: _titled("geht zu tief"),
        Direction.HIGHER: _titled("geht zu hoch"),
    },
    FaultCode.SIDE_LAGS: dict.fromkeys(Direction, _titled("{side} Seite bleibt zurück")),
    FaultCode.KNEES_IN: {Direction.INWARD: _titled("{joint} [fällt|fallen] nach innen")},
    FaultCode.KNEES_OVER_TOES: {Direction.FORWARD: _titled("{joint} [geht|gehen] über die Zehen")},
    FaultCode.LEANS_FORWARD: {Direction.FORWARD: _titled("lehnt sich nach vorn")},
    FaultCode.LEANS_BACK: {Direction.BACKWARD: _titled("lehnt sich zurück")},
    FaultCode.LEANS_SIDEWAYS: {
        direction: _titled(f"lehnt sich {side}") for direction, side in _SIDEWAYS.items()
    },
    FaultCode.HIPS_SHIFTED: {
        direction: _titled(f"Hüfte verschiebt sich {side}") for direction, side in _SIDEWAYS.items()
    },
    FaultCode.ROUNDED_BACK: {Direction.FORWARD: _titled("macht den Rücken rund")},
    FaultCode.HIPS_SAG: {Direction.LOWER: _titled("Hüfte hängt durch")},
    FaultCode.HIPS_HIGH: {Direction.HIGHER: _titled("Hüfte zu hoch")},
    FaultCode.ARMS_BENT: {Direction.LOWER: _titled("Arme bleiben gebeugt")},
    FaultCode.EQUIPMENT_DRIFTS: {
        direction: _titled(f"{{joint}} [weicht|weichen] {where} ab")
        for direction, where in (_SIDEWAYS | _AHEAD).items()
    },
    FaultCode.EQUIPMENT_TILTS: {Direction.LOWER: _titled("{joint} [hängt|hängen] schief")},
    FaultCode.EQUIPMENT_STOPS_SHORT: {
        Direction.HIGHER: _titled("{joint} nicht tief genug"),
        Direction.LOWER: _titled("{joint} nicht hoch genug"),
    },
}

GERMAN_ALERTS = AlertWords(
    faults=_FAULTS,
    kinds={
        "differs": "Weicht durchgehend von der Referenz ab",
        "unscorable": "Nicht zu beurteilen",
        "two_people": "Zwei Personen im Bild",
        "camera": "Die Kamera gibt nichts",
        "call": "Ruft einen Trainer",
    },
    cues={
        "fault": ("Langsamer, und bleib kontrolliert.", "Mach eine Pause, ich komme."),
        "differs": ("Sieh dir bitte die Referenz noch einmal an.", "Mach eine Pause, ich komme."),
        "unscorable": ("Tritt ins Bild, damit ich dich ganz sehe.",),
        "two_people": ("Bitte nur eine Person im Bild.",),
        "camera": ("Ich sehe dich nicht. Prüf bitte die Kamera.",),
        "call": ("Ich komme.", "Einen Moment, bitte."),
    },
    take_up="Nimm {subject} in die Hände, im Blick der Kamera.",
    ordinals=(
        *("erste", "zweite", "dritte", "vierte", "fünfte"),
        *("sechste", "siebte", "achte", "neunte", "zehnte"),
    ),
    in_a_row="{nth} Wiederholung in Folge",
    many_in_a_row="{count} Wiederholungen in Folge",
    share="{faulty} der letzten {reps} Wiederholungen",
    one_rep="in einer Wiederholung",
    severe="stark",
    trends={"better": "wird besser", "worse": "wird schlechter"},
    endings={
        "fixed": "Behoben.",
        "nothing_followed": "Es ist nichts gefolgt.",
        "was_fine": "Ein Trainer sagte, es war in Ordnung.",
        "closed": "Ein Trainer hat es geschlossen.",
    },
    line="{people} von {out_of}: {shared}",
    exercises=EXERCISES,
    all_of_member="Alle Fehler dieses Mitglieds",
    all_at_station="Alle Fehler an dieser Station",
)
