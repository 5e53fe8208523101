"""A class whose poses come to a segmenter in real time, as from a pose worker."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from spotter.api.segmentation.v1.segmentation_service_pb2 import StreamPosesRequest
from spotter.api.segmentation.v1.segmentation_service_pb2_grpc import SegmentationServiceStub
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from spotter.wire.poses.people import PoseFrame, TrackedPerson, pose_frame_message
from support.movements.filmed import filmed
from support.processes.grpc_client import segmenter_channel

_REPS, _GOOD_REPS = 12, 3
_SIZE_PX = 640, 480
_STEP = 37
"""Frames by which one station is ahead of the other."""


class PosedClass:
    """Everybody squats, and cuts all reps short after the third, again and again."""

    def __init__(self, stations: int, rate_hz: float) -> None:
        self.station_ids = [f"station-{number}" for number in range(1, stations + 1)]
        shallow = frozenset(range(_GOOD_REPS + 1, _REPS + 1))
        plan = Plan("squat", reps=_REPS, faults={FaultKind.SHALLOW: shallow}, rate_hz=rate_hz)
        self._poses = filmed(plan)[1]
        self._rate_hz = rate_hz

    @contextmanager
    def training(self, segmenter: str) -> Iterator[None]:
        """Let them train in front of the segmenter at this address."""
        stopping = threading.Event()
        with segmenter_channel(segmenter) as channel:
            stub = SegmentationServiceStub(channel)
            answers = stub.StreamPoses(self._requests(stopping), wait_for_ready=True)
            listening = threading.Thread(target=lambda: list(answers))
            listening.start()
            try:
                yield
            finally:
                stopping.set()
                listening.join()

    def _requests(self, stopping: threading.Event) -> Iterator[StreamPosesRequest]:
        due_s = time.monotonic()
        for tick in itertools.count(1):
            due_s += 1 / self._rate_hz
            if stopping.wait(max(0.0, due_s - time.monotonic())):
                return
            now_us = time.time_ns() // 1000
            frames = [
                pose_frame_message(self._frame(one, tick + place * _STEP, now_us))
                for place, one in enumerate(self.station_ids)
            ]
            yield StreamPosesRequest(batch_number=tick, frames=frames)

    def _frame(self, station_id: str, place: int, now_us: int) -> PoseFrame:
        """Each time that they begin anew they are somebody else to the tracker."""
        turn, frame = divmod(place, len(self._poses))
        person = TrackedPerson(1 + turn, self._poses.keypoints[frame])
        return PoseFrame(station_id, now_us, *_SIZE_PX, f"{now_us:032x}", (person,))
