"""A gym staged in Redis: a test writes step by step what the other services would."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import redis

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.measures import LiftingSpeed, Measures, MotionRange, Tempo
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import (
    AngleDeviation,
    Moment,
    Outcome,
    Verdict,
)
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan, perform
from spotter.simulation.take import Take
from spotter.simulation.tools.tool import Tool
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame, SoughtEquipment, TrackedPerson, pose_frame_bytes
from spotter.wire.reps import rep_bytes
from spotter.wire.stations import (
    CameraMeasures,
    Judged,
    Station,
    StationState,
    Status,
    station_bytes,
    station_state_bytes,
)
from spotter.wire.verdicts import rep_verdict, verdict_bytes
from support.movements.made_up_faults import SITS_TOO_HIGH
from support.records.kept_exercises import put_reference

CAMERA = Camera(yaw_deg=60.0)
MEASURES = Measures(
    tempo=Tempo(1.5, 0.2, 1.4, 0.1),
    usual_tempo=Tempo(1.0, 0.2, 1.0, 0.1),
    motion_range=MotionRange(Joint.MID_HIP, both_sides=False, range_tl=0.6, usual_tl=0.8),
    steadiness_ratio=0.98,
)
SIDE_STEP_PX = 120
TRACE_ID = "0af7651916cd43dd8448eb211c80319c"


def now_us() -> int:
    """Microseconds since the Unix epoch."""
    return time.time_ns() // 1000


@cache
def squat(*, shallow: bool) -> PoseSeries:
    """One squat as a camera sees it, starting at time 0."""
    faults = {FaultKind.SHALLOW: frozenset({1})} if shallow else {}
    performance = perform(Plan("squat", reps=1, faults=faults), np.random.default_rng(7))
    rep = performance.reps[0]
    poses = performance.poses(CAMERA)
    frames = slice(rep.first_frame, rep.last_frame + 1)
    return PoseSeries(poses.captured_us[frames], poses.keypoints[frames])


@cache
def _with_hand_up() -> PoseSeries:
    """The same with the right hand a head's height above the head."""
    poses = squat(shallow=False)
    keypoints = poses.keypoints.copy()
    nose, neck = keypoints[:, Joint.NOSE], keypoints[:, Joint.NECK]
    keypoints[:, Joint.RIGHT_WRIST] = nose + 2 * (nose - neck)
    return PoseSeries(poses.captured_us, keypoints)


@cache
def _with_bar() -> PoseSeries:
    """A squat with a barbell."""
    take = Take(Plan("squat", reps=1, tool=Tool.BARBELL), CAMERA)
    performance = take.performance()
    truth = take.tool_truth(performance)
    assert truth is not None
    poses = performance.poses(CAMERA)
    return PoseSeries(poses.captured_us, poses.keypoints, equipment=truth.keypoints)


_BAR = SoughtEquipment("d" * 64, EquipmentKind.BARBELL)
_POSES: dict[str, Callable[[], PoseSeries]] = {
    "squat": partial(squat, shallow=False),
    "hand up": _with_hand_up,
    "barbell": _with_bar,
}


