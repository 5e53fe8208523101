"""The rights that the API's routes need."""

from enum import StrEnum
from typing import Any

_KEY = "x-right"


class Right(StrEnum):
    """What somebody may do."""

    MEMBERS_READ = "members:read"
    MEMBERS_WRITE = "members:write"
    MEMBERS_EXPORT = "members:export"
    MEMBERS_ERASE = "members:erase"
    SESSIONS_READ = "sessions:read"
    SESSIONS_WRITE = "sessions:write"
    CLASSES_READ = "classes:read"
    CLASSES_WRITE = "classes:write"
    WORKOUTS_READ = "workouts:read"
    WORKOUTS_WRITE = "workouts:write"
    REPS_READ = "reps:read"
    HISTORY_READ = "history:read"
    EXERCISES_READ = "exercises:read"
    EXERCISES_WRITE = "exercises:write"
    GYM_READ = "gym:read"


MEANINGS = {
    Right.MEMBERS_READ: "see who the members are and what they agreed to",
    Right.MEMBERS_WRITE: "add members, change what is kept of them, end memberships",
    Right.MEMBERS_EXPORT: "export all that is known of a member",
    Right.MEMBERS_ERASE: "erase all that is known of a member",
    Right.SESSIONS_READ: "see who trains where, and who did",
    Right.SESSIONS_WRITE: "begin and end sessions",
    Right.CLASSES_READ: "see classes and who takes part",
    Right.CLASSES_WRITE: "create, change and archive classes",
    Right.WORKOUTS_READ: "see what members are to do, and what they did",
    Right.WORKOUTS_WRITE: "plan workouts, note what was done, bring along other apps' files",
    Right.REPS_READ: "see reps and what was said of them",
    Right.HISTORY_READ: "see how reps have been over time",
    Right.EXERCISES_READ: "see the gym's exercises and their versions",
    Right.EXERCISES_WRITE: "teach, rename and archive exercises, and choose their versions",
    Right.GYM_READ: "see which day it is in the gym",
}

FOR_EVERYBODY = frozenset({Right.GYM_READ})
"""Those that show nobody's data and change nothing."""


def needs(right: Right) -> dict[str, Any]:
    """What a route that needs ``right`` adds to its description."""
    return {_KEY: right.value}


def right_of(description: dict[str, Any] | None) -> Right:
    """The right that a route's description names. Raises :class:`KeyError` if it names none."""
    return Right((description or {})[_KEY])
