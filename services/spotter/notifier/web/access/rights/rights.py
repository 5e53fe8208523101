"""The rights that routes, and messages of the live socket, need."""

from enum import StrEnum
from typing import Any

_KEY = "x-right"


class Right(StrEnum):
    """What somebody may do."""

    SIGN_IN = "sign-in:begin"
    OWN_READ = "own:read"
    OWN_WRITE = "own:write"
    CHECK_IN = "check-in:begin"
    STATIONS_READ = "stations:read"
    STATION_ACT = "station:act"
    MEMBERS_READ = "members:read"
    MEMBERS_WRITE = "members:write"
    MEMBERS_KEYS = "members:keys"
    MEMBERS_EXPORT = "members:export"
    MEMBERS_ERASE = "members:erase"
    FACES_WITHDRAW = "faces:withdraw"
    SESSIONS_READ = "sessions:read"
    SESSIONS_WRITE = "sessions:write"
    CLASSES_READ = "classes:read"
    CLASSES_WRITE = "classes:write"
    WORKOUTS_READ = "workouts:read"
    WORKOUTS_WRITE = "workouts:write"
    PROPOSALS_DECIDE = "proposals:decide"
    REPS_READ = "reps:read"
    HISTORY_READ = "history:read"
    ALERTS_READ = "alerts:read"
    ALERTS_WRITE = "alerts:write"
    ALERTS_CALL = "alerts:call"
    CHANNELS_READ = "channels:read"
    CHANNELS_WRITE = "channels:write"
    CHANNELS_GYM = "channels:gym"
    EXERCISES_READ = "exercises:read"
    EXERCISES_WRITE = "exercises:write"
    ACCOUNTS_READ = "accounts:read"
    ACCOUNTS_WRITE = "accounts:write"
    DEVICES_READ = "devices:read"
    DEVICES_WRITE = "devices:write"
    AUDIT_READ = "audit:read"
    HEALTH_READ = "health:read"
    GYM_READ = "gym:read"


MEANINGS = {
    Right.SIGN_IN: "sign in, or see that one has to",
    Right.OWN_READ: "see one's own account, sign-ins and tokens",
    Right.OWN_WRITE: "change one's own password, end one's sign-ins, make and end tokens",
    Right.CHECK_IN: "check in at a station with its code and a number and PIN",
    Right.STATIONS_READ: "see the stations live: skeletons, verdicts, states",
    Right.STATION_ACT: "do what whoever trains at a station may do there: come, pause, leave",
    Right.MEMBERS_READ: "see who the members are and what they agreed to",
    Right.MEMBERS_WRITE: "add members, change what is kept of them, end memberships",
    Right.MEMBERS_KEYS: "give a member, or oneself, a PIN and badges for check-in",
    Right.MEMBERS_EXPORT: "export all that is known of a member",
    Right.MEMBERS_ERASE: "erase all that is known of a member",
    Right.FACES_WITHDRAW: "withdraw what is kept of a member's face",
    Right.SESSIONS_READ: "see who trains where, and who did",
    Right.SESSIONS_WRITE: "begin and end sessions",
    Right.CLASSES_READ: "see classes and who takes part",
    Right.CLASSES_WRITE: "create, change and archive classes",
    Right.WORKOUTS_READ: "see what members are to do, and what they did",
    Right.WORKOUTS_WRITE: "plan workouts, note what was done, bring along other apps' files",
    Right.PROPOSALS_DECIDE: "decide about proposals; members about theirs, where the gym allows it",
    Right.REPS_READ: "see reps and what was said of them",
    Right.HISTORY_READ: "see how reps have been over time",
    Right.ALERTS_READ: "see alerts, and who has taken them",
    Right.ALERTS_WRITE: "take and answer alerts, send cues, be quiet for a time",
    Right.ALERTS_CALL: "call a trainer to a station",
    Right.CHANNELS_READ: "see by which channels one is reached, and what went out",
    Right.CHANNELS_WRITE: "make, change, test and remove one's own channels",
    Right.CHANNELS_GYM: "the same for the whole gym's channels",
    Right.EXERCISES_READ: "see the gym's exercises, their versions, calibration and patterns",
    Right.EXERCISES_WRITE: "teach, rename and archive exercises, and choose their versions",
    Right.ACCOUNTS_READ: "see who may sign in, and as what",
    Right.ACCOUNTS_WRITE: "invite people, change their roles, reset, disable and erase accounts",
    Right.DEVICES_READ: "see which screens are paired with stations",
    Right.DEVICES_WRITE: "pair screens with stations, and end that",
    Right.AUDIT_READ: "see who saw and changed what of whom",
    Right.HEALTH_READ: "see how far the pipeline has come, and metrics",
    Right.GYM_READ: "see which day it is in the gym",
}

FOR_ANYBODY = frozenset({Right.SIGN_IN, Right.CHECK_IN})
"""Those of somebody who has not signed in: without a secret of their own they get no further."""


def needs(right: Right) -> dict[str, Any]:
    """What a route that needs ``right`` adds to its description."""
    return {_KEY: right.value}


def right_of(description: dict[str, Any] | None) -> Right:
    """The right that a route's description names. Raises :class:`KeyError` if it names none."""
    return Right((description or {})[_KEY])
