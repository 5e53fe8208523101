"""Whether the packages that a command needs are installed."""

from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution, requires

from packaging.requirements import Requirement

from spotter.cli.commands import COMMANDS, named_in

PROJECT = "spotter-gym"
_LEAST = "cli"


def missing_packages(arguments: Sequence[str]) -> str | None:
    """What to install before the command line ``arguments`` can run; None: nothing is missing."""
    command = COMMANDS.get(named_in(arguments) or "")
    extra = command.extra if command else _LEAST
    missing = [name for name in dict.fromkeys(_brought_by(extra)) if not _is_installed(name)]
    if not missing:
        return None
    which = missing[0] if len(missing) == 1 else f"{missing[0]} and {len(missing) - 1} more"
    return f"packages are missing ({which}): pip install '{PROJECT}[{extra}]'"


def _brought_by(extra: str) -> Iterator[str]:
    """The packages that the project itself asks for with ``extra``."""
    for line in requires(PROJECT) or ():
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        if requirement.name == PROJECT:
            for other in requirement.extras:
                yield from _brought_by(other)
        else:
            yield requirement.name


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
