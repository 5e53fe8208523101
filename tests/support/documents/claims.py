"""Checks that everything the documents name exists; ``make check`` runs this as a program.

The changelog is left out, as it describes the past.
"""

import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import PurePosixPath
from pkgutil import resolve_name
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from spotter.cli.app import make_app
from spotter.cli.commands import COMMANDS
from support.documents.code import command_lines, spans
from support.documents.reference_pages import DOCS, declared_metrics
from support.documents.repository_names import (
    ROOT,
    VARIABLE,
    first_names,
    known_variables,
    make_targets,
    packages,
    paths,
)

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
EXAMPLES = ROOT / ".env.example"

_GENERATED = "services/spotter/api"
_METRIC = re.compile(r"\bspotter_[a-z_]+[a-z]\b")
_SERIES = re.compile(r"_(total|bucket|count|sum|created)$")
_PLACEHOLDER = re.compile(r"<[a-z]+>")
_OURS_BY_NAME = {".py", ".proto", ".md"}


def false_claims(page: str) -> Iterator[str]:
    """Everything that ``page`` (Markdown) names and that does not exist."""
    for variable in sorted(set(VARIABLE.findall(page)) - known_variables()):
        yield f"no process and no command reads {variable}"
    for name in sorted(set(_METRIC.findall(page))):
        if name not in declared_metrics() and _SERIES.sub("", name) not in declared_metrics():
            yield f"no process has the metric {name}"
    for span in sorted(set(spans(page))):
        if _looks_like_our_path(span) and not _exists(span):
            yield f"there is no {span}"
        if _looks_like_our_name(span) and not _resolves(span):
            yield f"there is no module or name {span}"
    for words in command_lines(page):
        yield from _false_command(words)


def _false_command(words: list[str]) -> Iterator[str]:
    match words:
        case ["make", target, *_] if target not in make_targets() and "=" not in target:
            yield f"there is no `make {target}`"
        case [program, *arguments] if program in {"spotter", ".venv/bin/spotter"}:
            yield from _unknown_words(arguments)


def _unknown_words(arguments: list[str]) -> Iterator[str]:
    """Commands and options that ``spotter`` does not have."""
    command: Any = _spotter(next((word for word in arguments if word in COMMANDS), ""))
    for word in arguments:
        if word.startswith("-"):
            if word.partition("=")[0] not in _options(command):
                yield f"`spotter {' '.join(arguments)}`: there is no option {word}"
        elif isinstance(command, TyperGroup):
            if word not in command.commands:
                yield f"`spotter {' '.join(arguments)}`: there is no command {word}"
                return
            command = command.commands[word]


@cache
def _spotter(command: str) -> TyperGroup:
    """The command line; only ``command`` is loaded."""
    app = get_command(make_app([command]))
    if not isinstance(app, TyperGroup):
        raise TypeError(f"expected a group of commands, found {app!r}")
    return app


def _options(command: Any) -> set[str]:  # noqa: ANN401 - Typer keeps its base class to itself
    return {"--help"} | {
        name for option in command.params for name in (*option.opts, *option.secondary_opts)
    }


def _looks_like_our_path(span: str) -> bool:
    """Whether it names a file or folder of the repository, not one of the reader's own."""
    path = PurePosixPath(span)
    if not re.fullmatch(r"[\w.<>*/-]+", span) or path.is_absolute() or "..." in span:
        return False
    if path.suffix in _OURS_BY_NAME and span != path.suffix:
        return True
    return "/" in span and path.parts[0] in first_names()


def _looks_like_our_name(span: str) -> bool:
    found = re.match(r"spotter\.(\w+)[\w.]*$", span)
    return found is not None and found[1] in packages()


def _exists(span: str) -> bool:
    """Whether it is a path from the root or the end of one; ``<words>`` match any name."""
    wanted = _PLACEHOLDER.sub("*", span).rstrip("/")
    return wanted == _GENERATED or any(
        fnmatch(path, wanted) or fnmatch(path, f"*/{wanted}") for path in paths()
    )


def _resolves(name: str) -> bool:
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def main() -> None:
    """Print what is wrong on which page; the exit code is 1 if anything is wrong."""
    wrong = [
        f"{page.relative_to(ROOT)}: {claim}"
        for page in (*PAGES, EXAMPLES)
        for claim in false_claims(page.read_text(encoding="utf-8"))
    ]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
