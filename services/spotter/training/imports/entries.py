"""What a row of either app says: a set of an exercise in a workout, or the rest after one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from spotter.training.errors import TrainingError
from spotter.training.imports.cells import SECONDS, WHOLE, Kind, number
from spotter.training.imports.dates import EXPECTED, moment
from spotter.training.imports.performed import NotRead, PerformedSet, SetKind
from spotter.training.imports.rows import Row, RowError
from spotter.training.load import LoadUnit
from spotter.training.workout import checked_name

UNTITLED = "Untitled workout"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the files do not say: the zone of their times, and the unit where none is named."""

    zone: tzinfo
    unit: LoadUnit | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row's exercise, with a set of it or ``rest_s`` after the set before; neither for a note."""

    began: datetime
    title: str
    exercise: str
    duration_s: float | None = None
    done: PerformedSet | None = None
    rest_s: float | None = None


@dataclass(frozen=True, slots=True)
class App:
    """An app: the columns that its file is told by, and how a row is read.

    ``read`` raises :class:`RowError`.
    """

    name: str
    columns: tuple[str, ...]
    read: Callable[[Row, Settings], Entry]


def name_in(row: Row, column: str) -> str:
    """The name in a cell, with single spaces. Raises :class:`RowError` for an invalid one."""
    try:
        return checked_name(f"a name ({column})", " ".join(row.text(column).split()))
    except TrainingError as error:
        raise RowError(NotRead(row.line, str(error))) from None


def title_in(row: Row, column: str) -> str:
    """The workout's title, which people may leave empty."""
    return name_in(row, column) if row.text(column) else UNTITLED


def moment_in(zone: tzinfo) -> Kind[datetime]:
    """The kind of cell that holds a moment on a clock of ``zone``."""
    return Kind(EXPECTED, lambda text: moment(text, zone))


def set_in(row: Row, kind: SetKind, seconds_column: str, unit: LoadUnit | None) -> PerformedSet:
    """The set that a row describes. Raises :class:`RowError` if it is none."""
    seconds = row.value(seconds_column, SECONDS)
    rpe = row.beside("rpe", _RPE)
    try:
        return PerformedSet(
            kind=kind,
            reps=row.value("reps", WHOLE),
            seconds=None if seconds is None else float(seconds),
            distance_m=row.distance_m("mi" if unit is LoadUnit.LB else "km"),
            load_kg=row.load_kg(unit),
            rpe=None if rpe is None else float(rpe),
        )
    except RowError:
        raise
    except TrainingError as error:
        raise RowError(NotRead(row.line, str(error))) from None


def _rpe(text: str) -> Decimal | None:
    found = number(text)
    return found if found is not None and (not found or 1 <= found <= 10) else None


_RPE = Kind("a perceived exertion of 1 to 10", _rpe)
