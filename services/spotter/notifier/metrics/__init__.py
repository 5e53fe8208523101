"""The metrics of the notifier."""

from spotter.notifier.metrics.notifier import NotifierMetrics
from spotter.notifier.metrics.pages import PageMetrics
from spotter.notifier.metrics.stations import StationMetrics
from spotter.notifier.metrics.stores import StoreMetrics

__all__ = ["NotifierMetrics", "PageMetrics", "StationMetrics", "StoreMetrics"]
