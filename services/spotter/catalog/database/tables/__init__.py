"""The tables, by area. Importing this package makes all of them known to SQLAlchemy.

Every row has a number, by which other rows refer to it; what others know it by is its ``id``.
Times are microseconds since the Unix epoch.
"""

from spotter.catalog.database.tables.audit import AuditEntry
from spotter.catalog.database.tables.exercises import (
    ExerciseActivation,
    ExerciseRow,
    ExerciseVersion,
    LearntRep,
)
from spotter.catalog.database.tables.ledger import (
    BaselineRow,
    MethodRow,
    RepPoses,
    RepRow,
    StationRow,
)
from spotter.catalog.database.tables.members import ErasedMember, MemberRow
from spotter.catalog.database.tables.patterns import (
    LostPatternRow,
    PatternRep,
    PatternRow,
    PatternSearchRow,
    PatternSource,
)
from spotter.catalog.database.tables.sessions import (
    ClassMember,
    ClassRow,
    ClassStation,
    ClassTrainer,
    SessionRow,
)
from spotter.catalog.database.tables.table import Table
from spotter.catalog.database.tables.totals import (
    DailyFault,
    DailyTotal,
    GymFault,
    GymTotal,
    StationFault,
    StationTotal,
)
from spotter.catalog.database.tables.workouts import WorkoutItemRow, WorkoutRow

__all__ = [
    "AuditEntry",
    "BaselineRow",
    "ClassMember",
    "ClassRow",
    "ClassStation",
    "ClassTrainer",
    "DailyFault",
    "DailyTotal",
    "ErasedMember",
    "ExerciseActivation",
    "ExerciseRow",
    "ExerciseVersion",
    "GymFault",
    "GymTotal",
    "LearntRep",
    "LostPatternRow",
    "MemberRow",
    "MethodRow",
    "PatternRep",
    "PatternRow",
    "PatternSearchRow",
    "PatternSource",
    "RepPoses",
    "RepRow",
    "SessionRow",
    "StationFault",
    "StationRow",
    "StationTotal",
    "Table",
    "WorkoutItemRow",
    "WorkoutRow",
]
