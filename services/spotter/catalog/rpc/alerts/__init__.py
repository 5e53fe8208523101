"""AlertService, in rooms: asked, done about alerts, said, made quiet; and DeliveryService."""

from spotter.catalog.rpc.alerts.acting import ActingCalls
from spotter.catalog.rpc.alerts.asking import AskingCalls
from spotter.catalog.rpc.alerts.desk import AlertDesk
from spotter.catalog.rpc.alerts.saying import SayingCalls
from spotter.catalog.rpc.alerts.silencing import SilencingCalls

__all__ = ["AlertDesk", "AlertService"]


class AlertService(AskingCalls, ActingCalls, SayingCalls, SilencingCalls):
    """What asks for a trainer, and what trainers do about it."""
