"""A detector that a gym brings: real small ONNX networks, run by ONNX Runtime."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.equipment.brought.detector import OnnxDetector
from spotter.estimators.equipment.protocol import Box, Seen
from spotter.estimators.equipment.registry import make_detector
from spotter.estimators.errors import ModelError
from spotter.estimators.models.catalogue import ModelCache
from support.networks.onnx_detectors import SmallDetector
from support.networks.onnx_networks import SmallNetwork

RED, GREEN = (0, 0, 255), (0, 255, 0)


def picture(size_px: tuple[int, int] = (64, 64)) -> NDArray[np.uint8]:
    return np.zeros((size_px[1], size_px[0], 3), np.uint8)


def box_of(seen: Seen) -> tuple[float, ...]:
    box = seen.box
    assert box
    return (box.left_px, box.top_px, box.right_px, box.bottom_px)


def test_each_thing_has_the_name_of_its_class_its_confidence_and_its_box(tmp_path: Path) -> None:
    detector = OnnxDetector(SmallDetector().write(tmp_path))
    shown = picture()
    shown[8:16, 16:24] = RED
    shown[40:48, 32:40] = [0, 204, 0]
    assert detector.classes == ("barbell", "dumbbell")
    barbell, dumbbell = sorted(detector.detect(shown), key=lambda seen: seen.name)
    assert barbell == Seen("barbell", 1.0, Box(16, 8, 24, 16))
    assert (dumbbell.name, box_of(dumbbell)) == ("dumbbell", (32, 40, 40, 48))
    assert dumbbell.confidence == pytest.approx(0.8)


@pytest.mark.parametrize("is_finished", [False, True])
def test_boxes_are_in_pixels_of_the_picture_whatever_its_size(
    tmp_path: Path, *, is_finished: bool
) -> None:
    detector = OnnxDetector(replace(SmallDetector(), is_finished=is_finished).write(tmp_path))
    shown = picture((256, 128))
    shown[32:64, 64:96] = RED
    (seen,) = detector.detect(shown)
    assert seen.name == "barbell"
    assert box_of(seen) == pytest.approx((64, 32, 96, 64))


def test_of_boxes_that_overlap_the_surest_is_told(tmp_path: Path) -> None:
    detector = OnnxDetector(replace(SmallDetector(), cells=4).write(tmp_path))
    shown = picture()
    shown[24:32, 24:32], shown[24:32, 32:40] = (0, 0, 200), (0, 0, 150)
    shown[0:8, 32:40] = GREEN  # of another class, it stays beside them
    told = [(seen.name, round(seen.confidence, 2)) for seen in detector.detect(shown)]
    assert sorted(told) == [("barbell", 0.78), ("dumbbell", 1.0)]


def test_an_empty_picture_shows_nothing(tmp_path: Path) -> None:
    assert not OnnxDetector(SmallDetector().write(tmp_path)).detect(picture())


@pytest.mark.parametrize(
    "metadata", [{"names": "{0: 'barbell', 1: 'dumbbell'}"}, {"names": "['barbell', 'dumbbell']"}]
)
def test_names_are_read_as_training_tools_write_them(
    tmp_path: Path, metadata: dict[str, str]
) -> None:
    path = SmallDetector(metadata=metadata).write(tmp_path)
    assert OnnxDetector(path).classes == ("barbell", "dumbbell")


def test_names_may_be_in_a_file_beside_it(tmp_path: Path) -> None:
    path = SmallDetector(metadata={}).write(tmp_path)
    with pytest.raises(ModelError, match=r"or in .*detector.names; found none"):
        OnnxDetector(path)
    path.with_suffix(".names").write_text("plate\nkettlebell\n")
    assert OnnxDetector(path).classes == ("plate", "kettlebell")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "a name for each class"),
        (b"plate\n\n", "a name for each class"),
        (b"\xff\xfe", r"detector\.names: expected a name on each line"),
    ],
)
def test_a_file_without_names_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = SmallDetector(metadata={}).write(tmp_path)
    path.with_suffix(".names").write_bytes(content)
    with pytest.raises(ModelError, match=words):
        OnnxDetector(path)


@pytest.mark.parametrize("names", ["{0: 'a', 2: 'b'}", "__import__('os')", "[1, 2]", "{"])
def test_names_that_are_none_are_refused(tmp_path: Path, names: str) -> None:
    with pytest.raises(ModelError, match="expected the names as"):
        OnnxDetector(SmallDetector(metadata={"names": names}).write(tmp_path))


def test_names_that_do_not_fit_the_output_are_refused(tmp_path: Path) -> None:
    path = SmallDetector(metadata={"spotter.names": "barbell"}).write(tmp_path)
    with pytest.raises(ModelError, match=r"of 1 classes, \(1, 5, N\); found \(1, 6, 64\)"):
        OnnxDetector(path)


def test_a_network_for_other_input_is_refused(tmp_path: Path) -> None:
    path = SmallNetwork(input_last=True).write(tmp_path)
    path.with_suffix(".names").write_text("barbell")
    with pytest.raises(ModelError, match="expected float pixels"):
        OnnxDetector(path)


def test_the_registry_makes_it_by_its_path(tmp_path: Path) -> None:
    path = SmallDetector().write(tmp_path)
    detector = make_detector(f"onnx:{path}", ModelCache(tmp_path))
    assert detector.name == f"onnx:{path}"
    with pytest.raises(ModelError, match="expected an ONNX file at"):
        make_detector(f"onnx:{tmp_path}/none.onnx", ModelCache(tmp_path))
