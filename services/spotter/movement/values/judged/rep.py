"""One repetition and where it was seen."""

from dataclasses import dataclass

from spotter.movement.values.body.poses import PoseSeries


@dataclass(frozen=True, slots=True, eq=False)
class Rep:
    """One repetition, as cut from a track.

    ``set_number`` counts from 1 within the track, ``rep_number`` from 1 within the set, whose first
    rep started at ``set_started_us``, microseconds since the Unix epoch. ``reference_digest`` names
    the reference used to cut it; ``trace_id`` is that of its last frame. ``end_unseen`` says that
    the person was lost before its end, so that nothing can be said of it. ``session_id`` and
    ``member_id`` are empty where the rep is nobody's in particular. ``height_m`` is how tall the
    member is; None where nobody said so.
    """

    station_id: str
    track_id: int
    exercise: str
    reference_digest: str
    set_number: int
    rep_number: int
    set_started_us: int
    trace_id: str
    poses: PoseSeries
    end_unseen: bool = False
    session_id: str = ""
    member_id: str = ""
    height_m: float | None = None

    @property
    def rep_id(self) -> str:
        """The id, made from station, track and first frame: the same rep always has the same id."""
        return f"{self.station_id}_{self.track_id}_{int(self.poses.captured_us[0])}"

    @property
    def set_id(self) -> str:
        """The id shared by the reps of a set. Set numbers restart with another reference."""
        return f"{self.station_id}_{self.track_id}_{self.set_started_us}"

    @property
    def visit_id(self) -> str:
        """The id shared by all reps of one person: see :func:`visit_of`."""
        return visit_of(self.session_id, self.station_id, self.track_id)


def visit_of(session_id: str, station_id: str, track_id: int) -> str:
    """The id of the visit that a rep belongs to.

    That is the session, whatever the tracker makes of the person; nobody in particular is known
    only by the track.
    """
    return session_id or f"{station_id}_{track_id}"
