"""``spotter record --equipment``: boxes, what they teach, and what is said when they cannot."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.cli.errors import InputError
from spotter.cli.record.boxes import box_from, places_of
from spotter.cli.record.equipment import EquipmentAsked, EquipmentLesson, taught_by
from spotter.cli.record.joining import check_nothing_is_lost
from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.equipment.taught import Taught
from spotter.equipment.teaching.box import Box
from spotter.movement.values import (
    EquipmentEnd,
    EquipmentKind,
    Exercise,
    Joint,
    PoseSeries,
    Reference,
)
from spotter.pictures.jpeg import decode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.recordings.errors import RecordingError
from spotter.recordings.film import film_of as film_of_recording
from spotter.recordings.recording import Recording
from spotter.teaching.known import known_json, known_rows
from spotter.wire.references import exercise_bytes, exercise_from_bytes
from support.equipment.films import RATE_HZ, film_of, in_hand, true_places
from support.movements.openpose_folder import write_poses
from support.movements.performed import performed

PLATE = true_places(film_of(angles=[0.1]))[0]


def recorded(path: Path, *, holds_plate: bool = True) -> Recording:
    """A video of a curl in ``path``, and the poses of who does it."""
    film = film_of(in_hand if holds_plate else lambda _: None)
    write_video(path, film.pictures, rate_hz=RATE_HZ)
    poses = PoseSeries(film.captured_us, np.stack([*film.bodies.values()]))
    return Recording(path, poses, len(poses), len(poses) / RATE_HZ, (300, 240))


def asked(*boxes: str, accepts: bool = False, overlay: Path | None = None) -> EquipmentAsked:
    made = EquipmentAsked.of(EquipmentKind.DUMBBELL, boxes, overlay, accepts=accepts)
    assert made is not None
    return made


def run(*words: str) -> Result:
    arguments = ["record", *words]
    return CliRunner().invoke(make_app(arguments), arguments)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> EquipmentLesson:
    folder = tmp_path_factory.mktemp("curl")
    box = f"0s:{Box.round(PLATE)}"
    return taught_by(asked(box, overlay=folder / "seen"), recorded(folder / "curl.mp4"))


def test_the_exercise_keeps_the_equipment_and_its_reps_the_track(lesson: EquipmentLesson) -> None:
    poses = PoseSeries(lesson.film.captured_us, np.stack([*lesson.film.bodies.values()]))
    reference = lesson.with_track(Reference("biceps-curl", (poses,)))
    stored = exercise_bytes(Exercise((reference,), equipment=lesson.equipment))
    known = exercise_from_bytes(stored)
    assert known.equipment is not None
    assert known.equipment.kind is EquipmentKind.DUMBBELL
    ((end, taught),) = known.equipment.taught.items()
    assert end is EquipmentEnd.RIGHT
    assert Taught.from_bytes(taught).holding.wrist is Joint.RIGHT_WRIST
    seen = known.references[0].reps[0].equipment
    assert seen is not None
    truth = np.array([(one.x_px, one.y_px) for one in true_places(lesson.film).values()])
    off_px = np.hypot(*(seen[:, EquipmentEnd.RIGHT.index, :2] - truth).T)
    assert np.nanmax(off_px) < 0.4 * PLATE.radius_px
    assert np.isfinite(off_px).mean() > 0.8
    assert np.isnan(seen[:, EquipmentEnd.LEFT.index, :2]).all()


def test_the_track_is_shown_over_the_pictures(lesson: EquipmentLesson) -> None:
    assert lesson.asked.overlay is not None
    shown = {path.name: path for path in lesson.asked.overlay.iterdir()}
    assert "0000000.jpg" in shown
    drawn = decode_jpeg(shown["0000000.jpg"].read_bytes())
    rim = drawn[round(PLATE.y_px - PLATE.radius_px), round(PLATE.x_px)].astype(int)
    assert rim[2] - rim[0] > 60  # the right end's orange


def test_words_and_json_say_how_clear_it_was(lesson: EquipmentLesson) -> None:
    assert lesson.in_words()[0].startswith("Equipment: dumbbell, at the right hand, clear in ")
    told = lesson.as_json()
    assert (told["kind"], told["ends"][0]["end"]) == ("dumbbell", "right")
    assert told["ends"][0]["clear"] > 0.8
    assert told["ends"][0]["radius_torso_lengths"] == pytest.approx(0.2, rel=0.05)


def test_what_is_known_of_the_exercise_names_the_equipment(lesson: EquipmentLesson) -> None:
    poses = PoseSeries(lesson.film.captured_us, np.stack([*lesson.film.bodies.values()]))
    known = Exercise((Reference("biceps-curl", (poses,)),), equipment=lesson.equipment)
    assert ("Equipment", "dumbbell, followed at the right hand") in known_rows(known)
    assert known_json(known)["equipment"] == "dumbbell, followed at the right hand"
    assert known_json(replace(known, equipment=None))["equipment"] is None


def test_a_taught_exercise_is_not_recorded_over_without_its_equipment(
    lesson: EquipmentLesson,
) -> None:
    poses = PoseSeries(lesson.film.captured_us, np.stack([*lesson.film.bodies.values()]))
    known = Exercise((Reference("biceps-curl", (poses,)),), equipment=lesson.equipment)
    check_nothing_is_lost(known, teaches_equipment=True)
    with pytest.raises(InputError, match="has a taught dumbbell"):
        check_nothing_is_lost(known, teaches_equipment=False)


def test_without_a_box_the_proposal_is_told_and_shown(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    with pytest.raises(InputError, match=r"Spotter proposes --box right@\S+s:\S+; it is shown in"):
        taught_by(asked(overlay=seen), recorded(tmp_path / "curl.mp4"))
    assert len([*seen.iterdir()]) == 1


def test_the_proposed_box_teaches_when_it_is_accepted(tmp_path: Path) -> None:
    lesson = taught_by(asked(accepts=True), recorded(tmp_path / "curl.mp4"))
    ((end, learnt),) = lesson.ends.items()
    assert end is EquipmentEnd.RIGHT
    truth = true_places(lesson.film)
    assert len(learnt.track) > 0.8 * len(truth)
    assert max(truth[at].apart_radii(place) for at, place in learnt.track.items()) < 0.8


def test_empty_hands_have_no_box_to_accept(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing beside a hand that moves with it"):
        taught_by(asked(accepts=True), recorded(tmp_path / "curl.mp4", holds_plate=False))


def test_a_box_is_written_with_its_time_and_its_end() -> None:
    box = box_from("left@12.4s:310,240.5,60,58")
    assert (box.end, box.time_s, box.box) == (EquipmentEnd.LEFT, 12.4, Box(310, 240.5, 60, 58))
    assert box_from("3s:1,2,30,40").end is None
    assert box_from(str(box)) == box


@pytest.mark.parametrize(
    "words", ["", "12.4:1,2,3,4", "1s:1,2,3", "top@1s:1,2,30,40", "1s:a,b,c,d"]
)
def test_what_is_no_box_is_refused_with_how_one_is_written(words: str) -> None:
    with pytest.raises(InputError, match=r"12\.4s:310,240,60,60"):
        box_from(words)


def test_a_box_belongs_to_a_picture_of_the_recording() -> None:
    film = film_of(angles=[0.1, 0.2, 0.3])
    places = places_of(film, [box_from("0.11s:100,100,32,32"), box_from("left@0s:1,1,20,30")])
    assert places[None] == {1: Place(116, 116, 16)}
    assert places[EquipmentEnd.LEFT] == {0: Place(11, 16, 15)}
    with pytest.raises(InputError, match=r"from 0\.0 to 0\.2 s"):
        places_of(film, [box_from("9s:100,100,32,32")])
    with pytest.raises(InputError, match="where somebody exercises"):
        places_of(film, [box_from(f"{10**400}s:100,100,32,32")])
    with pytest.raises(InputError, match="one box on a picture"):
        places_of(film, [box_from("0s:100,100,32,32"), box_from("0.01s:90,100,32,32")])
    with pytest.raises(EquipmentError, match="outside the picture"):
        places_of(film, [box_from("0s:900,100,32,32")])


def test_options_that_need_equipment_say_so(tmp_path: Path) -> None:
    for words in (["--box", "1s:1,2,30,40"], ["--accept-box"]):
        result = run("squat", str(tmp_path), *words)
        assert result.exit_code == 2
        assert "expected --equipment" in result.stderr
    both = run(
        "squat", str(tmp_path), "--equipment", "band", "--accept-box", "--box", "1s:1,2,30,40"
    )
    assert both.exit_code == 2
    assert "--box or --accept-box; found both" in both.stderr


def test_keypoints_alone_teach_no_equipment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    folder = write_poses(tmp_path / "good", performed("squat", 2), rate_hz=30)
    result = run("squat", str(folder), "--equipment", "barbell", "--accept-box")
    assert result.exit_code == 2
    assert "expected a video to teach equipment by; found keypoints alone" in result.stderr
    assert not (tmp_path / "data/references").exists()


@pytest.mark.parametrize(("limit", "most"), [("_MOST_PICTURES", 5), ("_MOST_BYTES", 50_000)])
def test_a_long_or_large_recording_needs_the_part_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(f"spotter.recordings.film.{limit}", most)
    with pytest.raises(RecordingError, match="--from and --to"):
        film_of_recording(recorded(tmp_path / "curl.mp4"), lambda *_: None)
