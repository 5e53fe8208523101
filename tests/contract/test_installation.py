"""Each process needs nothing but what its own part of the installation brings."""

import json
import subprocess
import sys
from functools import cache
from importlib.metadata import distribution, packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = "spotter-gym"
EXTRAS = {
    "camera_ingest": "camera-ingest",
    "pose_worker": "pose-worker",
    "rep_segmenter": "rep-segmenter",
    "scorer": "scorer",
    "notifier": "notifier",
}

_IMPORT_WITHOUT = """
import importlib, json, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

process, absent = sys.argv[1], set(json.loads(sys.argv[2]))
sys.meta_path.insert(0, Absent())
importlib.import_module(process + ".__main__")
"""


@cache
def installed_with(requirement: str) -> frozenset[str]:
    """The distributions that a requirement brings, itself included."""
    wanted = Requirement(requirement)
    found: set[str] = {canonicalize_name(wanted.name)}
    for line in distribution(wanted.name).requires or ():
        needed = Requirement(line)
        extras = wanted.extras or {""}
        if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
            needed.marker = None
            found |= installed_with(str(needed))
    return frozenset(found)


def import_without(process: str, absent: set[str]) -> str:
    """What Python says when it imports the process and cannot find the modules ``absent``."""
    command = [sys.executable, "-c", _IMPORT_WITHOUT, process, json.dumps(sorted(absent))]
    return subprocess.run(command, capture_output=True, check=False, text=True).stderr


@pytest.mark.parametrize(("process", "extra"), EXTRAS.items())
def test_a_process_starts_with_nothing_but_what_its_extra_installs(
    process: str, extra: str
) -> None:
    brought = installed_with(f"{OURS}[{extra}]")
    absent = {
        module
        for module, owners in packages_distributions().items()
        if not brought & {canonicalize_name(owner) for owner in owners}
    }
    assert import_without(process, absent) == ""
    assert "numpy" in import_without(process, absent | {"numpy"})
