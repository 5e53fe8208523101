import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.evaluation.count.figures import ClipCount, CountReport
from spotter.evaluation.count.gym_clips import Clip
from spotter.evaluation.count.rests import Matching
from spotter.evaluation.count.tables import count_json
from spotter.movement.values.body.skeleton import COCO_18, Joint
from spotter.reports.evaluation.count_page import count_page, shown_joint, trajectory_svg
from spotter.reports.evaluation.page import render
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform
from support.movements.filmed import filmed, seen_as
from support.movements.labelled_reps import written

RATE_HZ = 25.0


def counted(name: str, truth: int, found: int, matched: int) -> ClipCount:
    """A clip with a mark and a found turn-round every second."""
    return ClipCount(
        name=name,
        exercise="squats",
        reference="2 others",
        seconds=20.0,
        verified=False,
        truth=truth,
        found=found,
        reps=max(found - 1, 0),
        marks_frames=tuple(range(0, 25 * truth, 25)),
        turn_round_frames=tuple(range(3, 3 + 25 * found, 25)),
        matching=Matching(marks=truth, rests=found, pairs=matched),
        rests_seen=found,
    )


REPORT = CountReport(
    "others", (counted("right", 4, 4, 4), counted("one-off", 4, 5, 3), counted("lost", 4, 0, 0)), ()
)


def clip(name: str) -> Clip:
    _, poses = filmed(Plan("squat", reps=3, rate_hz=RATE_HZ))
    return Clip(name, "squats", poses, RATE_HZ, (), None)


def test_the_json_has_the_figures_of_all_and_of_each_exercise_and_clip() -> None:
    said = json.loads(
        json.dumps(count_json(REPORT, {"references": "others"}), allow_nan=False),
        parse_constant=pytest.fail,
    )
    total = said["total"]
    assert (total["clips"], total["exactly"]) == (3, pytest.approx(1 / 3))
    assert total["within_one"] == pytest.approx(2 / 3)
    assert total["as_marked"]["exactly"] == pytest.approx(1 / 3)
    precision, recall = 7 / 9, 7 / 12
    assert total["turn_rounds"] == pytest.approx(
        {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / (precision + recall),
        }
    )
    assert said["exercises"] == [{"name": "squats", **total}]
    assert said["no_exercise"] == {"clips": 0, "reps": 0, "reps_per_minute": None}
    assert said["clips"][1]["clip"] == "one-off"
    assert (said["clips"][1]["true"], said["clips"][1]["found"]) == (4, 5)


def test_the_page_draws_only_the_miscounted_clips() -> None:
    clips = [clip(name) for name in ("right", "one-off", "lost")]
    page = render(count_page(REPORT, clips, {"references": "others"}))
    wrong = page.split("Clips that were counted wrong")[1]
    assert re.findall(r"<h3>squats, ([a-z-]*),", wrong) == ["one-off", "lost"]
    assert wrong.count("<polyline") == 2
    assert wrong.count('class="found"') == 5
    assert wrong.count('class="mark"') == 8


def test_a_trajectory_is_drawn_over_time_without_missing_frames() -> None:
    drawn = trajectory_svg(np.array([0.0, 2.0, np.nan, 1.0, 0.0]), marks=[4], found=[])
    assert 'points="0.0,100.0 250.0,0.0 750.0,50.0 1000.0,100.0"' in drawn
    assert 'class="mark" x1="1000.0" x2="1000.0"' in drawn
    assert "nan" not in trajectory_svg(np.full(3, np.nan), marks=[0], found=[1])


def test_the_neck_is_shown_if_it_moves_and_else_the_joint_that_moves_most() -> None:
    joint, heights = shown_joint(clip("squat"))
    assert joint is Joint.NECK
    assert np.ptp(heights) > 50
    plan = Plan("biceps-curl", reps=2, rate_hz=RATE_HZ)
    poses = perform(plan, np.random.default_rng(0)).poses(Camera(yaw_deg=88, aim_m=plan.aim_m))
    joint, _ = shown_joint(Clip("curl", "curls", poses, RATE_HZ, (), None))
    assert joint in {Joint.LEFT_WRIST, Joint.RIGHT_WRIST}


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Three clips of squats with their marks, and one of a person who stands still."""
    folder = tmp_path_factory.mktemp("clips")
    clips, truth = [], []
    for number, reps in enumerate((2, 3, 3, 0)):
        plan = Plan("squat", reps=reps, rate_hz=RATE_HZ, rest_s=0.2)
        performance, poses = filmed(plan, seed=number)
        clips.append(np.nan_to_num(seen_as(poses, scale=1 + number / 10).keypoints)[:, COCO_18])
        ends = [rep.last_frame for rep in performance.reps]
        starts = [rep.first_frame for rep in performance.reps][:1]
        truth.append(
            {
                "exercise": "squats" if reps else "none",
                "clip": f"clip-{number}",
                "fps": RATE_HZ,
                "markers_dedup": [*starts, *ends],
                "verified_reps": reps if number == 2 else None,
                "usable_truth": True,
            }
        )
    lengths = np.array([len(each) for each in clips])
    path = written(folder / "clips.npz", {"kp": np.concatenate(clips), "length": lengths})
    (folder / "index.json").write_text(json.dumps(truth))
    return path, folder / "index.json"


def run(recording: tuple[Path, Path], *words: str) -> Result:
    path, truth = recording
    arguments = ["evaluate", "count", str(path), "--truth", str(truth), *words]
    return CliRunner().invoke(make_app(arguments), arguments)


def told(recording: tuple[Path, Path], *words: str) -> dict[str, Any]:
    result = run(recording, *words, "--json")
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return said


def test_athletes_reps_are_counted_and_standing_still_is_not_a_rep(
    recording: tuple[Path, Path],
) -> None:
    said = told(recording)
    assert said["total"]["clips"] == 3
    assert said["total"]["exactly"] == 1.0
    assert said["total"]["turn_rounds"]["f1"] > 0.9
    assert said["no_exercise"] == {"clips": 1, "reps": 0, "reps_per_minute": 0.0}
    assert said["counted_by_eye"] == {"clips": 1, "exactly": 1}
    kinds = [row["counted"] for row in said["clips"] if row["exercise"]]
    assert kinds == ["turn_rounds", "turn_rounds", "reps"]


def test_each_clip_alone_can_serve_as_the_reference(recording: tuple[Path, Path]) -> None:
    clips = told(recording, "--references", "one")["clips"]
    named = [(row["clip"], row["reference"]) for row in clips if row["exercise"]]
    assert sorted(named) == [
        (f"clip-{one}", f"clip-{other}") for one in range(3) for other in range(3) if one != other
    ]


def test_the_table_and_the_page_show_the_figures(
    recording: tuple[Path, Path], tmp_path: Path
) -> None:
    result = run(recording, "--page", str(tmp_path / "count.html"))
    assert result.exit_code == 0
    assert re.search(r"squats\s*│ 3\s*│ 100.0 %", result.stdout)
    assert "Without an exercise: 0 reps, 0.00 a minute." in result.stdout
    assert "squats, clip-2, reps counted by eye: 3 of 3" in result.stdout
    assert "Counted exactly" in (tmp_path / "count.html").read_text()


def test_a_missing_truth_file_is_refused(recording: tuple[Path, Path]) -> None:
    result = run((recording[0], recording[1].with_name("nowhere.json")))
    assert result.exit_code == 2
    assert "nowhere.json" in result.stderr
