"""What Spotter knows of an exercise, in words and as JSON."""

from collections import Counter
from typing import Any

from spotter.movement.assessment import Calibration
from spotter.movement.geometry import view_words
from spotter.movement.values import Exercise
from spotter.movement.values.text import counted
from spotter.teaching.change import UNNAMED_PERSON
from spotter.teaching.cue_words import fault_words
from spotter.teaching.equipment_words import equipment_words


def known_rows(exercise: Exercise) -> list[tuple[str, str]]:
    """What the trainer has taught, as pairs of a heading and a text."""
    reps: Counter[tuple[str, str]] = Counter()
    for reference in exercise.recorded:
        reps[reference.person or UNNAMED_PERSON, view_words(reference)] += len(reference.reps)
    recordings = counted(len(exercise.recorded), "recording")
    return [
        ("Good reps", f"{sum(reps.values())} in {recordings}"),
        *(
            ("", f"{person}, {view}: {counted(number, 'rep')}")
            for (person, view), number in reps.items()
        ),
        *([("Equipment", equipment_words(held))] if (held := exercise.equipment) else []),
        ("Called fine", str(len(exercise.confirmed))),
        ("Faulty reps", str(len(exercise.faulty_reps))),
        *(
            ("" if place else "Cues", f'"{cue.words}" for {fault_words(cue)}')
            for place, cue in enumerate(exercise.cues)
        ),
    ]


def false_alarm_words(exercise: Exercise, calibration: Calibration) -> str:
    """Whose false-alarm rate it is, and whether it is guaranteed or what is missing for that."""
    is_self = calibration.relation.is_self
    whose = exercise.recorded[0].person or "the same person" if is_self else "anybody"
    wished = f"at most {100 * calibration.false_alarm_ratio:g}% of {whose}'s"
    if calibration.is_guaranteed:
        return f"{wished}, guaranteed"
    noun = "rep" if is_self else "person"
    missing = counted(calibration.missing_reps, f"more {noun}").replace("persons", "people")
    return f"{wished}, estimated; {missing} would guarantee it"


def known_json(exercise: Exercise) -> dict[str, Any]:
    """The exercise without its poses."""
    return {
        "good_reps": sum(len(one.reps) for one in exercise.recorded),
        "references": [
            {"person": one.person, "view": view_words(one), "reps": len(one.reps)}
            for one in exercise.recorded
        ],
        "equipment": None if exercise.equipment is None else equipment_words(exercise.equipment),
        "called_fine": len(exercise.confirmed),
        "faulty_reps": len(exercise.faulty_reps),
        "cues": [{"words": cue.words, "for": fault_words(cue)} for cue in exercise.cues],
    }


def calibration_json(calibration: Calibration) -> dict[str, Any]:
    """A calibration, and how many reps or people its guarantee lacks."""
    is_self = calibration.relation.is_self
    return {
        "judged": "the same person" if is_self else "anybody",
        "false_alarm_ratio": calibration.false_alarm_ratio,
        "guaranteed": calibration.is_guaranteed,
        "missing_reps": calibration.missing_reps if is_self else 0,
        "missing_people": 0 if is_self else calibration.missing_reps,
        "threshold": calibration.threshold,
        "good_judged": len(calibration.good_scores),
        "false_alarms": calibration.false_alarms,
        "faulty_judged": len(calibration.faulty_scores),
        "misses": calibration.misses,
    }
