import io
import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fuzz.damage import damaged
from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.npz_file import clips_in, flags_in, labels_in, read_arrays, words_in
from spotter.pose_files.openpose_json.picture_ratios import picture_px_of
from spotter.recordings.recording import read_recording

NUMBERS = st.one_of(
    st.none(), st.integers(), st.floats(), st.sampled_from([10**400, -1, 0, 2**63, 1e30, 0.5])
)
VALUES = st.recursive(
    NUMBERS | st.booleans() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
JOINTS = st.sampled_from([15, 17, 18, 25, 26, 68, 133, 135, 136, 24]).flatmap(
    lambda count: st.lists(NUMBERS, min_size=3 * count, max_size=3 * count)
)
PEOPLE = st.lists(
    VALUES
    | st.fixed_dictionaries(
        {},
        optional={
            "pose_keypoints_2d": JOINTS | VALUES,
            "pose_keypoints": JOINTS | VALUES,
            "face_keypoints_2d": VALUES,
            "person_id": VALUES | st.lists(st.integers(), max_size=2),
            "world_m": st.lists(NUMBERS, min_size=75, max_size=75) | VALUES,
        },
    ),
    max_size=3,
)
FRAMES = st.fixed_dictionaries(
    {"people": PEOPLE | VALUES}, optional={"captured_us": VALUES | st.integers(0, 10**9)}
)
NAMES = st.from_regex(r"[a-z0-9][a-z0-9_.]{0,11}", fullmatch=True).map("{}.json".format)
ARCHIVE = io.BytesIO()
np.savez(
    ARCHIVE,
    allow_pickle=False,
    kp=np.zeros((3, 18, 3), dtype=np.float32),
    length=np.array([1, 2]),
    good=np.array([0, 1]),
    name=np.array(["a", "b"]),
)
VALID_JSON = json.dumps({"people": [{"pose_keypoints_2d": [1.5] * 75}]}).encode()


@given(frames=st.dictionaries(NAMES, FRAMES | VALUES, min_size=1, max_size=3))
def test_any_folder_of_json_is_a_recording_or_the_librarys_error(
    frames: dict[str, object],
) -> None:
    with TemporaryDirectory() as folder:
        for name, content in frames.items():
            Path(folder, name).write_text(json.dumps(content))
        with suppress(PoseFileError):
            recording = read_recording(Path(folder), on_progress=lambda *_: None)
            assert recording.frame_count == len(frames)


@given(content=damaged(VALID_JSON, st.binary(max_size=6)))
def test_any_bytes_are_a_frame_or_the_librarys_error(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "1.json").write_bytes(content)
        with suppress(PoseFileError):
            read_recording(Path(folder), on_progress=lambda *_: None)


@given(content=damaged(ARCHIVE.getvalue(), st.binary(max_size=8)))
def test_any_bytes_are_an_archive_or_the_librarys_error(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.npz")
        path.write_bytes(content)
        with suppress(PoseFileError):
            arrays = read_arrays(path)
            if {"kp", "length", "good", "name"} <= arrays.keys():
                clips = clips_in(path, arrays, "kp")
                assert len(labels_in(path, arrays, "length")) == len(clips)
                assert len(flags_in(path, arrays, "good")) == len(words_in(path, arrays, "name"))


@given(words=st.text(max_size=12) | st.from_regex(r"[0-9.e+:x-]{0,9}", fullmatch=True))
def test_any_words_are_an_aspect_or_the_librarys_error(words: str) -> None:
    with suppress(PoseFileError):
        width_px, height_px = picture_px_of(words)
        assert width_px > 0
        assert height_px > 0
