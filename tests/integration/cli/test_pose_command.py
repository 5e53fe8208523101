"""``spotter pose`` with the real networks, run as users run it."""

import json
import os
import signal
import subprocess
from itertools import islice, repeat
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spotter.estimators.models.catalogue import LANDMARKS_LITE
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.video.reading import read_video, write_video
from spotter.pose_files.openpose_json.frame_files import frame_files
from spotter.pose_files.openpose_json.reading import FramePeople, read_frame
from spotter.recordings.recording import read_recording
from support.cameras import made_videos as made
from support.movements.rendered_squats import render_squats
from support.networks.pose_models import pulled_models
from support.processes.spotter_up import spotter_command, spotter_environment
from support.real_data import real_data
from support.waiting import PATIENCE_S, until

REPS = 3
VIDEO_HZ = 10
ENDLESS_FRAMES = 20_000
MOBILENET = "weights-tf-pose-mobilenet_v2_small/mnv2small_368x432.onnx"
WALK = "video-walking/sports2d_demo_walk.mp4"


@pytest.fixture(autouse=True)
def _with_models() -> None:
    pulled_models()


@pytest.fixture(scope="module")
def videos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``good.mp4`` and ``attempt.mp4``, of which the second rep is shallow."""
    folder = tmp_path_factory.mktemp("videos")
    render_squats(folder / "good.mp4", REPS)
    render_squats(folder / "attempt.mp4", REPS, shallow=frozenset({2}), rep_s=2.2)
    return folder


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video of an empty room, too long for any machine to finish before the interrupt."""
    path = tmp_path_factory.mktemp("endless") / "room.mp4"
    write_video(path, repeat(np.zeros((96, 96, 3), np.uint8), ENDLESS_FRAMES), rate_hz=30)
    return path


@pytest.fixture(scope="module")
def poses(videos: Path) -> Path:
    """The folders ``good`` and ``attempt`` that ``spotter pose`` makes of the videos."""
    pulled_models()
    for name in ("good", "attempt"):
        spotter(videos, "pose", f"{name}.mp4", "-o", f"{name}_json")
    return videos


