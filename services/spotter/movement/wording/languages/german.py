"""German."""

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.judged.measures import ScaleSource
from spotter.movement.values.judged.reason import ReasonCode
from spotter.movement.values.judged.verdict import FaultCode, Moment, Outcome
from spotter.movement.wording.language import (
    AngleWords,
    Language,
    MeasureWords,
    RepWords,
    StandpointWords,
)
from spotter.movement.wording.languages.german_alerts import GERMAN_ALERTS
from spotter.movement.wording.languages.german_equipment import EQUIPMENT, NOT_REACHED, RECURRING
from spotter.movement.wording.languages.german_equipment import SAYINGS as SAYINGS_OF_EQUIPMENT
from spotter.movement.wording.languages.german_joints import JOINTS, PAIRS
from spotter.movement.wording.languages.german_sayings import COMPARATIVE, SAYINGS

_HIDDEN = "außerhalb des Bildes oder verdeckt"
_REASONS = {
    ReasonCode.TOO_FEW_FRAMES: "zu wenige Bilder: {found:.0f}, nötig sind mindestens {needed:.0f}",
    ReasonCode.TOO_SHORT: "zu wenige Bilder: {found:.2f} s, nötig sind mindestens {needed:.1f} s",
    ReasonCode.GAP: "zu wenige Bilder: {found:.1f} s der Wiederholung waren nicht zu sehen",
    ReasonCode.CUT_OFF: (
        "zu wenige Bilder: Nur {found:.0%} der Bewegung sind da, der Rest ist abgeschnitten"
    ),
    ReasonCode.TORSO_UNSEEN: f"{_HIDDEN}: Hals und Hüfte sind nicht auseinanderzuhalten",
    ReasonCode.START_UNSEEN: f"{_HIDDEN}: Die Hüfte ist am Anfang nicht zu sehen",
    ReasonCode.END_UNSEEN: f"{_HIDDEN}: Vor dem Ende der Wiederholung war niemand mehr zu sehen",
    ReasonCode.JOINTS_UNSEEN: f"{_HIDDEN}: {{joints}}",
    ReasonCode.TWO_PEOPLE: (
        "zwei Personen vermischt: Der Körper springt plötzlich oder ist der einer anderen Person"
    ),
    ReasonCode.CAMERA_MOVED: (
        "Kamera bewegt: Das ganze Bild verschiebt sich während der Wiederholung"
    ),
    ReasonCode.UPSIDE_DOWN: (
        "falsche Sicht: Das Bild steht, verglichen mit der Referenz, auf dem Kopf"
    ),
    ReasonCode.OTHER_VIEW: (
        "falsche Sicht: Die Kamera steht anders als bei der Referenz (die Schultern wirken "
        "{found:.1f} statt {needed:.1f} Rumpflängen breit)"
    ),
    ReasonCode.TOO_FAR_ROUND: (
        "falsche Sicht: Die Kamera steht {found:.0f} Grad weiter herum als bei jeder Aufnahme "
        "dieser Übung"
    ),
    ReasonCode.NOTHING_IN_COMMON: (
        "kein Gelenk ist in der Referenz und in der Wiederholung zu sehen"
    ),
    ReasonCode.NOT_COMPARABLE: "die Wiederholung ist nicht mit der Referenz vergleichbar",
    ReasonCode.EQUIPMENT_UNSEEN: (
        "ohne Gerät ({equipment}): in den Händen erwartet, in {found:.0%} der Wiederholung zu sehen"
    ),
    ReasonCode.EQUIPMENT_SEEN_POORLY: (
        "Gerät ({equipment}) von hier aus schlecht zu sehen: etwas ist in den Händen, aber nur in "
        "{found:.0%} der Wiederholung genau zu erkennen"
    ),
}

_REP = RepWords(
    outcomes={
        Outcome.GOOD: "gut",
        Outcome.FAULTY: "nicht wie die Referenz",
        Outcome.UNSCORABLE: "nicht zu beurteilen",
    },
    score=(
        "Wert {score:.2f}, innerhalb der Grenze von {threshold:.2f}.",
        "Wert {score:.2f}, über der Grenze von {threshold:.2f}.",
    ),
    no_score="Kein Wert: Was nicht zu beurteilen ist, zählt nie gegen das Mitglied.",
    judged_by=(
        "Beurteilt nach der aufgenommenen Referenz.",
        "Beurteilt nach den eigenen ersten Wiederholungen.",
    ),
    farthest="Am weitesten weg: {joint}, nach {percent:.0f} % der Bewegung.",
    farthest_numbers="{joint}: {size_tl:.2f} Rumpflängen von der Referenz",
    differs_throughout="Weicht durchgehend von der Referenz ab: bitte ansehen.",
    by_body_alone="Nur nach dem Körper beurteilt: Das Gerät wurde nicht verfolgt.",
)

