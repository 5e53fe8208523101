"""CheckinService, in rooms: looking, coming and going, what members are known by; FaceService."""

from spotter.catalog.rpc.checkin.coming import ComingCalls
from spotter.catalog.rpc.checkin.desk import CheckinDesk
from spotter.catalog.rpc.checkin.keys import KeyCalls
from spotter.catalog.rpc.checkin.screens import ScreenCalls

__all__ = ["CheckinDesk", "CheckinService"]


class CheckinService(ScreenCalls, ComingCalls, KeyCalls):
    """How stations learn who trains there."""
