"""Follows the equipment of the people at each station, from picture to picture."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import structlog

from spotter.equipment.following.live import LiveEquipment, SeenEnd
from spotter.equipment.hands.opinion import LOOK_EVERY_US, Opinion
from spotter.movement.values import NO_ENDS, EndPoints, EquipmentEnd, Hands, Keypoints
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.equipment.second_opinion import SecondOpinion
from spotter.pose_worker.equipment.taught_equipment import ToFollow
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.tracking.tracker import LOST_AFTER_US
from spotter.wire.poses.people import SoughtEquipment, TrackedPerson

MOST_PEOPLE = 3
"""Whose equipment is looked for in one picture: a crowd must not make a station slow."""

_log = structlog.get_logger()


@dataclass(slots=True)
class _Held:
    """The equipment of one track, which was last looked for in the picture of ``seen_us``.

    ``is_seen`` says whether one of its ends was seen there.
    """

    live: LiveEquipment
    seen_us: int
    is_seen: bool = False
    opinion: Opinion = field(default_factory=Opinion)


@dataclass(slots=True)
class _Station:
    owned: OwnedStation
    followed: ToFollow
    held: dict[int, _Held] = field(default_factory=dict)
    asked_us: int = 0
    has_failed: bool = False


class FollowedEquipment:
    """What each person holds, by station and track; one thread uses it.

    ``taught`` returns the ends that are followed, by station; a station that is not in it costs
    nothing but that look. ``clock`` is monotonic, in seconds. ``second_opinion`` looks at one
    person's hands a second and station at most, and mostly where what was taught is not seen: while
    it believes them to be empty nothing is taken up, and what it believes goes with the pose.
    """

    def __init__(
        self,
        taught: Callable[[], Mapping[str, ToFollow]],
        clock: Callable[[], float],
        metrics: EquipmentMetrics,
        second_opinion: SecondOpinion,
    ) -> None:
        self._taught = taught
        self._clock = clock
        self._metrics = metrics
        self._second_opinion = second_opinion
        self._stations: dict[str, _Station] = {}
        self._remembered_of: Mapping[str, ToFollow] = {}

    def is_followed_at(self, station_id: str) -> bool:
        """Whether the station has equipment."""
        return station_id in self._taught()

    def follow(
        self, frame: ReadyFrame, people: Sequence[TrackedPerson]
    ) -> tuple[SoughtEquipment | None, tuple[TrackedPerson, ...]]:
        """What is looked for, and the people of a station's next frame, with the ends of it.

        At those beyond :data:`MOST_PEOPLE`, the smallest in the picture, nobody looks. Where
        looking fails, that is counted, logged once, and begun anew with the next picture; nobody
        has looked then, either.
        """
        station = self._station(frame.owned)
        if station is None:
            return None, tuple(people)
        nearest = sorted(people, key=lambda one: _size_px(one.keypoints), reverse=True)
        looked_at = {one.track_id for one in nearest[:MOST_PEOPLE]}
        found = tuple(
            self._looked_at(station, frame, one) if one.track_id in looked_at else one
            for one in people
        )
        self._ask(station, frame, [one for one in found if one.track_id in looked_at])
        since_us = frame.captured_us - LOST_AFTER_US
        station.held = {
            track_id: held for track_id, held in station.held.items() if held.seen_us >= since_us
        }
        return station.followed.sought, found

    def _station(self, owned: OwnedStation) -> _Station | None:
        """What is remembered of the station; anew if taken over again, or with other equipment."""
        taught, station_id = self._taught(), owned.station.station_id
        if taught is not self._remembered_of:
            self._remembered_of = taught
            self._stations = {name: one for name, one in self._stations.items() if name in taught}
        followed = taught.get(station_id)
        if followed is None:
            return None
        known = self._stations.get(station_id)
        if known is None or known.owned is not owned or known.followed is not followed:
            self._stations[station_id] = known = _Station(owned, followed)
        return known

    def _looked_at(
        self, station: _Station, frame: ReadyFrame, person: TrackedPerson
    ) -> TrackedPerson:
        held = station.held.get(person.track_id)
        if held is None:
            taught = {end.name: one for end, one in station.followed.ends.items()}
            held = station.held[person.track_id] = _Held(LiveEquipment(taught), 0)
        held.seen_us = frame.captured_us
        ends = self._ends(station, held, frame, person)
        held.is_seen = ends is not None and bool(ends[:, 2].any())
        return replace(person, equipment=ends, hands=held.opinion.hands)

    def _ask(self, station: _Station, frame: ReadyFrame, people: Sequence[TrackedPerson]) -> None:
        """Look at the hands of whom nobody has looked at for longest, if it is time."""
        at_us = frame.captured_us
        is_time = at_us - station.asked_us >= LOOK_EVERY_US
        if not (is_time and self._second_opinion.is_asked_about(station.followed.sought.kind)):
            return
        known = [(station.held.get(one.track_id), one) for one in people]
        due = [
            (held.opinion.looked_us, held, one)
            for held, one in known
            if held and held.opinion.is_due(at_us, is_seen=held.is_seen)
        ]
        if due:
            _, held, person = min(due, key=lambda one: one[0])
            held.opinion = self._second_opinion.after_look(held.opinion, frame, person)
            station.asked_us = at_us

    def _ends(
        self, station: _Station, held: _Held, frame: ReadyFrame, person: TrackedPerson
    ) -> EndPoints | None:
        may_begin = held.opinion.hands is not Hands.EMPTY
        began_s = self._clock()
        try:
            seen = held.live.step(
                frame.bgr, person.keypoints, frame.captured_us, may_begin=may_begin
            )
        except Exception:  # noqa: BLE001 - nobody's poses may stop because of what somebody holds
            self._failed(station, person.track_id)
            return None
        self._metrics.look_s.observe(self._clock() - began_s)
        self._count(frame.owned.station.station_id, seen)
        return _points(seen)

    def _failed(self, station: _Station, track_id: int) -> None:
        station_id = station.owned.station.station_id
        del station.held[track_id]
        self._metrics.failures.labels(station_id).inc()
        if not station.has_failed:  # once: it may fail in every picture
            _log.exception("looking for equipment failed", station_id=station_id)
        station.has_failed = True

    def _count(self, station_id: str, seen: Mapping[str, SeenEnd | None]) -> None:
        self._metrics.looks.labels(station_id).inc(len(seen))
        unseen = sum(end is None for end in seen.values())
        self._metrics.unseen.labels(station_id).inc(unseen)


def _points(seen: Mapping[str, SeenEnd | None]) -> EndPoints:
    points = NO_ENDS.copy()
    for name, end in seen.items():
        if end:
            place = end.place
            points[EquipmentEnd[name].index] = (place.x_px, place.y_px, end.confidence)
    return points


def _size_px(keypoints: Keypoints) -> float:
    """The diagonal of the box round a person; 0 without a joint."""
    known = keypoints[np.isfinite(keypoints[:, 0]), :2]
    return float(np.hypot(*np.ptp(known, axis=0))) if len(known) else 0.0
