import json
from pathlib import Path

import numpy as np
import pytest

from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint
from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.frame_files import frame_files
from spotter.pose_files.openpose_json.reading import read_frame
from spotter.recordings.recording import Recording, read_recording
from support.movements.openpose_folder import FORMAT_1_1, FORMAT_1_3, write_frame

SAMPLES = Path(__file__).parents[3].parent / "shared" / "data"
COCO_SAMPLE = "openpose-json-coco18-v1.1"
BODY_25_SAMPLE = "openpose-json-body25-v1.3"


def person_at(x_px: float, height_px: float = 200) -> Keypoints:
    """A person whose joints lie on a line from nose to toe."""
    keypoints = np.ones((25, 3), dtype=np.float32)
    keypoints[:, 0] = x_px
    keypoints[:, 1] = 100 + height_px * np.arange(25) / 24
    return keypoints


def sample(name: str) -> Path:
    folder = SAMPLES / name
    if not folder.is_dir():
        pytest.skip(f"the sample folder {name} is not at hand")
    return folder


def read(folder: Path, rate_hz: float = 30) -> Recording:
    return read_recording(folder, json_rate_hz=rate_hz, on_progress=lambda *_: None)


def message_of(folder: Path) -> str:
    with pytest.raises(PoseFileError) as caught:
        read(folder)
    return str(caught.value)


@pytest.mark.parametrize("key", [FORMAT_1_1, FORMAT_1_3])
@pytest.mark.parametrize("coco", [True, False])
def test_both_keys_hold_either_54_or_75_values(tmp_path: Path, key: str, *, coco: bool) -> None:
    person = person_at(50)
    person[Joint.LEFT_WRIST] = (np.nan, np.nan, 0)
    write_frame(tmp_path / "a_000.json", [person], key=key, coco=coco)
    (found,) = read_frame(tmp_path / "a_000.json").keypoints
    assert found[Joint.NOSE].tolist() == [50, 100, 1]
    assert np.isnan(found[Joint.LEFT_WRIST, :2]).all()
    assert found[Joint.RIGHT_ANKLE, 1] == pytest.approx(person[Joint.RIGHT_ANKLE, 1])
    assert np.isnan(found[Joint.LEFT_BIG_TOE, 0]) == coco


def test_the_coco_mid_hip_is_the_middle_of_the_hips(tmp_path: Path) -> None:
    write_frame(tmp_path / "a_000.json", [person_at(50)], coco=True)
    (found,) = read_frame(tmp_path / "a_000.json").keypoints
    hips = found[[Joint.RIGHT_HIP, Joint.LEFT_HIP], 1]
    assert found[Joint.MID_HIP, 1] == pytest.approx(hips.mean())


def test_frames_are_ordered_by_their_numbers_not_by_their_names(tmp_path: Path) -> None:
    for number in (10, 9, 2, 100):
        write_frame(tmp_path / f"cam01.{number}.json", [person_at(number)])
    assert [frame.number for frame in frame_files(tmp_path)] == [2, 9, 10, 100]
    assert read(tmp_path).poses.keypoints[:, 0, 0].tolist() == [2, 9, 10, 100]


def test_a_gap_in_the_numbering_keeps_the_time(tmp_path: Path) -> None:
    for number in (5, 6, 20):
        write_frame(tmp_path / f"squat_{number:012d}_keypoints.json", [person_at(50)])
    recording = read(tmp_path, rate_hz=10)
    assert recording.poses.captured_us.tolist() == [0, 100_000, 1_500_000]
    assert recording.duration_s == pytest.approx(1.5)


def test_a_frame_without_a_person_gives_no_pose(tmp_path: Path) -> None:
    for number, people in enumerate([[person_at(50)], [], [person_at(51)]]):
        write_frame(tmp_path / f"{number}.json", people)
    recording = read(tmp_path)
    assert recording.frame_count == 3
    assert recording.poses.captured_us.tolist() == [0, 66_667]


def test_a_person_of_zeros_is_nobody(tmp_path: Path) -> None:
    write_frame(tmp_path / "0.json", [np.zeros((25, 3), dtype=np.float32), person_at(50)])
    assert read_frame(tmp_path / "0.json").keypoints.shape == (1, 25, 3)


def test_of_three_people_the_largest_is_followed_in_any_order(tmp_path: Path) -> None:
    for number in range(20):
        people = [person_at(100 + number, 120), person_at(300, 300), person_at(500 - number, 150)]
        write_frame(tmp_path / f"{number}.json", people[number % 3 :] + people[: number % 3])
    poses = read(tmp_path).poses
    assert poses.keypoints[:, 0, 0].tolist() == [300] * 20


