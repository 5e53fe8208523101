"""`spotter chaos` as its users run it, for a few events; `make chaos` runs many."""

import json
import subprocess
from pathlib import Path

import yaml

from support.movements.rendered_squats import render_squats
from support.processes.spotter_up import spotter_command, spotter_environment

EVENTS = 2


def test_nothing_is_lost_or_doubled_when_processes_are_killed_and_hang(
    data: Path, tmp_path: Path
) -> None:
    video = tmp_path / "squats.mp4"
    render_squats(video, 9)
    rack = {"id": "rack-1", "source": str(video), "exercise": "squat", "loop": True}
    (tmp_path / "gym.yaml").write_text(yaml.safe_dump({"stations": [rack]}))
    chosen = ("--seed", "3", "--events", str(EVENTS), "--config", tmp_path / "gym.yaml")
    done = subprocess.run(
        spotter_command("chaos", *chosen, "--json"),
        env=spotter_environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert sorted(event["kind"] for event in found["events"]) == ["hang", "kill"]
    assert all(event["served_s"] is not None for event in found["events"])
    assert found["reps_cut"] == found["verdicts"] > 0
    assert found["lost"] == found["doubled"] == []
    restarts = [line for line in done.stderr.splitlines() if "restarting it" in line]
    assert len(restarts) == EVENTS
