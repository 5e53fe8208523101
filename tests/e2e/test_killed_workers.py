import time
from pathlib import Path

import psutil
import pytest

from spotter.local_stack.chaos import Kind, strike
from support.movements.rendered_squats import render_squats
from support.processes.spotter_up import SpotterUp, spotter_up

REPS = 9
REP_S = 3.5
STRIKES = {
    3: ("pose_worker", Kind.KILL),
    5: ("rep_segmenter", Kind.HANG),
    7: ("scorer", Kind.KILL),
}
"""What to do to which process in the middle of which rep."""


def wait_until_wall_clock_us(then_us: int) -> None:
    time.sleep(max(0.0, then_us / 1e6 - time.time()))


def struck(running: SpotterUp, service: str, kind: Kind) -> psutil.Process:
    process = running.service(service)
    strike(kind, process.pid)
    return process


def test_every_rep_gets_exactly_one_verdict_whoever_is_killed_or_hangs_in_the_middle_of_it(
    data: Path, tmp_path: Path
) -> None:
    video = tmp_path / "squats.mp4"
    truth = render_squats(video, REPS, rep_s=REP_S).reps
    with spotter_up(data, "--source", video, "--exercise", "squat") as running:
        first = running.wait_for_verdicts(1)[0]
        video_start_us = first["started_us"] - truth[0].start_s * 1e6
        gone = {}
        for number, (service, kind) in STRIKES.items():
            rep = truth[number - 1]
            middle_us = video_start_us + (rep.start_s + rep.end_s) / 2 * 1e6
            wait_until_wall_clock_us(int(middle_us))
            gone[service] = struck(running, service, kind)
        verdicts = running.wait_for_verdicts(REPS)
        running.wait_for_line("the video has ended")
        time.sleep(3)  # for a verdict that should not come
        verdicts = list(running.verdicts)
        for service, process in gone.items():
            assert running.service(service).pid != process.pid
            assert any(line.startswith(service) for line in running.told)
    assert [said["rep"] for said in verdicts] == list(range(1, REPS + 1))
    assert len({said["rep_id"] for said in verdicts}) == REPS
    for said, rep in zip(verdicts, truth, strict=True):
        start_s = (said["started_us"] - video_start_us) / 1e6
        assert start_s == pytest.approx(rep.start_s, abs=1.0)
