"""Whether the packages that a command needs are installed."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution, requires

from packaging.requirements import Requirement

from spotter.cli.commands import COMMANDS, command_name

PROJECT = "spotter-gym"
_BASE_EXTRA = "cli"


def missing_packages(arguments: Sequence[str]) -> str | None:
    """What the command line ``arguments`` needs installed first; None when nothing is missing."""
    command = COMMANDS.get(command_name(arguments) or "")
    extra = command.extra if command else _BASE_EXTRA
    missing = [name for name in _packages_of(extra) if not _is_installed(name)]
    if not missing:
        return None
    which = missing[0] if len(missing) == 1 else f"{missing[0]} and {len(missing) - 1} more"
    return f"packages are missing ({which}): pip install '{PROJECT}[{extra}]'"


def _packages_of(extra: str) -> list[str]:
    """The packages that the project requires with ``extra``, each once.

    An extra that names another extra of the project is already resolved in the metadata.
    """
    lines = map(Requirement, requires(PROJECT) or ())
    return list(
        dict.fromkeys(
            line.name for line in lines if not line.marker or line.marker.evaluate({"extra": extra})
        )
    )


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
