from typing import Any

from spotter.cli.up.pipeline_feed import StallLines


def status(
    stalled: str | None, *, camera: str = "live", full: str = "", late: str = ""
) -> dict[str, Any]:
    station = {"station_id": "rack-1", "name": "Rack 1", "status": camera, "stalled": stalled}
    problem = "frames arrive, but no poses come of them"
    return {
        "stations": [{**station, "problem": problem}],
        "storage": {"problem": full},
        "ledger": {"problem": late},
    }


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


def test_that_nothing_is_stored_is_said_once_and_so_is_its_end() -> None:
    lines = StallLines()
    full = "The memory is full: no rep is judged until it has room."
    said = [list(lines.new(status(None, full=words))) for words in ("", full, full, "")]
    assert said == [[], [full], [], ["There is room again."]]


def test_that_the_ledger_is_late_is_said_once_though_it_gets_later_and_so_is_its_end() -> None:
    lines = StallLines()
    late = [f"The ledger is {minutes} min behind" for minutes in (1, 2)]
    said = [list(lines.new(status(None, late=words))) for words in ("", *late, "", "")]
    assert said == [[], [late[0]], [], ["The ledger has caught up."], []]
