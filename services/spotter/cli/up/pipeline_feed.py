"""Reads from the notifier how far the pipeline of every station has come."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from spotter.local_stack.watchdog.own_service import ask

_PAUSE_S = 1.0
_ANSWER_S = 10.0


class PipelineFeed:
    """Asks for ``/status`` in a thread until ``stopping``; reading the answer never waits."""

    def __init__(self, page_url: str, stopping: threading.Event) -> None:
        self._page_url = page_url
        self._stopping = stopping
        self._latest: dict[str, Any] | None = None
        threading.Thread(target=self._keep_asking, name="pipeline", daemon=True).start()

    def latest(self) -> dict[str, Any] | None:
        """The last answer; None while the notifier does not answer."""
        return self._latest

    def _keep_asking(self) -> None:
        while not self._stopping.wait(_PAUSE_S):
            try:
                is_well, said = ask(self._page_url, "/status", timeout_s=_ANSWER_S)
            except OSError:
                self._latest = None
            else:
                self._latest = said if is_well else None


@dataclass
class StallLines:
    """Says once when the pipeline stalls, nothing is stored or the ledger is late, and when not."""

    _stalled: dict[str, str] = field(default_factory=dict)
    _full: str = ""
    _is_late: bool = False

    def new(self, status: Mapping[str, Any]) -> Iterator[str]:
        """What is new in the answer ``status``."""
        full = status["storage"]["problem"]
        if full != self._full:
            self._full = full
            yield full or "There is room again."
        if (late := status["ledger"]["problem"]) and not self._is_late:
            yield late
        elif self._is_late and not late:
            yield "The ledger has caught up."
        self._is_late = bool(late)
        for station in () if full else status["stations"]:
            station_id, name = station["station_id"], station["name"]
            before, now = self._stalled.get(station_id), station["stalled"]
            if now and now != before:
                self._stalled[station_id] = now
                yield f"{name}: {station['problem']}."
            elif before and not now:
                del self._stalled[station_id]
                if station["status"] == "live":
                    yield f"{name}: {before} come again."
