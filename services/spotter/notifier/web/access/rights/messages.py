"""The right that each message of the live socket needs, in both directions."""

from collections.abc import Mapping

from spotter.notifier.web.access.rights.rights import Right

NEEDED: Mapping[str, Right] = {
    "snapshot": Right.STATIONS_READ,
    "station": Right.STATIONS_READ,
    "verdict": Right.STATIONS_READ,
    "poses": Right.STATIONS_READ,
    "heartbeat": Right.STATIONS_READ,
    "session": Right.SESSIONS_READ,
    "alerts": Right.ALERTS_READ,
    "screen": Right.STATION_ACT,
    "watch": Right.STATIONS_READ,
    "seen": Right.STATIONS_READ,
}
"""By the type of what is sent, or the name of what a page says.

What needs more is left out of a message: a snapshot says who trains only to whoever may know.
"""
