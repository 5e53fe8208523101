"""The roles, and the rights of each."""

from collections.abc import Mapping

from spotter.notifier.web.access.rights.rights import FOR_ANYBODY, Right
from spotter.wire.catalog.people.accounts import Role

_OF_ACCOUNTS = FOR_ANYBODY | {Right.OWN_READ, Right.OWN_WRITE, Right.GYM_READ}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.MANAGER: frozenset(Right),
    Role.TRAINER: _OF_ACCOUNTS
    | {
        Right.STATIONS_READ,
        Right.STATION_ACT,
        Right.MEMBERS_READ,
        Right.FACES_WITHDRAW,
        Right.SESSIONS_READ,
        Right.SESSIONS_WRITE,
        Right.CLASSES_READ,
        Right.WORKOUTS_READ,
        Right.WORKOUTS_WRITE,
        Right.PROPOSALS_DECIDE,
        Right.REPS_READ,
        Right.HISTORY_READ,
        Right.ALERTS_READ,
        Right.ALERTS_WRITE,
        Right.EXERCISES_READ,
        Right.EXERCISES_WRITE,
        Right.ALERTS_CALL,
        Right.CHANNELS_READ,
        Right.CHANNELS_WRITE,
        Right.DEVICES_READ,
    },
    Role.MEMBER: _OF_ACCOUNTS
    | {
        Right.MEMBERS_READ,
        Right.MEMBERS_KEYS,
        Right.MEMBERS_EXPORT,
        Right.FACES_WITHDRAW,
        Right.SESSIONS_READ,
        Right.WORKOUTS_READ,
        Right.PROPOSALS_DECIDE,
        Right.REPS_READ,
        Right.HISTORY_READ,
        Right.AUDIT_READ,
    },
    Role.OPERATOR: _OF_ACCOUNTS | {Right.HEALTH_READ},
    Role.STATION: FOR_ANYBODY
    | {Right.STATIONS_READ, Right.STATION_ACT, Right.ALERTS_CALL, Right.GYM_READ},
}
"""The rights of each role; what is about somebody is limited further by whom they see."""

_OF_EVERYBODY = frozenset({Right.EXERCISES_WRITE, Right.DEVICES_READ})
"""Those of a trainer that reach beyond whom they see."""

MEANINGS = {
    Role.OWNER: "everything",
    Role.MANAGER: "everything but owners' accounts",
    Role.TRAINER: "sees and answers everybody, or those in their scope",
    Role.MEMBER: "sees what is their own",
    Role.OPERATOR: "health, nobody's data",
    Role.STATION: "a station's screen: that station",
}


def rights_of(role: Role, *, sees_everybody: bool, at_most: frozenset[str]) -> frozenset[Right]:
    """The rights of somebody with this role; a token's are those named ``at_most``, if any are."""
    rights = RIGHTS[role]
    if role is Role.TRAINER and not sees_everybody:
        rights -= _OF_EVERYBODY
    return frozenset(right for right in rights if not at_most or right.value in at_most)


def may_manage(own: Role, *roles: Role | None) -> bool:
    """Whether somebody may change accounts of these ``roles``, or give them."""
    return own is Role.OWNER or Role.OWNER not in roles
