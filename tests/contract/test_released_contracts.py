"""The real buf finds changes that break clients of the released contracts."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROKEN = "Error 100"
"""How make reports buf's exit status for a breaking change."""


def breaking(contracts: Path) -> subprocess.CompletedProcess[str]:
    """The output of ``make breaking`` for a folder of contracts."""
    command = ["make", "--no-print-directory", "breaking", f"CONTRACTS={contracts}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)


@pytest.fixture(scope="module")
def unchanged() -> subprocess.CompletedProcess[str]:
    """The output for the contracts as they are."""
    found = breaking(ROOT / "protos")
    if found.returncode and BROKEN not in found.stderr:
        pytest.skip(f"buf cannot be had: {found.stderr[-200:]}")
    return found


@pytest.fixture
def contracts(tmp_path: Path, unchanged: subprocess.CompletedProcess[str]) -> Path:
    """A copy of the contracts to change."""
    assert unchanged.returncode == 0
    return shutil.copytree(ROOT / "protos", tmp_path / "protos")


def test_the_contracts_are_compatible_with_the_released_ones(
    unchanged: subprocess.CompletedProcess[str],
) -> None:
    assert (unchanged.returncode, unchanged.stdout) == (0, "")


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (
            "verdicts/v1/verdict.proto",
            "double size_tl = 4;",
            "double size_tl = 7;",
            'Previously present field "4" with name "size_tl" on message "Fault" was deleted',
        ),
        (
            "verdicts/v1/verdict.proto",
            "  double size_tl = 4;\n",
            "",
            'Previously present field "4" with name "size_tl" on message "Fault" was deleted',
        ),
        (
            "poses/v1/skeleton.proto",
            "JOINT_RIGHT_KNEE = 11;",
            "JOINT_RIGHT_KNEE = 26;",
            'Previously present enum value "11" on enum "Joint" was deleted',
        ),
    ],
    ids=["a field is renumbered", "a field is removed", "a joint is renumbered"],
)
def test_a_breaking_change_is_named(
    contracts: Path, file: str, before: str, after: str, said: str
) -> None:
    path = contracts / "spotter/api" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    found = breaking(contracts)
    assert BROKEN in found.stderr
    assert said in found.stdout


def test_an_added_field_breaks_nothing(contracts: Path) -> None:
    path = contracts / "spotter/api/stations/v1/station.proto"
    text = path.read_text(encoding="utf-8")
    added = text.replace("  string part = 9;\n", "  string part = 9;\n  string hall = 20;\n")
    assert added != text
    path.write_text(added, encoding="utf-8")
    assert breaking(contracts).returncode == 0
