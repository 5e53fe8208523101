"""requirements.lock pins everything that is installed, here and in the images."""

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRY = re.compile(r"^(\S+)==(\S+)(.*?)((?: \\\n +--hash=sha256:[0-9a-f]{64})*)$", re.MULTILINE)
OURS = "spotter-gym"
OF_EACH_MACHINE = {"torch"}


def pinned() -> dict[str, list[str]]:
    """The versions of each package: several if they depend on the Python version."""
    versions: dict[str, list[str]] = {}
    for name, version, _marker, _hashes in ENTRY.findall(LOCK):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def test_every_package_has_a_version_and_hashes_and_no_host_is_named() -> None:
    assert [name for name, _, _, hashes in ENTRY.findall(LOCK) if not hashes] == []
    assert ENTRY.sub("", LOCK).strip() == ""


def test_every_requirement_of_the_project_is_pinned_within_its_range() -> None:
    wanted = [Requirement(line) for line in requires(OURS) or ()]
    apart = [
        str(requirement)
        for requirement in wanted
        if requirement.name not in {OURS, *OF_EACH_MACHINE}
        and not any(
            requirement.specifier.contains(version)
            for version in pinned().get(canonicalize_name(requirement.name), [])
        )
    ]
    assert apart == []


@pytest.mark.parametrize("name", ["hatchling", "editables"])
def test_the_build_tools_are_pinned_too(name: str) -> None:
    assert name in pinned()


def test_the_image_copies_existing_files() -> None:
    text = (ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8")
    lines = re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE)
    sources = [source for line in lines for source in line.split()[:-1]]
    assert "requirements.lock" in sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
