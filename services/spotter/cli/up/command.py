"""``spotter up``: all of Spotter on this machine, until it is stopped."""

import os
import signal
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.errors import InputError
from spotter.cli.terminal.environment import DATA_VARIABLE, data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.up.preparation import Options
from spotter.cli.up.running import Output, Run
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.gym import SOURCE_VARIABLE
from spotter.local_stack.pipeline import Page
from spotter.local_stack.ports import LOOPBACK, page_port
from spotter.runtime.lifecycle import stop_on_signals


class Tls(StrEnum):
    """Where the page's certificate is from."""

    OFF = "off"
    LOCAL = "local"
    FILES = "files"


def up(  # noqa: PLR0913, PLR0917 - one argument per option
    source: Annotated[
        str | None,
        typer.Option(
            help="A video, rtsp://..., http://... or /dev/video0. A password in it is safer in "
            f"${SOURCE_VARIABLE}.",
        ),
    ] = None,
    exercise: Annotated[
        str | None,
        typer.Option(help="The exercise that is trained there; any: recognise it."),
    ] = None,
    loop: Annotated[bool, typer.Option("--loop", help="Play the video in a loop.")] = False,
    config: Annotated[
        Path | None,
        typer.Option(help="YAML file that describes a gym of many stations."),
    ] = None,
    host: Annotated[
        str,
        typer.Option(
            envvar="SPOTTER_HOST",
            show_envvar=False,
            help="The page's address; 0.0.0.0 serves other machines too.",
        ),
    ] = LOOPBACK,
    port: Annotated[
        int | None,
        typer.Option(
            envvar="SPOTTER_PORT",
            show_envvar=False,
            min=1,
            max=65535,
            help="The page's port. Default: the first free port from 8000 up",
        ),
    ] = None,
    is_open: Annotated[
        bool,
        typer.Option(
            "--open/--no-open",
            envvar="SPOTTER_OPEN",
            show_envvar=False,
            help="Ask nobody on this machine who they are: they act as the owner. "
            f"With --host {LOOPBACK} only.",
        ),
    ] = False,
    tls: Annotated[
        Tls,
        typer.Option(
            envvar="SPOTTER_TLS",
            show_envvar=False,
            help="local: https with a certificate that is made here; files: with yours "
            "($SPOTTER_TLS_CERTIFICATE, $SPOTTER_TLS_KEY).",
        ),
    ] = Tls.OFF,
    data: Annotated[
        Path | None,
        typer.Option(help=f"The data folder. Default: ${DATA_VARIABLE}, else .spotter"),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each verdict as one line of JSON.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the logs of all processes.")
    ] = False,
) -> None:
    """Run all of Spotter on this machine: Redis, every service, the page. Ctrl-C stops it.

    Without options it plays the demo gym.

    For example:

    spotter up

    spotter up --open

    spotter up --source squat.mp4 --exercise squat

    spotter up --source rtsp://camera/stream --exercise squat

    spotter up --source /dev/video0 --exercise push-up

    spotter up --config gym.yaml --host 0.0.0.0 --port 8080

    A second Ctrl-C or SIGTERM ends it at once.

    Exit codes: 0 stopped by Ctrl-C or SIGTERM; 1 could not start, for the printed reason;
    2 the command line, the description of the gym or the exercise is wrong.
    """
    stopping = stop_on_signals(signal.SIGHUP)  # a closed terminal sends it
    folder = DataFolder(data or data_folder())
    with errors_as_exits():
        options = Options.completed(
            os.environ, source=source, exercise=exercise, loop=loop, config=config
        )
        with folder.locked():
            run = Run(
                folder,
                lambda: replace(
                    _page(host, port, is_open=is_open), tls=tls.value, authority=folder.authority
                ),
                Output(as_json, verbose),
                stopping,
            )
            run.execute(options)


def _page(host: str, port: int | None, *, is_open: bool) -> Page:
    if is_open and host not in {LOOPBACK, "localhost", "::1"}:
        raise InputError(
            f"expected --host {LOOPBACK} with --open, which asks nobody who they are; found {host}."
            " Leave --open out (or set SPOTTER_OPEN=false), and people sign in."
        )
    return Page(host, page_port(port, host), is_open)
