"""Starts camera_ingest: ``python -m spotter.camera_ingest --config gym.yaml [--check]``."""

import argparse
import json
import os
import sys
from collections.abc import MutableMapping
from functools import partial
from pathlib import Path

from spotter.camera_ingest.configuration.gym import load_gym
from spotter.camera_ingest.errors import GymError
from spotter.camera_ingest.service import serve
from spotter.camera_ingest.settings import IngestSettings
from spotter.runtime.process import report_wrong_input, run_process


def main() -> int:
    """Check the gym's description, then serve its stations until a signal comes."""
    parser = argparse.ArgumentParser(prog="camera_ingest", description="Frames from cameras.")
    parser.add_argument("--config", type=Path, required=True, help="YAML file of the stations")
    parser.add_argument("--check", action="store_true", help="check it, print it as JSON, and end")
    arguments = parser.parse_args()
    try:
        gym = load_gym(arguments.config, os.environ)
    except GymError as error:
        return report_wrong_input(str(error))
    if arguments.check:
        stations = [station.shown() for station in gym.stations]
        sys.stdout.write(json.dumps({"stations": stations}, indent=2) + "\n")
        return 0
    _forget_proxies(os.environ)
    return run_process("camera_ingest", IngestSettings, partial(serve, gym))


def _forget_proxies(environment: MutableMapping[str, str]) -> None:
    """FFmpeg would ask cameras at ``rtsps://`` and for the pieces of HLS through them."""
    for name in [name for name in environment if name.lower().endswith("_proxy")]:
        del environment[name]


if __name__ == "__main__":
    sys.exit(main())