_MEASURES = MeasureWords(
    tempo="Tempo",
    pace=("schneller als die Referenz", "wie die Referenz", "langsamer als die Referenz"),
    tempo_parts="hin {out_s:.1f} s, Wende {turn_s:.1f} s, zurück {back_s:.1f} s",
    tempo_numbers="{found}; Referenz {usual}",
    range="Bewegungsumfang",
    reach=(
        "nur {ratio:.0%} so weit wie die Referenz",
        "so weit wie die Referenz",
        "weiter als die Referenz ({ratio:.0%})",
    ),
    range_numbers="{joint} {range_cm:.0f} cm; Referenz {usual_cm:.0f} cm",
    symmetry="Symmetrie",
    uneven="{side} Seite nur {ratio:.0%} so weit wie die {other}",
    later="{side} Seite später",
    uneven_and_later="{uneven} und {later}",
    alike="beide Seiten gleich",
    symmetry_numbers=(
        "links zu rechts {ratio:.2f}; links {later_s:.2f} s später",
        "links zu rechts {ratio:.2f}; links {later_s:.2f} s früher",
    ),
    steadiness="Gleichmäßigkeit",
    steadily=(
        "stockend",
        "weniger gleichmäßig als die Referenz",
        "so gleichmäßig wie die Referenz",
    ),
    steadiness_numbers="{ratio:.2f} der Gleichmäßigkeit der Referenz",
    speed="Tempo nach oben",
    speed_words="{mean_tl_s:.2f} Rumpflängen pro Sekunde",
    speed_of_first="{percent:.0f} % der ersten Wiederholung des Satzes",
    speed_numbers="{joint} {mean_tl_s:.2f} Rumpflängen pro Sekunde nach oben, höchstens "
    "{peak_tl_s:.2f}",
    speed_metres="{mean_m_s:.2f} m/s",
    speed_metres_numbers="{joint} {mean_m_s:.2f} m/s nach oben, höchstens {peak_m_s:.2f}; Meter "
    "{source}",
    scale_sources={ScaleSource.HEIGHT: "nach der Körpergröße"},
    power="Leistung",
    power_words="{mean_w:.0f} W",
    power_numbers="im Mittel nach oben, für {load_kg:g} kg; der Körper zählt nicht mit",
)

_ANGLES = AngleWords(
    sentence="{angle} {size_deg:.0f} Grad {how} als in der Referenz {when}",
    names={
        Angle.RIGHT_KNEE: "rechtes Knie",
        Angle.LEFT_KNEE: "linkes Knie",
        Angle.RIGHT_HIP: "rechte Hüfte",
        Angle.LEFT_HIP: "linke Hüfte",
        Angle.RIGHT_SHOULDER: "rechter Arm",
        Angle.LEFT_SHOULDER: "linker Arm",
        Angle.RIGHT_ELBOW: "rechter Ellbogen",
        Angle.LEFT_ELBOW: "linker Ellbogen",
        Angle.TRUNK: "Oberkörper",
    },
    limbs=("stärker gebeugt", "gestreckter"),
    arms=("näher am Körper", "weiter vom Körper"),
    elsewhere="anders",
)

GERMAN = Language(
    tag="de",
    sayings=SAYINGS | SAYINGS_OF_EQUIPMENT,
    recurring={
        FaultCode.OUT_OF_PLACE: "{joint} am Platz halten",
        FaultCode.STOPS_SHORT: "Den ganzen Weg gehen: {joint}",
        FaultCode.GOES_TOO_FAR: "Nicht so weit: {joint}",
    }
    | RECURRING,
    reasons=_REASONS,
    rep=_REP,
    measures=_MEASURES,
    angles=_ANGLES,
    standpoint=StandpointWords(
        front="vorn",
        behind="hinten",
        sides=("der linken Seite", "der rechten Seite"),
        turned=("{yaw_deg} Grad links", "{yaw_deg} Grad rechts"),
    ),
    alerts=GERMAN_ALERTS,
    joints=JOINTS,
    pairs=PAIRS,
    equipment=EQUIPMENT,
    not_reached=NOT_REACHED,
    standards=("der Referenz", "deinen ersten Wiederholungen"),
    sides=("linke", "rechte"),
    moments={
        Moment.START: "am Anfang",
        Moment.WAY_DOWN: "auf dem Weg nach unten",
        Moment.BOTTOM: "am tiefsten Punkt",
        Moment.WAY_UP: "auf dem Weg nach oben",
        Moment.TOP: "am höchsten Punkt",
        Moment.END: "am Ende",
    },
    size="etwa {cm} cm",
    hands_breadth="eine Handbreit",
    numbers="{joint} {size_tl:.2f} Rumpflängen {direction}, nach {percent:.0f} % der Bewegung",
    caption="{joint} {size} {direction}",
    directions=COMPARATIVE,
    decimal_mark=",",
)
