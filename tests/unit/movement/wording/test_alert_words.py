"""What asks for a trainer, in words."""

import re
from dataclasses import replace

import pytest

from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.verdict import Direction, Fault, FaultCode
from spotter.movement.wording.alert_words import (
    Grounds,
    ending_words,
    grounds_words,
    line_words,
    sayable,
    title,
)
from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.languages.german import GERMAN
from support.movements.made_up_faults import SITS_TOO_HIGH

KNEES_IN = Fault(
    Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.25, 10, both_sides=True, code=FaultCode.KNEES_IN
)
SPOKEN_OF = [(code, way) for code, by_way in ENGLISH.sayings.items() for way in by_way]
WHOLE = re.compile(r"[^\[\]{}|]+")


def grounds(reps: int, faulty: int, in_a_row: int, ratio: float = 1.2, trend: str = "") -> Grounds:
    return Grounds(reps, faulty, in_a_row, ratio, trend)


@pytest.mark.parametrize(("code", "direction"), SPOKEN_OF)
def test_every_fault_that_has_a_hint_has_a_title_and_words_for_a_class(
    code: FaultCode, direction: Direction
) -> None:
    fault = Fault(Joint.LEFT_WRIST, 0.5, direction, 0.2, 1, code=code)
    assert WHOLE.fullmatch(title("fault", fault))
    assert WHOLE.fullmatch(line_words(fault, "squat", 7, 20))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (KNEES_IN, "Knees fall in"),
        (replace(KNEES_IN, both_sides=False), "Left knee falls in"),
        (SITS_TOO_HIGH, "Sits too high"),
        (Fault(Joint.LEFT_WRIST, 0.5, Direction.HIGHER, 0.2, 1), "Left wrist too high"),
    ],
)
def test_a_fault_has_a_title_as_a_trainer_says_it(fault: Fault, words: str) -> None:
    assert title("fault", fault) == words


def test_what_is_about_no_fault_has_a_title_by_its_kind() -> None:
    assert title("two_people", None) == "Two people in the picture"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (grounds(5, 4, 3, trend="worse"), "third rep in a row, getting worse"),
        (grounds(20, 20, 12), "12 reps in a row"),
        (grounds(6, 4, 1, trend="better"), "4 of the last 6 reps, getting better"),
        (grounds(6, 4, 0, trend="steady"), "4 of the last 6 reps"),
        (grounds(1, 1, 1, ratio=2.5), "in one rep, far off"),
        (grounds(0, 0, 0), ""),
    ],
)
def test_the_reason_says_how_often_how_far_and_where_it_goes(found: Grounds, words: str) -> None:
    assert grounds_words(found) == words


def test_a_fault_that_many_share_is_one_line_with_any_exercises_name() -> None:
    assert line_words(SITS_TOO_HIGH, "squat", 7, 20) == "7 of 20 cut the squat short"
    german = "7 von 20: sitzt zu hoch (Kniebeuge)"
    assert line_words(SITS_TOO_HIGH, "squat", 7, 20, GERMAN) == german
    assert line_words(KNEES_IN, "{front} squat", 3, 9) == (
        "3 of 9 let their knees fall in during the {front} squat"
    )


def test_cues_begin_with_the_trainers_own_and_fit_on_a_stations_screen() -> None:
    own = replace(SITS_TOO_HIGH, cue="drive it down")
    assert sayable("fault", own)[:2] == ("Drive it down.", "Sit deeper.")
    assert sayable("call", None) == ("I am coming.", "One moment, please.")


def test_whoever_lacks_their_equipment_is_asked_to_take_it_up_before_anything_else() -> None:
    first = [
        sayable("unscorable", None, language, without=kind)[0]
        for kind in (EquipmentKind.BARBELL, EquipmentKind.DUMBBELLS, EquipmentKind.BAND)
        for language in (ENGLISH, GERMAN)
    ]
    assert first == [
        "Take the bar into your hands, in the camera's view.",
        "Nimm die Stange in die Hände, im Blick der Kamera.",
        "Take the dumbbells into your hands, in the camera's view.",
        "Nimm die Kurzhanteln in die Hände, im Blick der Kamera.",
        "Take the band into your hands, in the camera's view.",
        "Nimm das Band in die Hände, im Blick der Kamera.",
    ]
    assert sayable("unscorable", None)[0].startswith("Step into the picture")


def test_an_ending_has_words_and_what_is_open_has_none() -> None:
    assert ending_words("fixed") == "Fixed."
    assert not ending_words("")
