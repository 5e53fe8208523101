"""The commands of ``spotter``. A command's module is imported only when that command is run."""

from collections.abc import Callable, Sequence
from importlib import import_module, metadata
from typing import Annotated

import typer

from spotter.cli.commands import COMMANDS, Command, command_name

HELP = """Watches every station of a gym, compares each repetition with reference executions and
tells trainers who needs help.

Exit codes: 0 done, 1 failed for the printed reason, 2 the command line or a file that it names is
wrong."""

EXAMPLES = """Examples:

spotter up                                             the demo gym

spotter up --source squat.mp4 --exercise squat         your own camera or video

spotter record squat good.mp4                          a reference from a few good reps

spotter calibrate squat                                when a rep counts as faulty

spotter analyze --reference good.mp4 attempt.mp4       a report, with no services running"""


def make_app(arguments: Sequence[str]) -> typer.Typer:
    """The command line for ``arguments``; only the command that they name is loaded."""
    app = typer.Typer(
        help=HELP, epilog=EXAMPLES, no_args_is_help=True, pretty_exceptions_show_locals=False
    )
    app.callback()(_options)
    chosen = command_name(arguments)
    for name, command in COMMANDS.items():
        _register(app, name, command, load=name == chosen)
    return app


def _register(app: typer.Typer, name: str, command: Command, *, load: bool) -> None:
    if not load:
        app.command(name, help=command.summary)(_placeholder)
        return
    loaded: typer.Typer | Callable[..., None] = getattr(
        import_module(command.module), command.attribute
    )
    if isinstance(loaded, typer.Typer):
        app.add_typer(loaded, name=name)
    else:
        app.command(name)(loaded)


def _placeholder() -> None:
    """A stand-in for a command in the list of commands."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"spotter {metadata.version('spotter-gym')}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """The options of ``spotter`` itself."""
