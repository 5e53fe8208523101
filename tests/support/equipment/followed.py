"""A pose worker's following of equipment, fed picture by picture."""

from collections.abc import Mapping, Sequence
from functools import cache

from prometheus_client import CollectorRegistry

from spotter.equipment.hands.held_limits import Limits
from spotter.equipment.taught import Taught
from spotter.estimators.equipment.protocol import EquipmentDetector
from spotter.movement.values import EquipmentEnd, EquipmentKind
from spotter.pose_worker.equipment.following import FollowedEquipment
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.equipment.second_opinion import SecondOpinion
from spotter.pose_worker.equipment.taught_equipment import ToFollow
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.tracking.tracker import Tracker
from spotter.wire.poses.people import SoughtEquipment, TrackedPerson
from spotter.wire.stations import Station
from support.equipment.lifters import NAMES, Lifter, curls, taught_by
from support.hand_clock import HandClock

STEP_US = 66_667


def taught_ends(kind: EquipmentKind = EquipmentKind.BARBELL) -> ToFollow:
    """What fifteen pictures of curls teach."""
    taught = _taught_by_curls()
    ends = {end: taught[NAMES[end.index]] for end in EquipmentEnd}
    return ToFollow(SoughtEquipment("d" * 64, kind), ends)


@cache
def _taught_by_curls() -> dict[str, Taught]:
    return taught_by(curls(15))


def owned(station_id: str = "rack-1") -> OwnedStation:
    return OwnedStation(Station(station_id, station_id, "curl", None, 15.0), Tracker())


def frame(station: OwnedStation, lifter: Lifter, at_us: int) -> ReadyFrame:
    picture = lifter.picture(seed=5)
    height_px, width_px, _ = picture.shape
    return ReadyFrame(station, b"0-0", at_us, "", width_px, height_px, picture)


class Followed:
    """What one person holds, picture by picture; a detector may have a second opinion on it."""

    def __init__(
        self, taught: Mapping[str, ToFollow], detector: EquipmentDetector | None = None
    ) -> None:
        self.taught = taught
        self.registry = CollectorRegistry()
        metrics, clock = EquipmentMetrics(self.registry), HandClock()
        load = None if detector is None else lambda: detector
        opinion = SecondOpinion(load, Limits(0.3, 0.1, 0.05), clock, metrics)
        opinion.prepare()
        self.equipment = FollowedEquipment(lambda: self.taught, clock, metrics, opinion)
        self.last: TrackedPerson | None = None

    def seen(
        self,
        station: OwnedStation,
        lifters: Sequence[Lifter],
        from_us: int = 0,
        track_id: int = 1,
        step_us: int = STEP_US,
    ) -> list[int]:
        """How many ends are seen in each picture."""
        counts = []
        for number, lifter in enumerate(lifters):
            at = frame(station, lifter, from_us + number * step_us)
            _, [self.last] = self.equipment.follow(
                at, [TrackedPerson(track_id, lifter.keypoints())]
            )
            assert self.last.equipment is not None
            counts.append(int((self.last.equipment[:, 2] > 0).sum()))
        return counts

    def count(self, name: str, **labels: str) -> float:
        """A metric of the equipment's, such as ``hands_looks_total``."""
        found = self.registry.get_sample_value(f"spotter_pose_worker_{name}", labels)
        return found or 0.0
