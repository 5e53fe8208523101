from typing import Any

from spotter.cli.up.shortfall_lines import ShortfallLines

SKIPPED = ("skipped_frames", "3 of 15 pictures a second are in time; reps need 10")
DARK = ("dark", "too dark: mean brightness 7 of 255")
DARKER = ("dark", "too dark: mean brightness 5 of 255")


def status(*lacking: tuple[str, str], overload: str = "", camera: str = "live") -> dict[str, Any]:
    shortfalls = [{"kind": kind, "words": words} for kind, words in lacking]
    station = {"station_id": "rack-1", "name": "Rack 1", "status": camera}
    return {"overload": overload, "stations": [{**station, "shortfalls": shortfalls}]}


def test_a_shortfall_is_said_once_and_so_is_its_end() -> None:
    lines = ShortfallLines()
    answers = [status(), status(DARK), status(DARKER), status(), status()]
    assert [list(lines.new(answer)) for answer in answers] == [
        [],
        ["Rack 1: too dark: mean brightness 7 of 255."],
        [],
        ["Rack 1: bright enough again."],
        [],
    ]


def test_a_machine_that_cannot_keep_up_is_said_once_and_not_for_each_station() -> None:
    lines = ShortfallLines()
    overload = "This machine cannot keep up."
    assert list(lines.new(status(SKIPPED, overload=overload))) == [overload]
    assert list(lines.new(status(SKIPPED, DARK, overload=overload))) == [f"Rack 1: {DARK[1]}."]
    assert list(lines.new(status(DARK))) == ["This machine keeps up again."]


def test_a_camera_that_goes_offline_does_not_end_a_shortfall_in_words() -> None:
    lines = ShortfallLines()
    list(lines.new(status(DARK)))
    assert list(lines.new(status(camera="offline"))) == []
