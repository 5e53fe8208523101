"""Who saw and changed what of whom: entries that are only added, each chained to the one before."""

from spotter.catalog.audit.noting import Signature, note

__all__ = ["Signature", "note"]