def test_hundreds_of_frames_are_read_with_progress(tmp_path: Path) -> None:
    write_frame(tmp_path / "0.json", [person_at(50), person_at(400, 100)])
    content = (tmp_path / "0.json").read_bytes()
    for number in range(1, 500):
        (tmp_path / f"{number}.json").write_bytes(content)
    told: list[tuple[float, float | None]] = []
    recording = read_recording(
        tmp_path, json_rate_hz=50, on_progress=lambda *done: told.append(done)
    )
    assert len(recording.poses) == 500
    assert len(told) == 500
    assert [done_s for done_s, _ in told] == pytest.approx(np.arange(500) / 50)
    assert {total_s for _, total_s in told} == {9.98}


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert f"{tmp_path}: expected OpenPose's JSON" in message_of(tmp_path)
    assert message_of(tmp_path).endswith("found an empty folder")


def test_a_folder_without_json_names_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "squat.mp4").touch()
    assert "found squat.mp4" in message_of(tmp_path)


def test_json_one_level_down_is_pointed_at(tmp_path: Path) -> None:
    write_frame(tmp_path / "cam1" / "0.json", [person_at(50)])
    assert "one level down; name one of cam1" in message_of(tmp_path)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b'{"people": [', "a fault in line 1, column 13"),
        (b"", "a fault in line 1, column 1"),
        (b'{"people": "\xfa\xfb"}', "bytes that are not text"),
        (b"[1, 2]", 'no list "people"'),
        (b'{"people": {}}', 'no list "people"'),
        (b'{"persons": []}', 'no list "people"'),
        (b'{"people": [{"keypoints": [1, 2, 3]}]}', "found none for person 1"),
        (b'{"people": [{"pose_keypoints": "many"}]}', 'found "many" for person 1'),
        (b'{"people": [{"pose_keypoints": ""}]}', 'found "" for person 1'),
        (b'{"people": [{"pose_keypoints_2d": {}}]}', "found {} for person 1"),
        (b'{"people": [{"pose_keypoints": [[1, 2, 1], [3, 4, 1]]}]}', "found [1, 2, 1] for"),
        (b'{"people": [7]}', "found none for person 1"),
        (b'{"people": [{"pose_keypoints": [1, null, 3]}]}', "found 3 for person 1"),
        (b'{"people": [{"pose_keypoints": [2, "1", 3]}]}', 'found "1" for person 1'),
        (b'{"people": [{"pose_keypoints": [1' + b"0" * 400 + b"]}]}", "found [1000"),
        (b'{"people": [{"pose_keypoints": [1, 2]}]}', "54 (COCO), 75 (BODY_25)"),
        (b'{"people": [], "captured_us": 1' + b"0" * 30 + b"}", "another number"),
        (b"[" * 100_000, "lists nested too deep"),
        (b'{"people": ' + b"9" * 5000 + b"}", "a number of thousands of digits"),
    ],
)
def test_a_file_that_is_not_openpose_json_is_named_with_the_fault(
    tmp_path: Path, content: bytes, found: str
) -> None:
    write_frame(tmp_path / "frame_0.json", [person_at(50)])
    (tmp_path / "frame_1.json").write_bytes(content)
    message = message_of(tmp_path)
    assert message.startswith(f"{tmp_path / 'frame_1.json'}: expected")
    assert found in message


@pytest.mark.parametrize(
    "person",
    [
        {"pose_keypoints_2d": [], "face_keypoints_2d": [1.0] * 210},
        {"pose_keypoints_2d": None, "hand_left_keypoints_2d": [1.0] * 63},
        {"person_id": [-1], "face_keypoints": [1.0] * 210},
        {"pose_keypoints_2d": [None] * 75},
        {"pose_keypoints_2d": [0] * 60},
        None,
    ],
)
def test_a_person_without_a_body_is_passed_over(tmp_path: Path, person: object) -> None:
    write_frame(tmp_path / "0.json", [person_at(50)])
    content = json.loads((tmp_path / "0.json").read_text())
    content["people"].insert(0, person)
    (tmp_path / "0.json").write_text(json.dumps(content))
    (found,) = read_frame(tmp_path / "0.json").keypoints
    assert found[Joint.NOSE].tolist() == [50, 100, 1]


