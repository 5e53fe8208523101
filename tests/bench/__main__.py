"""``python -m bench``: measures, prints tables and writes JSON."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bench.ablation import measure_ablation
from bench.backtest import measure_backtest
from bench.dtw import measure_dtw
from bench.figures import Findings, Say, show, store
from bench.keypoint_packing import measure_packing
from bench.latency import measure_latency
from bench.memory_growth import measure_memory
from bench.movement_costs import measure_movement
from bench.tax import measure_tax
from spotter_cli.folders import data_folder

_WIDTH = 130
_NAMES = ("packing", "movement", "dtw", "backtest", "ablation", "tax", "latency", "memory")

Benchmarks = dict[str, Callable[[Path], Findings]]


def main() -> None:
    """Run the benchmarks that are asked for, one after another."""
    options = _options()
    console = Console(width=max(_WIDTH, Console().width))
    say = Console(stderr=True).log
    benchmarks = _benchmarks(options, say)
    for name in options.benchmarks or benchmarks:
        with tempfile.TemporaryDirectory(prefix="spotter-bench-") as folder:
            try:
                say(f"{name}: begins")
                findings = benchmarks[name](Path(folder))
            except pytest.skip.Exception as reason:
                console.print(f"{name}: skipped: {reason}\n")
                continue
        show(findings, console)
        console.print(f"Written to {store(findings, options.out)}\n", soft_wrap=True)


def _benchmarks(options: argparse.Namespace, say: Say) -> Benchmarks:
    videos = options.videos
    benchmarks: tuple[Callable[[Path], Findings], ...] = (
        lambda _: measure_packing(),
        lambda _: measure_movement(),
        lambda _: measure_dtw(),
        lambda _: measure_backtest(options.reps),
        lambda _: measure_ablation(say),
        lambda folder: measure_tax(folder, videos, options.rounds, say),
        lambda folder: measure_latency(
            folder, videos, options.stations, options.seconds, options.threads
        ),
        lambda folder: measure_memory(folder, videos, options.frames, say),
    )
    return dict(zip(_NAMES, benchmarks, strict=True))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    home = data_folder() / "bench"
    parser.add_argument(
        "benchmarks", nargs="*", metavar="NAME", help=f"{', '.join(_NAMES)}; none: all of them"
    )
    parser.add_argument("--out", type=Path, default=home / "results", help="where the JSON goes")
    parser.add_argument("--videos", type=Path, default=home, help="where rendered videos are kept")
    parser.add_argument("--reps", type=int, default=5000, help="of the backtest; a day: 20000")
    parser.add_argument("--rounds", type=int, default=5, help="of the tax, in each arrangement")
    parser.add_argument("--stations", type=int, default=2, help="of the latency")
    parser.add_argument("--seconds", type=float, default=60, help="of the latency")
    parser.add_argument("--threads", type=int, default=2, help="of the latency's pose worker")
    parser.add_argument("--frames", type=int, default=3000, help="of the memory; an hour: 54000")
    options = parser.parse_args()
    if unknown := set(options.benchmarks) - set(_NAMES):
        parser.error(f"expected {', '.join(_NAMES)}; found {', '.join(unknown)}")
    return options


if __name__ == "__main__":
    main()
