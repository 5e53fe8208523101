"""The documents agree with the code."""

import re
from pathlib import Path

import pytest

from support.documents.claims import EXAMPLES, PAGES, false_claims
from support.documents.reference_pages import DOCS, metrics_page, rights_page, settings_page

CHANGELOG = DOCS.parent / "CHANGELOG.md"


def test_the_page_of_settings_is_up_to_date() -> None:
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == settings_page()


def test_the_page_of_metrics_is_up_to_date() -> None:
    assert (DOCS / "metrics.md").read_text(encoding="utf-8") == metrics_page()


def test_the_page_of_rights_is_up_to_date() -> None:
    assert (DOCS / "rights.md").read_text(encoding="utf-8") == rights_page()


@pytest.mark.parametrize("page", [*PAGES, CHANGELOG], ids=lambda page: page.name)
def test_every_link_within_the_documents_has_a_target(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [
        link for link in links if "://" not in link and not (page.parent / link.strip()).exists()
    ]
    assert missing == []


def test_every_setting_has_a_description() -> None:
    silent = re.findall(r"\| `(SPOTTER_\w+)` \| [^|]*\|  \|", settings_page())
    assert silent == []


@pytest.mark.parametrize("page", [*PAGES, EXAMPLES], ids=lambda page: page.name)
def test_the_documents_name_nothing_that_does_not_exist(page: Path) -> None:
    assert list(false_claims(page.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("Set SPOTTER_POWER.", "SPOTTER_POWER"),
        ("See `services/gym/door.py`.", "services/gym/door.py"),
        ("See `wire/<what>/door.py`.", "wire/<what>/door.py"),
        ("See `tests/smoke/`.", "tests/smoke/"),
        ("It is `spotter.movement.geometry.soul`.", "spotter.movement.geometry.soul"),
        ("The metric `spotter_gym_sweat_total` counts.", "spotter_gym_sweat_total"),
        ("Try `make tea`.", "make tea"),
        ("```sh\nGYM=a make tea   # hot\n```", "make tea"),
        ("```sh\n$ spotter dance\n```", "dance"),
        ("So:\n\n    .venv/bin/spotter dance --fast\n", "dance"),
        ("Run `spotter evaluate mood`.", "mood"),
        ("Run `.venv/bin/spotter record squat good.mp4 --loud`.", "--loud"),
        ("```sh\nspotter analyze \\\n  --slowly a.mp4\n```", "--slowly"),
    ],
)
def test_a_name_that_does_not_exist_is_reported(page: str, what: str) -> None:
    (claim,) = false_claims(page)
    assert what in claim


@pytest.mark.parametrize(
    "page",
    [
        "SPOTTER_REDIS_URL, SPOTTER_SOURCE and SPOTTER_VIDEOS",
        "`wire/encoding/enums.py`, `deploy/compose/`, `protos/spotter/api/<area>/v1/`",
        "`gym.yaml`, `poses/squat.json`, `/dev/video0`, `.spotter/redis.conf`, `../shared/data`",
        "`spotter_pose_worker_estimate_seconds_bucket`",
        "`spotter.movement.scoring`, but `spotter.scale` in an ONNX file",
        "```sh\nspotter pose squat.mp4 -o poses/  # make a folder\nmake bench BENCH='--help'\n```",
        "It's `spotter up`'s own; make no mistake",
    ],
)
def test_existing_names_and_the_readers_own_are_accepted(page: str) -> None:
    assert list(false_claims(page)) == []
