"""The CSV that the app Hevy exports.

``title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,
weight_kg,reps,distance_km,duration_seconds,rpe``, or ``weight_lbs`` and ``distance_miles``; the
newest workout comes first. Times are in the phone's language, such as ``8 Nov 2024, 18:30`` or
``May 15, 2026, 7:26 PM``. Description, notes and supersets are not read. Hevy documents none of
this: it is what files from it look like.
"""

from spotter.training.imports.cells import Kind
from spotter.training.imports.entries import (
    App,
    Entry,
    Settings,
    moment_in,
    name_in,
    set_in,
    title_in,
)
from spotter.training.imports.performed import SetKind
from spotter.training.imports.rows import Row

_KINDS = {kind.value: kind for kind in SetKind}


def _kind(text: str) -> SetKind | None:
    return _KINDS.get("".join(filter(str.isalpha, text.lower())))


_TYPE = Kind(f"a type of set: {', '.join(_KINDS)}", _kind)


def _entry(row: Row, settings: Settings) -> Entry:
    when = moment_in(settings.zone)
    began, ended = row.required("start_time", when), row.beside("end_time", when)
    return Entry(
        began=began,
        title=title_in(row, "title"),
        exercise=name_in(row, "exercise_title"),
        duration_s=(ended - began).total_seconds() if ended and ended > began else None,
        done=set_in(
            row, row.beside("set_type", _TYPE) or SetKind.NORMAL, "duration", settings.unit
        ),
    )


HEVY = App("Hevy", ("start_time", "exercise_title", "reps"), _entry)
