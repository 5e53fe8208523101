"""``spotter pose`` on folders of JSON, and its errors; other tests run the real networks."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.video.reading import read_video, write_video
from spotter.pose_files.openpose_json.frame_files import frame_files
from spotter.pose_files.openpose_json.reading import read_frame
from support.movements.openpose_folder import FORMAT_1_1, write_frame
from support.movements.performed import performed
from support.real_data import real_data

FRAMES = 12


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SPOTTER_POSE", raising=False)


@pytest.fixture
def two_squatters(tmp_path: Path) -> Path:
    """Format 1.1, COCO-18: two people side by side, in alternating order."""
    folder = tmp_path / "cam1"
    for number, (left, right) in enumerate(zip(*beside_each_other(), strict=True)):
        people = [left, right] if number % 2 else [right, left]
        write_frame(folder / f"cam1.{number:04d}.json", people, key=FORMAT_1_1, coco=True)
    return folder


def beside_each_other() -> tuple[Keypoints, Keypoints]:
    left = performed("squat", 1).keypoints[:FRAMES]
    right = left.copy()
    right[..., 0] += 300
    return left, right


def run(*words: object) -> Result:
    arguments = ["pose", *map(str, words)]
    return CliRunner().invoke(make_app(arguments), arguments)


def written(folder: Path) -> list[Path]:
    return [frame.path for frame in frame_files(folder)]


def refusal(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    return result.stderr


def grey_video(path: Path, frames: int = FRAMES, size_px: tuple[int, int] = (320, 240)) -> Path:
    picture = np.full((size_px[1], size_px[0], 3), 90, dtype=np.uint8)
    write_video(path, [picture] * frames, rate_hz=10)
    return path


def brightest_of(video: Path) -> Sequence[int]:
    return [int(frame.bgr.max()) for frame in read_video(video)]


def test_a_folder_becomes_format_1_3_with_tracked_people(two_squatters: Path) -> None:
    result = run("--from-json", two_squatters, "-o", "poses")
    assert result.exit_code == 0, result.output
    paths = written(Path("poses"))
    assert [path.name for path in paths[:2]] == [
        "cam1_000000000000_keypoints.json",
        "cam1_000000000001_keypoints.json",
    ]
    assert len(paths) == FRAMES
    for path in paths:
        frame = read_frame(path)
        noses_px = dict(zip(frame.person_ids, frame.keypoints[:, Joint.NOSE, 0], strict=True))
        assert set(noses_px) == {1, 2}
        assert 250 < noses_px[2] - noses_px[1] < 350


def test_written_values_are_the_same_float32(two_squatters: Path) -> None:
    run("--from-json", two_squatters, "-o", "poses", "--no-overlay")
    for source, path in zip(frame_files(two_squatters), written(Path("poses")), strict=True):
        np.testing.assert_array_equal(read_frame(path).keypoints, read_frame(source.path).keypoints)


def test_a_json_summary_counts_frames_and_people(two_squatters: Path) -> None:
    write_frame(two_squatters / f"cam1.{FRAMES:04d}.json", [])
    said = json.loads(run("--from-json", two_squatters, "-o", "poses", "--json").stdout)
    assert said["frames"] == FRAMES + 1
    assert said["frames_with_people"] == FRAMES
    assert (said["people"], said["most_people_at_once"]) == (2, 2)
    assert (said["folder"], said["overlay"]) == ("poses", "poses.mp4")


def test_existing_person_ids_are_kept(tmp_path: Path, two_squatters: Path) -> None:
    for path in two_squatters.iterdir():
        content = json.loads(path.read_text())
        for number, person in enumerate(content["people"]):
            person["person_id"] = [7 + number]
        path.write_text(json.dumps(content))
    run("--from-json", two_squatters, "-o", "poses", "--no-overlay")
    assert {read_frame(path).person_ids for path in written(tmp_path / "poses")} == {(7, 8)}


def test_one_id_for_everybody_is_replaced_by_tracking(tmp_path: Path, two_squatters: Path) -> None:
    for path in two_squatters.iterdir():
        content = json.loads(path.read_text())
        for person in content["people"]:
            person["person_id"] = [0]
        path.write_text(json.dumps(content))
    run("--from-json", two_squatters, "-o", "poses", "--no-overlay")
    found = {frozenset(read_frame(path).person_ids) for path in written(tmp_path / "poses")}
    assert found == {frozenset({1, 2})}


def test_without_a_video_people_are_drawn_on_a_plain_background_that_holds_all(
    two_squatters: Path,
) -> None:
    run("--from-json", two_squatters, "-o", "poses")
    frames = list(read_video(Path("poses.mp4")))
    assert len(frames) == FRAMES
    everybody = np.concatenate(beside_each_other())[..., :2]
    height_px, width_px = frames[0].bgr.shape[:2]
    assert width_px > np.nanmax(everybody[..., 0])
    assert height_px > np.nanmax(everybody[..., 1])
    assert brightest_of(Path("poses.mp4"))[0] > 200


def test_fractional_coordinates_are_drawn_large_enough_to_be_seen(tmp_path: Path) -> None:
    person = performed("squat", 1).keypoints[0]
    person[:, :2] /= 640
    write_frame(tmp_path / "shares" / "0.json", [person])
    run("--from-json", tmp_path / "shares", "-o", "poses")
    (frame,) = read_video(Path("poses.mp4"))
    assert max(frame.bgr.shape) >= 320
    assert frame.bgr.max() > 200


def test_poses_are_drawn_over_the_frame_of_their_number(tmp_path: Path) -> None:
    video = grey_video(tmp_path / "cam.mp4")
    person = performed("squat", 1).keypoints[0]
    for number in (3, 5, FRAMES + 1):
        write_frame(tmp_path / "cam" / f"{number}.json", [person] if number == 5 else [])
    result = run("--from-json", tmp_path / "cam", "--video", video, "-o", "poses")
    assert result.exit_code == 0, result.output
    brightest = brightest_of(Path("poses.mp4"))
    assert len(brightest) == 2
    assert brightest[0] < 110
    assert brightest[1] > 200
    assert "Overlay: poses.mp4, 2 of 3 frames" in result.stdout
    assert len(written(Path("poses"))) == 3


def test_coco_is_written_on_request(two_squatters: Path) -> None:
    run("--from-json", two_squatters, "-o", "poses", "--format", "coco")
    content = json.loads(written(Path("poses"))[0].read_text())
    assert [len(person["pose_keypoints_2d"]) for person in content["people"]] == [54, 54]


def test_a_given_rate_is_written_as_times_and_an_unknown_rate_gives_no_times(
    two_squatters: Path,
) -> None:
    run("--from-json", two_squatters, "-o", "timed", "--fps", "10", "--no-overlay")
    run("--from-json", two_squatters, "-o", "untimed", "--no-overlay")
    assert read_frame(written(Path("timed"))[3]).captured_us == 300_000
    assert read_frame(written(Path("untimed"))[3]).captured_us is None


def test_existing_poses_are_not_overwritten_unasked(two_squatters: Path) -> None:
    run("--from-json", two_squatters, "-o", "poses")
    before = {path: path.read_bytes() for path in Path("poses").iterdir()}
    said = refusal("--from-json", two_squatters, "-o", "poses")
    assert "found poses and poses.mp4" in said
    assert "--force" in said
    assert {path: path.read_bytes() for path in Path("poses").iterdir()} == before


def test_force_replaces_an_earlier_run_entirely(tmp_path: Path, two_squatters: Path) -> None:
    run("--from-json", two_squatters, "-o", "poses")
    write_frame(tmp_path / "short" / "0.json", [performed("squat", 1).keypoints[0]])
    result = run("--from-json", tmp_path / "short", "-o", "poses", "--force")
    assert result.exit_code == 0, result.output
    assert [path.name for path in written(Path("poses"))] == ["short_000000000000_keypoints.json"]
    assert len(list(read_video(Path("poses.mp4")))) == 1


def test_other_files_are_never_removed(two_squatters: Path) -> None:
    Path("poses").mkdir()
    Path("poses/notes.txt").write_text("mine")
    for words in ([], ["--force"]):
        said = refusal("--from-json", two_squatters, "-o", "poses", *words)
        assert "expected an empty or a new folder; found notes.txt" in said
    assert [path.name for path in Path("poses").iterdir()] == ["notes.txt"]


def test_an_input_is_never_overwritten(tmp_path: Path, two_squatters: Path) -> None:
    video = grey_video(tmp_path / "clip.mp4")
    before = video.read_bytes()
    assert "an input cannot be the output" in refusal(
        "--from-json", two_squatters, "-o", two_squatters, "--force"
    )
    words = "--from-json", two_squatters, "--video", video, "-o", "clip", "--force"
    assert "clip.mp4: an input cannot" in refusal(*words)
    assert "clip.mp4: an input cannot" in refusal(video, "-o", "clip", "--force")
    assert video.read_bytes() == before


def test_a_file_in_the_folders_place_is_left_alone(two_squatters: Path) -> None:
    Path("poses").write_text("mine")
    assert "expected a folder" in refusal("--from-json", two_squatters, "-o", "poses")
    assert Path("poses").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(two_squatters: Path) -> None:
    Path("locked").mkdir(mode=0o500)
    said = refusal("--from-json", two_squatters, "-o", "locked/poses")
    assert "cannot write poses here: locked is not writable" in said


@pytest.mark.parametrize("content", [b"", b"this is no video"])
def test_a_file_that_is_not_a_video_is_refused_and_nothing_is_written(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "squat.mp4").write_bytes(content)
    assert "squat.mp4: expected a video" in refusal("squat.mp4", "-o", "poses")
    assert not Path("poses").exists()


def test_a_missing_video_is_named() -> None:
    assert "squat.mp4: expected a video; found no such file" in refusal("squat.mp4")


def test_an_unknown_estimator_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    video = grey_video(tmp_path / "clip.mp4")
    said = refusal(video, "-o", "poses", "--pose", "openpose-body26")
    assert "blazepose-full" in said
    assert "openpose-body26" in said
    assert not Path("poses").exists()


def test_a_file_that_is_not_a_network_is_refused(tmp_path: Path) -> None:
    video = grey_video(tmp_path / "clip.mp4")
    (tmp_path / "words.onnx").write_text("this is no network")
    for file in ("nothing.onnx", "words.onnx"):
        said = refusal(video, "-o", "poses", "--pose", f"openpose-onnx:{tmp_path / file}")
        assert f"expected an ONNX file at {tmp_path / file}" in said


def test_the_environment_names_the_estimator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPOTTER_POSE", "from-the-environment")
    video = grey_video(tmp_path / "clip.mp4")
    assert "from-the-environment" in refusal(video, "-o", "poses")


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("SPOTTER_POSE_DEVICE", "gpu", "expected one of auto, cpu, cuda in $SPOTTER_POSE_DEVICE"),
        ("SPOTTER_POSE_DEVICE", "cuda", "blazepose-full runs on the CPU"),
        ("SPOTTER_POSE_INPUT", "big", "such as 656x368; found 'big'"),
        ("SPOTTER_POSE_INPUT", "656x368", "blazepose-full has its own input size"),
    ],
)
def test_the_environment_sets_device_and_input_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, complaint: str
) -> None:
    monkeypatch.setenv(variable, value)
    video = grey_video(tmp_path / "clip.mp4")
    ended = run(video, "-o", "poses")
    assert ended.exit_code in {1, 2}
    assert complaint in ended.stderr


@pytest.mark.parametrize(
    "words", [["analyze", "clip.mp4", "-r", "clip.mp4"], ["record", "squat", "clip.mp4"]]
)
def test_other_commands_take_the_estimator_by_the_same_option(
    tmp_path: Path, words: list[str]
) -> None:
    grey_video(tmp_path / "clip.mp4")
    arguments = [*words, "--pose", "openpose-body26"]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 2
    assert "found 'openpose-body26'" in result.stderr


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "found an empty folder" in refusal("--from-json", tmp_path / "empty", "-o", "poses")
    assert not Path("poses").exists()


def test_a_damaged_frame_is_named_and_nothing_is_written(two_squatters: Path) -> None:
    (two_squatters / "cam1.0005.json").write_text('{"people": [')
    said = refusal("--from-json", two_squatters, "-o", "poses")
    assert "cam1.0005.json: expected OpenPose's JSON" in said
    assert not Path("poses").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "expected a video, or --from-json and a folder; found neither"),
        (["clip.mp4", "--from-json", "cam1"], "found both"),
        (["cam1"], "expected a video; found a folder (use --from-json for it)"),
        (["clip.mp4", "--video", "clip.mp4"], "expected --from-json with --video"),
        (["--from-json", "nowhere"], "nowhere: expected a folder of OpenPose JSON"),
    ],
)
def test_conflicting_arguments_are_refused(
    two_squatters: Path, words: list[str], said: str
) -> None:
    assert two_squatters.name == "cam1"
    assert said in refusal(*words)


@pytest.mark.parametrize(
    ("folder", "frames", "people"),
    [
        ("openpose-json-coco18-v1.1/bicep_bad_7", 127, 1),
        ("openpose-json-body25-v1.3/cam1_json", 100, 2),
    ],
)
def test_real_folders_are_converted_with_everybody_in_them(
    folder: str, frames: int, people: int
) -> None:
    result = run("--from-json", real_data(folder), "-o", "poses", "--json", "--no-overlay")
    said = json.loads(result.stdout)
    assert said["frames"] == said["frames_with_people"] == frames
    assert said["people"] >= people
    counts = [len(read_frame(path).keypoints) for path in written(Path("poses"))]
    assert counts == [
        len(read_frame(frame.path).keypoints) for frame in frame_files(real_data(folder))
    ]
