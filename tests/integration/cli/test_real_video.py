"""``spotter`` on videos of real people, run as users run it."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.recordings.recording import read_recording
from spotter.simulation.motion.catalogue import EXERCISES
from support.movements.performed import performed
from support.networks.pose_models import pulled_models

ROOT = Path(__file__).parents[3]
VIDEOS = ROOT.parent / "shared" / "data"
JACK, SIX_JACKS = "video-jumping-jack/pajacyk.mp4", "video-jumping-jack/pajacyk6.mp4"
WALK = "video-walking/sports2d_demo_walk.mp4"


@pytest.fixture(autouse=True)
def _as_a_newcomer(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the model, and without a gym."""
    monkeypatch.delenv("SPOTTER_CATALOG_ADDRESS")
    pulled_models()


def video(name: str) -> Path:
    path = VIDEOS / name
    if not path.exists():
        pytest.skip(f"the video {name} is not at hand")
    return path


def spotter(folder: Path, *words: object) -> dict[str, Any]:
    """What a command prints as JSON; nothing else may be on its standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "spotter.cli", *map(str, words), "--json"],
        env=os.environ
        | {"PYTHONPATH": str(ROOT / "services"), "SPOTTER_DATA_DIR": str(folder / "data")},
        cwd=folder,
        stdout=subprocess.PIPE,
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_one_jumping_jack_finds_exactly_six_in_a_video_of_six(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    said = spotter(tmp_path, "analyze", video(SIX_JACKS), "-r", video(JACK), "-o", report)
    starts_s = [rep["start_s"] for rep in said["reps"]]
    assert len(starts_s) == 6
    assert all(0.7 < later - earlier < 1.5 for earlier, later in pairwise(starts_s))
    assert {rep["verdict"] for rep in said["reps"]} == {"good"}
    assert report.read_text(encoding="utf-8").count("data:image/jpeg;base64,") == 6 * 3 * 2


def test_six_jumping_jacks_make_a_reference_of_six_reps(tmp_path: Path) -> None:
    said = spotter(tmp_path, "record", "jumping-jack", video(SIX_JACKS))
    assert len(said["reps"]) == 6
    assert Path(tmp_path, said["path"]).exists()


def test_of_people_who_walk_and_a_man_who_does_two_jumping_jacks_the_man_is_followed(
    tmp_path: Path,
) -> None:
    said = spotter(tmp_path, "analyze", video(WALK), "-r", video(JACK))
    assert said["attempt"]["frames_with_person"] > 100
    assert len(said["reps"]) == 2
    assert all(0 <= rep["start_s"] < rep["end_s"] < 2.8 for rep in said["reps"])


@pytest.fixture(scope="module")
def walk() -> PoseSeries:
    path = video(WALK)
    pulled_models()
    return read_recording(path, json_rate_hz=30, on_progress=lambda *_: None).poses


@pytest.mark.parametrize("yaw_deg", [0, 35, 90])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_walking_holds_no_rep_of_any_exercise(
    exercise: str, yaw_deg: float, walk: PoseSeries
) -> None:
    reference = make_reference(exercise, performed(exercise, 3, yaw_deg=yaw_deg))
    assert cut_reps(learn_template(reference), walk) == []


def test_of_two_people_in_a_video_the_one_who_fills_more_of_it_is_followed(
    walk: PoseSeries,
) -> None:
    """One walks by in front, another, further up, is seen for a little longer."""
    neck_px = walk.keypoints[:, Joint.NECK, :2]
    assert walk.captured_us[0] > 1_000_000
    assert np.nanmin(neck_px[:, 1]) > 400
    assert neck_px[0, 0] - neck_px[-1, 0] > 1000
