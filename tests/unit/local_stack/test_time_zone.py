from pathlib import Path

import pytest

from spotter.local_stack.time_zone import time_zone


def test_the_zone_is_where_localtime_leads(tmp_path: Path) -> None:
    zones = tmp_path / "zoneinfo" / "Europe"
    zones.mkdir(parents=True)
    (zones / "Berlin").touch()
    (tmp_path / "localtime").symlink_to(zones / "Berlin")
    assert time_zone({}, tmp_path / "localtime") == "Europe/Berlin"


@pytest.mark.parametrize("said", ["Asia/Tokyo", ":Asia/Tokyo"])
def test_a_zone_of_the_environment_comes_first(said: str, tmp_path: Path) -> None:
    assert time_zone({"TZ": said}, tmp_path / "localtime") == "Asia/Tokyo"


@pytest.mark.parametrize("said", ["", "Mars/Olympus", "../../etc/passwd", "CEST-2:00"])
def test_what_is_no_zone_is_utc(said: str, tmp_path: Path) -> None:
    (tmp_path / "localtime").touch()
    assert time_zone({"TZ": said}, tmp_path / "localtime") == "UTC"