@pytest.mark.parametrize("people", ["null", "[]", "[null]", "[{}]"])
def test_a_frame_of_nobody_may_be_written_in_several_ways(tmp_path: Path, people: str) -> None:
    (tmp_path / "0.json").write_text(f'{{"people": {people}}}')
    assert read_frame(tmp_path / "0.json").keypoints.shape == (0, 25, 3)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_joint_with_a_null_is_missing(tmp_path: Path, place: int) -> None:
    values: list[float | None] = [1.0] * 75
    values[place] = None
    (tmp_path / "0.json").write_text(json.dumps({"people": [{"pose_keypoints_2d": values}]}))
    (found,) = read_frame(tmp_path / "0.json").keypoints
    np.testing.assert_array_equal(found[Joint.NOSE], [np.nan, np.nan, 0])
    assert found[Joint.NECK].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "name",
    [
        "cam01.{:04}",
        "squat_{:012}_keypoints",
        "frame{:05}_keypoints_2d",
        "clip_{}.mp4",
        "2024-01-31_{:06}_cam2",
        "squat_{}_of_300_h264",
        "cam1.frame{}",
        "IMG_4711.MOV_{:012}_keypoints",
        "{}",
    ],
)
def test_a_frames_number_is_the_last_that_is_no_part_of_the_common_ending(
    tmp_path: Path, name: str
) -> None:
    for number in (2, 12, 112, 3002):
        write_frame(tmp_path / f"{name.format(number)}.json", [person_at(50)])
    assert [frame.number for frame in frame_files(tmp_path)] == [2, 12, 112, 3002]


@pytest.mark.parametrize(
    "name", ["clip_00012.mp4", "clip_00012.M4V", "frame00012_keypoints_2d", "cam1.0012"]
)
def test_the_usual_endings_are_no_number_of_a_single_frame_either(
    tmp_path: Path, name: str
) -> None:
    write_frame(tmp_path / f"{name}.json", [person_at(50)])
    assert [frame.number for frame in frame_files(tmp_path)] == [12]


def test_names_may_end_in_several_ways_in_one_folder(tmp_path: Path) -> None:
    for name in ("f_1_keypoints_2d.json", "f_2_keypoints.json", "f_3.mp4.json", "f_4.JSON"):
        write_frame(tmp_path / name, [person_at(50)])
    assert [frame.number for frame in frame_files(tmp_path)] == [1, 2, 3, 4]


def test_a_wrong_number_of_values_is_named_with_the_person(tmp_path: Path) -> None:
    people = [{"pose_keypoints_2d": [1.0] * 75}, {"pose_keypoints_2d": [1.0] * 60}]
    (tmp_path / "frame_0.json").write_text(json.dumps({"people": people}))
    message = message_of(tmp_path)
    assert f"{tmp_path / 'frame_0.json'}" in message
    assert "found 60 for person 2" in message


@pytest.mark.parametrize("number", ["1e300", "-1e300", "1e999", "NaN"])
@pytest.mark.parametrize("count", [54, 75])
def test_a_joint_without_a_finite_place_is_missing(tmp_path: Path, number: str, count: int) -> None:
    values = ",".join([number, *["1"] * (count - 1)])
    path = tmp_path / "frame_0.json"
    path.write_text(f'{{"people": [{{"pose_keypoints_2d": [{values}]}}]}}')
    (found,) = read_frame(path).keypoints
    assert np.isnan(found[Joint.NOSE, :2]).all()
    assert found[Joint.NECK].tolist() == [1, 1, 1]


def test_a_name_without_a_number_is_refused(tmp_path: Path) -> None:
    write_frame(tmp_path / "frame.json", [person_at(50)])
    assert "expected a frame number in the name" in message_of(tmp_path)


def test_two_files_of_one_frame_are_refused(tmp_path: Path) -> None:
    for name in ("front_7.json", "side_7.json"):
        write_frame(tmp_path / name, [person_at(50)])
    assert "found front_7.json and side_7.json, both of frame 7" in message_of(tmp_path)


def test_an_implausible_frame_number_is_refused(tmp_path: Path) -> None:
    for name in ("1.json", "20240131235959.json"):
        write_frame(tmp_path / name, [person_at(50)])
    assert "20240131235959.json: expected the frame's number" in message_of(tmp_path)


@pytest.mark.parametrize(
    ("name", "frames", "seen"),
    [
        (f"{COCO_SAMPLE}/bicep_good_1", 114, 114),
        (f"{COCO_SAMPLE}/bicep_bad_7", 127, 127),
        (f"{BODY_25_SAMPLE}/cam1_json", 100, 100),
        (f"{BODY_25_SAMPLE}/cam3_json", 100, 100),
    ],
)
def test_real_folders_are_read_with_the_same_person_in_every_frame(
    name: str, frames: int, seen: int
) -> None:
    recording = read(sample(name))
    assert (recording.frame_count, len(recording.poses)) == (frames, seen)
    necks = recording.poses.keypoints[:, Joint.NECK, :2]
    steps_px = np.hypot(*np.diff(necks[np.isfinite(necks).all(axis=1)], axis=0).T)
    assert steps_px.max() < 60
