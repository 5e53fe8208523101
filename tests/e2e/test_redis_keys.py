"""What a running gym writes to its Redis servers does not stay there for ever."""

from pathlib import Path

import redis

from spotter.local_stack.embedded_redis import running_in
from support.movements.rendered_squats import render_squats
from support.processes.spotter_up import spotter_up

REPS = 2
RQ_BOOKKEEPING = ("rq:",)
"""One key of each kind, and a job for each rep that waits: RQ deletes it when the rep is judged."""
WRITTEN = {
    "catalog_changes",
    "frames",
    "frames_in",
    "frames_read",
    "frames_stale",
    "gone_stations",
    "latest_reps",
    "pose_workers",
    "poses",
    "rep",
    "restarts",
    "rq",
    "segmenter",
    "segmenters",
    "station_events",
    "station_states",
    "stations",
    "track_ids",
    "verdict",
    "verdicts",
    "visit",
    "visit_verdicts",
}


def test_every_key_of_a_running_gym_expires_but_the_queues_bookkeeping(
    data: Path, tmp_path: Path
) -> None:
    video = tmp_path / "squats.mp4"
    render_squats(video, REPS)
    with spotter_up(data, "--source", video, "--exercise", "squat") as running:
        running.wait_for_verdicts(REPS)
        lasting: dict[str, int] = {}
        for folder in (data / "redis", data / "run" / "frames"):
            with redis.Redis.from_url(str(running_in(folder))) as client:
                lasting |= {key.decode(): client.ttl(key) for key in client.scan_iter()}
    assert {key.split(":")[0] for key in lasting} <= WRITTEN
    assert {"frames", "poses", "rep", "verdict"} <= {key.split(":")[0] for key in lasting}
    forever = [key for key, ttl_s in lasting.items() if ttl_s == -1]
    assert [key for key in forever if not key.startswith(RQ_BOOKKEEPING)] == []
