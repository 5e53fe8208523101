import re
from pathlib import Path

import pytest

from spotter.camera_ingest.settings import IngestSettings
from spotter.notifier.settings import NotifierSettings
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.runtime.settings import ProcessSettings
from spotter.scorer.settings import ScorerSettings

EXAMPLE = Path(__file__).parents[4] / ".env.example"
COMPOSE = "".join(
    (EXAMPLE.parent / name).read_text()
    for name in ("docker-compose.yml", "deploy/compose/records.yaml")
)
OF_SPOTTER_UP = {
    "SPOTTER_DATABASE_URL",
    "SPOTTER_DATA_DIR",
    "SPOTTER_EXERCISE",
    "SPOTTER_GYM",
    "SPOTTER_SOURCE",
    "SPOTTER_TIME_ZONE",
}
SETTINGS: tuple[type[ProcessSettings], ...] = (
    IngestSettings,
    NotifierSettings,
    PoseWorkerSettings,
    SegmenterSettings,
    ScorerSettings,
)


def variables() -> list[tuple[str, str]]:
    lines = EXAMPLE.read_text().splitlines()
    return re.findall(r"^#?(SPOTTER_\w+)=(.*)$", "\n".join(lines), re.MULTILINE)


@pytest.mark.parametrize(("name", "value"), variables())
def test_the_example_names_settings_that_exist_with_their_defaults(name: str, value: str) -> None:
    passed_on = rf"\$\{{{name}:[-?]|^ +{name}:$"
    if name in OF_SPOTTER_UP or re.search(passed_on, COMPOSE, re.MULTILINE):
        return
    field = name.removeprefix("SPOTTER_").lower()
    found = [kind.model_fields[field].default for kind in SETTINGS if field in kind.model_fields]
    assert found, f"{name} is nobody's setting"
    assert {str(default) for default in found} == {value}


def test_the_example_has_settings() -> None:
    assert len(variables()) > 8
