"""``python -m spotter.catalog db``: what is done to a database by hand.

It prints JSON, a line for each step (``table``, ``done``, ``total``) and one for the result.
Addresses come from the environment, since they may hold a password.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from spotter.catalog.database.care.backups import backup, restore
from spotter.catalog.database.care.checking import report_of
from spotter.catalog.database.care.copying import copy
from spotter.catalog.database.occupancy import unserved
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import newest_revision, revision, upgrade
from spotter.catalog.errors import CatalogError
from spotter.catalog.settings import CatalogSettings
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.errors import ServiceError
from spotter.runtime.process import CANNOT_RUN, STOPPED, WRONG_INPUT, report_wrong_input
from spotter.runtime.settings import problems_of


class _Settings(CatalogSettings):
    copy_to_url: str = Field(default="", repr=False)


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say.

    Returns the exit code: 0 done, 1 the database cannot do it at the moment or is not sound, 2
    what was asked for cannot be done.
    """
    told = _parser().parse_args(arguments)
    try:
        settings = _Settings()
        with closing(Database(settings.database_url)) as database:
            result = _COMMANDS[told.command](database, told, settings)
    except ValidationError as error:
        return report_wrong_input(problems_of(error))
    except ServiceError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_INPUT if isinstance(error, CatalogError) else CANNOT_RUN
    _print(result=result)
    return CANNOT_RUN if result.get("problems") else STOPPED


def _upgrade(database: Database, _told: argparse.Namespace, _: _Settings) -> dict[str, Any]:
    before = revision(database) if database.file is None or database.file.exists() else ""
    upgrade(database)
    return {"before": before, "revision": newest_revision()}


def _check(database: Database, _told: argparse.Namespace, _: _Settings) -> dict[str, Any]:
    return asdict(report_of(database))


def _copy(database: Database, told: argparse.Namespace, settings: _Settings) -> dict[str, Any]:
    if not settings.copy_to_url:
        raise CatalogError("expected the address to copy to in SPOTTER_COPY_TO_URL; found none")
    with closing(Database(settings.copy_to_url)) as target, unserved(target):
        upgrade(target)
        return {"rows": copy(database, target, _tell, replace=told.replace)}


def _backup(database: Database, told: argparse.Namespace, _: _Settings) -> dict[str, Any]:
    backup(database, told.file, _tell)
    return {"file": str(told.file), "size_bytes": told.file.stat().st_size}


def _restore(database: Database, told: argparse.Namespace, _: _Settings) -> dict[str, Any]:
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    kept = database.file or told.file
    aside = kept.with_name(f"{kept.name}.before-{moment}")
    erased = restore(told.file, database, _tell, aside=aside, now_us=wall_clock_us())
    return {
        "aside": str(aside) if aside.exists() else None,
        "revision": newest_revision(),
        "erased_again": erased,
    }


_COMMANDS: dict[str, Callable[[Database, argparse.Namespace, _Settings], dict[str, Any]]] = {
    "upgrade": _upgrade,
    "check": _check,
    "copy": _copy,
    "backup": _backup,
    "restore": _restore,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m spotter.catalog db", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in _COMMANDS:
        command = commands.add_parser(name)
        if name in {"backup", "restore"}:
            command.add_argument("file", type=Path)
        if name == "copy":
            command.add_argument("--replace", action="store_true")
    return parser


def _tell(table: str, done: int, total: int) -> None:
    _print(table=table, done=done, total=total)


def _print(**what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - its answer
