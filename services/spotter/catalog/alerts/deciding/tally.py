"""Counts alerts as they are written."""

from collections.abc import Iterable

from spotter.alerting.values import Alert
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.metrics import AlertMetrics

_CHATTER_US = 600_000_000


class Tally:
    """Counts what has become of alerts, in ``metrics``; those that are open it is told at first."""

    def __init__(self, metrics: AlertMetrics) -> None:
        self._metrics = metrics
        self._open: dict[str, str] = {}
        self._ended_us: dict[object, int] = {}

    def begin(self, alerts: Iterable[Alert]) -> None:
        """Begin anew with these open alerts, which were counted before."""
        self._open = {one.alert_id: _taker(one) for one in alerts if one.is_open}
        self._metrics.open.set(len(self._open))

    def add(self, decided: Decided, now_us: int) -> None:
        """Count what was written just ``now_us``."""
        for alert in decided.alerts.values():
            self._add(alert)
        self._metrics.open.set(len(self._open))
        self._ended_us = {
            key: at for key, at in self._ended_us.items() if at > now_us - _CHATTER_US
        }

    def _add(self, alert: Alert) -> None:
        taker = self._open.get(alert.alert_id)
        if taker is None and alert.is_open:
            self._metrics.opened.labels(alert.kind.value).inc()
            if _same(alert) in self._ended_us:
                self._metrics.chattering.inc()
        if _taker(alert) not in {"", taker}:
            self._metrics.taken.inc()
        if alert.is_open:
            self._open[alert.alert_id] = _taker(alert)
        elif alert.ending and self._open.pop(alert.alert_id, None) is not None:
            self._metrics.ended.labels(alert.ending.value).inc()
            self._ended_us[_same(alert)] = alert.ended_us


def _taker(alert: Alert) -> str:
    return alert.taking.author if alert.taking else ""


def _same(alert: Alert) -> object:
    whose, fault = alert.whose, alert.fault
    return alert.kind, whose.station_id, whose.session_id, alert.exercise, fault and fault.kind
