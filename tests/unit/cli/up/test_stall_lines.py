from typing import Any

from spotter.cli.up.pipeline_feed import StallLines


def status(stalled: str | None, *, camera: str = "live") -> dict[str, Any]:
    station = {"station_id": "rack-1", "name": "Rack 1", "status": camera, "stalled": stalled}
    return {"stations": [{**station, "problem": "frames arrive, but no poses come of them"}]}


def test_a_stall_is_said_once_and_so_is_its_end() -> None:
    lines = StallLines()
    said = [list(lines.new(status(stalled))) for stalled in (None, "poses", "poses", None, None)]
    assert said == [
        [],
        ["Rack 1: frames arrive, but no poses come of them."],
        [],
        ["Rack 1: poses come again."],
        [],
    ]


def test_a_camera_that_goes_offline_does_not_end_a_stall_in_words() -> None:
    lines = StallLines()
    list(lines.new(status("frames")))
    assert list(lines.new(status(None, camera="offline"))) == []


def test_another_stage_is_said_anew() -> None:
    lines = StallLines()
    list(lines.new(status("frames")))
    assert len(list(lines.new(status("poses")))) == 1
