"""Following equipment, measured: on a made video whose truth is known, and on broken marks."""

import json
from dataclasses import replace
from io import StringIO
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.evaluation.equipment.halves import (
    Clip,
    Trial,
    followed,
    labels_as_corrected,
    measure_halves,
    speed_ratio,
)
from spotter.evaluation.equipment.marks import Marks, read_marks
from spotter.evaluation.equipment.overlay import drawn
from spotter.evaluation.equipment.regained import Regained, measure_regained
from spotter.evaluation.equipment.tables import ByPose, equipment_json, print_equipment
from spotter.evaluation.equipment.wrists import wrist_path
from spotter.evaluation.errors import EvaluationError
from spotter.movement.values import Joint
from support.equipment.lifters import curls
from support.equipment.pictures import picture_with, plate_at

WAY = [plate_at(150, 110 + 50 * np.cos(step / 2)) for step in range(10)]
TIMES_S = [step / 15 for step in range(10)]


def ticks() -> float:
    return next(_TICKS) / 100


_TICKS = count()


@pytest.fixture(scope="module")
def clip() -> Clip:
    return Clip([picture_with(place) for place in WAY], TIMES_S, Marks(dict(enumerate(WAY)), 1))


@pytest.fixture(scope="module")
def trials(clip: Clip) -> list[Trial]:
    return measure_halves(clip, 1, ticks)


def test_a_plate_is_followed_through_the_half_that_was_not_taught(
    clip: Clip, trials: list[Trial]
) -> None:
    assert [(trial.taught, trial.boxes, trial.within_half) for trial in trials] == [
        ("first", 1, 4),
        ("second", 1, 4),
    ]
    assert list(trials[0].errors_radii) == [6, 7, 8, 9]
    assert trials[0].look_s == pytest.approx(0.01)
    assert [trial.speed_ratio for trial in trials] == pytest.approx([1, 1], abs=0.1)
    assert equipment_json(trials, None, {})["trials"][0]["held"]["found"] == 1
    assert [index for index, _ in drawn(clip, trials)] == [*range(5, 10), *range(5)]


def test_from_the_forearm_alone_the_plate_is_found_wherever_one_begins() -> None:
    lifters = curls(44)
    way = {index: lifter.plates()[0] for index, lifter in enumerate(lifters)}
    times_s = [index / 15 for index in way]
    clip = Clip([lifter.picture() for lifter in lifters], times_s, Marks(way, 1))
    bodies = {index: lifter.keypoints() for index, lifter in enumerate(lifters)}
    regained = measure_regained(clip, bodies, every=1)
    assert [one.taught for one in regained] == ["first", "second"]
    for one in regained:
        assert len(one.judged) == len(one.looks) == 12
        assert one.within_half == 12
        assert 3 <= one.median_looks <= 8
    nobody = {index: np.full((25, 3), np.nan, np.float32) for index in bodies}
    with pytest.raises(EquipmentError, match="a body beside"):
        measure_regained(clip, nobody, every=1)


def test_who_holds_the_plate_is_compared_by_the_nearer_wrist() -> None:
    lifters = curls(4)
    bodies = {index: lifter.keypoints() for index, lifter in enumerate(lifters)}
    path = wrist_path(bodies, {index: one.plates()[1] for index, one in enumerate(lifters)})
    assert [(place.x_px, place.y_px) for place in path.values()] == [
        pytest.approx(tuple(body[Joint.RIGHT_WRIST, :2].tolist())) for body in bodies.values()
    ]
    assert wrist_path({}, {0: plate_at(1, 1)}) == {}


def test_the_forearms_figures_are_told_in_words_and_json(trials: list[Trial]) -> None:
    nan = float("nan")
    compared = ByPose(0.66, [Regained("first", (3, None, 4), (0.2, nan, None))])
    console = Console(record=True, width=200, file=StringIO())
    print_equipment(trials, compared, console)
    told = console.export_text()
    assert "followed in 2 of 3 starts" in told
    assert "1 of 2 were within half a radius" in told
    (one,) = equipment_json([], compared, {})["from_the_forearm"]
    assert one["errors_radii_at_the_next_mark"] == [0.2, None, None]
    assert (one["starts_with_a_mark"], one["within_half_a_radius"]) == (2, 1)


def test_what_leaves_the_picture_is_missed_and_not_invented(
    clip: Clip, trials: list[Trial]
) -> None:
    hidden = replace(clip, pictures=[*clip.pictures[:7], *[picture_with(None)] * 3])
    tried = dict(list(enumerate(WAY))[5:])
    path, looks_s = followed(hidden, trials[0].appearance, tried, 1, ticks)
    assert (sorted(path), len(looks_s)) == ([5, 6], 4)


def test_a_trainer_corrects_where_it_slips() -> None:
    hidden = [picture_with(WAY[0]), picture_with(None), picture_with(None), picture_with(WAY[3])]
    places = {0: WAY[0], 3: WAY[0].moved(4, 2)}
    labels, boxes = labels_as_corrected([*hidden[:3], picture_with(places[3])], places)
    assert boxes == 2
    assert labels[3] == places[3]


def test_speed_is_compared_between_the_marks_that_were_seen() -> None:
    marks = {0: Place(0, 0, 10), 5: Place(0, 30, 10), 9: Place(0, 60, 10)}
    assert speed_ratio({0: Place(0, 0, 10), 9: Place(0, 45, 10)}, marks) == pytest.approx(0.75)
    assert np.isnan(speed_ratio({0: Place(0, 0, 10)}, marks))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("[", "expected JSON"),
        ("{}", "marks of curl.mp4"),
        ('{"curl.mp4": {"radius_px": 9, "centre_px": {"0": [1]}}}', "centre_px as picture"),
        ('{"curl.mp4": {"radius_px": -9, "centre_px": {"0": [1, 2]}}}', "positive radius"),
        ('{"curl.mp4": {"radius_px": 9, "centre_px": {"0": [1, 2]}}}', "found 1"),
    ],
)
def test_broken_marks_are_refused(tmp_path: Path, told: str, words: str) -> None:
    path = tmp_path / "centres.json"
    path.write_text(told)
    with pytest.raises(EvaluationError, match=words):
        read_marks(path, "curl.mp4")


def test_marks_beyond_the_video_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "centres.json"
    entry = {"radius_px": 9, "centre_px": {f"{step}": [5, 5] for step in (0, 1, 2, 6, 7, 10)}}
    path.write_text(json.dumps({"curl.mp4": entry}))
    clip = Clip([picture_with(None)] * 10, TIMES_S, read_marks(path, "curl.mp4"))
    with pytest.raises(EvaluationError, match="the last on picture 10"):
        measure_halves(clip, 1, ticks)
