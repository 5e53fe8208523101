"""The names in the repository that a document can use."""

import re
from functools import cache
from pathlib import PurePosixPath
from subprocess import check_output

from support.documents.reference_pages import DOCS, declared_settings

ROOT = DOCS.parent
VARIABLE = re.compile(r"\bSPOTTER_[A-Z0-9_]*[A-Z0-9]\b")

_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


@cache
def files() -> tuple[str, ...]:
    """The repository's files, new ones included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = check_output(command, cwd=ROOT, text=True).splitlines()
    return tuple(name for name in listed if (ROOT / name).exists())


@cache
def paths() -> frozenset[str]:
    """The paths of its files and folders."""
    return frozenset(files()) | {
        str(folder) for name in files() for folder in PurePosixPath(name).parents
    }


@cache
def packages() -> frozenset[str]:
    """The packages of ``services/spotter``."""
    return frozenset(path.name for path in (ROOT / "services/spotter").iterdir() if path.is_dir())


@cache
def first_names() -> frozenset[str]:
    """The names at the root, and the packages."""
    return frozenset({name.partition("/")[0] for name in files()}) | packages()


@cache
def known_variables() -> frozenset[str]:
    """The settings, and the variables of the command line, the containers and the tests."""
    read = {
        variable
        for name in files()
        if name.startswith(("services/", "deploy/", "docker-compose", "tests/e2e/"))
        and name.endswith((".py", ".yaml", ".yml", "Dockerfile"))
        for variable in VARIABLE.findall((ROOT / name).read_text(encoding="utf-8"))
    }
    return frozenset(declared_settings() | read)


@cache
def make_targets() -> frozenset[str]:
    """The targets of the Makefile."""
    return frozenset(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
