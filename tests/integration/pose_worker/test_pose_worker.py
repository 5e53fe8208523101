"""Real pose worker processes between a real Redis and a real gRPC segmenter."""

import signal

import numpy as np
import redis

from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.runtime.rendezvous import owner
from spotter.wire.names import POSE_WORKERS
from support.networks.disc_estimator import disc_person
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.running_pose_worker import (
    STATION,
    TRACE_ID,
    StartWorker,
    add_frame,
    captured,
    open_station,
    pending,
)
from support.waiting import until


def test_poses_reach_the_segmenter_with_all_their_data(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker() as worker:
        add_frame(redis_client, 0, (240, 120))
        [frame] = until(lambda: segmenter.of(STATION), what="the poses")
        until(worker.is_ready, what="readiness")
    assert (frame.captured_us, frame.width_px, frame.height_px) == (1, 320, 240)
    assert frame.trace_id == TRACE_ID
    [person] = frame.people
    assert person.track_id == 1
    np.testing.assert_allclose(person.keypoints, disc_person(240, 120), atol=1)


def test_a_frame_is_acknowledged_only_after_the_segmenter_has_acknowledged_its_poses(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    segmenter.acknowledging.clear()
    with start_worker() as worker:
        entry_ids = [add_frame(redis_client, number) for number in range(3)]
        until(lambda: worker.metric("frames_unacked") == 3, what="three frames on their way")
        assert pending(redis_client) == [(entry_id, worker.name) for entry_id in entry_ids]
        segmenter.acknowledging.set()
        until(lambda: not pending(redis_client), what="the acknowledgement in Redis")
        assert worker.metric("frames_acked_total") == 3
        assert worker.metric("frames_unacked") == 0


def test_when_the_segmenter_dies_and_comes_back_every_frame_arrives_in_order(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker() as worker:
        add_frame(redis_client, 0)
        until(lambda: 0 in captured(segmenter), what="the first frame")
        segmenter.acknowledging.clear()
        add_frame(redis_client, 1)
        until(lambda: 1 in captured(segmenter), what="a frame that is never acknowledged")
        segmenter.stop()
        for number in range(2, 20):
            add_frame(redis_client, number)
        until(lambda: worker.metric("people_total") == 20, what="all frames worked on")
        until(lambda: not worker.is_ready(), what="not being ready without a segmenter")
        segmenter.acknowledging.set()
        segmenter.start()
        until(lambda: not pending(redis_client), what="all acknowledgements")
        until(worker.is_ready, what="readiness")
    first_sights = list(dict.fromkeys(captured(segmenter)))
    assert first_sights == list(range(20))
    assert captured(segmenter).count(1) == 2


def test_unacknowledged_poses_of_a_dead_segmenter_go_to_a_live_one(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    other = RecordingSegmenter(redis_client)
    other.start()
    addresses = [f"127.0.0.1:{each.port}" for each in (segmenter, other)]
    station_id = next(
        f"rack-{i}" for i in range(100) if owner(f"rack-{i}", addresses) == addresses[1]
    )
    open_station(redis_client, station_id)
    with start_worker():
        add_frame(redis_client, 0, station_id=station_id)
        until(lambda: captured(other, station_id) == [0], what="the first frame")
        until(lambda: not pending(redis_client, station_id), what="its acknowledgement")
        other.acknowledging.clear()
        add_frame(redis_client, 1, station_id=station_id)
        until(lambda: captured(other, station_id) == [0, 1], what="the unacknowledged frame")
        other.stop()
        add_frame(redis_client, 2, station_id=station_id)
        until(lambda: not pending(redis_client, station_id), what="all acknowledged")
    assert captured(segmenter, station_id) == [1, 2]


def test_a_segmenter_that_acknowledges_nothing_is_reconnected_and_gets_all_again(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    segmenter.acknowledging.clear()
    with start_worker(ack_timeout_s=1):
        add_frame(redis_client, 0)
        until(lambda: captured(segmenter).count(0) >= 2, what="the same frame again")
        segmenter.acknowledging.set()
        until(lambda: not pending(redis_client), what="the acknowledgement")


def test_poses_that_no_segmenter_acknowledges_are_given_up_and_counted(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker(unsent_limit_frames=5) as worker:
        add_frame(redis_client, 0)
        until(lambda: captured(segmenter) == [0], what="the first frame")
        until(lambda: worker.metric("frames_acked_total") == 1, what="its acknowledgement")
        segmenter.stop()
        for number in range(1, 9):
            add_frame(redis_client, number)
        until(lambda: worker.dropped("unsent") == 3, what="the three oldest given up")
        until(lambda: len(pending(redis_client)) == 5, what="no more than the limit kept")
        segmenter.start()
        until(lambda: not pending(redis_client), what="the rest acknowledged")
    assert captured(segmenter) == [0, 4, 5, 6, 7, 8]


def test_a_killed_workers_stations_and_fresh_frames_are_taken_over_and_tracks_continue(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    names = ("worker-1", "worker-2")
    station_id = next(f"rack-{i}" for i in range(100) if owner(f"rack-{i}", names) == "worker-1")
    open_station(redis_client, station_id)
    with start_worker("worker-2") as heir, start_worker("worker-1") as worker:
        until(lambda: worker.metric("stations") == 1, what="the station's owner")
        until(lambda: heir.metric("stations") == 0, what="the other letting go")
        for number, middles in enumerate([[(50, 120), (200, 120)], [(50, 120), (200, 120)]]):
            add_frame(redis_client, number, *middles, station_id=station_id)
        add_frame(redis_client, 2, (50, 120), station_id=station_id)
        until(lambda: captured(segmenter, station_id) == [0, 1, 2], what="frames of the owner")
        until(lambda: not pending(redis_client, station_id), what="their acknowledgement")
        worker.process.send_signal(signal.SIGSTOP)
        # What the owner had just read when it died.
        fresh = [add_frame(redis_client, 3 + i, (55, 120), station_id=station_id) for i in (0, 1)]
        assert FrameStreams(redis_client, "worker-1").read([station_id], block_ms=None)
        assert pending(redis_client, station_id) == [(entry_id, "worker-1") for entry_id in fresh]
        worker.process.kill()
        add_frame(redis_client, 5, (60, 120), (210, 60), station_id=station_id)
        until(lambda: captured(segmenter, station_id)[-1] == 5, what="the heir's frames")
        until(lambda: not pending(redis_client, station_id), what="all acknowledged")
    assert captured(segmenter, station_id) == [0, 1, 2, 3, 4, 5]
    given = [[person.track_id for person in frame.people] for frame in segmenter.of(station_id)]
    # Finally the person who was there before, and a new one with an unused id.
    assert given == [[1, 2], [1, 2], [1], [1], [1], [1, 3]]


def test_a_station_changes_workers_only_after_its_frames_in_progress_are_finished(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    names = ("worker-1", "worker-2")
    station_id = next(f"rack-{i}" for i in range(100) if owner(f"rack-{i}", names) == "worker-2")
    open_station(redis_client, station_id)
    segmenter.acknowledging.clear()
    with start_worker("worker-1") as former:
        for number in range(3):
            add_frame(redis_client, number, station_id=station_id)
        until(lambda: former.metric("frames_unacked") == 3, what="frames in hand")
        with start_worker("worker-2") as new:
            until(lambda: former.metric("stations") == 0, what="the former worker letting go")
            assert new.metric("stations") == 0
            segmenter.acknowledging.set()
            until(lambda: new.metric("stations") == 1, what="the new worker taking over")
            add_frame(redis_client, 3, station_id=station_id)
            until(lambda: captured(segmenter, station_id) == [0, 1, 2, 3], what="all frames")
    assert {p.track_id for frame in segmenter.of(station_id) for p in frame.people} == {1}


def test_a_worker_that_receives_a_stop_signal_finishes_and_hands_over_at_once(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    with start_worker() as worker:
        for number in range(5):
            add_frame(redis_client, number)
        until(lambda: 4 in captured(segmenter), what="the poses")
        worker.process.terminate()
        assert worker.service.wait() == 0
    assert redis_client.zscore(POSE_WORKERS, "worker-1") is None
    assert pending(redis_client) == []
    assert captured(segmenter) == [0, 1, 2, 3, 4]


def test_a_second_signal_ends_a_worker_that_waits_for_acknowledgements(
    start_worker: StartWorker, segmenter: RecordingSegmenter, redis_client: redis.Redis
) -> None:
    open_station(redis_client)
    segmenter.acknowledging.clear()
    with start_worker() as worker:
        add_frame(redis_client, 0)
        until(lambda: captured(segmenter) == [0], what="the poses")
        # Two signals of the same kind could merge into one; of two kinds, either may arrive first.
        worker.process.send_signal(signal.SIGTERM)
        worker.process.send_signal(signal.SIGINT)
        assert worker.service.wait() in {128 + signal.SIGTERM, 128 + signal.SIGINT}
    assert len(pending(redis_client)) == 1
