"""``spotter station``: which stations are paused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer

from spotter.catalog_client.stations import Stations
from spotter.cli.errors import UntoldError
from spotter.cli.people.output import AsJson, print_json, print_table, when
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.local_stack.data_folder import DataFolder

station_app = typer.Typer(
    help="Stations: pause them, so that nothing is filmed or kept there, and resume them.\n\n"
    "Exit codes: 0 done; 1 the catalog does not answer, or the station cannot be told yet; 2 the "
    "gym has no such station.",
    no_args_is_help=True,
)

Station = Annotated[str, typer.Argument(help="The station's id, such as rack-3.")]


@contextmanager
def _stations() -> Iterator[Stations]:
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield Stations(channel)


@station_app.command(epilog="Example: spotter station pause rack-3")
def pause(station: Station, as_json: AsJson = False) -> None:
    """Pause a station until it is resumed: nothing is filmed or kept, and nobody is alerted."""
    with _stations() as stations:
        begun, is_told = stations.pause(station)
        if as_json:
            print_json({**asdict(begun), "is_told": is_told})
        if not is_told:
            raise UntoldError(f"{station} is filmed until Redis answers again; then it pauses")
    if not as_json:
        typer.echo(f"{station} pauses; its screen says so when the camera is closed.")


@station_app.command(epilog="Example: spotter station resume rack-3")
def resume(station: Station, as_json: AsJson = False) -> None:
    """Let a station go on; one that is not paused stays so."""
    with _stations() as stations:
        is_told = stations.resume(station)
        if as_json:
            print_json({"station_id": station, "is_told": is_told})
        if not is_told:
            raise UntoldError(f"{station} goes on when Redis answers again")
    if not as_json:
        typer.echo(f"{station} goes on.")


@station_app.command(epilog="Example: spotter station paused --json")
def paused(as_json: AsJson = False) -> None:
    """List the stations that are paused, since when and by whom."""
    with _stations() as stations:
        found = stations.paused()
    if as_json:
        print_json({"paused": [asdict(one) for one in found]})
        return
    rows = [(one.station_id, when(one.paused_us), one.author) for one in found]
    print_table(("Station", "Since", "By"), rows, "No station is paused.")
