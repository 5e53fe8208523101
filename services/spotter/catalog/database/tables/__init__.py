"""The tables, by area. Importing this package makes all of them known to SQLAlchemy.

Every row has a number, by which other rows refer to it; what others know it by is its ``id``.
Times are microseconds since the Unix epoch.
"""

from spotter.catalog.database.tables.alerts.alerts import (
    AlertMemory,
    AlertProgress,
    AlertRow,
    ClassLineRow,
    CueRow,
    PresenceRow,
    SilenceRow,
    StationNeedRow,
)
from spotter.catalog.database.tables.alerts.deliveries import (
    ChannelRoute,
    ChannelRow,
    DeliveryAlert,
    DeliveryRow,
    PushKeyRow,
)
from spotter.catalog.database.tables.checkin.checkin import BadgeRow, CheckinTriesRow, PinRow
from spotter.catalog.database.tables.checkin.faces import FaceRow
from spotter.catalog.database.tables.checkin.pauses import StationPauseRow
from spotter.catalog.database.tables.exercises.exercises import (
    ExerciseActivation,
    ExerciseDescription,
    ExerciseRow,
    ExerciseVersion,
    LearntRep,
)
from spotter.catalog.database.tables.exercises.patterns import (
    LostPatternRow,
    PatternRep,
    PatternRow,
    PatternSearchRow,
    PatternSource,
)
from spotter.catalog.database.tables.people.accounts import (
    AccountClass,
    AccountMember,
    AccountRow,
    AccountStation,
    DeviceRow,
    InvitationRow,
    PairingRow,
    SignInRow,
    TokenRow,
)
from spotter.catalog.database.tables.people.audit import AuditEntry, AuditHead, AuditName
from spotter.catalog.database.tables.people.members import ErasedMember, MemberRow
from spotter.catalog.database.tables.people.sessions import (
    ClassMember,
    ClassRow,
    ClassStation,
    ClassTrainer,
    SessionRow,
)
from spotter.catalog.database.tables.records.ledger import (
    BaselineRow,
    MethodRow,
    RepPoses,
    RepRow,
    StationRow,
)
from spotter.catalog.database.tables.records.totals import (
    DailyFault,
    DailyTotal,
    GymFault,
    GymTotal,
    StationFault,
    StationTotal,
)
from spotter.catalog.database.tables.table import Table
from spotter.catalog.database.tables.training.following import FollowingProgress, FollowingRow
from spotter.catalog.database.tables.training.proposals import (
    ProgressionRow,
    ProposalRow,
    SessionAnswer,
)
from spotter.catalog.database.tables.training.workouts import WorkoutItemRow, WorkoutRow

__all__ = [
    "AccountClass",
    "AccountMember",
    "AccountRow",
    "AccountStation",
    "AlertMemory",
    "AlertProgress",
    "AlertRow",
    "AuditEntry",
    "AuditHead",
    "AuditName",
    "BadgeRow",
    "BaselineRow",
    "ChannelRoute",
    "ChannelRow",
    "CheckinTriesRow",
    "ClassLineRow",
    "ClassMember",
    "ClassRow",
    "ClassStation",
    "ClassTrainer",
    "CueRow",
    "DailyFault",
    "DailyTotal",
    "DeliveryAlert",
    "DeliveryRow",
    "DeviceRow",
    "ErasedMember",
    "ExerciseActivation",
    "ExerciseDescription",
    "ExerciseRow",
    "ExerciseVersion",
    "FaceRow",
    "FollowingProgress",
    "FollowingRow",
    "GymFault",
    "GymTotal",
    "InvitationRow",
    "LearntRep",
    "LostPatternRow",
    "MemberRow",
    "MethodRow",
    "PairingRow",
    "PatternRep",
    "PatternRow",
    "PatternSearchRow",
    "PatternSource",
    "PinRow",
    "PresenceRow",
    "ProgressionRow",
    "ProposalRow",
    "PushKeyRow",
    "RepPoses",
    "RepRow",
    "SessionAnswer",
    "SessionRow",
    "SignInRow",
    "SilenceRow",
    "StationFault",
    "StationNeedRow",
    "StationPauseRow",
    "StationRow",
    "StationTotal",
    "Table",
    "TokenRow",
    "WorkoutItemRow",
    "WorkoutRow",
]
