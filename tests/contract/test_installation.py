"""Each process and command needs only what its own extra installs."""

import json
import os
import subprocess
import sys
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from spotter.cli.commands import COMMANDS

OURS = "spotter-gym"
SERVICES = Path(__file__).parents[2] / "services"
EXTRAS = {
    "camera-ingest": ["spotter.camera_ingest.__main__"],
    "pose-worker": ["spotter.pose_worker.__main__"],
    "rep-segmenter": ["spotter.rep_segmenter.__main__"],
    "scorer": ["spotter.scorer.__main__"],
    "checkin": ["spotter.checkin.__main__"],
    "catalog": ["spotter.catalog.__main__"],
    "pattern-finder": ["spotter.pattern_finder.__main__"],
    "equipment-teacher": ["spotter.equipment_teacher.__main__"],
    "notifier": ["spotter.notifier.__main__"],
    "cli": ["spotter.cli.app", *(c.module for c in COMMANDS.values() if c.extra == "cli")],
    "up": ["spotter.cli.app", *(c.module for c in COMMANDS.values() if c.extra == "up")],
}

_IMPORT_WITHOUT = """
import importlib, json, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

modules, absent = json.loads(sys.argv[1]), set(json.loads(sys.argv[2]))
sys.meta_path.insert(0, Absent())
for module in modules:
    importlib.import_module(module)
"""


@cache
def installed_with(requirement: str) -> frozenset[str]:
    """The distributions that a requirement installs, including itself."""
    wanted = Requirement(requirement)
    found: set[str] = {canonicalize_name(wanted.name)}
    for line in distribution(wanted.name).requires or ():
        needed = Requirement(line)
        extras = wanted.extras or {""}
        if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
            needed.marker = None
            found |= installed_with(str(needed))
    return frozenset(found)


def import_without(modules: list[str], absent: set[str]) -> str:
    """Python's error output when it imports ``modules`` without the ``absent`` ones."""
    names = [json.dumps(modules), json.dumps(sorted(absent))]
    command = [sys.executable, "-c", _IMPORT_WITHOUT, *names]
    return subprocess.run(command, capture_output=True, check=False, text=True).stderr


def not_brought_by(extra: str) -> set[str]:
    """The modules installed here that ``extra`` does not install."""
    brought = installed_with(f"{OURS}[{extra}]")
    return {
        module
        for module, owners in packages_distributions().items()
        if not brought & {canonicalize_name(owner) for owner in owners}
    }


@pytest.mark.parametrize("extra", EXTRAS)
def test_processes_and_commands_need_only_what_their_extra_installs(extra: str) -> None:
    assert import_without(EXTRAS[extra], not_brought_by(extra)) == ""


def test_a_module_that_is_not_installed_is_noticed() -> None:
    assert "numpy" in import_without(EXTRAS["scorer"], {"numpy"})


def test_the_extra_that_runs_every_process_installs_what_each_needs() -> None:
    for extra in EXTRAS:
        assert installed_with(f"{OURS}[{extra}]") <= installed_with(f"{OURS}[up]")


def spotter_with(requirement: str, folder: Path, *arguments: str) -> tuple[int, str]:
    """Run ``spotter`` with only ``requirement`` installed; returns exit code and output.

    ``folder`` becomes its site-packages, with links to packages installed here.
    """
    wanted = installed_with(requirement)
    site = Path(str(distribution(OURS).locate_file("")))
    for found in site.glob("*.dist-info"):
        name = canonicalize_name(found.name.partition("-")[0])
        if name in wanted:
            (folder / found.name).symlink_to(found)
    (folder / "packaging").symlink_to(site / "packaging")
    (folder / "spotter").symlink_to(SERVICES / "spotter")
    command = [sys.executable, "-S", "-m", "spotter.cli", *arguments]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    ended = subprocess.run(
        command, capture_output=True, check=False, text=True, env=environment, cwd=folder
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize("arguments", [[], ["--help"], ["analyze", "a.mp4"], ["evaluate", "form"]])
def test_with_no_extra_a_command_says_which_one_to_install(
    arguments: list[str], tmp_path: Path
) -> None:
    code, said = spotter_with(OURS, tmp_path, *arguments)
    assert code == 1
    assert said.endswith("pip install 'spotter-gym[cli]'\n")
    assert said.count("\n") == 1


def test_without_the_services_packages_up_says_which_extra_to_install(tmp_path: Path) -> None:
    code, said = spotter_with(f"{OURS}[cli]", tmp_path, "up")
    assert code == 1
    assert said.endswith("pip install 'spotter-gym[up]'\n")
    assert said.count("\n") == 1
