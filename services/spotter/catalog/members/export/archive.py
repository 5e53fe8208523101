"""Writes what is known of a member into a ZIP file: each table as JSON and as CSV."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from spotter.catalog.database.opening import Database
from spotter.catalog.members.export.known import Known
from spotter.catalog.members.export.told import Told

_IN_MEMORY_BYTES = 8 * 1024 * 1024
_FAST = 1
"""Numbers in text shrink to a third at any level."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_README = """All that Spotter knows of one member.

member.json   the person, what they agreed to have kept, and for how long
sessions      when and where they trained, and how the station knew them
keys          their number and badges, and that their face is kept, by which a station knows them;
              and how often somebody has lately failed to come in by their number
reps          every repetition that is kept, with its verdict and faults in words; tl: torso lengths
poses/        where their joints were in each frame of a rep, in pixels and metres
workouts      what was planned and done
followed_sets what Spotter counted of each set while they trained
proposals     what was proposed after workouts, why, and what was decided
answers       what they said before and after sessions
classes       with whom they train
totals, faults   sums by day
alerts        what asked for a trainer because of them, and what came of it
cues          what was sent to a station's screen while they were there
silences      what trainers chose to be quiet about, and why
accounts      what they sign in with, if they do
sign_ins      where they are signed in
changes       who saw and changed what, consent included

Times are UTC. Text in the CSV files that a spreadsheet would take for a formula begins with '.
"""


def exported(database: Database, member_id: str) -> IO[bytes]:
    """A temporary ZIP file with all that is known, open at its beginning; it goes when closed.

    Raises :class:`UnknownError` and :class:`DatabaseError`.
    """
    known = Known(database, member_id)
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - the caller's
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as archive:
        archive.writestr("README.txt", _README)
        archive.writestr("member.json", _json(known.member()))
        for name, rows in _tables(known).items():
            _add_table(archive, name, rows)
        for told in known.poses():
            archive.writestr(f"poses/{told['rep_id']}.json", json.dumps(told))
    file.seek(0)
    return file


def _tables(known: Known) -> dict[str, Callable[[], Iterator[Told]]]:
    return {
        "sessions": known.sessions,
        "keys": known.keys,
        "reps": known.reps,
        "workouts": known.workouts,
        "followed_sets": known.followed_sets,
        "proposals": known.proposals,
        "answers": known.answers,
        "classes": known.classes,
        "totals": known.totals,
        "faults": known.faults,
        "alerts": known.alerts,
        "cues": known.cues,
        "silences": known.silences,
        "accounts": known.accounts,
        "sign_ins": known.sign_ins,
        "changes": known.changes,
    }


def _add_table(archive: zipfile.ZipFile, name: str, rows: Callable[[], Iterator[Told]]) -> None:
    found = list(rows())
    archive.writestr(f"{name}.json", _json(found))
    text = io.StringIO()
    if found:
        table = csv.DictWriter(text, list(found[0]))
        table.writeheader()
        table.writerows({key: _cell(value) for key, value in row.items()} for row in found)
    archive.writestr(f"{name}.csv", "\ufeff" + text.getvalue())


def _cell(value: object) -> object:
    """A cell of a table. Spreadsheets run text that looks like a formula: names are people's."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
