"""``spotter evaluate equipment``: a video and marks that do not fit are refused in words."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spotter.cli.app import make_app
from spotter.pictures.video.reading import write_video
from support.equipment.pictures import picture_with


@pytest.mark.parametrize(
    ("last", "words"), [(9, "the last on picture 9"), (None, "expected marks of plate.mp4")]
)
def test_marks_that_do_not_fit_the_video_are_refused(
    tmp_path: Path, last: int | None, words: str
) -> None:
    video, centres = tmp_path / "plate.mp4", tmp_path / "centres.json"
    write_video(video, [picture_with(None)] * 8, rate_hz=10)
    marks = {f"{index}": [90, 90] for index in (0, 1, 2, 5, 6, last)}
    told = {} if last is None else {video.name: {"radius_px": 16, "centre_px": marks}}
    centres.write_text(json.dumps(told))
    arguments = ["evaluate", "equipment", str(video), "--centres", str(centres)]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "a video and --centres, or --rendered"),
        (["--rendered", "--tool", "rope"], "found rope"),
    ],
)
def test_neither_a_video_nor_a_known_tool_is_refused(words: list[str], told: str) -> None:
    arguments = ["evaluate", "equipment", *words]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 2, result.output
    assert told in " ".join(result.stderr.split())
