"""``python -m bench``: measures, prints tables and writes JSON."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bench.gym.alert_engine import measure_alert_engine
from bench.gym.alerts import measure_alerts
from bench.gym.away import measure_away
from bench.gym.browser_camera import measure_browser_camera
from bench.gym.growth import measure_growth
from bench.gym.latency import measure_latency
from bench.gym.live_view import measure_live
from bench.gym.memory_growth import measure_memory
from bench.gym.station_screen import measure_station_screen
from bench.gym.tax import measure_tax
from bench.instruments.figures import Findings, Say, show, store
from bench.judging.ablation import measure_ablation
from bench.judging.backtest import measure_backtest
from bench.judging.dtw import measure_dtw
from bench.judging.equipment_judged import measure_equipment_judged
from bench.judging.equipment_sets import measure_equipment_sets
from bench.judging.lifting_metres import measure_lifting_metres
from bench.judging.lifting_speed import measure_lifting_speed
from bench.judging.movement_costs import measure_movement
from bench.judging.replay import measure_replay
from bench.judging.trainers_word import measure_words
from bench.networks.blazepose import measure_blazepose
from bench.networks.cameras import measure_cameras
from bench.networks.decoding import measure_decoding
from bench.networks.equipment import measure_equipment
from bench.networks.equipment_looks import measure_equipment_looks
from bench.networks.keypoint_packing import measure_packing
from bench.networks.pose_networks import measure_networks
from bench.networks.tracking import measure_tracking
from bench.networks.visibility import measure_visibility
from bench.records.ledger import measure_ledger
from bench.records.stored_reps import measure_stored_reps
from bench.records.week import measure_week
from spotter.cli.terminal.environment import data_folder

_WIDTH = 130

Benchmark = Callable[[argparse.Namespace, Path, Say], Findings]
"""Takes the options, an empty folder and a callback for its progress."""

_BENCHMARKS: dict[str, Benchmark] = {
    "packing": lambda *_: measure_packing(),
    "reps": lambda _options, _folder, say: measure_stored_reps(say),
    "movement": lambda *_: measure_movement(),
    "growth": lambda _options, _folder, say: measure_growth(say),
    "dtw": lambda *_: measure_dtw(),
    "backtest": lambda options, *_: measure_backtest(options.reps),
    "replay": lambda options, folder, say: measure_replay(options.reps, folder, say),
    "equipment-judged": lambda _options, _folder, say: measure_equipment_judged(say),
    "lifting-metres": lambda _options, _folder, say: measure_lifting_metres(say),
    "equipment-sets": lambda _options, _folder, say: measure_equipment_sets(say),
    "lifting-speed": lambda _options, _folder, say: measure_lifting_speed(say),
    "words": lambda _options, _folder, say: measure_words(say),
    "ablation": lambda _options, _folder, say: measure_ablation(say),
    "blazepose": lambda options, folder, say: measure_blazepose(folder, options.videos, say),
    "decoding": lambda *_: measure_decoding(),
    "tracking": lambda *_: measure_tracking(),
    "equipment": lambda options, _folder, say: measure_equipment(options.rounds, say),
    "equipment-looks": lambda _options, _folder, say: measure_equipment_looks(say),
    "networks": lambda _options, _folder, say: measure_networks(say),
    "tax": lambda options, folder, say: measure_tax(folder, options.videos, options.rounds, say),
    "cameras": lambda _options, folder, say: measure_cameras(folder, say),
    "visibility": lambda _options, folder, say: measure_visibility(folder, say),
    "latency": lambda options, folder, _: measure_latency(
        folder, options.videos, options.stations, options.seconds, options.threads
    ),
    "alerts": lambda options, folder, say: measure_alerts(
        folder, options.stations, options.seconds, say
    ),
    "station-screen": lambda options, folder, say: measure_station_screen(
        folder, options.stations, options.seconds, say
    ),
    "browser-camera": lambda options, folder, _: measure_browser_camera(
        folder, options.videos, options.seconds
    ),
    "alert-engine": lambda _options, folder, say: measure_alert_engine(folder, say),
    "live": lambda _options, _folder, say: measure_live(say),
    "ledger": lambda options, folder, say: measure_ledger(folder, options.rows, say),
    "away": lambda options, folder, say: measure_away(
        folder, options.limit_share, options.day_reps, say
    ),
    "week": lambda options, folder, say: measure_week(
        folder, options.days, options.day_seconds, options.day_reps, say
    ),
    "memory": lambda options, folder, say: measure_memory(
        folder, options.videos, options.frames, say
    ),
}


def main() -> None:
    """Run the requested benchmarks one after another."""
    options = _options()
    console = Console(width=max(_WIDTH, Console().width))
    say = Console(stderr=True).log
    for name in options.benchmarks or _BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix="spotter-bench-") as folder:
            try:
                say(f"{name}: begins")
                findings = _BENCHMARKS[name](options, Path(folder), say)
            except pytest.skip.Exception as reason:
                console.print(f"{name}: skipped: {reason}\n")
                continue
        show(findings, console)
        console.print(f"Written to {store(findings, options.out)}\n", soft_wrap=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    home, names = data_folder() / "bench", ", ".join(_BENCHMARKS)
    parser.add_argument("benchmarks", nargs="*", metavar="NAME", help=f"{names}; none: all of them")
    parser.add_argument("--out", type=Path, default=home / "results", help="folder for the JSON")
    parser.add_argument("--videos", type=Path, default=home, help="folder for rendered videos")
    parser.add_argument("--reps", type=int, default=5000, help="of backtest, replay; a day: 20000")
    parser.add_argument(
        "--rounds", type=int, default=5, help="of tax and equipment, in each arrangement"
    )
    parser.add_argument(
        "--stations", type=int, default=2, help="of latency, alerts, station-screen"
    )
    parser.add_argument("--seconds", type=float, default=60, help="of the same, browser-camera")
    parser.add_argument("--threads", type=int, default=2, help="of the latency's pose worker")
    parser.add_argument("--frames", type=int, default=3000, help="of the memory; an hour: 54000")
    parser.add_argument("--rows", type=int, default=100_000, help="of the ledger; a year: 7000000")
    parser.add_argument("--days", type=int, default=7, help="of the week")
    parser.add_argument("--day-seconds", type=float, default=60, help="that a day of it takes")
    parser.add_argument("--day-reps", type=int, default=20_000, help="reps of a day of it")
    parser.add_argument("--limit-share", type=float, default=1, help="of Redis's, for away")
    options = parser.parse_args()
    if unknown := set(options.benchmarks) - set(_BENCHMARKS):
        parser.error(f"expected {names}; found {', '.join(unknown)}")
    return options


if __name__ == "__main__":
    main()
