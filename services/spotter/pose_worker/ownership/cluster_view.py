"""The stations and the live processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spotter.runtime.rendezvous import owner
from spotter.wire.stations import Station


@dataclass(frozen=True, slots=True)
class ClusterView:
    """The stations and the live processes, as one worker saw them at its last heartbeat."""

    worker: str
    stations: Mapping[str, Station] = field(default_factory=dict)
    workers: tuple[str, ...] = ()
    segmenters: tuple[str, ...] = ()

    def mine(self) -> dict[str, Station]:
        """The stations that this worker owns."""
        return {
            station_id: station
            for station_id, station in self.stations.items()
            if owner(station_id, self.workers) == self.worker
        }

    def segmenter_of(self, station_id: str) -> str | None:
        """The address of the station's segmenter; None when no segmenter is alive."""
        return owner(station_id, self.segmenters)