@dataclass
class StagedGym:
    """Writes into the Redis of ``client`` and the folder ``kept`` of exercises as services do.

    Without a folder it is that of the test's processes.
    """

    client: redis.Redis
    kept: Path | None = None
    _frames: dict[str, int] = field(default_factory=dict)
    _started_us: int = 0

    @property
    def settings(self) -> dict[str, object]:
        """Those of a notifier that serves this gym, which has no catalog."""
        port = self.client.connection_pool.connection_kwargs["port"]
        return {
            "redis_url": f"redis://127.0.0.1:{port}/0",
            "cache_dir": self.kept,
            "catalog_address": "",
            "open": True,
        }

    def add_station(
        self,
        station_id: str,
        name: str,
        *,
        status: Status | None = None,
        judged: Judged = Judged.EXERCISE,
    ) -> None:
        """A squat station whose camera has the ``status``; None: it has no state yet."""
        station = Station(station_id, name, "squat", None, 15, judged=judged)
        self.client.hset(names.STATIONS, station_id, station_bytes(station))
        if status:
            self.set_status(station_id, status)

    def set_status(
        self,
        station_id: str,
        status: Status,
        reason: str = "",
        measures: CameraMeasures | None = None,
    ) -> None:
        """The camera's status from now on, and what it gives."""
        state = station_state_bytes(
            StationState(station_id, status, now_us(), reason, measures=measures)
        )
        self.client.hset(names.STATION_STATES, station_id, state)
        self.client.xadd(names.STATION_EVENTS, {names.STATE_FIELD: state})

    def log_pose(
        self, station_id: str, tracks: tuple[int, ...] = (1,), *, shown: str = "squat"
    ) -> int:
        """Log the next pose of people who squat endlessly; returns its capture time.

        ``shown`` may be ``hand up``, for one who raises the right one, or ``barbell``.
        """
        poses = _POSES[shown]()
        place = self._frames.get(station_id, 0)
        self._frames[station_id] = place + 1
        now = list(poses.each())[place % len(poses)]
        people = tuple(
            TrackedPerson(
                track_id,
                now.keypoints + np.array([SIDE_STEP_PX * number, 0, 0], dtype=np.float32),
                equipment=now.equipment,
            )
            for number, track_id in enumerate(tracks)
        )
        captured_us = now_us()
        frame = PoseFrame(
            station_id,
            captured_us,
            CAMERA.width_px,
            CAMERA.height_px,
            TRACE_ID,
            people,
            sought=None if now.equipment is None else _BAR,
        )
        log, data = names.pose_log(station_id), pose_frame_bytes(frame)
        self.client.xadd(log, {names.POSE_FIELD: data}, id=f"{captured_us}-0", maxlen=500)
        return captured_us

    @contextmanager
    def training(
        self, station_id: str, tracks: tuple[int, ...] = (1,), *, shown: str = "squat"
    ) -> Iterator[None]:
        """People squat at the station, side by side, until the end of the block.

        For ``shown`` see :meth:`log_pose`.
        """
        over = threading.Event()

        def train() -> None:
            while not over.wait(0.05):
                self.log_pose(station_id, tracks, shown=shown)

        thread = threading.Thread(target=train)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def say(  # noqa: PLR0913 - each has a default
        self,
        station_id: str,
        outcome: Outcome,
        *,
        rep_number: int = 1,
        set_number: int = 1,
        track_id: int = 1,
        cue: str = "",
        fixed: bool = False,
        baseline_id: str = "",
        differs_throughout: bool = False,
        session_id: str = "",
        unscorable: ReasonCode = ReasonCode.END_UNSEEN,
        lifting: LiftingSpeed | None = None,
    ) -> str:
        """Store a rep that has just ended, its reference and its verdict; returns the rep's id.

        ``unscorable`` is why, where that is the outcome.
        """
        reference = Reference("squat", (squat(shallow=False),))
        digest = put_reference(reference, self.kept)
        shape = squat(shallow=outcome is Outcome.FAULTY)
        # The order of two reps that start in the same millisecond would be undefined.
        self._started_us = max(now_us() - int(shape.captured_us[-1]), self._started_us + 1000)
        poses = PoseSeries(shape.captured_us + self._started_us, shape.keypoints)
        rep = Rep(
            station_id,
            track_id,
            "squat",
            digest,
            set_number,
            rep_number,
            0,
            TRACE_ID,
            poses,
            session_id=session_id,
        )
        self.client.set(names.rep_key(rep.rep_id), rep_bytes(rep))
        verdict = (
            Verdict.unscorable(Reason(unscorable))
            if outcome is Outcome.UNSCORABLE
            else _verdict(outcome, len(poses), len(reference.reps[0]), cue)
        )
        verdict = replace(
            verdict,
            fixed=(SITS_TOO_HIGH,) if fixed else (),
            baseline_id=baseline_id,
            differs_throughout=differs_throughout,
            measures=replace(verdict.measures, lifting=lifting),
        )
        said = rep_verdict(rep, verdict)
        entry_id = self.client.xadd(names.VERDICTS, {names.VERDICT_FIELD: verdict_bytes(said)})
        self.client.set(names.verdict_key(rep.rep_id), entry_id)
        return rep.rep_id


def _verdict(outcome: Outcome, attempt_frames: int, reference_frames: int, cue: str) -> Verdict:
    steps = np.linspace(0, 1, max(attempt_frames, reference_frames))
    ends = (attempt_frames - 1, reference_frames - 1)
    alignment = np.rint(np.stack([steps * end for end in ends], axis=1)).astype(np.uint16)
    if outcome is Outcome.GOOD:
        return Verdict(outcome, 0.7, 2.0, alignment=alignment, measures=MEASURES)
    return Verdict(
        outcome,
        2.6,
        2.0,
        faults=(replace(SITS_TOO_HIGH, frame_index=attempt_frames // 2, cue=cue),),
        alignment=alignment,
        measures=MEASURES,
        angle=AngleDeviation(Angle.LEFT_KNEE, 0.5, 31.0, Moment.BOTTOM),
    )