def spotter(folder: Path, *words: object) -> dict[str, Any]:
    """The JSON on a command's standard output, which must hold nothing else."""
    done = subprocess.run(
        spotter_command(*map(str, words), "--json"),
        env=spotter_environment(folder / "data"),
        cwd=folder,
        stdout=subprocess.PIPE,
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def frames_of(folder: Path) -> list[FramePeople]:
    return [read_frame(frame.path) for frame in frame_files(folder)]


def test_a_video_whose_size_changes_and_whose_time_stamps_jump_is_analysed_whole(
    videos: Path, tmp_path: Path
) -> None:
    pictures = [frame.bgr for frame in read_video(videos / "attempt.mp4")]
    half = len(pictures) // 2
    small = [np.ascontiguousarray(picture[::2, ::2]) for picture in pictures[half:]]
    path, jumped_s = tmp_path / "attempt.ts", half / VIDEO_HZ + 18_000
    made.transport_stream(path, (pictures[:half], 0), (small, jumped_s), rate=VIDEO_HZ)
    said = spotter(videos, "analyze", path, "-r", "good.mp4")
    assert len(said["reps"]) == REPS
    assert said["attempt"]["frames"] == len(pictures)
    assert said["attempt"]["duration_s"] == pytest.approx((len(pictures) - 1) / VIDEO_HZ, abs=0.1)
    jump, size = sorted(said["attempt"]["notices"], reverse=True)
    assert jump.startswith("the time stamps jump by 1")
    assert size.startswith("from ")
    assert said["reference"]["notices"] == []


def test_a_rendered_video_gives_a_file_and_a_picture_for_each_frame(poses: Path) -> None:
    count = len(list(read_video(poses / "attempt.mp4")))
    frames = frames_of(poses / "attempt_json")
    assert len(frames) == count
    assert {frame.person_ids for frame in frames} == {(1,)}
    overlay = list(read_video(poses / "attempt_json.mp4"))
    assert len(overlay) == count
    assert overlay[-1].time_s == pytest.approx((count - 1) / VIDEO_HZ)


def test_the_overlay_shows_the_person_at_the_keypoints(poses: Path) -> None:
    shown, plain = (
        next(islice(read_video(poses / name), 5, None)).bgr.astype(int)
        for name in ("attempt_json.mp4", "attempt.mp4")
    )
    changed = np.argwhere(np.abs(shown - plain).sum(axis=2) > 150)[:, ::-1]
    (person,) = frames_of(poses / "attempt_json")[5].keypoints
    seen = person[np.isfinite(person[:, 0]), :2]
    np.testing.assert_allclose(changed.min(axis=0), seen.min(axis=0), atol=12)
    np.testing.assert_allclose(changed.max(axis=0), seen.max(axis=0), atol=12)


def test_analyze_gives_the_same_result_for_the_poses_as_for_the_video(poses: Path) -> None:
    of_video = spotter(poses, "analyze", "attempt.mp4", "-r", "good.mp4")
    of_json = spotter(poses, "analyze", "attempt_json", "-r", "good_json")
    assert [rep["verdict"] for rep in of_json["reps"]] == ["good", "faulty", "good"]
    assert of_json["reps"] == of_video["reps"]


def test_record_makes_the_same_reference_from_the_poses_as_from_the_video(poses: Path) -> None:
    of_video = spotter(poses, "record", "squat", "good.mp4")
    of_json = spotter(poses, "record", "squat", "good_json")
    assert len(of_json["reps"]) == REPS
    assert of_json["digest"] == of_video["digest"]


def test_poses_of_a_lighter_network_differ_only_slightly(poses: Path) -> None:
    pulled_models(LANDMARKS_LITE)
    said = spotter(poses, "pose", "good.mp4", "-o", "lite", "--pose", "blazepose-lite")
    assert said["estimator"] == "blazepose-lite"
    assert said["device"].startswith("CPU")
    assert said["ms_per_frame"] > 0
    lite, full = (
        np.array([frame.keypoints[0, Joint.LEFT_KNEE, :2] for frame in frames_of(poses / name)])
        for name in ("lite", "good_json")
    )
    assert 0 < np.median(np.hypot(*(lite - full).T)) < 15


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_whole_files_and_no_partial_overlay(
    tmp_path: Path, endless: Path, how: signal.Signals
) -> None:
    running = subprocess.Popen(
        spotter_command("pose", endless, "-o", "poses"),
        env=spotter_environment(tmp_path / "data"),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: len(list(tmp_path.glob("poses/*.json"))) > 5, what="some frames")
    running.send_signal(how)
    _, said = running.communicate(timeout=PATIENCE_S)
    assert running.returncode != 0
    assert "Stopped; the finished frames are in poses" in said
    assert [path.name for path in tmp_path.iterdir()] == ["poses"]
    left = os.listdir(tmp_path / "poses")  # noqa: PTH208 - hidden files too
    assert len(left) == len(frames_of(tmp_path / "poses"))


def test_a_network_of_openposes_family_finds_two_people_in_a_real_clip(tmp_path: Path) -> None:
    network = real_data(MOBILENET).resolve()
    estimator = f"openpose-onnx:{network}"
    walk = [frame.bgr for frame in islice(read_video(real_data(WALK)), 36, 46)]
    write_video(tmp_path / "walk.mp4", walk, rate_hz=30)
    said = spotter(tmp_path, "pose", "walk.mp4", "--pose", estimator)
    frames = frames_of(tmp_path / "walk_json")
    assert said["frames"] == len(frames) == len(walk)
    assert said["most_people_at_once"] >= 2
    together = [set(frame.person_ids) for frame in frames if len(frame.person_ids) > 1]
    assert sum({1, 2} <= ids for ids in together) >= 5
    of_json, of_video = (
        read_recording(tmp_path / name, on_progress=lambda *_: None, estimator=estimator)
        for name in ("walk_json", "walk.mp4")
    )
    np.testing.assert_array_equal(of_json.poses.keypoints, of_video.poses.keypoints)
    np.testing.assert_array_equal(of_json.poses.captured_us, of_video.poses.captured_us)
