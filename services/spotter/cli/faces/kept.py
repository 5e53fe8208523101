"""The commands about what is kept of faces: list, withdraw, and seal it by another key."""

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import ConflictError
from spotter.catalog_client.people.faces import Faces
from spotter.catalog_client.people.members import Members
from spotter.cli.people.finding import Who, member
from spotter.cli.people.output import AsJson, print_json
from spotter.cli.running_gym.catalog import catalog
from spotter.cli.terminal.environment import data_folder
from spotter.cli.terminal.exits import errors_as_exits
from spotter.faces.errors import SealError
from spotter.faces.templates.keys import Keys, read_keys, write_keys
from spotter.faces.templates.sealing import SealedTemplate, opened, sealed
from spotter.local_stack.data_folder import DataFolder
from spotter.wire.catalog.people.faces import SealedFace


def add_kept_commands(app: typer.Typer) -> None:
    """Add them to ``spotter faces``."""
    app.command("list", epilog="Example: spotter faces list")(list_faces)
    app.command("withdraw", epilog="Example: spotter faces withdraw anna")(withdraw)
    app.command("rotate", epilog="Example: spotter faces rotate /srv/spotter/faces.keys")(rotate)


@contextmanager
def _channel() -> Iterator[CatalogChannel]:
    with errors_as_exits(), catalog(DataFolder(data_folder())) as channel:
        yield channel


def list_faces(as_json: AsJson = False) -> None:
    """Say whose faces are kept, and sealed by which key."""
    with _channel() as channel:
        names = {one.member_id: one.name for one in Members(channel).listed()}
        kept = [
            {"member_id": one.member_id, "name": names[one.member_id], "key_id": one.key_id}
            for one in Faces(channel).listed()
            if one.member_id in names  # who came since is listed the next time
        ]
    if as_json:
        print_json({"faces": kept})
        return
    for one in kept:
        typer.echo(f"{one['name']}, sealed by the key {one['key_id']}")
    if not kept:
        typer.echo("Nobody's face is kept.")


def withdraw(who: Who) -> None:
    """Remove what is kept of a member's face, at once."""
    with _channel() as channel:
        one = member(Members(channel), who)
        was_kept = Faces(channel).withdraw(one.member_id)
    said = "is kept no more" if was_kept else "was not kept"
    typer.echo(f"{one.name}'s face {said}.")


def rotate(
    file: Annotated[Path, typer.Argument(help="The file of keys, as checkin reads it.")],
    as_json: AsJson = False,
) -> None:
    """Seal all faces by a new key, and drop the keys by which none is sealed any more.

    checkin reads the file anew by itself.
    """
    with _channel() as channel:
        keys, faces = read_keys(file), Faces(channel)
        keys = keys.rotated(_key_id(keys), secrets.token_bytes(32))
        write_keys(file, keys)  # first: whoever enrols from now on is sealed by the new one
        sealed_anew = sum(_sealed_anew(faces, one, keys) for one in list(faces.listed()))
        left = Counter(one.key_id for one in faces.listed() if one.key_id != keys.current)
        if not left:
            write_keys(file, keys.only_current())
    if as_json:
        print_json({"key_id": keys.current, "sealed_anew": sealed_anew, "left": dict(left)})
        return
    typer.echo(f"{sealed_anew} sealed by the new key {keys.current}.")
    if left:
        typer.echo(f"The older keys stay: {left.total()} are sealed by them. Rotate again.")
        typer.echo("What does not open is to be withdrawn first.")


def _key_id(keys: Keys) -> str:
    """Today's date, with a number if that is taken."""
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    names = [today, *(f"{today}.{number}" for number in range(2, len(keys.by_id) + 3))]
    return next(name for name in names if name not in keys.by_id)


def _sealed_anew(faces: Faces, face: SealedFace, keys: Keys) -> bool:
    if face.key_id == keys.current:
        return False
    try:
        template = opened(SealedTemplate(**asdict(face)), keys)
    except SealError as error:
        typer.echo(f"{error}: withdraw it, and have the member enrol again.", err=True)
        return False
    anew = sealed(template, face.network, keys, secrets.token_bytes)
    try:
        faces.reseal(SealedFace(**asdict(anew)), face.sealed)
    except ConflictError:  # it was withdrawn or made anew meanwhile
        return False
    return True
