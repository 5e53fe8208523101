"""``spotter evaluate held`` with a detector that a gym brings, on real videos of its own."""

from pathlib import Path

from spotter.pictures.video.reading import write_video
from support.command_line import refused
from support.equipment.pictures import picture_with
from support.networks.onnx_detectors import SmallDetector


def test_without_videos_of_both_kinds_it_says_what_it_needs(tmp_path: Path) -> None:
    video = f"{tmp_path}/a.mp4"
    for words in ([], ["--held", video], ["--empty", video]):
        code, said = refused("evaluate", "held", *words)
        assert (code, said) == (2, "expected --rendered, or videos by --held and by --empty")


def test_an_unknown_detector_is_refused(tmp_path: Path) -> None:
    video = f"{tmp_path}/a.mp4"
    code, said = refused(
        "evaluate", "held", "--held", video, "--empty", video, "--detector", "yolo"
    )
    assert code == 2
    assert "expected one of the detectors efficientnet-lite0, onnx:FILE" in said


def test_a_video_without_hands_is_refused(tmp_path: Path) -> None:
    detector, video = SmallDetector().write(tmp_path), tmp_path / "plate.mp4"
    write_video(video, [picture_with(None)] * 4, rate_hz=10)
    code, said = refused(
        *("evaluate", "held", "--held", str(video), "--empty", str(video)),
        *("--detector", f"onnx:{detector}"),
    )
    assert code == 2
    assert said.endswith("plate.mp4: expected somebody's hands in it; found none")
