"""``spotter faces``: what recognising members by their faces needs, where a gym allows it."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.errors import InputError
from spotter.cli.faces.kept import add_kept_commands
from spotter.cli.models.folder import Folder
from spotter.cli.models.progress import archive_progress, download_bars
from spotter.cli.terminal.exits import errors_as_exits
from spotter.faces.models import FACE_API
from spotter.faces.network.importing import import_networks
from spotter.faces.templates.keys import Keys, write_keys
from spotter.recordings.estimator_loading import model_cache

faces_app = typer.Typer(
    help="Recognise members by their faces, where a gym has switched that on and they agreed. It "
    "is off otherwise, and every other way to check in stays: see docs/faces.md.\n\n"
    "MEMBER is an id, or a part of a name that only one member has.",
    no_args_is_help=True,
)
add_kept_commands(faces_app)


@faces_app.command("import", epilog="Example: spotter faces import vladmandic-face-api-1.7.15.tgz")
def import_faces(
    package: Annotated[
        Path | None,
        typer.Argument(
            help=f"The {FACE_API} as a file, as `npm pack` fetches it. Default: fetch it from "
            "npm's registry, by npm."
        ),
    ] = None,
    folder: Folder = None,
) -> None:
    """Make the network that describes faces, and fetch the one that finds them.

    It is dlib's face recognition network (CC0), in 8 bits, from an npm package (MIT). Nothing else
    fetches it: neither `spotter up` nor any service.
    """
    with errors_as_exits(), download_bars() as bars:
        path = import_networks(model_cache(folder), archive_progress(bars), package)
    typer.echo(f"Ready: {path}")


@faces_app.command("new-key", epilog="Example: spotter faces new-key /srv/spotter/faces.keys")
def new_key(
    file: Annotated[Path, typer.Argument(help="A new file, outside the database's backups.")],
) -> None:
    """Make a file with the key that seals what is kept of faces.

    Without it nobody can read what is kept: keep a copy, apart from the database's.
    """
    key_id = f"{datetime.now(UTC):%Y-%m-%d}"
    with errors_as_exits():
        if file.exists():
            raise InputError(f"expected a new file; found {file}")
        write_keys(file, Keys(key_id, {key_id: secrets.token_bytes(32)}))
    typer.echo(f"Made {file}, for this user only; its key is {key_id}.")
